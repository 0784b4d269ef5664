import { z } from 'zod'
import type { By } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { changeSetting, settingOf } from '../db/settings.ts'
import type { Tier } from '../db/words.ts'
import { Invalid } from '../lib/errors.ts'
import { type Share, shareOf } from '../lib/statistics.ts'
import { BY_HAND } from './by-hand.ts'
import { thresholds } from './judge.ts'

/** How often editors agreed with flags of one kind: an accepted flag is one settled as anything but "not a contradiction". */
export type Acceptance = {
  kind: string
  high: Share | null
  review: Share | null
  /** Of the last 20 decisions. */
  recent: Share | null
  isDemoted: boolean
}

/** What the flags decided so far would have been at another threshold. */
export type Consequence = { threshold: number; shown: number; accepted: Share | null; missed: number }

/** From which confidence a flag is raised at all, and from which it counts as *high*; both 0 to 1. */
export type TierPolicy = { review: number; high: number; demoted: ReadonlySet<string> }

const KEY = 'contradictions.thresholds'
const RECENT = 20
const LEAST_ACCEPTED = 0.8
const STEPS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.72, 0.75, 0.8, 0.85, 0.9, 0.95]

const Kept = z.object({ review: z.number().min(0).max(1), high: z.number().min(0).max(1) })

/** The thresholds in force, and the kinds that lost the *high* tier because editors did not agree with them. */
export function tierPolicy(db: Db): TierPolicy {
  const kept = Kept.safeParse(settingOf(db, KEY))
  const { review, high } = kept.success ? kept.data : thresholds
  const demoted = acceptance(db).flatMap((row) => (row.isDemoted ? [row.kind] : []))
  return { review: Math.max(review, thresholds.review), high, demoted: new Set(demoted) }
}

/** The tier of a finding under a policy; null when it is not to be raised. */
export function tierOf(policy: TierPolicy, finding: { kind: string; confidence: number }): Tier | null {
  if (finding.confidence < policy.review) return null
  return finding.confidence >= policy.high && !policy.demoted.has(finding.kind) ? 'high' : 'review'
}

/** Gives every open flag of the rules the tier it has under the policy of today; those raised by hand keep theirs. */
export function retier(db: Db): void {
  const policy = tierPolicy(db)
  db.$client
    .prepare(
      `UPDATE flags SET tier = CASE WHEN confidence >= ? AND kind NOT IN (SELECT value FROM json_each(?))
         THEN 'high' ELSE 'review' END
       WHERE raised_by IS NULL AND NOT EXISTS
         (SELECT 1 FROM settlements s WHERE s.flag_id = flags.id AND s.undone_at IS NULL)`,
    )
    .run(policy.high, JSON.stringify([...policy.demoted]))
}

/** Changes the thresholds; flags that are open get their new tier at once. */
export function changeThresholds(db: Db, input: { review: number; high: number; by: By }): void {
  const { review, high } = input
  if (review < thresholds.review || review > 1) {
    const message = `Choose a share from ${thresholds.review} to 1: below ${thresholds.review} nothing is found.`
    throw new Invalid([{ field: 'review', code: 'range', message }])
  }
  if (high < review || high > 1) {
    const message = 'Choose a share from the one above to 1.'
    throw new Invalid([{ field: 'high', code: 'range', message }])
  }
  changeSetting(db, { key: KEY, value: { review, high }, by: input.by })
  retier(db)
}

/** Acceptance by kind and tier, with Wilson intervals; the kinds with most decisions first. */
export function acceptance(db: Db): Acceptance[] {
  const byKind = new Map<string, Decision[]>()
  for (const one of decisions(db)) {
    const known = byKind.get(one.kind)
    if (known === undefined) byKind.set(one.kind, [one])
    else known.push(one)
  }
  return [...byKind]
    .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .map(([kind, all]) => {
      const recent = share(all.slice(-RECENT))
      return {
        kind,
        high: share(all.filter((one) => one.tier === 'high')),
        review: share(all.filter((one) => one.tier === 'review')),
        recent,
        isDemoted:
          kind !== BY_HAND && all.length >= RECENT && recent !== null && recent.share < LEAST_ACCEPTED,
      }
    })
}

/** For each possible threshold: how many of the decided flags it shows, how many of those were accepted, how many accepted ones it hides. */
export function consequences(db: Db): Consequence[] {
  const all = decisions(db).filter((one) => one.kind !== BY_HAND)
  const accepted = all.filter((one) => one.isAccepted).length
  return STEPS.map((threshold) => {
    const shown = all.filter((one) => one.confidence >= threshold)
    const kept = shown.filter((one) => one.isAccepted).length
    return { threshold, shown: shown.length, accepted: shareOf(kept, shown.length), missed: accepted - kept }
  })
}

type Decision = { kind: string; tier: Tier; confidence: number; isAccepted: boolean }

function decisions(db: Db): Decision[] {
  const rows = db.$client
    .prepare(
      `SELECT f.kind, f.tier, f.confidence, s.verdict <> 'not-a-contradiction' AS isAccepted
       FROM settlements s JOIN flags f ON f.id = s.flag_id WHERE s.undone_at IS NULL ORDER BY s.at, s.id`,
    )
    .all() as (Omit<Decision, 'isAccepted'> & { isAccepted: number })[]
  return rows.map((row) => ({ ...row, isAccepted: row.isAccepted === 1 }))
}

function share(decided: Decision[]): Share | null {
  return shareOf(decided.filter((one) => one.isAccepted).length, decided.length)
}
