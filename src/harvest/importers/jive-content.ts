import type { Normalised, NormalPost, NormalThread } from '../importer.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'

/** A record of Jive's interface. */
export type Value = Record<string, unknown>

/** A discussion as a thread, a document as a document; throws what is wrong with it. */
export function normaliseContent(externalId: string, value: Value): Normalised {
  if (value.status !== undefined && value.status !== 'published')
    return { kind: 'left-out', why: `a content that is ${String(value.status)}` }
  const isRestricted = value.visibility === 'people' || value.visibility === 'hidden'
  if (value.type === 'document')
    return { kind: 'document', document: documentOf(externalId, value, isRestricted) }
  if (isRestricted) return { kind: 'left-out', why: 'a discussion that only some people may see' }
  return { kind: 'thread', thread: threadOf(externalId, value) }
}

function documentOf(externalId: string, value: Value, isRestricted: boolean) {
  return {
    externalId,
    title: textOf(value.subject),
    body: bodyOf(value),
    section: placeOf(value),
    appliesTo: {},
    url: pageOf(value),
    visibility: isRestricted ? ('restricted' as const) : ('public' as const),
    updatedAt: isoTime(value.updated ?? value.published),
  }
}

function threadOf(externalId: string, value: Value): NormalThread {
  const messages = (Array.isArray(value.messages) ? value.messages : []) as Value[]
  const chosen = lastNumber(value.answer)
  const asker = nameOf(value.author)
  const posts = messages
    .filter((message) => message.status === undefined || message.status === 'published')
    .map((message) => postOf(message, { asker, chosen, url: pageOf(value) }))
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0))
  const place = placeOf(value)
  return {
    externalId,
    title: textOf(value.subject),
    body: bodyOf(value),
    author: asker,
    url: pageOf(value),
    createdAt: timeOf(value),
    updatedAt: isoTime(value.updated),
    tags: [...strings(value.tags), ...strings(value.categories), ...(place === undefined ? [] : [place])],
    views: countOf(value.viewCount),
    score: countOf(value.likeCount),
    environment: {},
    links: [],
    participants: [],
    resolution: resolutionOf(value, posts, chosen),
    posts,
  }
}

function postOf(
  message: Value,
  at: { asker: string | undefined; chosen: string | undefined; url: string | undefined },
): NormalPost {
  const author = nameOf(message.author)
  const id = String(message.id)
  return {
    externalId: id,
    role: author !== undefined && author === at.asker ? 'asker' : 'community',
    author,
    body: bodyOf(message),
    createdAt: timeOf(message),
    isAccepted: message.answer === true || (at.chosen !== undefined && id === at.chosen),
    score: countOf(message.likeCount) + countOf(message.helpfulCount),
    url: pageOf(message) ?? at.url,
  }
}

/** Who marked it is not said. "Assumed" is what Jive calls a question whose asker is content without naming an answer. */
function resolutionOf(
  value: Value,
  posts: NormalPost[],
  chosen: string | undefined,
): NormalThread['resolution'] {
  const isHere = posts.some((post) => post.isAccepted)
  if (isHere) return { kind: 'marked', by: 'unknown' }
  if (chosen !== undefined)
    return {
      kind: 'marked',
      by: 'unknown',
      reason: `The marked answer (message ${chosen}) is not in this export.`,
    }
  const state = textOf(value.resolved)
  if (state !== 'resolved' && state !== 'assumed_resolved') return { kind: 'unknown' }
  return {
    kind: 'closed',
    by: state === 'assumed_resolved' ? 'asker' : 'unknown',
    reason: `Marked "${state}" without naming an answer.`,
  }
}

function bodyOf(value: Value): string {
  const content = value.content as Value | null | undefined
  const page = pageOf(value)
  const format = content?.type === 'text/plain' ? 'text' : 'html'
  return toMarkdown(textOf(content?.text), format, page === undefined ? {} : { baseUrl: page })
}

/** The number by which messages and addresses name a content. */
export function numberOf(value: Value): string | undefined {
  const { contentID } = value
  return typeof contentID === 'string' || typeof contentID === 'number'
    ? String(contentID)
    : lastNumber(refOf(value, 'self'))
}

/** The number at the end of an address. */
export function lastNumber(address: unknown): string | undefined {
  return typeof address === 'string' ? /\/(\d+)\/?$/.exec(address)?.[1] : undefined
}

function pageOf(value: Value): string | undefined {
  const address = refOf(value, 'html')
  return address?.startsWith('http') ? address : undefined
}

function refOf(value: Value, name: string): string | undefined {
  const ref = ((value.resources as Value | undefined)?.[name] as Value | undefined)?.ref
  return typeof ref === 'string' ? ref : undefined
}

function placeOf(value: Value): string | undefined {
  const place = value.parentPlace as Value | undefined
  return place?.type === 'person' ? undefined : textOf(place?.name) || undefined
}

function nameOf(person: unknown): string | undefined {
  const { displayName, name } = (person ?? {}) as { displayName?: unknown; name?: { formatted?: unknown } }
  return textOf(displayName) || textOf(name?.formatted) || undefined
}

function timeOf(value: Value): string {
  const at = isoTime(value.published)
  if (at === undefined) throw new Error(`The time "${String(value.published)}" is none.`)
  return at
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
