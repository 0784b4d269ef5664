import type { CountedRow, Metric } from '../metric.ts'
import { shareOfRows } from '../metric.ts'

/** How often is a closed case solved with an article? */
export const linkRate: Metric = {
  slug: 'link-rate',
  title: 'Link rate',
  question: 'How often is a closed case solved with an article?',
  formula:
    'cases closed in the period with at least one link of the kind “resolution” ÷ cases closed in the period (an indicator, never a target)',
  counts: { part: 'with an article', whole: 'cases closed' },
  measure(db, { from, to }) {
    const rows = db.$client
      .prepare(
        `SELECT t.external_id || ': ' || t.title AS what, '/staff/threads/' || t.id AS url, t.resolved_at AS at,
           CASE WHEN EXISTS (SELECT 1 FROM article_links l WHERE l.case_ref = t.external_id AND l.removed_at IS NULL
             AND l.kind = 'resolution') THEN 'linked' ELSE 'not linked' END AS counts
         FROM threads t JOIN sources s ON s.id = t.source_id
         WHERE s.authority = 'case' AND t.resolution <> 'unknown' AND t.removed_at IS NULL
           AND t.resolved_at >= ? AND t.resolved_at < ? ORDER BY t.resolved_at DESC`,
      )
      .all(from, to) as CountedRow[]
    return shareOfRows(rows, (row) => row.counts === 'linked')
  },
}
