import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { queue } from '../../src/triage/queries.ts'
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

function three() {
  const threads = ['Stop the crane', 'Weigh a pallet', 'Halt that hoist'].map((title) =>
    make.resolvedThread(db, { title, body: `${title}: how is it done?` }),
  )
  nominate(db)
  return threads.map(({ threadId }) => threadId)
}
const ids = () => queue(db, { isWhole: true }).rows.map((row) => row.candidateId)
const candidateOf = (threadId: number) =>
  db.$client
    .prepare('SELECT id, cluster_id AS clusterId FROM candidates WHERE thread_id = ?')
    .get(threadId) as {
    id: number
    clusterId: number | null
  }

test('several lines are dismissed at once and one button brings them back', async () => {
  three()
  const edith = await app.loggedIn('editor')
  const chosen = ids().slice(0, 2)
  const answer = await edith
    .post('/staff/queue/acts')
    .type('form')
    .send({ ids: chosen, act: 'dismiss', reason: 'Too special.', from: 'sort=newest' })
    .expect(303)
  expect(answer.headers.location).toBe('/staff/queue?sort=newest')

  const page = await edith.get('/staff/queue').expect(200)
  expect(page.text).toContain('Dismissed: 2 lines.')
  const [undo] = /\/staff\/queue\/acts\/\d+\/\d+\/removal/.exec(page.text)!
  await edith.post(undo).expect(303)

  expect(ids()).toHaveLength(3)
})

test('an agent may not act on several lines, and nothing typed leads out of the house', async () => {
  three()
  const agent = await app.loggedIn('agent')
  await agent
    .post('/staff/queue/acts')
    .type('form')
    .send({ ids: ids(), act: 'dismiss', reason: 'x' })
    .expect(403)
  const edith = await app.loggedIn('editor')
  await edith
    .post('/staff/queue/acts')
    .type('form')
    .send({ ids: ids(), act: 'dismiss', reason: ' ' })
    .expect(422)
  const away = await edith
    .post('/staff/queue/acts')
    .type('form')
    .send({ ids: ids(), act: 'snooze', until: '2999-01-01', from: '//elsewhere.example' })
    .expect(303)
  expect(away.headers.location).toMatch(/^\/staff\/queue($|\?)/)
})

test('threads are joined by hand, called not the same, and the undo joins them again', async () => {
  const [first, , third] = three() as [number, number, number]
  const edith = await app.loggedIn('editor')
  const at = `/staff/candidates/${candidateOf(first).id}`
  await edith.post(`${at}/cluster/join`).type('form').send({ threads: third }).expect(303)
  expect(candidateOf(first).clusterId).not.toBeNull()
  expect(candidateOf(first).clusterId).toBe(candidateOf(third).clusterId)

  await edith.post(`${at}/cluster/split`).type('form').send({ threads: third }).expect(303)
  expect(
    candidateOf(third).clusterId === null || candidateOf(third).clusterId !== candidateOf(first).clusterId,
  ).toBe(true)
  nominate(db)
  expect(candidateOf(first).clusterId).toBeNull()

  const page = await edith.get(at).expect(200)
  const [undo] = /\/staff\/candidates\/\d+\/cluster\/removal\?threads=[\d.]+/.exec(page.text)!
  await edith.post(undo).expect(303)
  expect((await edith.get(at)).text).toContain('Taken back.')
})

test('a view keeps its filters under a name', async () => {
  three()
  const edith = await app.loggedIn('editor')
  await edith
    .post('/staff/queue/views')
    .type('form')
    .send({ name: 'Fresh ones', query: 'age=week&sort=newest', isShared: 'yes' })
    .expect(303)
  const page = await (await app.loggedIn('publisher')).get('/staff/queue').expect(200)

  expect(page.text).toContain('Fresh ones')
  expect(page.text).toContain('/staff/queue?age=week&amp;sort=newest')
})

test('words stay with the other filters, with the tabs, and in a view', async () => {
  three()
  const edith = await app.loggedIn('editor')
  const page = await edith.get('/staff/queue?q=pallet&sort=newest').expect(200)
  expect(page.text).toContain('Weigh a pallet')
  expect(page.text).toContain('1 – 1 of 1 candidates')
  expect(page.text).toContain('/staff/queue?class=new&amp;q=pallet&amp;sort=newest')
  expect(page.text).toContain('<input type="hidden" name="q" value="pallet">')
  expect(page.text).toContain('name="query" value="q=pallet&amp;sort=newest"')

  const none = await edith.get('/staff/queue?q=%22%3Cb%3E').expect(200)
  expect(none.text).toContain('value="&#34;&lt;b&gt;"')
  expect(none.text).toContain('Nothing fits')
})
