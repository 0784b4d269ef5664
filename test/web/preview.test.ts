import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import supertest from 'supertest'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { archive } from '../../src/articles/publication.ts'
import { planArticle } from '../../src/articles/schedule.ts'
import type { Db } from '../../src/db/open.ts'
import { articles, safetyFindings } from '../../src/db/schema.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { previewToken, readPreviewToken } from '../../src/publish/preview.ts'
import { createApp } from '../../src/web/app.ts'
import { shownPath } from '../../src/web/request-log.ts'
import { lookNow } from '../../src/web/timetable.ts'
import { testApp, testConfig } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T10:00:00Z') })
  db = freshDb()
})
afterEach(() => vi.useRealTimers())
afterAll(closeRenderPool)

/** Makes a preview address of the first article as an editor; answers with the address below the host. */
async function address(app: ReturnType<typeof testApp>, days = '7'): Promise<string> {
  const editor = await app.loggedIn('editor')
  const page = await editor.post('/staff/articles/1/share').type('form').send({ days }).expect(200)
  return /href="https?:\/\/[^/"]+(\/preview\/[^"]+)"/.exec(page.text)![1]!
}

test('somebody without an account sees the draft on the real template, and its style, until the address ends', async () => {
  make.article(db, { title: 'How long does a refund take?', resolution: 'A **draft** of ten days.' })
  const app = testApp(db)
  const at = await address(app)

  const first = await app.browser().get(at).expect(303)
  const page = await app.browser().get(first.headers.location!).expect(200)

  expect(page.text).toContain('A <strong>draft</strong> of ten days.')
  expect(page.text).toContain('Preview of version 1, until 8 March 2026.')
  expect(page.text).toContain('<meta name="robots" content="noindex">')
  expect(page.headers['x-robots-tag']).toContain('noindex')
  expect(page.headers['cache-control']).toContain('no-store')
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(page.headers['set-cookie']).toBeUndefined()
  expect(page.text).not.toContain('Did this answer help?')
  expect(page.text).not.toContain('Checked on')
  const style = /href="([^"]+\.css)"/.exec(page.text)![1]!
  await app
    .browser()
    .get(new URL(style, `http://here${first.headers.location}`).pathname)
    .expect(200)
  const out = await app.browser().get(`${at}products/index.html`).expect(303)
  expect(out.headers.location).toBe('/products/index.html')

  vi.setSystemTime(new Date('2026-03-08T10:00:01Z'))
  await app.browser().get(first.headers.location!).expect(404)
  expect(db.select().from(articles).get()?.liveVersionId).toBeNull()
})

test('a preview address that was changed in any part leads nowhere', async () => {
  const pass = { articleNumber: 1, versionId: 1, until: 1_900_000_000 }
  const token = previewToken(pass, 'a secret of this server')
  const secretOf = () => 'a secret of this server'
  expect(readPreviewToken(token, secretOf, 1_800_000_000)).toEqual(pass)

  const longer = previewToken({ ...pass, until: 1_999_999_999 }, 'a secret of another server')
  for (const wrong of [
    longer,
    `2${token.slice(1)}`,
    `${token.slice(0, -1)}!`,
    `${token}x`,
    '',
    '1-1-1',
    'é'.repeat(60),
  ])
    expect(readPreviewToken(wrong, secretOf, 1_800_000_000), wrong).toBeUndefined()
})

test('previews of an article can be ended; those made later, and those of others, go on', async () => {
  make.article(db)
  make.article(db, { title: 'Another one' })
  const app = testApp(db)
  const editor = await app.loggedIn('editor')
  const at = await address(app)
  const other = (await editor.post('/staff/articles/2/share').type('form').send({ days: '1' }).expect(200))
    .text
  const otherAt = /\/preview\/[\w-]+\//.exec(other)![0]
  await app.browser().get(at).expect(303)

  expect((await editor.get('/staff/articles/1/share').expect(200)).text).toContain('End all previews')
  await editor.post('/staff/articles/1/share/end').type('form').send({}).expect(303)

  await app.browser().get(at).expect(404)
  await app.browser().get(otherAt).expect(303)
  await app
    .browser()
    .get(await address(app))
    .expect(303)
})

