import fs, { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { type Db, openCopy } from '../../src/db/open.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { currentFolder, keptReleases, placeOf } from '../../src/publish/place.ts'
import { publish } from '../../src/publish/publish.ts'
import { damagedFiles } from '../../src/publish/write.ts'
import { freshDb } from '../support/db.ts'
import { fillArticles, touchArticle } from '../support/many-articles.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-crash-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
afterAll(closeRenderPool)

const WRITES = [
  'writeFileSync',
  'mkdirSync',
  'renameSync',
  'linkSync',
  'symlinkSync',
  'rmSync',
  'rmdirSync',
  'fsyncSync',
  'writeSync',
] as const

/** Every how many changes of the disk one dies; WINNOW_EVERY_DEATH=1 tries them all, which takes minutes. */
const STEP = process.env.WINNOW_EVERY_DEATH ? 1 : 17

/** Lets the process "die" at its nth change of the disk: that one and all after it never happen. */
async function dyingAt(n: number, work: () => Promise<unknown>): Promise<boolean> {
  const real = Object.fromEntries(WRITES.map((name) => [name, fs[name]]))
  let count = 0
  for (const name of WRITES) {
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        if (++count >= n) throw new Error('the power is gone')
        return (real[name] as (...all: unknown[]) => unknown)(...args)
      },
    })
  }
  syncBuiltinESMExports()
  try {
    await work()
    return false
  } catch (error) {
    if (!String(error).includes('the power is gone')) throw error
    return true
  } finally {
    Object.assign(fs, real)
    syncBuiltinESMExports()
  }
}

async function dieEverywhere(releasesBefore: number, step: number): Promise<number> {
  const db = freshDb()
  fillArticles(db, 3)
  const start = join(folder, 'start')
  for (let n = 0; n < releasesBefore; n++) {
    touchArticle(db, 1, `before ${n}`)
    await publish(db, { dataDir: start, by: null })
  }
  touchArticle(db, 1, 'the change that died')
  const bytes = db.$client.serialize()
  let deaths = 0
  for (let n = 1; ; n += step) {
    const dataDir = join(folder, String(n))
    cpSync(start, dataDir, { recursive: true, verbatimSymlinks: true })
    const copy = openCopy(Buffer.from(bytes))
    const died = await dyingAt(n, () => publish(copy, { dataDir, by: null }))
    checkWhole(dataDir, n)
    if (died) await publishAgain(copy, dataDir, n)
    copy.$client.close()
    rmSync(dataDir, { recursive: true })
    if (!died) return deaths
    deaths++
  }
}

/** Readers get a whole site, the old one or the new one. */
function checkWhole(dataDir: string, n: number): void {
  const current = currentFolder(placeOf({ dataDir }))
  expect(current, `death ${n}`).toBeDefined()
  expect(damagedFiles(current!), `death ${n}`).toEqual([])
}

async function publishAgain(db: Db, dataDir: string, n: number): Promise<void> {
  const place = placeOf({ dataDir })
  // The lock of the process that died names this very process, which is alive.
  rmSync(join(place.releases, '.lock'), { force: true })
  await publish(db, { dataDir, by: null })
  checkWhole(dataDir, n)
  for (const number of keptReleases(place)) {
    expect(damagedFiles(join(place.releases, String(number))), `death ${n}, release ${number}`).toEqual([])
  }
  const page = fs.readFileSync(join(place.link, 'answers/answer-1/index.html'), 'utf8')
  expect(page, `death ${n}`).toContain('the change that died')
}

test('a release that dies at any point leaves the old site whole, and the next one succeeds', async () => {
  expect(await dieEverywhere(1, STEP)).toBeGreaterThan(5)
}, 600_000)

test('a release that grows out of the oldest one is as safe', async () => {
  expect(await dieEverywhere(5, STEP)).toBeGreaterThan(5)
}, 600_000)

test('a disk that is full stops the release, the old site stays whole and nothing is left behind', async () => {
  const db = freshDb()
  fillArticles(db, 3)
  const place = placeOf({ dataDir: folder })
  await publish(db, { dataDir: folder, by: null })
  const before = currentFolder(place)
  touchArticle(db, 1, 'the change without room')
  const real = fs.writeFileSync
  for (let room = 0; room < 6; room++) {
    let written = 0
    Object.assign(fs, {
      writeFileSync: (...args: Parameters<typeof real>) => {
        if (++written > room) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
        return real(...args)
      },
    })
    syncBuiltinESMExports()

    await expect(publish(db, { dataDir: folder, by: null })).rejects.toThrow('no space left')

    Object.assign(fs, { writeFileSync: real })
    syncBuiltinESMExports()
    expect(currentFolder(place)).toBe(before)
    expect(damagedFiles(before!)).toEqual([])
    expect(fs.existsSync(join(place.releases, '.draft'))).toBe(false)
    expect(fs.existsSync(join(place.releases, '.lock'))).toBe(false)
  }
  await publish(db, { dataDir: folder, by: null })
  expect(damagedFiles(currentFolder(place)!)).toEqual([])
})
