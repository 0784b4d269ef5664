import type { Db } from '../db/open.ts'
import { VERB_WORDS } from './words.ts'

/** One thing that happened to an article. */
export type EventRow = { verb: string; by: string | null; at: string; note: string }

/** What happened to an article, newest first, in words. */
export function articleEvents(db: Db, articleId: number, limit = 60): EventRow[] {
  const rows = db.$client
    .prepare(
      `SELECT e.verb, u.display_name AS "by", e.at, e.detail FROM events e LEFT JOIN users u ON u.id = e."by"
       WHERE e.subject = 'article' AND e.subject_id = ? ORDER BY e.id DESC LIMIT ?`,
    )
    .all(articleId, limit) as { verb: string; by: string | null; at: string; detail: string }[]
  return rows.map(({ detail, ...row }) => ({
    ...row,
    verb: VERB_WORDS[row.verb] ?? row.verb,
    note: noteOf(db, JSON.parse(detail) as Record<string, unknown>),
  }))
}

/** A merge in the history of the survivor. */
export type MergeRow = {
  mergeId: number
  absorbedNumber: number
  survivorNumber: number
  title: string
  by: string | null
  at: string
  undoneAt: string | null
}

/** Every merge an article took part in, as survivor or absorbed, newest first. */
export function mergesOf(db: Db, articleId: number): MergeRow[] {
  return db.$client
    .prepare(
      `SELECT m.id AS mergeId, a.number AS absorbedNumber, s.number AS survivorNumber,
         coalesce((SELECT title FROM article_versions WHERE id = coalesce(a.draft_version_id, a.live_version_id)), '')
           AS title,
         u.display_name AS "by", m.at, m.undone_at AS undoneAt
       FROM merges m JOIN articles a ON a.id = m.absorbed_id JOIN articles s ON s.id = m.survivor_id
       LEFT JOIN users u ON u.id = m."by"
       WHERE m.survivor_id = ? OR m.absorbed_id = ? ORDER BY m.id DESC`,
    )
    .all(articleId, articleId) as MergeRow[]
}

/** A split in the history of the article a part was taken from, or of the one made of it. */
export type SplitRow = {
  splitId: number
  fromNumber: number
  newNumber: number
  by: string | null
  at: string
  undoneAt: string | null
}

/** Every split an article took part in, newest first. */
export function splitsOf(db: Db, articleId: number): SplitRow[] {
  return db.$client
    .prepare(
      `SELECT s.id AS splitId, a.number AS fromNumber, n.number AS newNumber, u.display_name AS "by", s.at,
         s.undone_at AS undoneAt
       FROM splits s JOIN articles a ON a.id = s.article_id JOIN articles n ON n.id = s.new_article_id
       LEFT JOIN users u ON u.id = s."by"
       WHERE s.article_id = ? OR s.new_article_id = ? ORDER BY s.id DESC`,
    )
    .all(articleId, articleId) as SplitRow[]
}

function noteOf(db: Db, detail: Record<string, unknown>): string {
  const words: string[] = []
  if (typeof detail.version === 'number') words.push(`version ${detail.version}`)
  if (typeof detail.absorbed === 'number') words.push(`took up article ${detail.absorbed}`)
  if (typeof detail.from === 'string' && typeof detail.to === 'string')
    words.push(`from /${detail.from} to /${detail.to}`)
  for (const [name, change] of Object.entries(detail)) {
    const to = changedTo(change)
    if (to !== undefined) words.push(`${FILED_WORDS[name] ?? name}: ${nameOf(db, name, to)}`)
  }
  for (const said of [detail.reason, detail.comment])
    if (typeof said === 'string' && said !== '') words.push(said)
  return words.join(' · ')
}

function changedTo(change: unknown): unknown {
  const isChange = typeof change === 'object' && change !== null && 'from' in change && 'to' in change
  return isChange ? (change as { to: unknown }).to : undefined
}

const FILED_WORDS: Record<string, string> = {
  productId: 'product',
  topicId: 'topic',
  ownerId: 'owner',
  translationOfId: 'translation of',
}

const NAMES: Record<string, string> = {
  productId: 'SELECT name FROM products WHERE id = ?',
  topicId: 'SELECT name FROM topics WHERE id = ?',
  ownerId: 'SELECT display_name FROM users WHERE id = ?',
  translationOfId: 'SELECT number FROM articles WHERE id = ?',
}

function nameOf(db: Db, name: string, value: unknown): string {
  if (value === null) return 'none'
  const sql = NAMES[name]
  return String((sql === undefined ? undefined : db.$client.prepare(sql).pluck().get(value)) ?? value)
}
