import type Database from 'better-sqlite3'

/**
 * Rules the database itself keeps, whoever writes. They are code, not migrations: a table rebuild silently drops
 * its triggers, so all are dropped before and created after every migration.
 */
const GUARDS: Record<string, string> = {
  versions_never_change: immutable('article_versions', 'An article version never changes; save a new one.'),
  versions_never_go: undeletable('article_versions', 'An article version is never deleted.'),
  statements_never_change: immutable('version_statements', 'The statements of a version never change.'),
  statements_never_go: undeletable('version_statements', 'The statements of a version are never deleted.'),
  provenance_never_changes: immutable('version_sources', 'Where a statement came from never changes.'),
  provenance_never_goes: undeletable('version_sources', 'Where a statement came from is never deleted.'),
  raw_never_changes: immutable('raw_records', 'A raw record never changes; a new one is received.'),
  events_never_change: immutable('events', 'An event never changes.'),
  events_never_go: undeletable('events', 'An event is never deleted.'),
  pointers_stay_home: `
    BEFORE UPDATE OF draft_version_id, live_version_id ON articles
    WHEN (NEW.draft_version_id IS NOT NULL AND
          NEW.id <> (SELECT article_id FROM article_versions WHERE id = NEW.draft_version_id))
      OR (NEW.live_version_id IS NOT NULL AND
          NEW.id <> (SELECT article_id FROM article_versions WHERE id = NEW.live_version_id))
    BEGIN SELECT raise(ABORT, 'A pointer must name a version of the same article.'); END`,
  live_needs_validation: `
    BEFORE UPDATE OF live_version_id ON articles
    WHEN NEW.live_version_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM validations WHERE version_id = NEW.live_version_id)
    BEGIN SELECT raise(ABORT, 'Only a validated version can go live.'); END`,
}

/** What changed since the search index was last brought up to date; `search` empties it. */
const DIRTY: Record<string, string> = {
  dirty_thread_new: dirty('AFTER INSERT ON threads', 'thread', 'NEW.id'),
  dirty_thread: dirty('AFTER UPDATE ON threads', 'thread', 'NEW.id'),
  dirty_post_new: dirty('AFTER INSERT ON posts', 'thread', 'NEW.thread_id'),
  dirty_post: dirty('AFTER UPDATE ON posts', 'thread', 'NEW.thread_id'),
  dirty_document_new: dirty('AFTER INSERT ON documents', 'document', 'NEW.id'),
  dirty_document: dirty('AFTER UPDATE ON documents', 'document', 'NEW.id'),
  dirty_article_new: dirty('AFTER INSERT ON articles', 'article', 'NEW.id'),
  dirty_article: dirty('AFTER UPDATE ON articles', 'article', 'NEW.id'),
  dirty_thread_gone: dirty('AFTER DELETE ON threads', 'thread', 'OLD.id'),
  dirty_post_gone: dirty('AFTER DELETE ON posts', 'thread', 'OLD.thread_id'),
  dirty_document_gone: dirty('AFTER DELETE ON documents', 'document', 'OLD.id'),
  dirty_redaction: dirty('AFTER INSERT ON redactions', 'redaction', 'NEW.id'),
}

/** Keeps no copy of the texts: a row is thread, document or article by the last two bits of its number. */
const SEARCH_INDEX = `CREATE VIRTUAL TABLE search_index USING fts5(
      title, question, body, words, content = '', contentless_delete = 1,
      tokenize = "porter unicode61 remove_diacritics 2 tokenchars '+#'")`

const SEARCH_DIRTY = `CREATE TABLE IF NOT EXISTS search_dirty (
      kind TEXT NOT NULL, ref INTEGER NOT NULL, PRIMARY KEY (kind, ref)) WITHOUT ROWID`

const EVERYTHING_DIRTY = `
  INSERT OR IGNORE INTO search_dirty (kind, ref) SELECT 'thread', id FROM threads;
  INSERT OR IGNORE INTO search_dirty (kind, ref) SELECT 'document', id FROM documents;
  INSERT OR IGNORE INTO search_dirty (kind, ref) SELECT 'article', id FROM articles;`

const PREFIX = 'guard_'

/** Takes all guards away, so that a migration may rebuild tables. */
export function dropGuards(client: Database.Database): void {
  const names = client
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '${PREFIX}%'`)
    .pluck()
    .all() as string[]
  for (const name of names) client.exec(`DROP TRIGGER "${name}"`)
}

/** Puts all guards in place, and the full-text index they feed; an index of another shape is made anew. */
export function createGuards(client: Database.Database): void {
  client.exec(SEARCH_DIRTY)
  const kept = client.prepare(`SELECT sql FROM sqlite_master WHERE name = 'search_index'`).pluck().get()
  if (kept !== SEARCH_INDEX) {
    client.exec(`DROP TABLE IF EXISTS search_words; DROP TABLE IF EXISTS search_index;`)
    client.exec(SEARCH_INDEX)
    client.exec(`CREATE VIRTUAL TABLE search_words USING fts5vocab('search_index', 'row')`)
    client.exec(EVERYTHING_DIRTY)
  }
  for (const [name, body] of Object.entries({ ...GUARDS, ...DIRTY })) {
    client.exec(`CREATE TRIGGER "${PREFIX}${name}" ${body}`)
  }
}

function immutable(table: string, message: string): string {
  return `BEFORE UPDATE ON ${table} BEGIN SELECT raise(ABORT, '${message}'); END`
}

function undeletable(table: string, message: string): string {
  return `BEFORE DELETE ON ${table} BEGIN SELECT raise(ABORT, '${message}'); END`
}

function dirty(when: string, kind: string, ref: string): string {
  return `${when} BEGIN INSERT OR IGNORE INTO search_dirty (kind, ref) VALUES ('${kind}', ${ref}); END`
}
