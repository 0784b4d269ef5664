import { and, eq, isNull } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { candidateDecisions, candidates } from '../db/schema.ts'
import type { CandidateDecision, CandidateState } from '../db/words.ts'
import { NotFound } from '../lib/errors.ts'

export type Candidate = typeof candidates.$inferSelect

/** The candidate of this id. */
export function getCandidate(db: Db, candidateId: number): Candidate {
  const candidate = db.select().from(candidates).where(eq(candidates.id, candidateId)).get()
  if (candidate === undefined) throw new NotFound(`There is no candidate ${candidateId}.`)
  return candidate
}

/** Writes a decision and brings the candidate's state in step; call it inside the verb's transaction or alone. */
export function decide(
  db: Db,
  input: {
    candidateId: number
    decision: CandidateDecision
    reason?: string
    articleId?: number
    assigneeId?: number
    until?: string
    by: By
  },
): void {
  inTransaction(db, (tx) => {
    const candidate = getCandidate(tx, input.candidateId)
    const { reason = '', ...rest } = input
    tx.insert(candidateDecisions)
      .values({
        ...rest,
        reason,
        contentHash: candidate.contentHash,
        coverage: coverageOf(tx, candidate.threadId),
        at: now(),
      })
      .run()
    refreshState(tx, candidate.id)
    const detail = { reason, ...(input.articleId === undefined ? {} : { articleId: input.articleId }) }
    record(tx, { verb: input.decision, subject: 'candidate', subjectId: candidate.id, by: input.by, detail })
  })
}

function coverageOf(tx: Db, threadId: number): number | null {
  const found = tx.$client
    .prepare('SELECT coverage FROM placements WHERE thread_id = ?')
    .pluck()
    .get(threadId)
  return (found ?? null) as number | null
}

/** The decisions that hold, in the order they were made. */
export function decisionsOf(tx: Db, candidateId: number) {
  const holds = and(eq(candidateDecisions.candidateId, candidateId), isNull(candidateDecisions.undoneAt))
  return tx.select().from(candidateDecisions).where(holds).orderBy(candidateDecisions.id).all()
}

/** Of these threads (or all) only candidates somebody decided about, or that left and are back, change their state. */
export function refreshStates(tx: Db, nominated: ReadonlySet<number>, threadIds?: number[]): void {
  const moved = `SELECT c.id, c.thread_id AS threadId FROM candidates c WHERE (c.state <> 'open' OR EXISTS
      (SELECT 1 FROM candidate_decisions d WHERE d.candidate_id = c.id AND d.undone_at IS NULL))`
  const rows =
    threadIds === undefined
      ? tx.$client.prepare(moved).all()
      : tx.$client
          .prepare(`${moved} AND c.thread_id IN (SELECT value FROM json_each(?))`)
          .all(JSON.stringify(threadIds))
  for (const { id, threadId } of rows as { id: number; threadId: number }[]) {
    if (nominated.has(threadId)) refreshState(tx, id)
  }
}

/** Opens again what was put away until a day that has come; the queue shows it already, but reads it slower until then. */
export function wakeSnoozed(db: Db): void {
  inTransaction(db, (tx) => {
    const due = tx.$client
      .prepare(`SELECT id FROM candidates WHERE state = 'snoozed' AND snoozed_until <= ?`)
      .pluck()
      .all(now()) as number[]
    for (const id of due) refreshState(tx, id)
  })
}

/** What the decisions come to: an article lasts, a dismissal lasts until the thread changes, a snooze until its day. */
export function refreshState(tx: Db, candidateId: number): void {
  const candidate = getCandidate(tx, candidateId)
  const decisions = decisionsOf(tx, candidateId)
  const last = (wanted: CandidateDecision) => decisions.findLast((one) => one.decision === wanted)
  const dismissed = last('dismissed')
  const snoozed = last('snoozed')
  const state: CandidateState =
    last('promoted') !== undefined
      ? 'promoted'
      : last('merged') !== undefined
        ? 'merged'
        : dismissed?.contentHash === candidate.contentHash
          ? 'dismissed'
          : snoozed?.until != null && snoozed.until > now()
            ? 'snoozed'
            : 'open'
  const called = decisions.findLast((one) => CALLED.includes(one.decision))
  if (called?.contentHash === candidate.contentHash) {
    const safetyClass = called.decision === 'called-public' ? 'public-ok' : 'case-only'
    const safetyReasons = [`decided by hand: ${called.reason}`]
    tx.update(candidates).set({ safetyClass, safetyReasons }).where(eq(candidates.id, candidateId)).run()
  }
  const snoozedUntil = state === 'snoozed' ? (snoozed?.until ?? null) : null
  const assigneeId = last('assigned')?.assigneeId ?? null
  tx.update(candidates).set({ state, snoozedUntil, assigneeId }).where(eq(candidates.id, candidateId)).run()
}

/** Decisions that overrule the rule on what may be public. */
export const CALLED: readonly CandidateDecision[] = ['called-public', 'called-case']
