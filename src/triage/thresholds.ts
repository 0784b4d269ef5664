import { z } from 'zod'
import type { By } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { changeSetting, settingOf } from '../db/settings.ts'
import { Invalid } from '../lib/errors.ts'

/** From which figures on something counts, each 0 to 1. */
export type Thresholds = {
  /** From this coverage on a thread counts as answered. */
  covered: number
  /** Mean likeness from which two groups of questions are one cluster, when all are compared. */
  sameQuestion: number
  /** Likeness by words alone from which a single new question joins a cluster. */
  joins: number
}

/** As measured on labelled questions (test/bench/triage.ts). */
export const DEFAULTS: Thresholds = { covered: 0.55, sameQuestion: 0.6, joins: 0.5 }

const KEY = 'triage.thresholds'
const share = z.number().min(0.05).max(0.99)
const kept = z.object({ covered: share, sameQuestion: share, joins: share }).partial()

/** The thresholds in force. */
export function thresholdsOf(db: Db): Thresholds {
  const parsed = kept.safeParse(settingOf(db, KEY) ?? {})
  const said = parsed.success ? parsed.data : {}
  return {
    covered: said.covered ?? DEFAULTS.covered,
    sameQuestion: said.sameQuestion ?? DEFAULTS.sameQuestion,
    joins: said.joins ?? DEFAULTS.joins,
  }
}

/** Changes them, from the next time the queue is decided on. */
export function changeThresholds(db: Db, input: Thresholds & { by: By }): void {
  const { by, ...value } = input
  for (const [field, one] of Object.entries(value)) {
    if (!share.safeParse(one).success)
      throw new Invalid([{ field, code: 'range', message: 'Choose a figure from 0.05 to 0.99.' }])
  }
  changeSetting(db, { key: KEY, value, by })
}
