import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import type { ContributorForm } from '../db/words.ts'
import { Invalid, NotFound } from '../lib/errors.ts'

/** Somebody who wrote in a source, with how much and how they want to be named. */
export type Contributor = {
  sourceId: number
  source: string
  name: string
  posts: number
  accepted: number
  form: ContributorForm
  alias: string
  reason: string
}

/** Says how a contributor wants to be named from now on, everywhere; published pages follow at the next release. */
export function nameContributor(
  db: Db,
  input: { sourceId: number; name: string; form: ContributorForm; alias?: string; reason?: string; by: By },
): void {
  const { sourceId, name, form, by } = input
  const [alias, reason] = [(input.alias ?? '').trim(), (input.reason ?? '').trim()]
  if (form === 'aliased' && alias === '')
    throw new Invalid([{ field: 'alias', code: 'missing', message: 'Enter the name to show instead.' }])
  if (form === 'withdrawn' && reason === '')
    throw new Invalid([{ field: 'reason', code: 'missing', message: 'Say why, and who asked for it.' }])
  inTransaction(db, (tx) => {
    const wrote = tx.$client
      .prepare(
        'SELECT 1 FROM posts p JOIN threads t ON t.id = p.thread_id WHERE t.source_id = ? AND p.author_name = ? LIMIT 1',
      )
      .get(sourceId, name)
    if (wrote === undefined) throw new NotFound(`Nobody called “${name}” wrote there.`)
    const { lastInsertRowid } = tx.$client
      .prepare(
        `INSERT INTO contributor_wishes (source_id, name, form, alias, reason, "by", at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(sourceId, name, form, form === 'aliased' ? alias : '', reason, by, now())
    // The name itself stays out of the log: it may be what has to go.
    const detail = { form }
    record(tx, { verb: 'named', subject: 'contributor', subjectId: Number(lastInsertRowid), by, detail })
  })
}

/** How each author of a source is shown: their name, another one, or (null) nobody. */
export function authorReader(db: Db): (sourceId: number, name: string | null) => string | null {
  const rows = db.$client
    .prepare(
      'SELECT source_id AS sourceId, name, form, alias FROM contributor_wishes WHERE undone_at IS NULL ORDER BY id',
    )
    .all() as { sourceId: number; name: string; form: ContributorForm; alias: string }[]
  const shown = new Map<string, string | null>()
  for (const { sourceId, name, form, alias } of rows) {
    shown.set(`${sourceId} ${name}`, form === 'named' ? name : form === 'aliased' ? alias : null)
  }
  if (shown.size === 0) return (_, name) => name
  return (sourceId, name) => {
    const key = `${sourceId} ${name}`
    return name === null || !shown.has(key) ? name : shown.get(key)!
  }
}

/** Contributors whose name holds these words, those who wrote most first; without words those with a wish. */
export function contributors(db: Db, words: string, limit = 50): Contributor[] {
  const latest = `SELECT w.* FROM contributor_wishes w WHERE w.undone_at IS NULL AND w.id = (
      SELECT max(x.id) FROM contributor_wishes x WHERE x.source_id = w.source_id AND x.name = w.name AND x.undone_at IS NULL)`
  const wanted = words.trim() === '' ? 'w.id IS NOT NULL' : "p.author_name LIKE ? ESCAPE '\\'"
  const like = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`
  return db.$client
    .prepare(
      `SELECT t.source_id AS sourceId, s.name AS source, p.author_name AS name, count(*) AS posts,
         sum(p.is_accepted) AS accepted, coalesce(w.form, 'named') AS form, coalesce(w.alias, '') AS alias,
         coalesce(w.reason, '') AS reason
       FROM posts p JOIN threads t ON t.id = p.thread_id JOIN sources s ON s.id = t.source_id
       LEFT JOIN (${latest}) w ON w.source_id = t.source_id AND w.name = p.author_name
       WHERE p.author_name IS NOT NULL AND s.authority <> 'official' AND ${wanted}
       GROUP BY t.source_id, p.author_name ORDER BY count(*) DESC, p.author_name LIMIT ?`,
    )
    .all(...(words.trim() === '' ? [] : [like]), limit) as Contributor[]
}
