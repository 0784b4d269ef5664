import { beforeEach, expect, test } from 'vitest'
import { scan } from '../../src/contradictions/scan.ts'
import type { Db } from '../../src/db/open.ts'
import { articleVersions, flags, settlements } from '../../src/db/schema.ts'
import { addProduct, testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

const OFFICIAL = 'Deleted files stay in the recycle area for 14 days and are then removed.'
const WRONG = 'Deleted files stay in the recycle area for 30 days.'

let db: Db
let app: ReturnType<typeof testApp>
beforeEach(() => {
  db = freshDb()
  app = testApp(db)
})

const answered = (body = WRONG) =>
  make.resolvedThread(db, { title: 'Deleted file', product: 'Harbor', posts: [{ body, isAccepted: true }] })
const flagged = () => {
  answered()
  scan(db)
  return db.select().from(flags).all()[0]!.id
}

test('settling for the community writes the draft at once and says where it waits; undoing says that it stays', async () => {
  make.publishedArticle(db, { product: 'Harbor', title: 'Deleted files', resolution: OFFICIAL })
  const at = `/staff/flags/${flagged()}`
  const edith = await app.loggedIn('editor')
  expect((await edith.get(at)).text).toContain('for 30 days and are then removed.')

  await edith
    .post(`${at}/settlement`)
    .type('form')
    .send({ verdict: 'community-right', reason: 'Measured.' })
    .expect(303)

  const page = await edith.get(at)
  expect(page.text).toContain('Version 2 of article 1 waits with the change.')
  expect(page.text).toContain('Version 2 of article 1, a draft')
  expect(page.text).toContain('thank you: you were right')
  await edith.post(`${at}/settlement/removal`).expect(303)
  expect((await edith.get(at)).text).toContain('Version 2 of article 1 stays')
  expect(db.select().from(articleVersions).all()).toHaveLength(2)
})

test('a document kept elsewhere can be adopted with the change, or its owner be asked in ready words', async () => {
  make.document(db, { id: 'recycle.md', title: 'Deleted files', body: OFFICIAL, product: 'Harbor' })
  const at = `/staff/flags/${flagged()}`
  const edith = await app.loggedIn('editor')

  await edith.post(`${at}/settlement`).type('form').send({ verdict: 'community-right' }).expect(303)
  expect(db.select().from(articleVersions).all()).toEqual([])
  const page = await edith.get(at)
  expect(page.text).toContain('Please correct “Deleted files”')
  expect(page.text).toContain('Adopt the document and write the change')
  const same = await edith.post(`${at}/change`).type('form').send({ sentence: OFFICIAL }).expect(422)
  expect(same.text).toContain('Write how it should read.')
  await edith.post(`${at}/change`).type('form').send({ sentence: 'They stay for 30 days.' }).expect(303)

  expect(db.select().from(articleVersions).all().at(-1)?.resolution).toBe('They stay for 30 days.')
})

test('an owner who may settle but whose verdict names no scope is told so, and nothing is settled', async () => {
  make.document(db, { id: 'recycle.md', title: 'Deleted files', body: OFFICIAL, product: 'Harbor' })
  const at = `/staff/flags/${flagged()}`
  const edith = await app.loggedIn('editor')

  const page = await edith.post(`${at}/settlement`).type('form').send({ verdict: 'both-right' }).expect(422)

  expect(page.text).toContain('Say in which scope each side is right')
  expect(db.select().from(settlements).all()).toEqual([])
})

test('an agent raises a contradiction from the thread, editors see it; agents do not settle it', async () => {
  make.document(db, { title: 'Printing', body: 'The lid must be closed while printing.', product: 'Harbor' })
  const { threadId, postIds } = answered('I always leave the cover up.')
  const aziz = await app.loggedIn('agent')
  expect((await aziz.get(`/staff/threads/${threadId}`)).text).toContain(`/staff/posts/${postIds[1]}/flags`)
  const at = `/staff/posts/${postIds[1]}/flags`

  const page = await aziz.get(`${at}?q=lid closed printing`).expect(200)
  const evidence = /value="(document:\d+:\d+)"/.exec(page.text)![1]
  const missing = await aziz.post(at).type('form').send({ evidence, q: 'lid' }).expect(422)
  expect(missing.text).toContain('Enter the sentence of the answer.')
  const claim = `post:${postIds[1]}:0`
  const done = await aziz.post(at).type('form').send({ claim, evidence, reason: 'Cover up.' }).expect(303)

  const flag = await aziz.get(done.headers.location!).expect(200)
  expect(flag.text).toContain('Cover up.')
  expect(flag.text).not.toContain('/settlement"')
  expect((await aziz.get(`/staff/threads/${threadId}`)).text).toContain('Contradicts official content')
  await aziz
    .post(`${done.headers.location}/settlement`)
    .type('form')
    .send({ verdict: 'superseded' })
    .expect(403)
})

test('nobody raises one about a product they may not see', async () => {
  const { postIds } = answered()
  const other = addProduct(db, 'Anchor')
  const limited = await app.loggedIn('agent', {
    isLimited: true,
    assignments: [{ productId: other, kind: 'member' }],
  })

  await limited.get(`/staff/posts/${postIds[1]}/flags`).expect(403)
  await limited.get('/staff/posts/999/flags').expect(404)
})

test('how often flags are right is shown to all; only administrators change the thresholds', async () => {
  make.document(db, { id: 'recycle.md', title: 'Deleted files', body: OFFICIAL, product: 'Harbor' })
  const at = `/staff/flags/${flagged()}`
  const edith = await app.loggedIn('editor')
  const ada = await app.loggedIn('admin')
  expect((await edith.get('/staff/contradictions/quality').expect(200)).text).toContain(
    'Nothing has been settled yet',
  )
  await edith.post(`${at}/settlement`).type('form').send({ verdict: 'official-right' }).expect(303)

  const page = await edith.get('/staff/contradictions/quality').expect(200)
  expect(page.text).toContain('1 of 1')
  const form = { review: '0.6', high: '0.9' }
  await edith.post('/staff/contradictions/thresholds').type('form').send(form).expect(403)
  const wrong = await ada
    .post('/staff/contradictions/thresholds')
    .type('form')
    .send({ review: 'much', high: '2' })
    .expect(422)
  expect(wrong.text).toContain('Type the first threshold as a number')
  await ada.post('/staff/contradictions/thresholds').type('form').send(form).expect(303)
  expect((await ada.get('/staff/contradictions/quality')).text).toContain('value="0.9"')
})
