import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import { indexStatistics } from '../search/statistics-of-index.ts'
import { boundsOf } from './cluster-decisions.ts'
import { membersOfCluster } from './clusters.ts'
import { type Asked, askedOf } from './corpus.ts'
import { withNeighbours } from './coverage.ts'
import { dictionary, vectorOf } from './likeness.ts'
import { answerTo, likelyFor, type Near, nearestTo, placeReader } from './nearest.ts'
import { placementWriter } from './place.ts'
import { settle } from './settle.ts'
import { thresholdsOf } from './thresholds.ts'

const NEIGHBOURS_HEARD = 10
const LEAST_LIKENESS = 0.1
/** A cluster is as near as its nearest members, so many of them. */
const MEMBERS_HEARD = 3

/**
 * Places single threads among all others without comparing everything anew: what may answer and what is alike comes
 * from the full-text index, which must be up to date. Returns every thread whose place was written.
 */
export function placeSome(db: Db, threadIds: number[]): number[] {
  const changed = new Set<number>()
  for (const threadId of threadIds) {
    const [asked] = askedOf(db, [threadId])
    for (const id of asked === undefined ? leave(db, threadId) : placeOne(db, asked)) changed.add(id)
  }
  return [...changed]
}

function leave(db: Db, threadId: number): number[] {
  const before = clusterOf(db, threadId)
  db.$client.prepare('DELETE FROM placements WHERE thread_id = ?').run(threadId)
  return before === null ? [] : settle(db, membersOfCluster(db, before), before, [])
}

function placeOne(db: Db, asked: Asked): number[] {
  const { threadId, contentHash } = asked
  const before = clusterOf(db, threadId)
  const likely = likelyFor(db, asked)
  const near = nearestTo(db, asked, likely.threadIds)
  const answer = answerTo(db, asked, likely.texts)
  const coverage = withNeighbours(answer.coverage, near.slice(0, NEIGHBOURS_HEARD))
  const target = clusterFor(db, asked, near)
  const { length } = vectorOf(asked.counts, indexStatistics(db.$client), dictionary())
  placementWriter(db)({ threadId, contentHash, clusterId: null, size: 1, coverage, length, by: answer.by })
  const changed = new Set([threadId])
  const isMoved = before !== null && before !== target?.clusterId
  if (isMoved) for (const id of settle(db, membersOfCluster(db, before), before, [])) changed.add(id)
  if (target === undefined) return [...changed]
  const others = target.clusterId === null ? [target.thread.threadId] : membersOfCluster(db, target.clusterId)
  const together = [...new Set([...others, threadId])].sort((a, b) => a - b)
  for (const id of settle(db, together, target.clusterId, [threadId])) changed.add(id)
  return [...changed]
}

function clusterOf(db: Db, threadId: number): number | null {
  const found = prepared(db, placeReader).get(threadId) as { clusterId: number | null } | undefined
  return found?.clusterId ?? null
}

/** The nearest thread whose cluster the question belongs to; by hand first, else by mean likeness of its nearest. */
function clusterFor(db: Db, asked: Asked, near: Near[]): Near | undefined {
  const bounds = boundsOf(db, [asked.threadId, ...near.map(({ thread }) => thread.threadId)])
  const { joins } = thresholdsOf(db)
  const partner = (pairs: readonly [number, number][]) =>
    new Set(pairs.flatMap(([a, b]) => (a === 0 ? [b - 1] : b === 0 ? [a - 1] : [])))
  const same = partner(bounds.same)
  for (const place of same) return near[place]
  const groups = new Map<string, Near[]>()
  const groupOf = (one: Near) => (one.clusterId === null ? `t${one.thread.threadId}` : `c${one.clusterId}`)
  const apart = new Set([...partner(bounds.notSame)].map((place) => groupOf(near[place]!)))
  for (const one of near) {
    if (one.likeness < LEAST_LIKENESS || apart.has(groupOf(one)) || isKeptApart(db, asked, one)) continue
    groups.set(groupOf(one), [...(groups.get(groupOf(one)) ?? []), one])
  }
  let best: { near: Near; mean: number } | undefined
  for (const members of groups.values()) {
    const heard = members.slice(0, MEMBERS_HEARD)
    const mean = heard.reduce((sum, { likeness }) => sum + likeness, 0) / heard.length
    if (mean >= joins && (best === undefined || mean > best.mean)) best = { near: members[0]!, mean }
  }
  return best?.near
}

/** Whether some member of the other's cluster, near or not, was called not the same. */
function isKeptApart(db: Db, { threadId, contentHash }: Asked, other: Near): boolean {
  const values = { threadId, contentHash, otherId: other.thread.threadId, clusterId: other.clusterId }
  return prepared(db, apartReader).get(values) !== undefined
}

function apartReader(db: Db) {
  return db.$client.prepare(
    `SELECT 1 FROM cluster_decisions d
     JOIN threads o ON o.id = CASE WHEN d.thread_a = @threadId THEN d.thread_b ELSE d.thread_a END
     LEFT JOIN placements x ON x.thread_id = o.id
     WHERE (d.thread_a = @threadId OR d.thread_b = @threadId) AND d.undone_at IS NULL AND d.decision = 'not-same'
       AND CASE WHEN d.thread_a = @threadId THEN d.hash_a ELSE d.hash_b END = @contentHash
       AND CASE WHEN d.thread_a = @threadId THEN d.hash_b ELSE d.hash_a END = o.content_hash
       AND (o.id = @otherId OR (x.cluster_id IS NOT NULL AND x.cluster_id = @clusterId)) LIMIT 1`,
  )
}
