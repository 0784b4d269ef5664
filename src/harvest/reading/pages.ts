/**
 * The records of an API's answers saved to files: pages with a list under a known key (`tickets`, `users`), arrays,
 * single records, or one of these per line. Small files are parsed whole; of large ones the lists are cut into their
 * elements by a scanner, so that memory stays flat whatever the file's size.
 */
import { statSync } from 'node:fs'
import type { BadItem, Damage } from '../importer.ts'
import { jsonLines } from './json.ts'
import { elementsOf, ID_KEYS } from './json-elements.ts'
import { linesOf } from './lines.ts'
import { readWhole } from './whole.ts'

/** A record; `key` is the name of the list it stood in, if it stood in one. */
export type PageRecord = { value: unknown; key?: string; file: string; position: string }

/** Bytes up to which a file is parsed in one piece. */
const SMALL = 8_000_000

/** The records of one file, each with its place; a broken record fails alone, a file that breaks off is damage. */
export async function* pageRecords(
  file: string,
  keys: readonly string[],
): AsyncGenerator<PageRecord | BadItem | Damage> {
  const { size } = statSync(file)
  if (size === 0) yield { damage: 'The file is empty.', file, offset: 0 }
  else if (/\.(?:ndjson|jsonl)$/i.test(file)) yield* fromLines(file, keys)
  else if (size <= SMALL) yield* fromWhole(file, keys)
  else if (await isLines(file)) yield* fromLines(file, keys)
  else yield* fromElements(file, keys)
}

async function* fromLines(file: string, keys: readonly string[]) {
  for await (const read of jsonLines(file)) {
    if ('value' in read) yield* unpacked(read.value, keys, { file, position: read.position })
    else yield read
  }
}

async function* fromWhole(file: string, keys: readonly string[]) {
  const read = readWhole(file)
  if ('damage' in read) {
    yield read
    return
  }
  const value = parsed(read.text)
  if (value !== undefined) yield* unpacked(value, keys, { file, position: '' })
  else if (/^\s*\{[^\n]*\}\s*\n\s*\{/.test(read.text)) yield* fromLines(file, keys)
  else yield* fromElements(file, keys)
}

async function* fromElements(file: string, keys: readonly string[]) {
  for await (const read of elementsOf(file, keys)) {
    if (!('value' in read)) yield read
    else if (read.key !== undefined) yield read
    else yield* unpacked(read.value, keys, { file, position: read.position })
  }
}

/** Whether the first line is a whole record, as in NDJSON under another name. */
async function isLines(file: string): Promise<boolean> {
  for await (const line of linesOf(file)) {
    return !('bad' in line) && !line.isLast && line.text.startsWith('{') && parsed(line.text) !== undefined
  }
  return false
}

type Place = { file: string; position: string }

/** A value as its records: the elements of an array, what stands under the keys of a page, or the value itself. */
function* unpacked(value: unknown, keys: readonly string[], place: Place): Generator<PageRecord> {
  let count = 0
  const at = () => {
    count++
    return { file: place.file, position: place.position || `record ${count}` }
  }
  for (const one of Array.isArray(value) ? value : [value]) {
    const lists = listsIn(one, keys, 0)
    if (lists === undefined) yield { value: one, ...at() }
    else for (const { key, inner } of lists) for (const record of inner) yield { value: record, key, ...at() }
  }
}

/** Keys under which services put the list itself. */
const WRAPPERS = ['_embedded', 'response', 'data', 'results']

/** The lists of a page, or undefined when the value is a record: whatever has an id is one. */
function listsIn(
  value: unknown,
  keys: readonly string[],
  depth: number,
): { key: string; inner: unknown[] }[] | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  const page = value as Record<string, unknown>
  if (ID_KEYS.some((key) => isId(page[key]))) return undefined
  const found: { key: string; inner: unknown[] }[] = []
  for (const key of keys) {
    if (!Object.hasOwn(page, key)) continue
    const inner = page[key]
    if (Array.isArray(inner)) found.push({ key, inner })
    else if (inner !== null && typeof inner === 'object') found.push({ key, inner: [inner] })
  }
  if (found.length > 0) return found
  if (depth > 2) return undefined
  for (const key of WRAPPERS) {
    const inner = Object.hasOwn(page, key) ? listsIn(page[key], keys, depth + 1) : undefined
    if (inner !== undefined) return inner
  }
  return undefined
}

function isId(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
