import type { Routes } from '../routes.ts'
import { byHandRoutes } from './contradictions/by-hand.ts'
import { flagRoutes } from './contradictions/flag.ts'
import { ledgerRoutes } from './contradictions/ledger.ts'
import { qualityRoutes } from './contradictions/quality.ts'

/** What customers were told against what we say: the ledger, each flag, raising one by hand, how often it is right. */
export function contradictionRoutes(routes: Routes): void {
  for (const declare of [ledgerRoutes, flagRoutes, byHandRoutes, qualityRoutes]) declare(routes)
}
