import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { Refused } from '../lib/errors.ts'
import { createGuards, dropGuards } from './guards.ts'
import * as schema from './schema.ts'

/** The one type for database and transaction; `$client` is the plain connection for prepared statements. */
export type Db = BetterSQLite3Database<typeof schema> & { $client: Database.Database }

export const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url))

/**
 * Opens (or creates) the database at `path`, brings its schema up to date and arms the guards.
 * The order of the steps matters: a table rebuild with foreign keys on can cascade, and drops the table's triggers.
 */
export function openDb(path: string, options: { migrations?: string } = {}): Db {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const client = connect(path)
  try {
    const db = wrap(client)
    const migrations = options.migrations ?? MIGRATIONS
    refuseIfNewer(client, path, migrations)
    client.pragma('foreign_keys = OFF')
    dropGuards(client)
    migrate(db, { migrationsFolder: migrations })
    createGuards(client)
    arm(client)
    const broken = client.pragma('foreign_key_check') as unknown[]
    if (broken.length > 0) {
      throw new Refused(
        `${path} has ${broken.length} rows that point at nothing. Restore a backup or run "check".`,
      )
    }
    return db
  } catch (error) {
    client.close()
    throw error
  }
}

/** An existing, already migrated database in memory (a serialised copy), as tests and checks use it. */
export function openCopy(bytes: Buffer): Db {
  const client = new Database(bytes)
  arm(client)
  return wrap(client)
}

/** Runs `work` in one transaction; nested calls join the outer one. */
export function inTransaction<T>(db: Db, work: (tx: Db) => T): T {
  if (db.$client.inTransaction) return work(db)
  return db.$client.transaction(() => work(db)).immediate()
}

function wrap(client: Database.Database): Db {
  return drizzle(client, { schema }) as Db
}

function connect(path: string): Database.Database {
  try {
    const client = new Database(path, { timeout: 5000 })
    client.pragma('journal_mode = WAL')
    client.pragma('busy_timeout = 5000')
    return client
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Refused(`The database ${path} cannot be opened: ${why}.`)
  }
}

/**
 * Foreign keys, and synchronous FULL: WAL mode silently falls back to NORMAL at its first write, which loses
 * acknowledged commits on a power cut, so the value is set after a write and asserted.
 */
function arm(client: Database.Database): void {
  client.pragma('foreign_keys = ON')
  client.pragma('synchronous = FULL')
  client.pragma(`user_version = ${client.pragma('user_version', { simple: true })}`)
  if (client.pragma('synchronous', { simple: true }) !== 2) client.pragma('synchronous = FULL')
  if (client.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous is not FULL')
}

function refuseIfNewer(client: Database.Database, path: string, migrations: string): void {
  const table = client.prepare(`SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'`).get()
  if (table === undefined) {
    const others = client.prepare(`SELECT count(*) AS n FROM sqlite_master WHERE type = 'table'`).get() as {
      n: number
    }
    if (others.n > 0) throw new Refused(`${path} is a database, but not one of Winnow. Choose another file.`)
    return
  }
  if (!existsSync(join(migrations, 'meta', '_journal.json')))
    throw new Error(`no migrations in ${migrations}`)
  const newest = Math.max(
    ...readMigrationFiles({ migrationsFolder: migrations }).map((file) => file.folderMillis),
  )
  const applied = client.prepare('SELECT max(created_at) AS at FROM __drizzle_migrations').get() as {
    at: number
  }
  if (Number(applied.at) > newest) {
    throw new Refused(
      `${path} was written by a newer version of Winnow. Start that version, or restore a backup.`,
    )
  }
}
