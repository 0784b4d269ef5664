// Sources kept up from their sites: connected by an administrator, synced by an editor, told by signed messages.
import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Db, openDb } from '../../src/db/open.ts'
import { connect, connectionOf, wishesOf } from '../../src/harvest/connections.ts'
import { endOf } from '../../src/web/apart.ts'
import { testApp, testConfig } from '../support/app.ts'
import { day, forumOf, topic } from '../support/forum-site.ts'
import { siteServer } from '../support/site-server.ts'

const TOKEN = 'topsecret-key-4711'
const SECRET = 'a secret for messages'

const opened: Db[] = []
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-01T12:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
  for (const db of opened.splice(0)) db.$client.close()
})

function served(env: Record<string, string> = {}) {
  const config = testConfig({ WINNOW_HOOK_SECRET_FORUM: SECRET, WINNOW_HOOK_SECRET_DESK: SECRET, ...env })
  const db = openDb(config.databaseFile)
  opened.push(db)
  return { db, ...testApp(db, config) }
}

function forumSite() {
  const give = forumOf({ perPage: 30, topics: [topic(1, day(1)), topic(2, day(2))] })
  return siteServer(({ path, query }) => give(path, query))
}

const connected = (db: Db, slug: string, connector: string, address: string) =>
  connect(db, { source: { slug, authority: 'community' }, connector, settings: { address }, by: null })
const ofDiscourse = (body: string, secret = SECRET) => ({
  'X-Discourse-Event': 'accepted_solution',
  'X-Discourse-Event-Id': '17',
  'X-Discourse-Event-Signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
})
const ofZendesk = (body: string, at: string, secret = SECRET) => ({
  'X-Zendesk-Webhook-Signature-Timestamp': at,
  'X-Zendesk-Webhook-Signature': createHmac('sha256', secret)
    .update(at + body)
    .digest('base64'),
})

test('an administrator connects a forum, an editor syncs it, and the token is on no page and in no table', async () => {
  const site = await forumSite()
  const { db, config, loggedIn, bugs } = served({ WINNOW_TOKEN_FORUM: TOKEN, WINNOW_INNER_HOSTS: site.host })
  const ada = await loggedIn('admin', { name: 'ada' })
  const edith = await loggedIn('editor', { name: 'edith' })
  await edith.get('/staff/connections/new').expect(403)
  const choose = await ada.get('/staff/connections/new').expect(200)
  expect(choose.text).toContain('A Discourse forum')
  const form = { with: 'discourse', source: '', name: 'Forum', authority: 'community', language: 'en' }
  const wrong = await ada
    .post('/staff/connections/new')
    .type('form')
    .send({ ...form, address: 'ftp://x' })
    .expect(422)
  expect(wrong.text).toContain('Enter an address such as')
  await ada
    .post('/staff/connections/new')
    .type('form')
    .send({ ...form, address: site.address })
    .expect(303)

  const before = await edith.get('/staff/sources/forum').expect(200)
  expect(before.text).toContain('from WINNOW_TOKEN_FORUM')
  expect(before.text).toContain('POST /hooks/forum')
  await edith.post('/staff/sources/forum/sync').expect(303)
  await endOf(config, 'sync forum')

  const after = await edith.get('/staff/sources/forum').expect(200)
  expect(after.text).toContain('2 threads, 2 resolved')
  expect(connectionOf(db, 1)).toMatchObject({ problem: null, process: null, progress: null })
  expect(site.asked[0]!.headers['api-key']).toBe(TOKEN)
  for (const page of [before, after]) expect(page.text).not.toContain(TOKEN)
  expect(db.$client.serialize().includes(TOKEN)).toBe(false)

  await edith.post('/staff/sources/forum/disconnection').expect(403)
  await ada.post('/staff/sources/forum/disconnection').expect(303)
  await edith.post('/staff/sources/forum/sync').expect(404)
  expect(bugs).toEqual([])
})

test('what went wrong in a sync stands on the page of the source', async () => {
  const site = await siteServer(() => ({ status: 401, json: {} }))
  const { db, config, loggedIn } = served()
  connected(db, 'forum', 'discourse', site.address)
  const edith = await loggedIn('editor')

  await edith.post('/staff/sources/forum/sync').expect(303)
  await endOf(config, 'sync forum')

  const page = await edith.get('/staff/sources/forum').expect(200)
  expect(page.text).toContain(
    `${site.host} is not encrypted`.replace(site.host, `${site.address}/latest.json`),
  )
  expect(site.asked).toEqual([])
})

