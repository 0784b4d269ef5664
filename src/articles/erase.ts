import { type By, now, record } from '../db/events.ts'
import { createGuards, dropGuards } from '../db/guards.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { Invalid, NotFound } from '../lib/errors.ts'
import { sha256 } from '../lib/hash.ts'
import { slugOf } from '../lib/slug.ts'
import { nameContributor } from '../safety/contributors.ts'
import { markForSearch } from '../safety/redaction.ts'
import { contentHash } from './content.ts'
import { contentOf, getVersion } from './find.ts'
import { hideName } from './hide-name.ts'

/** What stands where something was erased. */
export const ERASED = '(erased)'

/** What was overwritten, and what still holds the text because it lies outside the database. */
export type Erased = {
  posts: number
  rawRecords: number
  versions: number
  releases: number[]
  /** Numbers of the articles whose live version lost text: held back from readers until an editor has mended them. */
  articles: number[]
}

/**
 * Erases posts for good: their text, the records they came in, the statements taken from them in every version, and
 * what is kept about the text. The one verb allowed past the guards; what it did, for whom and why stays.
 */
export function erasePosts(db: Db, input: { postIds: number[]; reason: string; by: By }): Erased {
  const reason = input.reason.trim()
  if (reason === '')
    throw new Invalid([{ field: 'reason', code: 'missing', message: 'Say why, and who asked for it.' }])
  return inTransaction(db, (tx) => pastTheGuards(tx, () => erase(tx, { ...input, reason })))
}

/**
 * Erases everything a contributor wrote in a source, and their name; where others wrote it, it is hidden. Holds through
 * later imports too.
 */
export function withdrawContributor(
  db: Db,
  input: { sourceId: number; name: string; reason: string; by: By },
): Erased & { addresses: number[] } {
  return inTransaction(db, (tx) => {
    const postIds = postsOf(tx, input.sourceId, input.name)
    nameContributor(tx, { ...input, form: 'withdrawn' })
    const erased = erasePosts(tx, { postIds, reason: input.reason, by: input.by })
    forgetName(tx, input.name)
    hideName(tx, input)
    return { ...erased, addresses: addressesNaming(tx, input.name) }
  })
}

/** After an import: what withdrawn contributors wrote goes again, if the source still had it. */
export function keepWithdrawn(db: Db, threadIds: number[]): void {
  inTransaction(db, (tx) => {
    const postIds = tx.$client
      .prepare(
        `SELECT p.id FROM posts p JOIN threads t ON t.id = p.thread_id
         JOIN contributor_wishes w ON w.source_id = t.source_id AND w.name = p.author_name
           AND w.form = 'withdrawn' AND w.undone_at IS NULL
         WHERE t.id IN (SELECT value FROM json_each(?)) AND p.body <> '${ERASED}'`,
      )
      .pluck()
      .all(JSON.stringify(threadIds)) as number[]
    if (postIds.length > 0)
      erasePosts(tx, { postIds, reason: 'Withdrawn before; an import brought it again.', by: null })
    for (const { sourceId, name } of withdrawnIn(tx, threadIds))
      hideName(tx, { sourceId, name, threadIds, by: null })
  })
}

/** Versions with a gap where text was erased; a version made later that copies the gap has it too. */
export function versionsWithGaps(db: Db): ReadonlySet<number> {
  const rows = db.$client
    .prepare(
      `SELECT id FROM article_versions WHERE article_id IN (
         SELECT v.article_id FROM erasures e JOIN article_versions v ON v.id = e.subject_id WHERE e.kind = 'version')
       AND instr(title || issue || environment || cause || resolution, ?) > 0`,
    )
    .pluck()
    .all(ERASED)
  return new Set(rows as number[])
}

/** Numbers of articles whose address holds the name: readers have it in links, so people decide. */
function addressesNaming(tx: Db, name: string): number[] {
  return tx.$client
    .prepare(`SELECT number FROM articles WHERE instr('-' || slug || '-', ?) > 0 ORDER BY number`)
    .pluck()
    .all(`-${slugOf(name)}-`) as number[]
}

function withdrawnIn(tx: Db, threadIds: number[]): { sourceId: number; name: string }[] {
  return tx.$client
    .prepare(
      `SELECT DISTINCT source_id AS sourceId, name FROM contributor_wishes
       WHERE form = 'withdrawn' AND undone_at IS NULL AND source_id IN (
         SELECT source_id FROM threads WHERE id IN (SELECT value FROM json_each(?)))`,
    )
    .all(JSON.stringify(threadIds)) as { sourceId: number; name: string }[]
}

