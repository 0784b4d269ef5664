import { and, eq, inArray, isNull } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { archivals, articleLinks, articles, feedback, merges, publications } from '../db/schema.ts'
import type { Content, Moved } from '../db/words.ts'
import { Conflict, NotFound, Refused } from '../lib/errors.ts'
import { type SavedVersion, saveVersion } from './articles.ts'
import { getArticle, getVersion, openArchival, refuseIfArchived } from './find.ts'
import { knownSources } from './provenance.ts'

/** Takes one article up into another: its text as the editor merged it, its links and votes; its address leads on. */
export function mergeArticles(
  db: Db,
  input: { survivorId: number; absorbedId: number; basedOnId: number; content: Content; by: By },
): SavedVersion & { mergeId: number } {
  return inTransaction(db, (tx) => {
    if (input.survivorId === input.absorbedId) throw new Refused('An article cannot be merged into itself.')
    const survivor = getArticle(tx, input.survivorId)
    const absorbed = getArticle(tx, input.absorbedId)
    refuseIfArchived(tx, survivor)
    refuseIfArchived(tx, absorbed)
    const saved = saveVersion(tx, {
      articleId: survivor.id,
      basedOnId: input.basedOnId,
      content: input.content,
      reason: `Merged article ${absorbed.number}`,
      significance: 'wording',
      by: input.by,
      sources: absorbed.draftVersionId === null ? [] : knownSources(tx, absorbed.draftVersionId),
    })
    const moved: Moved = {
      links: moveLinks(tx, { from: absorbed.id, to: survivor.id }),
      feedback: moveFeedback(tx, { from: absorbed.id, to: survivor.id }),
      versionId: saved.versionId,
      survivorDraftVersionId: input.basedOnId,
      survivorLiveVersionId: survivor.liveVersionId,
    }
    tx.insert(archivals)
      .values({ articleId: absorbed.id, successorId: survivor.id, reason: 'Merged', by: input.by, at: now() })
      .run()
    touch(tx, absorbed.id)
    const row = { survivorId: survivor.id, absorbedId: absorbed.id, moved, by: input.by, at: now() }
    const merge = tx.insert(merges).values(row).returning({ id: merges.id }).get()
    const detail = { absorbed: absorbed.number, mergeId: merge.id }
    record(tx, { verb: 'merged', subject: 'article', subjectId: survivor.id, by: input.by, detail })
    return { ...saved, mergeId: merge.id }
  })
}

/**
 * Undoes a merge: pointers, links and votes go back to where they were, and the absorbed article answers again.
 * What came in since stays with the survivor. Refused while somebody has written on top of the merged text.
 */
export function unmerge(
  db: Db,
  input: { mergeId: number; by: By },
): { survivorId: number; absorbedId: number } {
  return inTransaction(db, (tx) => {
    const merge = tx.select().from(merges).where(eq(merges.id, input.mergeId)).get()
    if (merge === undefined) throw new NotFound(`There is no merge ${input.mergeId}.`)
    if (merge.undoneAt !== null) throw new Refused('This merge has been undone already.')
    const { moved, survivorId, absorbedId } = merge
    const survivor = getArticle(tx, survivorId)
    refuseIfArchived(tx, survivor)
    if (survivor.draftVersionId !== moved.versionId) {
      const newer = survivor.draftVersionId === null ? '?' : getVersion(tx, survivor.draftVersionId).number
      throw new Conflict(
        `Version ${newer} was written on top of the merged text. Restore the merged version first.`,
      )
    }
    const wentLive = survivor.liveVersionId === moved.versionId
    const liveVersionId = wentLive ? moved.survivorLiveVersionId : survivor.liveVersionId
    tx.update(articles)
      .set({ draftVersionId: moved.survivorDraftVersionId, liveVersionId })
      .where(eq(articles.id, survivorId))
      .run()
    if (wentLive && liveVersionId !== null) {
      const row = { articleId: survivorId, versionId: liveVersionId, by: input.by, at: now() }
      tx.insert(publications).values(row).run()
    }
    tx.update(articleLinks).set({ articleId: absorbedId }).where(inArray(articleLinks.id, moved.links)).run()
    tx.update(feedback).set({ articleId: absorbedId }).where(inArray(feedback.id, moved.feedback)).run()
    const archival = openArchival(tx, absorbedId)
    if (archival !== undefined) {
      tx.update(archivals).set({ endedAt: now() }).where(eq(archivals.id, archival.id)).run()
    }
    touch(tx, absorbedId)
    tx.update(merges).set({ undoneAt: now() }).where(eq(merges.id, merge.id)).run()
    const detail = { mergeId: merge.id }
    record(tx, { verb: 'un-merged', subject: 'article', subjectId: survivorId, by: input.by, detail })
    return { survivorId, absorbedId }
  })
}

function moveLinks(tx: Db, move: { from: number; to: number }): number[] {
  const held = and(eq(articleLinks.articleId, move.from), isNull(articleLinks.removedAt))
  const rows = tx
    .update(articleLinks)
    .set({ articleId: move.to })
    .where(held)
    .returning({ id: articleLinks.id })
    .all()
  return rows.map((row) => row.id).sort((a, b) => a - b)
}

function moveFeedback(tx: Db, move: { from: number; to: number }): number[] {
  const given = eq(feedback.articleId, move.from)
  const rows = tx
    .update(feedback)
    .set({ articleId: move.to })
    .where(given)
    .returning({ id: feedback.id })
    .all()
  return rows.map((row) => row.id).sort((a, b) => a - b)
}

/** Makes the search index look at an article again. */
function touch(tx: Db, articleId: number): void {
  const article = getArticle(tx, articleId)
  tx.update(articles).set({ slug: article.slug }).where(eq(articles.id, articleId)).run()
}
