import { beforeEach, expect, test } from 'vitest'
import { setDetails } from '../../src/articles/details.ts'
import { getArticle } from '../../src/articles/find.ts'
import { askForReview } from '../../src/articles/review.ts'
import type { Db } from '../../src/db/open.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let app: ReturnType<typeof testApp>
beforeEach(() => {
  db = freshDb()
  app = testApp(db)
})

test('review, send back, validate, publish: each act leads on and is told', async () => {
  const saved = make.article(db)
  const at = `/staff/articles/${saved.number}`
  const clara = await app.loggedIn('contributor')
  const edith = await app.loggedIn('editor')
  const pia = await app.loggedIn('publisher')

  await clara.post(`${at}/review`).type('form').send({ assigneeId: '' }).expect(303)
  expect((await edith.get(at)).text).toContain('is in review since')
  const empty = await edith.post(`${at}/return`).type('form').send({ comment: ' ' }).expect(422)
  expect(empty.text).toContain('Enter what should change before it comes back.')
  await edith.post(`${at}/return`).type('form').send({ comment: 'Name the bank.' }).expect(303)
  expect((await clara.get(at)).text).toContain('Name the bank.')

  askForReview(db, { articleId: saved.articleId, by: null })
  await edith.post(`${at}/validation`).expect(303)
  await pia.post(`${at}/publication`).expect(303)
  const page = await pia.get(at).expect(200)
  expect(page.text).toContain('Version 1 is live.')
  expect(getArticle(db, saved.articleId).liveVersionId).toBe(saved.versionId)
})

test('a governed article is changed by few, and nobody else can lift that', async () => {
  const saved = make.article(db, { product: 'Harbor' })
  const article = getArticle(db, saved.articleId)
  setDetails(db, { ...article, topic: '', governance: 'governed', articleId: article.id, by: null })
  const edith = await app.loggedIn('editor')
  const form = { ...article, productId: article.productId ?? '', ownerId: '', topic: '', governance: 'open' }

  await edith.post(`/staff/articles/${saved.number}/details`).type('form').send(form).expect(403)
  await edith.get(`/staff/articles/${saved.number}/edit`).expect(403)

  expect(getArticle(db, saved.articleId).governance).toBe('governed')
})

test('an archived article says so, leads on, and comes back with one press', async () => {
  const saved = make.publishedArticle(db)
  const successor = make.publishedArticle(db, { title: 'Refunds from version 5 on' })
  const at = `/staff/articles/${saved.number}`
  const edith = await app.loggedIn('editor')

  const wrong = await edith
    .post(`${at}/archival`)
    .type('form')
    .send({ reason: 'Too old', successor: 'no-such-article' })
    .expect(422)
  expect(wrong.text).toContain('There is no article “no-such-article”.')
  expect(wrong.text).toContain('Too old')

  await edith
    .post(`${at}/archival`)
    .type('form')
    .send({ reason: 'Too old', successor: String(successor.number) })
    .expect(303)
  const page = await edith.get(at).expect(200)
  expect(page.text).toContain('Too old')
  expect(page.text).toContain(`article ${successor.number}`)
  expect(page.text).toContain('Undo')
  await edith.get(`${at}/edit`).expect(422)

  await edith.post(`${at}/archival/end`).expect(303)
  const back = await edith.get(at).expect(200)
  expect(back.text).not.toContain('notice--waiting')
  expect(back.text).toContain('>Edit<')
})
