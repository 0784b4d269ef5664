import { eq } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { articles, redirects } from '../db/schema.ts'
import { type AppliesTo, type Content, type Field, fields } from '../db/words.ts'
import { type ExportedUpkeep, exportedUpkeep } from './exported-upkeep.ts'
import { visibleContent } from './find.ts'

/** Where a statement came from, by names that mean the same in another database. */
export type ExportedOrigin = {
  field: Field
  position: number
  source: string
  thread?: string
  post?: string
  document?: string
  textHash: string
  wasAccepted?: true
}

export type ExportedVersion = {
  number: number
  title: string
  appliesTo: AppliesTo
  text: Record<Field, string>
  basedOn: number | null
  reason: string
  significance: string
  by: string | null
  createdAt: string
  origins: ExportedOrigin[]
  validations: { by: string | null; at: string }[]
  publications: { by: string | null; at: string }[]
}

export type ExportedArticle = ExportedUpkeep & {
  number: number
  slug: string
  oldSlugs: string[]
  product: string | null
  topic: string | null
  owner: string | null
  language: string
  template: string
  origin: string
  audience: string
  governance: string
  document: { source: string; id: string } | null
  createdAt: string
  draft: number | null
  live: number | null
  archivals: {
    reason: string
    successor: number | null
    by: string | null
    at: string
    endedAt: string | null
  }[]
  versions: ExportedVersion[]
}

/**
 * Every article with all its versions as files: `<number>/article.json` holds everything, `<number>/v<n>.md` each
 * version for people. In order of number; the same content gives the same bytes.
 */
export function* exportArticles(db: Db): Generator<{ path: string; text: string }> {
  for (const { id, number } of db.select().from(articles).orderBy(articles.number).all()) {
    const article = exportedArticle(db, id)
    yield { path: `${number}/article.json`, text: `${JSON.stringify(article, null, 1)}\n` }
    for (const version of article.versions) {
      yield { path: `${number}/v${version.number}.md`, text: asMarkdown(version) }
    }
  }
}

function exportedArticle(db: Db, articleId: number): ExportedArticle {
  const row = db.$client
    .prepare(
      `SELECT a.*, p.name AS product, t.name AS topic, u.name AS owner, d.external_id AS documentId, s.slug AS documentSource,
         (SELECT number FROM article_versions v WHERE v.id = a.draft_version_id) AS draft,
         (SELECT number FROM article_versions v WHERE v.id = a.live_version_id) AS live
       FROM articles a
       LEFT JOIN products p ON p.id = a.product_id
       LEFT JOIN topics t ON t.id = a.topic_id
       LEFT JOIN users u ON u.id = a.owner_id
       LEFT JOIN documents d ON d.id = a.document_id
       LEFT JOIN sources s ON s.id = d.source_id
       WHERE a.id = ?`,
    )
    .get(articleId) as Record<string, never>
  const oldSlugs = db.select().from(redirects).where(eq(redirects.articleId, articleId)).all()
  return {
    number: row.number!,
    slug: row.slug!,
    oldSlugs: oldSlugs.map((redirect) => redirect.fromSlug).sort(),
    product: row.product!,
    topic: row.topic!,
    owner: row.owner!,
    language: row.language!,
    template: row.template!,
    origin: row.origin!,
    audience: row.audience!,
    governance: row.governance!,
    document: row.documentId === null ? null : { source: row.documentSource!, id: row.documentId! },
    createdAt: row.created_at!,
    draft: row.draft!,
    live: row.live!,
    archivals: archivalsOf(db, articleId),
    versions: versionsOf(db, articleId),
    ...exportedUpkeep(db, articleId),
  }
}

function archivalsOf(db: Db, articleId: number): ExportedArticle['archivals'] {
  return db.$client
    .prepare(
      `SELECT x.reason, s.number AS successor, u.name AS "by", x.at, x.ended_at AS endedAt
       FROM archivals x LEFT JOIN articles s ON s.id = x.successor_id LEFT JOIN users u ON u.id = x."by"
       WHERE x.article_id = ? ORDER BY x.id`,
    )
    .all(articleId) as ExportedArticle['archivals']
}

function versionsOf(db: Db, articleId: number): ExportedVersion[] {
  const rows = db.query.articleVersions
    .findMany({ where: (t, { eq: is }) => is(t.articleId, articleId), orderBy: (t) => t.number })
    .sync()
  const numbers = new Map(rows.map((row) => [row.id, row.number]))
  return rows.map((row) => {
    const content: Content = visibleContent(db, row)
    return {
      number: row.number,
      title: content.title,
      appliesTo: content.appliesTo,
      text: Object.fromEntries(fields.map((field) => [field, content[field]])) as Record<Field, string>,
      basedOn: row.basedOnId === null ? null : (numbers.get(row.basedOnId) ?? null),
      reason: row.reason,
      significance: row.significance,
      by: nameOf(db, row.by),
      createdAt: row.createdAt,
      origins: exportedOrigins(db, row.id),
      validations: actsOn(db, 'validations', row.id),
      publications: actsOn(db, 'publications', row.id),
    }
  })
}

function exportedOrigins(db: Db, versionId: number): ExportedOrigin[] {
  const rows = db.$client
    .prepare(
      `SELECT s.field, s.position, coalesce(ts.slug, ds.slug) AS source, t.external_id AS thread, p.external_id AS post,
         d.external_id AS document, o.source_text_hash AS textHash, o.was_accepted AS wasAccepted
       FROM version_sources o
       JOIN version_statements s ON s.id = o.statement_id
       LEFT JOIN posts p ON p.id = o.post_id
       LEFT JOIN threads t ON t.id = p.thread_id
       LEFT JOIN sources ts ON ts.id = t.source_id
       LEFT JOIN documents d ON d.id = o.document_id
       LEFT JOIN sources ds ON ds.id = d.source_id
       WHERE s.version_id = ? ORDER BY s.id, o.id`,
    )
    .all(versionId) as Record<string, never>[]
  return rows.map((row) => ({
    field: row.field!,
    position: row.position!,
    source: row.source!,
    ...(row.document === null ? { thread: row.thread!, post: row.post! } : { document: row.document! }),
    textHash: row.textHash!,
    ...(row.wasAccepted === 1 ? { wasAccepted: true as const } : {}),
  }))
}

function actsOn(
  db: Db,
  table: 'validations' | 'publications',
  versionId: number,
): { by: string | null; at: string }[] {
  return db.$client
    .prepare(
      `SELECT u.name AS "by", x.at FROM ${table} x LEFT JOIN users u ON u.id = x."by" WHERE x.version_id = ? ORDER BY x.id`,
    )
    .all(versionId) as { by: string | null; at: string }[]
}

function nameOf(db: Db, userId: number | null): string | null {
  if (userId === null) return null
  return db.$client.prepare('SELECT name FROM users WHERE id = ?').pluck().get(userId) as string
}

function asMarkdown(version: ExportedVersion): string {
  const sections = fields
    .filter((field) => version.text[field] !== '')
    .map((field) => `## ${field[0]!.toUpperCase()}${field.slice(1)}\n\n${version.text[field]}\n`)
  return `# ${version.title}\n\n${sections.join('\n')}`
}
