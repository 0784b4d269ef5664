import type { Db } from '../db/open.ts'
import type { Period } from '../lib/period.ts'

/** A row that was counted, one click away from the figure; whether it is of the part, or how many hours it took. */
export type CountedRow = {
  what: string
  url: string | null
  at: string | null
  counts: string
  isPart?: boolean
  hours?: number
}

/**
 * What a measurement says: a part of a whole, a number of things, or durations in hours. Facts are counted, never
 * events; an empty whole is "no data", not a hundred percent.
 */
export type Measured =
  | { kind: 'share'; part: number; whole: number; rows: CountedRow[] }
  | { kind: 'count'; count: number; rows: CountedRow[] }
  | { kind: 'hours'; hours: number[]; rows: CountedRow[] }

/** One figure: the question it answers, its formula in words, and the reading of it. */
export type Metric = {
  slug: string
  title: string
  question: string
  formula: string
  /** What the part and the whole are called beneath a chart; one that has no part says only what it counts. */
  counts: { part?: string; whole: string }
  measure(db: Db, period: Period): Measured
}

/** A share of rows: those that pass are the part. */
export function shareOfRows(rows: CountedRow[], isPart: (row: CountedRow) => boolean): Measured {
  for (const row of rows) row.isPart = isPart(row)
  return { kind: 'share', part: rows.filter((row) => row.isPart).length, whole: rows.length, rows }
}

/** A share below this whole is not shown as a figure: it would say more than is known. */
export const LEAST_WHOLE = 20

/** Rows shown behind a figure at most. */
export const MOST_ROWS = 500
