import { setImmediate as pause } from 'node:timers/promises'
import type Database from 'better-sqlite3'

/** What the full-text index knows of itself: how many things, how long on average (in words), who has a term. */
export type IndexStatistics = {
  total: number
  /** Mean length of articles and documents, which differ from threads. */
  averageLength: number
  docs(term: string): number
  /** Length of one thing by its row. */
  lengthOf(row: number): number
}

type Memory = { total: number; averageLength: number; docs: Map<string, number>; isWhole: boolean }
const kept = new WeakMap<Database.Database, Memory>()
/** Frequencies are read anew once the number of indexed things has changed by this share. */
const DRIFT = 0.02

/** Figures of the index, looked up as needed and remembered while the index stays about as large. */
export function indexStatistics(client: Database.Database): IndexStatistics {
  const total = rowsInIndex(client)
  const known = kept.get(client)
  const isUsable = known !== undefined && Math.abs(known.total - total) <= known.total * DRIFT
  const memory = isUsable
    ? known
    : { total, averageLength: averageLength(client), docs: new Map<string, number>(), isWhole: false }
  kept.set(client, memory)
  const look = client.prepare('SELECT doc FROM search_words WHERE term = ?').pluck()
  const size = client.prepare('SELECT sz FROM search_index_docsize WHERE id = ?').pluck()
  return {
    total: memory.total,
    averageLength: memory.averageLength,
    docs(term) {
      let docs = memory.docs.get(term)
      if (docs === undefined) {
        docs = look.get(term) as number | undefined
        docs ??= numberParts(term).reduce(
          (least, part) => Math.min(least, this.docs(part)),
          Number.POSITIVE_INFINITY,
        )
        if (docs === Number.POSITIVE_INFINITY) docs = 0
        // A word nobody has used yet may be used the next moment.
        if (docs > 0) memory.docs.set(term, docs)
      }
      return docs
    },
    lengthOf(row) {
      const blob = size.get(row) as Buffer | undefined
      return blob === undefined ? 0 : varints(blob).reduce((sum, words) => sum + words, 0)
    },
  }
}

/** Reads every frequency at once; for work that asks for all of them. */
export function readAllFrequencies(client: Database.Database): void {
  indexStatistics(client)
  const memory = kept.get(client)!
  memory.docs.clear()
  const rows = client.prepare('SELECT term, doc FROM search_words').raw().iterate() as Iterable<
    [string, number]
  >
  for (const [term, docs] of rows) memory.docs.set(term, docs)
  memory.isWhole = true
}

const PORTION = 300

/** The same in portions between which others are served; nothing where it was done while the index was about as large. */
export async function readFrequenciesAside(client: Database.Database): Promise<void> {
  indexStatistics(client)
  const memory = kept.get(client)!
  const read = client
    .prepare(`SELECT term, doc FROM search_words WHERE term > ? ORDER BY term LIMIT ${PORTION}`)
    .raw()
  for (let last: string | undefined = ''; last !== undefined && !memory.isWhole && client.open; ) {
    const rows = read.all(last) as [string, number][]
    for (const [term, docs] of rows) memory.docs.set(term, docs)
    last = rows.at(-1)?.[0]
    if (last === undefined) memory.isWhole = true
    await pause()
  }
}

/** FTS5 keeps its number of rows first in the record of averages; counting them would read the whole table. */
function rowsInIndex(client: Database.Database): number {
  const block = client.prepare('SELECT block FROM search_index_data WHERE id = 1').pluck().get() as
    | Buffer
    | undefined
  return block === undefined ? 0 : (varints(block)[0] ?? 0)
}

function averageLength(client: Database.Database): number {
  const sizes = client
    .prepare('SELECT sz FROM search_index_docsize WHERE (id & 3) <> 0')
    .pluck()
    .iterate() as Iterable<Buffer>
  let [count, words] = [0, 0]
  for (const size of sizes) {
    count++
    words += varints(size).reduce((sum, one) => sum + one, 0)
  }
  return count === 0 ? 1 : Math.max(1, words / count)
}

/** The index cuts "12.3" apart; it is at most as frequent as its rarest part. */
function numberParts(term: string): string[] {
  return term.includes('.') ? term.split('.').filter((part) => part !== '' && part !== term) : []
}

/** SQLite's variable-length numbers: seven bits a byte, the high bit says that more follow. */
function varints(bytes: Buffer): number[] {
  const numbers: number[] = []
  let value = 0
  for (const byte of bytes) {
    value = value * 128 + (byte & 127)
    if (byte < 128) {
      numbers.push(value)
      value = 0
    }
  }
  return numbers
}
