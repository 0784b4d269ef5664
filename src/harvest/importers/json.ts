import type { ImportContext, Importer, Item } from '../importer.ts'
import { mappingBeside } from '../mapping.ts'
import { newRemoval, PERSONAL_KEYS, type Removal, stripped, takeOut, takeOutOf } from '../private.ts'
import { filesOf } from '../probe.ts'
import { jsonValues } from '../reading/json.ts'
import { columnsOf, type Mapping, readColumns } from './mapped-columns.ts'
import { normaliseMapped, PERSONAL } from './mapped-record.ts'
import { isYes, valueAt } from './mapped-values.ts'

/** Any JSON or JSONL, one thread or document a record, with the mapping file that tables have too. */
export const json: Importer = {
  name: 'json',
  reads:
    'Any JSON, JSONL or NDJSON with one case, thread or document a record; a mapping file says which key means what.',
  usesMapping: true,
  isFallback: true,
  recognises: (probe) => probe.names.some(isJson) && mappingBeside(probe.path) !== undefined,
  items,
  withoutPrivate,
  normalise: (item, context) => normaliseMapped(item.raw, readColumns(context.mapping)),
}

function isJson(name: string): boolean {
  return /\.(?:json|jsonl|ndjson)$/i.test(name) && !/(?:^|\/)mapping\.json$/i.test(name)
}

async function* items(paths: string[], context: ImportContext): AsyncGenerator<Item> {
  const mapping = readColumns(context.mapping)
  for (const { file } of filesOf(paths, isJson)) {
    for await (const read of jsonValues(file, listKeys(mapping))) {
      if (!('value' in read)) yield read
      else for (const one of listOf(read.value, mapping)) yield itemOf(one, read, mapping)
    }
  }
}

/** The key of the list; where a file is too long to be read as a whole, the last key of its way is looked for. */
function listKeys({ records }: Mapping): string[] {
  return records === undefined ? [] : [...new Set([records, records.split('.').at(-1)!])]
}

/** A list that lies deeper than the first key. */
function listOf(value: unknown, { records }: Mapping): unknown[] {
  if (records === undefined || value === null || typeof value !== 'object') return [value]
  const list = valueAt(value, records)
  return Array.isArray(list) ? list : [value]
}

function itemOf(value: unknown, place: { file: string; position: string }, mapping: Mapping): Item {
  const { file, position } = place
  const bad = (reason: string): Item => ({ bad: reason, file, position, raw: shown(value, mapping) })
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return bad('The record is not an object.')
  const externalId = String(valueAt(value, mapping.id) ?? '').trim()
  if (externalId === '') return bad(`The record has no "${mapping.id}".`)
  return { kind: mapping.record, externalId, raw: value, file, position }
}

function shown(value: unknown, mapping: Mapping): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? ''
  return JSON.stringify(withoutPrivate(value, { authority: 'case', mapping }).raw)
}

/** Replies for staff only, the keys the mapping calls private, and others whose names say that they are. */
function withoutPrivate(raw: object, context: ImportContext) {
  const mapping = readColumns(context.mapping)
  const removal = newRemoval()
  const used = new Set(columnsOf({ ...mapping, private: [], participants: [] }))
  const hidden = new Set([
    ...mapping.private,
    ...mapping.participants.flatMap((person) => person.email ?? []),
  ])
  const isPrivate = (name: string, path: string) =>
    hidden.has(path) || (!used.has(path) && (PERSONAL.test(name) || Object.hasOwn(PERSONAL_KEYS, name)))
  return stripped(cleaned(raw, { mapping, removal, isPrivate }, '', 0) as object, removal)
}

type Cleaning = { mapping: Mapping; removal: Removal; isPrivate: (name: string, path: string) => boolean }

function cleaned(value: unknown, cleaning: Cleaning, path: string, depth: number): unknown {
  if (depth > 60) return null
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    return standing(value, cleaning, path).map((one) => cleaned(one, cleaning, path, depth + 1))
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const at = path === '' ? name : `${path}.${name}`
      const isOut = cleaning.isPrivate(name, at)
      return [name, isOut ? takeOut(cleaning.removal, at, inner) : cleaned(inner, cleaning, at, depth + 1)]
    }),
  )
}

function standing(list: unknown[], { mapping, removal }: Cleaning, path: string): unknown[] {
  const { posts } = mapping
  if (posts?.isPrivate === undefined || path !== posts.list) return list
  const name = posts.isPrivate
  const isOut = (one: unknown) =>
    one !== null && typeof one === 'object' && isYes(String(valueAt(one, name) ?? ''))
  return takeOutOf(removal, list, (one) => (isOut(one) ? 'private-post' : undefined))
}
