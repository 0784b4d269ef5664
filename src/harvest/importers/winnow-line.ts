import { z } from 'zod'
import { authorities, postRoles, resolvers, visibilities } from '../../db/words.ts'
import { wrongIn } from '../../lib/shape.ts'
import type { Normalised, NormalPost, NormalThread } from '../importer.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'

const time = z.string().transform((value, context) => {
  const at = isoTime(value)
  if (at === undefined) context.addIssue({ code: 'custom', message: `"${value}" is not a time` })
  return at ?? ''
})
const format = z.enum(['html', 'markdown', 'text'])
const text = z.string()
const id = z.union([z.string().min(1), z.number()]).transform(String)
const list = z.array(z.union([z.string(), z.number()]).transform(String))

const postSchema = z.object({
  id,
  author: text.nullish(),
  role: z.enum(postRoles),
  body: text,
  bodyFormat: format.nullish(),
  createdAt: time,
  editedAt: time.nullish(),
  isAccepted: z.boolean().nullish(),
  isComment: z.boolean().nullish(),
  isPrivate: z.boolean().nullish(),
  score: z.number().nullish(),
  url: text.nullish(),
  licence: text.nullish(),
  language: text.nullish(),
})

const shared = {
  id,
  source: text.nullish(),
  authority: z.enum(authorities).nullish(),
  url: text.nullish(),
  product: text.nullish(),
  language: text.nullish(),
  title: text,
  body: text,
  bodyFormat: format,
  licence: text.nullish(),
  updatedAt: time.nullish(),
}

const threadSchema = z.object({
  ...shared,
  type: z.literal('thread'),
  author: text.nullish(),
  createdAt: time,
  tags: list.nullish(),
  views: z.number().nullish(),
  score: z.number().nullish(),
  environment: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).nullish(),
  links: z.array(z.object({ kind: z.enum(['duplicate', 'related']), id })).nullish(),
  resolution: z
    .object({
      kind: z.enum(['marked', 'closed']),
      postId: id.nullish(),
      by: z.enum(resolvers).nullish(),
      reason: text.nullish(),
      at: time.nullish(),
    })
    .nullish(),
  participants: z.array(z.object({ name: text, role: z.enum(postRoles).catch('community') })).nullish(),
  posts: z.array(postSchema),
})

const documentSchema = z.object({
  ...shared,
  type: z.literal('document'),
  section: text.nullish(),
  appliesTo: z
    .object({
      versions: list.nullish(),
      plans: list.nullish(),
      platforms: list.nullish(),
      regions: list.nullish(),
    })
    .nullish(),
  visibility: z.enum(visibilities).nullish(),
})

/** Keys of a line that Winnow does not know. */
export function unknownKeysOf(raw: object): string[] {
  const known = (raw as { type?: unknown }).type === 'document' ? documentSchema.shape : threadSchema.shape
  return Object.keys(raw).filter((key) => !Object.hasOwn(known, key))
}

/** A line as a thread or document; throws what is wrong with it. */
export function normaliseLine(kind: 'thread' | 'document', raw: object): Normalised {
  if (kind === 'document') {
    const parsed = documentSchema.safeParse(raw)
    if (!parsed.success) throw new Error(`The document cannot be read: ${wrongIn(parsed.error)}`)
    return { kind: 'document', document: documentOf(parsed.data) }
  }
  const parsed = threadSchema.safeParse(raw)
  if (!parsed.success) throw new Error(`The thread cannot be read: ${wrongIn(parsed.error)}`)
  return { kind: 'thread', thread: threadOf(parsed.data) }
}

function documentOf(value: z.infer<typeof documentSchema>) {
  const lists = Object.entries(value.appliesTo ?? {}).filter(
    ([, values]) => values != null && values.length > 0,
  )
  return {
    ...sharedOf(value),
    section: value.section ?? undefined,
    appliesTo: Object.fromEntries(lists),
    visibility: value.visibility ?? ('public' as const),
  }
}

function threadOf(value: z.infer<typeof threadSchema>): NormalThread {
  const { resolution } = value
  return {
    ...sharedOf(value),
    author: value.author ?? undefined,
    createdAt: value.createdAt,
    tags: value.tags ?? [],
    views: whole(value.views),
    score: whole(value.score),
    environment: value.environment ?? {},
    links: value.links ?? [],
    participants: value.participants ?? [],
    resolution:
      resolution == null
        ? { kind: 'unknown' }
        : {
            kind: resolution.kind,
            by: resolution.by ?? undefined,
            reason: resolution.reason ?? undefined,
            at: resolution.at ?? undefined,
          },
    posts: value.posts.filter((post) => post.isPrivate !== true).map((post) => postOf(post, value)),
  }
}

function sharedOf(value: z.infer<typeof threadSchema> | z.infer<typeof documentSchema>) {
  return {
    externalId: value.id,
    title: value.title,
    body: toMarkdown(value.body, value.bodyFormat),
    url: value.url ?? undefined,
    product: value.product ?? undefined,
    language: value.language ?? undefined,
    licence: value.licence ?? undefined,
    updatedAt: value.updatedAt ?? undefined,
  }
}

function postOf(post: z.infer<typeof postSchema>, thread: z.infer<typeof threadSchema>): NormalPost {
  const isNamed = thread.resolution?.postId === post.id
  return {
    externalId: post.id,
    role: post.role,
    author: post.author ?? undefined,
    body: toMarkdown(post.body, post.bodyFormat ?? thread.bodyFormat),
    createdAt: post.createdAt,
    editedAt: post.editedAt ?? undefined,
    isAccepted: thread.resolution != null && (post.isAccepted === true || isNamed),
    ...(post.isComment === true && { isComment: true }),
    score: whole(post.score),
    url: post.url ?? undefined,
    licence: post.licence ?? undefined,
    language: post.language ?? undefined,
  }
}

function whole(value: number | null | undefined): number {
  return Number.isFinite(value) ? Math.round(value as number) : 0
}
