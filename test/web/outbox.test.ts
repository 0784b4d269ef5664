import { expect, test, vi } from 'vitest'
import { addComment, resolveComment } from '../../src/articles/comments.ts'
import { sendBack } from '../../src/articles/review.ts'
import { planReview } from '../../src/articles/review-plan.ts'
import { candidates } from '../../src/db/schema.ts'
import { assign, nominate } from '../../src/triage/triage.ts'
import { testConfig } from '../support/app.ts'
import { cast, db, minutes, openMailRoom, review, server, texts, wants } from '../support/mail-room.ts'
import * as make from '../support/make.ts'

openMailRoom()

test('nobody is told anything by mail who did not ask for it, and nothing is kept for them', async () => {
  review()
  await minutes(2)
  wants(cast.pia, 'off')
  await minutes(2)

  expect(server.taken).toEqual([])
  expect(db.$client.prepare('SELECT count(*) FROM mails').pluck().get()).toBe(0)
})

test('without a mail server in the environment there is no mail at all', async () => {
  wants(cast.pia, 'at-once')
  review()
  await minutes(2, testConfig())
  expect(testConfig().mail).toBeNull()
  expect(db.$client.prepare('SELECT count(*) FROM mails').pluck().get()).toBe(0)
})

test('a review is told at once: the title, from whom, where, and how to end it; once', async () => {
  wants(cast.pia, 'at-once')
  const { number } = review('How long does a refund take?')
  await minutes(3)

  expect(server.taken).toHaveLength(1)
  expect(server.taken[0]!.to).toBe('pia@example.com')
  const [text] = texts()
  expect(text).toContain('Hello Pia')
  expect(text).toContain('Review\n- How long does a refund take? (Edith)')
  expect(text).toContain(`https://winnow.example.com/staff/articles/${number}`)
  expect(text).toContain('https://winnow.example.com/staff/account#mail')
})

test('what comes together comes in one mail, what comes later in another, with a count of what still waits', async () => {
  wants(cast.pia, 'at-once')
  review('One')
  review('Two')
  await minutes(1)
  review('Three')
  await minutes(1)

  expect(server.taken).toHaveLength(2)
  expect(texts()[0]).toMatch(/- One[\s\S]*- Two/)
  expect(texts()[1]).toContain('Three')
  expect(texts()[1]).not.toContain('Two')
  expect(texts()[1]).toContain('2 more wait: https://winnow.example.com/staff')
})

test('every reason comes by mail: reviewed, sent back, mentioned, assigned, due', async () => {
  wants(cast.edith, 'at-once', 'edith@example.com')
  const back = review('Sent back')
  sendBack(db, { articleId: back.articleId, comment: 'The price is 30 €, ask Otto', by: cast.pia })
  const mentioned = make.publishedArticle(db, { title: 'Mentioned', ownerId: cast.pia })
  addComment(db, {
    ...{ articleId: mentioned.articleId, kind: 'comment', quote: '' },
    ...{ body: '@edith is the secret plan right?', by: cast.pia },
  })
  const due = make.publishedArticle(db, { title: 'Due', ownerId: cast.pia })
  planReview(db, {
    ...{ articleId: due.articleId, verifierId: cast.edith, reviewDays: null },
    ...{ reviewAt: '2026-03-01T00:00:00.000Z', by: cast.pia },
  })
  make.resolvedThread(db, { title: 'Where do I send a refund?' })
  nominate(db)
  assign(db, { candidateId: db.select().from(candidates).get()!.id, assigneeId: cast.edith, by: cast.ada })
  await minutes(1)

  const [text] = texts()
  expect(text).toContain('- Sent back (Pia)')
  expect(text).toContain('- Mentioned (Pia)')
  expect(text).toMatch(/- Due\n/)
  expect(text).toContain('- Where do I send a refund? (Ada)')
  // Words of people stay in the house.
  expect(text).not.toMatch(/secret plan|30 €/)
})

test('what one brings oneself is not told to oneself', async () => {
  wants(cast.edith, 'at-once')
  review('Mine', cast.edith)
  await minutes(1)
  expect(server.taken).toEqual([])
})

test('once a day is one mail in the morning, and none on a day without news', async () => {
  wants(cast.pia, 'daily')
  review('One')
  vi.setSystemTime(new Date(2026, 3, 2, 6, 50))
  await minutes(1)
  expect(server.taken).toHaveLength(0)
  vi.setSystemTime(new Date(2026, 3, 2, 7, 10))
  await minutes(1)
  review('Two')
  await minutes(3)
  expect(server.taken).toHaveLength(1)

  vi.setSystemTime(new Date(2026, 3, 3, 7, 30))
  await minutes(2)
  expect(server.taken).toHaveLength(2)
  expect(texts()[1]).toContain('Two')
  vi.setSystemTime(new Date(2026, 3, 4, 7, 30))
  await minutes(2)
  expect(server.taken).toHaveLength(2)
})

