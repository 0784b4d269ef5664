import { and, eq, max } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { articles, articleVersions, assignments, redirects, versionSources } from '../db/schema.ts'
import type { Content, Origin as OriginWord, Significance, Template } from '../db/words.ts'
import { Conflict, Invalid } from '../lib/errors.ts'
import { freeSlug } from '../lib/slug.ts'
import { scanVersion } from '../safety/findings.ts'
import { contentHash, savingIssues, tidyContent } from './content.ts'
import { type Article, getArticle, getVersion, refuseIfArchived, visibleContent } from './find.ts'
import { keepUses } from './media.ts'
import { knownSources, knownStatements, originsOf, type SourceText } from './provenance.ts'
import { statementsOf } from './statements.ts'
import { dropWorkingCopy } from './working-copies.ts'

/** What a new article is made from. */
export type NewArticle = {
  content: Content
  sources: SourceText[]
  productId: number | null
  topicId?: number | null
  ownerId?: number | null
  language: string
  template: Template
  origin: OriginWord
  documentId?: number
  /** The wish for an address; the title otherwise. */
  slug?: string
  by: By
  reason: string
}

export type SavedVersion = {
  articleId: number
  number: number
  slug: string
  versionId: number
  version: number
}

/** Makes an article with its first version, a draft. Where each statement came from is kept. */
export function createArticle(db: Db, input: NewArticle): SavedVersion {
  return inTransaction(db, (tx) => {
    const content = checked(input.content)
    const top =
      tx
        .select({ n: max(articles.number) })
        .from(articles)
        .get()?.n ?? 0
    const article = tx
      .insert(articles)
      .values({
        number: top + 1,
        slug: freeSlug(input.slug ?? content.title, (slug) => isSlugTaken(tx, slug)),
        productId: input.productId,
        topicId: input.topicId ?? null,
        ownerId: input.ownerId ?? ownerOf(tx, input.productId) ?? input.by,
        language: input.language,
        template: input.template,
        origin: input.origin,
        audience: 'public',
        governance: 'open',
        documentId: input.documentId ?? null,
        createdAt: now(),
      })
      .returning()
      .get()
    const saved = addVersion(tx, article, { ...input, content, basedOnId: null, significance: 'answer' })
    record(tx, {
      verb: 'created',
      subject: 'article',
      subjectId: article.id,
      by: input.by,
      detail: { reason: input.reason },
    })
    return saved
  })
}

/** What a correction consists of; `basedOnId` is the version the editor read. */
export type Correction = {
  articleId: number
  basedOnId: number | null
  content: Content
  reason: string
  significance: Significance
  by: By
  sources?: SourceText[]
  /** When the text the editor went on from was kept, empty for none: what another window kept since then stays. */
  seenAt?: string
}

/** What a conflict shows: the text both started from, what the other person saved, and what this person wrote. */
export type BothTexts = {
  base: Content | null
  theirs: Content
  theirsBy: By
  theirVersionId: number
  yours: Content
}

/** Saves a new immutable version as the draft. The live version stays as it is. Throws `Conflict` with `BothTexts`. */
export function saveVersion(db: Db, input: Correction): SavedVersion {
  return inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    refuseIfArchived(tx, article)
    const content = checked(input.content)
    if (article.draftVersionId !== input.basedOnId) throw conflict(tx, article, { ...input, content })
    if (article.draftVersionId !== null) {
      const draft = getVersion(tx, article.draftVersionId)
      if (draft.hash === contentHash(content))
        throw new Invalid('Nothing has changed since the last version.')
    }
    const saved = addVersion(tx, article, { ...input, content, sources: input.sources ?? [] })
    const { by: userId, seenAt } = input
    if (userId !== null) dropWorkingCopy(tx, { articleId: article.id, userId, content, seenAt })
    const detail = { version: saved.version, reason: input.reason, significance: input.significance }
    record(tx, { verb: 'corrected', subject: 'article', subjectId: article.id, by: input.by, detail })
    return saved
  })
}

