import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { archivals, articles, articleVersions, redirects, reviews, validations } from '../db/schema.ts'
import { type Content, fields } from '../db/words.ts'
import { NotFound, Refused } from '../lib/errors.ts'
import { visibleText } from '../safety/visible.ts'
import type { StatusFacts } from './status.ts'

export type Article = typeof articles.$inferSelect
export type Version = typeof articleVersions.$inferSelect

/** The article of this id. */
export function getArticle(db: Db, articleId: number): Article {
  const article = db.select().from(articles).where(eq(articles.id, articleId)).get()
  if (article === undefined) throw new NotFound(`There is no article with id ${articleId}.`)
  return article
}

/** The article named by its number, its slug, or an old slug that leads to it. */
export function findArticle(db: Db, ref: string): Article {
  const byNumber = /^\d+$/.test(ref)
    ? db
        .select()
        .from(articles)
        .where(eq(articles.number, Number(ref)))
        .get()
    : undefined
  const bySlug = byNumber ?? db.select().from(articles).where(eq(articles.slug, ref)).get()
  if (bySlug !== undefined) return bySlug
  const old = db.select().from(redirects).where(eq(redirects.fromSlug, ref)).get()
  if (old?.articleId != null) return getArticle(db, old.articleId)
  throw new NotFound(`There is no article "${ref}". Name it by its number or its slug.`)
}

/** A version by its id. */
export function getVersion(db: Db, versionId: number): Version {
  const version = db.select().from(articleVersions).where(eq(articleVersions.id, versionId)).get()
  if (version === undefined) throw new NotFound(`There is no version with id ${versionId}.`)
  return version
}

/** The text of a version as it was saved. */
export function contentOf(version: Version): Content {
  const { title, issue, environment, cause, resolution, notes, appliesTo } = version
  return { title, issue, environment, cause, resolution, notes, appliesTo }
}

/** The text of a version as it may be read: redacted ranges show their placeholders. */
export function visibleContent(db: Db, version: Version): Content {
  const content = contentOf(version)
  const shown = { ...content, title: visibleText(db, content.title) }
  for (const field of fields) shown[field] = visibleText(db, content[field])
  return shown
}

/** Everything `statusOf` needs to know. */
export function statusFacts(db: Db, article: Article): StatusFacts {
  return {
    isArchived: openArchival(db, article.id) !== undefined,
    draftVersionId: article.draftVersionId,
    liveVersionId: article.liveVersionId,
    isDraftValidated: article.draftVersionId !== null && isValidated(db, article.draftVersionId),
    hasOpenReview: openReview(db, article.id) !== undefined,
    wasEverReviewed:
      db.select().from(reviews).where(eq(reviews.articleId, article.id)).limit(1).get() !== undefined,
  }
}

/** The archival that holds now, if any. */
export function openArchival(db: Db, articleId: number) {
  const holds = and(eq(archivals.articleId, articleId), isNull(archivals.endedAt))
  return db.select().from(archivals).where(holds).get()
}

/** The review that waits for an answer, if any. */
export function openReview(db: Db, articleId: number) {
  const waits = and(eq(reviews.articleId, articleId), isNull(reviews.closedAt))
  return db.select().from(reviews).where(waits).get()
}

/** Whether somebody vouches for exactly this version. */
export function isValidated(db: Db, versionId: number): boolean {
  return (
    db.select().from(validations).where(eq(validations.versionId, versionId)).limit(1).get() !== undefined
  )
}

/** Nothing may be done to an archived article but bring it back. */
export function refuseIfArchived(db: Db, article: Article): void {
  if (openArchival(db, article.id) === undefined) return
  throw new Refused(`Article ${article.number} is archived. Restore it first.`)
}
