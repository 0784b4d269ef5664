import type { Database } from 'better-sqlite3'
import type { Db } from './open.ts'

const kept = new WeakMap<Database, Map<unknown, unknown>>()

/**
 * Something made once for a connection, by the function that makes it: statements that every page asks many times, whose
 * compiling costs more than their running. Never one that is plucked here and read whole there.
 */
export function prepared<T>(db: Db, make: (db: Db) => T): T {
  const own = kept.get(db.$client) ?? new Map<unknown, unknown>()
  kept.set(db.$client, own)
  if (!own.has(make)) own.set(make, make(db))
  return own.get(make) as T
}
