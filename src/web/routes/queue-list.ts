import { now } from '../../db/events.ts'
import {
  type CandidateState,
  candidateStates,
  type QueueClass,
  queueClasses,
  safetyClasses,
} from '../../db/words.ts'
import { type Queue, type QueueRow, queue } from '../../triage/queries.ts'
import { type SavedView, savedViews } from '../../triage/saved-views.ts'
import type { PageBase } from '../pages.ts'
import type { Ask } from '../routes.ts'
import { assignees, type Reading, readingOf } from './queue-reading.ts'

/** What the address of the queue says; empty = not filtered. */
export type QueueFilters = Record<
  'class' | 'q' | 'safety' | 'product' | 'source' | 'tag' | 'age' | 'assignee' | 'state' | 'sort',
  string
>
export type QueuePage = PageBase & {
  queue: Queue
  filter: QueueFilters
  views: SavedView[]
  people: Reading['people']
  mayAct: boolean
  sources: string[]
  query: string
  from: number
  previous: string
  next: string
  reading: Reading | null
}
const PAGE = 40

/** The list beside the reading pane, as the address filters it. */
export async function queuePage(ask: Ask): Promise<QueuePage> {
  const filter = filterOf(ask)
  const from = Math.max(0, Number.parseInt(ask.query.from ?? '0', 10) || 0)
  const found = queue(ask.db, {
    productIds: narrowed(ask, filter.product),
    state: (filter.state || 'open') as CandidateState,
    sort: (filter.sort || 'need') as 'need',
    ...(filter.class === '' ? {} : { queueClass: filter.class as QueueClass }),
    ...(filter.safety === '' ? {} : { safetyClass: filter.safety as 'public-ok' }),
    ...(filter.source === '' ? {} : { source: filter.source }),
    ...(filter.tag === '' ? {} : { tag: filter.tag }),
    ...(filter.q === '' ? {} : { words: filter.q }),
    ...(filter.assignee === 'me' ? { assigneeId: ask.by } : {}),
    ...askedBetween(filter.age),
    limit: PAGE,
    offset: from,
  })
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString()
  const pageAt = (start: number) => `/staff/queue?${query}${query === '' ? '' : '&'}from=${start}`
  const at = chosen(ask, found.rows)
  return {
    title: 'Queue',
    queue: found,
    filter,
    views: savedViews(ask.db, ask.by),
    people: assignees(ask),
    mayAct: ask.may('dismiss'),
    sources: ask.db.$client
      .prepare('SELECT slug FROM sources WHERE authority <> ? ORDER BY slug')
      .pluck()
      .all('official') as string[],
    query,
    from,
    previous: from > 0 ? pageAt(Math.max(0, from - PAGE)) : '',
    next: from + PAGE < found.total ? pageAt(from + PAGE) : '',
    reading: at === null ? null : await readingOf(ask, at),
  }
}

function filterOf(ask: Ask): QueuePage['filter'] {
  const { query } = ask
  const one = (value: string | undefined, known: readonly string[]) =>
    value !== undefined && known.includes(value) ? value : ''
  return {
    class: one(query.class, queueClasses),
    q: (query.q ?? '').trim().slice(0, 200),
    safety: one(query.safety, safetyClasses),
    product: (query.product ?? '').slice(0, 80),
    source: (query.source ?? '').slice(0, 80),
    tag: (query.tag ?? '').slice(0, 80),
    age: one(query.age, ages),
    assignee: one(query.assignee, ['me']),
    state: one(query.state, candidateStates),
    sort: one(query.sort, ['need', 'newest', 'oldest']),
  }
}

const ages = ['week', 'month', 'year', 'older'] as const
const DAYS = { week: 7, month: 31, year: 366, older: 366 }

/** "week", "month" and "year" are the time up to now; "older" is before the last year. */
function askedBetween(age: string): { askedSince?: string; askedBefore?: string } {
  if (age === '') return {}
  const border = new Date(Date.parse(now()) - DAYS[age as (typeof ages)[number]] * 86_400_000).toISOString()
  return age === 'older' ? { askedBefore: border } : { askedSince: border }
}

/** One product of those the person may see, by its short name. */
function narrowed(ask: Ask, slug: string): number[] | null {
  if (slug === '') return ask.productIds
  const id = ask.db.$client.prepare('SELECT id FROM products WHERE slug = ?').pluck().get(slug) as
    | number
    | undefined
  return id !== undefined && (ask.productIds === null || ask.productIds.includes(id)) ? [id] : []
}

/** The candidate asked for if it is on this page, else the first. */
function chosen(ask: Ask, rows: QueueRow[]): number | null {
  const wanted = Number(ask.query.at)
  return rows.find((row) => row.candidateId === wanted)?.candidateId ?? rows[0]?.candidateId ?? null
}
