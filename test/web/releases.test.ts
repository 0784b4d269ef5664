import { afterAll, beforeEach, expect, test } from 'vitest'
import { archive } from '../../src/articles/publication.ts'
import type { Db } from '../../src/db/open.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
})
afterAll(closeRenderPool)

test('a publisher sees what would change, publishes, and leads readers back to an earlier release', async () => {
  const app = testApp(db)
  const pia = await app.loggedIn('publisher', { name: 'pia' })
  expect((await pia.get('/staff/releases').expect(200)).text).toContain('Nothing has been published yet')
  make.publishedArticle(db, { title: 'Refunds' })
  make.publishedArticle(db, { title: 'Broken', resolution: 'See [it](/answers/nowhere/).' })
  const next = await pia.get('/staff/releases/next').expect(200)
  expect(next.text).toContain('Added: 1 answer')
  expect(next.text).toContain('links to /answers/nowhere/, which is not there')

  await pia.post('/staff/releases').expect(303)
  const labels = make.publishedArticle(db, { title: 'Labels' })
  await pia.post('/staff/releases').expect(303)

  const list = await pia.get('/staff/releases').expect(200)
  expect(list.text.match(/Roll back/g)).toHaveLength(1)
  expect(list.text.match(/Readers see it/g)).toHaveLength(1)
  const second = await pia.get('/staff/releases/2').expect(200)
  expect(second.text).toContain('answers/labels/index.html')
  expect(second.text).toContain('Article 2</a>: Version 1 links to /answers/nowhere/')
  expect((await app.browser().get('/answers/labels/')).status).toBe(200)

  await pia.post('/staff/releases/rollback').type('form').send({ release: '1' }).expect(303)
  expect((await app.browser().get('/answers/labels/')).status).toBe(404)
  expect((await pia.get('/staff/releases/1')).text).toContain('Readers see it')
  await pia.post('/staff/releases/rollback').type('form').send({ release: '99' }).expect(404)
  await pia.post('/staff/releases/rollback').type('form').send({ release: '../1' }).expect(422)
  await pia.get('/staff/releases/99').expect(404)
  await pia.get('/staff/releases/x').expect(404)

  archive(db, { articleId: labels.articleId, reason: 'Gone', by: null })
  await pia.post('/staff/releases').expect(303)
  expect((await pia.get('/staff/releases/3?from=2')).text).toContain('Compared with release')
}, 30_000)

test('only those who may publish the site see its releases', async () => {
  const app = testApp(db)
  const editor = await app.loggedIn('editor')
  await editor.get('/staff/releases').expect(403)
  await editor.post('/staff/releases/rollback').type('form').send({ release: '1' }).expect(403)
})
