import type { Importer } from '../importer.ts'
import { newRemoval, stripped, takeOut, takeOutOf } from '../private.ts'
import { type Belongings, type DeskSorted, deskItems, idOf, type Json } from './desk-items.ts'
import { withoutPersonal } from './desk-private.ts'
import { normaliseConversation } from './help-scout-conversation.ts'
import { jsonHead } from './json-head.ts'

/** Conversations of Help Scout with their threads. */
export const helpScout: Importer = {
  name: 'help-scout',
  usually: 'case',
  reads:
    'Help Scout conversations with embedded threads, or with threads in files such as conversations/12/threads.json: answers of the Mailbox API.',
  unconfirmed: 'https://developer.helpscout.com/mailbox-api/endpoints/conversations/get/',
  recognises: (probe) =>
    jsonHead(
      probe,
      (head) => /"mailboxId"\s*:/.test(head) && /"(?:primaryCustomer|userUpdatedAt)"\s*:/.test(head),
    ),
  items: (paths) => deskItems(paths, layout),
  withoutPrivate,
  normalise: (item) => normaliseConversation(item.externalId, item.raw),
}

const layout = {
  keys: ['conversations', 'threads'],
  sort,
  join,
}

function sort(value: Json, place: { name: string }): DeskSorted {
  const id = idOf(value.id)
  if (id === undefined) return { bad: 'The record has no "id".' }
  if ('mailboxId' in value) {
    const isWhole = threadsOf(value) === undefined ? 0 : 1
    return { head: { kind: 'thread', id }, at: `${idOf(value.userUpdatedAt) ?? ''} ${isWhole}` }
  }
  if ('createdBy' in value && 'type' in value) {
    const of = /(?:^|\/)conversations?[/_-](\d+)[/_-]threads[^/]*$/.exec(place.name)?.[1]
    return of === undefined
      ? {
          bad: 'The thread does not say which conversation it is in; keep it in a file such as conversations/12/threads.json.',
        }
      : { part: id, as: 'threads', of }
  }
  return { ignored: 'a record that is no conversation or thread' }
}

function threadsOf(value: Json): Json[] | undefined {
  const threads = (value._embedded as Json | undefined)?.threads
  return Array.isArray(threads) ? (threads as Json[]) : undefined
}

function join(head: Json, _kind: 'thread' | 'document', belongings: Belongings): Json {
  const all = new Map(
    [...(threadsOf(head) ?? []), ...belongings.parts('threads')].map((one) => [idOf(one?.id), one]),
  )
  return { ...head, _embedded: { threads: [...all.values()] } }
}

/** What the customer received or wrote; notes, forwarded mail, drafts and what was held back are for the team. */
const PUBLIC_TYPES = new Set(['customer', 'message', 'chat', 'phone', 'beaconchat'])

function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const kept = { ...(raw as Json) }
  for (const [key, kind] of [
    ['cc', 'e-mail'],
    ['bcc', 'e-mail'],
    ['customFields', 'custom-field'],
    ['primaryCustomer', 'contact'],
    ['preview', 'internal-note'],
    ['customerWaitingSince', 'waiting'],
  ] as const) {
    const isEmpty = Array.isArray(kept[key]) && kept[key].length === 0
    if (!isEmpty) kept[key] = takeOut(removal, kind, kept[key])
  }
  const threads = takeOutOf(removal, threadsOf(kept) ?? [], threadKind).map((one) => {
    const { to: _to, cc: _cc, bcc: _bcc, assignedTo: _assigned, action: _action, ...rest } = one
    return rest
  })
  return stripped(withoutPersonal({ ...kept, _embedded: { threads } }, removal), removal)
}

function threadKind(one: Json): string | undefined {
  if (one === null || typeof one !== 'object') return 'internal-note'
  if (one.type === 'lineitem') return 'line-item'
  if (!PUBLIC_TYPES.has(String(one.type))) return 'internal-note'
  return one.state === 'published' ? undefined : 'draft'
}
