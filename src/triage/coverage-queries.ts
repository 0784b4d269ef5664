import type { Db } from '../db/open.ts'

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
 * threads count, resolved or not.
 */
export function coverageByTopic(db: Db, productIds: number[] | null = null, limit = 100): TopicCoverage[] {
  const ids = productIds === null ? null : JSON.stringify(productIds)
  return db.$client
    .prepare(
      `SELECT p.name AS product, p.slug AS productSlug, j.value AS topic, count(*) AS asked,
         sum(x.queue_class = 'known-agrees') AS answered, sum(x.queue_class = 'known-disagrees') AS disputed,
         sum(t.views) AS views
       FROM placements x JOIN threads t ON t.id = x.thread_id LEFT JOIN json_each(t.tags) j
       LEFT JOIN products p ON p.id = t.product_id
       WHERE t.removed_at IS NULL AND (? IS NULL OR t.product_id IN (SELECT value FROM json_each(?)))
       GROUP BY p.id, j.value
       ORDER BY (count(*) - sum(x.queue_class = 'known-agrees')) * (1 + ln(1 + sum(t.views))) DESC, topic LIMIT ?`,
    )
    .all(ids, ids, limit) as TopicCoverage[]
}

/** The same for each product as a whole. */
export function coverageByProduct(db: Db, productIds: number[] | null = null): TopicCoverage[] {
  const ids = productIds === null ? null : JSON.stringify(productIds)
  return db.$client
    .prepare(
      `SELECT p.name AS product, p.slug AS productSlug, NULL AS topic, count(*) AS asked,
         sum(x.queue_class = 'known-agrees') AS answered, sum(x.queue_class = 'known-disagrees') AS disputed,
         sum(t.views) AS views
       FROM placements x JOIN threads t ON t.id = x.thread_id LEFT JOIN products p ON p.id = t.product_id
       WHERE t.removed_at IS NULL AND (? IS NULL OR t.product_id IN (SELECT value FROM json_each(?)))
       GROUP BY p.id ORDER BY count(*) - sum(x.queue_class = 'known-agrees') DESC, p.name`,
    )
    .all(ids, ids) as TopicCoverage[]
}
