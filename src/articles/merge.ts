import { and, eq, inArray, isNull } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { archivals, articleLinks, articles, comments, feedback, merges, publications } from '../db/schema.ts'
import type { Content, Moved } from '../db/words.ts'
import { Conflict, NotFound, Refused } from '../lib/errors.ts'
import { type SavedVersion, saveVersion } from './articles.ts'
import { contentHash, tidyContent } from './content.ts'
import { type Article, getArticle, getVersion, openArchival, refuseIfArchived } from './find.ts'
import { knownSources } from './provenance.ts'

/** Which articles are taken up into which, and the text the editor made of them. */
export type Merging = {
  survivorId: number
  absorbedIds: number[]
  basedOnId: number
  content: Content
  by: By
}

/**
 * Takes articles up into another, in one act: its text as the editor merged it, their links and votes; their
 * addresses lead on. A text left as it was makes no new version.
 */
export function mergeArticles(db: Db, input: Merging): SavedVersion & { mergeIds: number[] } {
  return inTransaction(db, (tx) => {
    const survivor = getArticle(tx, input.survivorId)
    refuseIfArchived(tx, survivor)
    const absorbed = [...new Set(input.absorbedIds)].map((id) => getArticle(tx, id))
    if (absorbed.length === 0) throw new Refused('Choose at least one article to take up.')
    for (const article of absorbed) {
      if (article.id === survivor.id) throw new Refused('An article cannot be merged into itself.')
      refuseIfArchived(tx, article)
    }
    const saved = mergedVersion(tx, input, survivor, absorbed)
    const mergeIds: number[] = []
    for (const article of absorbed) {
      const act = mergeIds[0]
      const moved: Moved = {
        links: moveLinks(tx, { from: article.id, to: survivor.id }),
        feedback: moveFeedback(tx, { from: article.id, to: survivor.id }),
        comments: moveComments(tx, { from: article.id, to: survivor.id }),
        ...(act === undefined ? {} : { act }),
        versionId: saved.versionId,
        survivorDraftVersionId: input.basedOnId,
        survivorLiveVersionId: survivor.liveVersionId,
      }
      const gone = { articleId: article.id, successorId: survivor.id, reason: MERGED }
      tx.insert(archivals)
        .values({ ...gone, by: input.by, at: now() })
        .run()
      touch(tx, article.id)
      const row = { survivorId: survivor.id, absorbedId: article.id, moved, by: input.by, at: now() }
      const { id } = tx.insert(merges).values(row).returning({ id: merges.id }).get()
      mergeIds.push(id)
      const detail = { absorbed: article.number, mergeId: id }
      record(tx, { verb: 'merged', subject: 'article', subjectId: survivor.id, by: input.by, detail })
    }
    return { ...saved, mergeIds }
  })
}

/** Every merge of the act this merge belongs to, in order: they were done together and are undone together. */
export function mergesOfAct(db: Db, mergeId: number) {
  const one = db.select().from(merges).where(eq(merges.id, mergeId)).get()
  if (one === undefined) throw new NotFound(`There is no merge ${mergeId}.`)
  const first = one.moved.act ?? one.id
  const all = db.select().from(merges).where(eq(merges.survivorId, one.survivorId)).orderBy(merges.id).all()
  return all.filter((row) => (row.moved.act ?? row.id) === first)
}

/** Whether somebody has written on top of what an act of merging wrote. */
export function wasWrittenOn(db: Db, act: { survivorId: number; moved: Moved }): boolean {
  const { draftVersionId } = getArticle(db, act.survivorId)
  if (draftVersionId === act.moved.versionId || draftVersionId === null) return false
  return getVersion(db, draftVersionId).hash !== getVersion(db, act.moved.versionId).hash
}

/**
 * Undoes an act of merging: pointers, links and votes go back to where they were, and the absorbed articles answer
 * again. Links and votes that came in since stay with the survivor, or go to `sinceTo`, one of the absorbed. Text written on top of the merged one is in the way, unless
 * `keepsText` says that the survivor keeps it.
 */
export function unmerge(
  db: Db,
  input: { mergeId: number; keepsText?: boolean; sinceTo?: number | null; by: By },
): { survivorId: number; absorbedIds: number[] } {
  return inTransaction(db, (tx) => {
    const act = mergesOfAct(tx, input.mergeId)
    const first = act[0]!
    if (first.undoneAt !== null) throw new Refused('This merge has been undone already.')
    const survivor = getArticle(tx, first.survivorId)
    refuseIfArchived(tx, survivor)
    if (input.sinceTo != null && !act.some((merge) => merge.absorbedId === input.sinceTo))
      throw new Refused('What came in since can go to an article of this merge only.')
    if (input.keepsText !== true) giveBackText(tx, survivor, first, input.by)
    for (const merge of act) giveBackUse(tx, merge, input.by)
    if (input.sinceTo != null) giveSince(tx, act, input.sinceTo)
    return { survivorId: survivor.id, absorbedIds: act.map((merge) => merge.absorbedId) }
  })
}

const MERGED = 'Merged'

type Merge = typeof merges.$inferSelect

