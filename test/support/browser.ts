import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { test } from 'vitest'

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Where a Chromium lies on this machine, if one does. */
export const chromiumPath = PLACES.find((path) => path !== undefined && existsSync(path))

/** A test that needs a real browser: runs where one is found, is skipped by name elsewhere, and fails in CI without one. */
export function browserTest(name: string, run: () => Promise<void>): void {
  if (chromiumPath !== undefined) {
    test(name, { timeout: 120_000 }, run)
  } else if (process.env.CI) {
    test(name, () => {
      throw new Error('No Chromium was found. Install one, or say where it is in CHROMIUM_PATH.')
    })
  } else {
    test.skip(`${name} (skipped: no Chromium found; set CHROMIUM_PATH)`, () => {})
  }
}

/** A headless browser that talks to nobody but the page under test. */
export function openBrowser(): Promise<Browser> {
  const quiet = ['quic', 'background-networking', 'component-update', 'sync'].map(
    (name) => `--disable-${name}`,
  )
  return chromium.launch({
    executablePath: chromiumPath!,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet],
  })
}
