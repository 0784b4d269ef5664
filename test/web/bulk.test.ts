import { beforeEach, expect, test } from 'vitest'
import { getArticle } from '../../src/articles/find.ts'
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

test('chosen in the list, looked at, replaced, and taken back with the button under the sentence', async () => {
  const one = make.article(db, { title: 'One', resolution: 'The <quay> opens.' })
  const two = make.article(db, { title: 'Two', resolution: 'No such word.' })
  const edith = await app.loggedIn('editor')
  const list = await edith.get('/staff/articles').expect(200)
  expect(list.text).toContain(`name="number" value="${one.number}" form="bulk"`)

  const numbers = [one.number, two.number]
  const form = { number: numbers, find: '<quay>', replacement: '<pier>' }
  const preview = await edith
    .post('/staff/bulk')
    .type('form')
    .send({ ...form, next: 'preview' })
    .expect(200)
  expect(preview.text).toContain('1 place in 1 article:')
  expect(preview.text).toContain('The <del>&lt;quay&gt;</del><ins>&lt;pier&gt;</ins> opens.')
  await edith
    .post('/staff/bulk')
    .type('form')
    .send({ ...form, next: 'replace' })
    .expect(303)
  const after = await edith.get('/staff/bulk').expect(200)
  const undo = /action="(\/staff\/bulk\/\d+\/undo)"/.exec(after.text)![1]!
  await edith.post(undo).type('form').send({}).expect(303)
  expect(getArticle(db, one.articleId).draftVersionId).toBe(one.versionId)
  await edith.post(undo).type('form').send({}).expect(422)
})

test('nothing chosen, nonsense and other people’s acts are answered with a sentence', async () => {
  const saved = make.article(db)
  const edith = await app.loggedIn('editor')
  const clara = await app.loggedIn('contributor')
  const aziz = await app.loggedIn('agent')
  await edith.post('/staff/bulk').type('form').send({ next: 'file' }).expect(422)
  const missing = await edith
    .post('/staff/bulk')
    .type('form')
    .send({ number: saved.number, next: 'preview' })
    .expect(422)
  expect(missing.text).toContain('Type the words to be found.')
  await edith.post('/staff/bulk').type('form').send({ number: saved.number, next: 'burn' }).expect(422)
  await edith
    .post('/staff/bulk')
    .type('form')
    .send({ number: saved.number, next: 'file', reviewAt: 'soon' })
    .expect(422)
  await edith
    .post('/staff/bulk')
    .type('form')
    .send({ number: saved.number, next: 'file', topic: '', reviewDays: '30' })
    .expect(303)
  await clara.post('/staff/bulk/1/undo').type('form').send({}).expect(403)
  await edith.post('/staff/bulk/99/undo').type('form').send({}).expect(404)
  await aziz.post('/staff/bulk').type('form').send({ number: saved.number, next: 'file' }).expect(403)
  expect(app.bugs).toEqual([])
})

test('articles of a product that is not theirs are left out, and said so', async () => {
  const harbor = make.product(db, 'Harbor')
  const own = make.article(db, { title: 'Own', product: 'Harbor' })
  const other = make.article(db, { title: 'Other', product: 'Pier' })
  const lena = await app.loggedIn('editor', {
    name: 'lena',
    isLimited: true,
    assignments: [{ productId: harbor, kind: 'member' }],
  })
  const form = { number: [own.number, other.number], next: 'file', reviewDays: '30' }

  const page = await lena.get(`/staff/bulk?number=${own.number}&number=${other.number}`).expect(200)
  expect(page.text).toContain('1 left out')
  expect(page.text).not.toContain('Other')
  await lena.post('/staff/bulk').type('form').send(form).expect(303)
  expect(getArticle(db, other.articleId).reviewDays).toBeNull()
  expect(getArticle(db, own.articleId).reviewDays).toBe(30)
})
