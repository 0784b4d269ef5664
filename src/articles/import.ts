import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import {
  archivals,
  articles,
  articleVersions,
  publications,
  redirects,
  validations,
  versionSources,
  versionStatements,
} from '../db/schema.ts'
import * as words from '../db/words.ts'
import { Invalid, Refused } from '../lib/errors.ts'
import { wrongIn } from '../lib/shape.ts'
import { scanVersion } from '../safety/findings.ts'
import { contentHash } from './content.ts'
import { topicNamed } from './details.ts'
import type { ExportedArticle, ExportedOrigin, ExportedVersion } from './export.ts'
import { ExportedUpkeep, importMedia, importUpkeep } from './exported-upkeep.ts'
import { keepUses } from './media.ts'
import { documentNamed, personNamed, postNamed, productNamed } from './named.ts'
import { statementsOf } from './statements.ts'

const act = z.object({ by: z.string().nullable(), at: z.string() })
const list = z.array(z.string()).optional()

const Version = z.object({
  number: z.int().positive(),
  title: z.string().min(1),
  appliesTo: z.object({ versions: list, plans: list, platforms: list, regions: list }),
  text: z.object({
    issue: z.string(),
    environment: z.string(),
    cause: z.string(),
    resolution: z.string(),
    notes: z.string(),
  }),
  basedOn: z.int().nullable(),
  reason: z.string(),
  significance: z.enum(words.significances),
  by: z.string().nullable(),
  createdAt: z.string(),
  origins: z.array(
    z.object({
      field: z.enum(words.fields),
      position: z.int(),
      source: z.string(),
      thread: z.string().optional(),
      post: z.string().optional(),
      document: z.string().optional(),
      textHash: z.string(),
      wasAccepted: z.literal(true).optional(),
    }),
  ),
  validations: z.array(act),
  publications: z.array(act),
})

const Article = z.object({
  number: z.int().positive(),
  slug: z.string().regex(/^[a-z0-9-]+$/),
  oldSlugs: z.array(z.string()),
  product: z.string().nullable(),
  topic: z.string().nullable(),
  owner: z.string().nullable(),
  language: z.string(),
  template: z.enum(words.templates),
  origin: z.enum(words.origins),
  audience: z.enum(words.audiences),
  governance: z.enum(words.governances),
  document: z.object({ source: z.string(), id: z.string() }).nullable(),
  createdAt: z.string(),
  draft: z.int().nullable(),
  live: z.int().nullable(),
  archivals: z.array(
    z.object({
      reason: z.string(),
      successor: z.int().nullable(),
      by: z.string().nullable(),
      at: z.string(),
      endedAt: z.string().nullable(),
    }),
  ),
  versions: z.array(Version).min(1),
  ...ExportedUpkeep,
})

/** An exported `article.json` checked against its shape; `file` names it in the sentence that refuses it. */
export function readExportedArticle(file: string, text: string): ExportedArticle {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Invalid(`${file} is not JSON.`)
  }
  const parsed = Article.safeParse(value)
  if (parsed.success) return parsed.data as ExportedArticle
  throw new Invalid(`${file} is not an exported article: ${wrongIn(parsed.error, 1)}.`)
}

/**
 * Brings exported articles back, all or none, with numbers, addresses, versions and origins as they were. An article
 * that is here already, word for word, is left alone; another one of the same number is refused. People who wrote come
 * along as accounts nobody can log in to.
 */
export function importArticles(db: Db, all: ExportedArticle[]): { created: number; unchanged: number } {
  return inTransaction(db, (tx) => {
    const fresh = all.filter((article) => !isHere(tx, article))
    const ids = new Map(fresh.map((article) => [article.number, insertArticle(tx, article)]))
    for (const article of fresh) {
      keepArchivals(tx, article, ids)
      const articleId = ids.get(article.number)!
      const versionId = (n: number) => versionNumbered(tx, articleId, n)
      const own = { articleId, versionId, idOf: (number: number) => idNumbered(tx, number) }
      importUpkeep(tx, article, own, personNamed)
    }
    return { created: fresh.length, unchanged: all.length - fresh.length }
  })
}

function isHere(tx: Db, article: ExportedArticle): boolean {
  const known = tx.select().from(articles).where(eq(articles.number, article.number)).get()
  if (known === undefined) return false
  const hashes = tx
    .select({ hash: articleVersions.hash })
    .from(articleVersions)
    .where(eq(articleVersions.articleId, known.id))
    .orderBy(articleVersions.number)
    .all()
  const theirs = article.versions.map((version) => contentHash(contentOf(version)))
  const isSame = theirs.every((hash, place) => hashes[place]?.hash === hash)
  if (isSame) return true
  throw new Refused(`Article ${article.number} exists here with another text. Import into an empty database.`)
}

