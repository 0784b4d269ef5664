import type { PostRole, Resolver } from '../../db/words.ts'
import { wrongIn } from '../../lib/shape.ts'
import type { Normalised, NormalThread } from '../importer.ts'
import { isoTime } from '../times.ts'
import { type Attachment, deskBody, personName } from './desk-body.ts'
import { idOf } from './desk-items.ts'
import { type DeskClosing, type DeskReply, deskOutcome, firstWords } from './desk-thread.ts'
import { type Audit, audit, type Comment, comment, event, type Ticket, ticket } from './zendesk-shapes.ts'

/** A ticket as a thread; throws what is wrong with it. */
export function normaliseTicket(externalId: string, raw: object): Normalised {
  const parsed = ticket.safeParse(raw)
  if (!parsed.success) throw new Error(`This is not a Zendesk ticket: ${wrongIn(parsed.error)}`)
  const value = parsed.data
  if (value.status === 'deleted') return { kind: 'left-out', why: 'a deleted ticket' }
  if (value.is_public === false) return { kind: 'left-out', why: 'a ticket with internal comments only' }
  return { kind: 'thread', thread: threadOf(externalId, value) }
}

function threadOf(externalId: string, value: Ticket): NormalThread {
  const createdAt = isoTime(value.created_at)
  if (createdAt === undefined) throw new Error(`The time "${value.created_at}" is none.`)
  const audits = inOrder(
    (value.audits ?? []).map((one) => audit.parse(one)),
    (one) => isoTime(one.created_at) ?? '',
  )
  const comments = commentsOf(value, audits)
  const question = questionIn(comments, value)
  const replies = comments.filter((one) => one !== question)
  const title = value.subject || value.raw_subject || ''
  const body = question === undefined ? deskBody({ text: publicDescription(value) }) : bodyOf(question)
  return {
    externalId,
    title: title.trim() === '' ? firstWords(body) : title,
    body,
    author: nameOf(value.requester_id, value),
    url: value.url?.replace(/\/api\/v2\/tickets\/(\d+)\.json$/, '/agent/tickets/$1'),
    createdAt,
    updatedAt: isoTime(value.updated_at),
    tags: value.tags ?? [],
    views: 0,
    score: 0,
    environment: {},
    links: value.problem_id ? [{ kind: 'related', id: value.problem_id }] : [],
    participants: (value.people ?? []).flatMap((one) => {
      const name = personName(one.name)
      return name === undefined ? [] : [{ name, role: roleOf(one.id, value) }]
    }),
    ...deskOutcome(
      externalId,
      replies.map((one) => replyOf(one, value)),
      closingOf(value, audits),
    ),
  }
}

/** The comments, oldest first; where only the audits are there, the comments in them. */
function commentsOf(value: Ticket, audits: Audit[]): Comment[] {
  const listed = (value.comments ?? []).map((one) => readComment(one, {}))
  const found = listed.length > 0 ? listed : audits.flatMap((one) => commentsIn(one))
  return inOrder([...new Map(found.map((one) => [one.id, one])).values()], timeOf)
}

function inOrder<T>(list: T[], by: (one: T) => string): T[] {
  return list.sort((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0))
}

function commentsIn(one: Audit): Comment[] {
  const events = (one.events ?? []).filter((inner) => event.safeParse(inner).data?.type === 'Comment')
  return events.map((inner) => readComment(inner, { created_at: one.created_at, via: one.via }))
}

function readComment(one: unknown, around: object): Comment {
  const parsed = comment.safeParse({ ...around, ...(one as object) })
  if (!parsed.success) throw new Error(`A comment cannot be read: ${wrongIn(parsed.error)}`)
  return parsed.data
}

function timeOf(one: Comment): string {
  const at = isoTime(one.created_at)
  if (at === undefined) throw new Error(`The time "${one.created_at}" of comment ${one.id} is none.`)
  return at
}

/**
 * The first comment asks, also where an agent wrote down what a caller said. Where it was internal, and so is not here
 * any more, only a comment by the requester can be the question.
 */
function questionIn(comments: Comment[], value: Ticket): Comment | undefined {
  const [first] = comments
  const isWithheld = value.description !== null && publicDescription(value) !== value.description
  return isWithheld && first !== undefined && roleOf(first.author_id, value) !== 'asker' ? undefined : first
}

/** The description repeats the first comment, and was taken out when that was internal. */
function publicDescription(value: Ticket): string {
  const { description } = value
  return description && !/^\[[\w-]+\]$/.test(description) ? description : ''
}

function replyOf(one: Comment, value: Ticket): DeskReply {
  return {
    id: one.id,
    role: roleOf(one.author_id, value),
    author: nameOf(one.author_id, value),
    body: bodyOf(one),
    createdAt: timeOf(one),
    isAutomatic: one.author_id === '-1' || one.via?.channel === 'rule' || one.via?.channel === 'system',
  }
}

function bodyOf(one: Comment): string {
  const files = (one.attachments ?? []).map((file): Attachment => {
    const { file_name, content_url } = (file ?? {}) as { file_name?: unknown; content_url?: unknown }
    return { name: file_name, url: content_url }
  })
  return deskBody({ html: one.html_body, markdown: one.body, text: one.plain_body }, files)
}

/** Agents and admins are staff; where the users are not there, whoever is neither the requester nor in copy. */
function roleOf(author: string | null | undefined, value: Ticket): PostRole {
  if (author === value.requester_id && author !== null && author !== undefined) return 'asker'
  const role = value.people?.find((one) => one.id === author)?.role
  if (role === 'agent' || role === 'admin') return 'staff'
  if (role !== null && role !== undefined) return 'community'
  const inCopy = [...(value.collaborator_ids ?? []), ...(value.email_cc_ids ?? [])]
  return author && inCopy.includes(author) ? 'community' : 'staff'
}

function nameOf(author: string | null | undefined, value: Ticket): string | undefined {
  return personName(value.people?.find((one) => one.id === author)?.name)
}

/** Solved and closed tickets; a merged one lives on in another and is neither. */
function closingOf(value: Ticket, audits: Audit[]): DeskClosing | undefined {
  const { status } = value
  if (status !== 'solved' && status !== 'closed') return undefined
  if (value.tags?.includes('closed_by_merge')) return undefined
  const solving = audits.filter((one) =>
    (one.events ?? []).some((inner) => {
      const read = event.safeParse(inner).data
      return (
        read?.field_name === 'status' &&
        (read.value === 'solved' || (read.value === 'closed' && status === 'closed'))
      )
    }),
  )
  const solved = solving.findLast((one) => hasStatus(one, 'solved')) ?? solving.at(-1)
  const at = isoTime(solved?.created_at) ?? isoTime(value.metric_set?.solved_at)
  return { status, at, by: solved === undefined ? 'staff' : whoSolved(solved, value) }
}

function hasStatus(one: Audit, status: string): boolean {
  return (one.events ?? []).some((inner) => {
    const read = event.safeParse(inner).data
    return read?.field_name === 'status' && read.value === status
  })
}

function whoSolved(one: Audit, value: Ticket): Resolver {
  const author = idOf(one.author_id)
  if (author === undefined || author === '-1' || one.via?.channel === 'rule') return 'unknown'
  const role = roleOf(author, value)
  return role === 'community' ? 'third-party' : role
}