test('what may be private is not shown by this way, nor an article that was archived', async () => {
  const { articleId } = make.article(db, { resolution: 'Ask Joanna in billing.' })
  const app = testApp(db)
  const at = await address(app)
  const finding = { textHash: sha256('Ask Joanna in billing.'), start: 4, end: 10, kind: 'person' }
  db.insert(safetyFindings)
    .values({ ...finding, confidence: 1, foundAt: '2026-03-01' })
    .run()

  const editor = await app.loggedIn('editor')
  const refused = await editor.post('/staff/articles/1/share').type('form').send({ days: '1' }).expect(422)
  expect(refused.text).toContain('may hold something private (person)')
  vi.setSystemTime(new Date('2026-03-01T10:01:00Z'))
  const seen = await app.browser().get(at).expect(422)
  expect(seen.text).not.toContain('Joanna')

  db.delete(safetyFindings).run()
  archive(db, { articleId, reason: 'Gone', by: null })
  vi.setSystemTime(new Date('2026-03-01T10:02:00Z'))
  await app.browser().get(at).expect(422)
})

test('the preview of an internal article says that it is internal', async () => {
  make.article(db, { title: 'How we escalate' })
  db.update(articles).set({ audience: 'internal' }).where(eq(articles.number, 1)).run()
  const app = testApp(db)
  const editor = await app.loggedIn('editor')
  expect((await editor.get('/staff/articles/1/share').expect(200)).text).toContain('for internal use only')

  const at = await address(app)
  const page = await app.browser().get(at).redirects(1).expect(200)

  expect(page.text).toContain('This article is for internal use only')
  expect(db.select().from(articles).get()?.audience).toBe('internal')
})

test('the log never holds the secret of a preview', async () => {
  make.article(db)
  const lines: string[] = []
  const config = testConfig()
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) })
  const token = previewToken({ articleNumber: 1, versionId: 1, until: 1 }, config.secret)

  await supertest(createApp(db, config, log))
    .get(`/preview/${token}/answers/x/`)
    .expect(404)

  expect(lines.join('')).toContain('/preview/…')
  expect(lines.join('')).not.toContain(token.slice(0, 12))
  expect(shownPath('/answers/preview/')).toBe('/answers/preview/')
})

test('the running server publishes what has come due, and readers have it', async () => {
  const { articleId } = make.validatedArticle(db, { title: 'Summer hours' })
  make.publishedArticle(db, { title: 'Winter hours' })
  const app = testApp(db)
  planArticle(db, { articleId, publishAt: '2026-03-02T09:00:00.000Z', expireAt: null, by: null })
  const log = pino({ level: 'silent' })
  await lookNow(db, app.config, log)
  expect((await app.browser().get('/')).text).toContain('Nothing is published yet')

  vi.setSystemTime(new Date('2026-03-02T09:00:00Z'))
  const lock = join(app.config.dataDir, 'releases', '.lock')
  mkdirSync(dirname(lock), { recursive: true })
  writeFileSync(lock, String(process.pid))
  const owed = await lookNow(db, app.config, log)
  expect(owed).toBe(4)
  rmSync(lock)
  expect(await lookNow(db, app.config, log, owed)).toBe(0)

  expect((await app.browser().get('/answers/summer-hours/').expect(200)).text).toContain('Summer hours')
})

test('a publisher plans on the article’s page, and the page says so', async () => {
  make.validatedArticle(db, { title: 'Summer hours' })
  const app = testApp(db)
  const publisher = await app.loggedIn('publisher')
  const wrong = await publisher
    .post('/staff/articles/1/plan')
    .type('form')
    .send({ publishAt: '2020-01-01T09:00' })
  expect([wrong.status, wrong.text.includes('still to come')]).toEqual([422, true])

  const times = { publishAt: '2026-03-02T09:00', expireAt: '2026-06-01T00:00', reason: 'Over' }
  await publisher.post('/staff/articles/1/plan').type('form').send(times).expect(303)

  const page = await publisher.get('/staff/articles/1').expect(200)
  expect(page.text).toContain('Goes live 2 Mar 2026, 09:00 UTC')
  expect(page.text).toContain('Expires 1 Jun 2026, 00:00 UTC')
  expect((await publisher.get('/staff/articles')).text).toContain('Goes live 2 Mar 2026')
  expect((await publisher.get('/staff/articles/1/plan')).text).toContain('value="2026-03-02T09:00"')
  const agent = await app.loggedIn('agent')
  await agent.get('/staff/articles/1/plan').expect(403)
  await agent.get('/staff/articles/1/share').expect(403)
})

test('sessions and failed logins whose time is over are forgotten when the server looks around', async () => {
  const app = testApp(db)
  await app.loggedIn('editor')
  await app.browser().post('/staff/login').type('form').send({ name: 'editor', password: 'wrong' })
  const count = (table: string) => db.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  await lookNow(db, app.config, pino({ level: 'silent' }))
  expect([count('sessions') > 0, count('login_failures') > 0]).toEqual([true, true])

  vi.setSystemTime(new Date('2027-03-01T10:00:00Z'))
  await lookNow(db, app.config, pino({ level: 'silent' }))

  expect([count('sessions'), count('login_failures')]).toEqual([0, 0])
})
