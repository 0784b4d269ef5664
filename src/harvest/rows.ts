import { sha256 } from '../lib/hash.ts'
import type { StoredDocument, StoredThread } from './content.ts'
import { natureOf } from './nature.ts'

/** A value as SQLite takes it. */
export type Value = string | number | null
/** A post as its row says it, but for the thread it belongs to. */
export type PostRow = ReturnType<typeof questionRow>
/**
 * The rows of a thread, but for what only the database knows (ids); computed before any transaction. `contentHash` is
 * of everything a reader could see, texts by their own hashes.
 */
export type ThreadRows = {
  thread: Record<string, Value>
  posts: PostRow[]
  contentHash: string
  product: string | undefined
}
/** The row of a document, but for what only the database knows. */
export type DocumentRows = {
  document: Record<string, Value>
  contentHash: string
  product: string | undefined
}

/** What a thread is in its tables. */
export function threadRows(thread: StoredThread): ThreadRows {
  const { resolution } = thread
  const row = {
    externalId: thread.externalId,
    language: thread.language,
    title: thread.title,
    url: thread.url ?? null,
    authorName: thread.author ?? null,
    licence: thread.licence ?? null,
    views: thread.views,
    score: thread.score,
    replies: thread.posts.filter((post) => post.isComment !== true).length,
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
  }
  const posts = [questionRow(thread), ...replyRows(thread)]
  const seen = posts.map((post) => ({ ...post, body: undefined, nature: undefined }))
  const contentHash = sha256(JSON.stringify([row, thread.product, seen]))
  return { thread: { ...row, contentHash }, posts, contentHash, product: thread.product }
}

/** What a document is in its table. */
export function documentRows(document: StoredDocument): DocumentRows {
  const row = {
    externalId: document.externalId,
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
  }
  const contentHash = sha256(JSON.stringify([{ ...row, body: undefined }, document.product]))
  return { document: { ...row, contentHash }, contentHash, product: document.product }
}

/** Position 0 is the question; it carries the thread's own id. */
function questionRow(thread: StoredThread) {
  return {
    externalId: thread.externalId,
    position: 0,
    role: 'asker' as string,
    authorName: thread.author ?? null,
    body: thread.body,
    textHash: sha256(thread.body),
    nature: 'question' as string,
    isAccepted: 0,
    score: thread.score,
    url: thread.url ?? null,
    licence: thread.licence ?? null,
    language: thread.language as string | null,
    createdAt: thread.createdAt,
    editedAt: null as string | null,
  }
}

function replyRows(thread: StoredThread): PostRow[] {
  return thread.posts.map((post, index) => ({
    externalId: post.externalId,
    position: index + 1,
    role: post.role,
    authorName: post.author ?? null,
    body: post.body,
    textHash: sha256(post.body),
    nature: post.isComment === true ? 'comment' : natureOf(post.body),
    isAccepted: post.isAccepted ? 1 : 0,
    score: post.score,
    url: post.url ?? null,
    licence: post.licence ?? null,
    language: post.language ?? null,
    createdAt: post.createdAt,
    editedAt: post.editedAt ?? null,
  }))
}
