// Files through the browser: taken, looked at, described, imported by a process of its own, and cleaned up.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { type Db, openDb } from '../../src/db/open.ts'
import { endOf } from '../../src/web/apart.ts'
import { addProduct, testApp, testConfig } from '../support/app.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const CASES = join(ROOT, 'data/sources/cases/cases.csv')
const FORUM = join(ROOT, 'data/sources/forum/1043.json')
const TICKETS = join(ROOT, 'test/golden/importers/exports/zendesk/tickets.json')
const COLUMNS = {
  ...{ 'map-record': 'thread', 'map-id': 'Case Number', 'map-title': 'Subject', 'map-body': 'Description' },
  ...{
    'map-createdAt': 'Opened',
    'map-text': 'Resolution',
    'map-status': 'Status',
    'map-closed': 'Closed, Solved',
  },
  ...{ 'map-dateFormat': 'YYYY-MM-DD HH:mm', 'map-private': ['Contact Email', 'Phone', 'Internal Notes'] },
}
const NEW_DESK = { source: '', name: 'Old desk', authority: 'case', language: 'en', licence: 'CC0-1.0' }

const opened: Db[] = []
afterEach(() => {
  for (const db of opened.splice(0)) db.$client.close()
})

/** The app over a database on disk, which another process can open too. */
function served(env: Record<string, string> = {}) {
  const config = testConfig(env)
  const db = openDb(config.databaseFile)
  opened.push(db)
  return { db, ...testApp(db, config) }
}

/** The page of an upload, once its files have been looked at. */
async function lookedAt(agent: Awaited<ReturnType<ReturnType<typeof served>['loggedIn']>>, address: string) {
  let page = await agent.get(address)
  while (page.text.includes('data-live="arriving"')) page = await agent.get(address)
  expect(page.status).toBe(200)
  return page
}

const inUploads = (config: Config) => (existsSync(config.uploadsDir) ? readdirSync(config.uploadsDir) : [])
const rows = (db: Db, sql: string) => db.$client.prepare(sql).all() as Record<string, unknown>[]

test('an editor uploads a table, says what its columns mean, and sees what came of it', async () => {
  const { db, config, loggedIn, bugs } = served()
  const edith = await loggedIn('editor')

  const sent = await edith.post('/staff/uploads').attach('files', CASES).expect(303)
  const address = sent.headers.location as string
  const looked = await lookedAt(edith, address)
  expect(looked.text).toContain('Caskwell Duo no longer found after router change')
  expect(looked.text).toContain('Closed by staff')
  expect(looked.text).toMatch(/Taken out as private: .*1 Internal Notes/)
  expect(looked.text).toContain('<option value="Case Number" selected>')
  expect(looked.text).not.toContain('harriet.olufsen@')

  const unnamed = await edith
    .post(address)
    .type('form')
    .send({ act: 'start', ...COLUMNS })
    .expect(422)
  expect(unnamed.text).toContain('Give the new source a name.')
  const choices = { act: 'start', format: '', ...NEW_DESK, ...COLUMNS }
  await edith.post(address).type('form').send(choices).expect(303)
  await endOf(config, 'upload 1')

  const moved = await edith.get(address).expect(303)
  const run = await lookedAt(edith, moved.headers.location as string)
  expect(run.text).toContain('Complete')
  expect(run.text).toContain('cases.csv')
  expect(run.text).toContain('Undo the import')
  expect(rows(db, 'SELECT state, created, failed FROM import_runs')).toEqual([
    { state: 'complete', created: 28, failed: 0 },
  ])
  expect(rows(db, 'SELECT DISTINCT licence FROM threads')).toEqual([{ licence: 'CC0-1.0' }])
  const [source] = rows(db, 'SELECT slug, authority, mapping FROM sources')
  expect(source).toMatchObject({ slug: 'old-desk', authority: 'case' })
  expect(JSON.parse(source!.mapping as string)).toMatchObject({
    ...{ id: 'Case Number', private: ['Contact Email', 'Phone', 'Internal Notes'] },
    resolution: { text: 'Resolution', closedValues: ['Closed', 'Solved'] },
  })
  expect(inUploads(config)).toEqual([])

  // The next file of the same source is read as the first one was.
  const second = await edith.post('/staff/uploads?source=old-desk').attach('files', CASES).expect(303)
  const again = await lookedAt(edith, second.headers.location as string)
  expect(again.text).toContain('<option value="old-desk" selected>')
  expect(again.text).toContain('value="YYYY-MM-DD HH:mm"')
  expect(bugs).toEqual([])
})

