import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What axe finds serious or critical on the page as it stands, one line each; empty is good. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Trusted Types forbid what axe would write into frames; there are none, so nothing is missed in legacy mode.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) =>
      one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
    )
}
