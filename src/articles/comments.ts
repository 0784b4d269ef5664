import { eq } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { comments, users } from '../db/schema.ts'
import { Invalid, NotFound, Refused } from '../lib/errors.ts'
import { getArticle } from './find.ts'

export type Comment = typeof comments.$inferSelect

/** A comment or concern as pages show it. */
export type CommentRow = Omit<Comment, 'mentions' | 'by' | 'resolvedBy'> & {
  by: string | null
  resolvedBy: string | null
}

const LONGEST = 4_000

/**
 * Says something about an article, or one of its sentences: a comment for those who write it, or a concern that it no
 * longer holds. `@name` calls somebody, who finds it on the home page until it is resolved.
 */
export function addComment(
  db: Db,
  input: { articleId: number; kind: Comment['kind']; quote?: string; body: string; by: By },
): { commentId: number; mentioned: number[] } {
  return inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    const body = input.body.trim()
    const versionId = article.draftVersionId ?? article.liveVersionId
    if (body === '') throw new Invalid([{ field: 'body', code: 'missing', message: 'Say what it is about.' }])
    if (body.length > LONGEST) {
      const message = `Use at most ${LONGEST.toLocaleString('en')} characters.`
      throw new Invalid([{ field: 'body', code: 'long', message }])
    }
    if (versionId === null) throw new Refused(`Article ${article.number} has no text yet.`)
    const mentions = mentionedIn(tx, body).filter((id) => id !== input.by)
    const quote = (input.quote ?? '').trim().slice(0, 2_000)
    const row = { articleId: article.id, versionId, kind: input.kind, quote, body, mentions, by: input.by }
    const { id } = tx
      .insert(comments)
      .values({ ...row, at: now() })
      .returning({ id: comments.id })
      .get()
    const verb = input.kind === 'concern' ? 'reported' : 'commented'
    record(tx, { verb, subject: 'article', subjectId: article.id, by: input.by, detail: { comment: body } })
    return { commentId: id, mentioned: mentions }
  })
}

/** Says that a comment or concern is dealt with. Twice is the same as once. */
export function resolveComment(db: Db, input: { commentId: number; by: By }): { articleId: number } {
  return inTransaction(db, (tx) => {
    const comment = tx.select().from(comments).where(eq(comments.id, input.commentId)).get()
    if (comment === undefined) throw new NotFound('There is no such comment.')
    if (comment.resolvedAt === null) {
      const row = { resolvedBy: input.by, resolvedAt: now() }
      tx.update(comments).set(row).where(eq(comments.id, comment.id)).run()
      const verb = comment.kind === 'concern' ? 'answered a concern' : 'resolved a comment'
      record(tx, { verb, subject: 'article', subjectId: comment.articleId, by: input.by })
    }
    return { articleId: comment.articleId }
  })
}

/** What was said about an article, the open first, then the newest. */
export function commentsOf(db: Db, articleId: number): CommentRow[] {
  return db.$client
    .prepare(
      `SELECT c.id, c.article_id AS articleId, c.version_id AS versionId, c.kind, c.quote, c.body, c.at,
         u.display_name AS "by", c.resolved_at AS resolvedAt, w.display_name AS resolvedBy
       FROM comments c LEFT JOIN users u ON u.id = c."by" LEFT JOIN users w ON w.id = c.resolved_by
       WHERE c.article_id = ? ORDER BY c.resolved_at IS NOT NULL, c.id DESC LIMIT 200`,
    )
    .all(articleId) as CommentRow[]
}

/** People called by their login name, as in "@pia, is this so?". */
function mentionedIn(tx: Db, body: string): number[] {
  const names = [...body.matchAll(/(?<![\p{L}\p{N}])@([\p{L}\p{N}][\p{L}\p{N}._-]{0,60})/gu)].map(
    ([, name]) => name!.toLowerCase().replace(/[._-]+$/, ''),
  )
  if (names.length === 0) return []
  const known = tx.select({ id: users.id, name: users.name, off: users.disabledAt }).from(users).all()
  return known
    .filter((one) => one.off === null && names.includes(one.name.toLowerCase()))
    .map((one) => one.id)
}
