import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { exportThreads } from '../../src/harvest/export.ts'
import { ignoreFailure, retryFailure } from '../../src/harvest/failures.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { runList, runWithFailures, sourceCards, threadPage } from '../../src/harvest/queries.ts'
import { renormalise } from '../../src/harvest/renormalise.ts'
import { undoImport } from '../../src/harvest/undo.ts'
import { freshDb } from '../support/db.ts'

let db: Db
let folder: string
beforeEach(() => {
  db = freshDb()
  folder = mkdtempSync(join(tmpdir(), 'winnow-undo-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('undoing an import gives back what it changed and takes away what it brought', async () => {
  await bring(thread('1'), thread('2'))
  const before = [...exportThreads(db)]
  const second = await bring(thread('1', 'Another text.'), thread('2'), thread('3'))
  expect(second).toMatchObject({ created: 1, updated: 1, unchanged: 1 })

  const undone = undoImport(db, { runId: second.run!, by: null })

  expect(undone).toMatchObject({ restored: 1, removed: 1, kept: 0 })
  expect([...exportThreads(db)]).toEqual(before)
  expect(runList(db, { limit: 5 }).map((run) => run.state)).toEqual(['undone', 'complete'])
  expect(() => undoImport(db, { runId: second.run!, by: null })).toThrow('undone already')
})

test('what a later import changed again stays as that import left it', async () => {
  await bring(thread('1'))
  const second = await bring(thread('1', 'Second text.'))
  await bring(thread('1', 'Third text.'))

  expect(undoImport(db, { runId: second.run!, by: null })).toMatchObject({ restored: 0, kept: 1 })
  expect([...exportThreads(db)].join()).toContain('Third text.')
})

test('an undone import can be brought again, and taken back again', async () => {
  const first = await bring(thread('1'))
  undoImport(db, { runId: first.run!, by: null })
  expect([...exportThreads(db)]).toEqual([])

  const again = await bring(thread('1'))
  expect(again).toMatchObject({ created: 0, updated: 1 })
  expect([...exportThreads(db)]).toHaveLength(1)

  undoImport(db, { runId: again.run!, by: null })
  expect([...exportThreads(db)]).toEqual([])
})

test('a text that goes back to what it was is an update, and reads as it did', async () => {
  await bring(thread('1'))
  const before = [...exportThreads(db)]
  await bring(thread('1', 'Another text.'))

  expect(await bring(thread('1'))).toMatchObject({ updated: 1 })
  expect([...exportThreads(db)]).toEqual(before)
  expect(db.$client.prepare('SELECT count(*) FROM raw_records').pluck().get()).toBe(2)
})

test('an id that occurs twice with different content keeps the first, however often the file is imported', async () => {
  const lines = [thread('1'), thread('1', 'Another text.'), thread('2'), thread('2')]

  const first = await bring(...lines)
  const again = await bring(...lines)

  expect(first).toMatchObject({ created: 2, failed: 1, unchanged: 1 })
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 3, failed: 1 })
  expect([...exportThreads(db)].join()).not.toContain('Another text.')
})

test('renormalising after nothing changed changes nothing; after a row went wrong it puts it right', async () => {
  await bring(thread('1'), thread('2'))
  const before = [...exportThreads(db)]

  expect(renormalise(db)).toMatchObject({ records: 2, updated: 0, failed: 0 })
  db.$client.exec(`UPDATE threads SET title = 'Garbled', content_hash = 'x' WHERE external_id = '2'`)
  const result = renormalise(db, { source: 'desk' })

  expect(result).toMatchObject({ records: 2, updated: 1, changedThreadIds: [2] })
  expect([...exportThreads(db)]).toEqual(before)
  expect(() => renormalise(db, { source: 'none' })).toThrow('no source "none"')
})

test('a large import is read again, and taken back, portion by portion and to its last record', async () => {
  const { run } = await bring(...Array.from({ length: 1_003 }, (_, n) => thread(String(n))))
  db.$client.exec(`UPDATE threads SET title = 'Garbled', content_hash = 'x' WHERE id IN (1, 100, 101, 1003)`)

  expect(renormalise(db)).toMatchObject({ records: 1_003, updated: 4, changedThreadIds: [1, 100, 101, 1003] })
  expect(undoImport(db, { runId: run!, by: null })).toMatchObject({ removed: 1_003, kept: 0 })
  expect([...exportThreads(db)]).toEqual([])
})

test('a failed record is listed with its reason, can be ignored for good, and is then no failure any more', async () => {
  const broken = { ...thread('9'), createdAt: 'yesterday' }
  const summary = await bring(thread('1'), broken)
  expect(summary).toMatchObject({ created: 1, failed: 1 })
  const { failures } = runWithFailures(db, { runId: summary.run! })
  expect(failures).toMatchObject([
    {
      externalId: '9',
      position: 'line 2',
      reason: expect.stringContaining('"yesterday" is not a time'),
      isRetryable: true,
    },
  ])
  expect(() => retryFailure(db, { failureId: failures[0]!.failureId, by: null })).toThrow(
    'still cannot be read',
  )

  ignoreFailure(db, { failureId: failures[0]!.failureId, by: null })

  expect(await bring(thread('1'), broken)).toMatchObject({ unchanged: 1, failed: 0, ignored: 1 })
  expect(sourceCards(db)).toMatchObject([{ slug: 'desk', threads: 1, resolved: 0, failures: 0 }])
})

test('a failed record is read once more when what stood in its way is gone', async () => {
  const summary = await bring({ ...thread('9'), createdAt: 'yesterday' })
  const { failures } = runWithFailures(db, { runId: summary.run! })
  db.$client
    .prepare('UPDATE import_failures SET raw = ? WHERE id = ?')
    .run(JSON.stringify(thread('9')), failures[0]!.failureId)

  const { id } = retryFailure(db, { failureId: failures[0]!.failureId, by: null })

  expect(threadPage(db, { threadId: id })).toMatchObject({
    thread: { externalId: '9' },
    source: { slug: 'desk' },
  })
})

function thread(id: string, answer = 'Use the cable.') {
  return {
    ...{ type: 'thread', id, title: `No network ${id}`, body: 'It is gone.', bodyFormat: 'markdown' },
    createdAt: '2026-01-01T00:00:00Z',
    posts: [{ id: 'a', role: 'staff', body: answer, createdAt: '2026-01-02T00:00:00Z' }],
  }
}

function bring(...lines: object[]) {
  const file = join(folder, 'threads.jsonl')
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const source = { slug: 'desk', authority: 'community' as const }
  return harvest(db, { source, format: 'winnow', paths: [file], by: null })
}
