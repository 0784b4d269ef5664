import type { Metric } from '../metric.ts'

const HOUR = 3_600_000

/** How long does a community answer wait until it is an article? */
export const timeToPublish: Metric = {
  slug: 'time-to-publish',
  title: 'Time to publish',
  question: 'How long after a draft is written do readers see it?',
  formula:
    'first publication of an article − creation of its first draft, for articles first published in the period',
  counts: { whole: 'median time until published' },
  measure(db, { from, to }) {
    const rows = db.$client
      .prepare(
        `SELECT 'Article ' || a.number || ': ' || v.title AS what, '/staff/articles/' || a.number AS url,
           min(p.at) AS at, a.created_at AS createdAt
         FROM articles a JOIN publications p ON p.article_id = a.id
         JOIN article_versions v ON v.id = coalesce(a.live_version_id, a.draft_version_id)
         GROUP BY a.id HAVING at >= ? AND at < ? ORDER BY at DESC`,
      )
      .all(from, to) as { what: string; url: string; at: string; createdAt: string }[]
    const timed = rows.map(({ createdAt, ...row }) => {
      const hours = Math.max(0, (Date.parse(row.at) - Date.parse(createdAt)) / HOUR)
      return { ...row, hours, counts: `${hours.toFixed(1)} hours` }
    })
    return { kind: 'hours', hours: timed.map((one) => one.hours).sort((a, b) => a - b), rows: timed }
  },
}
