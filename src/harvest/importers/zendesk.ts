import type { Importer } from '../importer.ts'
import { newRemoval, stripped, takeOut, takeOutOf } from '../private.ts'
import { type Belongings, type DeskSorted, deskItems, idOf, isRecord, type Json } from './desk-items.ts'
import { personOf, withoutPersonal } from './desk-private.ts'
import { jsonHead } from './json-head.ts'
import { normaliseTicket } from './zendesk-ticket.ts'

/** Tickets of Zendesk Support, as its API and its account export give them. */
export const zendesk: Importer = {
  name: 'zendesk',
  usually: 'case',
  reads:
    'Zendesk tickets with comments, audits and users: pages of the API (incremental ones too), show-many JSON, and NDJSON, in any order.',
  recognises: (probe) => jsonHead(probe, isZendesk),
  items: (paths) => deskItems(paths, layout),
  withoutPrivate,
  normalise: (item) => normaliseTicket(item.externalId, item.raw),
}

/** Tickets, or – in a folder where these lie behind many others – their comments. */
function isZendesk(head: string): boolean {
  const has = (key: string) => new RegExp(`"${key}"\\s*:`).test(head)
  return (
    (has('submitter_id') && has('requester_id')) || (has('html_body') && has('public') && has('author_id'))
  )
}

const layout = {
  keys: ['tickets', 'ticket', 'comments', 'audits', 'users', 'metric_sets', 'ticket_events'],
  sort,
  join,
}

function sort(value: Json, place: { key: string | undefined; name: string }): DeskSorted {
  const id = idOf(value.id)
  if (id === undefined) return { bad: 'The record has no "id".' }
  const of = idOf(value.ticket_id)
  if (place.key === 'users' || isUser(value)) return { lookup: `user ${id}` }
  if ('subject' in value && 'requester_id' in value) {
    return { head: { kind: 'thread', id }, at: value.generated_timestamp ?? value.updated_at }
  }
  if (Array.isArray(value.events) && of !== undefined) return { part: id, as: 'audits', of }
  if ('solved_at' in value && of !== undefined) return { part: id, as: 'metric_sets', of }
  if ('public' in value && ('body' in value || 'html_body' in value)) {
    const ticket = of ?? ticketIn(place.name)
    return ticket === undefined
      ? {
          bad: 'The comment does not say which ticket it is on; keep it in a file such as tickets/12/comments.json.',
        }
      : { part: id, as: 'comments', of: ticket }
  }
  return { ignored: place.key ?? 'a record that is no ticket, comment, audit or user' }
}

function isUser(value: Json): boolean {
  return 'role' in value && 'email' in value && !('subject' in value)
}

/** The API's comments do not name their ticket; its address, which the file's name repeats, does. */
function ticketIn(name: string): string | undefined {
  return (
    /(?:^|\/)(?:tickets?[/_-])?(\d+)[/_-]comments[^/]*$/.exec(name)?.[1] ??
    /comments?[_-](?:ticket[_-])?(\d+)\.\w+$/.exec(name)?.[1]
  )
}

function join(head: Json, _kind: 'thread' | 'document', belongings: Belongings): Json {
  const listed = Array.isArray(head.comments) ? (head.comments as Json[]) : []
  const comments = [...listed, ...belongings.parts('comments')]
  const audits = belongings.parts('audits')
  const metrics = belongings.parts('metric_sets')[0]
  const raw = {
    ...head,
    ...(comments.length > 0 && { comments }),
    ...(audits.length > 0 && { audits }),
    ...(metrics !== undefined && { metric_set: metrics }),
  }
  return { ...raw, people: peopleOf(raw, belongings) }
}

/** The names and roles of everybody a ticket knows by number. */
function peopleOf(raw: Json, belongings: Belongings): Json[] {
  const authors = [raw.comments, raw.audits].flatMap((list) => (Array.isArray(list) ? (list as Json[]) : []))
  const numbers = [
    raw.requester_id,
    raw.submitter_id,
    raw.assignee_id,
    ...authors.map((one) => one?.author_id),
  ]
  const ids = new Set(numbers.map(idOf).filter((id) => id !== undefined))
  const inside = [raw.requester, raw.submitter, raw.assignee, ...authors.map((one) => one?.author)]
  const named = new Map(inside.filter(isRecord).map((one) => [idOf(one.id), one]))
  return [...ids].flatMap((id) => {
    const user = belongings.lookup(`user ${id}`) ?? named.get(id)
    return user === undefined ? [] : [personOf(id, user.name, user.role, user.email) as Json]
  })
}

