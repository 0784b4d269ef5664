// What was deleted at the source stands in no list of changes: each sync asks for some of what is stored.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { erasePosts } from '../../src/articles/erase.ts'
import type { Db } from '../../src/db/open.ts'
import { connect, connectionOf } from '../../src/harvest/connections.ts'
import { sync } from '../../src/harvest/sync.ts'
import { undoImport } from '../../src/harvest/undo.ts'
import { freshDb } from '../support/db.ts'
import { day, type Forum, forumOf, topic } from '../support/forum-site.ts'
import { type Given, siteServer } from '../support/site-server.ts'

let db: Db
let scratch: string
beforeEach(() => {
  db = freshDb()
  scratch = mkdtempSync(join(tmpdir(), 'winnow-vanished-'))
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

function connected(connector: string, settings: Record<string, string>): void {
  connect(db, { source: { slug: 'site', authority: 'community' }, connector, settings, by: null })
}
const synced = (host: string) =>
  sync(db, {
    ...{ source: 'site', token: { name: 'WINNOW_TOKEN_SITE', value: 'key' }, innerHosts: [host] },
    ...{ scratch, by: null, wait: async () => {} },
  })
const removed = (table = 'threads') =>
  db.$client
    .prepare(`SELECT external_id FROM ${table} WHERE removed_at IS NOT NULL ORDER BY id`)
    .pluck()
    .all()

test('a Discourse topic that was deleted, or closed to us, is taken down by the next sync, and undo brings it back', async () => {
  const forum: Forum = { perPage: 30, topics: [1, 2, 3, 4].map((n) => topic(n, day(n))) }
  const give = forumOf(forum)
  const closed = new Set<string>()
  const site = await siteServer(({ path, query }) =>
    closed.has(path) ? { status: 403, json: {} } : give(path, query),
  )
  connected('discourse', { address: site.address })
  await synced(site.host)
  expect(removed()).toEqual([])

  forum.topics = forum.topics.filter(({ id }) => id !== 2)
  closed.add('/t/3.json')
  const after = await synced(site.host)

  expect(after).toMatchObject({ records: 2, updated: 2, created: 0, failed: 0, problem: null })
  expect(after.changedThreadIds).toHaveLength(2)
  expect(removed()).toEqual(['2', '3'])
  expect(await synced(site.host)).toMatchObject({ runs: [], records: 0, problem: null })

  undoImport(db, { runId: after.runs[0]!, by: null })
  expect(removed()).toEqual([])
})

test('an edit and another accepted answer that move no topic are seen when it is its turn, and only those topics come again', async () => {
  const forum: Forum = {
    perPage: 30,
    topics: [1, 2, 3, 4].map((n) => topic(n, day(n), { posts: n === 2 ? 45 : 3 })),
  }
  const give = forumOf(forum)
  const site = await siteServer(({ path, query }) => give(path, query))
  connected('discourse', { address: site.address })
  await synced(site.host)
  const accepted = db.$client
    .prepare(
      `SELECT p.external_id FROM posts p JOIN threads t ON t.id = p.thread_id WHERE t.external_id = '3' AND p.is_accepted = 1`,
    )
    .pluck()
  expect(accepted.all()).toEqual(['3003'])

  forum.topics[1] = topic(2, day(2), { posts: 45, edited: { 44: day(20) } })
  forum.topics[2] = topic(3, day(3), { accepted: 2 })
  const after = await synced(site.host)

  expect(after).toMatchObject({ records: 2, updated: 2, created: 0, failed: 0, problem: null })
  const edited = db.$client.prepare(`SELECT external_id FROM posts WHERE body LIKE '%edited'`).pluck()
  expect(edited.all()).toEqual(['2044'])
  expect(accepted.all()).toEqual(['3002'])
  expect(await synced(site.host)).toMatchObject({ runs: [], records: 0, problem: null })

  undoImport(db, { runId: after.runs[0]!, by: null })
  expect([edited.all(), accepted.all()]).toEqual([[], ['3003']])
})

test('what was erased here is not brought back by looking again', async () => {
  const forum: Forum = { perPage: 30, topics: [topic(1, day(1)), topic(2, day(2))] }
  const give = forumOf(forum)
  const site = await siteServer(({ path, query }) => give(path, query))
  connected('discourse', { address: site.address })
  await synced(site.host)
  const postId = db.$client.prepare(`SELECT id FROM posts WHERE external_id = '1002'`).pluck().get() as number
  erasePosts(db, { postIds: [postId], reason: 'Asked for by the writer', by: null })

  expect(await synced(site.host)).toMatchObject({ runs: [], records: 0, problem: null })

  expect(db.$client.prepare('SELECT body FROM posts WHERE id = ?').pluck().get(postId)).toBe('(erased)')
})

test('a site that has nothing at all any more takes nothing down, and says what to look at', async () => {
  const forum: Forum = { perPage: 30, topics: [1, 2, 3, 4, 5, 6].map((n) => topic(n, day(n))) }
  const give = forumOf(forum)
  const site = await siteServer(({ path, query }) => give(path, query))
  connected('discourse', { address: site.address })
  await synced(site.host)

  forum.topics = []
  const after = await synced(site.host)

  expect(after).toMatchObject({
    runs: [],
    problem: expect.stringContaining('Nothing was taken down: look whether the address'),
  })
  expect(removed()).toEqual([])
})

test('a large source is asked for in turn, a hundred records a sync, and then from the beginning', async () => {
  const forum: Forum = { perPage: 300, topics: Array.from({ length: 150 }, (_, n) => topic(n + 1, day(1))) }
  const give = forumOf(forum)
  const site = await siteServer(({ path, query }) => give(path, query))
  connected('discourse', { address: site.address })
  await synced(site.host)
  const asked = async () => {
    const before = site.asked.length
    await synced(site.host)
    return site
      .paths()
      .slice(before)
      .filter((path) => path.startsWith('/t/')).length
  }

  expect([await asked(), await asked(), await asked()]).toEqual([100, 50, 100])
  expect(connectionOf(db, 1)!.askedId).toBe(100)
})

test('an article of a Help Center that is no longer there is taken down', async () => {
  const article = (id: number) => ({
    ...{
      id,
      title: `Article ${id}`,
      body: '<p>Press it.</p>',
      locale: 'en-us',
      source_locale: 'en-us',
      section_id: 1,
      draft: false,
    },
    ...(id === 3 && { locale: 'de' }),
    ...{ user_segment_id: null, updated_at: '2026-01-01T00:00:00Z', html_url: `https://x.example/${id}` },
  })
  const there = new Set([1, 2, 3])
  const site = await siteServer(({ path, query }): Given | undefined => {
    const id = Number(/articles\/(\d+)\.json$/.exec(path)?.[1])
    if (id > 0) return there.has(id) ? { json: { article: article(id) } } : undefined
    if (path.endsWith('/sections.json')) return { json: { sections: [{ id: 1, name: 'Start' }] } }
    if (path.endsWith('/categories.json')) return { json: { categories: [] } }
    const isFirst = query.get('start_time') === '0'
    return { json: { articles: isFirst ? [1, 2, 3].map(article) : [], end_time: 1_767_348_000 } }
  })
  connected('zendesk-help-center', { address: site.address })
  expect(await synced(site.host)).toMatchObject({ created: 3 })

  there.delete(2)
  const after = await synced(site.host)

  expect(after.changedDocumentIds).toHaveLength(1)
  expect(removed('documents')).toEqual(['2'])
  expect(site.paths()).toContain('/api/v2/help_center/de/articles/3.json')
})

test('a question that Stack Exchange does not name any more is taken down, one request for all', async () => {
  const question = (id: number) => ({
    ...{ question_id: id, title: `Question ${id}`, body: '<p>Why?</p>', tags: ['box'], score: 1 },
    ...{ creation_date: 1_767_225_600, last_activity_date: 1_767_225_600 + id, owner: { user_id: 7 } },
    content_license: 'CC BY-SA 4.0',
  })
  let there = [1, 2, 3]
  const site = await siteServer(({ path, query }): Given => {
    if (path.endsWith('/answers')) return { json: { items: [] } }
    const named = /questions\/([\d;]+)$/.exec(path)?.[1]?.split(';').map(Number)
    const since = Number(query.get('min') ?? 0)
    const items = there.filter((id) => named?.includes(id) ?? question(id).last_activity_date >= since)
    return { json: { items: items.map(question), has_more: false } }
  })
  connected('stackexchange', { address: site.address, site: 'box.example.com' })
  expect(await synced(site.host)).toMatchObject({ created: 3, failed: 0 })

  there = [1, 3]
  await synced(site.host)

  expect(removed()).toEqual(['2'])
  expect(site.paths()).toContain('/2.3/questions/1;2;3')
})

test('a deleted discussion of GitHub is taken down, and replies beyond the first page come too', async () => {
  const post = (id: string) => ({
    ...{ id, url: `https://github.com/o/r/discussions/1#${id}`, bodyHTML: `<p>Says ${id}.</p>` },
    ...{ createdAt: '2026-01-02T00:00:00Z', author: { login: 'otto' }, authorAssociation: 'NONE' },
  })
  const discussion = (n: number) => ({
    ...post(`D${n}`),
    ...{ number: n, title: `Question ${n}`, url: `https://github.com/o/r/discussions/${n}` },
    comments: {
      pageInfo: { hasNextPage: false },
      nodes: [
        {
          ...post(`C${n}`),
          replies: { pageInfo: { hasNextPage: true, endCursor: 'r1' }, nodes: [post(`R${n}a`)] },
        },
      ],
    },
  })
  let there = [1, 2]
  const site = await siteServer(({ body }): Given => {
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, string> }
    const errors = there.length === 2 ? [] : [{ type: 'NOT_FOUND', path: ['repository', 'd2'] }]
    if (query.includes('DiscussionComment'))
      return {
        json: {
          data: {
            node: {
              replies: { pageInfo: { hasNextPage: false }, nodes: [post(`R${variables.id!.slice(1)}b`)] },
            },
          },
        },
      }
    if (query.includes('d2: discussion(number: 2)')) {
      const found = Object.fromEntries(
        [1, 2].map((n) => [`d${n}`, there.includes(n) ? { id: `D${n}` } : null]),
      )
      return { json: { data: { repository: found }, errors } }
    }
    const nodes = variables.after === null ? there.map(discussion) : []
    return {
      json: {
        data: { repository: { discussions: { nodes, pageInfo: { hasNextPage: false, endCursor: 'd' } } } },
      },
    }
  })
  connected('github', { address: site.address, repository: 'o/r' })
  expect(await synced(site.host)).toMatchObject({ created: 2, failed: 0, problem: null })
  const replies = db.$client.prepare('SELECT body FROM posts WHERE thread_id = 1 ORDER BY position').pluck()
  expect(replies.all()).toEqual(['Says D1.', 'Says C1.', 'Says R1a.', 'Says R1b.'])

  there = [1]
  const after = await synced(site.host)

  expect(after).toMatchObject({ updated: 1, problem: null })
  expect(removed()).toEqual(['o/r#2'])
})
