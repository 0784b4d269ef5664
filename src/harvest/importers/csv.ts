import type { AppliesTo, Participant } from '../../db/words.ts'
import { Invalid, Refused } from '../../lib/errors.ts'
import type { ImportContext, Importer, Item, Normalised, NormalThread } from '../importer.ts'
import { withoutMailTrail } from '../mail.ts'
import { mappedTime } from '../mapped-time.ts'
import { mappingBeside } from '../mapping.ts'
import { newRemoval, stripped, takeOut } from '../private.ts'
import { filesOf } from '../probe.ts'
import { csvRecords, delimiterOf } from '../reading/csv.ts'
import { linesOf } from '../reading/lines.ts'
import { toMarkdown } from '../text.ts'
import { type CsvMapping, columnsOf, readCsvMapping } from './csv-mapping.ts'

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
  normalise: (item, context) =>
    normalise(item.raw as Record<string, string>, readCsvMapping(context.mapping)),
}

async function* items(paths: string[], context: ImportContext): AsyncGenerator<Item> {
  const mapping = readCsvMapping(context.mapping)
  for (const { file } of filesOf(paths, (name) => /\.(?:csv|tsv)$/i.test(name))) yield* rowsOf(file, mapping)
}

async function* rowsOf(file: string, mapping: CsvMapping): AsyncGenerator<Item> {
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

function headerOf(fields: string[], file: string, mapping: CsvMapping): string[] {
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

function rowItem(fields: string[], header: string[], file: string, line: number, mapping: CsvMapping): Item {
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
  const mapping = readCsvMapping(context.mapping)
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

const PERSONAL =
  /e-?mail|phone|mobile|\bfax\b|\bip\b|ip[_ -]?address|street|postal|\bzip\b|\baddress\b|birth|passw|\bssn\b|iban|latitude|longitude/i

// ── normalising ───────────────────────────────────────────────────────────────────────────────────────

type Row = {
  value: (name: string | undefined) => string
  time: (name: string | undefined) => string | undefined
}

function normalise(raw: Record<string, string>, mapping: CsvMapping): Normalised {
  const row = rowOf(raw, mapping)
  const body = bodyOf(row.value(mapping.body), mapping)
  const shared = {
    externalId: row.value(mapping.id),
    title: row.value(mapping.title) || firstWords(body),
    body,
    product: row.value(mapping.product) || undefined,
    language: row.value(mapping.language) || undefined,
    url: row.value(mapping.url) || undefined,
    licence: row.value(mapping.licence) || undefined,
    updatedAt: row.time(mapping.updatedAt),
  }
  if (mapping.record === 'document') {
    const section = row.value(mapping.section) || undefined
    return {
      kind: 'document',
      document: { ...shared, section, appliesTo: appliesToOf(row, mapping), visibility: 'public' },
    }
  }
  const createdAt = row.time(mapping.createdAt)
  if (createdAt === undefined) {
    throw new Error(
      `The time "${row.value(mapping.createdAt)}" in "${mapping.createdAt}" does not fit the mapping's date format.`,
    )
  }
  const asker = mapping.participants.find((person) => person.role === 'asker')
  return {
    kind: 'thread',
    thread: {
      ...shared,
      author: row.value(mapping.author) || row.value(asker?.name) || undefined,
      createdAt,
      tags: mapping.tags.flatMap((name) => row.value(name).split(/[;|]/)).filter((tag) => tag.trim() !== ''),
      views: number(row.value(mapping.views)),
      score: number(row.value(mapping.score)),
      environment: environmentOf(row, mapping),
      links: [],
      participants: participantsOf(row, mapping),
      ...resolutionOf(row, mapping, createdAt),
    },
  }
}

function rowOf(raw: Record<string, string>, mapping: CsvMapping): Row {
  const value = (name: string | undefined) => {
    const text = name === undefined ? '' : String(raw[name] ?? '').trim()
    return /^(?:#N\/A|NULL|null|\?|\{\}|\\N)$/.test(text) ? '' : text
  }
  const time = (name: string | undefined) => {
    const text = value(name)
    if (text === '') return undefined
    const at = mappedTime(text, { format: mapping.dateFormat, zone: mapping.timeZone })
    if (at === undefined)
      throw new Error(`The time "${text}" in "${name}" does not fit the mapping's date format.`)
    return at
  }
  return { value, time }
}

function bodyOf(text: string, mapping: CsvMapping): string {
  return toMarkdown(mapping.bodyFormat === 'html' ? text : withoutMailTrail(text), mapping.bodyFormat)
}

/** A closed case: the mapped text is the answer because its status says so; an open one is not resolved. */
function resolutionOf(
  row: Row,
  mapping: CsvMapping,
  createdAt: string,
): Pick<NormalThread, 'resolution' | 'posts'> {
  const { resolution } = mapping
  if (resolution === undefined) return { resolution: { kind: 'unknown' }, posts: [] }
  const status = row.value(resolution.status)
  const isClosed = resolution.closedValues.some((value) => value.toLowerCase() === status.toLowerCase())
  const at = row.time(resolution.at)
  const body = bodyOf(row.value(resolution.text), mapping)
  const externalId = `${row.value(mapping.id)}-resolution`
  const author = row.value(resolution.author) || undefined
  const post = {
    externalId,
    role: 'staff' as const,
    author,
    body,
    createdAt: at ?? createdAt,
    isAccepted: isClosed,
    score: 0,
  }
  const posts = body === '' ? [] : [post]
  if (!isClosed) return { resolution: { kind: 'unknown' }, posts }
  const from = body === '' ? 'no resolution is written' : `the answer is the column "${resolution.text}"`
  return { resolution: { kind: 'closed', by: 'staff', reason: `Status "${status}"; ${from}.`, at }, posts }
}

function participantsOf(row: Row, mapping: CsvMapping): Participant[] {
  return mapping.participants
    .map((person) => ({ name: row.value(person.name), role: person.role }))
    .filter((person) => person.name !== '')
}

function environmentOf(row: Row, mapping: CsvMapping): Record<string, string> {
  const known = Object.entries(mapping.environment).map(([name, from]) => [name, row.value(from)] as const)
  return Object.fromEntries(known.filter(([, value]) => value !== ''))
}

function appliesToOf(row: Row, mapping: CsvMapping): AppliesTo {
  const lists = Object.entries(mapping.appliesTo ?? {}).map(([key, from]) => {
    const values = row
      .value(from)
      .split(/[;,|]/)
      .map((value) => value.trim())
    return [key, values.filter((value) => value !== '')] as const
  })
  return Object.fromEntries(lists.filter(([, values]) => values.length > 0))
}

function number(text: string): number {
  const value = Number.parseInt(text.replace(/[\s.,](?=\d{3}\b)/g, ''), 10)
  return Number.isFinite(value) ? value : 0
}

function firstWords(body: string): string {
  return body.split(/\s+/).slice(0, 12).join(' ')
}