/** Internal notes go as a whole, and with them the description that an internal first comment repeats. */
function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const ticket = raw as Json
  const kept: Json = { ...ticket }
  for (const key of ['requester', 'submitter', 'assignee', 'collaborators', 'organization']) delete kept[key]
  for (const key of ['custom_fields', 'fields']) {
    if (!Array.isArray(ticket[key])) continue
    const filled = (ticket[key] as Json[]).filter((field) => isFilled(field?.value))
    kept[key] = takeOutOf(removal, filled, () => (key === 'fields' ? undefined : 'custom-field'))
    if (key === 'fields') delete kept[key]
  }
  const rating = ticket.satisfaction_rating
  if (isRecord(rating)) {
    kept.satisfaction_rating = { ...rating, comment: takeOut(removal, 'rating', rating.comment) }
  }
  const hidden = hiddenComments(ticket)
  if (startsPrivately(ticket, hidden)) {
    kept.description = takeOut(removal, 'internal-note', ticket.description)
  }
  if (Array.isArray(ticket.comments)) {
    kept.comments = takeOutOf(removal, ticket.comments as Json[], (one) => noteKind(one, hidden))
  }
  if (Array.isArray(ticket.audits)) {
    kept.audits = (ticket.audits as Json[]).filter(isRecord).map((audit) => {
      const events = Array.isArray(audit.events) ? (audit.events as Json[]).filter(isRecord) : []
      const used = events.filter((event) => event.type === 'Comment' || event.field_name === 'status')
      const { id, ticket_id, created_at, author_id } = audit
      return {
        id,
        ticket_id,
        created_at,
        author_id,
        events: takeOutOf(removal, used, (one) => noteKind(one, hidden)),
      }
    })
  }
  return stripped(withoutPersonal(kept, removal, KEYS), removal)
}

const KEYS: Readonly<Record<string, string>> = {
  from: 'contact',
  to: 'contact',
  recipient: 'e-mail',
  email_ccs: 'e-mail',
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && value !== false
}

/** Comments made internal after they were written. */
function hiddenComments(ticket: Json): Set<string | undefined> {
  const audits = Array.isArray(ticket.audits) ? (ticket.audits as Json[]) : []
  const events = audits.flatMap((audit) => (Array.isArray(audit?.events) ? (audit.events as Json[]) : []))
  const changes = events.filter((event) => event?.type === 'CommentPrivacyChange' && event.public === false)
  return new Set(changes.map((event) => idOf(event.comment_id)))
}

function noteKind(one: Json, hidden: ReadonlySet<string | undefined>): string | undefined {
  const isComment = isRecord(one) && (one.type === 'Comment' || one.type === undefined || 'public' in one)
  return !isRecord(one) || (isComment && (one.public !== true || hidden.has(idOf(one.id))))
    ? 'internal-note'
    : undefined
}

function startsPrivately(ticket: Json, hidden: ReadonlySet<string | undefined>): boolean {
  if (ticket.is_public === false) return true
  const listed = Array.isArray(ticket.comments) ? (ticket.comments as Json[]) : []
  const audits = Array.isArray(ticket.audits) ? (ticket.audits as Json[]).filter(isRecord) : []
  const events = audits.flatMap((audit) =>
    Array.isArray(audit.events)
      ? (audit.events as Json[])
          .filter((event) => event?.type === 'Comment')
          .map((event) => ({ created_at: audit.created_at, ...event }) as Json)
      : [],
  )
  const comments = (listed.length > 0 ? listed : events).filter(isRecord)
  const first = comments.reduce<Json | undefined>(
    (best, one) => (best === undefined || String(one.created_at) < String(best.created_at) ? one : best),
    undefined,
  )
  return first !== undefined && noteKind(first, hidden) !== undefined
}
