import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import type { Db } from '../../src/db/open.ts'
import { testApp, testConfig } from '../support/app.ts'
import { freshDb } from '../support/db.ts'

let db: Db
let config: Config
beforeEach(() => {
  db = freshDb()
  config = testConfig()
})

/** Writes a release of these files and makes it the current one, as publishing does: by renaming a link. */
function release(number: number, files: Record<string, string>): void {
  const folder = join(config.dataDir, 'releases', String(number))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  symlinkSync(folder, `${config.siteDir}-next`)
  renameSync(`${config.siteDir}-next`, config.siteDir)
}

test('before the first release there is a friendly page instead', async () => {
  const { browser } = testApp(db, config)
  const page = await browser().get('/').expect(200)

  expect(page.text).toContain('Nothing is published yet')
  await browser().get('/some/page').expect(404)
})

test('the current release is served under clean addresses, and a new one from the next request on', async () => {
  const { browser } = testApp(db, config)
  release(1, { 'index.html': 'home 1', 'refund/index.html': 'refund', 'data.json': '{}', '404.html': 'lost' })
  const reader = browser()

  expect((await reader.get('/').expect(200)).text).toBe('home 1')
  expect((await reader.get('/refund/').expect(200)).text).toBe('refund')
  expect((await reader.get('/refund/index.html').expect(200)).text).toBe('refund')
  await reader.get('/refund?q=a').expect(301).expect('Location', '/refund/?q=a')
  expect((await reader.get('/nowhere/').expect(404)).text).toBe('lost')
  expect((await reader.get('/refund/deeper').expect(404)).text).toBe('lost')

  release(2, { 'index.html': 'home 2' })
  expect((await reader.get('/').expect(200)).text).toBe('home 2')
  await reader.get('/refund/').expect(404)
})

test('an old address leads to the new one, a gone one says so', async () => {
  const routes = { redirects: { '/old/': '/new/', '/evil/': '//evil.example/' }, gone: ['/gone/', '/bare/'] }
  release(1, {
    'index.html': 'home',
    'new/index.html': 'new',
    'gone/index.html': 'gone, see instead',
    'routes.json': JSON.stringify(routes),
  })
  const reader = testApp(db, config).browser()

  // It can be taken back, so no browser may keep it.
  await reader.get('/old/').expect(301).expect('Location', '/new/').expect('Cache-Control', 'no-cache')
  await reader.get('/old?x=1').expect(301).expect('Location', '/new/?x=1')
  expect((await reader.get('/gone/').expect(410)).text).toBe('gone, see instead')
  await reader.get('/bare').expect(410)
  await reader.get('/evil/').expect(404)
  await reader.get('/routes.json').expect(404)
})

test('the public site reads no cookie and sets none', async () => {
  release(1, { 'index.html': 'home' })
  const { loggedIn } = testApp(db, config)
  const admin = await loggedIn('admin')
  const before = db.$client.prepare('SELECT expires_at FROM sessions').pluck().get()

  const page = await admin.get('/').expect(200)

  expect(page.headers['set-cookie']).toBeUndefined()
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  expect(page.headers.vary ?? '').not.toContain('Cookie')
  expect(db.$client.prepare('SELECT expires_at FROM sessions').pluck().get()).toBe(before)
})

test('nothing outside the release can be read', async () => {
  writeFileSync(join(config.dataDir, 'winnow.sqlite'), 'secret rows')
  release(1, { 'index.html': 'home', '.env': 'secret', 'a/.git/config': 'secret' })
  const reader = testApp(db, config).browser()

  for (const path of [
    '/../winnow.sqlite',
    '/..%2f..%2fwinnow.sqlite',
    '/%2e%2e/%2e%2e/winnow.sqlite',
    '/..%5c..%5cwinnow.sqlite',
    '/.env',
    '/a/.git/config',
    '/a//../../../winnow.sqlite',
    '/%00',
    '/%E0%A4%A',
    `/${'a'.repeat(300)}`,
    `/${'a/'.repeat(2000)}`,
    '/index.html/deeper',
  ]) {
    const { status, text } = await reader.get(path)
    expect([path, status]).toEqual([path, 404])
    expect(text).not.toContain('secret')
  }
})

test('only reading is possible', async () => {
  release(1, { 'index.html': 'home' })
  const { browser } = testApp(db, config)

  await browser().post('/').expect(404)
  await browser().delete('/index.html').expect(404)
  await browser().head('/').expect(200)
})

test('hashed files are kept for ever, pages are asked for again', async () => {
  release(1, { 'index.html': 'home', 'assets/site.0123abcd.css': 'a{}' })
  const reader = testApp(db, config).browser()

  expect((await reader.get('/assets/site.0123abcd.css').expect(200)).headers['cache-control']).toContain(
    'immutable',
  )
  const page = await reader.get('/')
  expect(page.headers['cache-control']).toBe('no-cache')
  await reader.get('/').set('If-None-Match', String(page.headers.etag)).expect(304)
})

test('the policy a release carries in its pages is sent as a header too, and nothing may frame them', async () => {
  const policy = "default-src 'none'; script-src 'sha256-abc=' 'strict-dynamic'; base-uri 'none'"
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy.replaceAll("'", '&#39;')}">`
  release(1, { 'index.html': `<!doctype html><head>${meta}</head>`, 'a/index.html': 'a' })
  const reader = testApp(db, config).browser()

  for (const path of ['/', '/a/', '/nowhere/']) {
    const { headers } = await reader.get(path)
    expect(headers['content-security-policy'], path).toBe(`${policy}; frame-ancestors 'none'`)
  }
})