type Post = {
  id: number
  threadId: number
  position: number
  body: string
  textHash: string
  author: string | null
}

function erase(tx: Db, input: { postIds: number[]; reason: string; by: By }): Erased {
  const posts = tx.$client
    .prepare(
      `SELECT id, thread_id AS threadId, position, body, text_hash AS textHash, author_name AS author
       FROM posts WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(JSON.stringify(input.postIds)) as Post[]
  if (posts.length === 0) throw new NotFound('There is nothing to erase.')
  const log = logOf(tx, input)
  const versionIds = new Set<number>()
  for (const post of posts) {
    for (const versionId of eraseStatements(tx, post, log)) versionIds.add(versionId)
    erasePost(tx, post, log)
  }
  const threadIds = [...new Set(posts.map((post) => post.threadId))]
  const rawRecords = threadIds.reduce((sum, threadId) => sum + eraseRaw(tx, threadId, log), 0)
  const articleIds = [...versionIds].map((id) => getVersion(tx, id).articleId)
  for (const id of versionIds) rehash(tx, id, log)
  tx.$client
    .prepare(`UPDATE scan_marks SET text_hash = hex(randomblob(8)) WHERE subject = 'statements'`)
    .run()
  const unread = tx.$client.prepare(`UPDATE official_statements SET frame = '' WHERE version_id = ?`)
  for (const id of versionIds) unread.run(id)
  const forget = tx.$client.prepare('DELETE FROM working_copies WHERE article_id = ?')
  for (const id of new Set(articleIds)) forget.run(id)
  markForSearch(tx, { threadIds, articleIds: [...new Set(articleIds)] })
  const releases = tx.$client.prepare('SELECT number FROM releases ORDER BY number').pluck().all() as number[]
  const articles = liveWithGaps(tx, articleIds)
  const result = { posts: posts.length, rawRecords, versions: versionIds.size, releases, articles }
  const detail = { reason: input.reason, ...result }
  record(tx, { verb: 'erased', subject: 'thread', subjectId: threadIds[0]!, by: input.by, detail })
  return result
}

function liveWithGaps(tx: Db, articleIds: number[]): number[] {
  const rows = tx.$client
    .prepare(
      `SELECT number, live_version_id AS versionId FROM articles
       WHERE id IN (SELECT value FROM json_each(?)) AND live_version_id IS NOT NULL ORDER BY number`,
    )
    .all(JSON.stringify(articleIds)) as { number: number; versionId: number }[]
  const withGaps = versionsWithGaps(tx)
  return rows.filter(({ versionId }) => withGaps.has(versionId)).map(({ number }) => number)
}

type Log = (kind: string, subjectId: number, before: string, after: string) => void

function logOf(tx: Db, { reason, by }: { reason: string; by: By }): Log {
  const insert = tx.$client.prepare(
    `INSERT INTO erasures (kind, subject_id, hash_before, hash_after, reason, "by", at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const at = now()
  return (kind, subjectId, before, after) => {
    insert.run(kind, subjectId, before, after, reason, by, at)
  }
}

function erasePost(tx: Db, post: Post, log: Log): void {
  const after = sha256(ERASED)
  const run = (sql: string, ...values: unknown[]) => tx.$client.prepare(sql).run(...values)
  run('UPDATE posts SET body = ?, text_hash = ?, author_name = NULL WHERE id = ?', ERASED, after, post.id)
  log('post', post.id, post.textHash, after)
  if (post.position === 0) {
    run(
      `UPDATE threads SET title = ?, author_name = NULL, environment = '{}' WHERE id = ?`,
      ERASED,
      post.threadId,
    )
    log('thread', post.threadId, post.textHash, after)
  }
  run(`UPDATE threads SET content_hash = ? WHERE id = ?`, sha256(`erased ${post.id}`), post.threadId)
  run('DELETE FROM renderings WHERE text_hash = ?', post.textHash)
  run('DELETE FROM redactions WHERE text_hash = ?', post.textHash)
  run(
    'DELETE FROM finding_overrides WHERE finding_id IN (SELECT id FROM safety_findings WHERE text_hash = ?)',
    post.textHash,
  )
  run('DELETE FROM safety_findings WHERE text_hash = ?', post.textHash)
  run('DELETE FROM scan_marks WHERE post_id = ?', post.id)
  run(
    'UPDATE flags SET claim_quote = ?, outdated_at = coalesce(outdated_at, ?) WHERE claim_post_id = ?',
    ERASED,
    now(),
    post.id,
  )
  if (post.author === null) return
  const people = tx.$client
    .prepare('SELECT participants FROM threads WHERE id = ?')
    .pluck()
    .get(post.threadId)
  const left = (JSON.parse(people as string) as { name: string }[]).filter(({ name }) => name !== post.author)
  run('UPDATE threads SET participants = ? WHERE id = ?', JSON.stringify(left), post.threadId)
}

/** Statements taken from the post, in every version: overwritten where they stand in its text. Says which versions. */
function eraseStatements(tx: Db, post: Post, log: Log): number[] {
  const rows = tx.$client
    .prepare(
      `SELECT DISTINCT s.id, s.version_id AS versionId, s.field, s.text, s.text_hash AS textHash
       FROM version_sources o JOIN version_statements s ON s.id = o.statement_id WHERE o.post_id = ?`,
    )
    .all(post.id) as { id: number; versionId: number; field: string; text: string; textHash: string }[]
  for (const row of rows) {
    tx.$client
      .prepare(
        `UPDATE article_versions SET "${row.field}" = replace("${row.field}", ?, ?), title = replace(title, ?, ?) WHERE id = ?`,
      )
      .run(row.text, ERASED, row.text, ERASED, row.versionId)
    tx.$client
      .prepare('UPDATE version_statements SET text = ?, text_hash = ? WHERE id = ?')
      .run(ERASED, sha256(ERASED), row.id)
    tx.$client.prepare('DELETE FROM renderings WHERE text_hash = ?').run(row.textHash)
    log('statement', row.id, row.textHash, sha256(ERASED))
  }
  return [...new Set(rows.map((row) => row.versionId))]
}

/** Every record of the thread as it was received, and what failed of it; the hash that keeps imports idempotent stays. */
function eraseRaw(tx: Db, threadId: number, log: Log): number {
  const of = tx.$client
    .prepare('SELECT source_id AS sourceId, external_id AS externalId FROM threads WHERE id = ?')
    .get(threadId) as { sourceId: number; externalId: string }
  const rows = tx.$client
    .prepare(
      `SELECT id, payload_hash AS hash FROM raw_records WHERE source_id = ? AND kind = 'thread' AND external_id = ?`,
    )
    .all(of.sourceId, of.externalId) as { id: number; hash: string }[]
  const payload = JSON.stringify({ erased: true })
  for (const { id, hash } of rows) {
    tx.$client
      .prepare('UPDATE raw_records SET payload = ?, payload_hash = ?, sealed = NULL WHERE id = ?')
      .run(payload, sha256(payload), id)
    log('raw-record', id, hash, sha256(payload))
  }
  tx.$client
    .prepare(`UPDATE import_failures SET raw = '' WHERE source_id = ? AND external_id = ?`)
    .run(of.sourceId, of.externalId)
  return rows.length
}

function rehash(tx: Db, versionId: number, log: Log): void {
  const version = getVersion(tx, versionId)
  const after = contentHash(contentOf(version))
  tx.$client.prepare('UPDATE article_versions SET hash = ? WHERE id = ?').run(after, versionId)
  log('version', versionId, version.hash, after)
}

function postsOf(tx: Db, sourceId: number, name: string): number[] {
  return tx.$client
    .prepare(
      'SELECT p.id FROM posts p JOIN threads t ON t.id = p.thread_id WHERE t.source_id = ? AND p.author_name = ?',
    )
    .pluck()
    .all(sourceId, name) as number[]
}

/** The name in what happened: searches somebody made, and details of events. */
function forgetName(tx: Db, name: string): void {
  if (name.length < 4) return
  tx.$client.prepare('DELETE FROM searches WHERE instr(words, ?) > 0').run(name)
  pastTheGuards(tx, () =>
    tx.$client
      .prepare('UPDATE events SET detail = replace(detail, ?, ?) WHERE instr(detail, ?) > 0')
      .run(JSON.stringify(name).slice(1, -1), ERASED, JSON.stringify(name).slice(1, -1)),
  )
}

/** The guards are put back before the transaction ends, whatever happens: they are part of it. */
function pastTheGuards<T>(tx: Db, work: () => T): T {
  dropGuards(tx.$client)
  const result = work()
  createGuards(tx.$client)
  return result
}
