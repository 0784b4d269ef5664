import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { Invalid, NotFound } from '../lib/errors.ts'

/** Filters of the queue under a name. */
export type SavedView = {
  viewId: number
  name: string
  query: string
  isShared: boolean
  isMine: boolean
  by: string
}

/** A person's own views and those others share, by name. */
export function savedViews(db: Db, userId: number): SavedView[] {
  const rows = db.$client
    .prepare(
      `SELECT v.id AS viewId, v.name, v.query, v.is_shared AS isShared, v.user_id = ? AS isMine, u.display_name AS "by"
       FROM saved_views v JOIN users u ON u.id = v.user_id WHERE v.user_id = ? OR v.is_shared = 1
       ORDER BY v.name COLLATE NOCASE, v.id`,
    )
    .all(userId, userId) as (Omit<SavedView, 'isShared' | 'isMine'> & { isShared: number; isMine: number })[]
  return rows.map((row) => ({ ...row, isShared: row.isShared === 1, isMine: row.isMine === 1 }))
}

/** Keeps filters under a name; the same name of the same person is written over. */
export function saveView(
  db: Db,
  input: { name: string; query: string; isShared: boolean; userId: number },
): number {
  const name = input.name.trim()
  if (name === '') throw new Invalid([{ field: 'name', code: 'missing', message: 'Give the view a name.' }])
  return inTransaction(db, (tx) => {
    const id = tx.$client
      .prepare(
        `INSERT INTO saved_views (name, query, user_id, is_shared, created_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (user_id, name) DO UPDATE SET query = excluded.query, is_shared = excluded.is_shared RETURNING id`,
      )
      .pluck()
      .get(name, input.query, input.userId, input.isShared ? 1 : 0, now()) as number
    const detail = { name, query: input.query, isShared: input.isShared }
    record(tx, { verb: 'saved', subject: 'view', subjectId: id, by: input.userId, detail })
    return id
  })
}

/** Takes a view away; only its owner may. */
export function removeView(db: Db, input: { viewId: number; userId: number; by: By }): void {
  inTransaction(db, (tx) => {
    const gone = tx.$client
      .prepare('DELETE FROM saved_views WHERE id = ? AND user_id = ?')
      .run(input.viewId, input.userId)
    if (gone.changes === 0) throw new NotFound('You have no such view.')
    record(tx, { verb: 'removed', subject: 'view', subjectId: input.viewId, by: input.by })
  })
}
