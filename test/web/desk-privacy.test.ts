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

const kept = () => db.$client.prepare('SELECT words FROM searches ORDER BY id').pluck().all() as string[]
const SECRETS = 'my mail is bob.private@example.org password hunter3'

test('what is private in a pasted message is kept nowhere, whichever search it was typed into', async () => {
  const aziz = await app.loggedIn('agent', { name: 'aziz' })
  await aziz.post('/staff/desk').type('form').send({ q: SECRETS }).expect(200)
  await aziz.get('/staff/desk').query({ q: SECRETS }).expect(200)
  await aziz.get('/staff/search').query({ q: SECRETS }).expect(200)

  const clean = 'my mail is <email-1> password <password-1>'
  expect(kept()).toEqual([clean, clean, clean])
})

test('of a long message only its beginning is kept, and never half of a private value', async () => {
  const aziz = await app.loggedIn('agent', { name: 'aziz' })
  const send = (q: string) => aziz.post('/staff/desk').type('form').send({ q }).expect(200)
  await send(`Hello. Since Monday the crane does not move any more. ${'It only hums. '.repeat(40)}`)
  await send(`${'hum '.repeat(47)}bob.private@example.org ${'hum '.repeat(100)}`)
  await send('hm'.repeat(900))
  await send('   ')

  const [first, second, third, ...more] = kept()
  expect(first).toBe('Hello. Since Monday the crane does not move any more.')
  expect(second).not.toContain('bob')
  for (const words of [second, third]) expect(words!.length).toBeLessThanOrEqual(200)
  expect(more).toEqual([])
})

test('the desk sends the message in the body, so that it stands in no address', async () => {
  make.publishedArticle(db, { title: 'Move the crane' })
  const aziz = await app.loggedIn('agent', { name: 'aziz' })
  const found = await aziz.post('/staff/desk').type('form').send({ q: 'Move the crane', case: 'WM-7' })
  expect(found.status).toBe(200)
  expect(found.text).toContain('<form class="stack" method="post" action="/staff/desk"')
  expect(found.text).toContain('Record for WM-7')
  const none = await aziz
    .post('/staff/desk')
    .type('form')
    .send({ q: `zzwq ${SECRETS}` })
  expect(none.text).not.toContain('bob.private%40example.org')
  expect((await aziz.get('/staff/desk?q=Move+the+crane')).text).toContain('Move the crane')
})
