import { z } from 'zod'
import { changeSetting } from '../../db/settings.ts'
import { BEST_BETS_KEY, bestBetLines, bestBetsOf, readBestBets } from '../../publish/best-bets.ts'
import { page, redirect } from '../answers.ts'
import type { Routes } from '../routes.ts'

const Lines = z.object({ bets: z.string().max(100_000).default('') })

/** What comes first for which words in the public search. */
export function bestBetRoutes(routes: Routes): void {
  routes.form('/staff/settings/best-bets', 'best-bets', {
    schema: Lines,
    start: (ask) => ({ bets: bestBetLines(bestBetsOf(ask.db)) }),
    show: (_ask, form) => page('settings/best-bets', { title: 'Best bets', form }),
    act: (ask, { bets }) => {
      changeSetting(ask.db, { key: BEST_BETS_KEY, value: readBestBets(ask.db, bets), by: ask.by })
      return redirect('/staff/settings/best-bets', 'Saved. Readers find it so at the next release.')
    },
  })
}
