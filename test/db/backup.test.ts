import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkDatabase } from '../../src/commands/check.ts'
import { backup, restore } from '../../src/db/backup.ts'
import { type Db, openDb } from '../../src/db/open.ts'
import { articleVersions } from '../../src/db/schema.ts'
import * as make from '../support/make.ts'

let folder: string
let path: string
let db: Db
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-backup-'))
  path = join(folder, 'winnow.sqlite')
  db = openDb(path)
  make.publishedArticle(db, { resolution: 'Ten days.' })
})
afterEach(() => {
  if (db.$client.open) db.$client.close()
  rmSync(folder, { recursive: true, force: true })
})

const answers = (from: Db) =>
  from
    .select()
    .from(articleVersions)
    .all()
    .map((row) => row.resolution)

test('a backup taken in use holds everything, and restoring brings it back and keeps what was there', async () => {
  const file = join(folder, 'backups', 'monday.sqlite')
  await backup(db, file)
  make.article(db, { resolution: 'Later.' })
  db.$client.close()

  const { kept } = await restore({ backup: file, path, now: '2026-01-01T00:00:00.000Z' })

  db = openDb(path)
  expect(answers(db)).toEqual(['Ten days.'])
  const before = openDb(kept!)
  expect(answers(before)).toEqual(['Ten days.', 'Later.'])
  before.$client.close()
  expect(readdirSync(folder).some((name) => name.includes('restoring'))).toBe(false)
})

test('a backup is never written over another file', async () => {
  const file = join(folder, 'notes.txt')
  writeFileSync(file, 'mine')

  await expect(backup(db, file)).rejects.toThrow('exists already')
  expect(readFileSync(file, 'utf8')).toBe('mine')
})

test('while a server has the database open, nothing is restored over it', async () => {
  const file = join(folder, 'monday.sqlite')
  await backup(db, file)

  await expect(restore({ backup: file, path, now: 'x' })).rejects.toThrow('in use')
  expect(answers(db)).toEqual(['Ten days.'])
})

test('a damaged or foreign file is refused, and the database stays as it is', async () => {
  const damaged = join(folder, 'damaged.sqlite')
  writeFileSync(damaged, 'x'.repeat(5000))
  db.$client.close()

  await expect(restore({ backup: damaged, path, now: 'x' })).rejects.toThrow('not a whole database')
  await expect(restore({ backup: join(folder, 'none'), path, now: 'x' })).rejects.toThrow(
    'There is no backup',
  )
  db = openDb(path)
  expect(answers(db)).toEqual(['Ten days.'])
  expect(existsSync(`${path}.restoring`)).toBe(false)
})

test('check finds a version that was changed behind the guards, which SQLite itself does not', () => {
  expect(checkDatabase(db)).toMatchObject({ ok: true, versions: 1 })
  db.$client.exec(
    `DROP TRIGGER guard_versions_never_change; UPDATE article_versions SET resolution = 'Nine days.'`,
  )

  const result = checkDatabase(db)

  expect(result.ok).toBe(false)
  expect(result.faults).toEqual(['version 1 of the article with id 1 is not what was saved'])
})
