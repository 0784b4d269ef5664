import { and, eq, inArray, isNull } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { candidateDecisions, candidates, candidateTags, threads } from '../db/schema.ts'
import type { CandidateDecision, CandidateState, SafetyClass } from '../db/words.ts'
import { Invalid, NotFound, Refused } from '../lib/errors.ts'
import { nominations } from './nominations.ts'
import { placeThreads } from './place.ts'

export type Candidate = typeof candidates.$inferSelect

/**
 * Decides the queue: every resolved thread with an answer is nominated, with its class, its need and whether it may be
 * public; threads that no longer qualify leave.
 */
export function nominate(db: Db): { nominated: number; changed: number } {
  return inTransaction(db, (tx) => {
    placeThreads(tx)
    const rows = nominations(tx)
    let [nominated, changed] = [0, 0]
    for (const row of rows) {
      const { tags, ...values } = row
      const known = tx.select().from(candidates).where(eq(candidates.threadId, row.threadId)).get()
      if (known === undefined) {
        const { id } = tx
          .insert(candidates)
          .values({ ...values, nominatedAt: now() })
          .returning({ id: candidates.id })
          .get()
        keepTags(tx, id, tags)
        nominated++
        continue
      }
      if (known.contentHash !== row.contentHash) {
        changed++
        keepTags(tx, known.id, tags)
      }
      const changedAt = known.contentHash === row.contentHash ? known.changedAt : now()
      tx.update(candidates)
        .set({ ...values, changedAt })
        .where(eq(candidates.id, known.id))
        .run()
      refreshState(tx, known.id)
    }
    leave(
      tx,
      rows.map((row) => row.threadId),
    )
    return { nominated, changed }
  })
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
    if (last.decision.startsWith('called-')) {
      const said = nominations(tx, last.candidateId)[0]
      if (said !== undefined) {
        const { safetyClass, safetyReasons } = said
        tx.update(candidates)
          .set({ safetyClass, safetyReasons })
          .where(eq(candidates.id, last.candidateId))
          .run()
      }
    }
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
      .values({ ...rest, reason, contentHash: candidate.contentHash, at: now() })
      .run()
    refreshState(tx, candidate.id)
    const detail = { reason, ...(input.articleId === undefined ? {} : { articleId: input.articleId }) }
    record(tx, { verb: input.decision, subject: 'candidate', subjectId: candidate.id, by: input.by, detail })
  })
}

/** The candidate of this id. */
export function getCandidate(db: Db, candidateId: number): Candidate {
  const candidate = db.select().from(candidates).where(eq(candidates.id, candidateId)).get()
  if (candidate === undefined) throw new NotFound(`There is no candidate ${candidateId}.`)
  return candidate
}

function decisionsOf(tx: Db, candidateId: number) {
  const holds = and(eq(candidateDecisions.candidateId, candidateId), isNull(candidateDecisions.undoneAt))
  return tx.select().from(candidateDecisions).where(holds).orderBy(candidateDecisions.id).all()
}

/** What the decisions come to: an article lasts, a dismissal lasts until the thread changes, a snooze until its day. */
function refreshState(tx: Db, candidateId: number): void {
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
  const called = decisions.findLast(
    (one) => one.decision === 'called-public' || one.decision === 'called-case',
  )
  if (called?.contentHash === candidate.contentHash) {
    const safetyClass = called.decision === 'called-public' ? 'public-ok' : 'case-only'
    const safetyReasons = [`decided by hand: ${called.reason}`]
    tx.update(candidates).set({ safetyClass, safetyReasons }).where(eq(candidates.id, candidateId)).run()
  }
  const snoozedUntil = state === 'snoozed' ? (snoozed?.until ?? null) : null
  const assigneeId = last('assigned')?.assigneeId ?? null
  tx.update(candidates).set({ state, snoozedUntil, assigneeId }).where(eq(candidates.id, candidateId)).run()
}

function keepTags(tx: Db, candidateId: number, tags: string[]): void {
  tx.delete(candidateTags).where(eq(candidateTags.candidateId, candidateId)).run()
  for (const tag of new Set(tags)) tx.insert(candidateTags).values({ candidateId, tag }).run()
}

/** Threads that are gone, or have no answer any more, leave the queue; what people decided about them stays. */
function leave(tx: Db, nominated: number[]): void {
  const keep = new Set(nominated)
  const gone = tx
    .select({ id: candidates.id, threadId: candidates.threadId })
    .from(candidates)
    .innerJoin(threads, eq(candidates.threadId, threads.id))
    .where(eq(candidates.state, 'open'))
    .all()
    .filter((row) => !keep.has(row.threadId))
    .map((row) => row.id)
  if (gone.length > 0) tx.update(candidates).set({ state: 'gone' }).where(inArray(candidates.id, gone)).run()
}
