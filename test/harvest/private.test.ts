// What is private stays out, what becomes private goes, and only a source marked internal keeps it, sealed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { exportThreads } from '../../src/harvest/export.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { undoImport } from '../../src/harvest/undo.ts'
import { freshDb } from '../support/db.ts'
import { samples } from './samples.ts'

const sources = fileURLToPath(new URL('../../data/sources/', import.meta.url))
let db: Db
let folder: string
beforeEach(() => {
  db = freshDb()
  folder = mkdtempSync(join(tmpdir(), 'winnow-private-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('what was public and is private now', () => {
  test('a hidden post keeps neither its text nor its author; its neighbours are untouched', async () => {
    await bring(topic())
    const before = posts()
    keepRendering(before[1]!.text_hash)

    await bring(topic({ hidden: true }))

    const [question, hidden, last] = posts()
    expect(hidden).toMatchObject({ external_id: '12', body: '', author_name: null })
    expect(hidden!.removed_at).not.toBeNull()
    expect([question, last]).toEqual([before[0], before[2]])
    expect(all('SELECT * FROM renderings')).toEqual([])
    expect(JSON.stringify(all('SELECT * FROM posts'))).not.toContain('master key')
  })

  test('a post that is only gone keeps its text: it was public, and an editor may have used it', async () => {
    await bring(topic())

    await bring(topic({ isGone: true }))

    expect(posts()[1]).toMatchObject({ body: 'The master key is under the mat.', author_name: 'bo' })
    expect(posts()[1]!.removed_at).not.toBeNull()
  })

  test('a topic that moved to a restricted category loses all its texts', async () => {
    await bring(topic())

    await bring(topic({ isRestricted: true }))

    expect(all('SELECT removed_at IS NULL AS stands FROM threads')).toEqual([{ stands: 0 }])
    expect(posts().map((post) => post.body)).toEqual(['', '', ''])
    expect([...exportThreads(db)]).toEqual([])
  })

  test('undoing that import brings the texts back', async () => {
    await bring(topic())
    const before = [...exportThreads(db)]
    const second = await bring(topic({ hidden: true }))

    undoImport(db, { runId: second.run!, by: null })

    expect([...exportThreads(db)]).toEqual(before)
  })
})

describe('a source marked internal keeps private parts sealed, and nowhere else', () => {
  /** Winnow's own lines name their source themselves, which is then another. */
  const own = samples.filter((one) => one.secrets.length > 0 && one.importer !== 'winnow')
  for (const sample of own) {
    test(sample.name, async () => {
      const path = join(sources, sample.path)
      await harvest(db, {
        source: { slug: 'inside', authority: sample.authority, isInternal: true },
        ...{ format: sample.importer, paths: [path], by: null },
      })
      const sealed = all('SELECT sealed FROM raw_records WHERE sealed IS NOT NULL')
      const others = JSON.stringify([
        ...all('SELECT payload FROM raw_records'),
        ...all('SELECT * FROM posts'),
        ...all('SELECT * FROM threads'),
        ...all('SELECT * FROM documents'),
      ])

      if (Object.keys(removedIn()).length > 0) expect(sealed.length).toBeGreaterThan(0)
      for (const secret of sample.secrets) expect(others).not.toContain(secret)

      db = freshDb()
      await harvest(db, {
        source: { slug: 'outside', authority: sample.authority },
        ...{ format: sample.importer, paths: [path], by: null },
      })
      expect(all('SELECT sealed FROM raw_records WHERE sealed IS NOT NULL')).toEqual([])
    })
  }

  test('the sealed part holds the very pieces that were taken out', async () => {
    await bring(topic({ hidden: true }), { isInternal: true })

    const [row] = all('SELECT payload, sealed FROM raw_records')
    expect(JSON.parse(String(row!.sealed))).toMatchObject({ 'hidden-post': [{ id: 12, username: 'bo' }] })
    expect(String(row!.payload)).not.toContain('master key')
    expect(JSON.parse(String(row!.payload)).$removed).toEqual({ 'hidden-post': 1 })
  })
})

test('comments on posts are read, are no answers, and do not count as replies', async () => {
  const path = join(sources, 'stackexchange')
  await harvest(db, {
    source: { slug: 'site', authority: 'community' },
    format: 'auto',
    paths: [path],
    by: null,
  })
  const comments = (readFileSync(join(path, 'Comments.xml'), 'utf8').match(/<row /g) ?? []).length

  const natures = all(`SELECT nature, count(*) AS n FROM posts WHERE external_id LIKE 'comment-%' GROUP BY 1`)
  expect(natures).toEqual([{ nature: 'comment', n: comments }])
  expect(
    all(`SELECT count(*) AS n FROM posts WHERE nature = 'comment' AND external_id NOT LIKE 'comment-%'`),
  ).toEqual([{ n: 0 }])
  expect(all('SELECT sum(replies) AS n FROM threads')).toEqual(
    all(`SELECT count(*) AS n FROM posts WHERE position > 0 AND nature <> 'comment'`),
  )
})

type Change = { hidden?: boolean; isGone?: boolean; isRestricted?: boolean }

function topic({ hidden = false, isGone = false, isRestricted = false }: Change = {}): object {
  const post = (number: number, username: string, cooked: string, more = {}) => ({
    ...{ id: 10 + number, post_number: number, post_type: 1, username, cooked, version: 1 },
    ...{ created_at: `2026-01-0${number}T10:00:00Z`, ...more },
  })
  const second = post(2, 'bo', '<p>The master key is under the mat.</p>', { hidden })
  const stream = [
    post(1, 'ann', '<p>Where is the key?</p>'),
    ...(isGone ? [] : [second]),
    post(3, 'ann', '<p>Found it.</p>'),
  ]
  const category = { name: 'Staff', slug: 'staff', isRestricted: true }
  return { id: 7, title: 'The key', post_stream: { posts: stream }, ...(isRestricted && { category }) }
}

async function bring(value: object, more: { isInternal?: boolean } = {}) {
  const file = join(folder, '7.json')
  writeFileSync(file, JSON.stringify(value))
  const source = { slug: 'forum', authority: 'community' as const, ...more }
  return harvest(db, { source, format: 'discourse', paths: [file], by: null })
}

function keepRendering(hash: unknown): void {
  const sql = `INSERT INTO renderings (text_hash, renderer_version, html, outcome) VALUES (?, 1, '<p>The master key</p>', 'rendered')`
  db.$client.prepare(sql).run(hash)
}

function posts() {
  return all('SELECT external_id, body, author_name, text_hash, removed_at FROM posts ORDER BY position')
}

function removedIn(): object {
  const payloads = all('SELECT payload FROM raw_records').map(
    (row) => JSON.parse(String(row.payload)).$removed ?? {},
  )
  return Object.assign({}, ...payloads)
}

function all(sql: string): Record<string, unknown>[] {
  return db.$client.prepare(sql).all() as Record<string, unknown>[]
}
