import { type By, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { Invalid, NotFound } from '../lib/errors.ts'
import { refreshIndex } from '../search/staff.ts'
import { decidePairs, takeBack } from './cluster-decisions.ts'
import { dropClusters, membersOfCluster } from './clusters.ts'
import { placeSome } from './place-one.ts'
import { settle } from './settle.ts'
import { renominate } from './triage.ts'

/** Takes threads out of their cluster: they are not the same as those that stay. Holds until a text changes. */
export function splitCluster(db: Db, input: { clusterId: number; threadIds: number[]; by: By }): void {
  inTransaction(db, (tx) => {
    const members = membersOfCluster(tx, input.clusterId)
    if (members.length === 0) throw new NotFound(`There is no cluster ${input.clusterId}.`)
    const out = members.filter((id) => input.threadIds.includes(id))
    const rest = members.filter((id) => !input.threadIds.includes(id))
    if (out.length === 0 || rest.length === 0) {
      throw new Invalid('Choose some of the threads, but not all: the others stay together.')
    }
    const pairs = out.flatMap((a) => rest.map((b): [number, number] => [a, b]))
    decidePairs(tx, pairs, 'not-same', input.by)
    settle(tx, out, null)
    settle(tx, rest, input.clusterId)
    renominate(tx, members)
    const detail = { threads: out }
    record(tx, { verb: 'split', subject: 'cluster', subjectId: input.clusterId, by: input.by, detail })
  })
}

/** Says that threads ask the same, whatever their words; their clusters become one. Holds until a text changes. */
export function joinThreads(db: Db, input: { threadIds: number[]; by: By }): number {
  const chosen = [...new Set(input.threadIds)].sort((a, b) => a - b)
  const [first, ...others] = chosen
  if (first === undefined || others.length === 0) throw new Invalid('Choose at least two threads.')
  return inTransaction(db, (tx) => {
    const clusterIds = clustersOf(tx, chosen)
    const all = [...new Set([...chosen, ...clusterIds.flatMap((id) => membersOfCluster(tx, id))])]
    // Whoever was called different before would keep them apart.
    takeBack(tx, all)
    const pairs = others.map((other): [number, number] => [first, other])
    decidePairs(tx, pairs, 'same', input.by)
    settle(tx, all.sort(byNumber), clusterIds[0] ?? null, all)
    dropClusters(tx, clusterIds.slice(1))
    renominate(tx, all)
    const [clusterId = 0] = clustersOf(tx, [first])
    const detail = { threads: chosen }
    record(tx, { verb: 'joined', subject: 'cluster', subjectId: clusterId, by: input.by, detail })
    return clusterId
  })
}

/**
 * Takes back every decision by hand about these threads; says how many. What was split comes together again; what was
 * only joined by hand is placed by its words.
 */
export function undoClusterDecisions(db: Db, input: { threadIds: number[]; by: By }): number {
  refreshIndex(db)
  return inTransaction(db, (tx) => {
    const partners = splitFrom(tx, input.threadIds)
    const count = takeBack(tx, input.threadIds, true)
    if (count === 0) return 0
    const clusterIds = clustersOf(tx, [...partners, ...input.threadIds])
    const [clusterId = null] = clustersOf(tx, partners)
    const whole = [
      ...new Set([...input.threadIds, ...partners, ...clusterIds.flatMap((id) => membersOfCluster(tx, id))]),
    ]
    if (partners.length > 0) {
      settle(tx, whole.sort(byNumber), clusterId, whole)
      dropClusters(
        tx,
        clusterIds.filter((id) => id !== clusterId),
      )
    }
    renominate(tx, partners.length > 0 ? whole : placeSome(tx, input.threadIds))
    const [first = 0] = input.threadIds
    const detail = { threads: input.threadIds }
    record(tx, { verb: 'took back', subject: 'cluster', subjectId: first, by: input.by, detail })
    return count
  })
}

/** Threads these were called not the same as, by a decision that still holds. */
function splitFrom(tx: Db, threadIds: number[]): number[] {
  const ids = JSON.stringify(threadIds)
  return tx.$client
    .prepare(
      `SELECT d.thread_b FROM cluster_decisions d JOIN threads o ON o.id = d.thread_b AND o.content_hash = d.hash_b
       WHERE d.thread_a IN (SELECT value FROM json_each(?)) AND d.decision = 'not-same' AND d.undone_at IS NULL
       UNION SELECT d.thread_a FROM cluster_decisions d JOIN threads o ON o.id = d.thread_a AND o.content_hash = d.hash_a
       WHERE d.thread_b IN (SELECT value FROM json_each(?)) AND d.decision = 'not-same' AND d.undone_at IS NULL`,
    )
    .pluck()
    .all(ids, ids) as number[]
}

function clustersOf(tx: Db, threadIds: number[]): number[] {
  return tx.$client
    .prepare(
      `SELECT DISTINCT cluster_id FROM placements WHERE cluster_id IS NOT NULL
         AND thread_id IN (SELECT value FROM json_each(?)) ORDER BY cluster_id`,
    )
    .pluck()
    .all(JSON.stringify(threadIds)) as number[]
}

function byNumber(a: number, b: number): number {
  return a - b
}
