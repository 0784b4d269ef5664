import type { Resolver } from '../../db/words.ts'
import { wrongIn } from '../../lib/shape.ts'
import type { ImportContext, NormalPost, NormalThread } from '../importer.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'
import { type Post, post, type Topic, topic } from './discourse-shape.ts'

/** Whispers are for staff; hidden and deleted posts were taken from the public. */
export function privateKind(value: unknown): string | undefined {
  const one = value as {
    post_type?: unknown
    hidden?: unknown
    deleted_at?: unknown
    user_deleted?: unknown
  } | null
  if (one?.post_type === 4) return 'whisper'
  if (one?.hidden === true) return 'hidden-post'
  return one?.deleted_at || one?.user_deleted === true ? 'deleted-post' : undefined
}

/** A topic as a thread; throws what is wrong with it. */
export function normaliseTopic(raw: object, context: ImportContext) {
  const parsed = topic.safeParse(raw)
  if (!parsed.success) throw new Error(`This is not a Discourse topic: ${wrongIn(parsed.error)}`)
  const value = parsed.data
  if (value.archetype === 'private_message') return { kind: 'left-out' as const, why: 'a private message' }
  if (value.deleted_at) return { kind: 'left-out' as const, why: 'a deleted topic' }
  if (value.category?.isRestricted)
    return { kind: 'left-out' as const, why: 'a topic of a restricted category' }
  const posts = readPosts(value)
  const question = posts.find((one) => one.post_number === 1) ?? hiddenQuestion(value)
  return {
    kind: 'thread' as const,
    thread: threadOf(
      value,
      question,
      posts.filter((one) => one !== question),
      context,
    ),
  }
}

function readPosts(value: Topic): Post[] {
  return value.post_stream.posts.map((one, index) => {
    const parsed = post.safeParse(one)
    if (!parsed.success) throw new Error(`Post ${index + 1} cannot be read: ${wrongIn(parsed.error)}`)
    return parsed.data
  })
}

/** A hidden question leaves its title and its answers; its own text stays private. */
function hiddenQuestion(value: Topic): Post {
  return post.parse({
    id: `${value.id}-question`,
    post_number: 1,
    created_at: value.created_at ?? '',
    cooked: '',
  })
}

function threadOf(value: Topic, question: Post, others: Post[], context: ImportContext): NormalThread {
  const createdAt = isoTime(question.created_at) ?? isoTime(value.created_at)
  if (createdAt === undefined) throw new Error(`The time "${question.created_at}" is none.`)
  const replies = others.filter((one) => (one.post_type ?? 1) <= 2 && privateKind(one) === undefined)
  const marked = acceptedNumbers(value)
  const baseUrl = baseOf(context) ?? value.base_url ?? undefined
  const asker = question.username ?? undefined
  const posts = replies.map((one) =>
    replyOf(one, { asker, marked, baseUrl, slug: value.slug, topicId: value.id }),
  )
  const category = value.category
  const top = category?.parent ?? category?.name
  const updatedAt = isoTime(value.last_posted_at ?? undefined)
  return {
    externalId: String(value.id),
    title: value.title,
    body: bodyOf(question, baseUrl),
    author: asker,
    url: baseUrl === undefined ? undefined : `${baseUrl}/t/${value.slug || 'topic'}/${value.id}`,
    product: context.product === undefined ? top : undefined,
    createdAt,
    updatedAt,
    tags: [
      ...(value.tags ?? []).map((tag) => (typeof tag === 'string' ? tag : tag.name)),
      ...(category ? [category.name] : []),
    ],
    views: whole(value.views),
    score: whole(value.like_count),
    environment: {},
    links: [],
    participants: [],
    resolution: resolutionOf(value, marked, posts, asker),
    posts,
  }
}

