// What an import says of itself while it runs: one at a time for a source, interrupted, and what it was told.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { closeCutOffRuns } from '../../src/harvest/busy.ts'
import { type HarvestInput, harvest } from '../../src/harvest/harvest.ts'
import { freshDb } from '../support/db.ts'

const SOURCES = fileURLToPath(new URL('../../data/sources', import.meta.url))
const FORUM: HarvestInput = {
  source: { slug: 'forum', authority: 'community' },
  ...{ format: 'auto', paths: [join(SOURCES, 'forum')], by: null },
}

let db: Db
beforeEach(() => {
  db = freshDb()
})

test('a second import for a source is refused while another process reads, and only then', async () => {
  await harvest(db, FORUM)
  // The process that started this one lives as long as it does.
  db.$client.prepare(`UPDATE import_runs SET state = 'running', process = ?`).run(process.ppid)

  await expect(harvest(db, FORUM)).rejects.toThrow('Import 1 for "forum" is still running')
  expect(closeCutOffRuns(db)).toBe(0)
  expect(states()).toEqual(['running'])

  const other = await harvest(db, { ...FORUM, source: { slug: 'other', authority: 'community' } })
  expect(other.state).toBe('complete')

  // No process has this number: it is above what any system gives.
  db.$client.prepare(`UPDATE import_runs SET process = 2147483646 WHERE id = 1`).run()
  const again = await harvest(db, FORUM)
  expect(again.state).toBe('complete')
  expect(states()).toEqual(['incomplete', 'complete', 'complete'])
})

test('an interrupted import keeps what it has read, says so, and goes on when it is started again', async () => {
  const stop = new AbortController()
  let runId = 0
  const started = (id: number) => {
    runId = id
    stop.abort()
  }

  const summary = await harvest(db, { ...FORUM, onStart: started, signal: stop.signal })

  expect(summary).toMatchObject({ run: runId, state: 'incomplete' })
  expect(summary.damage).toContain('interrupted')
  expect(states()).toEqual(['incomplete'])
  expect(await harvest(db, FORUM)).toMatchObject({ state: 'complete', created: 78 - summary.created })
})

test('a licence said for the source holds for every record that names none, and is remembered', async () => {
  const source = { ...FORUM.source, licence: 'CC BY-SA 4.0' }
  await harvest(db, { ...FORUM, source })
  expect(db.$client.prepare('SELECT DISTINCT licence FROM threads').pluck().all()).toEqual(['CC BY-SA 4.0'])
  expect(db.$client.prepare('SELECT DISTINCT licence FROM posts').pluck().all()).toEqual(['CC BY-SA 4.0'])

  const dry = await harvest(db, { ...FORUM, dryRun: true })
  expect(dry).toMatchObject({ unchanged: 78, created: 0 })
  expect(db.$client.prepare('SELECT licence FROM sources').pluck().get()).toBe('CC BY-SA 4.0')
})

test('a mapping said for a table is kept with the source and used for the next file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-runs-'))
  try {
    cpSync(join(SOURCES, 'cases', 'cases.csv'), join(folder, 'cases.csv'))
    const mapping = JSON.parse(readFileSync(join(SOURCES, 'cases', 'mapping.json'), 'utf8'))
    const input: HarvestInput = {
      source: { slug: 'cases', authority: 'case' },
      ...{ format: 'csv', paths: [join(folder, 'cases.csv')], by: null },
    }
    await expect(harvest(db, input)).rejects.toThrow('mapping')

    await harvest(db, { ...input, mapping })
    const again = await harvest(db, input)

    expect(again).toMatchObject({ state: 'complete', created: 0, unchanged: 28 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

function states(): unknown[] {
  return db.$client.prepare('SELECT state FROM import_runs ORDER BY id').pluck().all()
}
