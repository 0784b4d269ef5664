import { z } from 'zod'
import { answeredAt, type Calibrated, calibrateCovered, calibrateSame } from '../../triage/calibration.ts'
import { coverageByProduct, coverageByTopic, type TopicCoverage } from '../../triage/coverage-queries.ts'
import { changeThresholds, DEFAULTS, thresholdsOf } from '../../triage/thresholds.ts'
import { page, redirect } from '../answers.ts'
import type { FormPage } from '../forms.ts'
import type { PageBase } from '../pages.ts'
import type { Routes } from '../routes.ts'

export type CoveragePage = PageBase & { products: TopicCoverage[]; topics: TopicCoverage[] }
export type CalibrationPage = FormPage & {
  curves: { slug: string; title: string; says: string; now: number; data: Calibrated }[]
  answered: { threshold: number; threads: number }[]
  defaults: typeof DEFAULTS
}

const figure = z.coerce.number({ error: 'Enter a figure, such as 0.55.' })
const Thresholds = z.object({ covered: figure, sameQuestion: figure, joins: figure })

/** What is asked and answered, by product and topic; and how well the thresholds agree with what editors decide. */
export function coverageRoutes(routes: Routes): void {
  routes.get('/staff/coverage', 'see.staff', (ask) =>
    page('coverage/index', {
      title: 'Coverage',
      products: coverageByProduct(ask.db, ask.productIds),
      topics: coverageByTopic(ask.db, ask.productIds, 60),
    }),
  )

  routes.form('/staff/settings/thresholds', 'admin.settings', {
    schema: Thresholds,
    start: (ask) =>
      Object.fromEntries(Object.entries(thresholdsOf(ask.db)).map(([name, value]) => [name, String(value)])),
    show: (ask, form) => {
      const now = thresholdsOf(ask.db)
      return page('coverage/calibration', {
        title: 'Thresholds',
        form,
        defaults: DEFAULTS,
        answered: answeredAt(ask.db),
        curves: [
          {
            slug: 'covered',
            title: 'Answered already',
            says: 'Merged into an article, or dismissed as known, says yes; promoted says no.',
            now: now.covered,
            data: calibrateCovered(ask.db),
          },
          {
            slug: 'joins',
            title: 'The same question',
            says: 'Joined by hand says yes, “not the same” says no.',
            now: now.joins,
            data: calibrateSame(ask.db),
          },
        ],
      })
    },
    act: (ask, value) => {
      changeThresholds(ask.db, { ...value, by: ask.by })
      return redirect(
        '/staff/settings/thresholds',
        'Changed. The queue is decided by them from its next change on.',
      )
    },
  })
}
