import { beforeEach, expect, test } from 'vitest'
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

const text = { title: 'How long does a refund take?', issue: 'A customer waits.', environment: '', cause: '' }

test('an article written from scratch is refused while its twin exists, and made when the person insists', async () => {
  make.publishedArticle(db, { title: 'How long does a refund take?' })
  const edith = await app.loggedIn('editor')
  const form = {
    title: 'How long does a refund take',
    issue: '',
    productId: '',
    template: 'question',
    language: 'en',
  }

  const page = await edith.post('/staff/articles/new').type('form').send(form).expect(422)
  expect(page.text).toContain('seems to ask the same')
  expect(page.text).toContain('Make it all the same')
  await edith
    .post('/staff/articles/new')
    .type('form')
    .send({ ...form, anyway: 'yes' })
    .expect(303)
    .expect('Location', '/staff/articles/2/edit')
  const nonsense = await edith
    .post('/staff/articles/new')
    .type('form')
    .send({ ...form, productId: '999', anyway: 'yes' })
    .expect(422)
  expect(nonsense.text).toContain('There is no such product.')
})

test('before a new draft is saved, its twin is shown once; saving again keeps both', async () => {
  make.publishedArticle(db, { title: 'How long does a refund take?' })
  const saved = make.article(db, { title: 'How long does a refund take' })
  const edith = await app.loggedIn('editor')
  const form = { ...text, resolution: 'It takes ten days.', basedOnId: saved.versionId, reason: 'Shortened' }
  const at = `/staff/articles/${saved.number}/versions`

  const page = await edith
    .post(at)
    .type('form')
    .send({ ...form, significance: 'wording' })
    .expect(422)
  expect(page.text).toContain('(article 1) seems to ask the same')
  expect(page.text).toContain('name="anyway" value="yes"')
  expect(page.text).toContain('It takes ten days.')
  await edith
    .post(at)
    .type('form')
    .send({ ...form, significance: 'wording', anyway: 'yes' })
    .expect(303)
})
