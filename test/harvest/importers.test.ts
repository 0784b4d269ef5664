// Every importer in one test: each has a sample of its own making and the threads expected from it.
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { exportDocuments, exportThreads } from '../../src/harvest/export.ts'
import { type HarvestSummary, harvest } from '../../src/harvest/harvest.ts'
import { importers, recognise } from '../../src/harvest/importers/index.ts'
import { freshDb } from '../support/db.ts'
import { samples } from './samples.ts'

const root = fileURLToPath(new URL('../../data/sources/', import.meta.url))
const goldenFolder = fileURLToPath(new URL('../golden/importers/', import.meta.url))
let db: Db
let folder: string
beforeEach(() => {
  db = freshDb()
  folder = mkdtempSync(join(tmpdir(), 'winnow-importers-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('every importer has a sample, and every sample an importer', () => {
  expect([...new Set(samples.map((sample) => sample.importer))].sort()).toEqual(
    importers.map((one) => one.name).sort(),
  )
})

for (const sample of samples) {
  describe(sample.name, () => {
    const path = join(root, sample.path)

    test('is recognised by its content', () => {
      expect(recognise([path]).name).toBe(sample.importer)
    })

    test('arrives as expected', async () => {
      const summary = await bring(path)

      expect(summary).toMatchObject({ state: 'complete', failed: 0, ...sample.counts })
      expect({ removed: summary.removed, ...exported() }).toEqual(
        golden(sample.name, { removed: summary.removed, ...exported() }),
      )
    })

    test('changes nothing when it comes twice', async () => {
      const first = await bring(path)
      const before = exported()

      const again = await bring(path)

      expect(again).toMatchObject({
        created: 0,
        updated: 0,
        unchanged: first.created,
        ignored: first.ignored,
      })
      expect(exported()).toEqual(before)
    })

    test('keeps what is private out of everything that is stored', async () => {
      await bring(path)

      const stored = stores()
      for (const secret of sample.secrets) {
        expect(textIn(path), `the sample holds "${secret}"`).toContain(secret)
        expect(stored, secret).not.toContain(secret)
      }
    })

    test('gives up a record that is broken and keeps the others', async () => {
      cpSync(path, join(folder, 'export'), { recursive: true })
      const broken = sample.breakOne(join(folder, 'export'))
      const whole = await bring(path)
      db = freshDb()

      const summary = await bring(join(folder, 'export'))

      expect(summary.failed).toBe(1)
      expect(summary.created).toBe(whole.created - broken)
      const [failure] = db.$client.prepare('SELECT * FROM import_failures').all() as Record<string, string>[]
      expect(failure!.reason).toMatch(/\w/)
      for (const secret of sample.secrets) expect(failure!.raw).not.toContain(secret)
    })
  })

  function bring(path: string): Promise<HarvestSummary> {
    const source = { slug: 'sample', authority: sample.authority }
    return harvest(db, { source, format: sample.importer, paths: [path], by: null })
  }
}

function exported() {
  const lines = (list: Iterable<string>) => [...list].map((line) => JSON.parse(line) as object)
  return { threads: lines(exportThreads(db)), documents: lines(exportDocuments(db)) }
}

/** The expected records; written the first time, to be read by a person and kept. */
function golden(name: string, actual: object): object {
  const file = join(goldenFolder, `${name}.json`)
  if (!existsSync(file) && process.env.CI === undefined)
    writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`)
  return JSON.parse(readFileSync(file, 'utf8')) as object
}

function stores(): string {
  const tables = db.$client
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%'`,
    )
    .pluck()
    .all() as string[]
  return tables
    .map((table) => JSON.stringify(db.$client.prepare(`SELECT * FROM "${table}"`).all()))
    .join('\n')
}

function textIn(path: string): string {
  if (!statSync(path).isDirectory()) return readFileSync(path, 'utf8')
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
}
