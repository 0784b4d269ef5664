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
  field: Field | null
  productId: number | null
  text: string
  context: TextContext
  /** Changes exactly when a comparison could come out differently. */
  hash: string
}

/** What the company vouches for: every official document that is not an article of ours yet, and articles' versions. */
export function officialTexts(db: Db): ComparedText[] {
  const documents = db.$client
    .prepare(
      `SELECT d.id, d.external_id AS externalId, s.slug AS source, d.title, d.section, d.body, d.product_id AS productId,
         p.name AS product, d.applies_to AS appliesTo
       FROM documents d JOIN sources s ON s.id = d.source_id LEFT JOIN products p ON p.id = d.product_id
       WHERE d.removed_at IS NULL AND d.id NOT IN (SELECT document_id FROM articles WHERE document_id IS NOT NULL)
       ORDER BY d.id`,
    )
    .all() as Row[]
  const fromDocuments = documents.map((row) =>
    made({
      name: `document:${row.source}:${row.externalId}`,
      documentId: row.id as number,
      productId: row.productId as number | null,
      text: String(row.body),
      context: contextOf(row),
    }),
  )
  return [...fromDocuments, ...articleTexts(db)]
}

/** The texts of live and draft versions; the draft comes last, so that it is the one a flag points at. */
export function articleTexts(db: Db): ComparedText[] {
  const rows = db.$client
    .prepare(
      `SELECT a.id AS articleId, a.number, v.id AS versionId, v.title, v.cause, v.resolution, v.applies_to AS appliesTo,
         a.product_id AS productId, p.name AS product, t.name AS section
       FROM articles a
       JOIN article_versions v ON v.id IN (a.live_version_id, a.draft_version_id)
       LEFT JOIN products p ON p.id = a.product_id
       LEFT JOIN topics t ON t.id = a.topic_id
       WHERE NOT EXISTS (SELECT 1 FROM archivals x WHERE x.article_id = a.id AND x.ended_at IS NULL)
       ORDER BY a.number, v.number`,
    )
    .all() as Row[]
  return rows.flatMap((row) =>
    (['cause', 'resolution'] as const)
      .filter((field) => String(row[field]).trim() !== '')
      .map((field) =>
        made({
          name: `article:${row.number}:${field}`,
          versionId: row.versionId as number,
          articleId: row.articleId as number,
          field,
          productId: row.productId as number | null,
          text: String(row[field]),
          context: contextOf(row),
        }),
      ),
  )
}

/** What customers were told: answers of forum threads and resolutions of cases; with `threadIds`, only of those. */
export function communityTexts(db: Db, threadIds?: number[]): ComparedText[] {
  const rows = db.$client
    .prepare(
      `SELECT x.id, x.external_id AS externalId, x.body, t.external_id AS thread, s.slug AS source, t.title, t.tags,
         t.environment, t.product_id AS productId, p.name AS product
       FROM posts x
       JOIN threads t ON t.id = x.thread_id
       JOIN sources s ON s.id = t.source_id
       LEFT JOIN products p ON p.id = t.product_id
       WHERE x.position > 0 AND x.nature = 'answer' AND x.removed_at IS NULL AND t.removed_at IS NULL
         AND s.authority <> 'official' AND (? IS NULL OR t.id IN (SELECT value FROM json_each(?)))
       ORDER BY x.id`,
    )
    .all(...Array(2).fill(threadIds === undefined ? null : JSON.stringify(threadIds))) as Row[]
  return rows.map((row) =>
    made({
      name: `post:${row.source}:${row.thread}:${row.externalId}`,
      postId: row.id as number,
      productId: row.productId as number | null,
      text: String(row.body),
      context: { ...contextOf(row), ...fromEnvironment(JSON.parse(String(row.environment))) },
    }),
  )
}

type Row = Record<string, string | number | null>

function made(
  parts: Partial<ComparedText> & Pick<ComparedText, 'name' | 'text' | 'context' | 'productId'>,
): ComparedText {
  const hash = sha256(`${parts.text}\n${stableJson(parts.context)}`)
  return { postId: null, documentId: null, versionId: null, articleId: null, field: null, ...parts, hash }
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
