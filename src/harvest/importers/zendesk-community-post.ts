import { z } from 'zod'
import type { PostRole } from '../../db/words.ts'
import { wrongIn } from '../../lib/shape.ts'
import type { Normalised, NormalPost, NormalThread } from '../importer.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'
import { personName } from './desk-body.ts'
import { idOf, type Json } from './desk-items.ts'
import { timeOf } from './desk-thread.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null)
const id = z.union([z.number(), z.string()]).transform(String)
const comment = z.object({
  id,
  author_id: optional(id),
  body: optional(z.string()),
  official: optional(z.boolean()),
  vote_sum: optional(z.number()),
  html_url: optional(z.string()),
  created_at: z.string(),
  updated_at: optional(z.string()),
})
const post = z.object({
  title: optional(z.string()),
  details: optional(z.string()),
  author_id: optional(id),
  status: optional(z.string()),
  vote_sum: optional(z.number()),
  html_url: optional(z.string()),
  created_at: z.string(),
  updated_at: optional(z.string()),
  topic: optional(z.object({ name: optional(z.string()) })),
  comments: optional(z.array(z.unknown())),
  people: optional(z.array(z.object({ id, name: z.unknown().optional(), role: optional(z.string()) }))),
})

type Post = z.infer<typeof post>

/** Whether the post's topic is for some readers only. */
export function isRestricted(raw: Json): boolean {
  return idOf((raw.topic as Json | undefined)?.user_segment_id) !== undefined
}

/** A post as a thread; throws what is wrong with it. */
export function normalisePost(externalId: string, raw: object): Normalised {
  if (isRestricted(raw as Json)) return { kind: 'left-out', why: 'a post for a part of the readers only' }
  const parsed = post.safeParse(raw)
  if (!parsed.success) throw new Error(`This is not a community post: ${wrongIn(parsed.error)}`)
  const value = parsed.data
  const url = value.html_url ?? undefined
  const posts = (value.comments ?? []).map((one) => replyOf(one, value))
  posts.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0))
  return {
    kind: 'thread',
    thread: {
      externalId,
      title: value.title ?? '',
      body: toMarkdown(value.details ?? '', 'html', url === undefined ? {} : { baseUrl: url }),
      author: nameOf(value.author_id, value),
      url,
      createdAt: timeOf(value.created_at, 'post'),
      updatedAt: isoTime(value.updated_at),
      tags: value.topic?.name ? [value.topic.name] : [],
      views: 0,
      score: value.vote_sum ?? 0,
      environment: {},
      links: [],
      participants: [],
      resolution: resolutionOf(value, posts),
      posts,
    },
  }
}

function replyOf(one: unknown, value: Post): NormalPost {
  const parsed = comment.safeParse(one)
  if (!parsed.success) throw new Error(`A comment cannot be read: ${wrongIn(parsed.error)}`)
  const said = parsed.data
  const url = said.html_url ?? undefined
  return {
    externalId: said.id,
    role: roleOf(said.author_id, value, said.official === true),
    author: nameOf(said.author_id, value),
    body: toMarkdown(said.body ?? '', 'html', url === undefined ? {} : { baseUrl: url }),
    createdAt: timeOf(said.created_at, `comment ${said.id}`),
    editedAt: said.updated_at === said.created_at ? undefined : isoTime(said.updated_at),
    isAccepted: said.official === true,
    score: said.vote_sum ?? 0,
    url,
  }
}

/** Only agents can mark a comment as official; without the users' file that is how the one who wrote it is known. */
function roleOf(author: string | null | undefined, value: Post, isOfficial: boolean): PostRole {
  const role = value.people?.find((one) => one.id === author)?.role
  if (author && author === value.author_id) return 'asker'
  return role === 'agent' || role === 'admin' || (isOfficial && role == null) ? 'staff' : 'community'
}

function nameOf(author: string | null | undefined, value: Post): string | undefined {
  return personName(value.people?.find((one) => one.id === author)?.name)
}

/** Staff mark a comment as official; a status alone says that somebody thinks it answered, and not where. */
function resolutionOf(value: Post, posts: NormalPost[]): NormalThread['resolution'] {
  if (posts.some((one) => one.isAccepted)) {
    return { kind: 'marked', by: 'staff', reason: 'A comment is marked as official.' }
  }
  if (value.status !== 'answered' && value.status !== 'completed') return { kind: 'unknown' }
  return {
    kind: 'closed',
    by: 'staff',
    reason: `Status "${value.status}"; no comment is marked as official.`,
  }
}
