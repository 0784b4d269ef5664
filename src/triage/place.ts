import type { Db } from '../db/open.ts'
import type { QueueClass } from '../db/words.ts'
import { readAllFrequencies } from '../search/statistics-of-index.ts'
import { boundsOf } from './cluster-decisions.ts'
import { clusterQuestions, type Question } from './cluster-questions.ts'
import { dropEmptyClusters, keepCluster } from './clusters.ts'
import { type Asked, type Known, readAsked, readKnown } from './corpus.ts'
import { coverageOf, wantedOf, withNeighbours } from './coverage.ts'
import { duplicateFinder } from './duplicates.ts'
import { dictionary, vectorOf } from './likeness.ts'
import { thresholdsOf } from './thresholds.ts'

const MOST_TEXTS = 12
/** Neighbours that have a say in how likely a thread is known. */
const NEIGHBOURS_HEARD = 10

/** What a place is decided from, when the words have been compared. */
export type Placed = {
  threadId: number
  contentHash: string
  clusterId: number | null
  /** Threads in the cluster, this one included. */
  size: number
  coverage: number
  by: Known | undefined
}

/** A thread as kept while all are compared: its texts are not. */
type Kept = Pick<Asked, 'threadId' | 'contentHash' | 'sourceId' | 'externalId' | 'links'> & {
  coverage: number
  by: Known | undefined
}

/**
 * Gives every thread its place: which others ask the same, which text answers it, and the queue class that follows.
 * Decisions by hand about pairs hold as long as neither text changes. The index must be up to date.
 */
export function placeAll(db: Db): void {
  readAllFrequencies(db.$client)
  const { known, index, statistics } = readKnown(db)
  const terms = dictionary()
  const finder = duplicateFinder()
  const kept: Kept[] = []
  const questions: Question[] = []
  for (const { counts, title, question, productId, ...asked } of readAsked(db)) {
    const wanted = wantedOf(counts, statistics)
    const profile = index.best(wanted, MOST_TEXTS, (place) => isForProduct(known[place]!, productId))
    const [best] = profile
    kept.push({
      ...asked,
      coverage: best === undefined ? 0 : coverageOf(best.found, wanted),
      by: best === undefined ? undefined : known[best.place],
    })
    questions.push({ vector: vectorOf(counts, statistics, terms), profile })
    finder.add(`${title} ${question}`)
  }
  const { groups, near } = clusterQuestions(questions, {
    firsts: finder.firsts(),
    terms: terms.size(),
    threshold: thresholdsOf(db).sameQuestion,
    bounds: boundsOf(db, kept),
  })
  const members = membersOf(groups)
  const clusterOf = keepClusters(db, kept, members)
  const write = placementWriter(db)
  kept.forEach(({ threadId, contentHash, coverage, by }, place) => {
    const neighbours = Array.from(near[place]!.places.slice(0, NEIGHBOURS_HEARD), (other, at) => ({
      likeness: near[place]!.likeness[at]!,
      coverage: kept[other]!.coverage,
    }))
    write({
      threadId,
      contentHash,
      clusterId: clusterOf.get(groups[place]!) ?? null,
      size: members.get(groups[place]!)!.length,
      coverage: withNeighbours(coverage, neighbours),
      by,
    })
  })
  dropRemoved(db)
  dropEmptyClusters(db)
}

/** Whether a text may answer for a product; without a product on either side it may. */
export function isForProduct(known: Known, productId: number | null): boolean {
  return known.productId === null || productId === null || known.productId === productId
}

