import type { Db } from '../db/open.ts'

/** The ids one import has met so far, kept on disk by the database so that memory stays flat at any size. */
export type SeenIds = {
  /** False when the id was there already. */
  add(id: string, hash: string): boolean
  /** Hash of the first item with that id. */
  hashOf(id: string): string | undefined
  close(): void
}

let runs = 0

/** Opens an empty set of ids; `close` drops it. */
export function seenIds(db: Db): SeenIds {
  const table = `temp.harvest_seen_${++runs}`
  db.$client.exec(
    `CREATE TEMP TABLE ${table.slice(5)} (id TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID`,
  )
  const insert = db.$client.prepare(`INSERT OR IGNORE INTO ${table} (id, hash) VALUES (?, ?)`)
  const find = db.$client.prepare(`SELECT hash FROM ${table} WHERE id = ?`).pluck()
  return {
    add: (id, hash) => insert.run(id, hash).changes === 1,
    hashOf: (id) => find.get(id) as string | undefined,
    close: () => {
      db.$client.exec(`DROP TABLE IF EXISTS ${table}`)
    },
  }
}
