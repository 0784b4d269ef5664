import { type FlagGroup, flagCounts, flagGroups } from '../../../contradictions/queries.ts'
import { scan } from '../../../contradictions/scan.ts'
import { tiers } from '../../../db/words.ts'
import { page, redirect } from '../../answers.ts'
import type { PageBase } from '../../pages.ts'
import type { Ask, Routes } from '../../routes.ts'

export type ContradictionsPage = PageBase & {
  groups: FlagGroup[]
  counts: { open: number; settled: number }
  state: 'open' | 'settled'
  tier: string
  lastScan: string | null
  mayScan: boolean
}

/** The ledger of contradictions, grouped by the official sentence. */
export function ledgerRoutes(routes: Routes): void {
  routes.get('/staff/contradictions', 'see.staff', (ask) => {
    const state = ask.query.state === 'settled' ? 'settled' : 'open'
    const tier = tiers.find((known) => known === ask.query.tier)
    const productIds = ask.productIds
    return page('contradictions/index', {
      title: 'Contradictions',
      groups: flagGroups(ask.db, { productIds, state, ...(tier === undefined ? {} : { tier }) }),
      counts: flagCounts(ask.db, productIds),
      state,
      tier: tier ?? '',
      lastScan: lastScan(ask),
      mayScan: ask.may('scan'),
    })
  })

  routes.post('/staff/contradictions/scans', 'scan', (ask) => {
    const { scanned, flags } = scan(ask.db)
    const found =
      flags === 0
        ? 'no new contradiction'
        : flags === 1
          ? 'one new contradiction'
          : `${flags} new contradictions`
    return redirect('/staff/contradictions', `Compared ${scanned} texts again: ${found}.`)
  })
}

function lastScan(ask: Ask): string | null {
  const at = ask.db.$client
    .prepare(`SELECT max(at) FROM events WHERE subject = 'flag' AND verb = 'flagged'`)
    .pluck()
    .get() as string | null
  return at
}
