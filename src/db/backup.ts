import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { Refused } from '../lib/errors.ts'
import { type Db, openDb } from './open.ts'

/** Copies a database that is in use with SQLite's own backup, page by page, and proves the copy. Never overwrites. */
export async function backup(db: Db, file: string): Promise<{ bytes: number }> {
  const target = resolve(file)
  if (existsSync(target))
    throw new Refused(`${file} exists already. Choose another name; a backup is never overwritten.`)
  mkdirSync(dirname(target), { recursive: true })
  const unfinished = `${target}.part`
  rmSync(unfinished, { force: true })
  await db.$client.backup(unfinished)
  const copy = new Database(unfinished)
  try {
    // One file that needs no companion: the copy leaves WAL mode.
    copy.pragma('journal_mode = DELETE')
    refuseIfBroken(copy, file)
    const bytes =
      Number(copy.pragma('page_count', { simple: true })) * Number(copy.pragma('page_size', { simple: true }))
    copy.close()
    renameSync(unfinished, target)
    return { bytes }
  } catch (error) {
    copy.close()
    rmSync(unfinished, { force: true })
    throw error
  }
}

/**
 * Puts a backup in place of the database at `path`. It is copied, brought up to date and checked beside it first;
 * what was there is kept as `<path>.before-<time>`. Refused while another process has the database open.
 */
export async function restore(input: {
  backup: string
  path: string
  now: string
}): Promise<{ kept: string | null }> {
  if (!existsSync(input.backup)) throw new Refused(`There is no backup ${input.backup}.`)
  if (existsSync(input.path)) refuseIfInUse(input.path)
  const beside = `${input.path}.restoring`
  removeDatabase(beside)
  const source = new Database(input.backup, { readonly: true })
  try {
    refuseIfBroken(source, input.backup)
    mkdirSync(dirname(input.path), { recursive: true })
    await source.backup(beside)
  } finally {
    source.close()
  }
  try {
    const db = openDb(beside)
    refuseIfBroken(db.$client, input.backup)
    db.$client.pragma('wal_checkpoint(TRUNCATE)')
    db.$client.close()
  } catch (error) {
    removeDatabase(beside)
    throw error
  }
  const kept = existsSync(input.path) ? `${input.path}.before-${input.now.replace(/[:.]/g, '-')}` : null
  if (kept !== null) renameSync(input.path, kept)
  for (const companion of ['-wal', '-shm']) rmSync(`${input.path}${companion}`, { force: true })
  renameSync(beside, input.path)
  removeDatabase(beside)
  return { kept }
}

/** What SQLite itself says about a database: nothing when it is whole. */
export function structuralFaults(client: Database.Database): string[] {
  const integrity = client.pragma('integrity_check') as { integrity_check: string }[]
  const faults = integrity.map((row) => row.integrity_check).filter((text) => text !== 'ok')
  const dangling = client.pragma('foreign_key_check') as { table: string; parent: string }[]
  return [
    ...faults,
    ...dangling.map((row) => `a row of ${row.table} points at a missing row of ${row.parent}`),
  ]
}

function refuseIfBroken(client: Database.Database, name: string): void {
  let faults: string[]
  try {
    faults = structuralFaults(client)
  } catch (error) {
    faults = [error instanceof Error ? error.message : String(error)]
  }
  if (faults.length > 0) throw new Refused(`${name} is not a whole database: ${faults[0]}.`)
}

/** Leaving WAL mode needs the file for oneself, so it fails exactly when somebody else has it open. */
function refuseIfInUse(path: string): void {
  const client = new Database(path, { timeout: 200 })
  try {
    client.pragma('journal_mode = DELETE')
  } catch {
    throw new Refused(`${path} is in use. Stop the server before restoring a backup.`)
  } finally {
    client.close()
  }
}

function removeDatabase(path: string): void {
  for (const companion of ['', '-wal', '-shm']) rmSync(`${path}${companion}`, { force: true })
}
