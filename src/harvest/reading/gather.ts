import Database from 'better-sqlite3'
import { sha256 } from '../../lib/hash.ts'
import type { BadItem, Damage, Item } from '../importer.ts'
import { shown } from '../private.ts'

/** A record as it was read, with its place for people. */
export type Found<T> = { value: T; file: string; position: string }
/** What a record is: complete in itself, the head of a thread, a part of one (`id` tells two copies of it), left out, or wrong. */
export type Sorted =
  | { item: Item }
  | { head: string }
  | { part: string; id?: string | undefined }
  | { ignored: string }
  | { bad: string; externalId?: string }

/** How one kind of export is brought together; `orphan` says what is left out when a head is missing. */
export type Gathering<T> = {
  sort(value: T, found: Found<T>): Sorted
  join(head: Found<T>, parts: T[]): Item
  orphan(key: string, parts: number): string
}

/** Most characters of JSON that the parts of one head may have together. */
const MAX_PARTS = 24_000_000

/**
 * Brings together what an export keeps apart: heads (questions, cases) and their parts (replies, comments), in any
 * order and across files. What is complete goes out at once; the rest waits in a temporary database on disk, so that
 * memory stays flat at any size.
 */
export async function* gathered<T>(
  reads: AsyncIterable<Found<T> | BadItem | Damage>,
  how: Gathering<T>,
): AsyncGenerator<Item> {
  const store = openStore()
  try {
    for await (const read of reads) {
      if (!('value' in read)) yield read
      else yield* kept(store, read, how)
    }
    for (const { head, key } of store.heads()) {
      const parts = store.partsOf(key)
      const { file, position } = head
      if (parts === undefined) yield { bad: 'The record has more replies than fit.', file, position, raw: '' }
      else yield how.join(head as Found<T>, parts as T[])
    }
    for (const { key, parts } of store.orphans()) yield { ignored: how.orphan(key, parts) }
  } finally {
    store.close()
  }
}

function* kept<T>(store: ReturnType<typeof openStore>, found: Found<T>, how: Gathering<T>): Generator<Item> {
  const { value, file, position } = found
  const bad = (reason: string, externalId?: string): BadItem => ({
    ...{ bad: reason, file, position, raw: shown(value) },
    ...(externalId !== undefined && { externalId }),
  })
  try {
    const sorted = how.sort(value, found)
    if ('head' in sorted) store.addHead(sorted.head, found)
    else if ('part' in sorted) store.addPart(sorted.part, sorted.id, value)
    else if ('item' in sorted) yield sorted.item
    else if ('bad' in sorted) yield bad(sorted.bad, sorted.externalId)
    else yield sorted
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    yield bad('The record is nested too deeply.')
  }
}

function openStore() {
  const db = new Database('')
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.exec(`CREATE TABLE heads (n INTEGER PRIMARY KEY, key TEXT NOT NULL, hash TEXT NOT NULL, file TEXT, position TEXT, json TEXT,
      UNIQUE (key, hash));
    CREATE TABLE parts (key TEXT NOT NULL, id TEXT NOT NULL, n INTEGER NOT NULL, json TEXT, PRIMARY KEY (key, id)) WITHOUT ROWID;
    BEGIN`)
  const addHead = db.prepare(
    'INSERT OR IGNORE INTO heads (key, hash, file, position, json) VALUES (?, ?, ?, ?, ?)',
  )
  const addPart = db.prepare(`INSERT INTO parts (key, id, n, json) VALUES (?, ?, ?, ?)
    ON CONFLICT (key, id) DO UPDATE SET json = excluded.json`)
  const heads = db.prepare('SELECT key, file, position, json FROM heads ORDER BY n')
  const partsOf = db.prepare('SELECT json FROM parts WHERE key = ? ORDER BY n').pluck()
  const orphans = db.prepare(`SELECT key, count(*) AS parts FROM parts
    WHERE key NOT IN (SELECT key FROM heads) GROUP BY key ORDER BY min(n)`)
  let count = 0
  return {
    /** The same page of an export often comes twice. */
    addHead: (key: string, { value, file, position }: Found<unknown>) => {
      const json = JSON.stringify(value)
      addHead.run(key, sha256(json), file, position, json)
    },
    addPart: (key: string, id: string | undefined, value: unknown) => {
      const json = JSON.stringify(value)
      addPart.run(key, id ?? sha256(json), ++count, json)
    },
    *heads(): Generator<{ key: string; head: Found<unknown> }> {
      type Row = { key: string; file: string; position: string; json: string }
      for (const { key, file, position, json } of heads.iterate() as IterableIterator<Row>)
        yield { key, head: { value: JSON.parse(json) as unknown, file, position } }
    },
    partsOf: (key: string) => within(partsOf.iterate(key) as IterableIterator<string>),
    orphans: () => orphans.iterate() as IterableIterator<{ key: string; parts: number }>,
    close: () => void db.close(),
  }
}

/** The parts of one head, or undefined when they are too long together. */
function within(rows: IterableIterator<string>): unknown[] | undefined {
  const parts: unknown[] = []
  let length = 0
  for (const json of rows) {
    length += json.length
    if (length > MAX_PARTS) return undefined
    parts.push(JSON.parse(json))
  }
  return parts
}
