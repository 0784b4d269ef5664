import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { newNonce, pagePolicy } from '../../src/web/headers.ts'
import { browserTest, chromiumPath, openBrowser } from '../support/browser.ts'

// The scripts of the staff pages, on a page of their own under the very policy the staff pages have.
const SCRIPTS = ['keys', 'list', 'times', 'menus', 'saving', 'preview', 'swap']

let browser: Browser
let page: Page
let base: string
let faults: string[]
let saved: string[]
let answerOfSave: () => { status: number; body: object }

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await openBrowser()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  if (chromiumPath === undefined) return
  faults = []
  saved = []
  answerOfSave = () => ({ status: 200, body: {} })
  const app = express()
  app.use(express.urlencoded({ extended: false }))
  app.get('/js/:name', (request, response) => {
    response.type('js').send(readFileSync(`views/assets/js/${request.params.name}`))
  })
  app.post('/save', (request, response) => {
    saved.push(request.body.text)
    const { status, body } = answerOfSave()
    response.status(status).json(body)
  })
  app.post('/preview', (request, response) => {
    response.send(`<p id="made">${request.body.text.length} signs</p>
      <script>globalThis.hacked = 1</script><img src="x:" onerror="globalThis.hacked = 1">`)
  })
  app.get('/row/:n', (request, response) => response.send(pageWith(response, Number(request.params.n))))
  app.get('/', (_request, response) => response.send(pageWith(response, 0)))
  const server = app.listen(0)
  base = `http://localhost:${(server.address() as AddressInfo).port}`
  page = await (await browser.newContext()).newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  return async () => {
    await page.context().close()
    server.close()
    server.closeAllConnections()
  }
})

function pageWith(response: express.Response, row: number): string {
  const nonce = newNonce()
  response.set('Content-Security-Policy', pagePolicy(nonce))
  const scripts = SCRIPTS.map((name) => `<script src="/js/${name}.js" nonce="${nonce}" defer></script>`).join(
    '',
  )
  const rows = [1, 2, 3]
    .map((n) => `<li><a data-item data-swap="pane" href="/row/${n}">Row ${n}</a></li>`)
    .join('')
  return `<!doctype html><title>Scripts</title>${scripts}
    <ul data-list="follow">${rows}</ul>
    <section id="pane">${row === 0 ? 'Nothing chosen' : `You read row ${row}<script nonce="${nonce}">globalThis.hacked = 1</script>`}</section>
    <form data-autosave="/save" data-preview="/preview" data-preview-in="look"><textarea name="text">abc</textarea></form>
    <p data-save-state></p><div id="look"></div><div data-notices></div>
    <button data-key="p" data-key-label="Promote">Promote</button>
    <button data-copy="look" data-copied="Copied it.">Copy</button>
    <time datetime="${new Date(Date.now() - 3 * 86_400_000 - 60_000).toISOString()}" data-ago>?</time>`
}

const state = () => page.locator('[data-save-state]')

browserTest('what one writes is saved a moment later, and the page says so', async () => {
  await page.goto(base)
  await page.fill('textarea', 'abcd')

  expect(await state().innerText()).toBe('Not saved yet')
  await page.waitForSelector('[data-save-state][data-tone=settled]')
  expect(await state().innerText()).toMatch(/^Saved \d/)
  expect(saved).toEqual(['abcd'])
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  expect(faults).toEqual([])
})

browserTest('what could not be saved is kept on this computer and comes back', async () => {
  answerOfSave = () => ({ status: 409, body: { detail: 'Pia saved in between.' } })
  page.on('dialog', (dialog) => dialog.accept())
  await page.goto(base)
  await page.fill('textarea', 'my long sentence')
  await page.waitForSelector('[data-save-state][data-tone=disputed]')
  expect(await state().innerText()).toBe('Not saved: Pia saved in between. Kept on this computer.')

  answerOfSave = () => ({ status: 200, body: {} })
  await page.reload()
  expect(await page.inputValue('textarea')).toBe('abc')
  await page.click('button:has-text("Bring it back")')
  expect(await page.inputValue('textarea')).toBe('my long sentence')
  await page.waitForSelector('[data-save-state][data-tone=settled]')
  expect(saved.at(-1)).toBe('my long sentence')
})

browserTest('a lost connection is said, and the text is sent when it is back', async () => {
  await page.goto(base)
  await page.context().setOffline(true)
  await page.fill('textarea', 'written in a tunnel')
  await page.waitForSelector('[data-save-state][data-tone=disputed]')
  expect(await state().innerText()).toBe('Not saved: connection lost. Kept on this computer.')

  await page.context().setOffline(false)
  await page.waitForSelector('[data-save-state][data-tone=settled]')
  expect(saved).toEqual(['written in a tunnel'])
})

browserTest('the preview shows what the server made of the text, and nothing in it runs', async () => {
  await page.goto(base)
  await page.waitForSelector('#made')
  expect(await page.innerText('#made')).toBe('3 signs')
  await page.fill('textarea', 'abcdef')
  await page.waitForFunction(() => document.getElementById('made')?.textContent === '6 signs')

  expect(await page.locator('#look script').count()).toBe(0)
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
})

browserTest('j and k walk the list and open each row beside it; the back button goes back', async () => {
  await page.goto(base)
  await page.keyboard.press('j')
  await page.waitForFunction(() => document.getElementById('pane')?.textContent?.includes('row 1'))
  await page.keyboard.press('j')
  await page.waitForFunction(() => document.getElementById('pane')?.textContent?.includes('row 2'))

  expect(page.url()).toBe(`${base}/row/2`)
  expect(await page.locator('[aria-current]').innerText()).toBe('Row 2')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Row 2')
  await page.keyboard.press('k')
  await page.waitForFunction(() => document.getElementById('pane')?.textContent?.includes('row 1'))
  await page.goBack()
  await page.waitForFunction(() => document.getElementById('pane')?.textContent?.includes('row 2'))
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
  expect(faults).toEqual([])
})

browserTest('a key presses its button, but never while one writes', async () => {
  await page.goto(base)
  await page.evaluate(() => {
    const state = globalThis as unknown as { pressed: number }
    state.pressed = 0
    document.querySelector('[data-key=p]')?.addEventListener('click', () => state.pressed++)
  })
  const pressed = () => page.evaluate(() => (globalThis as unknown as { pressed: number }).pressed)

  await page.keyboard.press('p')
  expect(await pressed()).toBe(1)
  await page.keyboard.press('Control+p')
  await page.focus('textarea')
  await page.keyboard.press('p')
  await page.keyboard.press('j')
  expect(await pressed()).toBe(1)
  expect(await page.inputValue('textarea')).toContain('pj')
  expect(await page.innerText('#pane')).toBe('Nothing chosen')
})

browserTest('times are said in words', async () => {
  await page.goto(base)
  await page.waitForFunction(() => document.querySelector('time')?.textContent === '3 days ago')
  expect(await page.getAttribute('time', 'title')).toMatch(/\d{4}/)
})
