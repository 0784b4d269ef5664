import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { buildIndex } from '../../src/search/build.ts'
import { asScript, bundlePageSearch } from '../../src/search/bundle.ts'
import { searchOptions } from '../../src/search/options.ts'
import { scriptOf } from '../../src/search/page/files.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserTest, chromiumPath, openBrowser } from '../support/browser.ts'
import { article, lampArticles } from './support.ts'

const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types winnow-search"
const markup = '<img src=x onerror="window.wasHacked=1"><script>window.wasHacked=1</script> lamp'
const documents = [
  ...lampArticles,
  article('a4', markup, `A lamp. ${markup}`, {
    product: markup,
    origin: 'community',
    url: 'javascript:window.wasHacked=1',
  }),
]
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Help</title>
<script defer src="search.js"></script></head><body><main><h1>Help</h1>
<form data-search data-root="search/root.bin" role="search">
<label for="q">Search the answers</label><input id="q" name="q" type="search"></form>
<div data-search-results hidden></div>
<template data-search-empty><p>Nothing for <span data-search-words></span></p>
<ul data-search-topics><li><a href="bills.html">Bills</a></li><li><a href="bulbs.html">Light bulbs</a></li></ul></template>
</main></body></html>`

let folder: string
let files: Map<string, Uint8Array>
let server: Server
let address: string
let browser: Browser
let context: BrowserContext
let reader: Page
let asked: string[] = []
let failing: RegExp | undefined

beforeAll(async () => {
  if (chromiumPath === undefined) return
  files = new Map(
    [...buildIndex(documents, searchOptions('en'))].map(([path, bytes]) => [`search/${path}`, bytes]),
  )
  files.set('index.html', new TextEncoder().encode(page)).set('search.js', bundlePageSearch())
  server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://here').pathname.replace('/deep/down/', '')
    asked.push(path)
    const bytes = failing?.test(path) ? undefined : files.get(path || 'index.html')
    const type = path.endsWith('.js')
      ? 'text/javascript'
      : path.startsWith('search/')
        ? 'application/octet-stream'
        : 'text/html'
    response
      .writeHead(bytes ? 200 : 404, { 'content-type': type, 'content-security-policy': policy })
      .end(bytes ?? 'gone')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/deep/down/`
  folder = mkdtempSync(join(tmpdir(), 'winnow-box-'))
  const index = [...files].flatMap(([path, bytes]) =>
    path.startsWith('search/') ? [{ path: path.slice(7), input: path, make: () => bytes }] : [],
  )
  const names = new Set(index.map(({ path }) => scriptOf(path)))
  const scripts = [...names].map((name) => {
    const own = index.filter(({ path }) => scriptOf(path) === name)
    return [`search/${name}`, asScript(name.slice(0, -3), own).make()] as const
  })
  for (const [path, bytes] of [...files, ...scripts]) {
    if (path.endsWith('.bin') || path.endsWith('.txt')) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  browser = await openBrowser()
}, 120_000)

beforeEach(async () => {
  if (chromiumPath === undefined) return
  await context?.close()
  context = await browser.newContext()
  reader = await context.newPage()
  asked = []
  failing = undefined
})

afterAll(async () => {
  await browser?.close()
  server?.close()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})

const titles = () => reader.locator('[role=option] .search-title').allTextContents()

browserTest('a reader finds an answer with the keyboard alone', async () => {
  await reader.goto(address)
  expect(asked.filter((path) => path.startsWith('search/'))).toEqual([])

  await reader.keyboard.press('/')
  await expect.poll(() => asked).toContain('search/root.bin')
  expect(asked.filter((path) => path.startsWith('search/'))).toEqual(['search/root.bin'])

  await reader.keyboard.type('forgotten passw')
  await expect.poll(titles).toEqual(['Reset your password'])
  await expect
    .poll(() => reader.locator('mark').allTextContents())
    .toEqual(['password', 'Forgotten', 'password'])
  await expect.poll(() => new URL(reader.url()).searchParams.get('q')).toBe('forgotten passw')
  expect(await seriousFindings(reader)).toEqual([])

  await reader.keyboard.press('ArrowDown')
  expect(await reader.locator('[aria-selected=true]').count()).toBe(1)
  expect(await reader.locator('#q').getAttribute('aria-activedescendant')).toBe(
    await reader.locator('[role=option]').getAttribute('id'),
  )
  await reader.keyboard.press('Enter')
  await reader.waitForURL(/articles\/a2\/index\.html$/)
})

browserTest('nothing in an index becomes markup or a script', async () => {
  await reader.goto(`${address}?q=lamp`)
  await expect.poll(titles).toContain(markup)

  expect(await reader.locator('[data-search-results] img, [data-search-results] script').count()).toBe(0)
  await reader.locator('[role=option]', { hasText: 'onerror' }).click()
  expect(await reader.evaluate('window.wasHacked')).toBeUndefined()
})

browserTest('results are narrowed, and a search without any offers the nearest topic first', async () => {
  await reader.goto(address)
  await reader.fill('#q', 'lamp')
  await expect.poll(async () => (await titles()).length).toBe(2)
  await reader.getByLabel('Origin').selectOption('official')
  await expect.poll(titles).toEqual(['The lamp flickers'])

  await reader.fill('#q', 'bulbous')
  await expect.poll(() => reader.locator('[data-search-words]').textContent()).toBe('bulbous')
  expect(await reader.locator('[data-search-topics] a').allTextContents()).toEqual(['Light bulbs', 'Bills'])
  await reader.keyboard.press('Escape')
  expect(await reader.locator('[data-search-results]').isVisible()).toBe(false)
})

browserTest('a corrected word and a part that is missing are said', async () => {
  await reader.goto(address)
  await reader.fill('#q', 'flickring')
  await expect
    .poll(() => reader.locator('[role=status]').textContent())
    .toContain('Showing results for “flickering”')

  failing = /search\/d\//
  await reader.goto(address)
  await reader.fill('#q', 'refund')
  await expect
    .poll(() => reader.locator('[role=status]').textContent())
    .toContain('Part of the search could not be loaded')
  failing = /root/
  await reader.goto(`${address}?q=refund`)
  await expect.poll(() => reader.locator('[role=status]').textContent()).toContain('Please try again')
  failing = undefined
  await reader.fill('#q', 'refunds')
  await expect.poll(titles).toEqual(['How long does a refund take?'])
})

browserTest('a site opened from disk is searched from the one script', async () => {
  await reader.goto(pathToFileURL(join(folder, 'index.html')).href)
  await reader.fill('#q', 'how long refund')
  await expect.poll(titles).toContain('How long does a refund take?')
})
