import { z } from 'zod'
import type { PostRole, Resolver } from '../../db/words.ts'
import { wrongIn } from '../../lib/shape.ts'
import type { Normalised } from '../importer.ts'
import { isoTime } from '../times.ts'
import { deskBody, personName } from './desk-body.ts'
import { type DeskClosing, type DeskReply, deskOutcome, firstWords, timeOf } from './desk-thread.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null)
const id = z.union([z.string(), z.number()]).transform(String)
const time = z.union([z.number(), z.string()])
const author = optional(
  z.object({ id: optional(id), type: optional(z.string()), name: optional(z.string()) }),
)
const attachments = optional(z.array(z.object({ name: z.unknown().optional(), url: z.unknown().optional() })))
const part = z.object({
  id,
  part_type: optional(z.string()),
  body: optional(z.string()),
  author,
  created_at: time,
  redacted: optional(z.boolean()),
  attachments,
})
const conversation = z.object({
  title: optional(z.string()),
  state: optional(z.string()),
  created_at: time,
  updated_at: time.nullish(),
  source: optional(
    z.object({
      id: optional(id),
      subject: optional(z.string()),
      body: optional(z.string()),
      author,
      redacted: optional(z.boolean()),
      attachments,
    }),
  ),
  tags: optional(z.object({ tags: z.array(z.object({ name: optional(z.string()) })) })),
  statistics: optional(z.object({ last_close_at: optional(z.number()) })),
  conversation_parts: optional(z.object({ conversation_parts: z.array(z.unknown()) })),
})

type Conversation = z.infer<typeof conversation>
type Part = z.infer<typeof part>

/** A conversation as a thread; throws what is wrong with it. */
export function normaliseConversation(externalId: string, raw: object): Normalised {
  const parsed = conversation.safeParse(raw)
  if (!parsed.success) throw new Error(`This is not an Intercom conversation: ${wrongIn(parsed.error)}`)
  const value = parsed.data
  const createdAt = timeOf(value.created_at, 'conversation')
  const parts = (value.conversation_parts?.conversation_parts ?? []).map(readPart)
  const opening = openingOf(value)
  const said = [...(opening === undefined ? [] : [opening]), ...parts].filter(
    (one) => one.body && !one.redacted,
  )
  const asked = said.find((one) => roleOf(one) === 'asker')
  const question =
    asked === said[0] || opening === undefined || roleOf(opening) !== 'asker' ? asked : undefined
  const body = question === undefined ? '' : bodyOf(question)
  const title = [value.title, value.source?.subject].map(plain).find((text) => text !== '')
  return {
    kind: 'thread',
    thread: {
      externalId,
      title: title ?? (firstWords(body) || `Conversation ${externalId}`),
      body,
      author: personName((question ?? opening)?.author?.name),
      createdAt,
      updatedAt: isoTime(value.updated_at),
      tags: (value.tags?.tags ?? []).flatMap((tag) => tag.name ?? []),
      views: 0,
      score: 0,
      environment: {},
      links: [],
      participants: [],
      ...deskOutcome(
        externalId,
        said.filter((one) => one !== question).map(replyOf),
        closingOf(value, parts),
      ),
    },
  }
}

function readPart(one: unknown): Part {
  const parsed = part.safeParse(one)
  if (!parsed.success) throw new Error(`A part cannot be read: ${wrongIn(parsed.error)}`)
  return parsed.data
}

/** The message that began the conversation; where the company wrote first, the customer's first words are the question. */
function openingOf(value: Conversation): Part | undefined {
  const { source } = value
  if (!source) return undefined
  return { ...source, id: `source-${source.id ?? '0'}`, created_at: value.created_at, part_type: 'comment' }
}

/** Bots speak for nobody who could vouch for an answer. */
function roleOf(one: Part): PostRole {
  const type = one.author?.type
  if (type === 'admin' || type === 'team') return 'staff'
  return type === 'user' || type === 'lead' || type === 'contact' ? 'asker' : 'community'
}

function replyOf(one: Part): DeskReply {
  return {
    id: one.id,
    role: roleOf(one),
    author: personName(one.author?.name),
    body: bodyOf(one),
    createdAt: timeOf(one.created_at, `part ${one.id}`),
  }
}

function bodyOf(one: Part): string {
  const text = one.body ?? ''
  return deskBody(/<\/?[a-z][^<>]*>/i.test(text) ? { html: text } : { text }, one.attachments ?? [])
}

function closingOf(value: Conversation, parts: Part[]): DeskClosing | undefined {
  if (value.state !== 'closed') return undefined
  const last = parts.findLast((one) => one.part_type === 'close')
  const at = isoTime(last?.created_at) ?? isoTime(value.statistics?.last_close_at)
  const role = last === undefined ? 'staff' : roleOf(last)
  const by: Resolver = role === 'community' ? 'unknown' : role
  return { status: 'closed', at, by }
}

function plain(text: string | null | undefined): string {
  return (text ?? '').replace(/<[^<>]*>/g, ' ').trim()
}
