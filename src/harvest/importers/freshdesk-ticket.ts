import { z } from 'zod'
import type { PostRole } from '../../db/words.ts'
import { wrongIn } from '../../lib/shape.ts'
import type { Normalised } from '../importer.ts'
import { isoTime } from '../times.ts'
import { type Attachment, deskBody, personName } from './desk-body.ts'
import { type DeskReply, deskOutcome, firstWords, timeOf } from './desk-thread.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null)
const id = z.union([z.number(), z.string()]).transform(String)
const attachments = optional(
  z.array(z.object({ name: z.unknown().optional(), attachment_url: z.unknown().optional() })),
)
const conversation = z.object({
  id,
  user_id: optional(id),
  incoming: optional(z.boolean()),
  body: optional(z.string()),
  body_text: optional(z.string()),
  created_at: z.string(),
  updated_at: optional(z.string()),
  attachments,
})
const ticket = z.object({
  subject: optional(z.string()),
  description: optional(z.string()),
  description_html: optional(z.string()),
  description_text: optional(z.string()),
  status: optional(z.number()),
  created_at: z.string(),
  updated_at: optional(z.string()),
  requester_id: optional(id),
  type: optional(z.string()),
  tags: optional(z.array(z.string())),
  deleted: optional(z.boolean()),
  spam: optional(z.boolean()),
  stats: optional(z.object({ resolved_at: optional(z.string()), closed_at: optional(z.string()) })),
  attachments,
  conversations: optional(z.array(z.unknown())),
  people: optional(z.array(z.object({ id, name: z.unknown().optional(), role: optional(z.string()) }))),
})

type Ticket = z.infer<typeof ticket>
type Conversation = z.infer<typeof conversation>

/** The two of Freshdesk's statuses that mean closed; companies add their own beside them. */
const CLOSED: Readonly<Record<number, string>> = { 4: 'Resolved', 5: 'Closed' }

/** A ticket as a thread; throws what is wrong with it. */
export function normaliseTicket(externalId: string, raw: object): Normalised {
  const parsed = ticket.safeParse(raw)
  if (!parsed.success) throw new Error(`This is not a Freshdesk ticket: ${wrongIn(parsed.error)}`)
  const value = parsed.data
  if (value.deleted) return { kind: 'left-out', why: 'a deleted ticket' }
  if (value.spam) return { kind: 'left-out', why: 'spam' }
  const status = CLOSED[value.status ?? 0]
  const at = isoTime(value.stats?.resolved_at) ?? isoTime(value.stats?.closed_at)
  const body = deskBody(
    { html: value.description_html ?? value.description, text: value.description_text },
    filesOf(value.attachments),
  )
  return {
    kind: 'thread',
    thread: {
      externalId,
      title: value.subject?.trim() || firstWords(body),
      body,
      author: nameOf(value.requester_id, value),
      createdAt: timeOf(value.created_at, 'ticket'),
      updatedAt: isoTime(value.updated_at),
      tags: [...(value.tags ?? []), ...(value.type ? [value.type] : [])],
      views: 0,
      score: 0,
      environment: {},
      links: [],
      participants: [],
      ...deskOutcome(
        externalId,
        (value.conversations ?? []).map((one) => replyOf(one, value)),
        status === undefined ? undefined : { status, at },
      ),
    },
  }
}

function replyOf(one: unknown, value: Ticket): DeskReply {
  const parsed = conversation.safeParse(one)
  if (!parsed.success) throw new Error(`A conversation cannot be read: ${wrongIn(parsed.error)}`)
  const said = parsed.data
  return {
    id: said.id,
    role: roleOf(said, value),
    author: nameOf(said.user_id, value),
    body: deskBody({ html: said.body, text: said.body_text }, filesOf(said.attachments)),
    createdAt: timeOf(said.created_at, `conversation ${said.id}`),
    editedAt: said.updated_at === said.created_at ? undefined : isoTime(said.updated_at),
  }
}

/** Freshdesk says which way a message went; only agents write outwards. */
function roleOf(said: Conversation, value: Ticket): PostRole {
  if (said.incoming === false) return 'staff'
  const isAgent = value.people?.find((one) => one.id === said.user_id)?.role === 'agent'
  return isAgent ? 'staff' : said.user_id === value.requester_id ? 'asker' : 'community'
}

function filesOf(files: Ticket['attachments']): Attachment[] {
  return (files ?? []).map((file) => ({ name: file.name, url: file.attachment_url }))
}

function nameOf(person: string | null | undefined, value: Ticket): string | undefined {
  return personName(value.people?.find((one) => one.id === person)?.name)
}
