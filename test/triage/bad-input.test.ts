import { beforeEach, expect, test, vi } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { changeSetting } from '../../src/db/settings.ts'
import { scanCases } from '../../src/safety/scan-stored.ts'
import { candidateFacts } from '../../src/triage/candidate-page.ts'
import { wakeSnoozed } from '../../src/triage/decisions.ts'
import { promote } from '../../src/triage/promote.ts'
import { queue } from '../../src/triage/queries.ts'
import { dismiss, nominate, snooze } from '../../src/triage/triage.ts'
import { filler } from '../bench/triage/fill.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
})

const logLine =
  '2024-03-01 12:00:01.123 INFO [worker-3] c.a.jobs.Import - finished chunk in 1532 ms (rows=5000)\n'
const odd: [string, Parameters<typeof make.resolvedThread>[1]][] = [
  [
    'a thread of 500 posts',
    {
      title: 'A long story about a pump',
      body: 'The pump does not start.',
      posts: Array.from({ length: 499 }, (_, at) => ({
        body: `Try number ${at}: turn the valve.`,
        isAccepted: at === 7,
      })),
    },
  ],
  ['one word', { title: 'Help', body: 'Help', posts: [{ body: 'Restart', isAccepted: true }] }],
  ['only signs', { title: '???', body: '…', posts: [{ body: '!!!', isAccepted: true }] }],
  [
    'only code',
    { title: 'Code', body: '```\nfor (;;) {}\n```', posts: [{ body: '```\nbreak\n```', isAccepted: true }] },
  ],
  [
    'only a log of 200 kB',
    { title: 'Log', body: logLine.repeat(2_200), posts: [{ body: logLine.repeat(2_200), isAccepted: true }] },
  ],
  [
    'another language',
    {
      title: '打印机无法连接',
      body: '打印机显示离线，如何处理？',
      posts: [{ body: '重新启动打印服务，然后再试一次。', isAccepted: true }],
    },
  ],
]

test.each(odd)('%s gets its place in the queue, is shown, and becomes a draft', (_, parts) => {
  make.resolvedThread(db, { title: 'Weigh a pallet', body: 'How is a pallet weighed?' })
  const { threadId } = make.resolvedThread(db, parts)
  nominate(db)

  const row = queue(db, { isWhole: true }).rows.find((one) => one.threadId === threadId)!
  expect(row.queueClass).toBe('new')
  expect(row.score).toBeGreaterThanOrEqual(0)
  expect(candidateFacts(db, row.candidateId).thread.id).toBe(threadId)
  expect(promote(db, { candidateId: row.candidateId, by: cast.edith }).version).toBe(1)
  // The neighbour is untouched.
  expect(queue(db, { isWhole: true }).rows.map((one) => one.title)).toEqual(['Weigh a pallet'])
})

test('a thread without a word is in the queue, and promoting it says what is missing', () => {
  make.resolvedThread(db, { title: ' ', body: '', posts: [{ body: ' ', isAccepted: true }] })
  nominate(db)
  const [row] = queue(db).rows

  expect(() => promote(db, { candidateId: row!.candidateId, by: cast.edith })).toThrow(
    'Give the article a title',
  )
  expect(queue(db).total).toBe(1)
})

test('a thread without an answer is placed but not nominated', () => {
  make.resolvedThread(db, { posts: [], resolution: 'closed' })
  nominate(db)

  expect(queue(db, { isWhole: true }).rows).toEqual([])
  expect(db.$client.prepare('SELECT count(*) FROM placements').pluck().get()).toBe(1)
})

test('ten thousand identical threads are one line of the queue', { timeout: 120_000 }, () => {
  const fill = filler(db)
  fill.together(() => {
    for (let n = 0; n < 10_000; n++)
      fill.thread({
        id: `t${n}`,
        title: 'Stop the crane',
        body: 'How do I stop the crane?',
        answer: 'Press red.',
      })
  })
  nominate(db)

  const { rows, total } = queue(db)
  expect(total).toBe(1)
  expect(rows[0]).toMatchObject({ clusterSize: 10_000, title: 'Stop the crane' })
  expect(rows[0]!.reasons).toContain('asked 10,000 times')

  // The next one joins them, and dismissing the lead brings no like of it back.
  const threadId = fill.thread({
    id: 'one-more',
    title: 'Stop the crane',
    body: 'How do I stop the crane?',
    answer: 'Press.',
  })
  nominate(db, { threadIds: [threadId] })
  dismiss(db, { candidateId: queue(db).rows[0]!.candidateId, reason: 'Known.', by: cast.edith })
  nominate(db, { threadIds: [threadId] })
  expect(queue(db).total).toBe(0)
})

test('a list of code names with empty lines and an endless expression is read as text, line by line', () => {
  const value = '\n\n(a+)+$\n   \nBlue Osprey\n*\n^(([a-z])+.)+[A-Z]([a-z])+$\n'
  changeSetting(db, { key: 'safety.words', value, by: null })
  const { threadId } = make.resolvedThread(db, {
    source: 'desk',
    authority: 'case',
    body: `Nothing but ${'a'.repeat(50_000)}! and blue osprey.`,
  })
  scanCases(db, [threadId])

  const kinds = db.$client.prepare('SELECT kind FROM safety_findings').pluck().all()
  expect(kinds).toEqual(['code-name'])
})

test('what was dismissed stays dismissed through another import of the same, and comes back when it changes', () => {
  const { threadId, postIds } = make.resolvedThread(db, { title: 'Stop the crane', body: 'How?' })
  nominate(db)
  dismiss(db, { candidateId: queue(db).rows[0]!.candidateId, reason: 'Too special.', by: cast.edith })
  nominate(db)
  nominate(db, { threadIds: [threadId] })
  expect(queue(db).total).toBe(0)

  db.$client.prepare(`UPDATE threads SET content_hash = 'changed' WHERE id = ?`).run(threadId)
  db.$client
    .prepare(`UPDATE posts SET body = 'Pull the lever.', text_hash = 'x' WHERE id = ?`)
    .run(postIds[1])
  nominate(db, { threadIds: [threadId] })
  expect(queue(db).total).toBe(1)
})

test('what was put away comes back on its day, before and after it is woken, and nothing else does', () => {
  vi.useFakeTimers({ now: new Date('2026-03-01T09:00:00.000Z'), toFake: ['Date'] })
  try {
    for (const title of ['Stop the crane', 'Weigh a pallet', 'Print a label'])
      make.resolvedThread(db, { title, body: title })
    nominate(db)
    const idOf = (title: string) => queue(db).rows.find((row) => row.title === title)!.candidateId
    snooze(db, { candidateId: idOf('Stop the crane'), until: '2026-03-02T06:00:00.000Z', by: cast.edith })
    snooze(db, { candidateId: idOf('Weigh a pallet'), until: '2026-04-02T06:00:00.000Z', by: cast.edith })
    wakeSnoozed(db)
    expect(queue(db).rows.map((row) => row.title)).toEqual(['Print a label'])

    vi.setSystemTime(new Date('2026-03-02T07:00:00.000Z'))
    const open = ['Print a label', 'Stop the crane']
    expect(
      queue(db)
        .rows.map((row) => row.title)
        .sort(),
    ).toEqual(open)
    expect(queue(db).counts.all).toBe(2)
    wakeSnoozed(db)
    expect(
      queue(db)
        .rows.map((row) => row.title)
        .sort(),
    ).toEqual(open)
    expect(queue(db, { state: 'snoozed' }).total).toBe(1)
  } finally {
    vi.useRealTimers()
  }
})
