import { type By, now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { NotFound } from '../lib/errors.ts'
import type { Bounds } from './linkage.ts'

/**
 * Pairs called the same or not the same by hand, as long as both texts are as they were, by place in the list given.
 * What a source links as a duplicate counts as the same unless somebody here said otherwise.
 */
export function boundsOf(db: Db, threadIds: ArrayLike<number>): Bounds {
  const places = new Map<number, number>()
  for (let place = 0; place < threadIds.length; place++) places.set(threadIds[place]!, place)
  const few = threadIds.length > MOST_LOOKED_UP ? undefined : JSON.stringify(Array.from(threadIds))
  const said = new Map<string, { pair: [number, number]; decision: 'same' | 'not-same' }>()
  const say = (threadA: number, threadB: number, decision: 'same' | 'not-same') => {
    const [a, b] = [places.get(threadA), places.get(threadB)]
    if (a === undefined || b === undefined || a === b) return
    const pair: [number, number] = a < b ? [a, b] : [b, a]
    said.set(pair.join(' '), { pair, decision })
  }
  for (const { a, b, decision } of decisionsAmong(db, few)) say(a, b, decision)
  const of = (wanted: string) =>
    [...said.values()].flatMap(({ pair, decision }) => (decision === wanted ? [pair] : []))
  return { same: of('same'), notSame: of('not-same') }
}

/** Beyond so many threads reading all decisions is quicker than asking for each. */
const MOST_LOOKED_UP = 1_000

type Decided = { a: number; b: number; decision: 'same' | 'not-same' }

/** What sources linked first, so that what was decided here is said later and holds. `few` are thread ids as JSON. */
function decisionsAmong(db: Db, few: string | undefined): Decided[] {
  const among = few === undefined ? '' : 'AND t.id IN (SELECT value FROM json_each(?))'
  const values = few === undefined ? [] : [few]
  const linked = db.$client
    .prepare(
      `SELECT t.id AS a, o.id AS b, 'same' AS decision FROM threads t, json_each(t.links) j
       JOIN threads o ON o.source_id = t.source_id AND o.external_id = json_extract(j.value, '$.id')
       WHERE t.links <> '[]' AND json_extract(j.value, '$.kind') = 'duplicate' ${among} ORDER BY t.id`,
    )
    .all(...values)
  const decided = db.$client
    .prepare(
      `SELECT d.thread_a AS a, d.thread_b AS b, d.decision FROM cluster_decisions d
       JOIN threads t ON t.id = d.thread_a AND t.content_hash = d.hash_a
       JOIN threads o ON o.id = d.thread_b AND o.content_hash = d.hash_b
       WHERE d.undone_at IS NULL ${among} ORDER BY d.id`,
    )
    .all(...values)
  return [...linked, ...decided] as Decided[]
}

/** Writes what was decided about pairs of threads, with their texts as they are now. */
export function decidePairs(tx: Db, pairs: [number, number][], decision: 'same' | 'not-same', by: By): void {
  const hash = tx.$client.prepare('SELECT content_hash FROM threads WHERE id = ?').pluck()
  const hashOf = (threadId: number) => {
    const found = hash.get(threadId) as string | undefined
    if (found === undefined) throw new NotFound(`There is no thread ${threadId}.`)
    return found
  }
  const insert = tx.$client.prepare(
    `INSERT INTO cluster_decisions (thread_a, thread_b, hash_a, hash_b, decision, "by", at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const at = now()
  for (const [a, b] of pairs) insert.run(a, b, hashOf(a), hashOf(b), decision, by, at)
}

/** Takes decisions among these threads back, or all that concern one of them; says how many. */
export function takeBack(tx: Db, threadIds: number[], isAlsoWithOthers = false): number {
  const ids = JSON.stringify(threadIds)
  const both = isAlsoWithOthers ? 'OR' : 'AND'
  return tx.$client
    .prepare(
      `UPDATE cluster_decisions SET undone_at = ? WHERE undone_at IS NULL AND
         (thread_a IN (SELECT value FROM json_each(?)) ${both} thread_b IN (SELECT value FROM json_each(?)))`,
    )
    .run(now(), ids, ids).changes
}
