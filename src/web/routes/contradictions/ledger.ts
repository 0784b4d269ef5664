import { type FlagGroup, flagCounts, flagGroups } from '../../../contradictions/queries.ts'
import { type LastScan, lastScan, refuseIfScanning } from '../../../contradictions/scans.ts'
import { tiers } from '../../../db/words.ts'
import { Refused } from '../../../lib/errors.ts'
import { page, redirect } from '../../answers.ts'
import { isRunningApart, startApart, stopApart } from '../../apart.ts'
import type { PageBase } from '../../pages.ts'
import type { Ask, Routes } from '../../routes.ts'

export type ContradictionsPage = PageBase & {
  groups: FlagGroup[]
  counts: { open: number; settled: number }
  state: 'open' | 'settled'
  tier: string
  scan: LastScan | null
  mayScan: boolean
  /** It was started by this server. */
  mayInterrupt: boolean
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
      scan: shownScan(ask),
      mayScan: ask.may('scan'),
      mayInterrupt: ask.may('scan') && isRunningApart(ask.config, SCAN),
    })
  })

  routes.post('/staff/contradictions/scans', 'scan', (ask) => {
    if (isRunningApart(ask.config, SCAN)) throw new Refused('A scan is running already.')
    refuseIfScanning(ask.db)
    startApart(ask.config, SCAN, ['contradictions', 'scan', '--by-id', String(ask.by)], () => {})
    return redirect('/staff/contradictions')
  })

  routes.post('/staff/contradictions/scans/interruption', 'scan', (ask) => {
    if (!stopApart(ask.config, SCAN, 'in good order'))
      throw new Refused('No scan was started here. Stop it where it was started, with Ctrl+C.')
    return redirect('/staff/contradictions', 'Interrupted. The next scan goes on from there.')
  })
}

/** Under which key a scan runs: one at a time. */
const SCAN = 'scan'

/** A scan that was just started may not have come to write anything down. */
function shownScan(ask: Ask): LastScan | null {
  const last = lastScan(ask.db)
  if (last?.state === 'running' || !isRunningApart(ask.config, SCAN)) return last
  return { state: 'running', by: ask.person.name, at: '', progress: '', scanned: 0, flags: 0, waiting: 0 }
}
