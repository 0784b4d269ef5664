import type { Db } from '../db/open.ts'
import { remembered } from '../db/remembered.ts'

/** What is asked about a product and topic, how much of it a text answers, and how often it was read. */
export type TopicCoverage = {
  product: string | null
  productSlug: string | null
  /** Null for threads without a tag. */
  topic: string | null
  asked: number
  answered: number
  disputed: number
  views: number
}

/**
 * For each product and tag what is asked and what is answered; asked often and answered nowhere comes first. All
 * threads count, resolved or not. Where counting takes long, the answer may be half a minute old.
 */
export function coverageByTopic(db: Db, productIds: number[] | null = null, limit = 100): TopicCoverage[] {
  const rows = counted(db, productIds, {
    topic: 'j.value',
    from: 'LEFT JOIN json_each(t.tags) j',
    groups: 't.product_id, j.value',
    order: "(count(*) - sum(x.queue_class = 'known-agrees')) * (1 + ln(1 + sum(t.views))) DESC, topic",
  })
  return rows.slice(0, limit)
}

/** The same for each product as a whole. */
export function coverageByProduct(db: Db, productIds: number[] | null = null): TopicCoverage[] {
  return counted(db, productIds, {
    topic: 'NULL',
    from: '',
    groups: 't.product_id',
    order: "count(*) - sum(x.queue_class = 'known-agrees') DESC, p.name",
  })
}

type Parts = Record<'topic' | 'from' | 'groups' | 'order', string>

function counted(
  db: Db,
  productIds: number[] | null,
  { topic, from, groups, order }: Parts,
): TopicCoverage[] {
  const ids = productIds === null ? null : JSON.stringify(productIds)
  // Threads come first and in their own order: looked up one by one from the places they take three times as long.
  const sql = `SELECT p.name AS product, p.slug AS productSlug, ${topic} AS topic, count(*) AS asked,
      sum(x.queue_class = 'known-agrees') AS answered, sum(x.queue_class = 'known-disagrees') AS disputed,
      sum(t.views) AS views
    FROM threads t CROSS JOIN placements x ON x.thread_id = t.id ${from} LEFT JOIN products p ON p.id = t.product_id
    WHERE t.removed_at IS NULL AND (@ids IS NULL OR t.product_id IN (SELECT value FROM json_each(@ids)))
    GROUP BY ${groups} ORDER BY ${order}`
  return remembered(db, `${groups} ${ids}`, () => db.$client.prepare(sql).all({ ids }) as TopicCoverage[])
}
