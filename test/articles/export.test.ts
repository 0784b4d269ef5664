import { expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { addComment, resolveComment } from '../../src/articles/comments.ts'
import { type ExportedArticle, exportArticles } from '../../src/articles/export.ts'
import { contentOf, getArticle, getVersion } from '../../src/articles/find.ts'
import { importArticles, readExportedArticle } from '../../src/articles/import.ts'
import { keepMedium, markdownFor } from '../../src/articles/media.ts'
import { archive, rename } from '../../src/articles/publication.ts'
import { planReview, setIssueStatus } from '../../src/articles/review-plan.ts'
import type { Db } from '../../src/db/open.ts'
import { users } from '../../src/db/schema.ts'
import { addCast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'
import { png } from '../support/pictures.ts'

const filesOf = (db: Db) => [...exportArticles(db)]

function readBack(files: { path: string; text: string }[]): ExportedArticle[] {
  return files
    .filter(({ path }) => path.endsWith('article.json'))
    .map(({ path, text }) => readExportedArticle(path, text))
}

function filled(): Db {
  const db = freshDb()
  const cast = addCast(db)
  const { postIds } = make.resolvedThread(db, { id: 't1', source: 'forum' })
  const text = 'Open Settings, then Refunds, and press Send.'
  const one = make.publishedArticle(db, {
    product: 'Harbor',
    resolution: text,
    sources: [{ postId: postIds[1]!, text, textHash: 'h', isAccepted: true }],
    by: cast.edith,
  })
  const content = { ...contentOf(getVersion(db, one.versionId)), cause: 'Nobody pressed Send.' }
  saveVersion(db, {
    ...one,
    basedOnId: one.versionId,
    content,
    reason: 'x',
    significance: 'minor',
    by: cast.clara,
  })
  rename(db, { articleId: one.articleId, slug: 'money-back', by: null })
  const two = make.publishedArticle(db, { title: 'Old question' })
  archive(db, { articleId: two.articleId, reason: 'Merged', successorId: one.articleId, by: null })
  return db
}

/** The same with everything that is kept of an article besides its versions. */
function lookedAfter(): Db {
  const db = filled()
  const [edith, pia] = ['edith', 'pia'].map(
    (name) => db.$client.prepare('SELECT id FROM users WHERE name = ?').pluck().get(name) as number,
  )
  const picture = keepMedium(db, { bytes: png, fileName: 'shot.png', alt: 'Halves', by: edith! })
  const issue = make.publishedArticle(db, {
    title: 'Crash',
    template: 'known-issue',
    resolution: `Restart.\n\n${markdownFor(picture)}`,
  })
  const { articleId } = issue
  setIssueStatus(db, { articleId, status: 'fixed', version: '4.3', by: edith! })
  planReview(db, { articleId, verifierId: pia!, reviewDays: 90, reviewAt: null, by: edith! })
  const { commentId } = addComment(db, {
    articleId,
    kind: 'comment',
    quote: 'Restart.',
    body: 'Sure, @pia?',
    by: edith!,
  })
  addComment(db, { articleId, kind: 'concern', body: 'No', by: null })
  resolveComment(db, { commentId, by: pia! })
  const german = make.article(db, { title: 'Absturz', language: 'de', resolution: markdownFor(picture) })
  db.$client
    .prepare('UPDATE articles SET translation_of_id = ? WHERE id = ?')
    .run(articleId, german.articleId)
  return db
}

test('articles exported and brought into an empty database are exported again byte by byte the same', () => {
  const first = filesOf(filled())
  const empty = freshDb()
  make.resolvedThread(empty, { id: 't1', source: 'forum' })

  const result = importArticles(empty, readBack(first))

  expect(result).toEqual({ created: 2, unchanged: 0 })
  expect(filesOf(empty)).toEqual(first)
  expect(first.map(({ path }) => path)).toEqual([
    '1/article.json',
    '1/v1.md',
    '1/v2.md',
    '2/article.json',
    '2/v1.md',
  ])
})

test('reviews, known issues, comments, translations and pictures come along, byte by byte the same', () => {
  const first = filesOf(lookedAfter())
  const empty = freshDb()
  make.resolvedThread(empty, { id: 't1', source: 'forum' })

  importArticles(empty, readBack(first))

  expect(filesOf(empty)).toEqual(first)
  const exported = readBack(first).find((article) => article.number === 3)!
  expect(exported).toMatchObject({
    issueStates: [{ status: 'fixed' }],
    review: { verifier: 'pia', days: 90 },
  })
  expect(exported.media).toHaveLength(1)
  expect(readBack(first).find((article) => article.number === 4)).toMatchObject({ translationOf: 3 })
  expect(empty.$client.prepare('SELECT count(*) FROM media_uses').pluck().get()).toBe(2)
})

test('bringing them in twice changes nothing, and nobody can log in as an author that came along', () => {
  const files = filesOf(filled())
  const empty = freshDb()
  make.resolvedThread(empty, { id: 't1', source: 'forum' })
  importArticles(empty, readBack(files))

  expect(importArticles(empty, readBack(files))).toEqual({ created: 0, unchanged: 2 })
  expect(
    empty
      .select()
      .from(users)
      .all()
      .every((user) => user.disabledAt !== null),
  ).toBe(true)
})

test('an article of the same number with another text is refused, and nothing of the rest is written', () => {
  const files = filesOf(filled())
  const other = freshDb()
  make.article(other, { title: 'Something else' })

  expect(() => importArticles(other, readBack(files))).toThrow('exists here with another text')
  expect(() => getArticle(other, 2)).toThrow('no article')
})

test('a file that is no exported article is refused by name', () => {
  expect(() => readExportedArticle('articles/1/article.json', '{')).toThrow(
    'articles/1/article.json is not JSON',
  )
  expect(() => readExportedArticle('articles/1/article.json', '{"number":0}')).toThrow(
    'not an exported article: "number" must be at least 0',
  )
})
