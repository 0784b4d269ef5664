import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest'
import { type Db, openDb } from '../../src/db/open.ts'
import { addProduct, addUser, PASSWORD, testApp } from '../support/app.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserTest, chromiumPath, openBrowser } from '../support/browser.ts'

const LONG = 'Why does the export of a field book with two hundred photographs stop '.repeat(3).slice(0, 200)
const PAGES = [
  '/staff/settings',
  '/staff/account',
  '/staff/account/password',
  '/staff/users',
  '/staff/users/new',
  '/staff/users/otto',
  '/staff/styleguide',
  '/staff/nowhere',
]
const OPEN_PAGES = ['/staff/login?next=/staff/users', '/', '/nowhere']

let browser: Browser
let db: Db
let server: Server
let base: string
let faults: string[]

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await openBrowser()
})
afterAll(() => browser?.close())

beforeEach(() => {
  if (chromiumPath === undefined) return
  db = openDb(':memory:')
  addUser(db, 'ada', 'admin')
  addUser(db, 'otto', 'agent', { isLimited: true })
  db.$client.prepare('UPDATE users SET display_name = ? WHERE name = ?').run(LONG, 'otto')
  for (const name of ['Fieldbook', 'Fieldbook Cloud']) addProduct(db, name)
  server = testApp(db).app.listen(0)
  base = `http://localhost:${(server.address() as AddressInfo).port}`
  faults = []
  return () => {
    server.close()
    server.closeAllConnections()
    db.$client.close()
  }
})

async function open(
  options: { width: number; scheme: 'light' | 'dark'; isLoggedIn?: boolean; script?: boolean } = {
    width: 1280,
    scheme: 'light',
  },
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: { width: options.width, height: 900 },
    colorScheme: options.scheme,
    javaScriptEnabled: options.script ?? true,
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text())
  })
  if (options.isLoggedIn ?? true) {
    await page.goto(`${base}/staff/login?next=/staff/settings`)
    await page.fill('#name', 'ada')
    await page.fill('#password', PASSWORD)
    await page.click('button:has-text("Log in")')
    await page.waitForURL('**/staff/settings')
  }
  return { context, page }
}

describe.each(['light', 'dark'] as const)('in %s mode', (scheme) => {
  browserTest('every page of the frame has nothing that axe calls serious', async () => {
    for (const [isLoggedIn, paths] of [
      [true, PAGES],
      [false, OPEN_PAGES],
    ] as const) {
      const { context, page } = await open({ width: 1280, scheme, isLoggedIn })
      for (const path of paths) {
        await page.goto(base + path)
        expect(await seriousFindings(page), path).toEqual([])
      }
      await context.close()
    }
    expect(faults).toEqual([])
  })
})

browserTest(
  'no page scrolls sideways, from wide screens to 320 pixels and at twice the text size',
  async () => {
    for (const width of [1280, 768, 390, 320]) {
      const { context, page } = await open({ width, scheme: 'light' })
      for (const path of PAGES) {
        await page.goto(base + path)
        expect([width, path, await overflow(page)]).toEqual([width, path, 0])
        if (width < 768 || path === '/staff/styleguide') continue
        await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
        expect([width, path, '200 %', await overflow(page)]).toEqual([width, path, '200 %', 0])
      }
      await context.close()
    }
  },
)

browserTest('the keys work: search, the list of keys, back to where one was', async () => {
  const { page } = await open()
  await page.goto(`${base}/staff/users`)

  await page.keyboard.press('/')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q')
  await page.keyboard.type('a?/j')
  expect(await page.inputValue('input[name=q]')).toBe('a?/j')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  expect(await page.locator('#keys').getAttribute('open')).not.toBeNull()
  expect(await page.locator('#keys').innerText()).toContain('Search everywhere')
  await page.keyboard.press('Escape')
  expect(await page.locator('#keys').getAttribute('open')).toBeNull()
  expect(faults).toEqual([])
})

browserTest('with the keyboard alone one skips to the content and sees where one is', async () => {
  const { page } = await open()
  await page.goto(`${base}/staff/users`)

  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const focused = page.locator(':focus')
  expect(await focused.evaluate((one) => one.closest('main') !== null)).toBe(true)
  expect(await focused.evaluate((one) => getComputedStyle(one).outlineStyle)).toBe('solid')
})

browserTest('no text can become script or markup on a staff page', async () => {
  const { page } = await open()
  const attempts = await page.evaluate(async () => {
    // Away from the debugger's own call, which may evaluate what the page may not.
    await new Promise((done) => setTimeout(done))
    const tried = (work: () => unknown) => {
      try {
        work()
        return 'done'
      } catch (error) {
        return (error as Error).name
      }
    }
    const types = (
      globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }
    ).trustedTypes
    return [
      tried(() => {
        document.body.innerHTML = '<img src=x onerror="globalThis.hacked = 1">'
      }),
      tried(() => new DOMParser().parseFromString('<p>', 'text/html')),
      // biome-ignore lint/security/noGlobalEval: the point is that it fails
      tried(() => globalThis.eval('globalThis.hacked = 1')),
      tried(() => types.createPolicy('any', { createHTML: (text: string) => text })),
      tried(() => {
        const script = document.createElement('script')
        script.textContent = 'globalThis.hacked = 1'
        document.body.append(script)
      }),
      String('hacked' in globalThis),
    ]
  })

  expect(attempts.at(-1)).toBe('false')
  expect(attempts.slice(0, 4)).not.toContain('done')
})

browserTest('everything works without scripts', async () => {
  const { page } = await open({ width: 1280, scheme: 'light', script: false })

  await page.selectOption('select[name=product]', { label: 'Fieldbook' })
  await page.click('button:has-text("Show")')
  expect(await page.locator('.bar__filter--chosen').count()).toBe(1)
  await page.click('summary:has-text("ada")')
  await page.click('button:has-text("Log out")')
  expect(page.url()).toContain('/staff/login')
})

browserTest('with scripts the product filter is sent when it is chosen, and stays', async () => {
  const { page } = await open()

  await page.selectOption('select[name=product]', { label: 'Fieldbook Cloud' })
  await page.waitForSelector('.bar__filter--chosen')
  await page.goto(`${base}/staff/users`)
  expect(await page.locator('select[name=product] option:checked').innerText()).toBe('Fieldbook Cloud')
})

browserTest('icons are drawn', async () => {
  const { page } = await open()
  const box = await page
    .locator('.rail__item .icon')
    .first()
    .evaluate((icon) => {
      const drawn = (icon.querySelector('use') as SVGGraphicsElement).getBBox()
      return drawn.width * drawn.height
    })

  expect(box).toBeGreaterThan(50)
})

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
