// Keeping up with a site that behaves, and with one that does not: a Discourse forum on this machine.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { connect, connectionOf } from '../../src/harvest/connections.ts'
import { type SyncInput, sync } from '../../src/harvest/sync.ts'
import { undoImport } from '../../src/harvest/undo.ts'
import { freshDb } from '../support/db.ts'
import { day, type Forum, forumOf, topic } from '../support/forum-site.ts'
import { siteServer } from '../support/site-server.ts'

const TOKEN = 'topsecret-key-4711'

let db: Db
let scratch: string
let waits: number[]
beforeEach(() => {
  db = freshDb()
  scratch = mkdtempSync(join(tmpdir(), 'winnow-sync-test-'))
  waits = []
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

function connected(address: string): void {
  const source = { slug: 'forum', authority: 'community' as const, product: 'Caskwell' }
  connect(db, { source, connector: 'discourse', settings: { address }, by: null })
}

const synced = (host: string, more: Partial<SyncInput> = {}) =>
  sync(db, {
    ...{
      source: 'forum',
      token: { name: 'WINNOW_TOKEN_FORUM', value: TOKEN },
      innerHosts: [host],
      scratch,
      by: null,
    },
    wait: async (ms) => {
      waits.push(ms)
    },
    ...more,
  })
const ids = () =>
  db.$client.prepare('SELECT external_id FROM threads WHERE removed_at IS NULL ORDER BY 1').pluck().all()
const cursor = () => connectionOf(db, 1)!.cursor

test('the first sync brings everything, the next one only what changed, and nothing new makes no import', async () => {
  const forum: Forum = {
    perPage: 2,
    topics: [
      topic(1, day(1)),
      topic(2, day(2), { posts: 45 }),
      topic(3, day(3), { category: 2 }),
      topic(4, day(4)),
    ],
  }
  const give = forumOf(forum)
  const site = await siteServer(({ path, query }) => give(path, query))
  connected(site.address)

  const first = await synced(site.host)
  expect(first).toMatchObject({ created: 3, failed: 0, problem: null })
  expect(ids()).toEqual(['1', '2', '4'])
  const long = db.$client.prepare(
    `SELECT count(*) FROM posts p JOIN threads t ON t.id = p.thread_id WHERE t.external_id = '2'`,
  )
  expect(long.pluck().get()).toBe(45)
  const [thread] = db.$client
    .prepare(`SELECT t.url, p.name FROM threads t JOIN products p ON p.id = t.product_id`)
    .all()
  expect(thread).toMatchObject({ name: 'Caskwell', url: expect.stringContaining(site.address) })
  expect(site.asked.every((one) => one.headers['api-key'] === TOKEN)).toBe(true)

  const second = await synced(site.host)
  expect(second).toMatchObject({ runs: [], records: 0, problem: null })

  forum.topics[0] = topic(1, day(5), { text: 'Solved since' })
  forum.topics.push(topic(5, day(6)))
  const third = await synced(site.host)
  expect(third).toMatchObject({ created: 1, updated: 1, unchanged: 0 })
  expect(ids()).toEqual(['1', '2', '4', '5'])
  expect(readdirSync(scratch)).toEqual([])

  undoImport(db, { runId: third.runs[0]!, by: null })
  expect(ids()).toEqual(['1', '2', '4'])
})

test('the token reaches the site, and neither the database nor a sentence', async () => {
  const give = forumOf({ perPage: 30, topics: [topic(1, day(1))] })
  const site = await siteServer(({ path, query }) => give(path, query))
  connected(site.address)
  const lines: string[] = []

  const summary = await synced(site.host, { onProgress: (line) => lines.push(line) })

  expect(db.$client.serialize().includes(TOKEN)).toBe(false)
  expect(JSON.stringify(summary) + lines.join()).not.toContain(TOKEN)
  const refusing = await siteServer(() => ({ status: 403 }))
  connected(refusing.address)
  const refused = await synced(refusing.host)
  expect(refused.problem).toContain('does not accept the token in WINNOW_TOKEN_FORUM')
  expect(refused.problem).not.toContain(TOKEN)
  const without = await synced(refusing.host, { token: { name: 'WINNOW_TOKEN_FORUM', value: undefined } })
  expect(without.problem).toContain('wants a token. Put it into the variable WINNOW_TOKEN_FORUM')
})

test('a site that says when to come back is obeyed, by its own clock', async () => {
  const give = forumOf({ perPage: 30, topics: [topic(1, day(1))] })
  const date = 'Wed, 01 Jan 2020 00:00:00 GMT'
  const limits: Record<string, string>[] = [
    { 'retry-after': '7' },
    { 'retry-after': 'Wed, 01 Jan 2020 00:00:30 GMT', date },
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.parse(date) / 1000 + 90), date },
  ]
  const site = await siteServer(({ path, query }, count) => {
    const headers = limits[count - 1]
    return headers === undefined ? give(path, query) : { status: 429, headers, json: {} }
  })
  connected(site.address)

  expect(await synced(site.host)).toMatchObject({ created: 1, problem: null })
  expect(waits).toEqual([7000, 30_000, 90_000])

  const tired = await siteServer(() => ({ status: 429, headers: { 'retry-after': '86400' } }))
  connected(tired.address)
  expect((await synced(tired.host)).problem).toContain('asks to wait 1440 minutes')
})

