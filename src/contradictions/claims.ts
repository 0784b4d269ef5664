/**
 * Which texts are compared and which wait for it. What waits is a row, so that long work goes on where it was cut off,
 * and a change of an official text makes only those wait that it could touch.
 */
import { type Db, inTransaction } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import { sha256 } from '../lib/hash.ts'
import type { TextWords } from './about.ts'
import type { ComparedText } from './texts.ts'
import { touchedBy } from './touched.ts'
import type { Spoken } from './vectors.ts'

/** Texts that make claims under one name: a post, a document, or a field of an article in its live and its draft version. */
export type Claims = Claimant & { texts: ComparedText[] }
/** Whose claims they are: one of the three. */
export type Claimant = {
  name: string
  postId: number | null
  documentId: number | null
  articleId: number | null
}

/** Gathers neighbouring texts of one name. */
export function* claimsOf(texts: Iterable<ComparedText>): Generator<Claims> {
  const open = new Map<string, Claims>()
  let owner: number | null = null
  for (const text of texts) {
    const { name, postId, documentId, articleId } = text
    if (articleId === null) {
      yield { name, postId, documentId, articleId, texts: [text] }
      continue
    }
    if (articleId !== owner) yield* flush(open)
    owner = articleId
    const known = open.get(name)
    if (known === undefined) open.set(name, { name, postId, documentId, articleId, texts: [text] })
    else known.texts.push(text)
  }
  yield* flush(open)
}

function* flush(open: Map<string, Claims>): Generator<Claims> {
  const all = [...open.values()]
  open.clear()
  yield* all
}

/** Lets every claim wait that is new, changed, or was compared by another judge; `see` hears each subject, and whether it changed. */
export function letWait(
  db: Db,
  claims: Iterable<Claims>,
  judge: string,
  see: (subject: string, isChanged: boolean) => void = () => {},
): void {
  const known = db.$client.prepare('SELECT text_hash AS hash, judge FROM scan_marks WHERE subject = ?')
  let waiting: [string, string, number | null, number | null, number | null][] = []
  const write = () => {
    const rows = waiting
    if (rows.length === 0) return
    waiting = []
    inTransaction(db, (tx) => {
      const mark = tx.$client.prepare(
        `INSERT INTO scan_marks (subject, text_hash, judge, post_id, document_id, article_id) VALUES (?, ?, '', ?, ?, ?)
         ON CONFLICT (subject) DO UPDATE SET text_hash = excluded.text_hash, judge = '', post_id = excluded.post_id,
           document_id = excluded.document_id, article_id = excluded.article_id`,
      )
      for (const row of rows) mark.run(...row)
    })
  }
  for (const one of claims) {
    const subject = claimSubject(one)
    const hash = hashOf(one)
    const row = known.get(subject) as { hash: string; judge: string } | undefined
    const isChanged = row === undefined || row.hash !== hash
    see(subject, isChanged)
    if (isChanged || row.judge !== judge)
      waiting.push([subject, hash, one.postId, one.documentId, one.articleId])
    if (waiting.length >= PORTION) write()
  }
  write()
}

const PORTION = 5_000

/** What names a text that makes claims in the marks. */
export function claimSubject(claims: Pick<Claims, 'name'>): string {
  return `claim:${claims.name}`
}

/** Notes that claims were compared with everything that stands. */
export function markCompared(tx: Db, claims: Claims, judge: string, packed: Buffer): void {
  prepared(tx, insertMark).run(
    claimSubject(claims),
    hashOf(claims),
    judge,
    claims.postId,
    claims.documentId,
    claims.articleId,
    packed,
  )
}

