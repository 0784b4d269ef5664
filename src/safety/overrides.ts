import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { Invalid, NotFound, Refused } from '../lib/errors.ts'
import { setOutcome } from './findings.ts'

/** Somebody's wish that a finding may be public, waiting for a second person. */
export type Override = {
  overrideId: number
  findingId: number
  kind: string
  reason: string
  requestedById: number | null
  requestedBy: string | null
  requestedAt: string
}

/** Asks that a finding may be public, with the reason; another person has to agree before it is. */
export function requestOverride(db: Db, input: { findingId: number; reason: string; by: By }): number {
  const reason = input.reason.trim()
  if (reason === '')
    throw new Invalid([{ field: 'reason', code: 'missing', message: 'Say why this may be public.' }])
  return inTransaction(db, (tx) => {
    const outcome = tx.$client
      .prepare('SELECT outcome FROM safety_findings WHERE id = ?')
      .get(input.findingId)
    if (outcome === undefined) throw new NotFound(`There is no finding ${input.findingId}.`)
    if ((outcome as { outcome: string | null }).outcome !== null) throw new Refused('It is decided already.')
    if (openOverrides(tx).some((one) => one.findingId === input.findingId))
      throw new Refused('Somebody asked for this already; it waits for a second person.')
    const id = tx.$client
      .prepare(
        'INSERT INTO finding_overrides (finding_id, reason, requested_by, requested_at) VALUES (?, ?, ?, ?) RETURNING id',
      )
      .pluck()
      .get(input.findingId, reason, input.by, now()) as number
    const detail = { reason }
    record(tx, {
      verb: 'asked to publish',
      subject: 'finding',
      subjectId: input.findingId,
      by: input.by,
      detail,
    })
    return id
  })
}

/** A second person agrees, and the finding may be public; or does not, and it stays open. */
export function closeOverride(
  db: Db,
  input: { overrideId: number; outcome: 'approved' | 'refused'; by: By },
): void {
  inTransaction(db, (tx) => {
    const found = openOverrides(tx).find((one) => one.overrideId === input.overrideId)
    if (found === undefined) throw new NotFound('Nobody asks for this any more.')
    if (input.outcome === 'approved' && found.requestedById === input.by)
      throw new Refused('It takes a second person: whoever asked cannot agree as well.')
    tx.$client
      .prepare('UPDATE finding_overrides SET outcome = ?, closed_by = ?, closed_at = ? WHERE id = ?')
      .run(input.outcome, input.by, now(), found.overrideId)
    const { reason, findingId } = found
    if (input.outcome === 'approved')
      setOutcome(tx, findingId, { outcome: 'dismissed', reason, by: input.by })
    const verb = input.outcome === 'approved' ? 'dismissed' : 'kept'
    record(tx, { verb, subject: 'finding', subjectId: findingId, by: input.by, detail: { reason } })
  })
}

/** Wishes nobody has agreed to or refused yet, the oldest first. */
export function openOverrides(db: Db): Override[] {
  return db.$client
    .prepare(
      `SELECT o.id AS overrideId, o.finding_id AS findingId, f.kind, o.reason, o.requested_by AS requestedById,
         u.display_name AS requestedBy, o.requested_at AS requestedAt
       FROM finding_overrides o JOIN safety_findings f ON f.id = o.finding_id LEFT JOIN users u ON u.id = o.requested_by
       WHERE o.outcome IS NULL AND f.outcome IS NULL ORDER BY o.id`,
    )
    .all() as Override[]
}
