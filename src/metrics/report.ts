import type { Db } from '../db/open.ts'
import { NotFound } from '../lib/errors.ts'
import type { Period } from '../lib/period.ts'
import { quantile, shareOf } from '../lib/statistics.ts'
import { metrics } from './list/index.ts'
import { LEAST_WHOLE, type Measured, type Metric, MOST_ROWS } from './metric.ts'
import { duration, type Step, trend } from './trend.ts'

/** A figure as a page shows it: the value in words, what it rests on, and whether there is enough to say it. */
export type Figure = {
  slug: string
  title: string
  question: string
  formula: string
  counts: Metric['counts']
  value: string
  note: string
  hasEnough: boolean
}

/** Every figure for a period, with its trend. */
export function report(db: Db, period: Period, steps = 1): (Figure & { trend: Step[] })[] {
  return metrics.map((metric) => {
    const measured = metric.measure(db, period)
    return { ...figureOf(metric, measured), trend: trend(measured, period, steps) }
  })
}

/** One figure with its trend and the first of the rows behind it. */
export function detail(
  db: Db,
  slug: string,
  period: Period,
  steps = 1,
): { figure: Figure; measured: Measured; trend: Step[] } {
  const metric = metrics.find((one) => one.slug === slug)
  if (metric === undefined) throw new NotFound(`There is no figure "${slug}".`)
  const measured = metric.measure(db, period)
  const shown = { ...measured, rows: measured.rows.slice(0, MOST_ROWS) }
  return { figure: figureOf(metric, measured), measured: shown, trend: trend(measured, period, steps) }
}

/** The rows behind a figure as CSV; a cell that a spreadsheet would run as a formula is made text. */
export function asCsv(measured: Measured): string {
  const lines = measured.rows.map((row) =>
    [row.what, row.at ?? '', row.counts, row.url ?? ''].map(cell).join(','),
  )
  return `${['what,at,counts,address', ...lines].join('\r\n')}\r\n`
}

function figureOf(metric: Metric, measured: Measured): Figure {
  const { slug, title, question, formula, counts } = metric
  return { slug, title, question, formula, counts, ...said(measured) }
}

function said(measured: Measured): Pick<Figure, 'value' | 'note' | 'hasEnough'> {
  if (measured.kind === 'count')
    return { value: measured.count.toLocaleString('en'), note: '', hasEnough: true }
  if (measured.kind === 'hours') {
    const median = quantile(measured.hours, 0.5)
    const most = quantile(measured.hours, 0.9)
    if (median === null || most === null)
      return { value: 'No data', note: 'Nothing to measure yet', hasEnough: false }
    return {
      value: duration(median),
      note: `median of ${measured.hours.length}; nine in ten within ${duration(most)}`,
      hasEnough: true,
    }
  }
  const share = shareOf(measured.part, measured.whole)
  if (share === null) return { value: 'No data', note: 'Nothing to measure yet', hasEnough: false }
  if (share.whole < LEAST_WHOLE) {
    return {
      value: 'Too few',
      note: `${share.part} of ${share.whole}; shown from ${LEAST_WHOLE} on`,
      hasEnough: false,
    }
  }
  const note = `${share.part} of ${share.whole}; between ${percent(share.low)} and ${percent(share.high)} with 95 % confidence`
  return { value: percent(share.share), note, hasEnough: true }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
