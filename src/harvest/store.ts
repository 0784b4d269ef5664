/**
 * Writes threads, documents and raw records with prepared statements: an import writes millions of rows. One object
 * per run holds the statements; every function expects to be inside a transaction.
 */
import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../lib/hash.ts'
import type { Good } from './prepare.ts'
import type { PostRow } from './rows.ts'
import { ensureProduct } from './sources.ts'
import { prepareStatements } from './store-statements.ts'

/** What is stored now of an item: its row, the raw record it came from, and whether it was removed. */
export type Current = {
  id: number
  rawRecordId: number
  hash: string
  contentHash: string
  removedAt: string | null
}

/** A raw record ready to be stored. */
export type RawRow = {
  sourceId: number
  kind: 'thread' | 'document'
  externalId: string
  hash: string
  format: string
  payload: string
  payloadHash: string
  sealed: string | null
  runId: number
}

/** Prepared statements over one database. */
export type Store = { db: Db; sql: ReturnType<typeof prepareStatements>; products: Map<string, number> }

/** Makes the statements once. */
export function openStore(db: Db): Store {
  return { db, sql: prepareStatements(db.$client), products: new Map() }
}

/** The row of an item and the record behind it, or undefined when it was never stored. */
export function currentOf(
  store: Store,
  item: { sourceId: number; kind: 'thread' | 'document'; externalId: string },
): Current | undefined {
  const statement = item.kind === 'thread' ? store.sql.currentThread : store.sql.currentDocument
  return statement.get(item.sourceId, item.externalId) as Current | undefined
}

/** Stores a raw record, or finds the same one received before. */
export function keepRaw(store: Store, row: RawRow): number {
  const values = [row.sourceId, row.kind, row.externalId, row.hash]
  const rest = [row.format, row.payload, row.payloadHash, row.sealed, row.runId, now()]
  const { changes, lastInsertRowid } = store.sql.addRaw.run(...values, ...rest)
  return changes === 1 ? Number(lastInsertRowid) : (store.sql.findRaw.get(...values) as number)
}

/**
 * Writes what an item says now: a thread with its posts, or a document. Gives the id of its row. Posts that went
 * because they are private now (`areGonePrivate`) keep neither text nor author.
 */
export function writeRows(
  store: Store,
  at: { sourceId: number; current: Current | undefined; rawRecordId: number },
  good: Good,
  areGonePrivate = false,
): number {
  const { current, ...keys } = at
  const values = { ...keys, productId: productId(store, good.rows.product) }
  if (good.kind === 'document') {
    const { document } = good.rows
    if (current === undefined) return store.sql.addDocument({ ...document, ...values })
    store.sql.setDocument({ ...document, ...values }, current.id)
    return current.id
  }
  const { thread, posts } = good.rows
  if (current === undefined) {
    const threadId = store.sql.addThread({ ...thread, ...values })
    for (const post of posts) store.sql.addPost(post, threadId)
    return threadId
  }
  store.sql.setThread({ ...thread, ...values }, current.id)
  writePosts(store, current.id, posts, areGonePrivate)
  return current.id
}

/** Points an unchanged item at the record that brought it last. */
export function pointAt(store: Store, kind: 'thread' | 'document', id: number, rawRecordId: number): void {
  ;(kind === 'thread' ? store.sql.pointThread : store.sql.pointDocument).run(rawRecordId, id)
}

/** Marks an item removed (or, with null, back again). */
export function setRemoved(store: Store, kind: 'thread' | 'document', id: number, at: string | null): void {
  ;(kind === 'thread' ? store.sql.removeThread : store.sql.removeDocument).run(at, id)
}

type StoredPost = PostRow & { id: number; removedAt: string | null }

/** Takes the texts of a thread away that is private as a whole now. */
export function emptyThread(store: Store, threadId: number): void {
  for (const post of store.sql.postsOf.all(threadId) as StoredPost[]) emptyPost(store, post)
}

function emptyPost(store: Store, { id, textHash }: StoredPost): void {
  store.sql.emptyPost.run(EMPTY, id)
  store.sql.forgetRendering.run({ hash: textHash })
}

const EMPTY = sha256('')

/** Posts are matched by their ids, the question by its place; those that are gone are marked removed. */
function writePosts(store: Store, threadId: number, rows: PostRow[], areGonePrivate: boolean): void {
  const before = store.sql.postsOf.all(threadId) as StoredPost[]
  const question = before.find((post) => post.position === 0)
  const replies = new Map(before.filter((post) => post !== question).map((post) => [post.externalId, post]))
  for (const row of rows) {
    const known = row.position === 0 ? question : replies.get(row.externalId)
    if (known === undefined) store.sql.addPost(row, threadId)
    else if (differs(known, row)) store.sql.setPost(row, known.id)
    if (row.position > 0) replies.delete(row.externalId)
  }
  for (const gone of replies.values()) {
    if (gone.removedAt === null) store.sql.removePost.run(now(), gone.id)
    if (gone.removedAt === null && areGonePrivate) emptyPost(store, gone)
  }
}

function differs(known: StoredPost, row: PostRow): boolean {
  if (known.removedAt !== null) return true
  return (Object.keys(row) as (keyof PostRow)[]).some((key) => known[key] !== row[key])
}

function productId(store: Store, name: string | undefined): number | null {
  if (name === undefined) return null
  const known = store.products.get(name)
  if (known !== undefined) return known
  const id = ensureProduct(store.db, name)
  store.products.set(name, id)
  return id
}
