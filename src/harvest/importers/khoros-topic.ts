import type { PostRole } from '../../db/words.ts'
import type { Normalised, NormalPost, NormalThread } from '../importer.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'

/** A message or a part of one, as the interface writes it. */
export type Value = Record<string, unknown>

/** A topic with its replies as a thread, an article of the knowledge base as a document. */
export function normaliseTopicMessages(externalId: string, value: Value): Normalised {
  if (isHidden(value)) return { kind: 'left-out', why: 'a message that was rejected or deleted' }
  if (value.is_draft === true) return { kind: 'left-out', why: 'a draft' }
  return styleOf(value) === 'tkb'
    ? { kind: 'document', document: documentOf(externalId, value) }
    : { kind: 'thread', thread: threadOf(externalId, value) }
}

/** What a board is for: forum, qanda, tkb, blog, idea, contest, group; "" when nobody says. */
export function styleOf(value: Value): string {
  return textOf(partOf(value.conversation).style) || textOf(partOf(value.board).conversation_style)
}

/** The id of the topic a message belongs to. */
export function topicOf(value: Value): string | undefined {
  if (value.depth === 0) return idOf(value.id)
  return idOf(partOf(value.topic).id) ?? idOf(partOf(value.conversation).id) ?? idOf(partOf(value.parent).id)
}

/** Whether moderators took a message from the public. */
export function isHidden(value: unknown): boolean {
  const { moderation_status: status, deleted } = partOf(value)
  return deleted === true || /reject|undecided/i.test(textOf(status))
}

/** An id, which may be a number. */
export function idOf(value: unknown): string | undefined {
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : undefined
}

function documentOf(externalId: string, value: Value) {
  return {
    externalId,
    title: textOf(value.subject),
    body: bodyOf(value),
    section: boardOf(value),
    language: textOf(value.language) || undefined,
    appliesTo: {},
    url: pageOf(value),
    visibility: 'public' as const,
    updatedAt: isoTime(
      partOf(value.current_revision).last_edit_time ?? value.last_publish_time ?? value.post_time,
    ),
  }
}

function threadOf(externalId: string, value: Value): NormalThread {
  const replies = (Array.isArray(value.replyMessages) ? value.replyMessages : []) as Value[]
  const asker = authorOf(value)
  const at = { asker, url: pageOf(value) }
  const posts = replies
    .map((reply) => postOf(reply, at))
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0))
  const labels = [partOf(value.labels).items, partOf(value.tags).items]
    .flat()
    .map((one) => textOf(partOf(one).text))
  return {
    externalId,
    title: textOf(value.subject),
    body: bodyOf(value),
    author: asker,
    url: pageOf(value),
    language: textOf(value.language) || undefined,
    createdAt: timeOf(value),
    updatedAt: isoTime(partOf(value.conversation).last_post_time),
    tags: [...labels, boardOf(value) ?? ''],
    views: countOf(partOf(value.metrics).views),
    score: kudosOf(value),
    environment: {},
    links: [],
    participants: [],
    resolution: resolutionOf(value, posts),
    posts,
  }
}

/** Who marked a solution is not said: the asker and the staff may. */
function resolutionOf(value: Value, posts: NormalPost[]): NormalThread['resolution'] {
  if (posts.some((post) => post.isAccepted)) return { kind: 'marked', by: 'unknown' }
  if (partOf(value.conversation).solved !== true) return { kind: 'unknown' }
  return { kind: 'marked', by: 'unknown', reason: 'The marked solution is not in this export.' }
}

function postOf(reply: Value, at: { asker: string | undefined; url: string | undefined }): NormalPost {
  const author = authorOf(reply)
  return {
    externalId: idOf(reply.id) ?? '',
    role: roleOf(reply, author, at.asker),
    author,
    body: bodyOf(reply),
    createdAt: timeOf(reply),
    editedAt: isoTime(partOf(reply.current_revision).last_edit_time),
    isAccepted: reply.is_solution === true,
    score: kudosOf(reply),
    url: pageOf(reply) ?? at.url,
  }
}

/** Ranks are each community's own; these words are how they call people who work there. */
function roleOf(reply: Value, author: string | undefined, asker: string | undefined): PostRole {
  if (author !== undefined && author === asker) return 'asker'
  const rank = textOf(partOf(partOf(reply.author).rank).name)
  return /\b(?:staff|employee|moderator|administrator|community manager|support team)\b/i.test(rank)
    ? 'staff'
    : 'community'
}

/** Tags of its own that Khoros writes into bodies. */
function bodyOf(value: Value): string {
  const html = textOf(value.body)
    .replace(
      /<li-code\b[^>]{0,200}?\blang="([\w+#.-]{0,30})"[^>]{0,200}>/gi,
      '<pre><code class="language-$1">',
    )
    .replace(/<li-code\b[^>]{0,200}>/gi, '<pre><code>')
    .replace(/<\/li-code>/gi, '</code></pre>')
    .replace(/<li-emoji\b[^>]{0,300}?\btitle="([^"]{1,60})"[^>]{0,300}>(?:<\/li-emoji>)?/gi, '$1')
    .replace(/<\/?li-(?:user|spoiler|message|product-mention|wrapper)\b[^>]{0,500}>/gi, '')
  const page = pageOf(value)
  return toMarkdown(html, 'html', page === undefined ? {} : { baseUrl: page })
}

function authorOf(value: Value): string | undefined {
  return textOf(partOf(value.author).login) || undefined
}

function boardOf(value: Value): string | undefined {
  const board = partOf(value.board)
  return textOf(board.title) || textOf(board.id) || undefined
}

function pageOf(value: Value): string | undefined {
  const address = textOf(value.view_href)
  return address.startsWith('http') ? address : undefined
}

function kudosOf(value: Value): number {
  return countOf(partOf(partOf(value.kudos).sum).weight)
}

function timeOf(value: Value): string {
  const at = isoTime(value.post_time)
  if (at === undefined)
    throw new Error(`The time "${String(value.post_time)}" of message ${String(value.id)} is none.`)
  return at
}

function partOf(value: unknown): Value {
  return value !== null && typeof value === 'object' ? (value as Value) : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
