import { eq } from 'drizzle-orm'
import { type Article, getVersion, openArchival, openReview } from '../../../articles/find.ts'
import { openFlagIds } from '../../../articles/requirements.ts'
import { TEMPLATE_WORDS } from '../../../articles/words.ts'
import { documents, products, reviews, topics, users } from '../../../db/schema.ts'
import type { Ask } from '../../routes.ts'

/** How an article stands: what waits, what came back, why it is out of use, what speaks against it. */
export type Standing = {
  review: { by: string | null; assignee: string | null; at: string; version: number } | null
  sentBack: { comment: string; by: string | null; at: string } | null
  archival: { reason: string; at: string; successor: { number: number } | null } | null
  flags: { flagId: number; claim: string; evidence: string; reason: string }[]
}

export type Fact = { label: string; text: string; to?: string }

/** What it is filed under. */
export function factsOf(ask: Ask, article: Article): Fact[] {
  const { db } = ask
  const name = (sql: { name: string } | undefined) => sql?.name ?? 'none'
  const product = db
    .select()
    .from(products)
    .where(eq(products.id, article.productId ?? -1))
    .get()
  const topic = db
    .select()
    .from(topics)
    .where(eq(topics.id, article.topicId ?? -1))
    .get()
  const owner = db
    .select({ name: users.displayName })
    .from(users)
    .where(eq(users.id, article.ownerId ?? -1))
    .get()
  const document = db
    .select()
    .from(documents)
    .where(eq(documents.id, article.documentId ?? -1))
    .get()
  return [
    { label: 'Product', text: name(product) },
    { label: 'Topic', text: name(topic) },
    { label: 'Owner', text: owner?.name ?? 'nobody' },
    { label: 'Template', text: TEMPLATE_WORDS[article.template] },
    { label: 'Language', text: article.language },
    { label: 'Address', text: `/${article.slug}/` },
    ...translationsOf(ask, article),
    ...(document === undefined
      ? []
      : [
          {
            label: 'Official text',
            text: document.title,
            ...(document.url === null ? {} : { to: document.url }),
          },
        ]),
  ]
}

/** The same in other languages: the original, and every other translation of it. */
function translationsOf(ask: Ask, article: Article): Fact[] {
  const rows = ask.db.$client
    .prepare(
      `SELECT number, language FROM articles WHERE id <> @own
         AND (id = @original OR translation_of_id = coalesce(@original, @own)) ORDER BY language, number`,
    )
    .all({ own: article.id, original: article.translationOfId }) as { number: number; language: string }[]
  return rows.map(({ number, language }) => ({
    ...{ label: 'In another language', text: `${number} (${language})`, to: `/staff/articles/${number}` },
  }))
}

/** The review that waits, and what the last one sent back. */
export function reviewsOf(ask: Ask, article: Article): Pick<Standing, 'review' | 'sentBack'> {
  const { db } = ask
  const nameOf = (id: number | null) =>
    id === null ? null : (db.select().from(users).where(eq(users.id, id)).get()?.displayName ?? null)
  const open = openReview(db, article.id)
  const last = db.select().from(reviews).where(eq(reviews.articleId, article.id)).all().at(-1)
  const isSentBack =
    last?.outcome === 'sent-back' && last.versionId === article.draftVersionId && open === undefined
  return {
    review:
      open === undefined
        ? null
        : {
            by: nameOf(open.askedBy),
            assignee: nameOf(open.assigneeId),
            at: open.askedAt,
            version: getVersion(db, open.versionId).number,
          },
    sentBack: isSentBack
      ? { comment: last.comment ?? '', by: nameOf(last.closedBy), at: last.closedAt ?? last.askedAt }
      : null,
  }
}

/** Why it is out of use, if it is. */
export function archivalOf(ask: Ask, article: Article): Standing['archival'] {
  const archival = openArchival(ask.db, article.id)
  if (archival === undefined) return null
  const number =
    archival.successorId === null
      ? undefined
      : (ask.db.$client
          .prepare('SELECT number FROM articles WHERE id = ?')
          .pluck()
          .get(archival.successorId) as number | undefined)
  return {
    reason: archival.reason,
    at: archival.at,
    successor: number === undefined ? null : { number },
  }
}

/** Contradictions that stand against a version. */
export function flagsOf(ask: Ask, versionId: number): Standing['flags'] {
  return ask.db.$client
    .prepare(
      `SELECT id AS flagId, claim_quote AS claim, evidence_quote AS evidence, reason FROM flags
       WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(JSON.stringify(openFlagIds(ask.db, versionId))) as Standing['flags']
}
