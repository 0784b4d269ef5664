import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
})

test('a staff page allows only its own scripts and styles, by a word that changes with every answer', async () => {
  const { browser } = testApp(db)
  const first = await browser().get('/staff/login').expect(200)
  const second = await browser().get('/staff/login').expect(200)
  const policy = String(first.headers['content-security-policy'])
  const nonce = /script-src 'nonce-([\w+/=]{24})';/.exec(policy)?.[1]

  expect(nonce).toBeDefined()
  expect(second.headers['content-security-policy']).not.toBe(policy)
  expect(policy).not.toMatch(/unsafe|\*|strict-dynamic/)
  for (const part of [
    "default-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ]) {
    expect(policy).toContain(part)
  }
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'")
  expect(first.text).toContain(`nonce="${nonce}"`)
})

test('no page has script or style of its own inside', async () => {
  const admin = await testApp(db).loggedIn('admin')
  for (const path of [
    '/staff/settings',
    '/staff/users',
    '/staff/users/new',
    '/staff/styleguide',
    '/staff/account',
  ]) {
    const { text } = await admin.get(path).expect(200)
    expect(text, path).not.toMatch(/\son[a-z]+\s*=\s*["']/i)
    expect(text, path).not.toMatch(/\sstyle\s*=/i)
    expect(text, path).not.toMatch(/<style|javascript:/i)
    for (const [script] of text.matchAll(/<script[^>]*>/g)) expect(script).toMatch(/ src="[^"]+" nonce="/)
  }
})

test('every answer forbids sniffing and framing, and says nothing of what serves it', async () => {
  const { browser } = testApp(db)
  for (const path of ['/', '/nothing', '/staff/login', '/staff/settings']) {
    const { headers } = await browser().get(path)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-frame-options']).toBe('DENY')
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['x-powered-by']).toBeUndefined()
  }
})

test('staff pages are kept by no cache; styles are kept for ever under the hash of their content', async () => {
  const admin = await testApp(db).loggedIn('admin')
  const page = await admin.get('/staff/settings')
  const style = /href="(\/staff\/assets\/[0-9a-f]{12}\/css\/app\.css)"/.exec(page.text)![1]!
  const script = /src="(\/staff\/assets\/[0-9a-f]{12}\/js\/keys\.js)"/.exec(page.text)![1]!

  expect(page.headers['cache-control']).toBe('no-store')
  const css = await admin
    .get(style)
    .expect(200)
    .expect('Content-Type', /text\/css/)
  expect(css.headers['cache-control']).toContain('immutable')
  expect(css.text).toContain('@layer reset, base, layout, components, utilities;')
  expect(css.text).not.toContain('@import')
  await admin
    .get(script)
    .expect(200)
    .expect('Content-Type', /javascript/)
  const old = await admin.get(style.replace(/assets\/[0-9a-f]{12}/, 'assets/000000000000')).expect(200)
  expect(old.headers['cache-control']).toBe('no-cache')
})

test('assets never lead out of their folder', async () => {
  const { browser } = testApp(db)
  for (const path of [
    '..%2f..%2f..%2fpackage.json',
    '%2e%2e/%2e%2e/package.json',
    'css/%2e%2e/%2e%2e/login/form.ejs',
    '.hidden',
  ]) {
    const { status } = await browser().get(`/staff/assets/000000000000/${path}`)
    expect([path, status >= 400]).toEqual([path, true])
  }
})

test('the rail says where one is, on pages below its places too', async () => {
  const admin = await testApp(db).loggedIn('admin')
  for (const path of ['/staff/settings', '/staff/users', '/staff/users/new', '/staff/account']) {
    const { text } = await admin.get(path).expect(200)
    expect([...text.matchAll(/href="([^"]+)" aria-current="page"/g)].map((match) => match[1])).toEqual([
      '/staff/settings',
    ])
  }
})
