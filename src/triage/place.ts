import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { QueueClass } from '../db/words.ts'
import { readAllFrequencies } from '../search/statistics-of-index.ts'
import { boundsOf } from './cluster-decisions.ts'
import { clusterQuestions, questionVector } from './cluster-questions.ts'
import { dropEmptyClusters, keepCluster } from './clusters.ts'
import { type Known, MOST_ASKED, readAsked, readKnown } from './corpus.ts'
import { coverageOf, wantedOf, withNeighbours } from './coverage.ts'
import { duplicateFinder } from './duplicates.ts'
import { dictionary, MOST_TERMS, vectorOf } from './likeness.ts'
import { thresholdsOf } from './thresholds.ts'
import { addVector, roomFor } from './vectors.ts'

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
  /** Of the question as a vector, so that others can be held against it without weighing all its words. */
  length: number
  by: Known | undefined
}

/**
 * Gives every thread its place: which others ask the same, which text answers it, and the queue class that follows.
 * Decisions by hand about pairs hold as long as neither text changes. The index must be up to date.
 */
export function placeAll(db: Db): void {
  const { known, threadIds, coverage, lengths, best, questions, firsts } = readQuestions(db)
  const { groups, eachNear } = clusterQuestions(questions, {
    firsts,
    threshold: thresholdsOf(db).sameQuestion,
    bounds: boundsOf(db, threadIds),
  })
  const sizes = new Int32Array(groups.length)
  for (const group of groups) sizes[group]!++
  const clusterOf = keepClusters(db, threadIds, groups, sizes)
  const hash = db.$client.prepare('SELECT content_hash FROM threads WHERE id = ?').pluck()
  const write = placementWriter(db)
  threadIds.forEach((threadId, place) => {
    const heard: { likeness: number; coverage: number }[] = []
    eachNear(place, NEIGHBOURS_HEARD, (other, likeness) =>
      heard.push({ likeness, coverage: coverage[other]! }),
    )
    write({
      threadId,
      contentHash: hash.get(threadId) as string,
      clusterId: clusterOf.get(groups[place]!) ?? null,
      size: sizes[groups[place]!]!,
      coverage: withNeighbours(coverage[place]!, heard),
      length: lengths[place]!,
      by: known[best[place]!],
    })
  })
  dropOthers(db, threadIds)
  dropEmptyClusters(db)
}

/** All questions as vectors, how likely each is answered and by which text (-1 for none); no text is kept. */
function readQuestions(db: Db) {
  readAllFrequencies(db.$client)
  const { known, index, statistics } = readKnown(db)
  const terms = dictionary(known.length)
  const threads = db.$client.prepare('SELECT count(*) FROM threads').pluck().get() as number
  const most = Math.min(threads, MOST_ASKED)
  const finder = duplicateFinder(most)
  const questions = roomFor(most, MOST_TERMS + MOST_TEXTS)
  const [threadIds, best] = [new Int32Array(most), new Int32Array(most)]
  const [coverage, lengths] = [new Float64Array(most), new Float32Array(most)]
  for (const { threadId, productId, title, question, counts } of readAsked(db)) {
    const place = questions.size
    const wanted = wantedOf(counts, statistics)
    const profile = index.best(wanted, MOST_TEXTS, (text) => isForProduct(known[text]!, productId))
    threadIds[place] = threadId
    best[place] = profile[0]?.place ?? -1
    coverage[place] = profile[0] === undefined ? 0 : coverageOf(profile[0].found, wanted)
    const words = vectorOf(counts, statistics, terms)
    lengths[place] = words.length
    addVector(questions, questionVector(words, profile))
    finder.add(`${title} ${question}`)
  }
  const { size } = questions
  return {
    ...{ known, best, coverage, lengths, questions },
    threadIds: threadIds.subarray(0, size),
    firsts: finder.firsts(),
  }
}

/** Whether a text may answer for a product; without a product on either side it may. */
export function isForProduct(known: Known, productId: number | null): boolean {
  return known.productId === null || productId === null || known.productId === productId
}

/** Writes places, each with the class that follows and the words that decided it. */
export function placementWriter(db: Db): (placed: Placed) => void {
  const disputes = prepared(db, disputesOf)
  const { covered } = thresholdsOf(db)
  const keep = prepared(db, placeKeeper)
  return (placed) => {
    const dispute = disputes.get(placed.threadId) as Dispute | undefined
    const by = placed.coverage >= covered ? placed.by : undefined
    const { queueClass, reasons } = classOf(placed, by, dispute)
    const articleId = dispute === undefined ? (by?.articleId ?? null) : dispute.articleId
    const documentId = dispute === undefined ? (by?.documentId ?? null) : dispute.documentId
    keep.run(
      ...[placed.threadId, placed.clusterId, queueClass, articleId, articleId === null ? documentId : null],
      ...[placed.coverage, placed.length, JSON.stringify(reasons), placed.contentHash],
    )
  }
}

function placeKeeper(db: Db) {
  return db.$client.prepare(
    `INSERT OR REPLACE INTO placements (thread_id, cluster_id, queue_class, covered_by_article_id, covered_by_document_id,
       coverage, length, reasons, content_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
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

/** Keeps each group of two and more under the number most of its members had, so that links to a cluster last. */
function keepClusters(
  db: Db,
  threadIds: Int32Array,
  groups: Int32Array,
  sizes: Int32Array,
): Map<number, number> {
  const members = new Map<number, number[]>()
  groups.forEach((group, place) => {
    if (sizes[group]! < 2) return
    const known = members.get(group)
    if (known === undefined) members.set(group, [threadIds[place]!])
    else known.push(threadIds[place]!)
  })
  const before = new Map<number, number>()
  const placed = db.$client.prepare(
    'SELECT thread_id, cluster_id FROM placements WHERE cluster_id IS NOT NULL',
  )
  for (const [threadId, id] of placed.raw().iterate() as Iterable<[number, number]>) before.set(threadId, id)
  const taken = new Set<number>()
  const clusterOf = new Map<number, number>()
  for (const [group, together] of members) {
    const votes = new Map<number, number>()
    for (const threadId of together) {
      const id = before.get(threadId)
      if (id !== undefined && !taken.has(id)) votes.set(id, (votes.get(id) ?? 0) + 1)
    }
    const [first] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])
    const id = keepCluster(db, first?.[0] ?? null, together)
    taken.add(id)
    clusterOf.set(group, id)
  }
  return clusterOf
}

/** A thread that was removed, or whose question was, has no place, nor one that others are more needed than. */
function dropOthers(db: Db, threadIds: Int32Array): void {
  db.$client
    .prepare('DELETE FROM placements WHERE thread_id NOT IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify([...threadIds]))
}
