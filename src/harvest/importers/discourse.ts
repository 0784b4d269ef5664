import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { Resolver } from '../../db/words.ts'
import type { ImportContext, Importer, Item, NormalPost, NormalThread } from '../importer.ts'
import { newRemoval, PERSONAL_KEYS, stripped, takeOutOf, withoutKeys } from '../private.ts'
import { filesOf } from '../probe.ts'
import { jsonValues } from '../reading/json.ts'
import { readWhole } from '../reading/whole.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'
import { issuesOf } from './issues.ts'

/** Topics of a Discourse forum as `/t/{id}.json` gives them. */
export const discourse: Importer = {
  name: 'discourse',
  reads:
    'Discourse topics: a topic’s JSON, a folder of them, an array, or one per line; categories.json beside names the categories.',
  usesMapping: true,
  recognises: (probe) => {
    const name = probe.names.find((one) => isTopicFile(one))
    return (
      name !== undefined &&
      /"post_stream"\s*:|"topic_id"\s*:.*"cooked"\s*:|"cooked"\s*:.*"topic_id"\s*:/s.test(probe.head(name))
    )
  },
  items,
  withoutPrivate,
  normalise: (item, context) => normalise(item.raw, context),
}

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null)
const post = z.object({
  id: z.union([z.number(), z.string()]),
  username: optional(z.string()),
  name: optional(z.string()),
  user_id: optional(z.number()),
  cooked: optional(z.string()),
  raw: optional(z.string()),
  created_at: z.string(),
  updated_at: optional(z.string()),
  version: optional(z.number()),
  post_number: z.number(),
  post_type: optional(z.number()),
  post_url: optional(z.string()),
  score: optional(z.number()),
  accepted_answer: optional(z.boolean()),
  hidden: optional(z.boolean()),
  staff: optional(z.boolean()),
  admin: optional(z.boolean()),
  moderator: optional(z.boolean()),
  actions_summary: optional(z.array(z.object({ id: optional(z.number()), count: optional(z.number()) }))),
})
const accepted = z.object({
  post_number: z.number(),
  username: optional(z.string()),
  accepter_username: optional(z.string()),
})
const topic = z.object({
  id: z.union([z.number(), z.string()]),
  title: z.string(),
  slug: optional(z.string()),
  created_at: optional(z.string()),
  last_posted_at: optional(z.string()),
  views: optional(z.number()),
  like_count: optional(z.number()),
  archetype: optional(z.string()),
  deleted_at: optional(z.string()),
  visible: optional(z.boolean()),
  user_id: optional(z.number()),
  tags: optional(z.array(z.union([z.string(), z.object({ name: z.string() })]))),
  accepted_answer: optional(accepted),
  accepted_answers: optional(z.array(accepted)),
  category: optional(
    z.object({
      name: z.string(),
      slug: z.string(),
      parent: optional(z.string()),
      isRestricted: optional(z.boolean()),
    }),
  ),
  post_stream: z.object({
    posts: z.array(z.unknown()),
    stream: optional(z.array(z.union([z.number(), z.string()]))),
  }),
})

type Topic = z.infer<typeof topic>
type Post = z.infer<typeof post>
type Category = { name: string; slug: string; parent?: string; isRestricted?: boolean }

// ── reading ───────────────────────────────────────────────────────────────────────────────────────────

function isTopicFile(name: string): boolean {
  return (
    /\.(?:json|ndjson|jsonl)$/i.test(name) &&
    !/^(?:categories|mapping|site|about|latest)\.json$/i.test(basename(name))
  )
}

type Found = { value: Record<string, unknown>; file: string; position: string }
type Place = { file: string; position: string }

/**
 * A topic's own file holds its first twenty posts; the rest lies in `/posts.json` parts. Topics that are complete
 * go out at once; the others wait, by name only, until all parts are known.
 */
