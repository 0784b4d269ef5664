import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { contentOf, getVersion } from '../../src/articles/find.ts'
import { creditsOf, statementOrigins } from '../../src/articles/statement-origins.ts'
import { blocksOf } from '../../src/articles/statements.ts'
import type { Db } from '../../src/db/open.ts'
import { posts } from '../../src/db/schema.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

const ANSWER =
  'Open the Settings page first.\n\n1. Press the Refunds button\n2. Choose the customer and send it'

let db: Db
let postId: number
beforeEach(() => {
  db = freshDb()
  postId = make.resolvedThread(db, { posts: [{ body: ANSWER, isAccepted: true, author: 'hana' }] })
    .postIds[1]!
})

const draft = () =>
  make.article(db, {
    resolution: ANSWER,
    issue: 'A customer waits.',
    sources: [{ postId, text: ANSWER, textHash: sha256(ANSWER), isAccepted: true }],
  })

const originsOf = (versionId: number) =>
  statementOrigins(db, versionId).map((row) => [row.text, row.postId, row.drift])

test('each paragraph and step knows the post it came from; the editor’s own words come from nowhere', () => {
  const { versionId } = draft()

  expect(originsOf(versionId)).toEqual([
    ['A customer waits.', null, null],
    ['Open the Settings page first.', postId, null],
    ['1. Press the Refunds button', postId, null],
    ['2. Choose the customer and send it', postId, null],
  ])
  expect(creditsOf(db, versionId)).toEqual([{ author: 'hana', statements: 3, url: expect.any(String) }])
})

test('the origin stays through an edit as far as the text is kept, and goes with a sentence that is replaced', () => {
  const { articleId, versionId } = draft()
  const content = {
    ...contentOf(getVersion(db, versionId)),
    resolution:
      'Open the Settings page at first.\n\n1. Type something quite different here instead\n2. Choose the customer and send it',
  }

  const next = saveVersion(db, {
    articleId,
    basedOnId: versionId,
    content,
    reason: 'x',
    significance: 'wording',
    by: null,
  })

  expect(originsOf(next.versionId).map(([, id]) => id)).toEqual([null, postId, null, postId])
})

test('when the source is edited, un-accepted or removed, exactly the sentences taken from it drift', () => {
  const { versionId } = draft()
  const drifts = () => originsOf(versionId).map(([, , drift]) => drift)

  db.update(posts).set({ isAccepted: false }).where(eq(posts.id, postId)).run()
  expect(drifts()).toEqual([null, 'un-accepted', 'un-accepted', 'un-accepted'])
  db.update(posts).set({ textHash: 'other' }).where(eq(posts.id, postId)).run()
  expect(drifts()).toEqual([null, 'edited', 'edited', 'edited'])
  db.update(posts).set({ removedAt: '2026-01-01' }).where(eq(posts.id, postId)).run()
  expect(drifts()).toEqual([null, 'removed', 'removed', 'removed'])
})

test('code blocks stay whole, with their blank lines', () => {
  const text = 'Run this:\n\n```sh\none\n\ntwo\n```\n\n- a\n- b\n  more of b\n\n## Then\nrest'

  expect(blocksOf(text).map((block) => block.text)).toEqual([
    'Run this:',
    '```sh\none\n\ntwo\n```',
    '- a',
    '- b\n  more of b',
    '## Then',
    'rest',
  ])
})

test('blocks cover every word of any text, in order, without overlap', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', '\n', '-', '1.', '```', '#', '\t', 'b ') }),
      (text) => {
        const blocks = blocksOf(text)
        const covered = blocks.map((block) => text.slice(block.start, block.end)).join('')
        expect(covered.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        blocks.slice(1).forEach((block, n) => {
          expect(block.start).toBeGreaterThanOrEqual(blocks[n]!.end)
        })
      },
    ),
  )
})
