import type { CountedRow, Metric } from '../metric.ts'
import { shareOfRows } from '../metric.ts'

/** Do published answers help the people who read them? */
export const helpfulness: Metric = {
  slug: 'helpfulness',
  title: 'Helpful',
  question: 'Do published answers help the people who read them?',
  formula: 'votes “helpful” ÷ all votes in the period, each vote for the version that was read',
  counts: { part: 'helpful', whole: 'votes' },
  measure(db, { from, to }) {
    const rows = db.$client
      .prepare(
        `SELECT 'Article ' || a.number || ', version ' || v.number AS what, '/staff/articles/' || a.number AS url, f.at,
           CASE f.is_helpful WHEN 1 THEN 'helpful' ELSE 'not helpful' END AS counts
         FROM feedback f JOIN article_versions v ON v.id = f.version_id JOIN articles a ON a.id = f.article_id
         WHERE f.at >= ? AND f.at < ? ORDER BY f.id DESC`,
      )
      .all(from, to) as CountedRow[]
    return shareOfRows(rows, (row) => row.counts === 'helpful')
  },
}
