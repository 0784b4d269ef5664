import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { harvest } from '../../src/harvest/harvest.ts'
import { afterImport } from '../../src/web/after-import.ts'
import { addUser, PASSWORD, testApp } from '../support/app.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserTest, chromiumPath, openBrowser } from '../support/browser.ts'
import { freshDb } from '../support/db.ts'

const SOURCES = fileURLToPath(new URL('../../data/sources', import.meta.url))

let browser: Browser | undefined
beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await openBrowser()
}, 60_000)
afterAll(() => browser?.close())

/** The staff side over the demo's forum and the official documents of one product, with an editor to log in as. */
async function served(): Promise<{ address: string; server: Server; bugs: string[] }> {
  const db = freshDb()
  const forum = {
    source: { slug: 'forum', authority: 'community' as const },
    format: 'auto',
    paths: [join(SOURCES, 'forum')],
  }
  const docs = {
    source: { slug: 'docs', authority: 'official' as const, product: 'Caskwell' },
    format: 'markdown',
    paths: [join(SOURCES, 'official', 'caskwell')],
  }
  for (const input of [forum, docs])
    afterImport(db, { ...(await harvest(db, { ...input, by: null })), by: null })
  addUser(db, 'pia', 'publisher')
  const { app, bugs } = testApp(db)
  const server = createServer(app)
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port))
  })
  return { address: `http://127.0.0.1:${port}`, server, bugs }
}

browserTest(
  'a thread becomes a published answer with the keyboard, and no page has a serious fault',
  async () => {
    const { address, server, bugs } = await served()
    const context = await browser!.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('422')) problems.push(message.text())
    })
    const look = async (where: string) => {
      for (const finding of await seriousFindings(page)) problems.push(`${where}: ${finding}`)
      const isWide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
      if (isWide) problems.push(`${where}: scrolls sideways`)
    }

    // Pia logs in and lands on her home page.
    await page.goto(`${address}/staff`)
    await page.fill('[name=name]', 'pia')
    await page.fill('[name=password]', PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${address}/staff`)
    await look('home')

    // In the queue she goes down the list and promotes what she reads with one key.
    await page.goto(`${address}/staff/queue?class=not-captured`)
    await look('queue')
    await page.keyboard.press('j')
    const title = await page.locator('#reading h2').first().textContent()
    await page.keyboard.press('p')
    await page.waitForURL(/\/staff\/articles\/\d+\/edit/)
    await look('editor')

    // She reads the article, vouches for it, makes it live and publishes the site.
    await page.goto(page.url().replace(/\/edit$/, ''))
    await look('article')
    await page.getByRole('button', { name: /^Validate/ }).click()
    await page
      .getByRole('button', { name: /^Publish/ })
      .first()
      .click()
    await page.goto(`${address}/staff`)
    await page.getByRole('button', { name: 'Publish' }).click()
    await page
      .getByText(/^Release 1/)
      .first()
      .waitFor()

    // A customer finds it by typing a few words of the question.
    const reader = await browser!.newContext({ viewport: { width: 390, height: 844 } })
    const site = await reader.newPage()
    site.on('pageerror', (error) => problems.push(`site: ${error.message}`))
    await site.goto(`${address}/`)
    await site
      .locator('input[type=search]')
      .first()
      .fill((title ?? '').split(' ').slice(0, 4).join(' '))
    await site.locator('[data-search-results] a').first().click()
    await site.waitForURL(/\/answers\//)
    for (const finding of await seriousFindings(site)) problems.push(`answer: ${finding}`)
    expect(await site.locator('h1').textContent()).toBeTruthy()

    // The other places of the staff side hold up narrow and dark.
    await page.setViewportSize({ width: 390, height: 844 })
    await page.emulateMedia({ colorScheme: 'dark' })
    for (const path of [
      '',
      '/queue',
      '/contradictions',
      '/flags/1',
      '/sources',
      '/desk?q=backup&case=WM-1',
      '/figures',
      '/threads/1',
      '/documents/1',
      '/search?q=backup',
      '/settings',
    ]) {
      await page.goto(`${address}/staff${path}`)
      await look(`${path} narrow`)
    }
    expect(problems).toEqual([])
    expect(bugs).toEqual([])
    await context.close()
    await reader.close()
    server.close()
  },
)
