import { basename } from 'node:path'
import { authorities } from '../../db/words.ts'
import type { Importer, Item } from '../importer.ts'
import { newRemoval, PERSONAL_KEYS, shown, stripped, takeOutOf, withoutKeys } from '../private.ts'
import { filesOf, namesUnder } from '../probe.ts'
import { jsonLines } from '../reading/json.ts'
import { normaliseLine, unknownKeysOf } from './winnow-line.ts'

/** Winnow's own JSONL, which is also what `export` writes; unknown keys are ignored and counted. */
export const winnow: Importer = {
  name: 'winnow',
  reads: 'Winnow JSONL: threads and documents, one a line, as Winnow exports them.',
  beside: /(?:^|\/)articles\//,
  recognises: (probe) => {
    const name = probe.names.find(isLines)
    return (
      name !== undefined && /^\s*\{[^\n]{0,4000}"type"\s*:\s*"(?:thread|document)"/.test(probe.head(name))
    )
  },
  items,
  withoutPrivate,
  normalise: (item) => normaliseLine(item.kind, item.raw),
}

function isLines(name: string): boolean {
  return /\.(?:jsonl|ndjson)$/i.test(name) && !name.startsWith('articles/')
}

async function* items(paths: string[]): AsyncGenerator<Item> {
  for (const { file } of filesOf(paths, isLines)) {
    let isEmpty = true
    for await (const read of jsonLines(file)) {
      isEmpty = false
      yield 'value' in read ? itemOf(read.value, read.file, read.position) : read
    }
    if (isEmpty && !/^(?:threads|documents)\.jsonl$/.test(basename(file))) {
      yield { damage: 'The file is empty.', file, offset: 0 }
    }
  }
  for (const path of paths) for (const name of articlesIn(path)) yield { ignored: `the article ${name}` }
}

/** An export's articles are read back by the verb that knows articles; here they are only counted. */
function articlesIn(path: string): string[] {
  if (/\.\w+$/.test(basename(path))) return []
  return namesUnder(path, 100_000).filter((name) => /(?:^|\/)articles\/.*\.json$/.test(name))
}

function itemOf(value: unknown, file: string, position: string): Item {
  const raw = value as Record<string, unknown> | null
  const bad = (reason: string): Item => ({ bad: reason, file, position, raw: shown(value) })
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return bad('The line is not an object.')
  if (raw.type !== 'thread' && raw.type !== 'document')
    return bad('The line has no "type": "thread" or "document".')
  const externalId = typeof raw.id === 'number' ? String(raw.id) : raw.id
  if (typeof externalId !== 'string' || externalId.trim() === '') return bad('The line has no "id".')
  const authority = authorities.find((known) => known === raw.authority)
  const source =
    typeof raw.source === 'string' && raw.source !== ''
      ? { slug: raw.source, ...(authority && { authority }) }
      : undefined
  return { kind: raw.type, externalId, raw, file, position, ...(source && { source }) }
}

/** Posts marked private go as a whole; of participants only name and role stay. */
function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const { posts } = raw as { posts?: unknown }
  const isPrivate = (post: unknown) => (post as { isPrivate?: unknown } | null)?.isPrivate === true
  const kept = Array.isArray(posts)
    ? { ...raw, posts: takeOutOf(removal, posts, (post) => (isPrivate(post) ? 'private-post' : undefined)) }
    : raw
  const unknownKeys = unknownKeysOf(raw)
  return { ...stripped(withoutKeys(kept, PERSONAL_KEYS, removal), removal), unknownKeys }
}
