/**
 * Writes threads, documents and raw records with prepared statements: an import writes millions of rows. One object
 * per run holds the statements; every function expects to be inside a transaction.
 */
import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../lib/hash.ts'
import { documentHash, naturesOf, type StoredDocument, type StoredThread, threadHash } from './content.ts'
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
  const known = store.sql.findRaw.get(...values) as number | undefined
  if (known !== undefined) return known
  const payloadHash = sha256(row.payload)
  const rest = [row.format, row.payload, payloadHash, row.sealed, row.runId, now()]
  return Number(store.sql.addRaw.run(...values, ...rest).lastInsertRowid)
}

/** Writes a thread with its posts; posts are matched by their ids, and those that are gone are marked removed. */
export function writeThread(
  store: Store,
  input: { sourceId: number; current: Current | undefined; rawRecordId: number; thread: StoredThread },
): number {
  const { thread } = input
  const { resolution } = thread
  const values = {
    sourceId: input.sourceId,
    externalId: thread.externalId,
    rawRecordId: input.rawRecordId,
    productId: productId(store, thread.product),
    language: thread.language,
    title: thread.title,
    url: thread.url ?? null,
    authorName: thread.author ?? null,
    licence: thread.licence ?? null,
    views: thread.views,
    score: thread.score,
    replies: thread.posts.length,
    tags: JSON.stringify(thread.tags),
    environment: JSON.stringify(thread.environment),
    links: JSON.stringify(thread.links),
    participants: JSON.stringify(thread.participants),
    resolution: resolution.kind,
    resolvedBy: resolution.by ?? null,
    resolutionReason: resolution.reason ?? null,
    resolvedAt: resolution.at ?? null,
    createdAt: thread.createdAt,
    updatedAt: thread.updatedAt ?? null,
    contentHash: threadHash(thread),
  }
  if (input.current === undefined) {
    const id = Number(store.sql.addThread.run(values).lastInsertRowid)
    for (const post of postRows(thread)) store.sql.addPost.run({ ...post, threadId: id })
    return id
  }
  store.sql.setThread.run({ ...values, id: input.current.id })
  writePosts(store, input.current.id, postRows(thread))
  return input.current.id
}

/** Writes a document; the text before stays in its raw record. */
export function writeDocument(
  store: Store,
  input: { sourceId: number; current: Current | undefined; rawRecordId: number; document: StoredDocument },
): number {
  const { document } = input
  const values = {
    sourceId: input.sourceId,
    externalId: document.externalId,
    rawRecordId: input.rawRecordId,
    productId: productId(store, document.product),
    language: document.language,
    title: document.title,
    section: document.section ?? null,
    body: document.body,
    textHash: sha256(document.body),
    appliesTo: JSON.stringify(document.appliesTo),
    url: document.url ?? null,
    licence: document.licence ?? null,
    visibility: document.visibility,
    updatedAt: document.updatedAt ?? null,
    contentHash: documentHash(document),
  }
  if (input.current === undefined) return Number(store.sql.addDocument.run(values).lastInsertRowid)
  store.sql.setDocument.run({ ...values, id: input.current.id })
  return input.current.id
}

/** Points an unchanged item at the record that brought it last. */
export function pointAt(store: Store, kind: 'thread' | 'document', id: number, rawRecordId: number): void {
  ;(kind === 'thread' ? store.sql.pointThread : store.sql.pointDocument).run(rawRecordId, id)
}

/** Marks an item removed (or, with null, back again). */
export function setRemoved(store: Store, kind: 'thread' | 'document', id: number, at: string | null): void {
  ;(kind === 'thread' ? store.sql.removeThread : store.sql.removeDocument).run(at, id)
}

type PostRow = {
  externalId: string
  position: number
  role: string
  authorName: string | null
  body: string
  textHash: string
  nature: string
  isAccepted: number
  score: number
  url: string | null
  licence: string | null
  language: string | null
  createdAt: string
  editedAt: string | null
}

/** Position 0 is the question; it carries the thread's own id. */
function postRows(thread: StoredThread): PostRow[] {
  const natures = naturesOf(thread)
  const question: PostRow = {
    externalId: thread.externalId,
    position: 0,
    role: 'asker',
    authorName: thread.author ?? null,
    body: thread.body,
    textHash: sha256(thread.body),
    nature: 'question',
    isAccepted: 0,
    score: thread.score,
    url: thread.url ?? null,
    licence: thread.licence ?? null,
    language: thread.language,
    createdAt: thread.createdAt,
    editedAt: null,
  }
  const replies = thread.posts.map((post, index) => ({
    externalId: post.externalId,
    position: index + 1,
    role: post.role,
    authorName: post.author ?? null,
    body: post.body,
    textHash: sha256(post.body),
    nature: natures[index]!,
    isAccepted: post.isAccepted ? 1 : 0,
    score: post.score,
    url: post.url ?? null,
    licence: post.licence ?? null,
    language: post.language ?? null,
    createdAt: post.createdAt,
    editedAt: post.editedAt ?? null,
  }))
  return [question, ...replies]
}

type StoredPost = PostRow & { id: number; removedAt: string | null }

function writePosts(store: Store, threadId: number, rows: PostRow[]): void {
  const before = store.sql.postsOf.all(threadId) as StoredPost[]
  const question = before.find((post) => post.position === 0)
  const replies = new Map(before.filter((post) => post !== question).map((post) => [post.externalId, post]))
  for (const row of rows) {
    const known = row.position === 0 ? question : replies.get(row.externalId)
    if (known === undefined) store.sql.addPost.run({ ...row, threadId })
    else if (differs(known, row)) store.sql.setPost.run({ ...row, id: known.id })
    if (row.position > 0) replies.delete(row.externalId)
  }
  for (const gone of replies.values()) if (gone.removedAt === null) store.sql.removePost.run(now(), gone.id)
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
