import { Invalid, Refused } from '../../lib/errors.ts'
import type { ImportContext, Importer, Item } from '../importer.ts'
import { mappingBeside } from '../mapping.ts'
import { newRemoval, stripped, takeOut } from '../private.ts'
import { filesOf } from '../probe.ts'
import { csvRecords, delimiterOf } from '../reading/csv.ts'
import { linesOf } from '../reading/lines.ts'
import { columnsOf, type Mapping, readColumns } from './mapped-columns.ts'
import { normaliseMapped, PERSONAL } from './mapped-record.ts'

/** Any CSV, one thread or document a row, with a mapping file that names the columns. */
export const csv: Importer = {
  name: 'csv',
  reads: 'Any CSV with one case, thread or document a row; a mapping file says which column means what.',
  usesMapping: true,
  isFallback: true,
  recognises: (probe) =>
    probe.names.some((name) => /\.(?:csv|tsv)$/i.test(name)) && mappingBeside(probe.path) !== undefined,
  items,
  withoutPrivate,
  normalise: (item, context) => normaliseMapped(item.raw, readColumns(context.mapping)),
}

async function* items(paths: string[], context: ImportContext): AsyncGenerator<Item> {
  const mapping = readColumns(context.mapping)
  for (const { file } of filesOf(paths, (name) => /\.(?:csv|tsv)$/i.test(name))) yield* rowsOf(file, mapping)
}

async function* rowsOf(file: string, mapping: Mapping): AsyncGenerator<Item> {
  const delimiter = mapping.delimiter ?? (await headerDelimiter(file))
  if (delimiter === undefined) {
    yield { damage: 'The file is empty.', file, offset: 0 }
    return
  }
  let header: string[] | undefined
  let last: { item: Item; offset: number } | undefined
  for await (const record of csvRecords(file, delimiter)) {
    if (!('fields' in record)) {
      yield record
      continue
    }
    if (header === undefined) {
      header = headerOf(record.fields, file, mapping)
      continue
    }
    if (last !== undefined) yield last.item
    last = { item: rowItem(record.fields, header, file, record.line, mapping), offset: record.offset }
  }
  if (last === undefined) return
  const isShort = 'bad' in last.item && last.item.bad.includes('too few')
  yield isShort ? { damage: 'The file breaks off in its last row.', file, offset: last.offset } : last.item
}

async function headerDelimiter(file: string): Promise<string | undefined> {
  for await (const line of linesOf(file)) {
    if ('bad' in line) throw new Invalid(`${file}: ${line.bad} Save it as UTF-8 and import it again.`)
    return delimiterOf(line.text)
  }
  return undefined
}

function headerOf(fields: string[], file: string, mapping: Mapping): string[] {
  const seen = new Map<string, number>()
  const header = fields.map((field) => {
    const name = field.trim()
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
  const missing = columnsOf(mapping).filter((name) => !seen.has(name) && !header.includes(name))
  if (missing.length === 0) return header
  const names = missing.map((name) => `"${name}"`).join(', ')
  const have = header.slice(0, 40).join(', ')
  throw new Refused(
    `The mapping names ${missing.length === 1 ? 'the column' : 'the columns'} ${names}, which ${file} does not have. It has: ${have}.`,
  )
}

function rowItem(fields: string[], header: string[], file: string, line: number, mapping: Mapping): Item {
  const position = `line ${line}`
  const raw = Object.fromEntries(header.map((name, index) => [name, fields[index] ?? '']))
  const externalId = (raw[mapping.id] ?? '').trim()
  const bad = (reason: string): Item => ({
    ...{
      bad: reason,
      file,
      position,
      raw: JSON.stringify(withoutPrivate(raw, { authority: 'case', mapping }).raw),
    },
    ...(externalId !== '' && { externalId }),
  })
  const extra = fields.slice(header.length).some((field) => field.trim() !== '')
  if (extra) return bad(`The row has too many fields: ${fields.length} for ${header.length} columns.`)
  if (fields.length < header.length)
    return bad(`The row has too few fields: ${fields.length} for ${header.length} columns.`)
  if (externalId === '') return bad(`The row has no "${mapping.id}".`)
  return { kind: mapping.record, externalId, raw, file, position }
}

/** The columns the mapping calls private, and any other whose name says that it holds a person's address or number. */
function withoutPrivate(raw: object, context: ImportContext) {
  const mapping = readColumns(context.mapping)
  const removal = newRemoval()
  const used = new Set(columnsOf({ ...mapping, private: [], participants: [] }))
  const hidden = new Set([
    ...mapping.private,
    ...mapping.participants.flatMap((person) => person.email ?? []),
  ])
  const kept = Object.fromEntries(
    Object.entries(raw).map(([name, value]) => {
      const isPrivate = hidden.has(name) || (!used.has(name) && PERSONAL.test(name))
      return isPrivate ? [name, takeOut(removal, name, value)] : [name, value]
    }),
  )
  return stripped(kept, removal)
}
