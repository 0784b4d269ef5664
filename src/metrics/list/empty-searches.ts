import type { CountedRow, Metric } from '../metric.ts'
import { shareOfRows } from '../metric.ts'

/** What do people look for and not find? */
export const emptySearches: Metric = {
  slug: 'empty-searches',
  title: 'Searches without an answer',
  question: 'What do people look for and not find?',
  formula:
    'searches with no result ÷ searches in the period, at the agents’ desk and on the site where it reports them',
  counts: { part: 'without an answer', whole: 'searches' },
  measure(db, { from, to }) {
    const rows = db.$client
      .prepare(
        `SELECT words AS what, NULL AS url, at,
           results || CASE results WHEN 1 THEN ' result' ELSE ' results' END || ' (' || place || ')' AS counts
         FROM searches WHERE at >= ? AND at < ? ORDER BY results > 0, id DESC`,
      )
      .all(from, to) as CountedRow[]
    return shareOfRows(rows, (row) => row.counts.startsWith('0 '))
  },
}
