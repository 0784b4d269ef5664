// The process that imports an upload: interrupted, left alone by its server, and what is cleaned up after it.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { type Db, openDb } from '../../src/db/open.ts'
import { cleanUploads, keepUpload, sayOfUpload, startUpload } from '../../src/harvest/uploads.ts'
import { typeScriptLoader } from '../../src/lib/worker.ts'
import { endOf } from '../../src/web/apart.ts'
import { testApp, testConfig } from '../support/app.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const NEW_FORUM = { source: '', name: 'Forum', authority: 'community', language: 'en' }

const opened: Db[] = []
afterEach(() => {
  for (const db of opened.splice(0)) db.$client.close()
})

/** The app over a database on disk, which another process can open too. */
function served() {
  const config = testConfig()
  const db = openDb(config.databaseFile)
  opened.push(db)
  return { db, ...testApp(db, config) }
}

const inUploads = (config: Config) => (existsSync(config.uploadsDir) ? readdirSync(config.uploadsDir) : [])
const rows = (db: Db, sql: string) => db.$client.prepare(sql).all() as Record<string, unknown>[]

test('an import is interrupted in good order: what was read stays, the run is incomplete, the files go', async () => {
  const { db, config, loggedIn } = served()
  const edith = await loggedIn('editor')
  const sent = await edith
    .post('/staff/uploads')
    .attach('files', Buffer.from(manyThreads(60_000)), 'threads.jsonl')
  const address = sent.headers.location as string
  const choices = { act: 'start', format: 'winnow', ...NEW_FORUM }
  await edith.post(address).type('form').send(choices).expect(303)

  let at = await edith.get(address)
  while (at.status === 200 && at.text.includes('data-live')) at = await edith.get(address)
  expect(at.headers.location).toBe('/staff/imports/1')
  const running = await edith.get('/staff/imports/1')
  expect(running.text).toContain('Interrupt')
  await edith.post('/staff/imports/1/interruption').expect(303)
  await endOf(config, 'upload 1')

  const [run] = rows(db, 'SELECT state, damage, created FROM import_runs')
  expect(run).toMatchObject({ state: 'incomplete', damage: 'The import was interrupted.' })
  expect(run!.created).toBeLessThan(60_000)
  expect(rows(db, 'SELECT count(*) AS n FROM threads')).toEqual([{ n: run!.created }])
  expect(inUploads(config)).toEqual([])
})

test('when the server is gone in the middle, the import ends itself and is marked incomplete', async () => {
  const { db, config } = served()
  const folder = 'abc'
  mkdirSync(join(config.uploadsDir, folder), { recursive: true })
  writeFileSync(join(config.uploadsDir, folder, 'threads.jsonl'), manyThreads(60_000))
  const uploadId = keepUpload(db, { folder, files: [{ name: 'threads.jsonl', bytes: 1 }], by: null })
  sayOfUpload(db, { uploadId, choices: { format: 'winnow', ...NEW_FORUM } })
  startUpload(db, uploadId)
  const args = ['--import', typeScriptLoader(), join(ROOT, 'src/cli.ts'), 'import-upload', String(uploadId)]
  const child = spawn(process.execPath, args, {
    env: config.environment,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const ended = new Promise((done) => child.once('exit', done))

  while (rows(db, 'SELECT id FROM import_runs').length === 0 && child.exitCode === null)
    await new Promise((done) => setImmediate(done))
  child.disconnect()
  await ended

  expect(rows(db, 'SELECT state FROM import_runs')).toEqual([{ state: 'incomplete' }])
  expect(inUploads(config)).toEqual([])
})

test('at the start, uploads that nobody will import any more are deleted, and no others', () => {
  const { db, config } = served()
  const folder = (name: string) => {
    mkdirSync(join(config.uploadsDir, name), { recursive: true })
    return keepUpload(db, { folder: name, files: [{ name: 'a.csv', bytes: 1 }], by: null })
  }
  folder('fresh')
  const old = folder('old')
  const cut = folder('cut')
  startUpload(db, cut)
  db.$client.prepare(`UPDATE uploads SET created_at = '2020-01-01T00:00:00.000Z' WHERE id = ?`).run(old)
  mkdirSync(join(config.uploadsDir, 'nobodys'))

  cleanUploads(db, config.uploadsDir)

  expect(inUploads(config)).toEqual(['fresh'])
  expect(rows(db, 'SELECT folder, problem FROM uploads WHERE finished_at IS NOT NULL')).toEqual([
    { folder: 'old', problem: expect.stringContaining('for a day') },
    { folder: 'cut', problem: expect.stringContaining('stopped') },
  ])
})

/** Winnow JSONL of so many threads. */
function manyThreads(n: number): string {
  const line = (id: number) =>
    JSON.stringify({
      ...{ kind: 'thread', source: 'made', externalId: `t${id}`, title: `Question ${id}`, body: 'How?' },
      ...{ createdAt: '2026-01-05T09:00:00Z', resolution: { kind: 'unknown' }, posts: [] },
    })
  return Array.from({ length: n }, (_, id) => line(id)).join('\n')
}
