import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import type { AppliesTo } from '../db/words.ts'
import { coversVersion } from './version-ranges.ts'

/** Why somebody should look whether an article still holds. */
export const dueReasons = ['date', 'version', 'drift', 'contradiction', 'concern'] as const
export type DueReason = (typeof dueReasons)[number]

/** What each reason reads like. */
export const DUE_WORDS: Record<DueReason, string> = {
  date: 'its review is due',
  version: 'a new product version came',
  drift: 'a source changed',
  contradiction: 'a contradiction is open',
  concern: 'somebody says it no longer holds',
}

/** An article to look at, with every reason, since when each, and the time of the first. */
export type Due = {
  articleId: number
  reasons: DueReason[]
  since: Partial<Record<DueReason, string>>
  at: string
}

/**
 * Every published article that should be looked at: its day has come, or something happened since somebody last vouched
 * for it. Where reading that takes long, the answer may be half a minute old.
 */
export function dueArticles(db: Db): ReadonlyMap<number, Due> {
  const known = memo.get(db)
  const state = stateOf(db)
  const isFresh = known !== undefined && (known.state === state || Date.now() - known.at < known.restMs)
  if (isFresh && known.until >= now()) return known.due
  const started = performance.now()
  const due = readDue(db)
  const took = performance.now() - started
  memo.set(db, { due, state, at: Date.now(), restMs: took > QUICK_MS ? REST_MS : 0, until: nextDay(db) })
  return due
}

const QUICK_MS = 20
const REST_MS = 30_000

type Memo = { due: Map<number, Due>; state: string; at: number; restMs: number; until: string }
const memo = new WeakMap<Db, Memo>()

/** Changes with every write, of this connection or of another. */
function stateOf(db: Db): string {
  const own = db.$client.prepare('SELECT total_changes()').pluck().get()
  return `${own} ${db.$client.pragma('data_version', { simple: true })}`
}

/** When the next review date comes. */
function nextDay(db: Db): string {
  const next = db.$client
    .prepare('SELECT min(review_at) FROM articles WHERE review_at > ?')
    .pluck()
    .get(now())
  return (next as string | null) ?? '9999'
}

function readDue(db: Db): Map<number, Due> {
  const found = new Map<number, Due>()
  const add = (reason: DueReason, rows: { articleId: number; at: string }[]) => {
    for (const { articleId, at } of rows) {
      const due = found.get(articleId) ?? { articleId, reasons: [], since: {}, at }
      const first = due.since[reason]
      if (first === undefined) due.reasons.push(reason)
      if (first === undefined || at < first) due.since[reason] = at
      if (at < due.at) due.at = at
      found.set(articleId, due)
    }
  }
  const read = (sql: string, ...values: unknown[]) =>
    db.$client.prepare(`${LIVE} ${sql}`).all(...values) as { articleId: number; at: string }[]
  add('date', read('SELECT id AS articleId, review_at AS at FROM live WHERE review_at <= ?', now()))
  add('version', outgrown(db))
  add('drift', read(DRIFTED))
  add('contradiction', read(DISPUTED))
  add('concern', read(DOUBTED))
  return found
}

/** Published articles that are in use, and when somebody last vouched for what is live. */
const LIVE = `WITH live AS (
  SELECT a.id, a.live_version_id AS versionId, a.product_id AS productId, a.review_at,
    (SELECT max(at) FROM validations x WHERE x.version_id = a.live_version_id) AS vouchedAt
  FROM articles a WHERE a.live_version_id IS NOT NULL
    AND a.id NOT IN (SELECT article_id FROM archivals WHERE ended_at IS NULL))`

/** What was taken from a source that says so no longer, as it was received after somebody vouched. */
const DRIFTED = `
  SELECT l.id AS articleId, max(coalesce(p.removed_at, t.removed_at, d.removed_at, r.received_at)) AS at
  FROM live l JOIN version_statements s ON s.version_id = l.versionId
  JOIN version_sources o ON o.statement_id = s.id
  LEFT JOIN posts p ON p.id = o.post_id LEFT JOIN threads t ON t.id = p.thread_id
  LEFT JOIN documents d ON d.id = o.document_id
  JOIN raw_records r ON r.id = coalesce(t.raw_record_id, d.raw_record_id)
  WHERE (coalesce(p.removed_at, t.removed_at, d.removed_at) IS NOT NULL OR (o.was_accepted AND NOT p.is_accepted)
      OR (o.source_text_hash <> coalesce(p.text_hash, d.text_hash) AND instr(coalesce(p.body, d.body), s.text) = 0))
    AND coalesce(p.removed_at, t.removed_at, d.removed_at, r.received_at) > coalesce(l.vouchedAt, '')
  GROUP BY l.id`

const DISPUTED = `
  SELECT l.id AS articleId, f.created_at AS at FROM flags f
  JOIN article_versions v ON v.id = f.claim_version_id JOIN live l ON l.id = v.article_id
  WHERE f.outdated_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.flag_id = f.id AND s.undone_at IS NULL)`

const DOUBTED = `
  SELECT l.id AS articleId, c.at FROM comments c JOIN live l ON l.id = c.article_id
  WHERE c.kind = 'concern' AND c.resolved_at IS NULL`

/** Articles for named versions that held for the version before the newest, and that nobody confirmed since it came. */
function outgrown(db: Db): { articleId: number; at: string }[] {
  const products = db.$client
    .prepare(
      'SELECT product_id AS productId, name, added_at AS addedAt FROM product_versions ORDER BY product_id, position',
    )
    .all() as { productId: number; name: string; addedAt: string }[]
  const byProduct = new Map<number, typeof products>()
  for (const one of products) byProduct.set(one.productId, [...(byProduct.get(one.productId) ?? []), one])
  const concerned = db.$client.prepare(
    `${LIVE} SELECT l.id AS articleId, v.applies_to AS appliesTo FROM live l JOIN article_versions v ON v.id = l.versionId
     WHERE l.productId = ? AND coalesce(l.vouchedAt, '') < ?`,
  )
  return [...byProduct].flatMap(([productId, versions]) => {
    const [before, newest] = versions.slice(-2)
    if (before === undefined || newest === undefined) return []
    const order = versions.map((one) => one.name)
    const rows = concerned.all(productId, newest.addedAt) as { articleId: number; appliesTo: string }[]
    return rows.flatMap(({ articleId, appliesTo }) => {
      const said = (JSON.parse(appliesTo) as AppliesTo).versions ?? []
      const isOutgrown = coversVersion(said, before.name, order) && !coversVersion(said, newest.name, order)
      return isOutgrown ? [{ articleId, at: newest.addedAt }] : []
    })
  })
}
