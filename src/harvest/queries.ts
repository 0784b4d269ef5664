/** Reads for the pages about sources, imports, threads and documents. */
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import {
  documents,
  importFailures,
  importRuns,
  posts,
  products,
  sources,
  threads,
  users,
} from '../db/schema.ts'
import type { LeftOut } from '../db/words.ts'
import { NotFound } from '../lib/errors.ts'

/** A source with what it holds and how its last import went. */
export type SourceCard = {
  sourceId: number
  slug: string
  name: string
  authority: (typeof sources.$inferSelect)['authority']
  format: string | null
  product: string | null
  language: string
  isInternal: boolean
  isPublic: boolean
  threads: number
  resolved: number
  documents: number
  /** Failed records nobody has retried or ignored. */
  failures: number
  lastRun: RunRow | null
}

/** One import as a list shows it. */
export type RunRow = {
  runId: number
  source: string
  sourceName: string
  format: string
  paths: string[]
  state: (typeof importRuns.$inferSelect)['state']
  records: number
  created: number
  updated: number
  unchanged: number
  failed: number
  ignored: number
  leftOut: LeftOut
  damage: string | null
  damageFile: string | null
  damageOffset: number | null
  startedAt: string
  finishedAt: string | null
  /** Display name; null for Winnow itself. */
  by: string | null
}

/** A failed record as a page shows it. */
export type FailureRow = {
  failureId: number
  externalId: string | null
  file: string
  position: string
  reason: string
  raw: string
  isRetryable: boolean
  ignoredAt: string | null
  retriedAt: string | null
}

/** All sources in the order of their names. */
export function sourceCards(db: Db): SourceCard[] {
  const rows = db
    .select({ source: sources, product: products.name })
    .from(sources)
    .leftJoin(products, eq(products.id, sources.productId))
    .orderBy(asc(sources.name))
    .all()
  return rows.map(({ source, product }) => {
    const live = sql`source_id = ${source.id} AND removed_at IS NULL`
    const number = (query: ReturnType<typeof sql>) => (db.get(query) as { n: number }).n
    return {
      sourceId: source.id,
      slug: source.slug,
      name: source.name,
      authority: source.authority,
      format: source.format,
      product,
      language: source.language,
      isInternal: source.isInternal,
      isPublic: source.isPublic,
      threads: number(sql`SELECT count(*) AS n FROM threads WHERE ${live}`),
      resolved: number(sql`SELECT count(*) AS n FROM threads WHERE ${live} AND resolution <> 'unknown'`),
      documents: number(sql`SELECT count(*) AS n FROM documents WHERE ${live}`),
      failures: number(sql`SELECT count(*) AS n FROM import_failures
        WHERE source_id = ${source.id} AND ignored_at IS NULL AND retried_at IS NULL`),
      lastRun: runList(db, { sourceId: source.id, limit: 1 })[0] ?? null,
    }
  })
}

/** Imports, newest first. */
export function runList(db: Db, input: { limit: number; offset?: number; sourceId?: number }): RunRow[] {
  const where = input.sourceId === undefined ? undefined : eq(importRuns.sourceId, input.sourceId)
  return selectRuns(db)
    .where(where)
    .orderBy(desc(importRuns.id))
    .limit(input.limit)
    .offset(input.offset ?? 0)
    .all()
}

/** One import with its first failures; `NotFound` when there is none of that number. */
export function runWithFailures(
  db: Db,
  input: { runId: number; limit?: number; offset?: number },
): { run: RunRow; failures: FailureRow[] } {
  const run = selectRuns(db).where(eq(importRuns.id, input.runId)).get()
  if (run === undefined) throw new NotFound(`There is no import ${input.runId}.`)
  const rows = db
    .select()
    .from(importFailures)
    .where(eq(importFailures.runId, input.runId))
    .orderBy(asc(importFailures.id))
    .limit(input.limit ?? 100)
    .offset(input.offset ?? 0)
    .all()
  const failures = rows.map((row) => ({
    failureId: row.id,
    externalId: row.externalId,
    file: row.file,
    position: row.position,
    reason: row.reason,
    raw: row.raw,
    isRetryable: row.kind !== null && row.retriedAt === null,
    ignoredAt: row.ignoredAt,
    retriedAt: row.retriedAt,
  }))
  return { run, failures }
}

/** A thread with its posts (removed ones too, marked) and its source. */
export type ThreadPage = {
  thread: typeof threads.$inferSelect
  posts: (typeof posts.$inferSelect)[]
  source: typeof sources.$inferSelect
  product: string | null
}

/** Everything the reading page of a thread needs; `NotFound` when there is none. */
export function threadPage(db: Db, input: { threadId: number }): ThreadPage {
  const row = db
    .select({ thread: threads, source: sources, product: products.name })
    .from(threads)
    .innerJoin(sources, eq(sources.id, threads.sourceId))
    .leftJoin(products, eq(products.id, threads.productId))
    .where(eq(threads.id, input.threadId))
    .get()
  if (row === undefined) throw new NotFound(`There is no thread ${input.threadId}.`)
  const of = eq(posts.threadId, input.threadId)
  return {
    ...row,
    posts: db.select().from(posts).where(of).orderBy(asc(posts.position), asc(posts.id)).all(),
  }
}

/** A document with its source. */
export type DocumentPage = {
  document: typeof documents.$inferSelect
  source: typeof sources.$inferSelect
  product: string | null
}

/** Everything the reading page of a document needs; `NotFound` when there is none. */
export function documentPage(db: Db, input: { documentId: number }): DocumentPage {
  const row = db
    .select({ document: documents, source: sources, product: products.name })
    .from(documents)
    .innerJoin(sources, eq(sources.id, documents.sourceId))
    .leftJoin(products, eq(products.id, documents.productId))
    .where(and(eq(documents.id, input.documentId)))
    .get()
  if (row === undefined) throw new NotFound(`There is no document ${input.documentId}.`)
  return row
}

function selectRuns(db: Db) {
  return db
    .select({
      runId: importRuns.id,
      source: sources.slug,
      sourceName: sources.name,
      format: importRuns.format,
      paths: importRuns.paths,
      state: importRuns.state,
      records: importRuns.records,
      created: importRuns.created,
      updated: importRuns.updated,
      unchanged: importRuns.unchanged,
      failed: importRuns.failed,
      ignored: importRuns.ignored,
      leftOut: importRuns.leftOut,
      damage: importRuns.damage,
      damageFile: importRuns.damageFile,
      damageOffset: importRuns.damageOffset,
      startedAt: importRuns.startedAt,
      finishedAt: importRuns.finishedAt,
      by: users.displayName,
    })
    .from(importRuns)
    .innerJoin(sources, eq(sources.id, importRuns.sourceId))
    .leftJoin(users, eq(users.id, importRuns.by))
    .$dynamic()
}
