import type { BadItem, Damage } from '../importer.ts'
import { csvRecords, delimiterOf } from './csv.ts'
import { linesOf } from './lines.ts'

/** A row of a table, by the names of its columns; a name that occurs twice gets a list of its values. */
export type CsvObject = { value: Record<string, string | string[]>; file: string; position: string }

/** The rows of a CSV file with a header line, streamed; a row of the wrong length fails alone. */
export async function* csvObjects(file: string): AsyncGenerator<CsvObject | BadItem | Damage> {
  const delimiter = await headerDelimiter(file)
  if (delimiter === undefined) {
    yield { damage: 'The file is empty.', file, offset: 0 }
    return
  }
  let header: string[] | undefined
  let last: { row: CsvObject | BadItem; isShort: boolean; offset: number } | undefined
  for await (const record of csvRecords(file, delimiter)) {
    if (!('fields' in record)) yield record
    else if (header === undefined) header = record.fields.map((field) => field.trim())
    else {
      if (last !== undefined) yield last.row
      const { fields, line, offset } = record
      last = { row: rowOf(fields, header, file, line), isShort: fields.length < header.length, offset }
    }
  }
  if (last === undefined) return
  if (last.isShort) yield { damage: 'The file breaks off in its last row.', file, offset: last.offset }
  else yield last.row
}

/** The names in the header line of a CSV file's beginning. */
export function csvHeader(head: string): string[] {
  const line = head.split(/\r?\n/, 1)[0] ?? ''
  return line.split(delimiterOf(line)).map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
}

async function headerDelimiter(file: string): Promise<string | undefined> {
  for await (const line of linesOf(file)) return 'bad' in line ? ',' : delimiterOf(line.text)
  return undefined
}

function rowOf(fields: string[], header: string[], file: string, line: number): CsvObject | BadItem {
  const position = `line ${line}`
  const extra = fields.slice(header.length).some((field) => field.trim() !== '')
  if (extra || fields.length < header.length) {
    const reason = `The row has ${fields.length} fields for ${header.length} columns.`
    return { bad: reason, file, position, raw: fields.join(',') }
  }
  const value: Record<string, string | string[]> = {}
  header.forEach((name, index) => {
    const field = fields[index] ?? ''
    if (!Object.hasOwn(value, name)) define(value, name, field)
    else define(value, name, [...[value[name]!].flat(), field])
  })
  return { value, file, position }
}

/** Also for a column that is called `__proto__`. */
function define(value: object, name: string, field: string | string[]): void {
  Object.defineProperty(value, name, { value: field, enumerable: true, configurable: true, writable: true })
}