async function* items(paths: string[], _context: ImportContext): AsyncGenerator<Item> {
  const categories = new Map<string, Map<string, Category>>()
  const waiting = new Map<string, Place>()
  const parts = new Map<string, Place[]>()
  for (const { file } of filesOf(paths, isTopicFile)) {
    for await (const read of jsonValues(file, ['topics'])) {
      if ('damage' in read || 'bad' in read) {
        yield read
        continue
      }
      const { value, position } = read
      const kind = kindOf(value)
      const found = { value: value as Record<string, unknown>, file, position }
      if (kind === 'part') {
        const id = partOf(found.value)
        parts.set(id, [...(parts.get(id) ?? []), { file, position }])
      } else if (kind === 'topic' && isIncomplete(found.value))
        waiting.set(String(found.value.id), { file, position })
      else if (kind === 'topic') yield topicItem(found, categories)
      else
        yield {
          bad: 'This is not a Discourse topic: it has no title with posts.',
          file,
          position,
          raw: shown(value),
        }
    }
  }
  for (const file of new Set([...waiting.values()].map((place) => place.file))) {
    for await (const read of jsonValues(file, ['topics'])) {
      if (!('value' in read) || kindOf(read.value) !== 'topic') continue
      const found = { value: read.value as Record<string, unknown>, file, position: read.position }
      const id = String(found.value.id)
      if (waiting.get(id)?.file !== file || !isIncomplete(found.value)) continue
      yield topicItem(joined(found, await readAgain(parts.get(id) ?? [])), categories)
    }
  }
  for (const id of parts.keys())
    if (!waiting.has(id)) yield { ignored: `posts of topic ${id}, which is not here` }
}

async function readAgain(places: Place[]): Promise<Found[]> {
  const found: Found[] = []
  for (const place of places) {
    for await (const read of jsonValues(place.file, ['topics'])) {
      if (!('value' in read) || read.position !== place.position) continue
      found.push({ ...place, value: read.value as Record<string, unknown> })
      break
    }
  }
  return found
}

function kindOf(value: unknown): 'topic' | 'part' | undefined {
  if (value === null || typeof value !== 'object' || !('post_stream' in value)) return undefined
  const stream = value.post_stream as { posts?: unknown } | null
  if (!Array.isArray(stream?.posts)) return undefined
  return 'title' in value ? 'topic' : 'part'
}

function partOf(value: Record<string, unknown>): string {
  const posts = (value.post_stream as { posts: { topic_id?: unknown }[] }).posts
  return String(value.id ?? posts[0]?.topic_id)
}

function isIncomplete(value: Record<string, unknown>): boolean {
  const { posts, stream } = value.post_stream as { posts: unknown[]; stream?: unknown }
  return Array.isArray(stream) && stream.length > posts.length
}

function joined(found: Found, parts: Found[]): Found {
  const stream = found.value.post_stream as { posts: { id: unknown }[]; stream: unknown[] }
  const known = new Map(stream.posts.map((one) => [String(one.id), one]))
  for (const part of parts) {
    for (const one of (part.value.post_stream as { posts: { id: unknown }[] }).posts)
      known.set(String(one.id), one)
  }
  const posts = stream.stream.map((id) => known.get(String(id))).filter((one) => one !== undefined)
  return { ...found, value: { ...found.value, post_stream: { ...stream, posts } } }
}

function topicItem(found: Found, categories: Map<string, Map<string, Category>>): Item {
  const { value, file, position } = found
  const category = categoriesNear(file, categories).get(String(value.category_id))
  const raw = category === undefined ? value : { ...value, category }
  return { kind: 'thread', externalId: String(value.id), raw, file, position }
}

/** The categories of the file's folder, or of the folder above. */
function categoriesNear(file: string, known: Map<string, Map<string, Category>>): Map<string, Category> {
  const folder = dirname(file)
  const found = known.get(folder)
  if (found !== undefined) return found
  const place = [folder, dirname(folder)]
    .map((at) => join(at, 'categories.json'))
    .find((path) => existsSync(path))
  const categories = place === undefined ? new Map<string, Category>() : readCategories(place)
  known.set(folder, categories)
  return categories
}

const categoryList = z.array(
  z.object({
    id: z.number(),
    name: z.string(),
    slug: z.string().default(''),
    parent_category_id: optional(z.number()),
    read_restricted: optional(z.boolean()),
    subcategory_list: optional(z.array(z.unknown())),
  }),
)

