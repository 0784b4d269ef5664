import { mappingBeside } from '../mapping.ts'
import type { Probe } from '../probe.ts'
import { csvHeader, csvObjects } from '../reading/csv-objects.ts'
import { xmlRecords } from '../reading/xml-records.ts'
import { isoTime } from '../times.ts'
import type { Json } from './desk-items.ts'
import { jsonHead } from './json-head.ts'

/** Files of tables that are not JSON. */
export async function* readTable(file: string) {
  yield* /\.xml$/i.test(file) ? xmlRecords(file) : csvObjects(file)
}

/** Whether a name is that of a table's export. */
export function isTableFile(name: string): boolean {
  return /\.(?:csv|xml|json|ndjson|jsonl)$/i.test(name) && !/(?:^|\/)mapping\.json$/i.test(name)
}

/** Whether the export has a table of that name, or one with at least so many of the columns given. */
export function hasTable(probe: Probe, table: string, columns: readonly string[], atLeast: number): boolean {
  if (mappingBeside(probe.path) !== undefined) return false
  const enough = (has: (column: string) => boolean) => columns.filter(has).length >= atLeast
  const inCsv = (name: string) => {
    const header = csvHeader(probe.head(name))
    return enough((column) => header.includes(column))
  }
  return (
    probe.names.some((name) => /\.csv$/i.test(name) && inCsv(name)) ||
    probe.names.some(
      (name) => /\.xml$/i.test(name) && new RegExp(`<${table}[\\s>]`).test(probe.head(name)),
    ) ||
    jsonHead(probe, (head) => enough((column) => head.includes(`"${column}"`)))
  )
}

/** A field's own value: a text, the value of a reference, or nothing; "?" and "{}" are how logs write nothing. */
export function plainOf(field: unknown): string {
  const inner = field !== null && typeof field === 'object' ? (field as Json).value : field
  const text = typeof inner === 'string' || typeof inner === 'number' ? String(inner).trim() : ''
  return /^(?:\?|\{\}|NULL|null|UNKNOWN)$/.test(text) ? '' : text
}

/** A field in words: what the desk shows for it where the export says so; a bare number of a record is no word. */
export function shownOf(field: unknown): string {
  const isReference = field !== null && typeof field === 'object' && 'link' in field
  const shown = (field as Json | null)?.display_value
  const text = typeof shown === 'string' ? plainOf(shown) : isReference ? '' : plainOf(field)
  return /^[0-9a-f]{32}$/.test(text) ? '' : text
}

/** A time, which the desk writes in UTC without a zone; one that is written must be one. */
export function timeIn(record: Json, ...names: string[]): string | undefined {
  for (const name of names) {
    const text = plainOf(record[name])
    if (text === '') continue
    const at = isoTime(text)
    if (at === undefined) throw new Error(`The time "${text.slice(0, 60)}" in ${name} is none.`)
    return at
  }
  return undefined
}

/** The address of a record, from any reference in it that carries the instance's own. */
export function addressOf(record: Json, table: string): string | undefined {
  const sysId = plainOf(record.sys_id)
  const links = Object.values(record).map((field) => (field as Json | null)?.link)
  const link = links.find((one) => typeof one === 'string' && URL.canParse(one)) as string | undefined
  return link === undefined || sysId === ''
    ? undefined
    : `${new URL(link).origin}/${table}.do?sys_id=${sysId}`
}
