/**
 * The pictures of the README, from a running demo: `npx tsx test/support/screenshots.ts http://localhost:3000`.
 * Written to data/screenshots.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { openBrowser } from './browser.ts'

const address = process.argv[2] ?? 'http://localhost:3000'
const FOLDER = fileURLToPath(new URL('../../data/screenshots', import.meta.url))
const PASSWORD = 'try-winnow-today'

mkdirSync(FOLDER, { recursive: true })
const browser = await openBrowser()
const opened = async (colorScheme: 'light' | 'dark') =>
  (await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme })).newPage()
const take = (page: Page, name: string) => page.screenshot({ path: join(FOLDER, `${name}.png`) })

const staff = await opened('light')
await staff.goto(`${address}/staff/queue`)
await staff.fill('[name=name]', 'edith')
await staff.fill('[name=password]', PASSWORD)
await staff.keyboard.press('Enter')
await staff.waitForURL(/\/staff\/queue/)
await take(staff, 'queue')
await staff.goto(`${address}/staff/contradictions?tier=high`)
await staff.locator('.ledger__claim').first().click()
await staff.waitForURL(/\/staff\/flags\//)
await take(staff, 'contradiction')
await staff.goto(`${address}/staff/queue`)
await staff.keyboard.press('j')
await staff.waitForTimeout(300)
await staff.keyboard.press('p')
await staff.waitForURL(/\/staff\/articles\/\d+\/edit/)
await staff.waitForTimeout(1500)
await take(staff, 'editor')

const reader = await opened('dark')
await reader.goto(`${address}/`)
await reader.locator('input[type=search]').first().fill('upload too slow')
await reader.locator('[data-search-results] a').first().waitFor()
await take(reader, 'search')
await browser.close()