test('while the server is down nothing is lost: tried again with longer and longer rests, and then sent once', async () => {
  wants(cast.pia, 'at-once')
  review('One')
  server.misdeeds.greeting = '421 going down'
  await minutes(60)
  const { tries, next_at, problem } = db.$client.prepare('SELECT * FROM mails').get() as Record<
    string,
    string
  >
  expect(Number(tries)).toBe(6)
  expect(Date.parse(next_at!)).toBeGreaterThan(Date.now())
  expect(problem).toMatch(/421/)
  review('Two')
  vi.setSystemTime(Date.now() + 7 * 86_400_000)
  await minutes(2)
  delete server.misdeeds.greeting
  vi.setSystemTime(Date.now() + 86_400_000)
  await minutes(3)

  expect(texts().join()).toContain('One')
  expect(texts().join()).toContain('Two')
  expect(texts().join().match(/- One/g)).toHaveLength(1)
  expect(texts().join().match(/- Two/g)).toHaveLength(1)
})

test('what is done by the time a mail can leave is not in it; nothing left is no mail', async () => {
  wants(cast.pia, 'at-once')
  const one = review('One')
  review('Two')
  server.misdeeds.RCPT = '451 later'
  await minutes(1)
  sendBack(db, { articleId: one.articleId, comment: 'No', by: cast.pia })
  delete server.misdeeds.RCPT
  await minutes(2)
  expect(texts()).toHaveLength(1)
  expect(texts()[0]).not.toContain('One')

  const three = review('Three')
  server.misdeeds.RCPT = '451 later'
  await minutes(1)
  sendBack(db, { articleId: three.articleId, comment: 'No', by: cast.pia })
  delete server.misdeeds.RCPT
  await minutes(2)
  expect(texts()).toHaveLength(1)
  expect(db.$client.prepare('SELECT outcome FROM mails ORDER BY id DESC').pluck().get()).toBe('not-needed')
})

test('a mail whose fate nobody knows is not sent twice: the server hung up, or Winnow stopped', async () => {
  wants(cast.pia, 'at-once')
  review('One')
  server.misdeeds.text = 'hang up'
  await minutes(2)
  delete server.misdeeds.text
  await minutes(3)
  expect(server.said.filter((line) => line === 'DATA')).toHaveLength(1)

  review('Two')
  db.$client.exec(
    `INSERT INTO mails (user_id, at, next_at, started_at) VALUES (${cast.edith}, '2026', '2026', '2026')`,
  )
  await minutes(1)
  expect(db.$client.prepare(`SELECT outcome FROM mails WHERE user_id = ${cast.edith}`).pluck().get()).toBe(
    'unknown',
  )
  expect(texts().join()).toContain('Two')
})

test('an address that is refused gets nothing more until it is another one, which is then told everything', async () => {
  wants(cast.pia, 'at-once', 'typo@example.com')
  review('One')
  server.misdeeds.RCPT = '550 no such user'
  await minutes(3)
  expect(server.said.filter((line) => line.startsWith('RCPT'))).toHaveLength(1)
  delete server.misdeeds.RCPT
  wants(cast.pia, 'at-once', 'pia@example.com')
  await minutes(1)
  expect(texts()).toHaveLength(1)
  expect(texts()[0]).toContain('One')
})

test('one person’s trouble does not keep another from being told', async () => {
  wants(cast.pia, 'at-once', 'typo@example.com')
  wants(cast.ada, 'at-once', 'ada@example.com')
  review('One', cast.pia)
  review('Two', cast.ada)
  server.misdeeds.RCPT = '550 no such user'
  await minutes(1)
  delete server.misdeeds.RCPT
  review('Three', cast.ada)
  await minutes(1)
  expect(server.taken.map((mail) => mail.to)).toEqual(['ada@example.com'])
})

test('a comment that is answered and mentions again is told again', async () => {
  wants(cast.pia, 'at-once')
  const { articleId } = make.publishedArticle(db)
  const mention = () =>
    addComment(db, { articleId, kind: 'comment', quote: '', body: '@pia look', by: cast.edith })
  mention()
  await minutes(2)
  resolveComment(db, { commentId: 1, by: cast.pia })
  mention()
  await minutes(2)
  expect(server.taken).toHaveLength(2)
})
