import type { AppliesTo, Participant } from '../../db/words.ts'
import type { Normalised, NormalPost, NormalThread } from '../importer.ts'
import { withoutMailTrail } from '../mail.ts'
import { mappedTime } from '../mapped-time.ts'
import { natureOf } from '../nature.ts'
import { toMarkdown } from '../text.ts'
import type { Mapping } from './mapped-columns.ts'

/** Columns whose names say that they hold a person's address or number; they go unless the mapping uses them. */
export const PERSONAL =
  /e-?mail|phone|mobile|\bfax\b|\bip\b|ip[_ -]?address|street|postal|\bzip\b|\baddress\b|birth|passw|\bssn\b|iban|latitude|longitude/i

type Row = {
  value: (name: string | undefined) => string
  time: (name: string | undefined) => string | undefined
}

/** A row of a table, or a record of JSON, as the mapping reads it. */
export function normaliseMapped(raw: object, mapping: Mapping): Normalised {
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
  const createdAt = row.time(mapping.createdAt) ?? dayOf(mapping)
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
      ...answersOf(raw, row, mapping, createdAt),
    },
  }
}

/** What stands in a column: its own key, or the way of keys with dots between them. */
export function valueAt(raw: object, name: string): unknown {
  if (Object.hasOwn(raw, name)) return (raw as Record<string, unknown>)[name]
  let at: unknown = raw
  for (const key of name.split('.')) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, key)) return undefined
    at = (at as Record<string, unknown>)[key]
  }
  return at
}

function rowOf(raw: object, mapping: Mapping): Row {
  const value = (name: string | undefined) => {
    const text = name === undefined ? '' : textOf(valueAt(raw, name)).trim()
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

/** Lists become values with ";" between them, as tables have them. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(';')
  if (typeof value !== 'object') return String(value)
  const { name, value: inner } = value as { name?: unknown; value?: unknown }
  return typeof name === 'string' ? name : typeof inner === 'string' ? inner : ''
}

function dayOf({ createdAtIfMissing }: Mapping): string | undefined {
  return createdAtIfMissing === undefined ? undefined : `${createdAtIfMissing}T00:00:00.000Z`
}

function bodyOf(text: string, mapping: Mapping): string {
  return toMarkdown(mapping.bodyFormat === 'html' ? text : withoutMailTrail(text), mapping.bodyFormat)
}

type Answers = Pick<NormalThread, 'resolution' | 'posts'>

/** The replies of a record and its resolution, which may be a reply marked so or a column of its own. */
function answersOf(raw: object, row: Row, mapping: Mapping, createdAt: string): Answers {
  const replies = repliesOf(raw, mapping, { createdAt, asker: row.value(mapping.author) })
  const { resolution, posts } = resolutionOf(row, mapping, createdAt)
  const isMarked = replies.some((post) => post.isAccepted)
  if (isMarked && resolution.kind === 'unknown')
    return { resolution: { kind: 'marked', by: 'unknown' }, posts: [...replies, ...posts] }
  if (posts.length > 0 || resolution.kind !== 'closed') return { resolution, posts: [...replies, ...posts] }
  const state = `Status "${row.value(mapping.resolution?.status)}"`
  const last = replies.findLast((post) => post.role === 'staff' && natureOf(post.body) === 'answer')
  if (isMarked)
    return {
      resolution: { ...resolution, reason: `${state}; the answer is the reply marked so.` },
      posts: replies,
    }
  if (last === undefined) return { resolution, posts: replies }
  const reason = `${state}; the last reply of the staff is taken as the answer.`
  return {
    resolution: { ...resolution, reason },
    posts: replies.map((post) => (post === last ? { ...post, isAccepted: true } : post)),
  }
}

/** A closed case, or a marked answer: the mapped text is the answer because its status says so. */
function resolutionOf(row: Row, mapping: Mapping, createdAt: string): Answers {
  const { resolution } = mapping
  if (resolution === undefined) return { resolution: { kind: 'unknown' }, posts: [] }
  const { kind } = resolution
  const status = row.value(resolution.status)
  const at = row.time(resolution.at)
  const body = bodyOf(row.value(resolution.text), mapping)
  const isOver =
    resolution.status === undefined
      ? kind === 'marked' && body !== ''
      : resolution.closedValues.some((value) => value.toLowerCase() === status.toLowerCase())
  const post = {
    externalId: `${row.value(mapping.id)}-resolution`,
    role: kind === 'closed' ? ('staff' as const) : ('community' as const),
    author: row.value(resolution.author) || undefined,
    body,
    createdAt: at ?? createdAt,
    isAccepted: isOver,
    score: 0,
    licence: row.value(mapping.licence) || undefined,
  }
  const posts = body === '' ? [] : [post]
  if (!isOver) return { resolution: { kind: 'unknown' }, posts }
  const from = body === '' ? 'no resolution is written' : `the answer is the column "${resolution.text}"`
  const reason =
    resolution.status === undefined ? `The answer${from.slice(10)}.` : `Status "${status}"; ${from}.`
  return { resolution: { kind, by: kind === 'closed' ? 'staff' : 'unknown', reason, at }, posts }
}

/** Replies of JSON records; those for staff only never get here. */
function repliesOf(
  raw: object,
  mapping: Mapping,
  thread: { createdAt: string; asker: string },
): NormalPost[] {
  const { posts } = mapping
  const list = posts === undefined ? undefined : valueAt(raw, posts.list)
  if (posts === undefined || !Array.isArray(list)) return []
  return list.filter(isObject).map((one, index) => {
    const reply = rowOf(one, mapping)
    const author = reply.value(posts.author) || undefined
    const isAsker = author !== undefined && author === thread.asker
    return {
      externalId: reply.value(posts.id) || `reply-${index + 1}`,
      role: isAsker ? 'asker' : isYes(reply.value(posts.isStaff)) ? 'staff' : 'community',
      author,
      body: bodyOf(reply.value(posts.body), mapping),
      createdAt: reply.time(posts.createdAt) ?? thread.createdAt,
      isAccepted: isYes(reply.value(posts.isAccepted)),
      score: number(reply.value(posts.score)),
      url: reply.value(posts.url) || undefined,
      licence: reply.value(mapping.licence) || undefined,
    }
  })
}

/** How exports write "yes". */
export function isYes(text: string): boolean {
  return /^(?:true|yes|y|1|x)$/i.test(text.trim())
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === 'object'
}

function participantsOf(row: Row, mapping: Mapping): Participant[] {
  return mapping.participants
    .map((person) => ({ name: row.value(person.name), role: person.role }))
    .filter((person) => person.name !== '')
}

function environmentOf(row: Row, mapping: Mapping): Record<string, string> {
  const known = Object.entries(mapping.environment).map(([name, from]) => [name, row.value(from)] as const)
  return Object.fromEntries(known.filter(([, value]) => value !== ''))
}

function appliesToOf(row: Row, mapping: Mapping): AppliesTo {
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
