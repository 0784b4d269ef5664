import { afterEach } from 'vitest'
import { type Db, openCopy, openDb } from '../../src/db/open.ts'

let migrated: Buffer | undefined
const opened: Db[] = []

/** A fresh, migrated database in memory; migrated once per test file and copied from there. */
export function freshDb(): Db {
  if (migrated === undefined) {
    const db = openDb(':memory:')
    migrated = db.$client.serialize()
    db.$client.close()
  }
  const db = openCopy(migrated)
  opened.push(db)
  return db
}

afterEach(() => {
  for (const db of opened.splice(0)) db.$client.close()
})
