import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { closeCutOffRuns } from '../../src/harvest/busy.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { freshDb } from '../support/db.ts'

const sources = fileURLToPath(new URL('../../data/sources/', import.meta.url))
const TICKETS = fileURLToPath(new URL('../golden/importers/exports/zendesk/tickets.json', import.meta.url))
let db: Db
let folder: string
beforeEach(() => {
  db = freshDb()
  folder = mkdtempSync(join(tmpdir(), 'winnow-harvest-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const bringForum = (path = join(sources, 'forum')) =>
  harvest(db, { source: { slug: 'forum', authority: 'community' }, format: 'auto', paths: [path], by: null })

describe('the demo sources', () => {
  test('the forum arrives with every topic, its products, and its marked answers', async () => {
    const summary = await bringForum()

    expect(summary).toMatchObject({
      format: 'discourse',
      state: 'complete',
      records: 78,
      created: 78,
      failed: 0,
    })
    expect(all('SELECT resolution, count(*) AS n FROM threads GROUP BY 1 ORDER BY 1')).toEqual([
      { resolution: 'marked', n: 70 },
      { resolution: 'unknown', n: 8 },
    ])
    expect(all('SELECT name FROM products ORDER BY name').map((row) => row.name)).toEqual([
      'Caskwell',
      'Ferrylight',
      'Lanternhall',
    ])
  })

  test('whispers, hidden and deleted posts are neither in the threads nor in the raw records', async () => {
    const summary = await bringForum()

    const private_ = privatePostsOfForum()
    expect(private_).toHaveLength(5)
    expect(summary.removed).toEqual({ whisper: 2, 'hidden-post': 2, 'deleted-post': 1 })
    const kept = all('SELECT body AS text FROM posts UNION ALL SELECT payload FROM raw_records')
    for (const text of private_) expect(kept.filter((row) => String(row.text).includes(text))).toEqual([])
  })

  test('accepted posts that thank, ask back, agree or only point elsewhere stay marked, and say what they are', async () => {
    await bringForum()

    const weak =
      all(`SELECT t.external_id AS topic, p.nature FROM posts p JOIN threads t ON t.id = p.thread_id
      WHERE p.is_accepted = 1 AND p.nature <> 'answer' ORDER BY 1`)
    expect(weak).toEqual([
      { topic: '1077', nature: 'asks-back' },
      { topic: '1099', nature: 'asks-back' },
      { topic: '1103', nature: 'link-only' },
      { topic: '1112', nature: 'thanks' },
      { topic: '1127', nature: 'link-only' },
      { topic: '1250', nature: 'me-too' },
      { topic: '1397', nature: 'me-too' },
      { topic: '1429', nature: 'thanks' },
    ])
  })

  test('the cases arrive closed or open as their status says, without addresses and notes', async () => {
    const summary = await harvest(db, {
      source: { slug: 'cases', authority: 'case' },
      ...{ format: 'auto', paths: [join(sources, 'cases')], by: null },
    })

    expect(summary).toMatchObject({ format: 'csv', records: 28, created: 28, failed: 0 })
    expect(all('SELECT resolution, count(*) AS n FROM threads GROUP BY 1 ORDER BY 1')).toEqual([
      { resolution: 'closed', n: 25 },
      { resolution: 'unknown', n: 3 },
    ])
    const raw = all('SELECT payload FROM raw_records').map((row) => String(row.payload))
    expect(raw.filter((text) => /marsh-and-daughters\.example|Called her on/.test(text))).toEqual([])
    expect(all(`SELECT participants FROM threads WHERE external_id = 'WM-20418'`)).toEqual([
      { participants: '[{"name":"Harriet Olufsen","role":"asker"},{"name":"Tilda Marsh","role":"staff"}]' },
    ])
  })

  test('the documents arrive with product, section and what they apply to, components dropped', async () => {
    const summary = await harvest(db, {
      source: { slug: 'official', authority: 'official' },
      ...{ format: 'auto', paths: [join(sources, 'official')], by: null },
    })

    expect(summary).toMatchObject({ format: 'markdown', records: 20, created: 20, failed: 0 })
    const [page] = all(`SELECT * FROM documents WHERE external_id = 'caskwell/off-site-copy.mdx'`)
    expect(page).toMatchObject({
      title: 'Copy backups to a second Caskwell elsewhere',
      section: 'Backups',
      applies_to: '{"versions":["4.2"],"plans":["Business"]}',
    })
    expect(page!.body).toContain('Both Caskwells must run 4.2')
    expect(page!.body).not.toMatch(/import|Callout|<Steps>|^# /m)
  })
})

test('importing the same files twice changes nothing', async () => {
  await bringForum()
  const before = snapshot()

  const again = await bringForum()

  expect(again).toMatchObject({ records: 78, created: 0, updated: 0, unchanged: 78, changedThreadIds: [] })
  expect(snapshot()).toEqual(before)
})

test('a changed topic updates its thread and no other; a reply that is hidden now is removed', async () => {
  cpSync(join(sources, 'forum'), folder, { recursive: true })
  await bringForum(folder)
  const before = snapshot()
  edit('1043.json', (topic) => {
    topic.post_stream.posts[1].cooked = '<p>Twice a week since 3.4.1.</p>'
    topic.post_stream.posts[2].hidden = true
  })

  const again = await bringForum(folder)

  expect(again).toMatchObject({ updated: 1, unchanged: 77, created: 0 })
  const posts = all(
    `SELECT p.* FROM posts p JOIN threads t ON t.id = p.thread_id WHERE t.external_id = '1043'`,
  )
  expect(posts.map((post) => [post.position, post.removed_at !== null])).toEqual([
    [0, false],
    [1, false],
    [2, true],
  ])
  expect(posts[1]!.body).toBe('Twice a week since 3.4.1.')
  const others = (rows: Row[]) => rows.filter((row) => row.external_id !== '1043')
  expect(others(snapshot())).toEqual(others(before))
})

test('a file that is no topic fails alone, with its name and reason', async () => {
  cpSync(join(sources, 'forum', '1043.json'), join(folder, '1043.json'))
  writeFileSync(join(folder, 'other.json'), '{"name": "not a topic"}')

  const summary = await bringForum(folder)

  expect(summary).toMatchObject({ records: 2, created: 1, failed: 1, state: 'complete' })
  expect(all('SELECT file, reason FROM import_failures')).toEqual([
    {
      file: join(folder, 'other.json'),
      reason: 'This is not a Discourse topic: it has no title with posts.',
    },
  ])
})

test('a new source without authority, and an old one with another authority, are refused with a sentence', async () => {
  const nameless = harvest(db, {
    source: { slug: 'forum' },
    format: 'auto',
    paths: [join(sources, 'forum')],
    by: null,
  })
  await expect(nameless).rejects.toThrow('--authority')
  expect(all('SELECT * FROM sources')).toEqual([])

  await bringForum()
  const other = harvest(db, {
    source: { slug: 'forum', authority: 'official' },
    ...{ format: 'auto', paths: [join(sources, 'forum')], by: null },
  })
  await expect(other).rejects.toThrow('is community, not official')
})

test('a dry run counts and shows what would come, and writes nothing', async () => {
  const dry = await harvest(db, {
    source: { slug: 'forum', authority: 'community' },
    ...{ format: 'auto', paths: [join(sources, 'forum')], by: null, dryRun: true },
  })

  expect(dry).toMatchObject({ run: null, records: 78, created: 78 })
  expect(dry.first[0]).toMatchObject({
    externalId: '1043',
    title: 'How often are the drives checked on 3.4?',
  })
  for (const table of ['sources', 'import_runs', 'threads', 'raw_records', 'products']) {
    expect(all(`SELECT * FROM ${table}`)).toEqual([])
  }
})

test('a run that was cut off is marked at the next start', () => {
  db.$client.exec(`INSERT INTO sources (slug, name, authority, created_at) VALUES ('f', 'F', 'community', '2026-01-01');
    INSERT INTO import_runs (source_id, format, paths, state, started_at) VALUES (1, 'discourse', '[]', 'running', '2026-01-01')`)

  expect(closeCutOffRuns(db)).toBe(1)
  expect(all('SELECT state, damage FROM import_runs')[0]).toMatchObject({
    state: 'incomplete',
    damage: expect.stringContaining('stopped'),
  })
  expect(closeCutOffRuns(db)).toBe(0)
})

type Row = Record<string, unknown>

function all(sql: string): Row[] {
  return db.$client.prepare(sql).all() as Row[]
}

function snapshot(): Row[] {
  return [
    ...all(`SELECT 'thread', * FROM threads ORDER BY id`),
    ...all(
      `SELECT 'post', p.*, t.external_id FROM posts p JOIN threads t ON t.id = p.thread_id ORDER BY p.id`,
    ),
    ...all(`SELECT 'raw', id, external_id, hash FROM raw_records ORDER BY id`),
  ]
}

// biome-ignore lint/suspicious/noExplicitAny: a topic is edited as the JSON it is
function edit(name: string, change: (topic: any) => void): void {
  const file = join(folder, name)
  const topic = JSON.parse(readFileSync(file, 'utf8'))
  change(topic)
  writeFileSync(file, JSON.stringify(topic))
}

function privatePostsOfForum(): string[] {
  const names = all(`SELECT external_id FROM threads`).map((row) => String(row.external_id))
  return names.flatMap((name) => {
    const topic = JSON.parse(readFileSync(join(sources, 'forum', `${name}.json`), 'utf8'))
    const hidden = topic.post_stream.posts.filter(
      (post: Row) => post.post_type === 4 || post.hidden === true || post.deleted_at !== null,
    )
    return hidden.map((post: Row) =>
      String(post.cooked)
        .replace(/<[^>]+>/g, '')
        .slice(0, 40),
    )
  })
}

test('a new source of tickets is one of cases unless said otherwise; an older one stays what it is', async () => {
  const tickets = (slug: string, authority?: 'community') =>
    harvest(db, {
      source: { slug, ...(authority && { authority }) },
      ...{ format: 'auto', paths: [TICKETS], by: null },
    })
  await tickets('desk')
  await tickets('forum', 'community')
  await tickets('forum')
  expect(all('SELECT slug, authority FROM sources ORDER BY slug')).toEqual([
    { slug: 'desk', authority: 'case' },
    { slug: 'forum', authority: 'community' },
  ])
  const cases = { slug: 'table' }
  await expect(
    harvest(db, { source: cases, format: 'auto', paths: [join(sources, 'forum')], by: null }),
  ).rejects.toThrow('say what its word is worth')
})
