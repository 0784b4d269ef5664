import { now } from '../../db/events.ts'
import { remembered } from '../../db/remembered.ts'
import { lastDays } from '../../lib/period.ts'
import type { CountedRow } from '../../metrics/metric.ts'
import { asCsv, detail, type Figure, report } from '../../metrics/report.ts'
import type { Step } from '../../metrics/trend.ts'
import { page, text } from '../answers.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, Routes } from '../routes.ts'
import { onDay } from '../words.ts'

/** What the chart component draws. */
export type Chart = {
  title: string
  partWord: string
  wholeWord: string
  points: { label: string; part: number; whole: number; says: string }[]
}
export type FiguresPage = PageBase & {
  figures: (Figure & { chart: Chart })[]
  days: number
  choices: readonly number[]
}
export type FigurePage = PageBase & { figure: Figure; chart: Chart; rows: CountedRow[]; days: number }

const CHOICES = [7, 30, 90, 365, 3650] as const
/** Into how many stretches a chart divides each period: days, three days, weeks, months, years. */
const STEPS: Record<(typeof CHOICES)[number], number> = { 7: 7, 30: 10, 90: 13, 365: 12, 3650: 10 }

/** The figures, the rows behind each, and both as CSV. */
export function figureRoutes(routes: Routes): void {
  routes.get('/staff/figures', 'see.staff', (ask) => {
    const days = daysOf(ask)
    return page('figures/index', {
      title: 'Figures',
      figures: remembered(ask.db, `figures of ${days} days at ${now().slice(0, 13)}`, () =>
        report(ask.db, lastDays(now(), days), STEPS[days]).map((one) => ({
          ...one,
          chart: chartOf(one, one.trend),
        })),
      ),
      days,
      choices: CHOICES,
    })
  })

  routes.get('/staff/figures/:slug', 'see.staff', (ask) => {
    const days = daysOf(ask)
    const { figure, measured, trend } = detail(ask.db, ask.params.slug!, lastDays(now(), days), STEPS[days])
    return page('figures/show', {
      title: figure.title,
      figure,
      chart: chartOf(figure, trend),
      rows: measured.rows,
      days,
    })
  })

  routes.get('/staff/figures/:slug/csv', 'see.staff', (ask) => {
    const { figure, measured } = detail(ask.db, ask.params.slug!, lastDays(now(), daysOf(ask)))
    return text(asCsv(measured), 'text/csv', `${figure.slug}.csv`)
  })
}

function daysOf(ask: Ask): (typeof CHOICES)[number] {
  return CHOICES.find((choice) => String(choice) === ask.query.days) ?? 90
}

function chartOf(figure: Figure, steps: Step[]): Chart {
  return {
    title: figure.title,
    partWord: figure.counts.part ?? '',
    wholeWord: figure.counts.whole,
    points: steps.map(({ from, ...step }) => ({ ...step, label: onDay(from) })),
  }
}