function insertArticle(tx: Db, article: ExportedArticle): number {
  importMedia(tx, article, personNamed)
  const productId = article.product === null ? null : productNamed(tx, article.product)
  const topicId =
    article.topic === null || productId === null ? null : topicNamed(tx, productId, article.topic)
  const { number, slug, language, createdAt } = article
  const { id } = tx
    .insert(articles)
    .values({
      ...{ number, slug, language, createdAt, productId, topicId },
      ownerId: personNamed(tx, article.owner),
      template: article.template as words.Template,
      origin: article.origin as words.Origin,
      audience: article.audience as words.Audience,
      governance: article.governance as (typeof words.governances)[number],
      documentId: article.document === null ? null : (documentNamed(tx, article.document) ?? null),
    })
    .returning({ id: articles.id })
    .get()
  const versionIds = new Map<number, number>()
  for (const version of article.versions)
    versionIds.set(version.number, insertVersion(tx, id, article, version, versionIds))
  const pointer = (n: number | null) => (n === null ? null : (versionIds.get(n) ?? null))
  tx.update(articles)
    .set({ draftVersionId: pointer(article.draft), liveVersionId: pointer(article.live) })
    .where(eq(articles.id, id))
    .run()
  for (const fromSlug of article.oldSlugs) {
    tx.insert(redirects).values({ fromSlug, articleId: id, at: now() }).onConflictDoNothing().run()
  }
  record(tx, { verb: 'imported', subject: 'article', subjectId: id, by: null })
  return id
}

function insertVersion(
  tx: Db,
  articleId: number,
  article: ExportedArticle,
  version: ExportedVersion,
  versionIds: Map<number, number>,
): number {
  const content = contentOf(version)
  const { id } = tx
    .insert(articleVersions)
    .values({
      ...content,
      articleId,
      number: version.number,
      basedOnId: version.basedOn === null ? null : (versionIds.get(version.basedOn) ?? null),
      reason: version.reason,
      significance: version.significance as words.Significance,
      by: personNamed(tx, version.by),
      createdAt: version.createdAt,
      hash: contentHash(content),
    })
    .returning({ id: articleVersions.id })
    .get()
  keepStatements(tx, id, content, version.origins)
  keepUses(tx, id, content)
  scanVersion(tx, { versionId: id, content, origin: article.origin as words.Origin })
  for (const { by, at } of version.validations) {
    tx.insert(validations)
      .values({ versionId: id, by: personNamed(tx, by), at })
      .run()
  }
  for (const { by, at } of version.publications) {
    tx.insert(publications)
      .values({ articleId, versionId: id, by: personNamed(tx, by), at })
      .run()
  }
  return id
}

/** Writes the statements with their origins, as far as the sources are here. */
function keepStatements(tx: Db, versionId: number, content: words.Content, origins: ExportedOrigin[]): void {
  for (const statement of statementsOf(content)) {
    const row = { versionId, ...statement }
    const { id } = tx.insert(versionStatements).values(row).returning({ id: versionStatements.id }).get()
    for (const origin of origins) {
      if (origin.field !== statement.field || origin.position !== statement.position) continue
      const place = { sourceTextHash: origin.textHash, wasAccepted: origin.wasAccepted ?? false }
      const postId = postNamed(tx, origin)
      const documentId =
        origin.document === undefined
          ? undefined
          : documentNamed(tx, { source: origin.source, id: origin.document })
      if (postId === undefined && documentId === undefined) continue
      tx.insert(versionSources)
        .values({ statementId: id, postId: postId ?? null, documentId: documentId ?? null, ...place })
        .run()
    }
  }
}

function keepArchivals(tx: Db, article: ExportedArticle, ids: Map<number, number>): void {
  const articleId = ids.get(article.number)!
  for (const archival of article.archivals) {
    const { successor, by, ...rest } = archival
    const successorId = successor === null ? null : (ids.get(successor) ?? null)
    tx.insert(archivals)
      .values({ ...rest, articleId, successorId, by: personNamed(tx, by) })
      .run()
  }
}

function contentOf(version: ExportedVersion): words.Content {
  return { title: version.title, ...version.text, appliesTo: version.appliesTo }
}

function idNumbered(tx: Db, number: number): number | undefined {
  return tx.select({ id: articles.id }).from(articles).where(eq(articles.number, number)).get()?.id
}

function versionNumbered(tx: Db, articleId: number, number: number): number | undefined {
  const isIt = and(eq(articleVersions.articleId, articleId), eq(articleVersions.number, number))
  return tx.select({ id: articleVersions.id }).from(articleVersions).where(isIt).get()?.id
}
