import { and, eq } from 'drizzle-orm'
import { findArticle } from '../articles/find.ts'
import { now } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { articleVersions, feedback } from '../db/schema.ts'
import { Invalid, NotFound } from '../lib/errors.ts'
import { sha256 } from '../lib/hash.ts'

const MAX_COMMENT = 2000

/**
 * A reader says whether a version helped. One vote per reader, version and day: a second one replaces the first.
 * `reader` is anything that tells readers apart; only a hash of it with the day is kept.
 */
export function recordFeedback(
  db: Db,
  input: { article: string; version: number; isHelpful: boolean; comment?: string; reader: string },
): { articleId: number; versionId: number } {
  const comment = (input.comment ?? '').trim()
  if (comment.length > MAX_COMMENT) {
    const message = `Please shorten your comment to ${MAX_COMMENT.toLocaleString('en')} characters.`
    throw new Invalid([{ field: 'comment', code: 'long', message }])
  }
  return inTransaction(db, (tx) => {
    const article = findArticle(tx, input.article)
    const isVersion = and(
      eq(articleVersions.articleId, article.id),
      eq(articleVersions.number, input.version),
    )
    const version = tx.select({ id: articleVersions.id }).from(articleVersions).where(isVersion).get()
    if (version === undefined)
      throw new NotFound(`Article ${article.number} has no version ${input.version}.`)
    const at = now()
    const readerHash = sha256(`${at.slice(0, 10)} ${input.reader}`)
    const vote = { isHelpful: input.isHelpful, comment, at }
    tx.insert(feedback)
      .values({ articleId: article.id, versionId: version.id, readerHash, ...vote })
      .onConflictDoUpdate({ target: [feedback.versionId, feedback.readerHash], set: vote })
      .run()
    return { articleId: article.id, versionId: version.id }
  })
}
