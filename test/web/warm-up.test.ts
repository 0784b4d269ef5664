import { afterAll, expect, test } from 'vitest'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { nominate } from '../../src/triage/triage.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

afterAll(closeRenderPool)

test('the first pages are made before anybody asks: each of them, without a fault, and nothing is written', async () => {
  const db = freshDb()
  const { app, bugs, loggedIn } = testApp(db)
  await loggedIn('admin')
  make.publishedArticle(db, { title: 'Weigh a pallet' })
  make.resolvedThread(db)
  nominate(db)
  await app.locals.warmUp()
  const changes = () => db.$client.prepare('SELECT total_changes()').pluck().get()
  const before = changes()

  await app.locals.warmUp()

  expect(bugs).toEqual([])
  expect(changes()).toBe(before)
})

test('a house without people or articles starts without a fault', async () => {
  const { app, bugs, loggedIn } = testApp(freshDb())
  await app.locals.warmUp()
  await loggedIn('admin')
  await app.locals.warmUp()
  expect(bugs).toEqual([])
})
