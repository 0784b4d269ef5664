import type { Db } from '../db/open.ts'
import type { LinkKind } from '../db/words.ts'
import { visibleText } from '../safety/visible.ts'

/** A link of a case to the version it used, and what the article says now. */
export type LinkRow = {
  linkId: number
  caseRef: string
  articleNumber: number
  slug: string
  title: string
  sentVersion: number
  liveVersion: number | null
  kind: LinkKind
  by: string | null
  at: string
  /** A later version changed the answer after this one was sent. */
  isOutdated: boolean
}

const LINKS = `
  SELECT l.id AS linkId, l.case_ref AS caseRef, a.number AS articleNumber, a.slug, v.title, v.number AS sentVersion,
    w.number AS liveVersion, l.kind, u.display_name AS "by", l.at,
    EXISTS (SELECT 1 FROM article_versions x WHERE x.article_id = a.id AND x.significance = 'answer'
      AND x.number > v.number AND x.number <= w.number) AS isOutdated
  FROM article_links l
  JOIN articles a ON a.id = l.article_id
  JOIN article_versions v ON v.id = l.version_id
  LEFT JOIN article_versions w ON w.id = a.live_version_id
  LEFT JOIN users u ON u.id = l."by"
  WHERE l.removed_at IS NULL`

/** The links of one case, newest first. */
export function linksOfCase(db: Db, caseRef: string): LinkRow[] {
  return shown(db, db.$client.prepare(`${LINKS} AND l.case_ref = ? ORDER BY l.id DESC`).all(caseRef))
}

/** The links one article has, newest first. */
export function linksOfArticle(db: Db, articleId: number, limit = 50): LinkRow[] {
  return shown(
    db,
    db.$client.prepare(`${LINKS} AND l.article_id = ? ORDER BY l.id DESC LIMIT ?`).all(articleId, limit),
  )
}

/** What agents linked last. */
export function recentLinks(db: Db, limit = 20): LinkRow[] {
  return shown(db, db.$client.prepare(`${LINKS} ORDER BY l.id DESC LIMIT ?`).all(limit))
}

/** Votes on each version of an article. */
export function votesByVersion(
  db: Db,
  articleId: number,
): { version: number; helpful: number; notHelpful: number }[] {
  return db.$client
    .prepare(
      `SELECT v.number AS version, sum(f.is_helpful) AS helpful, sum(1 - f.is_helpful) AS notHelpful
       FROM feedback f JOIN article_versions v ON v.id = f.version_id
       WHERE f.article_id = ? GROUP BY v.number ORDER BY v.number DESC`,
    )
    .all(articleId) as { version: number; helpful: number; notHelpful: number }[]
}

function shown(db: Db, rows: unknown[]): LinkRow[] {
  return (rows as (Omit<LinkRow, 'isOutdated'> & { isOutdated: number })[]).map((row) => ({
    ...row,
    title: visibleText(db, row.title),
    isOutdated: row.isOutdated === 1,
  }))
}