function readCategories(file: string): Map<string, Category> {
  const read = readWhole(file)
  const parsed = 'text' in read ? safely(() => JSON.parse(read.text) as Record<string, unknown>) : undefined
  const list =
    (parsed?.category_list as { categories?: unknown } | undefined)?.categories ??
    parsed?.categories ??
    parsed
  const found = new Map<string, Category>()
  const collect = (values: unknown, parent?: string, depth = 0) => {
    for (const one of categoryList.safeParse(values).data ?? []) {
      const above =
        parent ?? (one.parent_category_id ? found.get(String(one.parent_category_id))?.name : undefined)
      const isRestricted = one.read_restricted === true
      found.set(String(one.id), {
        name: one.name,
        slug: one.slug,
        ...(above && { parent: above }),
        ...(isRestricted && { isRestricted }),
      })
      if (one.subcategory_list && depth < 4) collect(one.subcategory_list, above ?? one.name, depth + 1)
    }
  }
  collect(list)
  return found
}

// ── private ───────────────────────────────────────────────────────────────────────────────────────────

function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const stream = (raw as { post_stream?: { posts?: unknown[] } }).post_stream
  if (!Array.isArray(stream?.posts)) return stripped(raw, removal)
  const posts = takeOutOf(removal, stream.posts, privateKind)
  const kept = { ...raw, post_stream: { ...stream, posts } }
  return stripped(withoutKeys(kept, PERSONAL_KEYS, removal), removal)
}

/** Whispers are for staff; hidden and deleted posts were taken from the public. */
function privateKind(value: unknown): string | undefined {
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

// ── normalising ───────────────────────────────────────────────────────────────────────────────────────

function normalise(raw: object, context: ImportContext) {
  const parsed = topic.safeParse(raw)
  if (!parsed.success) throw new Error(`This is not a Discourse topic: ${issuesOf(parsed.error)}`)
  const value = parsed.data
  if (value.archetype === 'private_message') return { kind: 'left-out' as const, why: 'a private message' }
  if (value.deleted_at) return { kind: 'left-out' as const, why: 'a deleted topic' }
  if (value.category?.isRestricted)
    return { kind: 'left-out' as const, why: 'a topic of a restricted category' }
  const posts = readPosts(value)
  const question = posts.find((one) => one.post_number === 1)
  if (question === undefined)
    return { kind: 'left-out' as const, why: 'a topic whose question is hidden or deleted' }
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
    if (!parsed.success) throw new Error(`Post ${index + 1} cannot be read: ${issuesOf(parsed.error)}`)
    return parsed.data
  })
}

function threadOf(value: Topic, question: Post, others: Post[], context: ImportContext): NormalThread {
  const createdAt = isoTime(question.created_at) ?? isoTime(value.created_at)
  if (createdAt === undefined) throw new Error(`The time "${question.created_at}" is none.`)
  const replies = others.filter((one) => (one.post_type ?? 1) <= 2 && privateKind(one) === undefined)
  const marked = acceptedNumbers(value)
  const baseUrl = baseOf(context)
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
  return { kind: 'marked', by: whoMarked(accepter, asker, posts), ...(reason !== undefined && { reason }) }
}

function whoMarked(
  accepter: string | null | undefined,
  asker: string | undefined,
  posts: NormalPost[],
): Resolver {
  if (!accepter) return 'unknown'
  if (accepter === asker) return 'asker'
  return posts.some((one) => one.author === accepter && one.role === 'staff') ? 'staff' : 'third-party'
}

/** The forum's address, when the mapping states it: topics themselves do not. */
function baseOf(context: ImportContext): string | undefined {
  const url = (context.mapping as { url?: unknown } | undefined)?.url
  return typeof url === 'string' && /^https?:\/\//.test(url) ? url.replace(/\/+$/, '') : undefined
}

function whole(value: number | null | undefined): number {
  return Number.isFinite(value) ? Math.round(value as number) : 0
}

function shown(value: unknown): string {
  return safely(() => JSON.stringify(value)) ?? ''
}

function safely<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
