import { filesOf } from './probe.ts'
import { csvRecords, delimiterOf } from './reading/csv.ts'
import { jsonValues } from './reading/json.ts'
import { linesOf } from './reading/lines.ts'
import { TABLE } from './recognition.ts'

/** The columns of a table with what stands in its first rows, for choosing which column means what. */
export type Columns = { name: string; seen: string[] }[]

const ROWS = 50
/** Values shown for a column, and their length in characters. */
const SEEN = 6
const LENGTH = 60
const MAX_COLUMNS = 300
/** Columns that hold what is private by their name: no value of them is shown. */
export const PERSONAL =
  /mail|phone|mobile|\bfax\b|\bip\b|street|postal|address|birth|passw|contact|internal|note|comment/i

/** Reads the head of the first table among the files; empty when there is none that can be read. */
export async function columnsIn(paths: string[]): Promise<Columns> {
  const isData = (name: string) => TABLE.test(name) && !/(?:^|\/)mapping\.json$/i.test(name)
  for (const { file, name } of filesOf(paths, isData)) {
    const rows = /\.(?:csv|tsv)/i.test(name) ? csvRows(file) : jsonRows(file)
    const columns = await collected(rows)
    if (columns.length > 0) return columns
  }
  return []
}

async function collected(rows: AsyncGenerator<[string, string][]>): Promise<Columns> {
  const seen = new Map<string, Set<string>>()
  let count = 0
  for await (const row of rows) {
    for (const [name, value] of row) {
      if (!seen.has(name) && seen.size < MAX_COLUMNS) seen.set(name, new Set())
      const values = seen.get(name)
      if (values !== undefined && value !== '' && values.size < SEEN) values.add(shortened(value))
    }
    if (++count >= ROWS) break
  }
  return [...seen].map(([name, values]) => ({ name, seen: PERSONAL.test(name) ? [] : [...values] }))
}

async function* csvRows(file: string): AsyncGenerator<[string, string][]> {
  let delimiter: string | undefined
  for await (const line of linesOf(file)) {
    if (!('bad' in line)) delimiter = delimiterOf(line.text)
    break
  }
  if (delimiter === undefined) return
  let header: string[] | undefined
  for await (const record of csvRecords(file, delimiter)) {
    if (!('fields' in record)) continue
    if (header === undefined) {
      header = record.fields.map((name) => name.trim())
      yield header.map((name) => [name, ''])
    } else yield header.map((name, index) => [name, record.fields[index] ?? ''])
  }
}

async function* jsonRows(file: string): AsyncGenerator<[string, string][]> {
  for await (const read of jsonValues(file)) {
    if (!('value' in read) || read.value === null || typeof read.value !== 'object') continue
    const rows: unknown[] = Array.isArray(read.value) ? read.value.slice(0, ROWS) : [read.value]
    for (const row of rows) {
      if (row === null || typeof row !== 'object') continue
      yield Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value ?? ''),
      ])
    }
  }
}

function shortened(value: string): string {
  const line = value.replace(/\s+/g, ' ').trim()
  return line.length > LENGTH ? `${line.slice(0, LENGTH - 1)}…` : line
}
