import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { Nomination } from './nominations.ts'

/** How many candidates are new, of how many the thread changed, and whose threads they all are. */
export type Kept = { nominated: number; changed: number; threadIds: Set<number> }

/** Writes nominations over what is there; a candidate keeps its number and the decisions about it. */
export function keepCandidates(db: Db, nominations: Iterable<Nomination>): Kept {
  const { known, insert, update, clearTags, addTag } = prepared(db, statements)
  const kept: Kept = { nominated: 0, changed: 0, threadIds: new Set() }
  const keepTags = (candidateId: number, tags: string[]) => {
    clearTags.run(candidateId)
    for (const tag of new Set(tags)) addTag.run(candidateId, tag)
  }
  const at = now()
  for (const { tags, ...one } of nominations) {
    kept.threadIds.add(one.threadId)
    const row = {
      ...one,
      at,
      reasons: JSON.stringify(one.reasons),
      classReasons: JSON.stringify(one.classReasons),
      safetyReasons: JSON.stringify(one.safetyReasons),
    }
    const before = known.get(one.threadId) as { id: number; contentHash: string } | undefined
    if (before === undefined) {
      keepTags(Number(insert.run(row).lastInsertRowid), tags)
      kept.nominated++
      continue
    }
    update.run(row)
    if (before.contentHash === one.contentHash) continue
    keepTags(before.id, tags)
    kept.changed++
  }
  return kept
}

/**
 * Of the open candidates that ask the same and have the same class the one most needed leads, one that may be public
 * before one that may not; what was put away keeps the lead, so that its like does not come back in its place.
 */
export function keepLeads(db: Db, clusterIds?: number[]): void {
  if (clusterIds === undefined) db.$client.prepare(leadsIn('')).run()
  else prepared(db, leadKeeper).run(JSON.stringify(clusterIds))
}

function leadKeeper(db: Db) {
  return db.$client.prepare(leadsIn('WHERE c.cluster_id IN (SELECT value FROM json_each(?))'))
}

function leadsIn(scope: string): string {
  const order = `c.state = 'gone', c.state IN ('dismissed', 'snoozed') DESC, c.safety_class = 'case-only', c.score DESC, c.id`
  return `UPDATE candidates SET is_lead = x.leads FROM (
      SELECT c.id, row_number() OVER (PARTITION BY coalesce(c.cluster_id, -c.id), c.queue_class ORDER BY ${order}) = 1 AS leads
      FROM candidates c ${scope}) x
    WHERE x.id = candidates.id AND candidates.is_lead <> x.leads`
}

const COLUMNS = `cluster_id, queue_class, safety_class, score, asks, reasons, class_reasons, safety_reasons,
  covered_by_article_id, covered_by_document_id, product_id, source_id, asked_at, content_hash`

/** Compiled once: with all that hangs on a candidate that takes longer than running them. */
function statements(db: Db) {
  const known = db.$client.prepare(
    'SELECT id, content_hash AS contentHash FROM candidates WHERE thread_id = ?',
  )
  const insert = db.$client.prepare(
    `INSERT INTO candidates (thread_id, nominated_at, ${COLUMNS})
     VALUES (@threadId, @at, @clusterId, @queueClass, @safetyClass, @score, @asks, @reasons, @classReasons, @safetyReasons,
       @coveredByArticleId, @coveredByDocumentId, @productId, @sourceId, @askedAt, @contentHash)`,
  )
  const update = db.$client.prepare(
    `UPDATE candidates SET (changed_at, ${COLUMNS}) =
       (CASE WHEN content_hash = @contentHash THEN changed_at ELSE @at END, @clusterId, @queueClass, @safetyClass, @score,
        @asks, @reasons, @classReasons, @safetyReasons, @coveredByArticleId, @coveredByDocumentId, @productId, @sourceId,
        @askedAt, @contentHash),
       is_lead = CASE WHEN @clusterId IS NULL THEN 1 ELSE is_lead END
     WHERE thread_id = @threadId`,
  )
  const clearTags = db.$client.prepare('DELETE FROM candidate_tags WHERE candidate_id = ?')
  const addTag = db.$client.prepare('INSERT INTO candidate_tags (candidate_id, tag) VALUES (?, ?)')
  return { known, insert, update, clearTags, addTag }
}
