import type Database from 'better-sqlite3'
import { type Db, inTransaction } from '../db/open.ts'
import { sha256 } from '../lib/hash.ts'
import type { DocumentKind } from './documents.ts'
import { wordsIn } from './page/words.ts'
import { visibleReader } from './visible-reader.ts'

/** The order gives each kind its code, the last two bits of a row's number in the index. */
const KINDS: readonly DocumentKind[] = ['thread', 'document', 'article']

/** Bodies beyond this are not searched, so that a pasted log neither swells the index nor drowns a question. */
const LONGEST = 60_000

/** The row of a thing in the full-text index. */
export function rowOf(kind: DocumentKind, id: number): number {
  return id * 4 + KINDS.indexOf(kind)
}

/** The thing a row of the full-text index stands for. */
export function thingOf(row: number): { kind: DocumentKind; id: number } {
  return { kind: KINDS[row & 3]!, id: Math.floor(row / 4) }
}

/** The word every thing of a product is filed under. */
export function productWord(productId: number): string {
  return `productnumber${productId}`
}

/**
 * Brings the full-text index up to date with everything that changed since the last time, in visible (redacted)
 * text. Removed threads, removed posts and restricted documents are never in it. Returns how many were looked at.
 */
export function refreshIndex(db: Db): number {
  if (waitingIn(db, 1).length === 0) return 0
  let looked = 0
  for (;;) {
    const filed = inTransaction(db, filePortion)
    looked += filed
    if (filed < PORTION) return looked
  }
}

/** So many things are filed in one transaction: an import of a million neither fills the memory nor shuts others out. */
const PORTION = 1_000

type Waiting = { kind: DocumentKind; ref: number }

function waitingIn(db: Db, most: number): Waiting[] {
  return db.$client
    .prepare('SELECT kind, ref FROM search_dirty ORDER BY kind, ref LIMIT ?')
    .all(most) as Waiting[]
}

function filePortion(tx: Db): number {
  followRedactions(tx)
  const waiting = waitingIn(tx, PORTION)
  const drop = tx.$client.prepare('DELETE FROM search_index WHERE rowid = ?')
  const file = tx.$client.prepare(
    'INSERT INTO search_index (rowid, title, question, body, words) VALUES (?, ?, ?, ?, ?)',
  )
  const done = tx.$client.prepare('DELETE FROM search_dirty WHERE kind = ? AND ref = ?')
  const texts = textReaders(tx)
  for (const { kind, ref } of waiting) {
    done.run(kind, ref)
    const row = rowOf(kind, ref)
    drop.run(row)
    const found = texts[kind](ref)
    if (found === undefined) continue
    file.run(row, ...[found.title, found.question, found.body, found.words].map(searchable))
  }
  return waiting.length
}

/** Makes the whole index anew, leaving nothing of what was erased. */
export function rebuildIndex(db: Db): number {
  return inTransaction(db, (tx) => {
    tx.$client.exec(`
      INSERT INTO search_index (search_index) VALUES ('delete-all');
      INSERT OR IGNORE INTO search_dirty (kind, ref) SELECT 'thread', id FROM threads;
      INSERT OR IGNORE INTO search_dirty (kind, ref) SELECT 'document', id FROM documents;
      INSERT OR IGNORE INTO search_dirty (kind, ref) SELECT 'article', id FROM articles;`)
    return refreshIndex(tx)
  })
}

/** What the index and the result list know of a thing. */
export type Text = { title: string; question: string; body: string; words: string }

type Reader = (id: number) => Text | undefined
type Visible = ReturnType<typeof visibleReader>

/** Readers of the searchable text of each kind, prepared once for many; undefined for what must not be found. */
export function textReaders(db: Db): Record<DocumentKind, Reader> {
  const visible = visibleReader(db)
  return {
    thread: threadReader(db, visible),
    document: documentReader(db, visible),
    article: articleReader(db, visible),
  }
}

function threadReader(db: Db, visible: Visible): Reader {
  const thread = db.$client.prepare(
    `SELECT t.title, t.external_id AS externalId, t.tags, t.product_id AS productId, p.name AS product
     FROM threads t LEFT JOIN products p ON p.id = t.product_id WHERE t.id = ? AND t.removed_at IS NULL`,
  )
  const posts = db.$client.prepare(
    'SELECT position, body, text_hash AS textHash FROM posts WHERE thread_id = ? AND removed_at IS NULL ORDER BY position, id',
  )
  return (id) => {
    const row = thread.get(id) as (Filed & { tags: string }) | undefined
    if (row === undefined) return undefined
    const bodies = posts.all(id) as { position: number; body: string; textHash: string }[]
    const read = (isQuestion: boolean) =>
      bodies
        .filter((post) => (post.position === 0) === isQuestion)
        .map((post) => visible(post.body, post.textHash))
        .join('\n\n')
    const tags = (JSON.parse(row.tags) as string[]).join(' ')
    return {
      title: visible(row.title),
      question: read(true),
      body: read(false),
      words: filed(row, tags),
    }
  }
}

