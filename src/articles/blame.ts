import type { Db } from '../db/open.ts'
import type { Field } from '../db/words.ts'
import { visibleText } from '../safety/visible.ts'

/** A statement of a version with the first version of the article that said it in these words. */
export type BlamedStatement = {
  statementId: number
  field: Field
  text: string
  since: { versionId: number; number: number; by: string | null; at: string; reason: string }
}

/** Who wrote what: for each statement of a version, the version it first appeared in, word for word. */
export function blame(db: Db, versionId: number): BlamedStatement[] {
  const rows = db.$client
    .prepare(
      `SELECT s.id AS statementId, s.field, s.text, s.text_hash AS textHash,
         f.id AS versionId, f.number, u.display_name AS "by", f.created_at AS at, f.reason
       FROM version_statements s
       JOIN article_versions v ON v.id = s.version_id
       JOIN article_versions f ON f.id = (
         SELECT x.id FROM article_versions x JOIN version_statements y ON y.version_id = x.id
         WHERE x.article_id = v.article_id AND x.number <= v.number AND y.text_hash = s.text_hash
         ORDER BY x.number LIMIT 1)
       LEFT JOIN users u ON u.id = f."by"
       WHERE s.version_id = ? ORDER BY s.id`,
    )
    .all(versionId) as (Omit<BlamedStatement, 'since'> & BlamedStatement['since'] & { textHash: string })[]
  return rows.map(({ statementId, field, text, textHash, ...since }) => ({
    statementId,
    field,
    text: visibleText(db, text, textHash),
    since: {
      versionId: since.versionId,
      number: since.number,
      by: since.by,
      at: since.at,
      reason: since.reason,
    },
  }))
}