test('what was said of columns stays when a page that did not know them yet sends the form', async () => {
  const { db, loggedIn } = served()
  const edith = await loggedIn('editor')
  const sent = await edith.post('/staff/uploads').attach('files', CASES).expect(303)
  const send = (fields: object) =>
    edith
      .post(sent.headers.location as string)
      .type('form')
      .send({ act: 'look', format: '', ...NEW_DESK, ...fields })
      .expect(303)
  const said = () => JSON.parse(rows(db, 'SELECT choices FROM uploads')[0]!.choices as string)

  await send(COLUMNS)
  await send({ name: 'Other desk' })
  expect(said()).toMatchObject({ name: 'Other desk', 'map-id': 'Case Number' })

  await send({ format: 'markdown' })
  expect(said()).not.toHaveProperty('map-id')
})

test('files are recognised by content, packed ones too, and may lie in folders', async () => {
  const { loggedIn, config } = served()
  const edith = await loggedIn('editor')

  const several = await edith
    .post('/staff/uploads')
    .attach('files', readFileSync(FORUM), { filepath: 'forum/t/1043.json' } as never)
    .attach('files', readFileSync(FORUM), { filename: 'Übung — 名前.json' })
    .expect(303)
  const page = await lookedAt(edith, several.headers.location as string)
  expect(page.text).toContain('Recognised as <strong>discourse</strong>')
  expect(page.text).toContain('Answer marked')
  expect(page.text).toContain('Übung — 名前.json')
  expect(existsSync(join(config.uploadsDir, inUploads(config)[0]!, 'forum/t/1043.json'))).toBe(true)

  const packed = await edith
    .post('/staff/uploads')
    .attach('files', gzipSync(readFileSync(FORUM)), '1043.json.gz')
  const inside = await lookedAt(edith, packed.headers.location as string)
  expect(inside.text).toContain('Recognised as <strong>discourse</strong>')
})

test('any JSON is read as a table too, with its nested keys as columns', async () => {
  const { loggedIn } = served()
  const edith = await loggedIn('editor')
  const items = [1, 2].map((id) => ({
    ...{ id, subject: `Light blinks ${id}`, details: { description: 'Red, twice.' }, opened: '2026-03-01' },
    ...{ solution: { text: 'Hold the button.' }, status: 'done', customer: { email: 'a@b.example' } },
  }))
  const file = Buffer.from(JSON.stringify({ total: 2, items }))
  const sent = await edith.post('/staff/uploads').attach('files', file, 'desk.json').expect(303)

  const page = await lookedAt(edith, sent.headers.location as string)

  expect(page.text).toContain('Light blinks 1')
  expect(page.text).toContain('Red, twice.')
  expect(page.text).toContain('<option value="details.description" selected>')
  expect(page.text).toContain('name="map-records" value="items"')
  expect(page.text).not.toContain('a@b.example')
})

test('what no importer knows is said, and cannot be started', async () => {
  const { loggedIn, db } = served()
  const edith = await loggedIn('editor')
  const sent = await edith.post('/staff/uploads').attach('files', Buffer.from([0, 1, 2, 255]), 'core.bin')

  const page = await lookedAt(edith, sent.headers.location as string)
  expect(page.text).toContain('in no format Winnow knows')
  const started = await edith
    .post(sent.headers.location as string)
    .type('form')
    .send({ act: 'start', format: '', ...NEW_DESK })
    .expect(422)

  expect(started.text).toContain('in no format Winnow knows')
  expect(rows(db, 'SELECT started_at FROM uploads')).toEqual([{ started_at: null }])
})

test('too much is refused with the limit, and nothing of it stays on disk', async () => {
  const { config, loggedIn, db } = served({ WINNOW_MAX_UPLOAD: '1' })
  const edith = await loggedIn('editor')

  const announced = await edith
    .post('/staff/uploads')
    .attach('files', Buffer.alloc(3_000_000), 'a.csv')
    .expect(422)
  const none = await edith.post('/staff/uploads').field('name', 'x').expect(422)
  const noForm = await edith.post('/staff/uploads').type('form').send({ files: 'x' }).expect(422)

  expect(announced.text).toContain('Send at most 1 MB at once')
  for (const answer of [announced, none, noForm]) expect(answer.text).toContain('data-upload')
  const script = await edith
    .post('/staff/uploads')
    .set('Accept', 'application/json, text/html;q=0.9')
    .field('name', 'x')
    .expect(422)
  expect(script.body.detail).toBe('Choose at least one file.')
  for (const answer of [none, noForm]) expect(answer.text).toContain('Choose at least one file')
  expect(inUploads(config)).toEqual([])
  expect(rows(db, 'SELECT * FROM uploads')).toEqual([])
})

