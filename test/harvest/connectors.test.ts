// Keeping up with GitHub and Stack Exchange, each from a server on this machine that gives what they give.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { connect, connectionOf } from '../../src/harvest/connections.ts'
import { connectors } from '../../src/harvest/connectors/index.ts'
import { importerNamed } from '../../src/harvest/importers/index.ts'
import { sync } from '../../src/harvest/sync.ts'
import { freshDb } from '../support/db.ts'
import { siteServer } from '../support/site-server.ts'

let db: Db
let scratch: string
let waits: number[]
beforeEach(() => {
  db = freshDb()
  scratch = mkdtempSync(join(tmpdir(), 'winnow-connectors-'))
  waits = []
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
    wait: async (ms) => {
      waits.push(ms)
    },
  })
const rows = (sql: string) => db.$client.prepare(sql).all() as Record<string, unknown>[]

test('every connector feeds an importer that exists, and refuses settings it cannot use', () => {
  for (const connector of connectors) {
    expect(importerNamed(connector.format).name).toBe(connector.format)
    expect(() => connector.base({}), connector.name).toThrow(/Enter/)
    const wrong = { address: 'javascript:alert(1)', repository: '../..', site: 'x/../y' }
    expect(() => connector.base(wrong), connector.name).toThrow(/Enter/)
  }
})

// ── GitHub ────────────────────────────────────────────────────────────────────────────────────────────

test('GitHub Discussions come oldest change first, with later comments and the chosen answer; its limit is waited for', async () => {
  const author = { login: 'anna' }
  const comment = (n: number, more: object = {}) => ({
    ...{
      id: `C${n}`,
      url: `https://github.com/o/r/discussions/1#c-${n}`,
      bodyHTML: `<p>Comment ${n}</p>`,
      author: { login: 'otto' },
    },
    ...{
      createdAt: `2026-01-02T00:00:0${n}Z`,
      upvoteCount: 0,
      isMinimized: false,
      authorAssociation: 'NONE',
      replies: { nodes: [] },
    },
    ...more,
  })
  const discussion = (n: number) => ({
    ...{
      id: `D${n}`,
      number: n,
      title: `Question ${n}`,
      url: `https://github.com/o/r/discussions/${n}`,
      bodyHTML: '<p>Why?</p>',
    },
    ...{
      createdAt: '2026-01-01T00:00:00Z',
      updatedAt: '2026-01-03T00:00:00Z',
      upvoteCount: 1,
      authorAssociation: 'NONE',
      author,
    },
    ...{
      isAnswered: n === 1,
      answerChosenAt: '2026-01-03T00:00:00Z',
      answerChosenBy: author,
      answer: n === 1 ? comment(2, { isAnswer: true }) : null,
    },
    ...{ category: { name: 'Q&A', isAnswerable: true }, labels: { nodes: [] } },
    comments: {
      pageInfo: { hasNextPage: n === 1, endCursor: 'k1' },
      nodes: [comment(1), comment(9, { isMinimized: true, bodyHTML: '<p>Spam</p>' })],
    },
  })
  const list = (nodes: object[], pageInfo: object) => ({
    json: { data: { repository: { discussions: { nodes, pageInfo } } } },
  })
  const site = await siteServer(({ body }, count) => {
    if (count === 1) return { json: { errors: [{ type: 'RATE_LIMITED', message: 'limit' }] } }
    const { query, variables } = JSON.parse(body) as { query: string; variables: { after: string | null } }
    if (query.includes('node(id:'))
      return {
        json: {
          data: {
            node: { comments: { pageInfo: { hasNextPage: false }, nodes: [comment(2, { isAnswer: true })] } },
          },
        },
      }
    if (variables.after === null) return list([discussion(1)], { hasNextPage: true, endCursor: 'd1' })
    if (variables.after === 'd1') return list([discussion(2)], { hasNextPage: false, endCursor: 'd2' })
    return list([], { hasNextPage: false, endCursor: null })
  })
  connected('github', { address: site.address, repository: 'o/r' })

  expect(await synced(site.host)).toMatchObject({ created: 2, failed: 0, problem: null })
  expect(waits).toEqual([60_000])
  expect(connectionOf(db, 1)!.cursor).toEqual({ after: 'd2' })
  expect(rows(`SELECT body FROM posts WHERE is_accepted = 1`)).toEqual([{ body: 'Comment 2' }])
  expect(db.$client.serialize().includes('Spam')).toBe(false)
  expect(site.asked[0]!.headers.authorization).toBe('Bearer secret-token')
  expect(await synced(site.host)).toMatchObject({ runs: [], problem: null })

  const refusing = await siteServer(() => ({
    json: { errors: [{ type: 'NOT_FOUND', message: 'Could not resolve' }] },
  }))
  connected('github', { address: refusing.address, repository: 'o/r' })
  expect((await synced(refusing.host)).problem).toContain('Could not resolve')
})

