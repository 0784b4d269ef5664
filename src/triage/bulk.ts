import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import type { CandidateDecision } from '../db/words.ts'
import { Invalid, Refused } from '../lib/errors.ts'
import { CALLED, refreshState } from './decisions.ts'
import { assign, callAgain, dismiss, overruleSafety, snooze } from './triage.ts'

/** What can be done to many candidates at once. */
export type BulkAct =
  | { act: 'dismiss'; reason: string }
  | { act: 'snooze'; until: string }
  | { act: 'assign'; assigneeId: number }
  | { act: 'call-case'; reason: string }

/** The decisions of a bulk act: one unbroken run of numbers, by which it is taken back. */
export type Decided = { count: number; first: number; last: number }

/** The most at once: a page of the queue and some. */
export const MOST_AT_ONCE = 200

/** Does the same to several candidates; all or, if one refuses, none. */
export function decideMany(db: Db, input: { candidateIds: number[]; what: BulkAct; by: By }): Decided {
  const ids = [...new Set(input.candidateIds)].sort((a, b) => a - b)
  if (ids.length === 0 || ids.length > MOST_AT_ONCE) {
    const message = ids.length === 0 ? 'Select at least one line.' : `Select at most ${MOST_AT_ONCE} lines.`
    throw new Invalid([{ field: 'ids', code: 'count', message }])
  }
  return inTransaction(db, (tx) => {
    const before = lastDecision(tx)
    for (const candidateId of ids) decideOne(tx, candidateId, input.what, input.by)
    return { count: ids.length, first: before + 1, last: lastDecision(tx) }
  })
}

/** Takes the decisions of a bulk act back, whatever was decided since; says about which candidates they were. */
export function undoDecisions(db: Db, input: { first: number; last: number; by: By }): number[] {
  return inTransaction(db, (tx) => {
    const rows = decisionsBetween(tx, input)
    if (rows.length === 0) throw new Refused('There is nothing to take back, or somebody did already.')
    const undo = tx.$client.prepare('UPDATE candidate_decisions SET undone_at = ? WHERE id = ?')
    for (const { id, candidateId, decision } of rows) {
      undo.run(now(), id)
      if (CALLED.includes(decision)) callAgain(tx, candidateId)
      refreshState(tx, candidateId)
      const detail = { decision }
      record(tx, { verb: 'took back', subject: 'candidate', subjectId: candidateId, by: input.by, detail })
    }
    return [...new Set(rows.map((row) => row.candidateId))]
  })
}

/** The candidates a bulk act was about, as far as it still holds. */
export function candidatesBetween(db: Db, range: { first: number; last: number }): number[] {
  return [...new Set(decisionsBetween(db, range).map((row) => row.candidateId))]
}

function decideOne(tx: Db, candidateId: number, what: BulkAct, by: By): void {
  if (what.act === 'dismiss') dismiss(tx, { candidateId, reason: what.reason, by })
  if (what.act === 'snooze') snooze(tx, { candidateId, until: what.until, by })
  if (what.act === 'assign') assign(tx, { candidateId, assigneeId: what.assigneeId, by })
  if (what.act === 'call-case') {
    overruleSafety(tx, { candidateId, safetyClass: 'case-only', reason: what.reason, by })
  }
}

function lastDecision(tx: Db): number {
  return tx.$client.prepare('SELECT coalesce(max(id), 0) FROM candidate_decisions').pluck().get() as number
}

function decisionsBetween(db: Db, { first, last }: { first: number; last: number }) {
  if (last - first >= MOST_AT_ONCE) return []
  return db.$client
    .prepare(
      `SELECT id, candidate_id AS candidateId, decision FROM candidate_decisions
       WHERE id BETWEEN ? AND ? AND undone_at IS NULL AND decision NOT IN ('promoted', 'merged') ORDER BY id`,
    )
    .all(first, last) as { id: number; candidateId: number; decision: CandidateDecision }[]
}
