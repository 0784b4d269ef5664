/**
 * Brings the records of a help desk's export together: tickets with what was said on them, and the names of the
 * people and sections that the records know by number only. Everything may stand in any file, in any order.
 */
import Database from 'better-sqlite3'
import type { BadItem, Damage, Item } from '../importer.ts'
import { filesOf } from '../probe.ts'
import { type Found, gathered } from '../reading/gather.ts'
import { type PageRecord, pageRecords } from '../reading/pages.ts'

export type Json = Record<string, unknown>

/**
 * What one record of an export is: a thread or document of its own (`at` tells the newer of two copies), a part of a
 * thread (`of` its id, or its `key` if parts name it by another one; `as` the list it belongs to), something to look
 * up by name, nothing of use, or wrong.
 */
export type DeskSorted =
  | { head: { kind: 'thread' | 'document'; id: string; key?: string }; at?: unknown }
  | { part: string; as: string; of: string }
  | { lookup: string }
  | { ignored: string }
  | { bad: string }

/** What belongs to a record: its parts by list, each once, and anything that can be looked up. */
export type Belongings = { parts(as: string): Json[]; lookup(name: string): Json | undefined }

/** How a desk's export is laid out. */
export type DeskLayout = {
  /** Lists that hold records. */
  keys: readonly string[]
  /** Reads a file that is not JSON; JSON of any layout is read without it. */
  read?: (file: string) => AsyncGenerator<PageRecord | BadItem | Damage>
  /** The files of an export by their names, where these are not only JSON. */
  isFile?(name: string): boolean
  sort(value: Json, place: { key: string | undefined; name: string }): DeskSorted
  /** The raw item: the record with what belongs to it. */
  join(head: Json, kind: 'thread' | 'document', belongings: Belongings): Json
}

const isJson = (name: string) => /\.(?:json|ndjson|jsonl)$/i.test(name)

/** The items of a desk's export, streamed; records in parts wait on disk, never in memory. */
export async function* deskItems(paths: string[], layout: DeskLayout): AsyncGenerator<Item> {
  const notes = openNotes()
  try {
    yield* gathered(recordsOf(paths, layout, notes), {
      sort: (one: Tagged) => sortedOf(one),
      join: (head, parts) => itemOf(head, parts, layout, notes),
      orphan: (key, parts) =>
        `${parts} ${parts === 1 ? 'part' : 'parts'} of ${key.slice(key.indexOf(' ') + 1)}, which is not here`,
    })
  } finally {
    notes.close()
  }
}

/** A text or number as an id; undefined when it is neither. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** Whether a value is an object with keys. */
export function isRecord(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** A record as it waits: with what it was found to be. */
type Tagged = { value: Json; sorted: DeskSorted }
type Notes = ReturnType<typeof openNotes>

async function* recordsOf(
  paths: string[],
  layout: DeskLayout,
  notes: Notes,
): AsyncGenerator<Found<Tagged> | BadItem | Damage> {
  for (const { file, name } of filesOf(paths, layout.isFile ?? isJson)) {
    const isJson = /\.(?:json|ndjson|jsonl)$/i.test(file)
    for await (const read of isJson || !layout.read ? pageRecords(file, layout.keys) : layout.read(file)) {
      if ('bad' in read) yield { ...read, raw: unshown(read) }
      else if ('damage' in read) yield read
      else {
        const { position } = read
        const tagged = tag(read, layout, { key: read.key, name: name.includes('/') ? name : file })
        if (!noted(tagged, notes)) yield { value: tagged, file, position }
      }
    }
  }
}

function tag(read: PageRecord, layout: DeskLayout, place: { key: string | undefined; name: string }): Tagged {
  const { value } = read
  if (!isRecord(value)) {
    return { value: { value }, sorted: { bad: 'The record is not an object.' } }
  }
  const sorted = layout.sort(value, place)
  if (!('bad' in sorted)) return { value: value, sorted }
  const { id } = value
  return { value: { id, keys: Object.keys(value).slice(0, 100) }, sorted }
}

/** Of a record that cannot be read nobody can say what is private, so nothing of it is kept. */
function unshown(bad: BadItem): string {
  return `Not shown, because it may hold something private: ${bad.position} of ${bad.file}, ${bad.raw.length} characters.`
}

/** Keeps what is looked up later, and which copy of a record is the newest; says whether that was all. */
function noted({ value, sorted }: Tagged, notes: Notes): boolean {
  try {
    if ('lookup' in sorted) notes.put(sorted.lookup, value)
    else if ('head' in sorted && typeof (sorted.at ?? undefined) !== 'undefined')
      notes.saw(keyOf(sorted), String(sorted.at))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return 'lookup' in sorted
}

function keyOf(sorted: Extract<DeskSorted, { head: unknown }>): string {
  return `${sorted.head.kind} ${sorted.head.id}`
}

function sortedOf({ value, sorted }: Tagged) {
  if ('head' in sorted) return { head: `${sorted.head.kind} ${sorted.head.key ?? sorted.head.id}` }
  if ('part' in sorted) return { part: `thread ${sorted.of}`, id: `${sorted.as} ${sorted.part}` }
  if ('lookup' in sorted) return { ignored: 'a name' }
  if ('ignored' in sorted) return sorted
  const externalId = idOf(value.id)
  return { bad: sorted.bad, ...(externalId !== undefined && { externalId }) }
}

function itemOf(found: Found<Tagged>, parts: Tagged[], layout: DeskLayout, notes: Notes): Item {
  const { value, file, position } = found
  const sorted = value.sorted as Extract<DeskSorted, { head: unknown }>
  const { kind, id } = sorted.head
  const newest = notes.newest(keyOf(sorted))
  if (newest !== undefined && newest !== String(sorted.at))
    return { ignored: `an older copy of ${kind} ${id}` }
  const belongings: Belongings = {
    parts: (as) => parts.flatMap((one) => ('part' in one.sorted && one.sorted.as === as ? [one.value] : [])),
    lookup: (name) => notes.get(name),
  }
  return { kind, externalId: id, raw: layout.join(value.value, kind, belongings), file, position }
}

function openNotes() {
  const db = new Database('')
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.exec(`CREATE TABLE names (name TEXT PRIMARY KEY, json TEXT) WITHOUT ROWID;
    CREATE TABLE copies (key TEXT PRIMARY KEY, at TEXT) WITHOUT ROWID;
    BEGIN`)
  const put = db.prepare('INSERT OR REPLACE INTO names (name, json) VALUES (?, ?)')
  const get = db.prepare('SELECT json FROM names WHERE name = ?').pluck()
  const saw = db.prepare(`INSERT INTO copies (key, at) VALUES (?, ?)
    ON CONFLICT (key) DO UPDATE SET at = excluded.at WHERE excluded.at > at`)
  const newest = db.prepare('SELECT at FROM copies WHERE key = ?').pluck()
  return {
    put: (name: string, value: Json) => void put.run(name, JSON.stringify(value)),
    get: (name: string) => {
      const json = get.get(name) as string | undefined
      return json === undefined ? undefined : (JSON.parse(json) as Json)
    },
    saw: (key: string, at: string) => void saw.run(key, at),
    newest: (key: string) => newest.get(key) as string | undefined,
    close: () => void db.close(),
  }
}
