// Keeping up with Zendesk's tickets and Help Center, from a server on this machine that gives what they give.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { connect, connectionOf, wish, wishesOf } from '../../src/harvest/connections.ts'
import { sync } from '../../src/harvest/sync.ts'
import { freshDb } from '../support/db.ts'
import { siteServer } from '../support/site-server.ts'

let db: Db
let scratch: string
beforeEach(() => {
  db = freshDb()
  scratch = mkdtempSync(join(tmpdir(), 'winnow-connectors-'))
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

const connected = (connector: string, settings: Record<string, string>) =>
  connect(db, { source: { slug: 'site', authority: 'community' }, connector, settings, by: null })
const synced = (host: string, token: string | undefined = 'secret-token', onlyWishes = false) =>
  sync(db, {
    ...{
      source: 'site',
      token: { name: 'WINNOW_TOKEN_SITE', value: token },
      innerHosts: [host],
      scratch,
      by: null,
      onlyWishes,
    },
    wait: async () => {},
  })
const rows = (sql: string) => db.$client.prepare(sql).all() as Record<string, unknown>[]

const ticket = (id: number, status = 'solved') => ({
  ...{
    id,
    subject: `Invoice ${id}`,
    description: 'It is doubled.',
    status,
    requester_id: 11,
    submitter_id: 11,
  },
  ...{
    created_at: '2026-01-01T10:00:00Z',
    updated_at: '2026-01-02T10:00:00Z',
    generated_timestamp: 1_767_348_000,
  },
})
const comments = (id: number) => [
  {
    id: id * 10,
    author_id: 11,
    public: true,
    body: 'It is doubled.',
    plain_body: 'It is doubled.',
    created_at: '2026-01-01T10:00:00Z',
  },
  {
    id: id * 10 + 1,
    author_id: 12,
    public: false,
    body: 'VIP customer.',
    created_at: '2026-01-01T11:00:00Z',
  },
  {
    id: id * 10 + 2,
    author_id: 12,
    public: true,
    body: 'We sent one of them back.',
    created_at: '2026-01-02T09:00:00Z',
  },
]
const audits = (id: number) => [
  {
    id: id * 100,
    ticket_id: id,
    author_id: 12,
    created_at: '2026-01-02T10:00:00Z',
    events: [{ type: 'Change', field_name: 'status', value: 'solved' }],
  },
]
const users = [
  { id: 11, name: 'Nadia Kessler', role: 'end-user', email: 'nadia@kessler.example' },
  { id: 12, name: 'Tilda Marsh', role: 'agent', email: 'tilda@desk.example' },
]

test('Zendesk tickets come with their comments and audits, page by page, notes kept out; a page repeated ends it', async () => {
  const pages: Record<string, object> = {
    '': { tickets: [ticket(1), ticket(2)], users, after_cursor: 'c1', end_of_stream: false },
    c1: { tickets: [ticket(2), ticket(3)], users, after_cursor: 'c2', end_of_stream: false },
    c2: { tickets: [], users: [], after_cursor: 'c2', end_of_stream: false },
  }
  const site = await siteServer(({ path, query }) => {
    if (path.startsWith('/api/v2/incremental/')) return { json: pages[query.get('cursor') ?? ''] }
    const [, id, part] = /^\/api\/v2\/tickets\/(\d+)\/(comments|audits)\.json$/.exec(path) ?? []
    if (part === 'audits') return { json: { audits: audits(Number(id)), meta: { has_more: false } } }
    const all = comments(Number(id))
    const isSecond = query.get('page[after]') === 'p2'
    return {
      json: {
        comments: isSecond ? all.slice(2) : all.slice(0, 2),
        users,
        meta: isSecond ? { has_more: false } : { has_more: true, after_cursor: 'p2' },
      },
    }
  })
  connected('zendesk', { address: site.address })

  const first = await synced(site.host, 'agent@desk.example/token:key')

  expect(first).toMatchObject({ created: 3, failed: 0, problem: null })
  expect(connectionOf(db, 1)!.cursor).toEqual({ after: 'c2' })
  expect(site.asked[0]!.headers.authorization).toBe(
    `Basic ${Buffer.from('agent@desk.example/token:key').toString('base64')}`,
  )
  expect(rows('SELECT DISTINCT resolution FROM threads')).toEqual([{ resolution: 'closed' }])
  expect(rows(`SELECT body FROM posts WHERE is_accepted = 1 LIMIT 1`)).toEqual([
    { body: 'We sent one of them back.' },
  ])
  const stored = db.$client.serialize()
  for (const secret of ['VIP customer', 'nadia@kessler', 'token:key'])
    expect(stored.includes(secret), secret).toBe(false)

  expect(await synced(site.host)).toMatchObject({ runs: [], problem: null })
})

test('a fault in the middle of a Zendesk page keeps the tickets before it, and begins that page again', async () => {
  let isBroken = true
  const site = await siteServer(({ path }) => {
    if (path.startsWith('/api/v2/incremental/'))
      return { json: { tickets: [ticket(1), ticket(2)], users, after_cursor: 'c1', end_of_stream: true } }
    if (isBroken && path.includes('/tickets/2/')) return { status: 502 }
    return { json: { comments: comments(1), audits: [], meta: {} } }
  })
  connected('zendesk', { address: site.address })

  expect(await synced(site.host)).toMatchObject({ created: 1, problem: expect.stringContaining('502') })
  expect(connectionOf(db, 1)!.cursor).toBeNull()
  isBroken = false
  expect(await synced(site.host)).toMatchObject({ created: 1, unchanged: 1, problem: null })
  expect(connectionOf(db, 1)!.cursor).toEqual({ after: 'c1' })
})

test('one ticket is fetched anew when it was asked for, and taken down when it is gone', async () => {
  let isThere = true
  const site = await siteServer(({ path }) => {
    if (!isThere) return undefined
    if (path === '/api/v2/tickets/7.json') return { json: { ticket: ticket(7) } }
    return { json: { comments: comments(7), audits: audits(7), users, meta: {} } }
  })
  connected('zendesk', { address: site.address })

  wish(db, { sourceId: 1, externalId: '7' })
  expect(await synced(site.host, 'x', true)).toMatchObject({ created: 1, problem: null })
  expect(site.paths().some((path) => path.includes('incremental'))).toBe(false)
  expect(wishesOf(db, 1)).toEqual([])

  isThere = false
  wish(db, { sourceId: 1, externalId: '7' })
  wish(db, { sourceId: 1, externalId: '../../users/1' })
  await synced(site.host, 'x', true)
  expect(rows('SELECT removed_at IS NOT NULL AS gone FROM threads')).toEqual([{ gone: 1 }])
  expect(site.paths().some((path) => path.includes('users'))).toBe(false)
})

test('Help Center articles come by their time, with sections; drafts and restricted ones stay out', async () => {
  const article = (id: number, more: object = {}) => ({
    ...{
      id,
      title: `Article ${id}`,
      body: '<p>Hold the button.</p>',
      section_id: 5,
      locale: 'en-us',
      source_locale: 'en-us',
    },
    ...{
      draft: false,
      user_segment_id: null,
      vote_sum: 1,
      html_url: `https://help.example/hc/${id}`,
      updated_at: '2026-01-01T00:00:00Z',
    },
    ...more,
  })
  const pages: Record<string, object> = {
    '0': { articles: [article(1), article(2, { draft: true })], end_time: 100, next_page: 'next' },
    '100': {
      articles: [article(1), article(3, { user_segment_id: 9 }), article(4)],
      end_time: 200,
      next_page: 'next',
    },
    '200': { articles: [article(4)], end_time: 200, next_page: 'next' },
  }
  const site = await siteServer(({ path, query }) => {
    if (path.includes('incremental')) return { json: pages[query.get('start_time') ?? ''] }
    if (path.includes('sections')) return { json: { sections: [{ id: 5, name: 'Buttons', category_id: 6 }] } }
    return { json: { categories: [{ id: 6, name: 'Hardware' }] } }
  })
  connected('zendesk-help-center', { address: site.address })

  expect(await synced(site.host)).toMatchObject({ created: 2, failed: 0, problem: null })
  expect(rows('SELECT external_id AS id, section FROM documents')).toEqual([
    { id: '1', section: 'Hardware › Buttons' },
    { id: '4', section: 'Hardware › Buttons' },
  ])
  expect(connectionOf(db, 1)!.cursor).toEqual({ until: 200 })
  expect(await synced(site.host)).toMatchObject({ created: 0, updated: 0, problem: null })
})