function documentReader(db: Db, visible: Visible): Reader {
  const document = db.$client.prepare(
    `SELECT d.title, d.section, d.body, d.text_hash AS textHash, d.external_id AS externalId, d.product_id AS productId,
       p.name AS product
     FROM documents d LEFT JOIN products p ON p.id = d.product_id
     WHERE d.id = ? AND d.removed_at IS NULL AND d.visibility = 'public'`,
  )
  return (id) => {
    const row = document.get(id) as
      | (Filed & { section: string | null; body: string; textHash: string })
      | undefined
    if (row === undefined) return undefined
    const body = visible(row.body, row.textHash)
    return { title: visible(row.title), question: '', body, words: filed(row, row.section ?? '') }
  }
}

function articleReader(db: Db, visible: Visible): Reader {
  const article = db.$client.prepare(
    `SELECT v.title, v.issue, v.environment, v.cause, v.resolution, v.notes, a.product_id AS productId,
       a.number AS externalId, p.name AS product
     FROM articles a JOIN article_versions v ON v.id = coalesce(a.draft_version_id, a.live_version_id)
     LEFT JOIN products p ON p.id = a.product_id WHERE a.id = ?`,
  )
  return (id) => {
    const row = article.get(id) as
      | (Filed & Record<'issue' | 'environment' | 'cause' | 'resolution' | 'notes', string>)
      | undefined
    if (row === undefined) return undefined
    const body = [row.cause, row.resolution, row.environment, row.notes].filter((text) => text !== '')
    return {
      title: visible(row.title),
      question: visible(row.issue),
      body: body.map((text) => visible(text)).join('\n\n'),
      words: filed(row, ''),
    }
  }
}

type Filed = { title: string; externalId: string | number; productId: number | null; product: string | null }

function filed(row: Filed, more: string): string {
  const product = row.productId === null ? '' : `${productWord(row.productId)} ${row.product ?? ''}`
  return `${row.externalId} ${product} ${more}`
}

const ASCII = /^[\x00-\x7f]*$/

/**
 * The text as the search asks for it: letters folded, scripts without spaces by pairs of letters, an apostrophe inside
 * a word left out ("don't" is one word), its ending 's dropped.
 */
function searchable(text: string): string {
  const cut = text.length > LONGEST ? text.slice(0, LONGEST) : text
  if (ASCII.test(cut)) return cut.replace(/'s\b/g, '').replace(/(?<=[a-z])'(?=[a-z])/gi, '')
  return wordsIn(cut)
    .map((word) => word.folded)
    .join(' ')
}

/** A redaction reaches every text of its hash: posts and documents by their hash, all other texts by looking. */
function followRedactions(tx: Db): void {
  const redacted = tx.$client
    .prepare(
      `SELECT text_hash FROM redactions WHERE id IN (SELECT ref FROM search_dirty WHERE kind = 'redaction')`,
    )
    .pluck()
    .all() as string[]
  const hashes = new Set(redacted)
  tx.$client.exec(`DELETE FROM search_dirty WHERE kind = 'redaction'`)
  const mark = tx.$client.prepare('INSERT OR IGNORE INTO search_dirty (kind, ref) VALUES (?, ?)')
  for (const hash of hashes) {
    for (const id of idsBy(tx.$client, 'SELECT DISTINCT thread_id FROM posts WHERE text_hash = ?', hash))
      mark.run('thread', id)
    for (const id of idsBy(tx.$client, 'SELECT id FROM documents WHERE text_hash = ?', hash))
      mark.run('document', id)
  }
  // An article may hold the very text of a post, so that finding one place never means that it is the only one.
  if (hashes.size > 0) markTitlesAndVersions(tx, hashes, (kind, id) => mark.run(kind, id))
}

function idsBy(client: Database.Database, sql: string, hash: string): number[] {
  return client.prepare(sql).pluck().all(hash) as number[]
}

function markTitlesAndVersions(
  tx: Db,
  hashes: Set<string>,
  mark: (kind: DocumentKind, id: number) => void,
): void {
  for (const [kind, table] of [
    ['thread', 'threads'],
    ['document', 'documents'],
  ] as const) {
    const titles = tx.$client.prepare(`SELECT id, title FROM ${table}`).all() as {
      id: number
      title: string
    }[]
    for (const { id, title } of titles) if (hashes.has(sha256(title))) mark(kind, id)
  }
  const versions = tx.$client
    .prepare(
      `SELECT a.id, v.title, v.issue, v.environment, v.cause, v.resolution, v.notes FROM articles a
       JOIN article_versions v ON v.id = coalesce(a.draft_version_id, a.live_version_id)`,
    )
    .all() as ({ id: number } & Record<string, string>)[]
  for (const { id, ...texts } of versions) {
    if (Object.values(texts).some((text) => hashes.has(sha256(text)))) mark('article', id)
  }
}
