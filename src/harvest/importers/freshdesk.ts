import type { Importer } from '../importer.ts'
import { newRemoval, stripped, takeOut, takeOutOf } from '../private.ts'
import { type Belongings, type DeskSorted, deskItems, idOf, isRecord, type Json } from './desk-items.ts'
import { personOf, withoutPersonal } from './desk-private.ts'
import { normaliseArticle } from './freshdesk-article.ts'
import { normaliseTicket } from './freshdesk-ticket.ts'
import { jsonHead } from './json-head.ts'

/** Tickets of Freshdesk with their conversations, and its solution articles as documents. */
export const freshdesk: Importer = {
  name: 'freshdesk',
  usually: 'case',
  reads:
    'Freshdesk tickets with conversations, agents and contacts, and solution articles with folders and categories: answers of its API, one file each or NDJSON.',
  recognises: (probe) => jsonHead(probe, isFreshdesk),
  items: (paths) => deskItems(paths, layout),
  withoutPrivate,
  normalise: (item) =>
    item.kind === 'document'
      ? normaliseArticle(item.externalId, item.raw)
      : normaliseTicket(item.externalId, item.raw),
}

function isFreshdesk(head: string): boolean {
  const isTicket = /"fr_escalated"\s*:/.test(head) && /"requester_id"\s*:/.test(head)
  return isTicket || (/"folder_id"\s*:/.test(head) && /"description_text"\s*:/.test(head))
}

const layout = {
  keys: [
    'tickets',
    'ticket',
    'results',
    'conversations',
    'agents',
    'contacts',
    'articles',
    'folders',
    'categories',
  ],
  sort,
  join,
}

function sort(value: Json, place: { key: string | undefined; name: string }): DeskSorted {
  const id = idOf(value.id)
  if (id === undefined) return { bad: 'The record has no "id".' }
  const of = idOf(value.ticket_id)
  if ('private' in value && 'body' in value) {
    return of === undefined
      ? { bad: 'The conversation has no "ticket_id".' }
      : { part: id, as: 'conversations', of }
  }
  if ('requester_id' in value && 'status' in value)
    return { head: { kind: 'thread', id }, at: value.updated_at }
  if ('folder_id' in value && 'title' in value) {
    const language = languageIn(place.name)
    return {
      head: { kind: 'document', id: language === undefined ? id : `${id}-${language}` },
      at: value.updated_at,
    }
  }
  const { contact } = value
  if (isRecord(contact) || isRecord(value.agent)) return { lookup: `agent ${id}` }
  if ('email' in value && 'name' in value) return { lookup: `contact ${id}` }
  if ('hierarchy' in value || 'visibility' in value || /folder/i.test(place.key ?? place.name)) {
    return { lookup: `folder ${id}` }
  }
  if (/categor/i.test(place.key ?? place.name)) return { lookup: `category ${id}` }
  return { ignored: 'a record that is no ticket, conversation, article or person' }
}

/** Translations are asked for by language, which stands in the address only, and so in the file's name. */
function languageIn(name: string): string | undefined {
  return /articles(?:\/\d+\/|[_-])([a-z]{2}(?:-[A-Za-z]{2})?)\.\w+$/.exec(name)?.[1]
}

function join(head: Json, kind: 'thread' | 'document', belongings: Belongings): Json {
  if (kind === 'document') {
    const folder = belongings.lookup(`folder ${idOf(head.folder_id)}`)
    const category = belongings.lookup(`category ${idOf(head.category_id)}`)
    const { name, visibility, hierarchy } = folder ?? {}
    return { ...head, ...(folder && { folder: { name, visibility, hierarchy } }), category: category?.name }
  }
  const listed = Array.isArray(head.conversations) ? (head.conversations as Json[]) : []
  const conversations = [...listed, ...belongings.parts('conversations')]
  const raw = { ...head, conversations }
  return { ...raw, people: peopleOf(raw, belongings) }
}

function peopleOf(raw: Json & { conversations: Json[] }, belongings: Belongings): Json[] {
  const numbers = [raw.requester_id, raw.responder_id, ...raw.conversations.map((one) => one?.user_id)]
  const { requester } = raw
  return [...new Set(numbers.map(idOf))].flatMap((id) => {
    if (id === undefined) return []
    const agent = belongings.lookup(`agent ${id}`)
    const inside = isRecord(requester) && idOf(requester.id) === id ? requester : undefined
    const person =
      (isRecord(agent?.contact) ? agent.contact : agent) ?? belongings.lookup(`contact ${id}`) ?? inside
    const role = agent === undefined ? undefined : 'agent'
    return person === undefined ? [] : [personOf(id, person.name, role, person.email) as Json]
  })
}

/** Mail forwarded to somebody outside, and what a survey brought back; neither is part of the conversation. */
const SOURCES: Readonly<Record<string, string>> = { 6: 'rating', 8: 'forwarded-mail' }

function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const { requester: _person, ...kept } = raw as Json
  if (isRecord(kept.custom_fields)) {
    const fields = Object.entries(kept.custom_fields)
    kept.custom_fields = Object.fromEntries(
      fields.map(([name, value]) => [name, takeOut(removal, 'custom-field', value ?? undefined)]),
    )
  }
  if (Array.isArray(kept.conversations)) {
    kept.conversations = takeOutOf(removal, kept.conversations as Json[], (one) =>
      one?.private === false ? SOURCES[String(one.source)] : 'internal-note',
    )
  }
  const hidden = 'folder_id' in kept ? hiddenKind(kept) : undefined
  if (hidden !== undefined) {
    kept.description = takeOut(removal, hidden, kept.description)
    kept.description_text = hidden
  }
  return stripped(withoutPersonal(kept, removal), removal)
}

const PUBLISHED = 2
const EVERYBODY = 1

function hiddenKind(article: Json): string | undefined {
  if (article.status !== PUBLISHED) return 'draft'
  const visibility = isRecord(article.folder) ? article.folder.visibility : undefined
  return typeof visibility === 'number' && visibility !== EVERYBODY ? 'restricted-article' : undefined
}
