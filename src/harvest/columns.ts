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

/** A table's columns; for JSON in which the list of records lies under a key, that key too. */
export type Table = { columns: Columns; records?: string }

/** Reads the head of the first table among the files; no columns when there is none that can be read. */
export async function tableIn(paths: string[], records?: string): Promise<Table> {
  const isData = (name: string) => TABLE.test(name) && !/(?:^|\/)mapping\.json$/i.test(name)
  for (const { file, name } of filesOf(paths, isData)) {
    const isCsv = /\.(?:csv|tsv)$/i.test(name)
    const key = isCsv ? undefined : (records ?? (await listIn(file)))
    const columns = await collected(isCsv ? csvRows(file) : jsonRows(file, key))
    if (columns.length > 0) return { columns, ...(key !== undefined && { records: key }) }
  }
  return { columns: [] }
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

async function* jsonRows(file: string, records: string | undefined): AsyncGenerator<[string, string][]> {
  for await (const read of jsonValues(file, records === undefined ? [] : [records])) {
    if (!('value' in read) || !isObject(read.value)) continue
    const list = records === undefined ? undefined : read.value[records]
    for (const row of Array.isArray(list) ? list.slice(0, ROWS) : [read.value])
      if (isObject(row)) yield flat(row, '', 0)
  }
}

/** The one key of a file's object that holds a list of objects, if the file is no list itself. */
async function listIn(file: string): Promise<string | undefined> {
  for await (const read of jsonValues(file)) {
    if (!('value' in read) || !isObject(read.value)) return undefined
    const lists = Object.entries(read.value).filter(
      ([, value]) => Array.isArray(value) && value.length > 0 && value.every(isObject),
    )
    const texts = Object.values(read.value).filter((value) => typeof value === 'string' && value.length > 40)
    return lists.length === 1 && texts.length === 0 ? lists[0]![0] : undefined
  }
  return undefined
}

/** Nested keys as ways with dots between them; lists are no columns. */
function flat(value: object, way: string, depth: number): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]): [string, string][] => {
    const name = way === '' ? key : `${way}.${key}`
    if (isObject(inner) && depth < 3) return flat(inner, name, depth + 1)
    if (inner === null || typeof inner !== 'object') return [[name, String(inner ?? '')]]
    return Array.isArray(inner) && inner.every((one) => typeof one === 'string')
      ? [[name, inner.join('; ')]]
      : []
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function shortened(value: string): string {
  const line = value.replace(/\s+/g, ' ').trim()
  return line.length > LENGTH ? `${line.slice(0, LENGTH - 1)}…` : line
}
