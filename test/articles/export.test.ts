import { expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { type ExportedArticle, exportArticles } from '../../src/articles/export.ts'
import { contentOf, getArticle, getVersion } from '../../src/articles/find.ts'
import { importArticles, readExportedArticle } from '../../src/articles/import.ts'
import { archive, rename } from '../../src/articles/publication.ts'
import type { Db } from '../../src/db/open.ts'
import { users } from '../../src/db/schema.ts'
import { addCast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

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
    'not an exported article: number',
  )
})
