import type { Period } from '../lib/period.ts'
import { quantile } from '../lib/statistics.ts'
import type { CountedRow, Measured } from './metric.ts'

/** One stretch of a period: what was counted in it, how much of that is the part, and both in words. */
export type Step = { from: string; part: number; whole: number; says: string }

/**
 * What was measured stretch by stretch, the oldest first, each as long as the others. Counts, not shares: a share of
 * three says more than is known. Of durations the median hours are the whole. Nothing where not all rows have a time:
 * what is live today says nothing of last year. Pure.
 */
export function trend(measured: Measured, period: Period, steps: number): Step[] {
  if (measured.rows.length === 0 || measured.rows.some(({ at }) => at === null)) return []
  const [start, end] = [Date.parse(period.from), Date.parse(period.to)]
  const long = (end - start) / steps
  const rows = Array.from({ length: steps }, (): CountedRow[] => [])
  for (const row of measured.rows) {
    const step = Math.floor((Date.parse(row.at!) - start) / long)
    rows[Math.min(steps - 1, Math.max(0, step))]!.push(row)
  }
  return rows.map((own, step) => ({
    from: new Date(start + step * long).toISOString(),
    ...(measured.kind === 'hours' ? middleOf(own) : countOf(own, measured.kind === 'share')),
  }))
}

function countOf(rows: CountedRow[], isShare: boolean): Omit<Step, 'from'> {
  const part = rows.filter((row) => row.isPart).length
  const whole = rows.length
  return { part, whole, says: whole === 0 ? 'none' : isShare ? `${part} of ${whole}` : String(whole) }
}

function middleOf(rows: CountedRow[]): Omit<Step, 'from'> {
  const median = quantile(
    rows.map((row) => row.hours ?? 0).sort((a, b) => a - b),
    0.5,
  )
  if (median === null) return { part: 0, whole: 0, says: 'none' }
  return { part: 0, whole: median, says: `${duration(median)}, median of ${rows.length}` }
}

/** Hours in the unit in which people say them. */
export function duration(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} minutes`
  return hours < 48 ? `${Math.round(hours)} hours` : `${Math.round(hours / 24)} days`
}