// ── Stack Exchange ────────────────────────────────────────────────────────────────────────────────────

test('a Stack Exchange site comes as its dump would, packed answers and pauses included, and goes on at the same second', async () => {
  const owner = { user_id: 42, display_name: 'Anna &amp; Otto', user_type: 'registered' }
  const question = (id: number, at: number) => ({
    ...{
      question_id: id,
      title: `Is 2 &lt; 3 &quot;always&quot; ${id}?`,
      body: '<p>Say &lt;b&gt; &amp; "c"\n\ud83d\ude00</p>',
      tags: ['c#', 'math'],
    },
    ...{
      creation_date: 1_700_000_000,
      last_activity_date: at,
      score: 3,
      view_count: 9,
      accepted_answer_id: id + 1000,
    },
    ...{ content_license: 'CC BY-SA 4.0', owner, link: `https://superuser.com/questions/${id}` },
  })
  const answerTo = (id: number) => ({
    ...{
      answer_id: id + 1000,
      question_id: id,
      body: '<p>Yes.</p>',
      score: 5,
      is_accepted: true,
      creation_date: 1_700_000_100,
    },
    ...{ content_license: 'CC BY-SA 4.0', owner: { display_name: 'gone', user_type: 'does_not_exist' } },
  })
  const all = [question(1, 1_700_000_200), question(2, 1_700_000_300), question(3, 1_700_000_300)]
  const site = await siteServer(({ path, query }) => {
    const ids = /questions\/([\d;]+)\/answers/.exec(path)?.[1]?.split(';').map(Number)
    if (ids !== undefined)
      return { isPacked: true, json: { items: ids.map(answerTo), has_more: false, quota_remaining: 200 } }
    const items = all.filter((one) => one.last_activity_date >= Number(query.get('min')))
    const first = items.slice(0, 2)
    return {
      isPacked: true,
      json: {
        items: query.get('page') === '1' ? first : items.slice(2),
        has_more: items.length > 2 && query.get('page') === '1',
        backoff: 3,
      },
    }
  })
  connected('stackexchange', { address: site.address, site: 'superuser.com' })

  expect(await synced(site.host)).toMatchObject({ created: 3, failed: 0, problem: null })
  expect(
    rows(
      'SELECT external_id AS id, title, author_name AS author, url, licence, resolution FROM threads LIMIT 1',
    ),
  ).toEqual([
    {
      ...{
        id: '1',
        title: 'Is 2 < 3 "always" 1?',
        author: 'Anna & Otto',
        url: 'https://superuser.com/questions/1',
      },
      ...{ licence: 'CC BY-SA 4.0', resolution: 'marked' },
    },
  ])
  expect(rows('SELECT body, author_name AS author FROM posts WHERE is_accepted = 1 LIMIT 1')).toEqual([
    { body: 'Yes.', author: 'gone' },
  ])
  expect(waits.every((ms) => ms === 3000)).toBe(true)
  expect(site.asked[0]!.query.get('key')).toBe('secret-token')
  expect(db.$client.serialize().includes('secret-token')).toBe(false)

  all.push(question(4, 1_700_000_300), question(5, 1_700_000_400))
  expect(await synced(site.host)).toMatchObject({ created: 2, unchanged: 0, problem: null })
})