/** Makes the text of an earlier version the newest one. */
export function restoreVersion(
  db: Db,
  input: { articleId: number; versionId: number; basedOnId: number; by: By },
): SavedVersion {
  const earlier = getVersion(db, input.versionId)
  if (earlier.articleId !== input.articleId) throw new Invalid('That version belongs to another article.')
  return saveVersion(db, {
    ...input,
    content: visibleContent(db, earlier),
    // What stood there before comes back with where it came from, also what later versions left out.
    sources: knownSources(db, earlier.id),
    reason: `Restored version ${earlier.number}`,
    significance: 'answer',
  })
}

/** Whether an address is in use, by an article or by a redirect that still has to answer. */
export function isSlugTaken(db: Db, slug: string): boolean {
  return (
    db.select({ id: articles.id }).from(articles).where(eq(articles.slug, slug)).get() !== undefined ||
    db.select({ slug: redirects.fromSlug }).from(redirects).where(eq(redirects.fromSlug, slug)).get() !==
      undefined
  )
}

/** Whoever owns the product first; nobody when it has no owner. */
function ownerOf(tx: Db, productId: number | null): number | null {
  if (productId === null) return null
  const isOwner = and(eq(assignments.productId, productId), eq(assignments.kind, 'owner'))
  const first = tx
    .select()
    .from(assignments)
    .where(isOwner)
    .orderBy(assignments.createdAt, assignments.userId)
    .get()
  return first?.userId ?? null
}

function checked(content: Content): Content {
  const tidy = tidyContent(content)
  const issues = savingIssues(tidy)
  if (issues.length > 0) throw new Invalid(issues)
  return tidy
}

function addVersion(
  tx: Db,
  article: Article,
  input: Omit<Correction, 'articleId' | 'sources'> & { sources: SourceText[] },
): SavedVersion {
  const last = tx
    .select({ n: max(articleVersions.number) })
    .from(articleVersions)
    .where(eq(articleVersions.articleId, article.id))
    .get()
  const version = tx
    .insert(articleVersions)
    .values({
      ...input.content,
      articleId: article.id,
      number: (last?.n ?? 0) + 1,
      basedOnId: input.basedOnId,
      reason: input.reason,
      significance: input.significance,
      by: input.by,
      createdAt: now(),
      hash: contentHash(input.content),
    })
    .returning({ id: articleVersions.id, number: articleVersions.number })
    .get()
  keepProvenance(tx, version.id, input)
  keepUses(tx, version.id, input.content)
  scanVersion(tx, { versionId: version.id, content: input.content, origin: article.origin })
  tx.update(articles).set({ draftVersionId: version.id }).where(eq(articles.id, article.id)).run()
  return {
    articleId: article.id,
    number: article.number,
    slug: article.slug,
    versionId: version.id,
    version: version.number,
  }
}

function keepProvenance(
  tx: Db,
  versionId: number,
  input: { content: Content; basedOnId: number | null; sources: SourceText[] },
): void {
  const statements = statementsOf(input.content)
  if (statements.length === 0) return
  const base = input.basedOnId === null ? [] : knownStatements(tx, input.basedOnId)
  const origins = originsOf(statements, base, input.sources)
  const insertStatement = tx.$client.prepare(
    'INSERT INTO version_statements (version_id, field, position, text, text_hash) VALUES (?, ?, ?, ?, ?)',
  )
  const insertSource = tx.insert(versionSources)
  statements.forEach((statement, place) => {
    const { lastInsertRowid } = insertStatement.run(
      versionId,
      statement.field,
      statement.position,
      statement.text,
      statement.textHash,
    )
    const rows = (origins[place] ?? []).map((origin) => ({ statementId: Number(lastInsertRowid), ...origin }))
    if (rows.length > 0) insertSource.values(rows).run()
  })
}

function conflict(tx: Db, article: Article, input: Correction): Conflict {
  const theirs = article.draftVersionId === null ? null : getVersion(tx, article.draftVersionId)
  const base = input.basedOnId === null ? null : getVersion(tx, input.basedOnId)
  const detail: BothTexts | null = theirs && {
    base: base && visibleContent(tx, base),
    theirs: visibleContent(tx, theirs),
    theirsBy: theirs.by,
    theirVersionId: theirs.id,
    yours: input.content,
  }
  return new Conflict(`Somebody saved version ${theirs?.number ?? '?'} while you were writing.`, detail)
}
