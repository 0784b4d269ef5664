import { eq } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { candidateDecisions, candidates } from '../db/schema.ts'
import type { SafetyClass } from '../db/words.ts'
import { Invalid, Refused } from '../lib/errors.ts'
import { refreshIndex, similarTo } from '../search/staff.ts'
import { textReaders } from '../search/staff-index.ts'
import { dropEmptyClusters } from './clusters.ts'
import { CALLED, decide, decisionsOf, getCandidate, refreshState, refreshStates } from './decisions.ts'
import { keepCandidates, keepLeads } from './keep-candidates.ts'
import { allNominations, nominationsOf } from './nominations.ts'
import { placeAll } from './place.ts'
import { placeSome } from './place-one.ts'

/** What changed since the queue was decided; without it everything is decided anew. */
export type Changed = { threadIds?: number[]; documentIds?: number[]; articleIds?: number[] }

/** Beyond so many threads, or this share of all, it is quicker, and better, to compare all of them. */
const MOST_ONE_BY_ONE = 300
const MOST_OF_ALL = 0.02
/** Threads looked at again because a text that may answer them changed. */
const MOST_CONCERNED = 60

/**
 * Decides the queue: every resolved thread with an answer is nominated, with its class, its need and whether it may be
 * public; threads that no longer qualify leave. What people decided stays. With `changed`, only what that concerns.
 */
export function nominate(db: Db, changed?: Changed): { nominated: number; changed: number } {
  refreshIndex(db)
  return inTransaction(db, (tx) => {
    const concerned = changed === undefined ? undefined : concernedBy(tx, changed)
    const placed = concerned === undefined ? undefined : placeSome(tx, concerned)
    if (placed === undefined) placeAll(tx)
    const kept = keepCandidates(tx, placed === undefined ? allNominations(tx) : nominationsOf(tx, placed))
    leave(tx, kept.threadIds, placed)
    refreshStates(tx, kept.threadIds, placed)
    if (placed === undefined) {
      keepLeads(tx)
      dropEmptyClusters(tx)
    } else if (placed.length > 0) keepLeads(tx, clustersOf(tx, placed))
    return { nominated: kept.nominated, changed: kept.changed }
  })
}

/** Decides again what the places of these threads come to, after their clusters were changed by hand. */
export function renominate(tx: Db, threadIds: number[]): void {
  const kept = keepCandidates(tx, nominationsOf(tx, threadIds))
  leave(tx, kept.threadIds, threadIds)
  refreshStates(tx, kept.threadIds, threadIds)
  keepLeads(tx, clustersOf(tx, threadIds))
}

/** Says that a thread is not worth an article, and why; it holds until the thread changes. */
export function dismiss(db: Db, input: { candidateId: number; reason: string; by: By }): void {
  if (input.reason.trim() === '')
    throw new Invalid([{ field: 'reason', code: 'missing', message: 'Say why it is not worth an article.' }])
  decide(db, { ...input, decision: 'dismissed' })
}

/** Puts a candidate away until a day. */
export function snooze(db: Db, input: { candidateId: number; until: string; by: By }): void {
  if (Number.isNaN(Date.parse(input.until)) || input.until <= now()) {
    throw new Invalid([{ field: 'until', code: 'past', message: 'Choose a day that is still to come.' }])
  }
  decide(db, { ...input, decision: 'snoozed' })
}

/** Gives a candidate to somebody. */
export function assign(db: Db, input: { candidateId: number; assigneeId: number; by: By }): void {
  decide(db, { ...input, decision: 'assigned' })
}

/** Says against the rule that a thread may be public, or that it may not; it holds until the thread changes. */
export function overruleSafety(
  db: Db,
  input: { candidateId: number; safetyClass: SafetyClass; reason: string; by: By },
): void {
  if (input.reason.trim() === '') {
    throw new Invalid([{ field: 'reason', code: 'missing', message: 'Say why the rule does not hold here.' }])
  }
  const { candidateId, reason, by } = input
  decide(db, {
    candidateId,
    reason,
    by,
    decision: input.safetyClass === 'public-ok' ? 'called-public' : 'called-case',
  })
}

