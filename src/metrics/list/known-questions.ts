import type { CountedRow, Metric } from '../metric.ts'
import { shareOfRows } from '../metric.ts'

/** How much of what people ask do we answer already? */
export const knownQuestions: Metric = {
  slug: 'known-questions',
  title: 'Known questions',
  question: 'How much of what people ask is answered by an article or an official document?',
  formula:
    'resolved threads asked in the period that are covered and agree ÷ resolved threads asked in the period',
  counts: { part: 'answered by now', whole: 'asked' },
  measure(db, { from, to }) {
    const rows = db.$client
      .prepare(
        `SELECT t.title AS what, '/staff/candidates/' || c.id AS url, t.created_at AS at, c.queue_class AS counts
         FROM candidates c JOIN threads t ON t.id = c.thread_id
         WHERE t.removed_at IS NULL AND t.created_at >= ? AND t.created_at < ? ORDER BY t.created_at DESC`,
      )
      .all(from, to) as CountedRow[]
    return shareOfRows(rows, (row) => row.counts === 'known-agrees')
  },
}
