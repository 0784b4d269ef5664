import type { CountedRow, Metric } from '../metric.ts'
import { shareOfRows } from '../metric.ts'

/** How right is the detector, by the verdicts of the people who settle? */
export const contradictionsUpheld: Metric = {
  slug: 'contradictions-upheld',
  title: 'Contradictions upheld',
  question: 'Of the contradictions that were settled, how many were real?',
  formula: 'settlements other than “not a contradiction” ÷ settlements in the period that were not undone',
  counts: { part: 'real', whole: 'settled' },
  measure(db, { from, to }) {
    const rows = db.$client
      .prepare(
        `SELECT f.claim_quote AS what, '/staff/flags/' || f.id AS url, s.at, s.verdict AS counts
         FROM settlements s JOIN flags f ON f.id = s.flag_id
         WHERE s.undone_at IS NULL AND s.at >= ? AND s.at < ? ORDER BY s.id DESC`,
      )
      .all(from, to) as CountedRow[]
    return shareOfRows(rows, (row) => row.counts !== 'not-a-contradiction')
  },
}