function mergedVersion(tx: Db, input: Merging, survivor: Article, absorbed: Article[]): SavedVersion {
  const base = getVersion(tx, input.basedOnId)
  const isSame = contentHash(tidyContent(input.content)) === base.hash
  if (isSame && survivor.draftVersionId === base.id) {
    const { id: articleId, number, slug } = survivor
    return { articleId, number, slug, versionId: base.id, version: base.number }
  }
  const numbers = absorbed.map((article) => article.number)
  return saveVersion(tx, {
    articleId: survivor.id,
    basedOnId: input.basedOnId,
    content: input.content,
    reason: `Merged ${numbers.length === 1 ? 'article' : 'articles'} ${numbers.join(', ')}`,
    significance: 'wording',
    by: input.by,
    sources: absorbed.flatMap((article) =>
      article.draftVersionId === null ? [] : knownSources(tx, article.draftVersionId),
    ),
  })
}

function giveBackText(tx: Db, survivor: Article, merge: Merge, by: By): void {
  const { moved } = merge
  if (wasWrittenOn(tx, merge)) {
    const newer = survivor.draftVersionId === null ? '?' : getVersion(tx, survivor.draftVersionId).number
    throw new Conflict(
      `Version ${newer} was written on top of the merged text. Keep that text, or restore the merged version first.`,
    )
  }
  const wentLive = isMergedText(tx, survivor.liveVersionId, moved)
  const liveVersionId = wentLive ? moved.survivorLiveVersionId : survivor.liveVersionId
  tx.update(articles)
    .set({ draftVersionId: moved.survivorDraftVersionId, liveVersionId })
    .where(eq(articles.id, survivor.id))
    .run()
  if (liveVersionId !== null && liveVersionId !== survivor.liveVersionId) {
    const row = { articleId: survivor.id, versionId: liveVersionId, by, at: now() }
    tx.insert(publications).values(row).run()
  }
}

/** The merged text itself, or the same text restored later; never what was live before the merge. */
function isMergedText(tx: Db, versionId: number | null, moved: Moved): boolean {
  if (versionId === null || versionId === moved.survivorLiveVersionId) return false
  return getVersion(tx, versionId).hash === getVersion(tx, moved.versionId).hash
}

function giveBackUse(tx: Db, merge: Merge, by: By): void {
  const { moved, survivorId, absorbedId } = merge
  tx.update(articleLinks).set({ articleId: absorbedId }).where(inArray(articleLinks.id, moved.links)).run()
  tx.update(feedback).set({ articleId: absorbedId }).where(inArray(feedback.id, moved.feedback)).run()
  tx.update(comments)
    .set({ articleId: absorbedId })
    .where(inArray(comments.id, moved.comments ?? []))
    .run()
  const archival = openArchival(tx, absorbedId)
  // Somebody may have restored it and archived it for another reason since.
  if (archival?.successorId === survivorId && archival.reason === MERGED) {
    tx.update(archivals).set({ endedAt: now() }).where(eq(archivals.id, archival.id)).run()
  }
  touch(tx, absorbedId)
  tx.update(merges).set({ undoneAt: now() }).where(eq(merges.id, merge.id)).run()
  const detail = { mergeId: merge.id, articles: getArticle(tx, absorbedId).number }
  record(tx, { verb: 'un-merged', subject: 'article', subjectId: survivorId, by, detail })
}

/** Links and votes the survivor got after the merge, and that no merge since brought along. */
export function cameSince(db: Db, act: Merge[]): { links: number[]; votes: number[] } {
  const first = act[0]!
  const later = db.select().from(merges).where(eq(merges.survivorId, first.survivorId)).all()
  const brought = (kind: 'links' | 'feedback') => JSON.stringify(later.flatMap((merge) => merge.moved[kind]))
  const read = (table: 'article_links' | 'feedback', kind: 'links' | 'feedback') =>
    db.$client
      .prepare(
        `SELECT id FROM ${table} WHERE article_id = ? AND at > ? AND id NOT IN (SELECT value FROM json_each(?))`,
      )
      .pluck()
      .all(first.survivorId, first.at, brought(kind)) as number[]
  return { links: read('article_links', 'links'), votes: read('feedback', 'feedback') }
}

function giveSince(tx: Db, act: Merge[], articleId: number): void {
  const { links, votes } = cameSince(tx, act)
  tx.update(articleLinks).set({ articleId }).where(inArray(articleLinks.id, links)).run()
  tx.update(feedback).set({ articleId }).where(inArray(feedback.id, votes)).run()
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

/** What is still open is the survivor's to deal with; what was dealt with stays in the history it belongs to. */
function moveComments(tx: Db, move: { from: number; to: number }): number[] {
  const open = and(eq(comments.articleId, move.from), isNull(comments.resolvedAt))
  const rows = tx
    .update(comments)
    .set({ articleId: move.to })
    .where(open)
    .returning({ id: comments.id })
    .all()
  return rows.map((row) => row.id).sort((a, b) => a - b)
}

/** Makes the search index look at an article again. */
function touch(tx: Db, articleId: number): void {
  const article = getArticle(tx, articleId)
  tx.update(articles).set({ slug: article.slug }).where(eq(articles.id, articleId)).run()
}
