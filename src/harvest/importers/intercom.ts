import type { Importer } from '../importer.ts'
import { newRemoval, stripped, takeOut, takeOutOf } from '../private.ts'
import { type Belongings, type DeskSorted, deskItems, idOf, isRecord, type Json } from './desk-items.ts'
import { withoutPersonal } from './desk-private.ts'
import { normaliseArticle } from './intercom-article.ts'
import { normaliseConversation } from './intercom-conversation.ts'
import { jsonHead } from './json-head.ts'

/** Conversations of Intercom with their parts, and its articles as documents. */
export const intercom: Importer = {
  name: 'intercom',
  usually: 'case',
  reads:
    'Intercom conversations with their parts, and articles with collections: answers of its API, one file each or NDJSON.',
  recognises: (probe) =>
    jsonHead(
      probe,
      (head) =>
        /"type"\s*:\s*"conversation(?:\.list)?"/.test(head) ||
        (/"type"\s*:\s*"article"/.test(head) && /"workspace_id"\s*:/.test(head)),
    ),
  items: (paths) => deskItems(paths, layout),
  withoutPrivate,
  normalise: (item) =>
    item.kind === 'document'
      ? normaliseArticle(item.externalId, item.raw)
      : normaliseConversation(item.externalId, item.raw),
}

const layout = {
  keys: ['conversations', 'data', 'articles', 'collections'],
  sort,
  join,
}

function sort(value: Json): DeskSorted {
  const id = idOf(value.id)
  if (id === undefined) return { bad: 'The record has no "id".' }
  if (value.type === 'conversation') {
    // lists repeat a conversation without its parts
    const isWhole = isRecord(value.conversation_parts) ? 1 : 0
    return { head: { kind: 'thread', id }, at: `${idOf(value.updated_at) ?? ''} ${isWhole}` }
  }
  if (value.type === 'article') return { head: { kind: 'document', id }, at: value.updated_at }
  return value.type === 'collection' || value.type === 'section'
    ? { lookup: `collection ${id}` }
    : { ignored: 'a record that is no conversation or article' }
}

/** Collections lie in collections, three deep at most. */
const MAX_LEVELS = 5

function join(head: Json, kind: 'thread' | 'document', belongings: Belongings): Json {
  if (kind === 'thread') return head
  const names: unknown[] = []
  let above = belongings.lookup(`collection ${idOf(head.parent_id)}`)
  for (let level = 0; above !== undefined && level < MAX_LEVELS; level++) {
    names.unshift(above.name)
    above = belongings.lookup(`collection ${idOf(above.parent_id)}`)
  }
  return names.length === 0 ? head : { ...head, collections: names }
}

/** What a customer sees of a conversation; everything else that has a text is for the team alone. */
const PUBLIC_PARTS = new Set(['comment', 'close', 'open', 'quick_reply'])

function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const kept = { ...(raw as Json) }
  for (const [key, kind] of [
    ['custom_attributes', 'custom-field'],
    ['contacts', 'contact'],
    ['conversation_rating', 'rating'],
    ['sla_applied', 'sla'],
    ['ai_agent', 'bot-report'],
    ['linked_objects', 'linked-object'],
  ] as const) {
    if (isRecord(kept[key])) kept[key] = takeOut(removal, kind, kept[key])
  }
  if (isRecord(kept.source)) {
    const { source } = kept
    const body = source.redacted === true ? takeOut(removal, 'redacted', source.body) : source.body
    kept.source = { ...source, body, url: takeOut(removal, 'visited-page', source.url) }
  }
  const parts = isRecord(kept.conversation_parts) ? kept.conversation_parts.conversation_parts : undefined
  if (Array.isArray(parts)) {
    const shown = takeOutOf(removal, parts as Json[], partKind)
    kept.conversation_parts = { conversation_parts: shown }
  }
  if (kept.type === 'article' && kept.state !== 'published') {
    for (const key of ['body', 'description', 'translated_content'])
      kept[key] = takeOut(removal, 'draft', kept[key])
  }
  return stripped(withoutPersonal(kept, removal), removal)
}

function partKind(part: Json): string | undefined {
  if (!isRecord(part)) return 'internal-note'
  if (idOf(part.body) === undefined) return undefined
  if (!PUBLIC_PARTS.has(String(part.part_type))) return 'internal-note'
  return part.redacted === true ? 'redacted' : undefined
}
