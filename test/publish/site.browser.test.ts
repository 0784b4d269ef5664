import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { openDb } from '../../src/db/open.ts'
import { changeSetting } from '../../src/db/settings.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { publish } from '../../src/publish/publish.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserTest, chromiumPath, openBrowser } from '../support/browser.ts'
import * as make from '../support/make.ts'
import { hostileTitles, smallSite } from '../support/small-site.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

const PAGES = [
  'index.html',
  'answers/how-long-does-a-refund-take/index.html',
  'answers/can-a-refund-be-undone/index.html',
  'answers/refunds-by-cheque/index.html',
  'products/index.html',
  'products/harbor/index.html',
  'products/harbor/refunds/index.html',
  'people/hana/index.html',
  'known-issues/index.html',
  'changes/index.html',
  'search/index.html',
  'general/index.html',
  '404.html',
  'ar/index.html',
  'ar/answers/refund-in-arabic/index.html',
  'ja/answers/refund-in-japanese/index.html',
]

let folder: string
let site: string
let server: Server
let browser: Browser
/** Paths the server was asked for, in order. */
let asked: string[] = []

beforeAll(async () => {
  if (chromiumPath === undefined) return
  folder = mkdtempSync(join(tmpdir(), 'winnow-browser-'))
  const db = openDb(':memory:')
  smallSite(db)
  for (const title of hostileTitles) make.publishedArticle(db, { title, resolution: title, issue: title })
  const steps =
    '1. افتح الإعدادات\n2. اختر استرداد المال\n\n```sh\nharbor refund\n```\n\n| أ | ب |\n|---|--:|\n| ١ | ٢ |'
  const arabic = { title: 'كيف أسترد المال؟', slug: 'refund-in-arabic', resolution: steps }
  make.publishedArticle(db, {
    ...arabic,
    language: 'ar',
    product: 'Harbor',
    appliesTo: { versions: ['4.2'] },
  })
  const japanese = { title: '返金にはどのくらいかかりますか', slug: 'refund-in-japanese' }
  make.publishedArticle(db, { ...japanese, language: 'ja', resolution: '設定を開き、返金を選びます。' })
  changeSetting(db, {
    key: 'site',
    value: { name: 'Harbor help', contactUrl: 'https://harbor.example/contact' },
    by: null,
  })
  await publish(db, {
    ...{ dataDir: folder, siteUrl: 'https://harbor.example/help/docs', feedbackUrl: '/feedback' },
    by: null,
  })
  db.$client.close()
  site = join(folder, 'site')
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://here').pathname)
    asked.push(path)
    const file = join(site, path.replace(/^\/help\/docs/, '').replace(/\/$/, '/index.html'))
    if (!path.startsWith('/help/docs/') || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
    response.end(readFileSync(file))
  }).listen(0, '127.0.0.1')
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
  await closeRenderPool()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})

