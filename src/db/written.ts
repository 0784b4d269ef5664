import type { Database } from 'better-sqlite3'
import type { Db } from './open.ts'

/** Ids of the articles of which something was written; undefined when so much else was that all has to be read again. */
export type Written = ReadonlySet<number> | undefined

/** Tells what was written since it was last asked; the first answer is everything. */
export type Watch = { take(): Written }

type Note = { articleIds: Set<number>; isEverything: boolean; dataVersion: unknown }

const VERSION = '(SELECT article_id FROM article_versions WHERE id = row.version_id)'
/** Tables whose rows belong to one article, and how a row names it. */
const BY_ARTICLE: Record<string, string> = {
  articles: 'row.id',
  article_versions: 'row.article_id',
  publications: 'row.article_id',
  archivals: 'row.article_id',
  article_links: 'row.article_id',
  feedback: 'row.article_id',
  issue_states: 'row.article_id',
  validations: VERSION,
  version_statements: VERSION,
  version_sources: `(SELECT v.article_id FROM version_statements s JOIN article_versions v ON v.id = s.version_id
    WHERE s.id = row.statement_id)`,
}

/** Tables of which only some columns are seen. */
const COLUMNS: Record<string, string> = { candidates: 'OF thread_id, safety_class' }

/** Tables of which the public site shows nothing; whatever is not named here or above counts as everything. */
export const UNSEEN: readonly string[] = (
  'events sessions login_failures mail_wishes mails mail_items uploads connections sync_wishes hook_deliveries ' +
  'import_runs import_changes import_failures raw_records working_copies reviews schedules comments bulk_acts ' +
  'saved_views releases searches renderings scan_marks scans official_statements official_concepts opinions ' +
  'clusters cluster_decisions candidate_tags candidate_decisions media_uses splits product_versions catalogue_merges'
).split(' ')

const watched = new WeakMap<Database, Set<WeakRef<Note>>>()

/**
 * Watches what is written: temporary triggers, which are this connection's alone, tell what it writes itself; that
 * another one wrote is seen by the file's version. Triggers also tell what is taken back later: then more is read than
 * needed, never less.
 */
export function watchWrites(db: Db): Watch {
  const client = db.$client
  const notes = watched.get(client) ?? armed(client)
  const note: Note = { articleIds: new Set(), isEverything: true, dataVersion: undefined }
  notes.add(new WeakRef(note))
  return {
    take() {
      const dataVersion = client.pragma('data_version', { simple: true })
      const isEverything = note.isEverything || note.dataVersion !== dataVersion
      const written = isEverything ? undefined : note.articleIds
      Object.assign(note, { articleIds: new Set(), isEverything: false, dataVersion })
      return written
    },
  }
}

/** The name under which the triggers call us. */
const WRITTEN = 'winnow_written'

function armed(client: Database): Set<WeakRef<Note>> {
  const notes = new Set<WeakRef<Note>>()
  watched.set(client, notes)
  client.function(WRITTEN, (articleId: unknown) => {
    for (const reference of notes) {
      const note = reference.deref()
      if (note === undefined) notes.delete(reference)
      else if (typeof articleId === 'number') note.articleIds.add(articleId)
      else note.isEverything = true
    }
    return null
  })
  const tables = client
    .prepare(
      `SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all() as string[]
  for (const table of tables) {
    if (UNSEEN.includes(table)) continue
    for (const [verb, rows] of [
      ['INSERT', ['NEW']],
      ['UPDATE', ['OLD', 'NEW']],
      ['DELETE', ['OLD']],
    ] as const) {
      const calls = rows.map((row) => {
        const article = BY_ARTICLE[table]?.replace(/\brow\./g, `${row}.`)
        return `SELECT ${WRITTEN}(${article === undefined ? "'all'" : `coalesce(${article}, 'all')`});`
      })
      const columns = verb === 'UPDATE' ? (COLUMNS[table] ?? '') : ''
      client.exec(
        `CREATE TEMP TRIGGER "${WRITTEN}_${table}_${verb}" AFTER ${verb} ${columns} ON main."${table}" BEGIN ${calls.join(' ')} END`,
      )
    }
  }
  return notes
}
