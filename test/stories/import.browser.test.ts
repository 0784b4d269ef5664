import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { openDb } from '../../src/db/open.ts'
import { addUser, PASSWORD, testApp, testConfig } from '../support/app.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserTest, chromiumPath, openBrowser } from '../support/browser.ts'

const CASES = fileURLToPath(new URL('../../data/sources/cases/cases.csv', import.meta.url))

let browser: Browser | undefined
let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-story-'))
  if (chromiumPath !== undefined) browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

browserTest('an editor imports a table from upload to outcome, and takes it back', async () => {
  const config = testConfig()
  const db = openDb(config.databaseFile)
  addUser(db, 'edith', 'editor')
  const { app, bugs } = testApp(db, config)
  const server = createServer(app)
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port))
  })
  const address = `http://127.0.0.1:${port}`
  const page = await (await browser!.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
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
  const table = join(folder, 'desk.csv')
  writeFileSync(table, readFileSync(CASES, 'utf8').replace('2026-03-03 09:14', 'some day in March'))

  // Nothing is here yet; the page says so and leads to the import.
  await page.goto(`${address}/staff/sources`)
  await page.fill('[name=name]', 'edith')
  await page.fill('[name=password]', PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByText('Nothing has been imported yet').waitFor()
  await page.getByRole('link', { name: 'Import files' }).first().click()
  await look('new upload')
  await page.getByRole('button', { name: 'Upload and look' }).click()
  await page.getByText('Choose at least one file.').waitFor()

  // She drops the file, and sees the first records.
  const dropped = await page.evaluateHandle(
    (text) => {
      const data = new DataTransfer()
      data.items.add(new File([text], 'desk.csv', { type: 'text/csv' }))
      return data
    },
    readFileSync(table, 'utf8'),
  )
  await page.dispatchEvent('[data-upload]', 'drop', { dataTransfer: dropped })
  await page.waitForURL(/\/staff\/uploads\/1$/)
  const first = page.locator('.arriving').first()
  await first.waitFor()
  expect(await first.textContent()).toContain('Files stuck on "waiting"')
  expect(await page.locator('#arriving').textContent()).toContain('some day in March')
  await look('upload')

  // What she says of a column shows at once.
  await page.selectOption('#map-title', 'Case Number')
  await page.locator('.arriving h3', { hasText: 'WM-20433' }).waitFor()
  await page.selectOption('#map-title', 'Subject')
  await page.locator('.arriving h3', { hasText: 'Files stuck' }).waitFor()

  // A source without a name is not taken; what she typed stays.
  await page.fill('#licence', 'CC0-1.0')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('Give the new source a name.').first().waitFor()
  expect(await page.inputValue('#licence')).toBe('CC0-1.0')
  await look('upload with a mistake')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await look('upload, narrow and dark')
  await page.fill('#name', 'Old desk')
  await page.selectOption('#authority', 'case')

  // She starts it with the keyboard and waits; the page goes on to the outcome by itself.
  await page.getByRole('button', { name: 'Import', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/staff\/imports\/1$/)
  await page.getByRole('button', { name: 'Undo the import' }).waitFor()
  await look('outcome')
  expect(await page.locator('.facts').textContent()).toMatch(/Created\s*27/)

  // The record that could not be read is there with its reason and its text, and goes for good.
  expect(await page.locator('.card').textContent()).toContain('some day in March')
  await page.getByText('As received, less what is private').click()
  expect(await page.locator('.card pre').textContent()).not.toContain('harriet.olufsen@')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('It still cannot be read').first().waitFor()
  await page.goto(`${address}/staff/imports/1`)
  await page.getByRole('button', { name: 'Ignore for good' }).click()
  await page.getByText('The record is ignored from now on.').waitFor()

  // She thinks again.
  await page.getByRole('button', { name: 'Undo the import' }).click()
  await page.getByText('27 are gone').waitFor()
  expect(db.$client.prepare('SELECT count(*) FROM threads WHERE removed_at IS NULL').pluck().get()).toBe(0)

  expect(problems).toEqual([])
  expect(bugs).toEqual([])
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  db.$client.close()
})
