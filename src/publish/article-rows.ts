import type { Db } from '../db/open.ts'
import type { Significance } from '../db/words.ts'
import { awaitedMerges } from './awaited-merges.ts'
import type { ChosenArticle } from './choice.ts'

/** An article with something live, as its row and that of the live version say. */
export type LiveRow = Omit<ChosenArticle, 'isDisputed' | 'shown'> & {
  audience: string
  isArchived: number
  successorId: number | null
  archivedAt: string | null
  hasOwner: number
  version: number
  title: string
  appliesTo: string
  significance: Significance
  hash: string
  createdAt: string
  liveVersionId: number
}

/** Every article with something live, by number, and when its versions were. */
export type ArticleRows = { rows: LiveRow[]; times: Publications }

/** Reads them all, or only those that changed. */
export function articleRows(db: Db, before?: ArticleRows & { changed: ReadonlySet<number> }): ArticleRows {
  if (before === undefined) {
    const times: Publications = { first: new Map(), last: new Map(), shown: new Map() }
    addPublications(db, times, null)
    return { rows: untilReplaced(db, liveRows(db, null)), times }
  }
  const { changed, times } = before
  if (changed.size === 0) return before
  for (const articleId of changed) {
    for (const versionId of times.shown.get(articleId) ?? []) times.last.delete(versionId)
    times.shown.delete(articleId)
    times.first.delete(articleId)
  }
  addPublications(db, times, changed)
  const others = before.rows.filter((row) => !changed.has(row.articleId))
  const rows = [...others, ...liveRows(db, changed)].sort((a, b) => a.number - b.number)
  return { rows: untilReplaced(db, rows), times }
}

/** What was taken up elsewhere counts as archived once its replacement is live; a row that changes is another object. */
function untilReplaced(db: Db, rows: LiveRow[]): LiveRow[] {
  const awaited = awaitedMerges(db)
  return rows.map((row) => {
    const isArchived = row.archivedAt === null || awaited.has(row.articleId) ? 0 : 1
    return row.isArchived === isArchived ? row : { ...row, isArchived }
  })
}

/** A list of ids as a query takes it; null stands for all. */
function listed(ids: ReadonlySet<number> | null): string | null {
  return ids === null ? null : JSON.stringify([...ids])
}

function liveRows(db: Db, articleIds: ReadonlySet<number> | null): LiveRow[] {
  const some = articleIds === null ? '' : 'WHERE a.id IN (SELECT value FROM json_each(?))'
  return db.$client
    .prepare(
      `SELECT a.id AS articleId, a.number, a.slug, a.language, p.slug AS product, t.slug AS topic, a.template,
         a.origin, a.audience, a.document_id AS documentId, coalesce(a.translation_of_id, a.id) AS originalId,
         a.live_version_id AS liveVersionId,
         a.created_at AS publishedAt, v.number AS version, v.title, v.applies_to AS appliesTo, v.significance,
         v.hash, v.created_at AS createdAt,
         r.id IS NOT NULL AS isArchived, r.successor_id AS successorId, r.at AS archivedAt,
         a.owner_id IS NOT NULL OR coalesce(a.product_id IN (SELECT product_id FROM assignments WHERE kind = 'owner'), 0)
           AS hasOwner
       FROM articles a
       JOIN article_versions v ON v.id = a.live_version_id
       LEFT JOIN products p ON p.id = a.product_id
       LEFT JOIN topics t ON t.id = a.topic_id AND t.product_id = a.product_id
       LEFT JOIN archivals r ON r.article_id = a.id AND r.ended_at IS NULL
       ${some} ORDER BY a.number`,
    )
    .all(...(articleIds === null ? [] : [listed(articleIds)])) as LiveRow[]
}

/** When each version went live last, and which versions an article has shown, the latest first. */
export type Publications = {
  first: Map<number, string>
  last: Map<number, string>
  shown: Map<number, number[]>
}

function addPublications(db: Db, times: Publications, articleIds: ReadonlySet<number> | null): void {
  const some = articleIds === null ? '' : 'WHERE article_id IN (SELECT value FROM json_each(?))'
  const rows = db.$client
    .prepare(
      `SELECT article_id AS articleId, version_id AS versionId, at FROM publications ${some} ORDER BY id`,
    )
    .all(...(articleIds === null ? [] : [listed(articleIds)])) as {
    articleId: number
    versionId: number
    at: string
  }[]
  for (const { articleId, versionId, at } of rows) {
    if (!times.first.has(articleId)) times.first.set(articleId, at)
    times.last.set(versionId, at)
    const earlier = times.shown.get(articleId) ?? []
    times.shown.set(articleId, [versionId, ...earlier.filter((id) => id !== versionId)])
  }
}