/** Takes the last decision about a candidate back. */
export function undoDecision(db: Db, input: { candidateId: number; by: By }): void {
  inTransaction(db, (tx) => {
    const [last] = decisionsOf(tx, input.candidateId).slice(-1)
    if (last === undefined) throw new Refused('There is nothing to take back.')
    if (last.decision === 'promoted' || last.decision === 'merged') {
      throw new Refused(
        'It has become part of an article. Archive the article, or restore its earlier version.',
      )
    }
    tx.update(candidateDecisions).set({ undoneAt: now() }).where(eq(candidateDecisions.id, last.id)).run()
    if (CALLED.includes(last.decision)) callAgain(tx, last.candidateId)
    refreshState(tx, input.candidateId)
    const detail = { decision: last.decision }
    record(tx, {
      verb: 'took back',
      subject: 'candidate',
      subjectId: input.candidateId,
      by: input.by,
      detail,
    })
  })
}

/** What the rule says, once nobody overrules it. */
export function callAgain(tx: Db, candidateId: number): void {
  const [said] = nominationsOf(tx, [getCandidate(tx, candidateId).threadId])
  if (said === undefined) return
  const { safetyClass, safetyReasons } = said
  tx.update(candidates).set({ safetyClass, safetyReasons }).where(eq(candidates.id, candidateId)).run()
}

/** Threads that are gone, or have no answer any more, leave the queue; what people decided about them stays. */
function leave(tx: Db, nominated: Set<number>, concerned: number[] | undefined): void {
  const gone = tx.$client.prepare(
    `UPDATE candidates SET state = 'gone' WHERE thread_id = ? AND state <> 'gone'`,
  )
  const all = () => tx.$client.prepare('SELECT thread_id FROM candidates').pluck().all() as number[]
  for (const threadId of concerned ?? all()) if (!nominated.has(threadId)) gone.run(threadId)
}

/** Whom a change concerns; undefined when that is so many, or nothing was placed yet, that all are decided anew. */
function concernedBy(tx: Db, changed: Changed): number[] | undefined {
  if (tx.$client.prepare('SELECT 1 FROM placements LIMIT 1').get() === undefined) return undefined
  const all = tx.$client.prepare('SELECT count(*) FROM placements').pluck().get() as number
  const most = Math.max(MOST_ONE_BY_ONE, all * MOST_OF_ALL)
  const { threadIds: threads = [], documentIds = [], articleIds = [] } = changed
  if (threads.length + documentIds.length + articleIds.length > most) return undefined
  const threadIds = new Set(threads)
  const texts = [
    ...documentIds.map((id) => ({ kind: 'document' as const, id })),
    ...articleIds.map((id) => ({ kind: 'article' as const, id })),
  ]
  for (const { kind, id } of texts) {
    const covered = tx.$client
      .prepare(`SELECT thread_id FROM placements WHERE covered_by_${kind}_id = ?`)
      .pluck()
    for (const threadId of covered.all(id) as number[]) threadIds.add(threadId)
    const text = textReaders(tx)[kind](id)
    if (text === undefined) continue
    const { title } = text
    const like = {
      title,
      text: text.question || text.body,
      kinds: ['thread' as const],
      limit: MOST_CONCERNED,
    }
    for (const found of similarTo(tx, like)) threadIds.add(found.id)
  }
  return threadIds.size > most ? undefined : [...threadIds].sort((a, b) => a - b)
}

function clustersOf(tx: Db, threadIds: number[]): number[] {
  return tx.$client
    .prepare(
      `SELECT DISTINCT cluster_id FROM candidates WHERE cluster_id IS NOT NULL AND thread_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify(threadIds)) as number[]
}
