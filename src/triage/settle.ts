import type { Db } from '../db/open.ts'
import { dropClusters, keepCluster } from './clusters.ts'
import { knownOf } from './corpus.ts'
import { type Placed, placementWriter } from './place.ts'

/** In a larger cluster one member more or less changes nobody else's class; only those concerned are written. */
const MOST_REWRITTEN = 50

/**
 * Makes these threads one cluster (or a single one alone), under this number if there is one, and writes the places of
 * `concerned`, or of all while the cluster is small. Says whose places were written.
 */
export function settle(
  db: Db,
  threadIds: number[],
  clusterId: number | null,
  concerned: number[] = threadIds,
): number[] {
  const isLarge = threadIds.length > MOST_REWRITTEN && clusterId !== null
  const id = isLarge ? clusterId : threadIds.length < 2 ? null : keepCluster(db, clusterId, threadIds)
  if (isLarge) db.$client.prepare('UPDATE clusters SET size = ? WHERE id = ?').run(threadIds.length, id)
  const write = placementWriter(db)
  const read = db.$client.prepare(
    `SELECT coverage, length, content_hash AS contentHash, covered_by_article_id AS articleId,
       covered_by_document_id AS documentId FROM placements WHERE thread_id = ?`,
  )
  const written = isLarge ? concerned : threadIds
  for (const threadId of written) {
    const row = read.get(threadId) as Row | undefined
    if (row === undefined) continue
    const { articleId, documentId, ...place } = row
    const by = knownOf(db, thingsOf(articleId, documentId))[0]?.known
    write({ ...place, threadId, clusterId: id, size: threadIds.length, by })
  }
  if (id === null && clusterId !== null) dropClusters(db, [clusterId])
  return written
}

type Row = Pick<Placed, 'coverage' | 'length' | 'contentHash'> & {
  articleId: number | null
  documentId: number | null
}

function thingsOf(articleId: number | null, documentId: number | null) {
  if (articleId !== null) return [{ kind: 'article' as const, id: articleId }]
  return documentId === null ? [] : [{ kind: 'document' as const, id: documentId }]
}
