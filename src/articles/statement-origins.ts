import type { Db } from '../db/open.ts'
import type { Field } from '../db/words.ts'
import { authorReader } from '../safety/contributors.ts'
import { visibleText } from '../safety/visible.ts'

/** How the source of a statement has changed since it was taken. */
export type Drift = 'edited' | 'removed' | 'un-accepted'

/** A statement of a version with one of the places it came from; a statement of our own has none. */
export type StatementOrigin = {
  statementId: number
  field: Field
  position: number
  text: string
  postId: number | null
  documentId: number | null
  sourceTitle: string | null
  sourceUrl: string | null
  sourceName: string | null
  authority: string | null
  author: string | null
  drift: Drift | null
}

/**
 * Every statement of a version with where it came from and whether that source still says so.
 */
export function statementOrigins(db: Db, versionId: number): StatementOrigin[] {
  const rows = db.$client
    .prepare(
      `SELECT s.id AS statementId, s.field, s.position, s.text, s.text_hash AS textHash,
         o.post_id AS postId, o.document_id AS documentId,
         coalesce(t.title, d.title) AS sourceTitle, coalesce(p.url, t.url, d.url) AS sourceUrl,
         coalesce(ts.name, ds.name) AS sourceName, coalesce(ts.authority, ds.authority) AS authority,
         p.author_name AS author,
         CASE
           WHEN coalesce(p.removed_at, t.removed_at, d.removed_at) IS NOT NULL THEN 'removed'
           WHEN o.source_text_hash <> coalesce(p.text_hash, d.text_hash) THEN 'edited'
           WHEN o.was_accepted AND NOT p.is_accepted THEN 'un-accepted'
         END AS drift
       FROM version_statements s
       LEFT JOIN version_sources o ON o.statement_id = s.id
       LEFT JOIN posts p ON p.id = o.post_id
       LEFT JOIN threads t ON t.id = p.thread_id
       LEFT JOIN sources ts ON ts.id = t.source_id
       LEFT JOIN documents d ON d.id = o.document_id
       LEFT JOIN sources ds ON ds.id = d.source_id
       WHERE s.version_id = ?
       ORDER BY s.id, o.id`,
    )
    .all(versionId) as (StatementOrigin & { textHash: string })[]
  return rows.map(({ textHash, ...row }) => ({ ...row, text: visibleText(db, row.text, textHash) }))
}

/** Who gets credit for a version: authors of community posts its statements came from, most statements first. */
export function creditsOf(
  db: Db,
  versionId: number,
): { author: string; statements: number; url: string | null }[] {
  const shown = authorReader(db)
  const rows = db.$client
    .prepare(
      `SELECT p.author_name AS author, t.source_id AS sourceId, count(DISTINCT s.id) AS statements,
         min(coalesce(p.url, t.url)) AS url
       FROM version_statements s
       JOIN version_sources o ON o.statement_id = s.id
       JOIN posts p ON p.id = o.post_id
       JOIN threads t ON t.id = p.thread_id
       JOIN sources x ON x.id = t.source_id
       WHERE s.version_id = ? AND x.authority = 'community' AND p.position > 0 AND p.author_name IS NOT NULL
         AND p.removed_at IS NULL
       GROUP BY t.source_id, p.author_name ORDER BY statements DESC, p.author_name`,
    )
    .all(versionId) as { author: string; sourceId: number; statements: number; url: string | null }[]
  return rows.flatMap(({ sourceId, author, ...row }) => {
    const name = shown(sourceId, author)
    return name === null ? [] : [{ author: name, ...row }]
  })
}
