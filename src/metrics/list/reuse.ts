import type { CountedRow, Metric } from '../metric.ts'
import { shareOfRows } from '../metric.ts'

/** How much of what we publish is used by agents? */
export const reuse: Metric = {
  slug: 'reuse',
  title: 'Articles in use',
  question: 'How much of what we publish do agents send?',
  formula: 'live articles linked to at least one case in the period ÷ live articles',
  counts: { part: 'in use', whole: 'live articles' },
  measure(db, { from, to }) {
    const rows = db.$client
      .prepare(
        `SELECT 'Article ' || a.number || ': ' || v.title AS what, '/staff/articles/' || a.number AS url,
           max(l.at) AS at, count(l.id) || CASE count(l.id) WHEN 1 THEN ' link' ELSE ' links' END AS counts
         FROM articles a JOIN article_versions v ON v.id = a.live_version_id
         LEFT JOIN article_links l ON l.article_id = a.id AND l.removed_at IS NULL AND l.at >= ? AND l.at < ?
         WHERE NOT EXISTS (SELECT 1 FROM archivals x WHERE x.article_id = a.id AND x.ended_at IS NULL)
         GROUP BY a.id ORDER BY count(l.id) DESC, a.number`,
      )
      .all(from, to) as CountedRow[]
    return shareOfRows(rows, (row) => row.at !== null)
  },
}
