import { z } from 'zod'
import type { PostRole, Resolver } from '../../db/words.ts'
import { wrongIn } from '../../lib/shape.ts'
import type { Normalised } from '../importer.ts'
import { isoTime } from '../times.ts'
import { deskBody, personName } from './desk-body.ts'
import { type DeskClosing, type DeskReply, deskOutcome, firstWords, timeOf } from './desk-thread.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null)
const id = z.union([z.string(), z.number()]).transform(String)
const person = optional(
  z.object({
    id: optional(id),
    type: optional(z.string()),
    first: optional(z.string()),
    last: optional(z.string()),
  }),
)
const file = z.object({
  filename: z.unknown().optional(),
  _links: optional(z.object({ data: optional(z.object({ href: z.unknown().optional() })) })),
})
const thread = z.object({
  id,
  type: optional(z.string()),
  body: optional(z.string()),
  createdBy: person,
  createdAt: z.string(),
  _embedded: optional(z.object({ attachments: optional(z.array(file)) })),
})
const conversation = z.object({
  number: optional(id),
  subject: optional(z.string()),
  status: optional(z.string()),
  state: optional(z.string()),
  createdAt: z.string(),
  userUpdatedAt: optional(z.string()),
  createdBy: person,
  closedAt: optional(z.string()),
  closedByUser: person,
  tags: optional(z.array(z.object({ tag: optional(z.string()) }))),
  _embedded: optional(z.object({ threads: z.array(z.unknown()) })),
})

type Conversation = z.infer<typeof conversation>
type Thread = z.infer<typeof thread>

/** A conversation as a thread; throws what is wrong with it. */
export function normaliseConversation(externalId: string, raw: object): Normalised {
  const parsed = conversation.safeParse(raw)
  if (!parsed.success) throw new Error(`This is not a Help Scout conversation: ${wrongIn(parsed.error)}`)
  const value = parsed.data
  if (value.status === 'spam') return { kind: 'left-out', why: 'spam' }
  if (value.state === 'draft' || value.state === 'deleted') {
    return { kind: 'left-out', why: `a conversation that is ${value.state}` }
  }
  const threads = (value._embedded?.threads ?? []).map(readThread)
  threads.sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0))
  const first = threads[0]
  const question =
    first !== undefined && roleOf(first) === 'asker' ? first : threads.find((one) => one.type === 'phone')
  const body = question === undefined ? '' : bodyOf(question)
  return {
    kind: 'thread',
    thread: {
      externalId,
      title: value.subject?.trim() || firstWords(body) || `Conversation ${value.number ?? externalId}`,
      body,
      author: nameOf(question?.createdBy ?? value.createdBy),
      createdAt: timeOf(value.createdAt, 'conversation'),
      updatedAt: isoTime(value.userUpdatedAt),
      tags: (value.tags ?? []).flatMap((one) => one.tag ?? []),
      views: 0,
      score: 0,
      environment: {},
      links: [],
      participants: [],
      ...deskOutcome(externalId, threads.filter((one) => one !== question).map(replyOf), closingOf(value)),
    },
  }
}

function readThread(one: unknown): Thread {
  const parsed = thread.safeParse(one)
  if (!parsed.success) throw new Error(`A thread cannot be read: ${wrongIn(parsed.error)}`)
  return parsed.data
}

function at(one: Thread): string {
  return timeOf(one.createdAt, `thread ${one.id}`)
}

/** A machine's user is called so by the newer interface; nobody vouches for what it writes. */
function roleOf(one: Thread): PostRole {
  if (one.createdBy?.type === 'system_user') return 'community'
  return one.type === 'customer' || one.createdBy?.type === 'customer' ? 'asker' : 'staff'
}

function replyOf(one: Thread): DeskReply {
  return {
    id: one.id,
    role: roleOf(one),
    author: nameOf(one.createdBy),
    body: bodyOf(one),
    createdAt: at(one),
  }
}

function bodyOf(one: Thread): string {
  const files = (one._embedded?.attachments ?? []).map((each) => ({
    name: each.filename,
    url: each._links?.data?.href,
  }))
  const text = one.body ?? ''
  return deskBody(/<\/?[a-z][^<>]*>/i.test(text) ? { html: text } : { text }, files)
}

function nameOf(who: z.infer<typeof person>): string | undefined {
  return personName([who?.first, who?.last].filter(Boolean).join(' '))
}

function closingOf(value: Conversation): DeskClosing | undefined {
  if (value.status !== 'closed') return undefined
  const type = value.closedByUser?.type
  const by: Resolver = type === 'customer' ? 'asker' : type === 'system_user' ? 'unknown' : 'staff'
  return { status: 'closed', at: isoTime(value.closedAt), by }
}
