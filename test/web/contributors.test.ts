import { beforeEach, expect, test } from 'vitest'
import { publishArticle } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import type { Db } from '../../src/db/open.ts'
import { promote } from '../../src/triage/promote.ts'
import { nominate } from '../../src/triage/triage.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let app: ReturnType<typeof testApp>
beforeEach(() => {
  db = freshDb()
  app = testApp(db)
})

test('after an erasure the page names the articles whose answer has gaps, and no others', async () => {
  make.publishedArticle(db, { title: 'Weigh a pallet', resolution: 'Press Tare.' })
  make.resolvedThread(db, { posts: [{ body: 'Turn it twice.', author: 'moira-lund', isAccepted: true }] })
  nominate(db)
  const candidateId = db.$client.prepare('SELECT id FROM candidates').pluck().get() as number
  const { articleId } = promote(db, { candidateId, by: null })
  validate(db, { articleId, by: null })
  publishArticle(db, { articleId, by: null })
  const ada = await app.loggedIn('admin', { name: 'ada' })
  const sourceId = String(db.$client.prepare('SELECT source_id FROM threads').pluck().get())
  const wish = { sourceId, name: 'moira-lund', form: 'withdrawn', alias: '', reason: 'Asked by mail.' }

  await ada.post('/staff/contributors').type('form').send(wish).expect(303)

  const page = await ada.get('/staff/contributors').expect(200)
  expect(page.text).toContain('What was live of article 2 has gaps now')
  expect(page.text).toContain('until an editor has written it anew')
})
