import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importFailures } from '../../src/db/schema.ts'
import { exportThreads } from '../../src/harvest/export.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { freshDb } from '../support/db.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-apart-'))
  file = join(folder, 'threads.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const COUNT = 900

/** Many threads; every hundredth has no title and is bad, every fiftieth comes twice with another text. */
function writeThreads(): void {
  const lines = Array.from({ length: COUNT }, (_, place) => {
    const id = place % 50 === 49 ? `t${place - 1}` : `t${place}`
    return JSON.stringify({
      type: 'thread',
      id,
      ...(place % 100 === 0 ? {} : { title: `Question ${place}` }),
      body: `<p>Why does <b>${place}</b> happen?</p>`,
      bodyFormat: 'html',
      createdAt: '2026-01-01T00:00:00Z',
      posts: [
        {
          id: `${id}-p`,
          author: 'hana',
          role: 'community',
          body: `<ul><li>Press ${place}.</li></ul>`,
          createdAt: '2026-01-02T00:00:00Z',
        },
      ],
    })
  })
  writeFileSync(file, `${lines.join('\n')}\n`)
}

async function imported(helpFrom: number) {
  const db = freshDb()
  const source = { slug: 'forum', authority: 'community' as const }
  const {
    seconds: _,
    changedThreadIds,
    ...done
  } = await harvest(db, { source, format: 'winnow', paths: [file], by: null, helpFrom })
  const failures = db
    .select({ position: importFailures.position, reason: importFailures.reason })
    .from(importFailures)
    .all()
  return { done, failures, changed: changedThreadIds.length, threads: [...exportThreads(db)] }
}

test('an import with the help of a second core stores exactly what one core alone stores, in the same order', async () => {
  writeThreads()

  const alone = await imported(Number.POSITIVE_INFINITY)
  const helped = await imported(20)

  expect(alone.done).toMatchObject({ records: COUNT, failed: 27, created: 873, state: 'complete' })
  expect(helped).toEqual(alone)
})
