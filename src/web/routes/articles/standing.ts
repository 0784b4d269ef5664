import { eq } from 'drizzle-orm'
import { type Article, getVersion, openArchival, openReview } from '../../../articles/find.ts'
import { openFlagIds } from '../../../articles/requirements.ts'
import { TEMPLATE_WORDS } from '../../../articles/words.ts'
import type { Db } from '../../../db/open.ts'
import { prepared } from '../../../db/prepared.ts'
import { reviews, users } from '../../../db/schema.ts'
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
  const named = prepared(ask.db, namesReader).get({ id: article.id }) as Names
  return [
    { label: 'Product', text: named.product ?? 'none' },
    { label: 'Topic', text: named.topic ?? 'none' },
    { label: 'Owner', text: named.owner ?? 'nobody' },
    { label: 'Template', text: TEMPLATE_WORDS[article.template] },
    { label: 'Language', text: article.language },
    { label: 'Address', text: `/${article.slug}/` },
    ...translationsOf(ask, article),
    ...(named.document === null
      ? []
      : [
          {
            label: 'Official text',
            text: named.document,
            ...(named.url === null ? {} : { to: named.url }),
          },
        ]),
  ]
}

type Names = Record<'product' | 'topic' | 'owner' | 'document' | 'url', string | null>

function namesReader(db: Db) {
  return db.$client.prepare(
    `SELECT p.name AS product, t.name AS topic, u.display_name AS owner, d.title AS document, d.url
     FROM articles a LEFT JOIN products p ON p.id = a.product_id LEFT JOIN topics t ON t.id = a.topic_id
     LEFT JOIN users u ON u.id = a.owner_id LEFT JOIN documents d ON d.id = a.document_id WHERE a.id = @id`,
  )
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
