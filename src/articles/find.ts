import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import { archivals, articles, articleVersions, redirects, reviews, validations } from '../db/schema.ts'
import { type Content, fields } from '../db/words.ts'
import { NotFound, Refused } from '../lib/errors.ts'
import { visibleText } from '../safety/visible.ts'
import type { StatusFacts } from './status.ts'

export type Article = typeof articles.$inferSelect
export type Version = typeof articleVersions.$inferSelect

/** The article of this id. */
export function getArticle(db: Db, articleId: number): Article {
  const article = prepared(db, reads).articleById.get({ value: articleId })
  if (article === undefined) throw new NotFound(`There is no article with id ${articleId}.`)
  return article
}

/** The article named by its number, its slug, or an old slug that leads to it. */
export function findArticle(db: Db, ref: string): Article {
  const read = prepared(db, reads)
  const byNumber = /^\d+$/.test(ref) ? read.articleByNumber.get({ value: Number(ref) }) : undefined
  const bySlug = byNumber ?? read.articleBySlug.get({ value: ref })
  if (bySlug !== undefined) return bySlug
  const old = db.select().from(redirects).where(eq(redirects.fromSlug, ref)).get()
  if (old?.articleId != null) return getArticle(db, old.articleId)
  throw new NotFound(`There is no article "${ref}". Name it by its number or its slug.`)
}

/** A version by its id. */
export function getVersion(db: Db, versionId: number): Version {
  const version = prepared(db, reads).versionById.get({ value: versionId })
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
    wasEverReviewed: prepared(db, reads).anyReview.get({ value: article.id }) !== undefined,
  }
}

/** The archival that holds now, if any. */
export function openArchival(db: Db, articleId: number) {
  return prepared(db, reads).openArchival.get({ value: articleId })
}

/** The review that waits for an answer, if any. */
export function openReview(db: Db, articleId: number) {
  return prepared(db, reads).openReview.get({ value: articleId })
}

/** Whether somebody vouches for exactly this version. */
export function isValidated(db: Db, versionId: number): boolean {
  return prepared(db, reads).validation.get({ value: versionId }) !== undefined
}

/** Nothing may be done to an archived article but bring it back. */
export function refuseIfArchived(db: Db, article: Article): void {
  if (openArchival(db, article.id) === undefined) return
  throw new Refused(`Article ${article.number} is archived. Restore it first.`)
}

/** What every page about articles asks, compiled once. */
function reads(db: Db) {
  const value = sql.placeholder('value')
  return {
    articleById: db.select().from(articles).where(eq(articles.id, value)).prepare(),
    articleByNumber: db.select().from(articles).where(eq(articles.number, value)).prepare(),
    articleBySlug: db.select().from(articles).where(eq(articles.slug, value)).prepare(),
    versionById: db.select().from(articleVersions).where(eq(articleVersions.id, value)).prepare(),
    validation: db.select().from(validations).where(eq(validations.versionId, value)).limit(1).prepare(),
    anyReview: db.select().from(reviews).where(eq(reviews.articleId, value)).limit(1).prepare(),
    openReview: db
      .select()
      .from(reviews)
      .where(and(eq(reviews.articleId, value), isNull(reviews.closedAt)))
      .prepare(),
    openArchival: db
      .select()
      .from(archivals)
      .where(and(eq(archivals.articleId, value), isNull(archivals.endedAt)))
      .prepare(),
  }
}
