import type { Db } from '../db/open.ts'
import { visibleText } from '../safety/visible.ts'

/**
 * All threads as Winnow JSONL, one line each without its end, in the order of source and external id, as they may be
 * read: what is redacted here would be bare elsewhere. What was removed at its source is not exported. Equal threads give equal bytes, whatever database they come from.
 */
export function* exportThreads(db: Db): Generator<string> {
  const threads = db.$client.prepare(THREADS)
  const posts = db.$client.prepare(POSTS)
  for (const thread of threads.iterate() as IterableIterator<ThreadRow>) {
    const said = (posts.all(thread.id) as PostRow[]).map((post) => ({
      ...post,
      body: visibleText(db, post.body),
    }))
    yield JSON.stringify(threadLine({ ...thread, title: visibleText(db, thread.title) }, said))
  }
}

/** All documents as Winnow JSONL, one line each without its end, in the order of source and external id. */
export function* exportDocuments(db: Db): Generator<string> {
  for (const document of db.$client.prepare(DOCUMENTS).iterate() as IterableIterator<DocumentRow>) {
    const [title, body] = [document.title, document.body].map((text) => visibleText(db, text))
    yield JSON.stringify(documentLine({ ...document, title: title!, body: body! }))
  }
}

type Shared = {
  id: number
  externalId: string
  source: string
  authority: string
  url: string | null
  product: string | null
  language: string
  title: string
  licence: string | null
  updatedAt: string | null
}
type ThreadRow = Shared & {
  createdAt: string
  author: string | null
  tags: string
  views: number
  score: number
  environment: string
  links: string
  participants: string
  resolution: string
  resolvedBy: string | null
  resolutionReason: string | null
  resolvedAt: string | null
}
type PostRow = {
  externalId: string
  position: number
  author: string | null
  role: string
  body: string
  createdAt: string
  editedAt: string | null
  isAccepted: number
  isComment: number
  score: number
  url: string | null
  licence: string | null
  language: string | null
}
type DocumentRow = Shared & { body: string; section: string | null; appliesTo: string; visibility: string }

const SHARED = `t.id, t.external_id AS externalId, s.slug AS source, s.authority, t.url, p.name AS product,
  t.language, t.title, t.licence, t.updated_at AS updatedAt`
const JOINED = 'JOIN sources s ON s.id = t.source_id LEFT JOIN products p ON p.id = t.product_id'
const ORDER = 'WHERE t.removed_at IS NULL ORDER BY s.slug, t.external_id'

const THREADS = `SELECT ${SHARED}, t.created_at AS createdAt, t.author_name AS author, t.tags, t.views, t.score,
  t.environment, t.links, t.participants, t.resolution, t.resolved_by AS resolvedBy,
  t.resolution_reason AS resolutionReason, t.resolved_at AS resolvedAt FROM threads t ${JOINED} ${ORDER}`
const POSTS = `SELECT external_id AS externalId, position, author_name AS author, role, body,
  created_at AS createdAt, edited_at AS editedAt, is_accepted AS isAccepted, nature = 'comment' AS isComment, score, url, licence, language
  FROM posts WHERE thread_id = ? AND removed_at IS NULL ORDER BY position, id`
const DOCUMENTS = `SELECT ${SHARED}, t.body, t.section, t.applies_to AS appliesTo, t.visibility
  FROM documents t ${JOINED} ${ORDER}`

function threadLine(thread: ThreadRow, posts: PostRow[]): object {
  const [question, ...replies] = posts
  const environment = JSON.parse(thread.environment) as object
  return withoutEmpty({
    type: 'thread',
    ...named(thread),
    body: question?.body ?? '',
    bodyFormat: 'markdown',
    author: thread.author,
    createdAt: thread.createdAt,
    updatedAt: thread.updatedAt,
    licence: thread.licence,
    tags: JSON.parse(thread.tags),
    views: thread.views,
    score: thread.score,
    environment: Object.keys(environment).length === 0 ? null : environment,
    links: JSON.parse(thread.links),
    resolution: resolutionOf(thread, replies),
    participants: JSON.parse(thread.participants),
    posts: replies.map(postOf),
  })
}

function documentLine(document: DocumentRow): object {
  const appliesTo = JSON.parse(document.appliesTo) as object
  return withoutEmpty({
    type: 'document',
    ...named(document),
    body: document.body,
    bodyFormat: 'markdown',
    section: document.section,
    appliesTo: Object.keys(appliesTo).length === 0 ? null : appliesTo,
    updatedAt: document.updatedAt,
    licence: document.licence,
    visibility: document.visibility,
  })
}

function named(row: Shared) {
  return {
    id: row.externalId,
    source: row.source,
    authority: row.authority,
    url: row.url,
    product: row.product,
    language: row.language,
    title: row.title,
  }
}

function resolutionOf(thread: ThreadRow, replies: PostRow[]): object | null {
  if (thread.resolution === 'unknown') return null
  return withoutEmpty({
    kind: thread.resolution,
    postId: replies.find((post) => post.isAccepted === 1)?.externalId,
    by: thread.resolvedBy,
    reason: thread.resolutionReason,
    at: thread.resolvedAt,
  })
}

function postOf(post: PostRow): object {
  return withoutEmpty({
    id: post.externalId,
    author: post.author,
    role: post.role,
    body: post.body,
    bodyFormat: 'markdown',
    createdAt: post.createdAt,
    editedAt: post.editedAt,
    isAccepted: post.isAccepted === 1 ? true : null,
    isComment: post.isComment === 1 ? true : null,
    score: post.score,
    url: post.url,
    licence: post.licence,
    language: post.language,
  })
}

/** Leaves out what is not known; empty lists go too, except the posts. */
function withoutEmpty(value: Record<string, unknown>): object {
  const isKnown = ([key, inner]: [string, unknown]) =>
    inner !== null && inner !== undefined && !(Array.isArray(inner) && inner.length === 0 && key !== 'posts')
  return Object.fromEntries(Object.entries(value).filter(isKnown))
}