/** Writes places, each with the class that follows and the words that decided it. */
export function placementWriter(db: Db): (placed: Placed) => void {
  const disputes = disputesOf(db)
  const { covered } = thresholdsOf(db)
  const keep = db.$client.prepare(
    `INSERT OR REPLACE INTO placements (thread_id, cluster_id, queue_class, covered_by_article_id, covered_by_document_id,
       coverage, reasons, content_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (placed) => {
    const dispute = disputes.get(placed.threadId) as Dispute | undefined
    const by = placed.coverage >= covered ? placed.by : undefined
    const { queueClass, reasons } = classOf(placed, by, dispute)
    const articleId = dispute === undefined ? (by?.articleId ?? null) : dispute.articleId
    const documentId = dispute === undefined ? (by?.documentId ?? null) : dispute.documentId
    keep.run(
      ...[placed.threadId, placed.clusterId, queueClass, articleId, articleId === null ? documentId : null],
      ...[placed.coverage, JSON.stringify(reasons), placed.contentHash],
    )
  }
}

type Dispute = { articleId: number | null; documentId: number | null; claim: string; title: string }

/** The surest open flag on a post of a thread, with the text that says otherwise. */
function disputesOf(db: Db) {
  return db.$client.prepare(
    `SELECT v.article_id AS articleId, f.evidence_document_id AS documentId, f.claim_quote AS claim,
       coalesce(v.title, d.title) AS title
     FROM posts p JOIN flags f ON f.claim_post_id = p.id
     LEFT JOIN article_versions v ON v.id = f.evidence_version_id LEFT JOIN documents d ON d.id = f.evidence_document_id
     WHERE p.thread_id = ? AND p.removed_at IS NULL AND f.outdated_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.flag_id = f.id AND s.undone_at IS NULL)
     ORDER BY f.tier, f.confidence DESC, f.id LIMIT 1`,
  )
}

function classOf(
  placed: Placed,
  by: Known | undefined,
  dispute: Dispute | undefined,
): { queueClass: QueueClass; reasons: string[] } {
  if (dispute !== undefined) {
    return { queueClass: 'known-disagrees', reasons: [`says something else than “${dispute.title}”`] }
  }
  if (by !== undefined) {
    const kind = by.articleId === null ? 'the official document' : 'the article'
    return { queueClass: 'known-agrees', reasons: [`answered by ${kind} “${by.title}”`] }
  }
  if (placed.size > 1) {
    const reasons = [`${placed.size.toLocaleString('en')} threads ask this, no article answers it`]
    return { queueClass: 'not-captured', reasons }
  }
  return { queueClass: 'new', reasons: ['nobody else has asked this, and no article answers it'] }
}

function membersOf(groups: Int32Array): Map<number, number[]> {
  const members = new Map<number, number[]>()
  groups.forEach((group, place) => {
    const known = members.get(group)
    if (known === undefined) members.set(group, [place])
    else known.push(place)
  })
  return members
}

/** Keeps each group under the number most of its members had, so that links to a cluster last. */
function keepClusters(db: Db, kept: Kept[], members: Map<number, number[]>): Map<number, number> {
  const before = new Map(
    db.$client.prepare('SELECT thread_id, cluster_id FROM placements').raw().all() as [
      number,
      number | null,
    ][],
  )
  const taken = new Set<number>()
  const clusterOf = new Map<number, number>()
  for (const [group, places] of members) {
    if (places.length < 2) continue
    const votes = new Map<number, number>()
    for (const place of places) {
      const id = before.get(kept[place]!.threadId)
      if (id != null && !taken.has(id)) votes.set(id, (votes.get(id) ?? 0) + 1)
    }
    const [first] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])
    const threadIds = places.map((place) => kept[place]!.threadId)
    const id = keepCluster(db, first?.[0] ?? null, threadIds)
    taken.add(id)
    clusterOf.set(group, id)
  }
  return clusterOf
}

/** A removed thread, or one whose question was removed, has no place. */
function dropRemoved(db: Db): void {
  db.$client.exec(
    `DELETE FROM placements WHERE NOT EXISTS (SELECT 1 FROM threads t JOIN posts p ON p.thread_id = t.id
       AND p.position = 0 AND p.removed_at IS NULL WHERE t.id = placements.thread_id AND t.removed_at IS NULL)`,
  )
}