test('an accepted solution, told by the forum and signed, makes that topic be fetched', async () => {
  const site = await forumSite()
  const { db, config, browser } = served({ WINNOW_INNER_HOSTS: site.host })
  connected(db, 'forum', 'discourse', site.address)
  const body = JSON.stringify({ solved: { id: 2003, topic_id: 2, accepted_answer: true } })
  const post = (headers: Record<string, string>, text = body) =>
    browser()
      .post('/hooks/forum')
      .set({ 'Content-Type': 'application/json', ...headers })
      .send(text)

  const heard = await post(ofDiscourse(body)).expect(202)
  expect(heard.body).toEqual({ heard: 'wished' })
  await endOf(config, 'sync forum')

  expect(db.$client.prepare('SELECT external_id FROM threads').pluck().all()).toEqual(['2'])
  expect(site.paths()).toEqual(['/categories.json', '/t/2.json'])
  expect(wishesOf(db, 1)).toEqual([])
  expect((await post(ofDiscourse(body)).expect(202)).body).toEqual({ heard: 'again' })
  const ping = '{"ping":"OK"}'
  expect((await post(ofDiscourse(ping), ping).expect(202)).body).toEqual({ heard: 'nothing' })
})

test('a message that is not signed as agreed is refused, whatever it says', async () => {
  const site = await forumSite()
  const { db, browser } = served({ WINNOW_INNER_HOSTS: site.host, WINNOW_HOOK_SECRET_SILENT: '' })
  connected(db, 'forum', 'discourse', site.address)
  connected(db, 'silent', 'discourse', site.address)
  const body = JSON.stringify({ solved: { topic_id: 2 } })
  const right = ofDiscourse(body)['X-Discourse-Event-Signature']
  const wrong: [string, Record<string, string>, string][] = [
    ['/hooks/forum', {}, body],
    ['/hooks/forum', { 'X-Discourse-Event-Signature': '' }, body],
    ['/hooks/forum', { 'X-Discourse-Event-Signature': right.slice(0, -1) }, body],
    ['/hooks/forum', { 'X-Discourse-Event-Signature': right.replace('sha256=', '') }, body],
    ['/hooks/forum', { 'X-Discourse-Event-Signature': right }, `${body} `],
    ['/hooks/forum', ofDiscourse(body, 'another secret'), body],
    ['/hooks/forum', ofZendesk(body, '2026-03-01T12:00:00Z'), body],
    ['/hooks/silent', ofDiscourse(body, ''), body],
    ['/hooks/nobody', ofDiscourse(body), body],
  ]
  for (const [path, headers, text] of wrong) {
    const answer = await browser()
      .post(path)
      .set({ 'Content-Type': 'application/json', ...headers })
      .send(text)
    expect([path, headers, answer.status]).toEqual([path, headers, 403])
  }
  const large = 'x'.repeat(1_200_000)
  await browser()
    .post('/hooks/forum')
    .set('Content-Type', 'application/json')
    .set(ofDiscourse(large))
    .send(large)
    .expect(413)
  expect(wishesOf(db, 1)).toEqual([])
  expect(site.asked).toEqual([])
})

test('a message of Zendesk counts for five minutes by the time it signs, and once', async () => {
  const site = await siteServer(() => ({ status: 500, json: {} }))
  const { db, config, browser } = served()
  connected(db, 'desk', 'zendesk', site.address)
  const body = JSON.stringify({ type: 'zen:event-type:ticket.status_changed', detail: { id: '35436' } })
  const post = (at: string, text = body) =>
    browser()
      .post('/hooks/desk')
      .set({ 'Content-Type': 'application/json', ...ofZendesk(text, at) })
      .send(text)

  for (const at of ['2026-03-01T11:54:00Z', '2026-03-01T12:06:00Z', 'yesterday', ''])
    await post(at).expect(403)
  expect((await post('2026-03-01T11:56:00Z').expect(202)).body).toEqual({ heard: 'wished' })
  expect((await post('2026-03-01T11:56:00Z').expect(202)).body).toEqual({ heard: 'again' })
  expect(wishesOf(db, 1)).toMatchObject([{ externalId: '35436' }])
  const strange = JSON.stringify({ ticket_id: '../../users/1' })
  expect((await post('2026-03-01T12:01:00Z', strange).expect(202)).body).toEqual({ heard: 'nothing' })
  await endOf(config, 'sync desk')

  // The site could not be reached as agreed; the wish waits for the next sync.
  expect(wishesOf(db, 1)).toHaveLength(1)
  expect(connectionOf(db, 1)!.problem).toContain('not encrypted')
})
