// Scan now: in a process of its own, one at a time, seen on the page, interrupted and gone on with.
import { spawnSync } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { scanInTurn } from '../../src/contradictions/scans.ts'
import { type Db, openDb } from '../../src/db/open.ts'
import { scans } from '../../src/db/schema.ts'
import { endOf } from '../../src/web/apart.ts'
import { testApp, testConfig } from '../support/app.ts'
import * as make from '../support/make.ts'

const PAGE = '/staff/contradictions'
const SAYS = 'Deleted files stay in the recycle area for 14 days and are then removed.'

const opened: Db[] = []
afterEach(() => {
  for (const db of opened.splice(0)) db.$client.close()
})

function served() {
  const config = testConfig()
  const db = openDb(config.databaseFile)
  opened.push(db)
  make.document(db, { id: 'a', title: 'Deleted files', body: SAYS })
  make.resolvedThread(db, {
    title: 'Deleted file',
    posts: [{ body: 'Deleted files stay in the recycle area for 30 days.', isAccepted: true }],
  })
  return { db, ...testApp(db, config) }
}

test('an editor starts a scan, goes on working while it runs, and sees what it found', async () => {
  const { config, loggedIn, bugs } = served()
  const edith = await loggedIn('editor')

  await edith.post(`${PAGE}/scans`).expect(303)
  const meanwhile = await edith.get(PAGE).expect(200)
  expect(meanwhile.text).toContain('data-live="scan"')
  expect(meanwhile.text).not.toContain('Scan now')
  const twice = await edith.post(`${PAGE}/scans`)
  expect(twice.text).toContain('A scan is running already')

  await endOf(config, 'scan')
  const after = await edith.get(PAGE).expect(200)
  expect(after.text).toContain('2 texts compared, one new contradiction')
  expect(after.text).toContain('Scan now')
  expect(after.text).not.toContain('data-live')
  expect(bugs).toEqual([])
}, 60_000)

test('a scan that is interrupted leaves everything as it was, and the next one goes on', async () => {
  const { config, loggedIn } = served()
  const edith = await loggedIn('editor')
  await edith.post(`${PAGE}/scans`).expect(303)

  await edith.post(`${PAGE}/scans/interruption`).expect(303)
  await endOf(config, 'scan')
  expect((await edith.get(PAGE)).text).toContain('Scan now')
  expect((await edith.post(`${PAGE}/scans/interruption`)).text).toContain('No scan was started here')

  await edith.post(`${PAGE}/scans`).expect(303)
  await endOf(config, 'scan')
  expect((await edith.get(PAGE)).text).toContain('one new contradiction')
}, 60_000)

test('a scan that was cut off is told from one that runs, here or in another process', async () => {
  const { db, loggedIn } = served()
  const edith = await loggedIn('editor')
  const gone = spawnSync(process.execPath, ['-e', '']).pid
  const begun = (pid: number) =>
    db.insert(scans).values({ process: pid, startedAt: '2026-03-01T09:00:00.000Z' }).run()

  begun(gone)
  expect((await edith.get(PAGE)).text).toContain('was cut off')
  begun(process.ppid)
  const elsewhere = await edith.get(PAGE)
  expect(elsewhere.text).toContain('data-live="scan"')
  expect(elsewhere.text).not.toContain('Interrupt')
  expect(() => scanInTurn(db, { by: null })).toThrow('A scan is running already')
  expect((await edith.post(`${PAGE}/scans`)).text).toContain('A scan is running already')
})

test('an agent sees how the last scan went, and cannot start one', async () => {
  const { db, loggedIn } = served()
  scanInTurn(db, { by: null })
  const aziz = await loggedIn('agent')

  const page = await aziz.get(PAGE)
  expect(page.text).toContain('2 texts compared, one new contradiction')
  expect(page.text).not.toContain('Scan now')
  await aziz.post(`${PAGE}/scans`).expect(403)
})
