import type Database from 'better-sqlite3'
import type { Value } from './rows.ts'

const THREAD_COLUMNS = {
  sourceId: 'source_id',
  externalId: 'external_id',
  rawRecordId: 'raw_record_id',
  productId: 'product_id',
  language: 'language',
  title: 'title',
  url: 'url',
  authorName: 'author_name',
  licence: 'licence',
  views: 'views',
  score: 'score',
  replies: 'replies',
  tags: 'tags',
  environment: 'environment',
  links: 'links',
  participants: 'participants',
  resolution: 'resolution',
  resolvedBy: 'resolved_by',
  resolutionReason: 'resolution_reason',
  resolvedAt: 'resolved_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  contentHash: 'content_hash',
}

const POST_COLUMNS = {
  externalId: 'external_id',
  position: 'position',
  role: 'role',
  authorName: 'author_name',
  body: 'body',
  textHash: 'text_hash',
  nature: 'nature',
  isAccepted: 'is_accepted',
  score: 'score',
  url: 'url',
  licence: 'licence',
  language: 'language',
  createdAt: 'created_at',
  editedAt: 'edited_at',
}

const DOCUMENT_COLUMNS = {
  sourceId: 'source_id',
  externalId: 'external_id',
  rawRecordId: 'raw_record_id',
  productId: 'product_id',
  language: 'language',
  title: 'title',
  section: 'section',
  body: 'body',
  textHash: 'text_hash',
  appliesTo: 'applies_to',
  url: 'url',
  licence: 'licence',
  visibility: 'visibility',
  updatedAt: 'updated_at',
  contentHash: 'content_hash',
}

/** The statements of an import, prepared once per run; columns are named once here. */
export function prepareStatements(client: Database.Database) {
  const current = (table: string) =>
    client.prepare(
      `SELECT t.id, t.raw_record_id AS rawRecordId, r.hash, t.content_hash AS contentHash, t.removed_at AS removedAt
       FROM ${table} t JOIN raw_records r ON r.id = t.raw_record_id WHERE t.source_id = ? AND t.external_id = ?`,
    )
  /** Gives the new row's id; `after` are the values of columns that no row carries itself. */
  const add = (table: string, columns: Record<string, string>, ...extra: string[]) => {
    const keys = Object.keys(columns)
    const names = [...Object.values(columns), ...extra]
    const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
    const statement = client.prepare(sql)
    return (row: Record<string, Value>, ...after: Value[]): number =>
      Number(statement.run([...keys.map((key) => row[key]), ...after]).lastInsertRowid)
  }
  const set = (table: string, columns: Record<string, string>) => {
    const keys = Object.keys(columns)
    const assigned = Object.values(columns).map((column) => `${column} = ?`)
    const statement = client.prepare(
      `UPDATE ${table} SET ${assigned.join(', ')}, removed_at = NULL WHERE id = ?`,
    )
    return (row: Record<string, Value>, id: number): void => {
      statement.run([...keys.map((key) => row[key]), id])
    }
  }
  const postColumns = Object.entries(POST_COLUMNS).map(([key, column]) => `${column} AS ${key}`)
  return {
    currentThread: current('threads'),
    currentDocument: current('documents'),
    findRaw: client
      .prepare('SELECT id FROM raw_records WHERE source_id = ? AND kind = ? AND external_id = ? AND hash = ?')
      .pluck(),
    addRaw: client.prepare(
      `INSERT INTO raw_records (source_id, kind, external_id, hash, format, payload, payload_hash, sealed, run_id,
       received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (source_id, kind, external_id, hash) DO NOTHING`,
    ),
    addChange: client.prepare(
      `INSERT INTO import_changes (run_id, kind, subject_id, raw_record_id, previous_raw_record_id,
       previous_removed_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    addThread: add('threads', THREAD_COLUMNS),
    setThread: set('threads', THREAD_COLUMNS),
    addPost: add('posts', POST_COLUMNS, 'thread_id'),
    setPost: set('posts', POST_COLUMNS),
    postsOf: client.prepare(
      `SELECT id, removed_at AS removedAt, ${postColumns.join(', ')} FROM posts WHERE thread_id = ?`,
    ),
    removePost: client.prepare('UPDATE posts SET removed_at = ? WHERE id = ?'),
    emptyPost: client.prepare(`UPDATE posts SET body = '', text_hash = ?, author_name = NULL WHERE id = ?`),
    forgetRendering: client.prepare(
      'DELETE FROM renderings WHERE text_hash = @hash AND NOT EXISTS (SELECT 1 FROM posts WHERE text_hash = @hash)',
    ),
    addDocument: add('documents', DOCUMENT_COLUMNS),
    setDocument: set('documents', DOCUMENT_COLUMNS),
    pointThread: client.prepare('UPDATE threads SET raw_record_id = ? WHERE id = ?'),
    pointDocument: client.prepare('UPDATE documents SET raw_record_id = ? WHERE id = ?'),
    removeThread: client.prepare('UPDATE threads SET removed_at = ? WHERE id = ?'),
    removeDocument: client.prepare('UPDATE documents SET removed_at = ? WHERE id = ?'),
  }
}
