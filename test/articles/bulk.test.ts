import { beforeEach, expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import {
  applyArticles,
  fileArticles,
  previewReplace,
  replaceInArticles,
  undoBulk,
} from '../../src/articles/bulk.ts'
import { getArticle, getVersion } from '../../src/articles/find.ts'
import { archive, publishArticle } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import type { Db } from '../../src/db/open.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
})

const draft = (articleId: number) => getVersion(db, getArticle(db, articleId).draftVersionId!)

test('words are replaced in many articles as one act, one version each, and taken back as one', () => {
  const one = make.publishedArticle(db, {
    title: 'Quay 4 prices',
    resolution: 'Quay 4 costs $& and Quay 4 $1.',
  })
  const two = make.article(db, { title: 'Other', resolution: 'quay 4 in small letters' })
  const gone = make.article(db, { title: 'Gone', resolution: 'Quay 4' })
  archive(db, { articleId: gone.articleId, reason: 'x', by: null })
  const articleIds = [one, two, gone, one].map((saved) => saved.articleId)
  const input = { articleIds, find: 'Quay 4', replacement: 'Pier $& <b>' }

  const preview = previewReplace(db, input)
  expect(preview.map(({ number, places }) => [number, places.length])).toEqual([[one.number, 3]])
  const { actId, changed } = replaceInArticles(db, { ...input, by: cast.edith })

  expect(changed).toBe(1)
  expect(draft(one.articleId)).toMatchObject({
    number: 2,
    title: 'Pier $& <b> prices',
    resolution: 'Pier $& <b> costs $& and Pier $& <b> $1.',
  })
  expect(getArticle(db, one.articleId).liveVersionId).toBe(one.versionId)
  expect(draft(two.articleId).number).toBe(1)
  expect(undoBulk(db, { actId, by: cast.edith })).toEqual({ undone: 1, kept: [] })
  expect(getArticle(db, one.articleId).draftVersionId).toBe(one.versionId)
  expect(() => undoBulk(db, { actId, by: cast.edith })).toThrow(/already/)
})

test('what somebody wrote or published since stays when the act is taken back, and is named', () => {
  const saved = ['One', 'Two', 'Three'].map((title) => make.article(db, { title, resolution: 'Old words.' }))
  const articleIds = saved.map((one) => one.articleId)
  const { actId } = replaceInArticles(db, { articleIds, find: 'Old', replacement: 'New', by: cast.edith })
  const [first, second, third] = articleIds as [number, number, number]
  const content = { ...draft(first), resolution: 'New words, and more.' }
  saveVersion(db, {
    articleId: first,
    basedOnId: draft(first).id,
    content,
    reason: 'x',
    significance: 'minor',
    by: cast.pia,
  })
  validate(db, { articleId: second, by: cast.pia })
  publishArticle(db, { articleId: second, by: cast.pia })

  expect(undoBulk(db, { actId, by: cast.edith })).toEqual({
    undone: 1,
    kept: [saved[0]!.number, saved[1]!.number],
  })
  expect(draft(first).resolution).toBe('New words, and more.')
  expect(draft(third).resolution).toBe('Old words.')
})

test('many are filed anew at once; what is not said stays with each', () => {
  const pier = make.product(db, 'Pier')
  const one = make.article(db, { title: 'One', product: 'Harbor', ownerId: cast.clara })
  const two = make.article(db, { title: 'Two', product: 'Pier', ownerId: cast.pia })
  const articleIds = [one.articleId, two.articleId]

  const { actId } = fileArticles(db, {
    articleIds,
    productId: pier,
    topic: 'Refunds',
    reviewDays: 90,
    by: cast.edith,
  })

  const filed = articleIds.map((id) => getArticle(db, id))
  expect(filed.map((row) => [row.productId, row.ownerId, row.reviewDays])).toEqual([
    [pier, cast.clara, 90],
    [pier, cast.pia, 90],
  ])
  expect(filed[0]!.topicId).toBe(filed[1]!.topicId)
  undoBulk(db, { actId, by: cast.edith })
  expect(getArticle(db, one.articleId)).toMatchObject({
    productId: make.product(db, 'Harbor'),
    topicId: null,
    reviewDays: null,
  })
  expect(() => fileArticles(db, { articleIds, by: cast.edith })).toThrow(/Nothing would change/)
})

test('what many apply to is said at once', () => {
  const one = make.article(db, { appliesTo: { versions: ['4.1'], plans: ['Team'] } })
  applyArticles(db, { articleIds: [one.articleId], appliesTo: { versions: ['4.1', '4.2'] }, by: cast.edith })
  expect(draft(one.articleId).appliesTo).toEqual({ versions: ['4.1', '4.2'], plans: ['Team'] })
})

test('empty words find nothing, and a replacement that breaks one article changes none', () => {
  const one = make.article(db, { title: 'A', resolution: 'A' })
  const two = make.article(db, { title: 'B' })
  const articleIds = [two.articleId, one.articleId]
  expect(() => previewReplace(db, { articleIds, find: ' ', replacement: 'x' })).toThrow(/Type the words/)
  expect(() => replaceInArticles(db, { articleIds, find: 'A', replacement: '', by: null })).toThrow(/title/)
  expect(draft(two.articleId).number).toBe(1)
})
