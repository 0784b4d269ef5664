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

test('agents ask for what they miss; editors see who asked and how often, and answer all at once', async () => {
  const saved = make.publishedArticle(db)
  const aziz = await app.loggedIn('agent', { name: 'aziz' })
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const desk = await aziz.get('/staff/desk?q=How+do+I+move+the+crane&case=WM-7').expect(200)
  expect(desk.text).toContain('ask for an article')
  await aziz.get('/staff/desk?q=zzwq+qqxw').expect(200)
  const ask = (words: string, caseRef: string) =>
    aziz.post('/staff/requests').type('form').send({ words, caseRef, detail: '<b>Urgent</b>' }).expect(303)
  await ask('How do I move the crane?', 'WM-7')
  await ask('how do I  move the crane', 'WM-8')
  await ask('Something else', '')
  await aziz.post('/staff/requests').type('form').send({ words: ' ' }).expect(422)

  const page = await edith.get('/staff/requests').expect(200)
  expect(page.text).toContain('2 requests')
  expect(page.text).toMatch(/aziz, case WM-8/i)
  expect(page.text).not.toContain('<b>Urgent')
  expect(page.text).toContain('Searched for in vain')
  const answer = { words: 'How do I move the crane', productId: '', article: String(saved.number) }
  await aziz.post('/staff/requests/answers').type('form').send(answer).expect(403)
  await edith
    .post('/staff/requests/answers')
    .type('form')
    .send({ ...answer, article: '99' })
    .expect(404)
  await edith.post('/staff/requests/answers').type('form').send(answer).expect(303)
  const after = await edith.get('/staff/requests').expect(200)
  expect(after.text).toContain('2 requests are answered by article 1.')
  expect(after.text).not.toContain('WM-7')
  await edith.post('/staff/requests/answers').type('form').send(answer).expect(422)
})

test('a request sent twice at once is one; another case, another person and asking anew after an answer are not', async () => {
  const aziz = await app.loggedIn('agent', { name: 'aziz' })
  const ben = await app.loggedIn('agent', { name: 'ben' })
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const rows = () => db.$client.prepare('SELECT count(*) FROM requests').pluck().get()
  const ask = (who: typeof aziz, words: string, caseRef = '') =>
    who.post('/staff/requests').type('form').send({ words, caseRef }).expect(303)

  await Promise.all([ask(aziz, 'Move the crane', 'WM-7'), ask(aziz, 'move the  crane?', 'WM-7')])
  await ask(aziz, 'Move the crane')
  expect(rows()).toBe(1)
  const told = "SELECT count(*) FROM events WHERE verb = 'requested'"
  expect(db.$client.prepare(told).pluck().get()).toBe(1)

  await ask(aziz, 'Move the crane', 'WM-8')
  await ask(ben, 'Move the crane', 'WM-7')
  await ask(aziz, 'Move the ship', 'WM-7')
  expect(rows()).toBe(4)
  const answer = { words: 'Move the crane', productId: '', article: '' }
  await edith.post('/staff/requests/answers').type('form').send(answer).expect(303)
  await ask(aziz, 'Move the crane', 'WM-7')
  expect(rows()).toBe(5)
})

test('words without a letter or a number are compared as they stand', async () => {
  const aziz = await app.loggedIn('agent', { name: 'aziz' })
  for (const words of ['???', '!!!', '???'])
    await aziz.post('/staff/requests').type('form').send({ words }).expect(303)
  expect(db.$client.prepare('SELECT count(*) FROM requests').pluck().get()).toBe(2)
})

test('the owner of a product finds at home what is asked for in it', async () => {
  const harbor = make.product(db, 'Harbor')
  const assigned = (kind: 'owner' | 'member') => ({
    isLimited: true,
    assignments: [{ productId: harbor, kind }],
  })
  const aziz = await app.loggedIn('agent', { name: 'aziz', ...assigned('member') })
  const olga = await app.loggedIn('editor', { name: 'olga', ...assigned('owner') })

  await aziz.post('/staff/requests').type('form').send({ words: 'Move the crane' }).expect(303)
  expect((await olga.get('/staff')).text).toMatch(/Asked for<\/span> <strong>1</)
})

test('what happened is told page by page, and only of the products one may see', async () => {
  const harbor = make.product(db, 'Harbor')
  make.article(db, { title: 'Own', product: 'Harbor' })
  make.article(db, { title: 'Other', product: 'Pier' })
  for (let n = 0; n < 70; n++) make.article(db, { title: `Own ${n}`, product: 'Harbor' })
  const assignments = [{ productId: harbor, kind: 'member' as const }]
  const lena = await app.loggedIn('editor', { name: 'lena', isLimited: true, assignments })

  const page = await lena.get('/staff/happened').expect(200)
  expect(page.text).toContain('made “Own 69”')
  const older = /\/staff\/happened\?before=\d+/.exec(page.text)![0]
  const rest = await lena.get(older).expect(200)
  expect(rest.text).toContain('made “Own”')
  for (const { text } of [page, rest, await lena.get('/staff')]) expect(text).not.toContain('“Other”')
  await lena.get('/staff/happened?before=x').expect(200)
})
