import { and, eq, isNull } from 'drizzle-orm'
import { findArticle, getVersion } from '../articles/find.ts'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { articleLinks } from '../db/schema.ts'
import type { LinkKind } from '../db/words.ts'
import { Invalid, NotFound, Refused } from '../lib/errors.ts'

export type ArticleLink = typeof articleLinks.$inferSelect

const CASE_REF = /^[\p{L}\p{N}][\p{L}\p{N} ._#/:-]{0,79}$/u

/** Records that a case used exactly this version; the same link of the same case is kept once. */
export function linkArticle(
  db: Db,
  input: { caseRef: string; article: string; versionId: number; kind: LinkKind; step?: string; by: By },
): { linkId: number; isNew: boolean } {
  const caseRef = input.caseRef.trim()
  if (!CASE_REF.test(caseRef)) {
    const message =
      'Type the case’s reference as your help desk shows it, at most 80 letters, digits and . _ # / : -'
    throw new Invalid([{ field: 'caseRef', code: 'shape', message }])
  }
  return inTransaction(db, (tx) => {
    const article = findArticle(tx, input.article)
    if (getVersion(tx, input.versionId).articleId !== article.id) {
      throw new Refused('That version belongs to another article.')
    }
    const same = and(
      eq(articleLinks.caseRef, caseRef),
      eq(articleLinks.versionId, input.versionId),
      eq(articleLinks.kind, input.kind),
      isNull(articleLinks.removedAt),
    )
    const known = tx.select({ id: articleLinks.id }).from(articleLinks).where(same).get()
    if (known !== undefined) return { linkId: known.id, isNew: false }
    const link = tx
      .insert(articleLinks)
      .values({
        caseRef,
        articleId: article.id,
        versionId: input.versionId,
        kind: input.kind,
        step: input.step ?? null,
        by: input.by,
        at: now(),
      })
      .returning({ id: articleLinks.id })
      .get()
    const detail = { caseRef, article: article.number, kind: input.kind }
    record(tx, { verb: 'linked', subject: 'link', subjectId: link.id, by: input.by, detail })
    return { linkId: link.id, isNew: true }
  })
}

/** Takes a link away; that it was there stays in the history. */
export function removeLink(db: Db, input: { linkId: number; by: By }): void {
  inTransaction(db, (tx) => {
    const link = tx.select().from(articleLinks).where(eq(articleLinks.id, input.linkId)).get()
    if (link === undefined || link.removedAt !== null) throw new NotFound('That link is gone already.')
    tx.update(articleLinks).set({ removedAt: now() }).where(eq(articleLinks.id, link.id)).run()
    record(tx, {
      verb: 'unlinked',
      subject: 'link',
      subjectId: link.id,
      by: input.by,
      detail: { caseRef: link.caseRef },
    })
  })
}