test('a fault in the middle keeps what came before; the next sync goes on from there without doubles', async () => {
  const forum: Forum = { perPage: 30, topics: [1, 2, 3, 4].map((n) => topic(n, day(n))) }
  const give = forumOf(forum)
  let isBroken = true
  const site = await siteServer(({ path, query }) =>
    isBroken && path === '/t/3.json' ? { status: 500, json: {} } : give(path, query),
  )
  connected(site.address)

  const broken = await synced(site.host)
  expect(broken).toMatchObject({ created: 2, problem: expect.stringContaining('status 500 5 times') })
  expect(waits).toEqual([1000, 2000, 4000, 8000])
  expect(ids()).toEqual(['1', '2'])
  expect(cursor()).toEqual({ at: day(2), ids: ['2'] })

  isBroken = false
  const before = site.asked.length
  const mended = await synced(site.host)
  expect(mended).toMatchObject({ created: 2, unchanged: 0, problem: null })
  const fetched = ['/latest.json', '/categories.json', '/t/3.json', '/t/4.json']
  // Whether the two of the first sync are still there is asked at the end.
  expect(site.paths().slice(before)).toEqual([...fetched, '/t/1.json', '/t/2.json'])
  expect(connectionOf(db, 1)!.problem).toBeNull()
})

test('an answer that breaks off, or that is no JSON, is asked for again', async () => {
  const give = forumOf({ perPage: 30, topics: [topic(1, day(1))] })
  let tries = 0
  const site = await siteServer(({ path, query }) => {
    if (path !== '/t/1.json' || ++tries > 2) return give(path, query)
    return tries === 1 ? { cut: '{"id": 1, "title": "Ques' } : { json: 'an error page' }
  })
  connected(site.address)

  expect(await synced(site.host)).toMatchObject({ created: 1, problem: null })
  expect(tries).toBe(3)
})

test('a list that repeats its pages for ever comes to an end', async () => {
  const give = forumOf({ perPage: 30, topics: [topic(1, day(1)), topic(2, day(2))] })
  const site = await siteServer(({ path, query }) => {
    if (path !== '/latest.json') return give(path, query)
    const topics = [
      { id: 2, bumped_at: day(2) },
      { id: 1, bumped_at: day(1) },
    ]
    return { json: { topic_list: { topics, more_topics_url: '/latest?page=1' } } }
  })
  connected(site.address)

  expect(await synced(site.host)).toMatchObject({ created: 2 })
  expect(site.paths().filter((path) => path === '/latest.json')).toHaveLength(2)
})

test('a site whose clock is wrong loses nothing: only its own times count', async () => {
  const forum: Forum = {
    perPage: 30,
    topics: [topic(1, '2099-01-01T00:00:00.000Z'), topic(2, '1999-01-01T00:00:00.000Z')],
  }
  const give = forumOf(forum)
  const site = await siteServer(({ path, query }) => give(path, query))
  connected(site.address)
  expect(await synced(site.host)).toMatchObject({ created: 2 })

  // Two changes in the very second that was seen last, and one after it.
  forum.topics.push(topic(3, '2099-01-01T00:00:00.000Z'), topic(4, '2099-01-01T00:00:01.000Z'))
  expect(await synced(site.host)).toMatchObject({ created: 2, unchanged: 0 })
  expect(ids()).toEqual(['1', '2', '3', '4'])
})

test('pinned topics stand first and do not end the list', async () => {
  const forum: Forum = { perPage: 30, topics: [topic(1, day(1)), topic(2, day(2)), topic(3, day(3))] }
  const give = forumOf(forum)
  const site = await siteServer(({ path, query }) => {
    const given = give(path, query)
    if (path !== '/latest.json' || given === undefined || !('json' in given)) return given
    const list = (given.json as { topic_list: { topics: object[] } }).topic_list
    list.topics.unshift({ id: 1, bumped_at: day(1), pinned: true })
    return given
  })
  connected(site.address)
  await synced(site.host)
  forum.topics.push(topic(4, day(4)))

  expect(await synced(site.host)).toMatchObject({ created: 1, unchanged: 0 })
})

test('another host is never asked, and a site inside the network only when it was allowed', async () => {
  const elsewhere = await siteServer(() => ({ json: {} }))
  const site = await siteServer(() => ({
    status: 302,
    headers: { location: `${elsewhere.address}/latest.json` },
  }))
  connected(site.address)

  const led = await synced(site.host, { innerHosts: [site.host, elsewhere.host] })
  expect(led.problem).toContain('is not the host that was agreed on')
  expect(elsewhere.asked).toEqual([])

  const asked = site.asked.length
  connected(site.address.replace('http:', 'https:'))
  expect((await synced(site.host, { innerHosts: [] })).problem).toContain('inside the network')
  expect(site.asked).toHaveLength(asked)
})

test('one sync at a time for a source, also when the last one was killed', async () => {
  const give = forumOf({ perPage: 30, topics: [topic(1, day(1))] })
  const site = await siteServer(({ path, query }) => give(path, query))
  connected(site.address)
  const setProcess = db.$client.prepare('UPDATE connections SET process = ?')

  setProcess.run(process.ppid)
  await expect(synced(site.host)).rejects.toThrow('is being synced already')
  setProcess.run(2_147_483_646)
  expect(await synced(site.host)).toMatchObject({ created: 1 })
  expect(connectionOf(db, 1)).toMatchObject({ process: null, progress: null, syncedAt: expect.any(String) })
})

test('an interrupted sync keeps its place', async () => {
  const give = forumOf({ perPage: 30, topics: [1, 2, 3].map((n) => topic(n, day(n))) })
  const stop = new AbortController()
  const site = await siteServer(({ path, query }) => {
    if (path === '/t/2.json') stop.abort()
    return give(path, query)
  })
  connected(site.address)

  const cut = await synced(site.host, { signal: stop.signal })
  expect(cut.problem).not.toBeNull()
  const whole = await synced(site.host)
  expect(whole.problem).toBeNull()
  expect(ids()).toEqual(['1', '2', '3'])
  expect(readdirSync(scratch)).toEqual([])
})
