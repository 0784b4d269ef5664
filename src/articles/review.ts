import { eq } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { reviews, validations } from '../db/schema.ts'
import { Refused, refuseIf } from '../lib/errors.ts'
import {
  type Article,
  getArticle,
  getVersion,
  isValidated,
  openReview,
  refuseIfArchived,
  type Version,
} from './find.ts'
import { validationIssues } from './requirements.ts'

/** Asks for a check of the draft; one review is open at a time. */
export function askForReview(db: Db, input: { articleId: number; assigneeId?: number | null; by: By }): void {
  inTransaction(db, (tx) => {
    const { article, draft } = draftOf(tx, input.articleId)
    if (openReview(tx, article.id) !== undefined)
      throw new Refused(`Article ${article.number} is in review already.`)
    refuseIf(validationIssues(draft))
    tx.insert(reviews)
      .values({
        articleId: article.id,
        versionId: draft.id,
        askedBy: input.by,
        askedAt: now(),
        assigneeId: input.assigneeId ?? null,
      })
      .run()
    record(tx, {
      verb: 'sent to review',
      subject: 'article',
      subjectId: article.id,
      by: input.by,
      detail: { version: draft.number },
    })
  })
}

/** Gives a draft back to its author with a comment. */
export function sendBack(db: Db, input: { articleId: number; comment: string; by: By }): void {
  inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    if (openReview(tx, article.id) === undefined)
      throw new Refused(`Article ${article.number} is not in review.`)
    if (input.comment.trim() === '') {
      throw new Refused([
        { field: 'comment', code: 'missing', message: 'Say what should change before it comes back.' },
      ])
    }
    closeReview(tx, article.id, { outcome: 'sent-back', comment: input.comment, by: input.by })
    const detail = { comment: input.comment }
    record(tx, { verb: 'sent back', subject: 'article', subjectId: article.id, by: input.by, detail })
  })
}

/** A person vouches for exactly the draft version. For governed articles it must be somebody else than its author. */
export function validate(
  db: Db,
  input: { articleId: number; by: By },
): { articleId: number; versionId: number; version: number } {
  return inTransaction(db, (tx) => {
    const { article, draft } = draftOf(tx, input.articleId)
    refuseIf(validationIssues(draft))
    if (article.governance === 'governed' && draft.by === input.by) {
      throw new Refused(
        `Article ${article.number} is governed: somebody other than its author has to validate it.`,
      )
    }
    if (!isValidated(tx, draft.id)) {
      tx.insert(validations).values({ versionId: draft.id, by: input.by, at: now() }).run()
      closeReview(tx, article.id, { outcome: 'approved', comment: '', by: input.by })
      const detail = { version: draft.number }
      record(tx, { verb: 'validated', subject: 'article', subjectId: article.id, by: input.by, detail })
    }
    return { articleId: article.id, versionId: draft.id, version: draft.number }
  })
}

function draftOf(tx: Db, articleId: number): { article: Article; draft: Version } {
  const article = getArticle(tx, articleId)
  refuseIfArchived(tx, article)
  if (article.draftVersionId === null) throw new Refused(`Article ${article.number} has no draft.`)
  return { article, draft: getVersion(tx, article.draftVersionId) }
}

function closeReview(
  tx: Db,
  articleId: number,
  end: { outcome: 'approved' | 'sent-back'; comment: string; by: By },
): void {
  const review = openReview(tx, articleId)
  if (review === undefined) return
  tx.update(reviews)
    .set({ outcome: end.outcome, comment: end.comment, closedBy: end.by, closedAt: now() })
    .where(eq(reviews.id, review.id))
    .run()
}