const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/help/docs/`

/** A page that keeps what went wrong and every address it fetched. */
async function openPage(
  options: BrowserContextOptions = {},
): Promise<{ page: Page; wrong: string[]; fetched: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const wrong: string[] = []
  const fetched: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text())
  })
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('requestfailed', (request) => {
    // An icon still on its way when the reader moves on is no fault.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') wrong.push(`failed: ${request.url()}`)
  })
  page.on('request', (request) => fetched.push(request.url()))
  return { page, wrong, fetched }
}

async function findsTheRefund(page: Page): Promise<void> {
  await page.fill('#q', 'refnd takes how lon')
  const first = page.locator('.search-result').first()
  await first.waitFor()
  expect(await page.locator('.search-title').allTextContents()).toContain('How long does a refund take?')
  const title = page.locator('.search-title', { hasText: 'How long does a refund take?' })
  await page.locator('.search-result').filter({ has: title }).click()
  await page.locator('h1', { hasText: 'How long does a refund take?' }).waitFor()
}

browserTest(
  'served in a sub-directory, under its own policy, the site is searched and nothing foreign is fetched',
  async () => {
    asked = []
    const { page, wrong, fetched } = await openPage()
    await page.goto(`${base()}index.html`)
    expect(asked.some((path) => /search.*\.(js|bin)$/.test(path))).toBe(false)

    await findsTheRefund(page)

    expect(wrong).toEqual([])
    expect(fetched.filter((url) => !url.startsWith(base()))).toEqual([])
  },
)

browserTest('opened from disk, the site reads and searches as well', async () => {
  const { page, wrong, fetched } = await openPage()
  await page.goto(pathToFileURL(join(site, 'answers/can-a-refund-be-undone/index.html')).href)
  const font = await page.evaluate('getComputedStyle(document.querySelector("h1")).fontWeight')
  expect(font).toBe('600')

  await findsTheRefund(page)

  expect(wrong).toEqual([])
  expect(fetched.filter((url) => !url.startsWith('file:'))).toEqual([])
})

browserTest('an address with a question in it answers at once, and "/" leads to the box', async () => {
  const { page, wrong } = await openPage()
  await page.goto(`${base()}search/index.html?q=invoice`)
  await page.locator('.search-result').first().waitFor()

  await page.goto(`${base()}changes/index.html`)
  await page.keyboard.press('/')
  expect(await page.evaluate('document.activeElement.id')).toBe('q')
  expect(wrong).toEqual([])
})

browserTest('a search without results offers the products and the way to a person', async () => {
  const { page } = await openPage()
  await page.goto(`${base()}search/index.html`)
  await page.fill('#q', 'zzzzqqqq')
  const empty = page.locator('.search-empty')
  await empty.locator('a', { hasText: 'Ask a person' }).waitFor()
  expect(await empty.locator('[data-search-words]').textContent()).toBe('zzzzqqqq')
  expect(await empty.locator('a').allTextContents()).toContain('Harbor')
})

browserTest(
  'every kind of page passes axe, in light and dark, wide and narrow, and never scrolls sideways',
  async () => {
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [320, 'dark'],
    ] as const) {
      const { page, wrong } = await openPage({ viewport: { width, height: 900 }, colorScheme })
      for (const path of PAGES) {
        await page.goto(base() + path)
        expect(await seriousFindings(page), `${path} ${colorScheme}`).toEqual([])
        const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        expect(over, `${path} at ${width}`).toBeLessThanOrEqual(0)
      }
      expect(wrong).toEqual([])
    }
  },
)

browserTest(
  'Arabic reads from right to left and Japanese without spaces, each with a search of its own',
  async () => {
    const { page, wrong } = await openPage({ viewport: { width: 390, height: 900 } })
    await page.goto(`${base()}ar/answers/refund-in-arabic/index.html`)
    expect(await page.evaluate('getComputedStyle(document.body).direction')).toBe('rtl')
    expect(await page.locator('.copy').textContent()).toBe('نسخ')
    await page.locator('#step-2').hover()
    expect(await page.locator('#step-2 .anchor').getAttribute('href')).toBe('#step-2')
    for (const [folder, words, title] of [
      ['ar', 'استرداد', 'كيف أسترد المال؟'],
      ['ja', '返金', '返金にはどのくらいかかりますか'],
    ] as const) {
      await page.goto(`${base()}${folder}/search/index.html`)
      await page.fill('#q', words)
      await page.locator('.search-title').first().waitFor()
      expect(await page.locator('.search-title').allTextContents()).toEqual([title])
    }
    expect(await page.locator('.search-status').textContent()).toBe('結果1件')
    expect(wrong).toEqual([])
  },
)

browserTest(
  'with text of twice the size nothing scrolls sideways, and on paper the answer stands alone',
  async () => {
    const { page } = await openPage({ viewport: { width: 640, height: 900 } })
    for (const path of PAGES) {
      await page.goto(base() + path)
      await page.evaluate('document.documentElement.style.fontSize = "200%"')
      const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect(over, path).toBeLessThanOrEqual(0)
    }
    await page.emulateMedia({ media: 'print' })
    await page.goto(`${base()}answers/how-long-does-a-refund-take/index.html`)
    expect(await page.locator('#answer').isVisible()).toBe(true)
    for (const gone of ['.reader__header', '.reader__footer', '.site-side', '.helpful', '.copy', '.anchor'])
      expect(await page.locator(gone).first().isVisible(), gone).toBe(false)
  },
)

browserTest('hostile titles run nothing and break no page', async () => {
  const { page, wrong } = await openPage({ viewport: { width: 390, height: 900 } })
  let dialogs = 0
  page.on('dialog', (dialog) => {
    dialogs++
    void dialog.dismiss()
  })
  await page.goto(`${base()}general/index.html`)
  const links = await page.evaluate<string[]>(
    '[...document.querySelectorAll(".reader-list a")].map((one) => one.href)',
  )
  expect(links.length).toBeGreaterThan(hostileTitles.length)
  for (const link of links) {
    await page.goto(link)
    expect(
      await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
      link,
    ).toBeLessThanOrEqual(0)
  }
  await page.goto(`${base()}search/index.html?q=script alert`)
  await page.locator('.search-result').first().waitFor()
  expect(dialogs).toBe(0)
  expect(wrong).toEqual([])
})

browserTest('without scripts everything can be read and reached', async () => {
  const { page } = await openPage({ javaScriptEnabled: false })
  await page.goto(`${base()}index.html`)
  await page.click('text=How long does a refund take?')
  expect(await page.locator('#answer').textContent()).toContain('Refunds arrive within ten days.')
  await page.click('text=Related answers >> xpath=.. >> a')
  expect(await page.locator('h1').count()).toBe(1)
})
