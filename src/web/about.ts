import type { Db } from '../db/open.ts'
import { NotFound } from '../lib/errors.ts'
import type { About } from './actor.ts'
import type { Ask } from './routes.ts'

/** Says, before a handler runs, what its act is about. */
export type AboutOf = (ask: Ask) => About

/** The thing in the address: `/staff/articles/:number…`, `/staff/candidates/:id…`, and so on. */
export const aboutArticle: AboutOf = (ask) =>
  find(
    ask.db,
    'article',
    'number',
    ask.params.number,
    "SELECT product_id AS productId, governance = 'governed' AS isGoverned FROM articles WHERE number = ?",
  )

export const aboutCandidate: AboutOf = (ask) =>
  find(
    ask.db,
    'candidate',
    'number',
    ask.params.id,
    'SELECT t.product_id AS productId FROM candidates c JOIN threads t ON t.id = c.thread_id WHERE c.id = ?',
  )

export const aboutThread: AboutOf = (ask) =>
  find(ask.db, 'thread', 'number', ask.params.id, 'SELECT product_id AS productId FROM threads WHERE id = ?')

export const aboutPost: AboutOf = (ask) =>
  find(
    ask.db,
    'post',
    'number',
    ask.params.id,
    'SELECT t.product_id AS productId FROM posts p JOIN threads t ON t.id = p.thread_id WHERE p.id = ?',
  )

export const aboutDocument: AboutOf = (ask) =>
  find(
    ask.db,
    'document',
    'number',
    ask.params.id,
    'SELECT product_id AS productId FROM documents WHERE id = ?',
  )

export const aboutFlag: AboutOf = (ask) =>
  find(
    ask.db,
    'contradiction',
    'number',
    ask.params.id,
    'SELECT product_id AS productId FROM flags WHERE id = ?',
  )

export const aboutSource: AboutOf = (ask) =>
  find(
    ask.db,
    'source',
    'slug',
    ask.params.slug,
    'SELECT product_id AS productId FROM sources WHERE slug = ?',
  )

export const aboutRun: AboutOf = (ask) =>
  find(
    ask.db,
    'import',
    'number',
    ask.params.id,
    'SELECT s.product_id AS productId FROM import_runs r JOIN sources s ON s.id = r.source_id WHERE r.id = ?',
  )

/** For acts whose things are named in the form: the door asks "to anything at all?", the handler `ask.must` for each. */
export const aboutEach = 'each'

function find(db: Db, what: string, by: 'number' | 'slug', value: string | undefined, sql: string): About {
  const key = by === 'number' ? Number(/^[1-9]\d{0,14}$/.test(value ?? '') ? value : Number.NaN) : value
  const row =
    key === undefined || Number.isNaN(key)
      ? undefined
      : (db.$client.prepare(sql).get(key) as { productId: number | null; isGoverned?: number } | undefined)
  if (row === undefined)
    throw new NotFound(`There is no ${what} ${by === 'number' ? 'number ' : ''}"${value ?? ''}".`)
  return { productId: row.productId, isGoverned: row.isGoverned === 1 }
}
