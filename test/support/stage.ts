import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type Db, openDb } from '../../src/db/open.ts'
import type { Role } from '../../src/db/words.ts'
import { addUser, PASSWORD, testApp } from './app.ts'
import { chromiumPath, openBrowser } from './browser.ts'

/** What a story in a browser plays on: one browser for a file, and for each test an empty database with the app over it. */
export let browser: Browser
export let db: Db
export let base: string
export let dataDir: string
/** What pages complained about; a story ends with none. */
export let faults: string[]

/** Sets the stage for every test of the file that calls it, with these people to log in as. */
export function openStage(people: Record<string, Role>): void {
  let server: Server
  beforeAll(async () => {
    if (chromiumPath !== undefined) browser = await openBrowser()
  })
  afterAll(() => browser?.close())
  beforeEach(() => {
    if (chromiumPath === undefined) return
    db = openDb(':memory:')
    for (const [name, role] of Object.entries(people)) addUser(db, name, role)
    const { app, config } = testApp(db)
    dataDir = config.dataDir
    server = app.listen(0)
    base = `http://localhost:${(server.address() as AddressInfo).port}`
    faults = []
    return () => {
      server.close()
      server.closeAllConnections()
      db.$client.close()
    }
  })
}

/** A page somebody is logged in on; what it complains about is a fault of ours. */
export async function logIn(name: string, options: { script?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    javaScriptEnabled: options.script ?? true,
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (line) => {
    // A refused save answers 409 or 422, which browsers report as a failed load.
    if (line.type() === 'error' && !/status of (409|422)/.test(line.text())) faults.push(line.text())
  })
  await page.goto(`${base}/staff/login`)
  await page.fill('#name', name)
  await page.fill('#password', PASSWORD)
  await page.press('#password', 'Enter')
  await page.waitForURL(`${base}/staff**`)
  return page
}
