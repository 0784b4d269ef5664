import { eq, sql } from 'drizzle-orm'
import { type By, now, record } from './events.ts'
import { type Db, inTransaction } from './open.ts'
import { prepared } from './prepared.ts'
import { settings } from './schema.ts'

/** The value kept under a key, as it was written; undefined when nobody changed it yet. Readers check its shape. */
export function settingOf(db: Db, key: string): unknown {
  return prepared(db, reader).get({ key })?.value
}

function reader(db: Db) {
  return db
    .select()
    .from(settings)
    .where(eq(settings.key, sql.placeholder('key')))
    .prepare()
}

/** Keeps a value under a key; who changed it, and from what, stays in the events. */
export function changeSetting(db: Db, input: { key: string; value: unknown; by: By }): void {
  inTransaction(db, (tx) => {
    const before = settingOf(tx, input.key)
    if (JSON.stringify(before) === JSON.stringify(input.value)) return
    const row = { key: input.key, value: input.value, changedAt: now() }
    tx.insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: row }).run()
    const detail = { key: input.key, before: before ?? null }
    record(tx, { verb: 'changed', subject: 'setting', subjectId: 0, by: input.by, detail })
  })
}