function replyOf(
  one: Post,
  at: {
    asker: string | undefined
    marked: Set<number>
    baseUrl: string | undefined
    slug: string | null | undefined
    topicId: Topic['id']
  },
): NormalPost {
  const createdAt = isoTime(one.created_at)
  if (createdAt === undefined)
    throw new Error(`The time "${one.created_at}" of post ${one.post_number} is none.`)
  const isStaff = one.staff === true || one.admin === true || one.moderator === true
  const author = one.username ?? undefined
  const likes = one.actions_summary?.find((action) => action.id === 2)?.count
  return {
    externalId: String(one.id),
    role: author !== undefined && author === at.asker ? 'asker' : isStaff ? 'staff' : 'community',
    author,
    body: bodyOf(one, at.baseUrl),
    createdAt,
    editedAt: (one.version ?? 1) > 1 ? isoTime(one.updated_at ?? undefined) : undefined,
    isAccepted: one.accepted_answer === true || at.marked.has(one.post_number),
    score: whole(likes),
    url:
      at.baseUrl === undefined
        ? undefined
        : `${at.baseUrl}/t/${at.slug || 'topic'}/${at.topicId}/${one.post_number}`,
  }
}

function bodyOf(one: Post, baseUrl: string | undefined): string {
  if (typeof one.cooked === 'string')
    return toMarkdown(one.cooked, 'html', baseUrl === undefined ? {} : { baseUrl })
  return toMarkdown(one.raw ?? '', 'markdown')
}

/** Who marked the answers of a topic, as its JSON says. */
export function acceptersOf(value: Record<string, unknown>): string[] {
  const all = [value.accepted_answer, value.accepted_answers].flat() as (
    | { accepter_username?: unknown }
    | null
    | undefined
  )[]
  return all.map((one) => one?.accepter_username).filter((name) => typeof name === 'string')
}

function acceptedNumbers(value: Topic): Set<number> {
  const all = [value.accepted_answer, ...(value.accepted_answers ?? [])]
  return new Set(all.flatMap((one) => (one ? [one.post_number] : [])))
}

function resolutionOf(
  value: Topic,
  marked: Set<number>,
  posts: NormalPost[],
  asker: string | undefined,
): NormalThread['resolution'] {
  const isHere = posts.some((one) => one.isAccepted)
  if (!isHere && marked.size === 0) return { kind: 'unknown' }
  const accepter = value.accepted_answer?.accepter_username ?? value.accepted_answers?.[0]?.accepter_username
  const reason = isHere
    ? undefined
    : `The marked answer (post ${[...marked].join(', ')}) is not in this export.`
  return {
    kind: 'marked',
    by: whoMarked(accepter, asker, staffIn(value, posts)),
    ...(reason !== undefined && { reason }),
  }
}

function whoMarked(
  accepter: string | null | undefined,
  asker: string | undefined,
  staff: ReadonlySet<string>,
): Resolver {
  if (!accepter) return 'unknown'
  if (accepter === asker) return 'asker'
  return staff.has(accepter) ? 'staff' : 'third-party'
}

/** Staff may mark an answer without writing in the topic: the topic's participants and the forum's list tell. */
function staffIn(value: Topic, posts: NormalPost[]): ReadonlySet<string> {
  const people = value.details?.participants ?? []
  const named = people
    .filter((one) => one.admin === true || one.moderator === true)
    .map((one) => one.username)
  const writing = posts.filter((one) => one.role === 'staff').map((one) => one.author)
  return new Set(
    [...(value.staff_markers ?? []), ...named, ...writing].filter((name) => typeof name === 'string'),
  )
}

/** The forum's address, when the mapping states it: the JSON of a topic does not. */
function baseOf(context: ImportContext): string | undefined {
  const url = (context.mapping as { url?: unknown } | undefined)?.url
  return typeof url === 'string' && /^https?:\/\//.test(url) ? url.replace(/\/+$/, '') : undefined
}

function whole(value: number | null | undefined): number {
  return Number.isFinite(value) ? Math.round(value as number) : 0
}
