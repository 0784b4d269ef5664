import { now } from '../../db/events.ts'
import { lastDays } from '../../lib/period.ts'
import type { CountedRow } from '../../metrics/metric.ts'
import { asCsv, detail, type Figure, report } from '../../metrics/report.ts'
import { page, text } from '../answers.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, Routes } from '../routes.ts'

export type FiguresPage = PageBase & { figures: Figure[]; days: number; choices: readonly number[] }
export type FigurePage = PageBase & { figure: Figure; rows: CountedRow[]; days: number }

const CHOICES = [7, 30, 90, 365, 3650] as const

/** The figures, the rows behind each, and both as CSV. */
export function figureRoutes(routes: Routes): void {
  routes.get('/staff/figures', 'see.staff', (ask) => {
    const days = daysOf(ask)
    return page('figures/index', {
      title: 'Figures',
      figures: report(ask.db, lastDays(now(), days)),
      days,
      choices: CHOICES,
    })
  })

  routes.get('/staff/figures/:slug', 'see.staff', (ask) => {
    const days = daysOf(ask)
    const { figure, measured } = detail(ask.db, ask.params.slug!, lastDays(now(), days))
    return page('figures/show', { title: figure.title, figure, rows: measured.rows, days })
  })

  routes.get('/staff/figures/:slug/csv', 'see.staff', (ask) => {
    const { figure, measured } = detail(ask.db, ask.params.slug!, lastDays(now(), daysOf(ask)))
    return text(asCsv(measured), 'text/csv', `${figure.slug}.csv`)
  })
}

function daysOf(ask: Ask): number {
  return CHOICES.find((choice) => String(choice) === ask.query.days) ?? 90
}