test('a damaged upload leaves nothing behind', async () => {
  const { config, loggedIn } = served()
  const edith = await loggedIn('editor')
  const broken = [
    '--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\nid,title\n1,he',
    '--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"',
    'nothing of a form',
  ]

  for (const body of broken) {
    const answer = await edith
      .post('/staff/uploads')
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send(body)
    expect([body, answer.status]).toEqual([body, 422])
  }
  const answer = await edith.post('/staff/uploads').set('Content-Type', 'multipart/form-data').send('x')
  expect(answer.status).toBe(422)
  expect(inUploads(config)).toEqual([])
})

test('an upload is its giver’s: other editors find none, agents may not at all', async () => {
  const { loggedIn, browser } = served()
  const edith = await loggedIn('editor', { name: 'edith' })
  const sent = await edith.post('/staff/uploads').attach('files', CASES).expect(303)
  const address = sent.headers.location as string

  await (await loggedIn('editor', { name: 'egon' })).get(address).expect(404)
  await (await loggedIn('agent', { name: 'aziz' })).get('/staff/uploads/new').expect(403)
  await (await loggedIn('admin', { name: 'ada' })).get(address).expect(200)
  await browser().post('/staff/uploads').attach('files', CASES).expect(401)

  await edith.post(`${address}/removal`).expect(303)
  const gone = await edith.get(address).expect(200)
  expect(gone.text).toContain('The files were deleted before anything was read.')
})

test('an editor of some products imports for those, and nothing that names its own source', async () => {
  const { db, loggedIn } = served()
  const productId = addProduct(db, 'Caskwell')
  const mine = { isLimited: true, assignments: [{ productId, kind: 'member' as const }] }
  const limited = await loggedIn('editor', { name: 'lena', ...mine })
  const send = async (file: string | Buffer, name: string, more: object) => {
    const sent = await limited.post('/staff/uploads').attach('files', file, name).expect(303)
    const choices = { act: 'start', ...NEW_DESK, ...more }
    return (
      await limited
        .post(sent.headers.location as string)
        .type('form')
        .send(choices)
    ).status
  }

  expect(await send(FORUM, '1043.json', {})).toBe(403)
  expect(await send(FORUM, '1043.json', { product: 'Lanternhall' })).toBe(403)
  const own = JSON.stringify({ kind: 'thread', source: 'other', externalId: 'a', title: 'A' })
  expect(await send(Buffer.from(own), 'threads.jsonl', { format: 'winnow', product: 'Caskwell' })).not.toBe(
    303,
  )
  expect(rows(db, 'SELECT id FROM uploads WHERE started_at IS NOT NULL')).toEqual([])
})

test('a second import for a source waits for the first', async () => {
  const { db, loggedIn } = served()
  db.$client.exec(
    `INSERT INTO sources (slug, name, authority, created_at) VALUES ('forum', 'Forum', 'community', '2026-01-01')`,
  )
  db.$client
    .prepare(`INSERT INTO import_runs (source_id, format, paths, state, process, started_at)
      VALUES (1, 'discourse', '[]', 'running', ?, '2026-01-01')`)
    .run(process.ppid)
  const edith = await loggedIn('editor')
  const sent = await edith.post('/staff/uploads?source=forum').attach('files', FORUM)

  const refused = await edith
    .post(sent.headers.location as string)
    .type('form')
    .send({ act: 'start', source: 'forum', format: '' })
    .expect(422)

  expect(refused.text).toContain('still running')
  const run = await edith.get('/staff/imports/1').expect(200)
  expect(run.text).toContain('data-live="run"')
  const stop = await edith.post('/staff/imports/1/interruption').expect(422)
  expect(stop.text).toContain('Stop it there with Ctrl+C')
})

test('tickets of a help desk are taken for cases, a forum for a community, as long as nobody says otherwise', async () => {
  const { loggedIn } = served()
  const edith = await loggedIn('editor')
  for (const [file, authority] of Object.entries({ [TICKETS]: 'case', [FORUM]: 'community' })) {
    const sent = await edith.post('/staff/uploads').attach('files', file).expect(303)
    const page = await lookedAt(edith, sent.headers.location as string)
    const chosen = /<select[^>]*name="authority"[\s\S]*?<option value="(\w+)" selected>/.exec(page.text)?.[1]
    expect([file, chosen]).toEqual([file, authority])
  }
})
