import { beforeEach, expect, test } from 'vitest'
import { planReview } from '../../src/articles/review-plan.ts'
import type { Db } from '../../src/db/open.ts'
import { testApp } from '../support/app.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
let app: ReturnType<typeof testApp>
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
  app = testApp(db)
})

test('an agent says that an answer no longer holds; its owner finds it at home and on the list, and deals with it', async () => {
  const saved = make.publishedArticle(db, { ownerId: cast.edith })
  const at = `/staff/articles/${saved.number}`
  const aziz = await app.loggedIn('agent', { name: 'aziz' })
  const edith = await app.loggedIn('editor', { name: 'edith' })

  await aziz
    .post(`${at}/comments`)
    .type('form')
    .send({ kind: 'concern', quote: 'Refunds arrive within ten days.', body: 'It is 30 <b>now</b> @edith' })
    .expect(303)

  const home = await edith.get('/staff').expect(200)
  expect(home.text).toMatch(/To look at<\/span> <strong>1</)
  expect(home.text).toMatch(/Mentioned<\/span> <strong>1</)
  expect(home.text).not.toContain('<b>now</b>')
  const list = await edith.get('/staff/articles?state=due').expect(200)
  expect(list.text).toContain('How long does a refund take?')
  const page = await edith.get(at).expect(200)
  expect(page.text).toContain('somebody says it no longer holds')
  expect(page.text).toContain('data-quote>Refunds arrive within ten days.')
  const resolve = /comments\/\d+\/resolution/.exec(page.text)![0]
  await aziz.post(`${at}/${resolve}`).type('form').send({}).expect(403)
  await edith.post(`${at}/${resolve}`).type('form').send({}).expect(303)
  expect((await edith.get('/staff')).text).toContain('Nothing waits for you')
})

test('a comment of another article cannot be resolved here, and nothing said is a form with what is missing', async () => {
  const [one, two] = [make.article(db), make.article(db, { title: 'Two' })]
  const edith = await app.loggedIn('editor', { name: 'edith' })
  await edith.post(`/staff/articles/${one.number}/comments`).type('form').send({ body: 'So?' }).expect(303)

  await edith.post(`/staff/articles/${two.number}/comments/1/resolution`).type('form').send({}).expect(404)
  await edith.post(`/staff/articles/${two.number}/comments/x/resolution`).type('form').send({}).expect(404)
  await edith.post(`/staff/articles/${one.number}/comments`).type('form').send({ body: ' ' }).expect(422)
})

test('the review is planned, and "still right" moves it on', async () => {
  const saved = make.publishedArticle(db)
  const at = `/staff/articles/${saved.number}`
  const edith = await app.loggedIn('editor', { name: 'edith' })
  planReview(db, {
    articleId: saved.articleId,
    verifierId: cast.edith,
    reviewDays: 90,
    reviewAt: '2020-01-01T06:00:00.000Z',
    by: null,
  })

  const page = await edith.get(at).expect(200)
  expect(page.text).toContain('Look at it again:')
  expect(page.text).toContain('Still right')
  await edith.post(`${at}/confirmation`).type('form').send({}).expect(303)
  const after = await edith.get(at).expect(200)
  expect(after.text).not.toContain('Look at it again:')
  expect(after.text).toContain('Edith, every 90 days, next')
  const plan = { verifierId: '', reviewDays: 'often', reviewAt: '31st' }
  await edith.post(`${at}/review-plan`).type('form').send(plan).expect(422)
  await edith
    .post(`${at}/review-plan`)
    .type('form')
    .send({ verifierId: '', reviewDays: '', reviewAt: '' })
    .expect(303)
  expect((await edith.get(at)).text).toContain('By no date')
})

test('where a known issue stands is set on its page by those who may', async () => {
  const saved = make.publishedArticle(db, { template: 'known-issue' })
  const at = `/staff/articles/${saved.number}`
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const clara = await app.loggedIn('contributor', { name: 'clara' })

  await clara.post(`${at}/issue-status`).type('form').send({ status: 'fixed', version: '4.3' }).expect(403)
  await edith.post(`${at}/issue-status`).type('form').send({ status: 'gone', version: '' }).expect(422)
  await edith.post(`${at}/issue-status`).type('form').send({ status: 'fixed', version: '4.3' }).expect(303)
  expect((await edith.get(at)).text).toContain('Fixed · 4.3')
})

test('a publication is taken back from the sentence that tells of it', async () => {
  const saved = make.validatedArticle(db)
  const at = `/staff/articles/${saved.number}`
  const pia = await app.loggedIn('publisher', { name: 'pia' })

  await pia.post(`${at}/publication`).type('form').send({}).expect(303)
  expect((await pia.get(at)).text).toContain(`action="${at}/publication/undo"`)
  await pia.post(`${at}/publication/undo`).type('form').send({}).expect(303)
  expect((await pia.get(at)).text).toContain('It is no longer live.')
})
