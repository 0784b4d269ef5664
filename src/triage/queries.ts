import type { Db } from '../db/open.ts'
import type { CandidateState, QueueClass, SafetyClass } from '../db/words.ts'
import { visibleText } from '../safety/visible.ts'

export type QueueFilter = {
  productIds?: number[] | null
  source?: string
  tag?: string
  queueClass?: QueueClass
  safetyClass?: SafetyClass
  state?: CandidateState
  assigneeId?: number
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
  reasons: string[]
  tags: string[]
  clusterId: number | null
  clusterSize: number
  assignee: string | null
  askedAt: string
  state: CandidateState
}

/** The lines asked for, how many there are in each class, and after how many lines four fifths of the need is met. */
export type Queue = {
  rows: QueueRow[]
  total: number
  counts: Record<QueueClass | 'all', number>
  line: number
}

/** The queue, most needed first. Counts are of everything that fits the filter but the class. */
export function queue(db: Db, filter: QueueFilter = {}): Queue {
  const all = conditions({ ...filter, queueClass: undefined })
  const one = conditions(filter)
  const counts = { all: 0, new: 0, 'not-captured': 0, 'known-agrees': 0, 'known-disagrees': 0 }
  for (const row of db.$client
    .prepare(`SELECT c.queue_class AS class, count(*) AS n ${FROM} WHERE ${all.where} GROUP BY c.queue_class`)
    .all(...all.values) as { class: QueueClass; n: number }[]) {
    counts[row.class] = row.n
    counts.all += row.n
  }
  const order = { need: 'c.score DESC, c.id', newest: 'c.asked_at DESC, c.id', oldest: 'c.asked_at, c.id' }
  const rows = db.$client
    .prepare(
      `SELECT c.id AS candidateId, c.thread_id AS threadId, s.slug AS source, s.name AS sourceName, s.authority,
         t.external_id AS externalId, t.title, p.name AS product, c.queue_class AS queueClass, c.safety_class AS safetyClass,
         c.score, c.asks, c.reasons, t.tags, c.cluster_id AS clusterId, coalesce(k.size, 1) AS clusterSize,
         u.display_name AS assignee, c.asked_at AS askedAt, c.state
       ${FROM} JOIN threads t ON t.id = c.thread_id LEFT JOIN products p ON p.id = c.product_id
       LEFT JOIN clusters k ON k.id = c.cluster_id LEFT JOIN users u ON u.id = c.assignee_id
       WHERE ${one.where} ORDER BY ${order[filter.sort ?? 'need']} LIMIT ? OFFSET ?`,
    )
    .all(...one.values, filter.limit ?? 50, filter.offset ?? 0) as (QueueRow & {
    reasons: never
    tags: never
  })[]
  return {
    rows: rows.map((row) => ({
      ...row,
      title: visibleText(db, row.title),
      reasons: JSON.parse(row.reasons),
      tags: JSON.parse(row.tags),
    })),
    total: filter.queueClass === undefined ? counts.all : counts[filter.queueClass],
    counts,
    line: lineOf(db, one),
  }
}

const FROM = 'FROM candidates c JOIN sources s ON s.id = c.source_id'

function conditions(filter: Omit<QueueFilter, 'queueClass'> & { queueClass?: QueueClass | undefined }) {
  const where: string[] = ['c.state = ?']
  const values: (string | number)[] = [filter.state ?? 'open']
  const add = (test: string, value: string | number | undefined | null) => {
    if (value === undefined || value === null) return
    where.push(test)
    values.push(value)
  }
  add(
    'c.product_id IN (SELECT value FROM json_each(?))',
    filter.productIds == null ? null : JSON.stringify(filter.productIds),
  )
  add('s.slug = ?', filter.source)
  add('c.id IN (SELECT candidate_id FROM candidate_tags WHERE tag = ?)', filter.tag)
  add('c.queue_class = ?', filter.queueClass)
  add('c.safety_class = ?', filter.safetyClass)
  add('c.assignee_id = ?', filter.assigneeId)
  if (!filter.isWhole) where.push('c.is_lead = 1')
  return { where: where.join(' AND '), values }
}

/** After how many lines, most needed first, four fifths of what people ask is reached. */
function lineOf(db: Db, fits: { where: string; values: (string | number)[] }): number {
  const row = db.$client
    .prepare(
      `WITH fitting AS (SELECT c.asks, row_number() OVER (ORDER BY c.score DESC, c.id) AS place ${FROM} WHERE ${fits.where}),
         running AS (SELECT place, sum(asks) OVER (ORDER BY place) AS reached, (SELECT sum(asks) FROM fitting) AS whole FROM fitting)
       SELECT min(place) AS line FROM running WHERE whole > 0 AND reached >= whole * 0.8 - 1e-9`,
    )
    .get(...fits.values) as { line: number | null }
  return row.line ?? 0
}

/** For each product and tag what is asked and what is answered; asked often and answered nowhere comes first. */
export function coverageByTopic(
  db: Db,
  limit = 100,
): { product: string | null; topic: string; asked: number; answered: number; views: number }[] {
  return db.$client
    .prepare(
      `SELECT p.name AS product, j.value AS topic, count(*) AS asked, sum(x.queue_class = 'known-agrees') AS answered, sum(t.views) AS views
       FROM placements x JOIN threads t ON t.id = x.thread_id, json_each(t.tags) j LEFT JOIN products p ON p.id = t.product_id
       WHERE t.removed_at IS NULL GROUP BY p.id, j.value
       ORDER BY (count(*) - sum(x.queue_class = 'known-agrees')) * (1 + ln(1 + sum(t.views))) DESC, topic LIMIT ?`,
    )
    .all(limit) as { product: string | null; topic: string; asked: number; answered: number; views: number }[]
}
