import { desc, eq, gt } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { archivals, articles, publications, redirects, releases } from '../db/schema.ts'
import { Invalid, Refused, refuseIf } from '../lib/errors.ts'
import { freeSlug, isCode } from '../lib/slug.ts'
import { isSlugTaken } from './articles.ts'
import { type Article, getArticle, getVersion, openArchival, refuseIfArchived } from './find.ts'
import { publishFacts, publishIssues } from './requirements.ts'

export type Published = {
  articleId: number
  number: number
  slug: string
  versionId: number
  version: number
}

/** Makes the draft version live, if it is validated and nothing is open against it. Readers see it at the next release. */
export function publishArticle(db: Db, input: { articleId: number; by: By }): Published {
  return inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    refuseIfArchived(tx, article)
    const versionId = article.draftVersionId
    if (versionId === null) throw new Refused(`Article ${article.number} has no draft.`)
    refuseIf(publishIssues(publishFacts(tx, article, versionId)))
    const version = getVersion(tx, versionId)
    if (article.liveVersionId !== versionId) {
      tx.update(articles).set({ liveVersionId: versionId }).where(eq(articles.id, article.id)).run()
      tx.insert(publications).values({ articleId: article.id, versionId, by: input.by, at: now() }).run()
      const detail = { version: version.number, previousVersionId: article.liveVersionId }
      record(tx, { verb: 'published', subject: 'article', subjectId: article.id, by: input.by, detail })
    }
    return {
      articleId: article.id,
      number: article.number,
      slug: article.slug,
      versionId,
      version: version.number,
    }
  })
}

/**
 * Takes the last publication back: what was live before is live again, or nothing. Refused once readers have had it and
 * nothing was live before, because an address that was public never dies; archive it then.
 */
export function undoPublication(db: Db, input: { articleId: number; by: By }): { version: number | null } {
  return inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    refuseIfArchived(tx, article)
    const shown = tx
      .select()
      .from(publications)
      .where(eq(publications.articleId, article.id))
      .orderBy(desc(publications.id))
      .all()
    const last = shown[0]
    if (article.liveVersionId === null || last?.versionId !== article.liveVersionId)
      throw new Refused(`Article ${article.number} has no publication to take back.`)
    const before = shown.find((one) => one.versionId !== last.versionId)
    if (before === undefined && wasReleasedSince(tx, last.at))
      throw new Refused('Readers have had this answer already. Archive it; its address then says so.')
    const liveVersionId = before?.versionId ?? null
    tx.update(articles).set({ liveVersionId }).where(eq(articles.id, article.id)).run()
    if (liveVersionId !== null)
      tx.insert(publications)
        .values({ articleId: article.id, versionId: liveVersionId, by: input.by, at: now() })
        .run()
    const version = liveVersionId === null ? null : getVersion(tx, liveVersionId).number
    const detail = version === null ? {} : { version }
    record(tx, { verb: 'taken offline', subject: 'article', subjectId: article.id, by: input.by, detail })
    return { version }
  })
}

function wasReleasedSince(tx: Db, at: string): boolean {
  return tx.select({ id: releases.id }).from(releases).where(gt(releases.at, at)).limit(1).get() !== undefined
}

/** Takes an article out of use; its address then says so, or leads to `successorId`. */
export function archive(
  db: Db,
  input: { articleId: number; reason: string; successorId?: number | null; by: By },
): void {
  inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    refuseIfArchived(tx, article)
    if (input.reason.trim() === '') {
      throw new Invalid([
        { field: 'reason', code: 'missing', message: 'Say why the article is taken out of use.' },
      ])
    }
    if (input.successorId != null) {
      if (input.successorId === article.id) throw new Invalid('An article cannot take its own place.')
      refuseIfArchived(tx, getArticle(tx, input.successorId))
    }
    const row = { articleId: article.id, successorId: input.successorId ?? null, reason: input.reason }
    tx.insert(archivals)
      .values({ ...row, by: input.by, at: now() })
      .run()
    markChanged(tx, article)
    record(tx, {
      verb: 'archived',
      subject: 'article',
      subjectId: article.id,
      by: input.by,
      detail: { reason: input.reason },
    })
  })
}

/** Brings an archived article back as it was. */
export function unarchive(db: Db, input: { articleId: number; by: By }): void {
  inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    const archival = openArchival(tx, article.id)
    if (archival === undefined) throw new Refused(`Article ${article.number} is not archived.`)
    tx.update(archivals).set({ endedAt: now() }).where(eq(archivals.id, archival.id)).run()
    markChanged(tx, article)
    record(tx, { verb: 'brought back', subject: 'article', subjectId: article.id, by: input.by })
  })
}

/** Gives an article another address; the old one leads there for ever. */
export function rename(db: Db, input: { articleId: number; slug: string; by: By }): { slug: string } {
  return inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    if (input.slug.trim() === '')
      throw new Invalid([{ field: 'slug', code: 'missing', message: 'Type an address.' }])
    if (isCode(input.slug)) throw new Invalid([{ field: 'slug', code: 'letters', message: NOT_LATIN }])
    // An address this article had before is free for it again.
    const isOthers = (slug: string) =>
      slug !== article.slug && isSlugTaken(tx, slug) && !isOwnOldAddress(tx, article, slug)
    const slug = freeSlug(input.slug, isOthers)
    if (slug === article.slug) return { slug }
    tx.delete(redirects).where(eq(redirects.fromSlug, slug)).run()
    tx.insert(redirects).values({ fromSlug: article.slug, articleId: article.id, at: now() }).run()
    tx.update(articles).set({ slug }).where(eq(articles.id, article.id)).run()
    const detail = { from: article.slug, to: slug }
    record(tx, { verb: 'renamed', subject: 'article', subjectId: article.id, by: input.by, detail })
    return { slug }
  })
}

/** An address is typed, read out and printed: it has to work on every keyboard. */
const NOT_LATIN =
  'An address holds the letters a to z, digits and hyphens, and none of those are in it. Say it in such letters, for example “tui-kuan” for 退款.'

function isOwnOldAddress(tx: Db, article: Article, slug: string): boolean {
  return tx.select().from(redirects).where(eq(redirects.fromSlug, slug)).get()?.articleId === article.id
}

/** Touches the article's row, so that the search index looks at it again. */
function markChanged(tx: Db, article: Article): void {
  tx.update(articles).set({ slug: article.slug }).where(eq(articles.id, article.id)).run()
}
