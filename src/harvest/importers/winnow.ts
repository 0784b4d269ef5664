import { basename } from 'node:path'
import { z } from 'zod'
import { authorities, postRoles, resolvers, visibilities } from '../../db/words.ts'
import type { Importer, Item, Normalised, NormalPost, NormalThread } from '../importer.ts'
import { newRemoval, PERSONAL_KEYS, stripped, takeOutOf, withoutKeys } from '../private.ts'
import { filesOf, namesUnder } from '../probe.ts'
import { jsonLines } from '../reading/json.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'
import { issuesOf } from './issues.ts'

/** Winnow's own JSONL, which is also what `export` writes; unknown keys are ignored and counted. */
export const winnow: Importer = {
  name: 'winnow',
  reads: 'Winnow JSONL: threads and documents, one a line, as Winnow exports them.',
  recognises: (probe) => {
    const name = probe.names.find(isLines)
    return (
      name !== undefined && /^\s*\{[^\n]{0,4000}"type"\s*:\s*"(?:thread|document)"/.test(probe.head(name))
    )
  },
  items,
  withoutPrivate,
  normalise: (item) => normalise(item.kind, item.raw),
}

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

function isLines(name: string): boolean {
  return /\.(?:jsonl|ndjson)$/i.test(name) && !name.startsWith('articles/')
}

async function* items(paths: string[]): AsyncGenerator<Item> {
  for (const { file } of filesOf(paths, isLines)) {
    let isEmpty = true
    for await (const read of jsonLines(file)) {
      isEmpty = false
      yield 'value' in read ? itemOf(read.value, read.file, read.position) : read
    }
    if (isEmpty && !/^(?:threads|documents)\.jsonl$/.test(basename(file))) {
      yield { damage: 'The file is empty.', file, offset: 0 }
    }
  }
  for (const path of paths) for (const name of articlesIn(path)) yield { ignored: `the article ${name}` }
}

/** An export's articles are read back by the verb that knows articles; here they are only counted. */
function articlesIn(path: string): string[] {
  if (/\.\w+$/.test(basename(path))) return []
  return namesUnder(path, 100_000).filter((name) => /(?:^|\/)articles\/.*\.json$/.test(name))
}

function itemOf(value: unknown, file: string, position: string): Item {
  const raw = value as Record<string, unknown> | null
  const bad = (reason: string): Item => ({ bad: reason, file, position, raw: JSON.stringify(value) })
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return bad('The line is not an object.')
  if (raw.type !== 'thread' && raw.type !== 'document')
    return bad('The line has no "type": "thread" or "document".')
  const externalId = typeof raw.id === 'number' ? String(raw.id) : raw.id
  if (typeof externalId !== 'string' || externalId.trim() === '') return bad('The line has no "id".')
  const authority = authorities.find((known) => known === raw.authority)
  const source =
    typeof raw.source === 'string' && raw.source !== ''
      ? { slug: raw.source, ...(authority && { authority }) }
      : undefined
  return { kind: raw.type, externalId, raw, file, position, ...(source && { source }) }
}

/** Posts marked private go as a whole; of participants only name and role stay. */
function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const { posts } = raw as { posts?: unknown }
  const isPrivate = (post: unknown) => (post as { isPrivate?: unknown } | null)?.isPrivate === true
  const kept = Array.isArray(posts)
    ? { ...raw, posts: takeOutOf(removal, posts, (post) => (isPrivate(post) ? 'private-post' : undefined)) }
    : raw
  const known = (raw as { type?: unknown }).type === 'document' ? documentSchema.shape : threadSchema.shape
  const unknownKeys = Object.keys(raw).filter((key) => !Object.hasOwn(known, key))
  return { ...stripped(withoutKeys(kept, PERSONAL_KEYS, removal), removal), unknownKeys }
}

// ── normalising ───────────────────────────────────────────────────────────────────────────────────────

function normalise(kind: 'thread' | 'document', raw: object): Normalised {
  if (kind === 'document') {
    const parsed = documentSchema.safeParse(raw)
    if (!parsed.success) throw new Error(`The document cannot be read: ${issuesOf(parsed.error)}`)
    return { kind: 'document', document: documentOf(parsed.data) }
  }
  const parsed = threadSchema.safeParse(raw)
  if (!parsed.success) throw new Error(`The thread cannot be read: ${issuesOf(parsed.error)}`)
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
    score: whole(post.score),
    url: post.url ?? undefined,
    licence: post.licence ?? undefined,
    language: post.language ?? undefined,
  }
}

function whole(value: number | null | undefined): number {
  return Number.isFinite(value) ? Math.round(value as number) : 0
}
