import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { freshDb } from '../support/db.ts'

const forum = fileURLToPath(new URL('../../data/sources/forum/', import.meta.url))
let db: Db
let folder: string
beforeEach(() => {
  db = freshDb()
  folder = mkdtempSync(join(tmpdir(), 'winnow-discourse-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a long topic is put together from its parts, wherever they lie, and keeps the order of its posts', async () => {
  const posts = Array.from({ length: 45 }, (_, n) => post(n + 1))
  const stream = posts.map((one) => one.id)
  const topic = { ...topicOf(posts.slice(0, 20)), accepted_answer: { post_number: 44, username: 'mo' } }
  topic.post_stream.stream = stream
  put('1-posts-2.json', { id: 9, post_stream: { posts: posts.slice(20, 40) } })
  put('2-topic.json', topic)
  put('3-posts-3.json', { post_stream: { posts: posts.slice(40).map((one) => ({ ...one, topic_id: 9 })) } })
  put('4-posts-of-another.json', { id: 77, post_stream: { posts: [post(1)] } })

  const summary = await bring()

  expect(summary).toMatchObject({ created: 1, failed: 0, ignored: 1 })
  const rows = all('SELECT position, external_id, is_accepted FROM posts ORDER BY position')
  expect(rows.slice(1).map((row) => row.external_id)).toEqual(stream.slice(1).map(String))
  expect(rows.filter((row) => row.is_accepted === 1)).toEqual([
    { position: 43, external_id: '144', is_accepted: 1 },
  ])
})

test('a marked answer that is not in the export is said to be missing, and the thread is still marked', async () => {
  put('1.json', { ...topicOf([post(1), post(2)]), accepted_answer: { post_number: 44, username: 'mo' } })

  await bring()

  expect(all('SELECT resolution, resolution_reason FROM threads')).toEqual([
    { resolution: 'marked', resolution_reason: 'The marked answer (post 44) is not in this export.' },
  ])
})

test('a member of the staff who marks an answer without writing in the topic is not taken for a stranger', async () => {
  const posts = [post(1), { ...post(2), accepted_answer: true }]
  const marked = (by: string) => ({ accepted_answer: { post_number: 2, accepter_username: by } })
  const details = { participants: [{ username: 'tess', moderator: true }, { username: 'cat' }] }
  put('1.json', { ...topicOf(posts), ...marked('tess'), details })
  put('2.json', { ...topicOf(posts, 10), ...marked('cat'), details })
  put('3.json', { ...topicOf(posts, 11), ...marked('ada') })
  put('4.json', { ...topicOf(posts, 12), ...marked('eve') })
  put('about.json', { about: { admins: [{ username: 'ada' }], moderators: [] } })

  await bring()

  expect(
    all('SELECT resolved_by AS by FROM threads ORDER BY external_id')
      .map((row) => row.by)
      .sort(),
  ).toEqual(['staff', 'staff', 'third-party', 'third-party'])
  expect(all(`SELECT external_id AS id FROM threads WHERE resolved_by = 'staff' ORDER BY 1`)).toEqual([
    { id: '11' },
    { id: '9' },
  ])
})

test('several accepted answers are all kept; who marked them is known only when the forum says so', async () => {
  const posts = [
    post(1),
    { ...post(2), accepted_answer: true },
    { ...post(3), accepted_answer: true, staff: true },
  ]
  put('1.json', topicOf(posts))
  put('2.json', { ...topicOf(posts, 10), accepted_answer: { post_number: 2, accepter_username: 'user1' } })
  put('3.json', { ...topicOf(posts, 11), accepted_answer: { post_number: 2, accepter_username: 'user3' } })

  await bring()

  expect(all('SELECT external_id, resolved_by FROM threads ORDER BY 1')).toEqual([
    { external_id: '10', resolved_by: 'asker' },
    { external_id: '11', resolved_by: 'staff' },
    { external_id: '9', resolved_by: 'unknown' },
  ])
  expect(all('SELECT count(*) AS n FROM posts WHERE is_accepted = 1')).toEqual([{ n: 6 }])
})

test('private messages, deleted topics and topics of restricted categories never come in', async () => {
  put('1.json', { ...topicOf([post(1)], 1), archetype: 'private_message' })
  put('2.json', { ...topicOf([post(1)], 2), deleted_at: '2026-01-01T00:00:00Z' })
  put('3.json', { ...topicOf([post(1)], 3), category_id: 5 })
  put('categories.json', {
    category_list: { categories: [{ id: 5, name: 'Staff', slug: 'staff', read_restricted: true }] },
  })

  expect(await bring()).toMatchObject({ created: 0, ignored: 3, failed: 0 })
  expect(all('SELECT * FROM raw_records')).toEqual([])
})

test('a topic that becomes a private message is taken down; when it is public again it comes back', async () => {
  put('1.json', topicOf([post(1), post(2)]))
  await bring()
  put('1.json', { ...topicOf([post(1), post(2)]), archetype: 'private_message' })

  expect(await bring()).toMatchObject({ updated: 1, changedThreadIds: [1] })
  expect(all('SELECT removed_at FROM threads')[0]!.removed_at).not.toBeNull()
  expect(await bring()).toMatchObject({ updated: 0, ignored: 1 })

  put('1.json', topicOf([post(1), post(2)]))
  expect(await bring()).toMatchObject({ updated: 1 })
  expect(all('SELECT removed_at FROM threads')).toEqual([{ removed_at: null }])
})

test('a post that is whispered, hidden or deleted now is removed from its thread; its neighbours stay', async () => {
  put('1.json', topicOf([post(1), post(2), post(3), post(4)]))
  await bring()
  const changed = [
    post(1),
    { ...post(2), post_type: 4 },
    { ...post(3), deleted_at: '2026-02-01T00:00:00Z' },
    post(4),
  ]
  put('1.json', topicOf(changed))

  await bring()

  expect(
    all('SELECT external_id, removed_at IS NOT NULL AS gone FROM posts ORDER BY id').map((row) => row.gone),
  ).toEqual([0, 1, 1, 0])
  expect(all('SELECT replies FROM threads')).toEqual([{ replies: 1 }])
})

test('an answer edited, and one no longer accepted, update the thread; its drift can be read from the posts', async () => {
  put('1.json', topicOf([post(1), { ...post(2), accepted_answer: true }]))
  await bring()
  const before = all('SELECT text_hash, is_accepted FROM posts WHERE position = 1')[0]!
  put('1.json', topicOf([post(1), { ...post(2), cooked: '<p>Not any more.</p>', version: 2 }]))

  expect(await bring()).toMatchObject({ updated: 1 })

  const after = all('SELECT text_hash, is_accepted, edited_at FROM posts WHERE position = 1')[0]!
  expect(after.text_hash).not.toBe(before.text_hash)
  expect([before.is_accepted, after.is_accepted]).toEqual([1, 0])
  expect(after.edited_at).not.toBeNull()
  expect(all('SELECT resolution FROM threads')).toEqual([{ resolution: 'unknown' }])
})

test('disjoint sources give the same threads in whatever order they come', async () => {
  const both = async (order: string[]) => {
    const into = freshDb()
    for (const slug of order) {
      const paths = [join(forum, `${slug}.json`)]
      await harvest(into, {
        source: { slug: `s${slug}`, authority: 'community' },
        format: 'discourse',
        paths,
        by: null,
      })
    }
    return into.$client.prepare('SELECT external_id, content_hash FROM threads ORDER BY external_id').all()
  }
  expect(await both(['1043', '1051'])).toEqual(await both(['1051', '1043']))
})

function post(number: number) {
  return {
    ...{ id: 100 + number, post_number: number, post_type: 1, username: `user${number}`, version: 1 },
    ...{
      cooked: `<p>Text ${number} of the thread.</p>`,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-02T00:00:00Z',
    },
  }
}

function topicOf(posts: object[], id = 9) {
  const stream = { posts, stream: undefined as number[] | undefined }
  return {
    id,
    title: `Topic ${id}`,
    slug: 'topic',
    created_at: '2026-01-01T00:00:00Z',
    category_id: 1,
    post_stream: stream,
  }
}

function put(name: string, value: object): void {
  writeFileSync(join(folder, name), JSON.stringify(value))
}

function bring() {
  return harvest(db, {
    source: { slug: 'forum', authority: 'community' },
    format: 'discourse',
    paths: [folder],
    by: null,
  })
}

function all(sql: string): Record<string, unknown>[] {
  return db.$client.prepare(sql).all() as Record<string, unknown>[]
}
