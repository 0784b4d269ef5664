import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { exportDocuments, exportThreads } from '../../src/harvest/export.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { freshDb } from '../support/db.ts'

const sources = fileURLToPath(new URL('../../data/sources/', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-export-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const exported = (db: Db) => ({ threads: [...exportThreads(db)], documents: [...exportDocuments(db)] })

async function bring(db: Db, lines: { threads: string[]; documents: string[] }) {
  writeFileSync(join(folder, 'threads.jsonl'), lines.threads.map((line) => `${line}\n`).join(''))
  writeFileSync(join(folder, 'documents.jsonl'), lines.documents.map((line) => `${line}\n`).join(''))
  const source = { slug: 'whatever', authority: 'community' as const }
  return harvest(db, { source, format: 'winnow', paths: [folder], by: null })
}

test('the demo sources, exported and read into an empty database, are exported as the same bytes', async () => {
  const first = freshDb()
  for (const [slug, authority] of [
    ['forum', 'community'],
    ['cases', 'case'],
    ['official', 'official'],
  ] as const) {
    await harvest(first, {
      source: { slug, authority },
      format: 'auto',
      paths: [join(sources, slug)],
      by: null,
    })
  }
  const before = exported(first)
  const second = freshDb()

  const summary = await bring(second, before)

  expect(summary).toMatchObject({ failed: 0, created: 126, state: 'complete', unknownKeys: {} })
  expect(exported(second)).toEqual(before)
  expect(before.threads.length).toBe(106)
  expect(before.documents.length).toBe(20)
})

test('what was removed at its source is not exported, and nothing private ever is', async () => {
  const db = freshDb()
  const line = thread({
    posts: [
      post({ id: 'a', body: 'Use the cable.' }),
      post({ id: 'b', body: 'Customer called.', isPrivate: true }),
    ],
    participants: [{ name: 'Ada', email: 'ada@firm.example', role: 'asker' }],
  })
  await bring(db, { threads: [JSON.stringify(line), JSON.stringify({ ...line, id: 'gone' })], documents: [] })
  db.$client.exec(`UPDATE threads SET removed_at = '2026-01-01' WHERE external_id = 'gone'`)

  const { threads } = exported(db)

  expect(threads).toHaveLength(1)
  expect(threads[0]).toContain('Use the cable.')
  expect(threads[0]).not.toMatch(/Customer called|ada@firm|"gone"/)
  const stored = db.$client.prepare('SELECT payload FROM raw_records').pluck().all().join()
  expect(stored).not.toMatch(/Customer called|ada@firm/)
})

test('keys that Winnow does not know are ignored and counted', async () => {
  const line = { ...thread({}), colour: 'red', mood: 3 }

  const summary = await bring(freshDb(), { threads: [JSON.stringify(line)], documents: [] })

  expect(summary).toMatchObject({ created: 1, failed: 0, unknownKeys: { colour: 1, mood: 1 } })
})

test('an export holds several sources, and each line goes back to its own', async () => {
  const db = freshDb()
  const lines = [
    thread({ id: '1', source: 'one', authority: 'community' }),
    thread({ id: '1', source: 'two', authority: 'case' }),
    thread({ id: '1', source: undefined }),
  ]

  await bring(db, { threads: lines.map((line) => JSON.stringify(line)), documents: [] })

  expect(db.$client.prepare('SELECT slug, authority FROM sources ORDER BY slug').all()).toEqual([
    { slug: 'one', authority: 'community' },
    { slug: 'two', authority: 'case' },
    { slug: 'whatever', authority: 'community' },
  ])
})

test('any threads and documents at all survive export, import and export', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyThread, { minLength: 1, maxLength: 4 }),
      fc.array(anyDocument, { maxLength: 3 }),
      async (threads, documents) => {
        const first = freshDb()
        await bring(first, {
          threads: threads.map((one) => JSON.stringify(one)),
          documents: documents.map((one) => JSON.stringify(one)),
        })
        const before = exported(first)
        const second = freshDb()
        const summary = await bring(second, before)
        expect(summary.failed).toBe(0)
        expect(exported(second)).toEqual(before)
        first.$client.close()
        second.$client.close()
      },
    ),
    { numRuns: 40, seed: 7 },
  )
}, 60_000)

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    'plain words',
    'a\r\nb',
    '    code\n\ntext  ',
    '\u0000x\ufeff',
    '# Title',
    'שלום\u200f 世界 👩‍👧',
    ' \n\n x \n',
  ),
)
const time = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString())
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const anyPost = fc.record({
  id: fc.uuid(),
  author: optional(text),
  role: fc.constantFrom('asker', 'community', 'staff'),
  body: text,
  bodyFormat: optional(fc.constantFrom('html', 'markdown', 'text')),
  createdAt: time,
  editedAt: optional(time),
  isAccepted: optional(fc.boolean()),
  isPrivate: optional(fc.boolean()),
  score: optional(fc.double()),
  url: optional(fc.constantFrom('https://x.example/1', 'javascript:alert(1)')),
  language: optional(fc.constantFrom('de', 'pt-BR', 'no such language')),
})
const shared = {
  id: fc.uuid(),
  source: optional(fc.constantFrom('one', 'two')),
  product: optional(fc.constantFrom('Harbor', 'HARBOR ', 'C++')),
  title: fc.constantFrom('A title', ' Ein   Titel\u0000 ', 'עברית', 'x'.repeat(700)),
  body: text,
  bodyFormat: fc.constantFrom('html', 'markdown', 'text'),
  licence: optional(text),
  updatedAt: optional(time),
}
const anyThread = fc.record({
  ...shared,
  type: fc.constant('thread'),
  author: optional(text),
  createdAt: time,
  tags: optional(fc.array(text, { maxLength: 3 })),
  views: optional(fc.integer()),
  score: optional(fc.double()),
  environment: optional(fc.dictionary(fc.string({ maxLength: 5 }), text, { maxKeys: 3 })),
  links: optional(
    fc.array(fc.record({ kind: fc.constantFrom('duplicate', 'related'), id: fc.uuid() }), { maxLength: 2 }),
  ),
  resolution: optional(
    fc.record({
      kind: fc.constantFrom('marked', 'closed'),
      by: optional(fc.constantFrom('asker', 'staff', 'third-party', 'unknown')),
      reason: optional(text),
      at: optional(time),
    }),
  ),
  participants: optional(
    fc.array(fc.record({ name: text, email: text, role: fc.constantFrom('asker', 'staff', 'odd') }), {
      maxLength: 3,
    }),
  ),
  posts: fc.uniqueArray(anyPost, { maxLength: 4, selector: (one) => one.id }),
})
const anyDocument = fc.record({
  ...shared,
  type: fc.constant('document'),
  section: optional(text),
  appliesTo: optional(
    fc.record({
      versions: optional(fc.array(text, { maxLength: 2 })),
      plans: optional(fc.array(text, { maxLength: 2 })),
    }),
  ),
  visibility: optional(fc.constantFrom('public', 'restricted')),
})

function thread(parts: Record<string, unknown>) {
  return {
    ...{ type: 'thread', id: '7', title: 'No network', body: 'It is gone.', bodyFormat: 'markdown' },
    ...{ createdAt: '2026-01-01T00:00:00Z', posts: [], ...parts },
  }
}

function post(parts: Record<string, unknown>) {
  return { id: 'a', role: 'staff', body: 'Use the cable.', createdAt: '2026-01-02T00:00:00Z', ...parts }
}
