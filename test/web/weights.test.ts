import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
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

const scores = () =>
  db.$client
    .prepare(
      'SELECT t.title, c.score FROM candidates c JOIN threads t ON t.id = c.thread_id ORDER BY t.title',
    )
    .all() as { title: string; score: number }[]

test('an administrator makes a source or a product weigh more or less in the queue; nonsense is refused', async () => {
  make.resolvedThread(db, { title: 'A refund', product: 'Harbor', source: 'forum' })
  make.resolvedThread(db, { title: 'Broken lamp', product: 'Anchor', source: 'other' })
  nominate(db)
  const before = scores()
  const ada = await app.loggedIn('admin')
  const edith = await app.loggedIn('editor')

  await edith.post('/staff/sources/forum/weight').type('form').send({ weight: '2' }).expect(403)
  await ada.post('/staff/sources/forum/weight').type('form').send({ weight: '0.5' }).expect(303)
  const wrong = await ada.post('/staff/sources/forum/weight').type('form').send({ weight: '11' }).expect(422)
  expect(wrong.text).toContain('Choose a weight from 0 to 10')
  await ada.post('/staff/settings/products/anchor/weight').type('form').send({ weight: '0' }).expect(303)
  const words = await ada.post('/staff/settings/products/anchor/weight').type('form').send({ weight: 'much' })
  expect(words.text).toContain('Type the weight as a number')
  expect((await ada.get('/staff/sources/forum')).text).toContain('value="0.5"')

  nominate(db)
  const after = scores()
  expect(after[0]!.score).toBeLessThan(before[0]!.score)
  expect(after[1]!.score).toBe(0)
})
