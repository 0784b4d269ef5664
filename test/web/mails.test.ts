import { expect, test } from 'vitest'
import { addComment } from '../../src/articles/comments.ts'
import { publishArticle } from '../../src/articles/publication.ts'
import { askForReview } from '../../src/articles/review.ts'
import { articles, candidates, sources } from '../../src/db/schema.ts'
import { assign, nominate } from '../../src/triage/triage.ts'
import { disableUser } from '../../src/web/users.ts'
import { testApp } from '../support/app.ts'
import {
  cast,
  config,
  db,
  logged,
  minutes,
  openMailRoom,
  review,
  server,
  texts,
  wants,
} from '../support/mail-room.ts'
import * as make from '../support/make.ts'

openMailRoom()

test('a title that is not public does not leave the house: internal, from a case, from an internal source, suspected', async () => {
  wants(cast.pia, 'at-once')
  const internal = review('Internal runbook')
  db.update(articles).set({ audience: 'internal' }).run()
  const { postIds } = make.resolvedThread(db, { source: 'desk', authority: 'case', title: 'Acme is down' })
  const body = 'Open Settings, then Refunds, and press Send.'
  const fromCase = make.article(db, {
    ...{ title: 'Acme is down', resolution: body },
    sources: [{ postId: postIds[1]!, text: body, textHash: 'x', wasAccepted: true } as never],
  })
  askForReview(db, { articleId: fromCase.articleId, assigneeId: cast.pia, by: cast.edith })
  review('Ask hana@acme.example about it')
  make.resolvedThread(db, { source: 'inside', title: 'Codename Osprey' })
  db.update(sources).set({ isInternal: true }).run()
  nominate(db)
  for (const { id } of db.select().from(candidates).all())
    assign(db, { candidateId: id, assigneeId: cast.pia, by: cast.ada })
  await minutes(1)

  const [text] = texts()
  expect(text).not.toMatch(/runbook|Acme|acme|hana|Osprey/)
  expect(text).toContain('Something that is not public')
  expect(text).toContain(`/staff/articles/${internal.number}`)
})

test('the title of a case is told once readers have it', async () => {
  wants(cast.pia, 'at-once')
  const { postIds } = make.resolvedThread(db, { source: 'desk', authority: 'case' })
  const body = 'Open Settings, then Refunds, and press Send.'
  const saved = make.validatedArticle(db, {
    ...{ title: 'Sending a refund', resolution: body },
    sources: [{ postId: postIds[1]!, text: body, textHash: 'x', wasAccepted: true } as never],
  })
  publishArticle(db, { articleId: saved.articleId, by: null })
  addComment(db, {
    ...{ articleId: saved.articleId, kind: 'comment', quote: '' },
    ...{ body: '@pia look', by: cast.edith },
  })
  await minutes(1)
  expect(texts()[0]).toContain('- Sending a refund (Edith)')
})

test('a title of a stranger cannot put a link, a line or a header into our mail', async () => {
  wants(cast.pia, 'at-once')
  review('Log in at https://evil.example/x or www.evil.example\r\nBcc: all@example.com \u202e now')
  await minutes(1)
  expect(texts()[0]).not.toMatch(/evil|all@|\u202e/)
  expect(texts()[0]).toContain('- Log in at … or … Bcc: … now (Edith)')
  expect(server.said.filter((line) => line.startsWith('RCPT'))).toHaveLength(1)
})

test('a closed account, and one that has ended mails, get none, not even one that was on its way', async () => {
  wants(cast.pia, 'at-once')
  wants(cast.edith, 'at-once')
  review('One')
  review('Two', cast.edith)
  server.misdeeds.greeting = '421 no'
  await minutes(1)
  delete server.misdeeds.greeting
  wants(cast.pia, 'off')
  disableUser(db, { userId: cast.edith, isDisabled: true, by: cast.ada })
  await minutes(5)
  expect(server.taken).toEqual([])
  wants(cast.pia, 'at-once')
  await minutes(1)
  expect(texts()[0]).toContain('One')
})

test('neither the password of the mail server nor an address or a title is in a log or a row', async () => {
  wants(cast.pia, 'at-once')
  review('How long does a refund take?')
  server.misdeeds.AUTH = '535 no, winnow hunter2'
  await minutes(1)
  delete server.misdeeds.AUTH
  await minutes(2)
  expect(server.taken[0]!.login).toBe('winnow hunter2')

  const rows = JSON.stringify(db.$client.prepare('SELECT * FROM mails').all())
  const events = JSON.stringify(db.$client.prepare(`SELECT * FROM events WHERE subject = 'user'`).all())
  for (const text of [logged.join(), rows, events]) expect(text).not.toMatch(/hunter2|pia@|refund/)
  expect(logged).toHaveLength(2)
})

test('one says on one’s own page where and how often, and sees what became of the last one', async () => {
  const { loggedIn } = testApp(db, config)
  const pia = await loggedIn('publisher', { name: 'pia' })
  const wrong = await pia.post('/staff/account').type('form').send({ address: 'pia@', choice: 'daily' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('Enter an address such as')
  expect(wrong.text).toContain('value="pia@"')
  const none = await pia.post('/staff/account').type('form').send({ address: '', choice: 'daily' })
  expect(none.text).toContain('Enter the address mails go to')
  await pia
    .post('/staff/account')
    .type('form')
    .send({ address: 'pia@example.com', choice: 'at-once' })
    .expect(303)
  expect((await pia.get('/staff/account')).text).toContain('You are told at pia@example.com at once.')

  review('One')
  server.misdeeds.RCPT = '550 no such user'
  await minutes(1)
  expect((await pia.get('/staff/account')).text).toContain('The mail server refuses this address (550).')
  const clara = await loggedIn('contributor', { name: 'clara' })
  expect((await clara.get('/staff/account')).text).not.toContain('pia@example.com')
  await clara.get('/staff/users/pia').expect(403)
  await clara.post('/staff/users/pia/mail').type('form').send({ address: '', choice: 'off' }).expect(403)
})

test('an administrator can give somebody an address; a server without mail says so', async () => {
  const { loggedIn } = testApp(db, config)
  const ada = await loggedIn('admin', { name: 'ada' })
  await ada.post('/staff/users/pia/mail').type('form').send({ address: 'x', choice: 'off' }).expect(422)
  await ada
    .post('/staff/users/pia/mail')
    .type('form')
    .send({ address: 'pia@example.com', choice: 'daily' })
    .expect(303)
  expect((await ada.get('/staff/users/pia')).text).toContain('value="pia@example.com"')

  const other = testApp(db)
  const edith = await other.loggedIn('editor', { name: 'edith' })
  expect((await edith.get('/staff/account')).text).toContain('This server sends no mail.')
})
