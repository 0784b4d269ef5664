import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import type { CandidateState, QueueClass, SafetyClass } from '../db/words.ts'
import { visibleText } from '../safety/visible.ts'
import { threadsSaying } from '../search/staff.ts'
import { type Conditions, figuresOf, type QueueFigures } from './queue-figures.ts'

export type QueueFilter = {
  productIds?: number[] | null
  source?: string
  tag?: string
  /** Words of the title or the question, all of them, as the search understands them. */
  words?: string
  queueClass?: QueueClass
  safetyClass?: SafetyClass
  state?: CandidateState
  assigneeId?: number
  /** Asked at or after this time, and before that one; ISO 8601. */
  askedSince?: string
  askedBefore?: string
  sort?: 'need' | 'newest' | 'oldest'
  /** Threads that ask the same stand behind the first of them, unless all are wanted. */
  isWhole?: boolean
  limit?: number
  offset?: number
}

/** One line of the queue. */
export type QueueRow = {
  candidateId: number
  threadId: number
  source: string
  sourceName: string
  authority: string
  externalId: string
  title: string
  product: string | null
  queueClass: QueueClass
  safetyClass: SafetyClass
  score: number
  asks: number
  /** Why it is needed, why it has its queue class, and why its safety class. */
  reasons: string[]
  classReasons: string[]
  safetyReasons: string[]
  tags: string[]
  clusterId: number | null
  clusterSize: number
  assignee: string | null
  askedAt: string
  state: CandidateState
}

/** The lines asked for, how many there are in all, and the figures of the whole queue. */
export type Queue = QueueFigures & { rows: QueueRow[]; total: number }

/** The queue, most needed first. Counts are of everything that fits the filter but the class. */
export function queue(db: Db, filter: QueueFilter = {}): Queue {
  const fits = conditions(db, filter)
  const { counts, line } = figuresOf(db, fits, filter)
  const total = filter.queueClass === undefined ? counts.all : counts[filter.queueClass]
  const offset = filter.offset ?? 0
  const limit = Math.min(filter.limit ?? 50, Math.max(0, total - offset))
  return { rows: limit === 0 ? [] : rowsOf(db, fits, filter, { offset, limit, total }), total, counts, line }
}

/** Each order, the same backwards, and the index that is in it and holds all that is filtered by. */
const ORDERS = {
  need: { by: 'c.score DESC, c.id', back: 'c.score, c.id DESC', index: 'candidates_by_need' },
  newest: { by: 'c.asked_at DESC, c.id', back: 'c.asked_at, c.id DESC', index: 'candidates_by_age' },
  oldest: { by: 'c.asked_at, c.id', back: 'c.asked_at DESC, c.id DESC', index: 'candidates_by_age' },
}

/** The page is chosen from an index alone, counted from the nearer end; only its few rows are read in full. */
function rowsOf(
  db: Db,
  fits: Conditions,
  filter: QueueFilter,
  { offset, limit, total }: { offset: number; limit: number; total: number },
): QueueRow[] {
  const { by, back, index } = ORDERS[filter.sort ?? 'need']
  const isNearEnd = offset > total / 2
  const rows = db.$client
    .prepare(
      `SELECT c.id AS candidateId, c.thread_id AS threadId, s.slug AS source, s.name AS sourceName, s.authority,
         t.external_id AS externalId, t.title, p.name AS product, c.queue_class AS queueClass, c.safety_class AS safetyClass,
         c.score, c.asks, c.reasons, c.class_reasons AS classReasons,
         c.safety_reasons AS safetyReasons, t.tags, c.cluster_id AS clusterId, coalesce(k.size, 1) AS clusterSize,
         u.display_name AS assignee, c.asked_at AS askedAt, c.state
       FROM (SELECT c.id FROM candidates c INDEXED BY ${index} WHERE ${fits.where}${fits.ofClass}
             ORDER BY ${isNearEnd ? back : by} LIMIT ? OFFSET ?) chosen
       JOIN candidates c ON c.id = chosen.id JOIN sources s ON s.id = c.source_id
       JOIN threads t ON t.id = c.thread_id LEFT JOIN products p ON p.id = c.product_id
       LEFT JOIN clusters k ON k.id = c.cluster_id LEFT JOIN users u ON u.id = c.assignee_id
       ORDER BY ${by}`,
    )
    .all(
      ...fits.values,
      ...fits.classValues,
      limit,
      isNearEnd ? total - offset - limit : offset,
    ) as (QueueRow & {
    reasons: never
    classReasons: never
    safetyReasons: never
    tags: never
  })[]
  return rows.map((row) => ({
    ...row,
    title: visibleText(db, row.title),
    reasons: JSON.parse(row.reasons),
    classReasons: JSON.parse(row.classReasons),
    safetyReasons: JSON.parse(row.safetyReasons),
    tags: JSON.parse(row.tags),
  }))
}

function conditions(db: Db, filter: QueueFilter): Conditions {
  const { test, values } = stateTest(db, filter.state ?? 'open')
  const where = [test]
  const add = (one: string, value: string | number | undefined | null) => {
    if (value === undefined || value === null) return
    where.push(one)
    values.push(value)
  }
  add(
    'c.product_id IN (SELECT value FROM json_each(?))',
    filter.productIds == null ? null : JSON.stringify(filter.productIds),
  )
  add('c.source_id = (SELECT id FROM sources WHERE slug = ?)', filter.source)
  add('c.id IN (SELECT candidate_id FROM candidate_tags WHERE tag = ?)', filter.tag)
  add('c.id IN (SELECT value FROM json_each(?))', candidatesSaying(db, filter.words))
  add('c.safety_class = ?', filter.safetyClass)
  add('c.assignee_id = ?', filter.assigneeId)
  add('c.asked_at >= ?', filter.askedSince)
  add('c.asked_at < ?', filter.askedBefore)
  if (!filter.isWhole) where.push('c.is_lead = 1')
  return {
    where: where.join(' AND '),
    values,
    ofClass: filter.queueClass === undefined ? '' : ' AND c.queue_class = ?',
    classValues: filter.queueClass === undefined ? [] : [filter.queueClass],
  }
}

/** The candidates whose question says these words, as JSON: worked out once for the lines, the counts and the 80 % line. */
function candidatesSaying(db: Db, words: string | undefined): string | null {
  if (words === undefined) return null
  const one = db.$client.prepare(
    'SELECT json_group_array(id) FROM candidates WHERE thread_id IN (SELECT value FROM json_each(?))',
  )
  return one.pluck().get(JSON.stringify(threadsSaying(db, words))) as string
}

/** What was put away until a day that has come is open again, also before the queue is next decided. */
function stateTest(db: Db, state: CandidateState): { test: string; values: (string | number)[] } {
  const at = now()
  if (state === 'snoozed')
    return { test: 'c.state = ? AND (c.snoozed_until IS NULL OR c.snoozed_until > ?)', values: [state, at] }
  const woken = db.$client.prepare(
    `SELECT 1 FROM candidates WHERE state = 'snoozed' AND snoozed_until <= ? LIMIT 1`,
  )
  if (state !== 'open' || woken.get(at) === undefined) return { test: 'c.state = ?', values: [state] }
  return {
    test: `c.state IN ('open', 'snoozed') AND (c.state = 'open' OR c.snoozed_until <= ?)`,
    values: [at],
  }
}
