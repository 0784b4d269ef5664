import type { Db } from '../db/open.ts'
import type { Period } from '../lib/period.ts'
import { quantile } from '../lib/statistics.ts'
import type { Measured, Metric } from './metric.ts'
import { duration } from './report.ts'

/** One stretch of a period: what was counted in it, how much of that is the part, and both in words. */
export type Step = { from: string; to: string; part: number; whole: number; says: string }

/**
 * A figure stretch by stretch, the oldest first, each as long as the others. Counts, not shares: a share of three says
 * more than is known. Of durations the median hours are the whole.
 */
export function trend(db: Db, metric: Metric, period: Period, steps: number): Step[] {
  const [start, end] = [Date.parse(period.from), Date.parse(period.to)]
  const border = (step: number) => new Date(start + ((end - start) * step) / steps).toISOString()
  return Array.from({ length: steps }, (_, step) => {
    const [from, to] = [border(step), border(step + 1)]
    return { from, to, ...counted(metric.measure(db, { from, to, label: period.label })) }
  })
}

function counted(measured: Measured): Pick<Step, 'part' | 'whole' | 'says'> {
  if (measured.kind === 'count')
    return { part: 0, whole: measured.count, says: measured.count.toLocaleString('en') }
  if (measured.kind === 'share') {
    const { part, whole } = measured
    return { part, whole, says: whole === 0 ? 'none' : `${part} of ${whole}` }
  }
  const median = quantile(measured.hours, 0.5)
  if (median === null) return { part: 0, whole: 0, says: 'none' }
  return { part: 0, whole: median, says: `${duration(median)}, median of ${measured.hours.length}` }
}
