import { type By, now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { NotFound } from '../lib/errors.ts'
import type { Bounds } from './linkage.ts'

/** A thread about which decisions may have been made. */
type Decided = {
  threadId: number
  contentHash: string
  sourceId: number
  externalId: string
  links: readonly { kind: 'duplicate' | 'related'; id: string }[]
}

/**
 * Pairs called the same or not the same by hand, as long as both texts are as they were, by place in the list given.
 * What a source links as a duplicate counts as the same unless somebody here said otherwise.
 */
export function boundsOf(db: Db, threads: readonly Decided[]): Bounds {
  const placeOf = new Map(threads.map((thread, place) => [thread.threadId, place]))
  const rows = db.$client
    .prepare(
      `SELECT thread_a AS a, thread_b AS b, hash_a AS hashA, hash_b AS hashB, decision FROM cluster_decisions
       WHERE undone_at IS NULL ORDER BY id`,
    )
    .all() as DecisionRow[]
  const said = new Map<string, { pair: [number, number]; decision: 'same' | 'not-same' }>()
  for (const [a, b] of linkedDuplicates(threads)) said.set(`${a} ${b}`, { pair: [a, b], decision: 'same' })
  for (const row of rows) {
    const [a, b] = [placeOf.get(row.a), placeOf.get(row.b)]
    if (a === undefined || b === undefined) continue
    if (threads[a]!.contentHash !== row.hashA || threads[b]!.contentHash !== row.hashB) continue
    const pair: [number, number] = a < b ? [a, b] : [b, a]
    said.set(pair.join(' '), { pair, decision: row.decision })
  }
  const of = (wanted: string) =>
    [...said.values()].flatMap(({ pair, decision }) => (decision === wanted ? [pair] : []))
  return { same: of('same'), notSame: of('not-same') }
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

type DecisionRow = { a: number; b: number; hashA: string; hashB: string; decision: 'same' | 'not-same' }

function linkedDuplicates(threads: readonly Decided[]): [number, number][] {
  const placeOf = new Map(threads.map((thread, place) => [`${thread.sourceId} ${thread.externalId}`, place]))
  return threads.flatMap((thread, place) =>
    thread.links.flatMap(({ kind, id }): [number, number][] => {
      const other = kind === 'duplicate' ? placeOf.get(`${thread.sourceId} ${id}`) : undefined
      if (other === undefined || other === place) return []
      return [place < other ? [place, other] : [other, place]]
    }),
  )
}
