import type { PostRole, Resolver } from '../../db/words.ts'
import type { NormalPost, NormalThread } from '../importer.ts'
import { natureOf } from '../nature.ts'
import { isoTime } from '../times.ts'

/** A time that must be there; `what` it belongs to is told when it is none. */
export function timeOf(written: string | number, what: string): string {
  const at = isoTime(written)
  if (at === undefined) throw new Error(`The time "${String(written).slice(0, 60)}" of the ${what} is none.`)
  return at
}

/** A title for what has none. */
export function firstWords(body: string): string {
  return body.split(/\s+/).slice(0, 12).join(' ')
}

/** Stands for a time that the export does not have at all. */
export const UNDATED = '1970-01-01T00:00:00.000Z'

/** A reply on a ticket that its requester could read; `isAutomatic` was sent by a rule, and is left out. */
export type DeskReply = {
  id: string
  role: PostRole
  author?: string | undefined
  body: string
  createdAt: string
  editedAt?: string | undefined
  isAutomatic?: boolean
}

/** How a ticket was closed; `field` is a field of the desk that holds the resolution itself. */
export type DeskClosing = {
  /** In the desk's own word. */
  status: string
  at?: string | undefined
  by?: Resolver | undefined
  field?: { name: string; body: string; author?: string | undefined } | undefined
}

/**
 * The replies of a ticket in order, and which of them is taken as its resolution: the desk's own field where it says
 * something, else the last public reply by an agent before the ticket was closed that is an answer and no mere thanks.
 * A ticket that is not closed has none.
 */
export function deskOutcome(
  ticketId: string,
  replies: readonly DeskReply[],
  closing: DeskClosing | undefined,
): Pick<NormalThread, 'posts' | 'resolution'> {
  const ordered = replies
    .filter((reply) => !reply.isAutomatic && reply.body.trim() !== '')
    .sort((a, b) => compare(a.createdAt, b.createdAt))
  const posts = ordered.map((reply) => postOf(reply))
  if (closing === undefined) return { posts, resolution: { kind: 'unknown' } }
  const { status, at, by = 'staff' } = closing
  const resolution = (reason: string) => ({
    kind: 'closed' as const,
    by,
    reason,
    ...(at !== undefined && { at }),
  })
  const { field } = closing
  if (field !== undefined && isInformative(field.body)) {
    const createdAt = at ?? ordered.at(-1)?.createdAt ?? UNDATED
    posts.push({
      ...{ externalId: `${ticketId}-resolution`, role: 'staff', author: field.author, body: field.body },
      ...{ createdAt, isAccepted: true, score: 0 },
    })
    return { posts, resolution: resolution(`Status "${status}"; the answer is the field "${field.name}".`) }
  }
  const taken = ordered.findLastIndex((reply) => isAnswer(reply, at))
  if (taken === -1) {
    return { posts, resolution: resolution(`Status "${status}"; no agent's answer is in this export.`) }
  }
  posts[taken]!.isAccepted = true
  const later = ordered.slice(taken + 1).some((reply) => reply.role === 'staff')
  const which = later ? 'the last one that answers' : 'the last one'
  return {
    posts,
    resolution: resolution(
      `Status "${status}"; of the agents' public replies before that, ${which} is taken as the answer.`,
    ),
  }
}

/** A reply and the change of status it was sent with may bear times this far apart, in milliseconds. */
const TOGETHER = 60_000

function isAnswer(reply: DeskReply, closedAt: string | undefined): boolean {
  if (reply.role !== 'staff') return false
  if (closedAt !== undefined && Date.parse(reply.createdAt) > Date.parse(closedAt) + TOGETHER) return false
  return isInformative(reply.body)
}

/** Desks fill in "this ticket has been closed" by themselves; that is no more an answer than thanks are. */
function isInformative(body: string): boolean {
  return natureOf(body) === 'answer' && !ONLY_CLOSED.test(body)
}

const ONLY_CLOSED =
  /^\W*(?:(?:this|the|your) )?(?:incident|issue|ticket|case|request|conversation|problem)? ?(?:(?:is|was|has been|got) )?(?:now |automatically |successfully )*(?:resolved|closed|solved|fixed|done|completed|merged)\b(?: by (?:the )?(?:system|user|caller|customer|requester|agent|automation)| (?:into|with) (?:\w+ )?#?\d+)?\W*$/i

function postOf(reply: DeskReply): NormalPost {
  return {
    ...{ externalId: reply.id, role: reply.role, author: reply.author, body: reply.body },
    ...{ createdAt: reply.createdAt, editedAt: reply.editedAt, isAccepted: false, score: 0 },
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
