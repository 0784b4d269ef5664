import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inTransaction, MIGRATIONS, openDb } from '../../src/db/open.ts'
import { freshDb } from '../support/db.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-open-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('every connection writes through to the disk: synchronous is FULL after the first write', () => {
  const db = openDb(join(folder, 'a.sqlite'))

  db.$client.exec(`INSERT INTO products (slug, name, created_at) VALUES ('p', 'P', '2026-01-01')`)

  expect(db.$client.pragma('synchronous', { simple: true })).toBe(2)
  expect(db.$client.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(db.$client.pragma('foreign_keys', { simple: true })).toBe(1)
  db.$client.close()
})

test('opening the same file again changes nothing', () => {
  const path = join(folder, 'a.sqlite')
  openDb(path).$client.close()
  const db = openDb(path)

  const triggers = db.$client
    .prepare(`SELECT count(*) FROM sqlite_master WHERE type = 'trigger'`)
    .pluck()
    .get()

  expect(triggers).toBeGreaterThan(10)
  db.$client.close()
})

test('a database of a newer version is refused with a sentence, and left as it is', () => {
  const path = join(folder, 'a.sqlite')
  const db = openDb(path)
  db.$client.exec(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 99999999999999)`)
  db.$client.close()

  expect(() => openDb(path)).toThrow('newer version of Winnow')
})

test('a file that is no database, or somebody else’s, is refused with a sentence', () => {
  const text = join(folder, 'text.sqlite')
  writeFileSync(text, 'not a database, long enough to be looked at '.repeat(40))
  const other = join(folder, 'other.sqlite')
  const client = new Database(other)
  client.exec('CREATE TABLE x (a)')
  client.close()

  expect(() => openDb(text)).toThrow('cannot be opened')
  expect(() => openDb(other)).toThrow('not one of Winnow')
  expect(readFileSync(text, 'utf8')).toContain('not a database')
})

test('a later migration that rebuilds a table keeps the rows, the guards and the foreign keys of a filled database', () => {
  const path = join(folder, 'a.sqlite')
  const before = openDb(path)
  before.$client.exec(FILL)
  before.$client.close()
  const migrations = withRebuildOf('article_versions')

  const after = openDb(path, { migrations })

  const versions = after.$client.prepare('SELECT title FROM article_versions').pluck().all()
  expect(versions).toEqual(['How long does a refund take?'])
  expect(after.$client.prepare('SELECT live_version_id FROM articles').pluck().get()).toBe(1)
  expect(() => after.$client.exec(`UPDATE article_versions SET title = 'x'`)).toThrow('never changes')
  expect(after.$client.pragma('foreign_key_check')).toEqual([])
  after.$client.close()
})

test('the database itself refuses to change a version, to point elsewhere, or to go live unvalidated', () => {
  const db = freshDb()
  db.$client.exec(FILL)

  expect(() => db.$client.exec(`UPDATE article_versions SET title = 'x'`)).toThrow('never changes')
  expect(() => db.$client.exec('DELETE FROM article_versions')).toThrow('never deleted')
  db.$client.exec(`INSERT INTO articles (id, number, slug, language, template, origin, audience, governance, created_at)
    VALUES (2, 2, 'other', 'en', 'question', 'community', 'public', 'open', '2026-01-01')`)
  expect(() => db.$client.exec('UPDATE articles SET draft_version_id = 1 WHERE id = 2')).toThrow(
    'same article',
  )
  db.$client.exec('UPDATE articles SET live_version_id = NULL WHERE id = 1')
  db.$client.exec('DELETE FROM validations')
  expect(() => db.$client.exec('UPDATE articles SET live_version_id = 1 WHERE id = 1')).toThrow('validated')
})

test('a transaction that fails leaves nothing behind, and a nested one joins the outer', () => {
  const db = freshDb()
  const attempt = () =>
    inTransaction(db, (tx) => {
      inTransaction(tx, () =>
        tx.$client.exec(`INSERT INTO products (slug, name, created_at) VALUES ('p', 'P', '2026-01-01')`),
      )
      throw new Error('no')
    })

  expect(attempt).toThrow('no')
  expect(db.$client.prepare('SELECT count(*) FROM products').pluck().get()).toBe(0)
})

const FILL = `
  INSERT INTO articles (id, number, slug, language, template, origin, audience, governance, created_at)
    VALUES (1, 1, 'refund', 'en', 'question', 'community', 'public', 'open', '2026-01-01');
  INSERT INTO article_versions (id, article_id, number, title, issue, environment, cause, resolution, notes,
      applies_to, reason, significance, created_at, hash)
    VALUES (1, 1, 1, 'How long does a refund take?', '', '', '', 'Ten days.', '', '{}', 'first', 'answer', '2026-01-01', 'h');
  INSERT INTO validations (version_id, at) VALUES (1, '2026-01-01');
  UPDATE articles SET draft_version_id = 1, live_version_id = 1 WHERE id = 1;`

/** The migrations of the repository and one more that rebuilds `table`, as drizzle writes such a change. */
function withRebuildOf(table: string): string {
  const migrations = join(folder, 'drizzle')
  cpSync(MIGRATIONS, migrations, { recursive: true })
  const db = openDb(':memory:')
  const sql = db.$client.prepare('SELECT sql FROM sqlite_master WHERE name = ?').pluck().get(table) as string
  db.$client.close()
  const rebuilt = sql.replace(new RegExp(`\`?${table}\`?`), `\`__new_${table}\``)
  const file = `${rebuilt};\n--> statement-breakpoint\nINSERT INTO \`__new_${table}\` SELECT * FROM \`${table}\`;
--> statement-breakpoint\nDROP TABLE \`${table}\`;
--> statement-breakpoint\nALTER TABLE \`__new_${table}\` RENAME TO \`${table}\`;`
  writeFileSync(join(migrations, '9999_rebuild.sql'), file)
  const journalFile = join(migrations, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(journalFile, 'utf8'))
  journal.entries.push({ ...journal.entries.at(-1), idx: 9999, when: 9_999_999_999_999, tag: '9999_rebuild' })
  writeFileSync(journalFile, JSON.stringify(journal))
  return migrations
}