const insertMark = (db: Db) =>
  db.$client.prepare(
    `INSERT OR REPLACE INTO scan_marks (subject, text_hash, judge, post_id, document_id, article_id, claims)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )

function hashOf(claims: Claims): string {
  const [first, ...more] = claims.texts
  return more.length === 0 ? first!.hash : sha256(claims.texts.map((text) => text.hash).join('\n'))
}

/** Some of those that wait, all of one kind, posts first: what an article took from a post is settled with the post. */
export function waitingNow(db: Db, most: number): Waiting {
  const some = (column: string, others: string) =>
    db.$client
      .prepare(
        `SELECT DISTINCT ${column} FROM scan_marks WHERE judge = '' AND ${column} IS NOT NULL ${others}
         ORDER BY ${column} LIMIT ?`,
      )
      .pluck()
      .all(most) as number[]
  const waiting: Waiting = { postIds: some('post_id', ''), documentIds: [], articleIds: [] }
  if (waiting.postIds.length > 0) return waiting
  waiting.documentIds = some('document_id', 'AND post_id IS NULL')
  if (waiting.documentIds.length > 0) return waiting
  return { ...waiting, articleIds: some('article_id', 'AND post_id IS NULL AND document_id IS NULL') }
}

type Waiting = { postIds: number[]; documentIds: number[]; articleIds: number[] }

/** Whether some claims wait to be compared. */
export function isWaiting(db: Db, claims: Pick<Claims, 'name'>): boolean {
  return prepared(db, selectWaiting).get(claimSubject(claims)) !== undefined
}

const selectWaiting = (db: Db) =>
  db.$client.prepare(`SELECT 1 FROM scan_marks WHERE subject = ? AND judge = ''`).pluck()

/** How many wait to be compared. */
export function waitingCount(db: Db): number {
  return db.$client.prepare(`SELECT count(*) FROM scan_marks WHERE judge = ''`).pluck().get() as number
}

/** Lets all claims wait. */
export function wakeAll(tx: Db): void {
  tx.$client
    .prepare(
      `UPDATE scan_marks SET judge = '' WHERE judge <> '' AND coalesce(post_id, document_id, article_id) IS NOT NULL`,
    )
    .run()
}

/**
 * Lets those claims wait that could be set against one of these statements, are about one of these texts, or hold one of
 * these words. Gives the subjects for which only the statements are news: their words weigh what they weighed.
 */
export function wakeClaims(
  tx: Db,
  { statements, texts, words }: { statements: Spoken[]; texts: TextWords[]; words: ReadonlySet<number> },
  rarity: (concept: number) => number,
): Set<string> {
  const known = new Map<number, number>()
  const remembered = (concept: number) => {
    const value = known.get(concept) ?? rarity(concept)
    known.set(concept, value)
    return value
  }
  const touch = touchedBy(statements, texts, words, remembered)
  const rows = tx.$client
    .prepare(`SELECT rowid, claims FROM scan_marks WHERE judge <> '' AND claims IS NOT NULL`)
    .raw()
    .iterate() as Iterable<[number, Buffer]>
  const touched: { id: number; isOnly: boolean }[] = []
  for (const [id, claims] of rows) {
    const by = touch(claims)
    if (by !== null) touched.push({ id, isOnly: by === 'by statements' })
  }
  const wake = tx.$client
    .prepare(`UPDATE scan_marks SET judge = '' WHERE rowid = ? RETURNING subject`)
    .pluck()
  const byStatements = new Set<string>()
  for (const { id, isOnly } of touched) {
    const subject = wake.get(id) as string
    if (isOnly) byStatements.add(subject)
  }
  return byStatements
}

/** Lets those claims wait that were found to disagree with an official text: their flags point into it. */
export function wakeByFlags(tx: Db, official: { documentId: number | null; articleId: number | null }): void {
  const { documentId, articleId } = official
  if (documentId !== null) for (const one of wakeByDocument) prepared(tx, one).run(documentId)
  if (articleId !== null) for (const one of wakeByArticle) prepared(tx, one).run(articleId)
}

/** Lets the articles wait that took something from a post: whether the post is flagged counts for them. */
export function wakeArticlesFrom(tx: Db, postId: number): void {
  prepared(tx, wakeArticlesOfPost).run(postId)
}

const wake = (db: Db, where: string) => db.$client.prepare(`UPDATE scan_marks SET judge = '' WHERE ${where}`)
const claimVersions = (evidence: string) =>
  `article_id IN (SELECT v.article_id FROM flags f JOIN article_versions v ON v.id = f.claim_version_id WHERE ${evidence})`
const claimPosts = (evidence: string) => `post_id IN (SELECT f.claim_post_id FROM flags f WHERE ${evidence})`
const claimDocuments = (evidence: string) =>
  `document_id IN (SELECT f.claim_document_id FROM flags f WHERE ${evidence})`
const OF_DOCUMENT = 'f.evidence_document_id = ?'
const OF_ARTICLE = 'f.evidence_version_id IN (SELECT id FROM article_versions WHERE article_id = ?)'
const claimants = [claimPosts, claimDocuments, claimVersions]
const wakeByDocument = claimants.map((claimant) => (db: Db) => wake(db, claimant(OF_DOCUMENT)))
const wakeByArticle = claimants.map((claimant) => (db: Db) => wake(db, claimant(OF_ARTICLE)))
const wakeArticlesOfPost = (db: Db) =>
  wake(
    db,
    `article_id IN (SELECT v.article_id FROM version_sources o JOIN version_statements s ON s.id = o.statement_id
       JOIN article_versions v ON v.id = s.version_id WHERE o.post_id = ?)`,
  )
