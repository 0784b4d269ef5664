import type { Db } from '../db/open.ts'
import type { AppliesTo, Field } from '../db/words.ts'
import { sha256, stableJson } from '../lib/hash.ts'
import type { TextContext } from './documents.ts'

/** A text that may be compared: who owns it, what surrounds it, and what names it lastingly. */
export type ComparedText = {
  /** Names the text across edits and re-imports: `post:<source>:<thread>:<post>`, `document:…`, `article:<number>:<field>`. */
  name: string
  postId: number | null
  documentId: number | null
  versionId: number | null
  articleId: number | null
  /** Stands for the company: an official document, a live version, or an adopted document that is not live yet. */
  isVouchedFor: boolean
  field: Field | null
  productId: number | null
  text: string
  context: TextContext
  /** Changes when a comparison could come out differently, or the text belongs to another version. */
  hash: string
}

/** The texts looked at; without a part, all of its kind. */
export type Wanted = {
  documentIds?: number[]
  articleIds?: number[]
  threadIds?: number[]
  postIds?: number[]
}

/** What the company vouches for: its documents, and our articles as they are live. */
export function* officialTexts(db: Db, wanted: Wanted = {}): Generator<ComparedText> {
  yield* documentTexts(db, wanted)
  for (const text of articleTexts(db, wanted)) if (text.isVouchedFor) yield text
}

/** Every official document that is not an article of ours yet. */
export function* documentTexts(db: Db, wanted: Wanted = {}): Generator<ComparedText> {
  const documents = paged(
    db,
    `SELECT d.id, d.external_id AS externalId, s.slug AS source, d.title, d.section, d.body, d.product_id AS productId,
       p.name AS product, d.applies_to AS appliesTo
     FROM documents d JOIN sources s ON s.id = d.source_id LEFT JOIN products p ON p.id = d.product_id
     WHERE d.removed_at IS NULL AND d.id NOT IN (SELECT document_id FROM articles WHERE document_id IS NOT NULL)`,
    { 'd.id': wanted.documentIds },
  )
  for (const row of documents)
    yield made({
      name: `document:${row.source}:${row.externalId}`,
      documentId: row.id as number,
      productId: row.productId as number | null,
      text: String(row.body),
      context: contextOf(row),
    })
}

/** The texts of live and draft versions, article by article; the draft comes last, so that a flag points at it. */
export function* articleTexts(db: Db, wanted: Wanted = {}): Generator<ComparedText> {
  const rows = paged(
    db,
    `SELECT a.id, a.number, a.origin, a.live_version_id AS liveVersionId, a.draft_version_id AS draftVersionId,
       a.product_id AS productId, p.name AS product, t.name AS section
     FROM articles a LEFT JOIN products p ON p.id = a.product_id LEFT JOIN topics t ON t.id = a.topic_id
     WHERE NOT EXISTS (SELECT 1 FROM archivals x WHERE x.article_id = a.id AND x.ended_at IS NULL)`,
    { 'a.id': wanted.articleIds },
  )
  const version = db.$client.prepare(
    'SELECT title, cause, resolution, applies_to AS appliesTo FROM article_versions WHERE id = ?',
  )
  for (const row of rows) {
    const vouched = row.liveVersionId ?? (row.origin === 'official' ? row.draftVersionId : null)
    for (const versionId of new Set([row.liveVersionId, row.draftVersionId])) {
      const content = versionId === null ? undefined : (version.get(versionId) as Row | undefined)
      if (content === undefined) continue
      for (const field of ['cause', 'resolution'] as const) {
        if (String(content[field]).trim() === '') continue
        yield made({
          name: `article:${row.number}:${field}`,
          versionId: versionId as number,
          articleId: row.id as number,
          isVouchedFor: versionId === vouched,
          field,
          productId: row.productId as number | null,
          text: String(content[field]),
          context: contextOf({ ...row, ...content }),
        })
      }
    }
  }
}

/** What customers were told: answers of forum threads and resolutions of cases. */
export function* communityTexts(db: Db, wanted: Wanted = {}): Generator<ComparedText> {
  const rows = paged(
    db,
    `SELECT x.id, x.external_id AS externalId, x.body, t.external_id AS thread, s.slug AS source, t.title, t.tags,
       t.environment, t.product_id AS productId, p.name AS product,
       (SELECT q.body FROM posts q WHERE q.thread_id = t.id AND q.position = 0 AND q.removed_at IS NULL) AS question
     FROM posts x
     JOIN threads t ON t.id = x.thread_id
     JOIN sources s ON s.id = t.source_id
     LEFT JOIN products p ON p.id = t.product_id
     WHERE x.position > 0 AND x.nature = 'answer' AND x.removed_at IS NULL AND t.removed_at IS NULL
       AND s.authority <> 'official'`,
    { 'x.id': wanted.postIds, 'x.thread_id': wanted.threadIds },
  )
  for (const row of rows)
    yield made({
      name: `post:${row.source}:${row.thread}:${row.externalId}`,
      postId: row.id as number,
      productId: row.productId as number | null,
      text: String(row.body),
      context: {
        ...contextOf(row),
        ...fromEnvironment(JSON.parse(String(row.environment))),
        ...(row.question ? { question: String(row.question) } : {}),
      },
    })
}

/** Rows in the order of their id, the first column named, some hundred at a time: never a large database in memory whole. */
function* paged(db: Db, sql: string, only: Record<string, number[] | undefined>): Generator<Row> {
  const given = Object.entries(only).filter(([, ids]) => ids !== undefined)
  const idColumn = Object.keys(only)[0]!
  const narrowed = given.map(([column]) => `AND ${column} IN (SELECT value FROM json_each(?))`).join(' ')
  const page = db.$client.prepare(`${sql} ${narrowed} AND ${idColumn} > ? ORDER BY ${idColumn} LIMIT ${PAGE}`)
  const ids = given.map(([, wanted]) => JSON.stringify(wanted))
  let last = 0
  for (;;) {
    const rows = page.all(...ids, last) as Row[]
    yield* rows
    if (rows.length < PAGE) return
    last = rows.at(-1)!.id as number
  }
}

const PAGE = 500

type Row = Record<string, string | number | null>

function made(
  parts: Partial<ComparedText> & Pick<ComparedText, 'name' | 'text' | 'context' | 'productId'>,
): ComparedText {
  const owner = [parts.productId, parts.versionId ?? '', parts.isVouchedFor ?? ''].join()
  const hash = sha256(`${parts.text}\n${stableJson(parts.context)}\n${owner}`)
  const none = { postId: null, documentId: null, versionId: null, articleId: null, field: null }
  return { ...none, isVouchedFor: parts.documentId !== undefined, ...parts, hash }
}

function contextOf(row: Row): TextContext {
  const scope: AppliesTo = typeof row.appliesTo === 'string' ? JSON.parse(row.appliesTo) : {}
  const tags: string[] = typeof row.tags === 'string' ? JSON.parse(row.tags) : []
  return {
    title: String(row.title),
    ...(row.section ? { section: String(row.section) } : {}),
    ...(row.product ? { product: String(row.product) } : {}),
    ...scope,
    ...(tags.length > 0 ? { tags } : {}),
  }
}

function fromEnvironment(environment: Record<string, string>): TextContext {
  const { version, plan, platform } = environment
  return {
    ...(version ? { versions: [version] } : {}),
    ...(plan ? { plans: [plan] } : {}),
    ...(platform ? { platforms: [platform] } : {}),
  }
}
