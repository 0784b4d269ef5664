import { z } from 'zod'
import { thresholds } from '../../../contradictions/judge.ts'
import {
  type Acceptance,
  acceptance,
  type Consequence,
  changeThresholds,
  consequences,
  tierPolicy,
} from '../../../contradictions/quality.ts'
import { page, redirect } from '../../answers.ts'
import { blankForm, type FormPage } from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'

export type QualityPage = FormPage & {
  kinds: Acceptance[]
  consequences: Consequence[]
  policy: { review: number; high: number }
  least: number
  mayChange: boolean
}

const share = (label: string) => z.coerce.number({ error: `Type ${label} as a number, for example 0.75.` })
const Thresholds = z.object({ review: share('the first threshold'), high: share('the second threshold') })

/** How often the detector is right, from the editors' own decisions, and what other thresholds would have done. */
export function qualityRoutes(routes: Routes): void {
  routes.get('/staff/contradictions/quality', 'see.staff', (ask) => {
    const { review, high } = tierPolicy(ask.db)
    return shown(ask, blankForm({ review: String(review), high: String(high) }))
  })

  routes.form('/staff/contradictions/thresholds', 'admin.settings', {
    schema: Thresholds,
    show: shown,
    act: (ask, value) => {
      changeThresholds(ask.db, { ...value, by: ask.by })
      return redirect(
        '/staff/contradictions/quality',
        'The thresholds are changed. Open flags have their new tier.',
      )
    },
  })
}

function shown(ask: Ask, form: FormPage['form']) {
  const { review, high } = tierPolicy(ask.db)
  const values = { review: String(review), high: String(high), ...form.values }
  return page('contradictions/quality', {
    title: 'How often flags are right',
    form: { ...form, values },
    kinds: acceptance(ask.db),
    consequences: consequences(ask.db),
    policy: { review, high },
    least: thresholds.review,
    mayChange: ask.may('admin.settings'),
  })
}
