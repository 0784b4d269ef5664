import type { AppliesTo, Participant } from '../../db/words.ts'
import type { Normalised, NormalThread } from '../importer.ts'
import { withoutMailTrail } from '../mail.ts'
import { mappedTime } from '../mapped-time.ts'
import { toMarkdown } from '../text.ts'
import type { CsvMapping } from './csv-mapping.ts'

type Row = {
  value: (name: string | undefined) => string
  time: (name: string | undefined) => string | undefined
}

/** A row as the mapping reads it. */
export function normaliseRow(raw: Record<string, string>, mapping: CsvMapping): Normalised {
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
