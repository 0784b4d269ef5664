import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'

/** Writes a cluster of these threads under its number, or a new one; says the number. */
export function keepCluster(db: Db, clusterId: number | null, threadIds: number[]): number {
  const best = bestOf(db, JSON.stringify(threadIds))
  const id =
    clusterId ??
    Number(
      db.$client.prepare('INSERT INTO clusters (title, created_at) VALUES (?, ?)').run(best.title, now())
        .lastInsertRowid,
    )
  db.$client
    .prepare(
      'UPDATE clusters SET title = ?, size = ?, best_thread_id = ?, best_post_id = ?, best_reason = ? WHERE id = ?',
    )
    .run(best.title, threadIds.length, best.threadId, best.postId, best.reason, id)
  return id
}

/** The threads of a cluster, by id. */
export function membersOfCluster(db: Db, clusterId: number): number[] {
  return db.$client
    .prepare('SELECT thread_id FROM placements WHERE cluster_id = ? ORDER BY thread_id')
    .pluck()
    .all(clusterId) as number[]
}

/** Clusters that nobody belongs to any more go, and candidates that still name them forget them. */
export function dropEmptyClusters(db: Db): void {
  const empty = db.$client
    .prepare(
      'SELECT id FROM clusters WHERE NOT EXISTS (SELECT 1 FROM placements x WHERE x.cluster_id = clusters.id)',
    )
    .pluck()
  dropClusters(db, empty.all() as number[])
}

/** Takes these clusters away; nobody may belong to them any more. */
export function dropClusters(db: Db, clusterIds: number[]): void {
  const forget = db.$client.prepare(
    'UPDATE candidates SET cluster_id = NULL, is_lead = 1 WHERE cluster_id = ?',
  )
  const drop = db.$client.prepare('DELETE FROM clusters WHERE id = ?')
  for (const id of clusterIds) {
    forget.run(id)
    drop.run(id)
  }
}

type Best = { title: string; threadId: number | null; postId: number | null; reason: string }

/** The title most people read, and the answer that is surest: marked, by staff, by votes. */
function bestOf(db: Db, threadIds: string): Best {
  const title = db.$client
    .prepare(
      `SELECT title FROM threads WHERE id IN (SELECT value FROM json_each(?))
       ORDER BY length(trim(title)) - length(replace(trim(title), ' ', '')) < 2, views DESC, id LIMIT 1`,
    )
    .pluck()
    .get(threadIds) as string
  const answer = db.$client
    .prepare(
      `SELECT p.thread_id AS threadId, p.id AS postId, p.is_accepted AS isAccepted, p.role, p.score
       FROM posts p WHERE p.thread_id IN (SELECT value FROM json_each(?)) AND p.position > 0 AND p.nature = 'answer'
         AND p.removed_at IS NULL
       ORDER BY p.is_accepted DESC, p.role = 'staff' DESC, p.score DESC, p.id LIMIT 1`,
    )
    .get(threadIds) as
    | { threadId: number; postId: number; isAccepted: number; role: string; score: number }
    | undefined
  if (answer === undefined) return { title, threadId: null, postId: null, reason: 'no answer yet' }
  const reason = [
    answer.isAccepted ? 'marked as the answer' : 'not marked',
    ...(answer.role === 'staff' ? ['written by staff'] : []),
    ...(answer.score > 0 ? [`${answer.score} ${answer.score === 1 ? 'vote' : 'votes'}`] : []),
  ].join(', ')
  return { title, threadId: answer.threadId, postId: answer.postId, reason }
}
