import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { safetyFindings } from '../../src/db/schema.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let app: ReturnType<typeof testApp>
beforeEach(() => {
  db = freshDb()
  app = testApp(db)
})

const PHONE = '+49 30 901820'

function article() {
  return make.article(db, { resolution: `Call our customer at ${PHONE}. Then call ${PHONE} again.` })
}

function findings() {
  return db.select().from(safetyFindings).all()
}

test('what may be private is shown in its context, and redacting it hides it everywhere', async () => {
  const { number } = article()
  const edith = await app.loggedIn('editor')
  const before = await edith.get(`/staff/articles/${number}`).expect(200)
  expect(before.text).toContain(`<mark>${PHONE}</mark>`)
  expect(before.text).toContain('may hold something private (phone)')

  // Once for both places: the same thing is redacted wherever it stands.
  await edith.post(`/staff/articles/${number}/findings/${findings()[0]!.id}/redaction`).expect(303)

  const after = await edith.get(`/staff/articles/${number}`).expect(200)
  expect(after.text).not.toContain(PHONE)
  expect(after.text).toContain('&lt;phone-1&gt;')
  // The same number reads the same both times.
  expect(after.text).not.toContain('&lt;phone-2&gt;')
  expect(after.text).not.toContain('may hold something private')
  const edit = await edith.get(`/staff/articles/${number}/edit`).expect(200)
  expect(edit.text).not.toContain(PHONE)
})

test('saying that something may be public needs a reason and a second person', async () => {
  const { number } = article()
  const [found] = findings()
  const at = `/staff/articles/${number}/findings/${found!.id}`
  const edith = await app.loggedIn('editor')
  const pia = await app.loggedIn('publisher')
  await edith.post(`${at}/override`).type('form').send({ reason: ' ' }).expect(422)
  await pia.post(`${at}/override`).type('form').send({ reason: 'Our own switchboard.' }).expect(303)
  await edith.post('/staff/overrides/1/approval').expect(403)
  // Whoever asked cannot agree as well, even if their role would do.
  const alone = await pia.post('/staff/overrides/1/approval').expect(422)
  expect(alone.text).toContain('second person')
  expect(findings()[0]!.outcome).toBeNull()

  const ada = await app.loggedIn('admin')
  expect((await ada.get('/staff/safety').expect(200)).text).toContain('Our own switchboard.')
  await ada.post('/staff/overrides/1/approval').expect(303)

  const page = await pia.get(`/staff/articles/${number}`).expect(200)
  expect(page.text).toContain('Our own switchboard.')
  expect(findings()[0]!.outcome).toBe('dismissed')
})

test('Home leads those who may redact to the cases with something private open, each kind in words', async () => {
  const { threadId, postIds } = make.resolvedThread(db)
  make.resolvedThread(db, { body: 'Nothing private is here.' })
  const hash = db.$client
    .prepare('SELECT text_hash FROM posts WHERE id = ?')
    .pluck()
    .get(postIds[0]) as string
  const found = { textHash: hash, confidence: 0.9, foundAt: '2026-11-01T00:00:00.000Z' }
  db.insert(safetyFindings)
    .values({ ...found, kind: 'licence-key', start: 0, end: 3 })
    .run()
  db.insert(safetyFindings)
    .values({ ...found, kind: 'birth-date', start: 3, end: 5 })
    .run()
  db.$client
    .prepare("UPDATE threads SET resolution_reason = 'the column “Resolution”.' WHERE id = ?")
    .run(threadId)
  const edith = await app.loggedIn('editor')
  const home = await edith.get('/staff').expect(200)
  expect(home.text).toMatch(/href="\/staff\/safety">Cases with something private open<\/a><\/p>\s*<p[^>]*>1</)
  const page = await edith.get('/staff/safety').expect(200)
  expect(page.text).toContain('Licence key')
  expect(page.text).toContain('Date of birth')
  expect(page.text).not.toMatch(/licence-key|birth-date/)
  const thread = await edith.get(`/staff/threads/${threadId}`).expect(200)
  expect(thread.text).toContain('the column “Resolution”.')
  expect(thread.text).not.toContain('”..')

  const aziz = await app.loggedIn('agent')
  expect((await aziz.get('/staff').expect(200)).text).not.toContain('Cases with something private')
})

test('a redaction is taken back with one button, and the finding is open again', async () => {
  const { number } = article()
  const [found] = findings()
  const at = `/staff/articles/${number}/findings/${found!.id}`
  const edith = await app.loggedIn('editor')
  await edith.post(`${at}/redaction`).expect(303)
  await edith.post(`${at}/redaction/removal`).expect(303)

  const page = await edith.get(`/staff/articles/${number}`).expect(200)
  expect(page.text).toContain(`<mark>${PHONE}</mark>`)
  expect(findings().every((row) => row.outcome === null)).toBe(true)
})

test('a finding is decided only in an article whose text holds it', async () => {
  article()
  const other = make.article(db, { title: 'Another', resolution: 'Nothing private.' })
  const [found] = findings()
  const edith = await app.loggedIn('editor')

  await edith.post(`/staff/articles/${other.number}/findings/${found!.id}/redaction`).expect(404)

  expect(findings().every((row) => row.outcome === null)).toBe(true)
})
