// Builders of named states for tests, straight into the tables where the verb itself is not the point.
import { createArticle, type NewArticle, type SavedVersion } from '../../src/articles/articles.ts'
import { emptyContent } from '../../src/articles/content.ts'
import { publishArticle } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import { now } from '../../src/db/events.ts'
import type { Db } from '../../src/db/open.ts'
import {
  documents,
  flags,
  importRuns,
  posts,
  products,
  rawRecords,
  sources,
  threads,
} from '../../src/db/schema.ts'
import type { AppliesTo, Authority, Content, PostNature, PostRole, ThreadLink } from '../../src/db/words.ts'
import { sha256, stableJson } from '../../src/lib/hash.ts'

const TIME = '2026-03-01T09:00:00.000Z'

/** A product, made once per name. */
export function product(db: Db, name = 'Harbor'): number {
  const slug = name.toLowerCase().replace(/\W+/g, '-')
  db.insert(products).values({ name, slug, createdAt: TIME }).onConflictDoNothing().run()
  return db
    .select()
    .from(products)
    .all()
    .find((row) => row.slug === slug)!.id
}

/** A source, made once per slug. */
export function source(
  db: Db,
  slug = 'forum',
  authority: Authority = 'community',
  productId?: number,
): number {
  const row = { slug, name: slug, authority, productId: productId ?? null, createdAt: TIME }
  db.insert(sources).values(row).onConflictDoNothing().run()
  return db
    .select()
    .from(sources)
    .all()
    .find((known) => known.slug === slug)!.id
}

type PostParts = {
  id?: string
  body: string
  role?: PostRole
  author?: string
  nature?: PostNature
  isAccepted?: boolean
  score?: number
}

type ThreadParts = {
  id?: string
  title?: string
  body?: string
  source?: string
  authority?: Authority
  product?: string
  tags?: string[]
  views?: number
  createdAt?: string
  environment?: Record<string, string>
  participants?: { name: string; role: PostRole }[]
  links?: ThreadLink[]
  posts?: PostParts[]
  resolution?: 'marked' | 'closed' | 'unknown'
}

let counter = 0

/** A thread whose question has an accepted answer, unless `posts` and `resolution` say otherwise. */
export function resolvedThread(db: Db, parts: ThreadParts = {}): { threadId: number; postIds: number[] } {
  const externalId = parts.id ?? `t${++counter}`
  const sourceId = source(db, parts.source ?? 'forum', parts.authority ?? 'community')
  const replies = parts.posts ?? [{ body: 'Open Settings, then Refunds, and press Send.', isAccepted: true }]
  const title = parts.title ?? 'How do I send a refund?'
  const question = parts.body ?? 'Where can I send a refund to a customer?'
  const thread = db
    .insert(threads)
    .values({
      sourceId,
      externalId,
      rawRecordId: raw(db, sourceId, externalId, 'thread'),
      productId: parts.product === undefined ? null : product(db, parts.product),
      language: 'en',
      title,
      url: `https://forum.example/t/${externalId}`,
      authorName: 'otto',
      views: parts.views ?? 100,
      replies: replies.length,
      tags: parts.tags ?? [],
      environment: parts.environment ?? {},
      links: parts.links ?? [],
      participants: parts.participants ?? [],
      resolution: parts.resolution ?? 'marked',
      resolvedBy: 'asker',
      resolvedAt: TIME,
      createdAt: parts.createdAt ?? TIME,
      contentHash: sha256(stableJson({ title, question, replies })),
    })
    .returning({ id: threads.id })
    .get()
  const all: PostParts[] = [{ id: externalId, body: question, role: 'asker', nature: 'question' }, ...replies]
  const postIds = all.map(
    (part, position) =>
      db
        .insert(posts)
        .values({
          threadId: thread.id,
          externalId: part.id ?? `${externalId}-${position}`,
          position,
          role: part.role ?? 'community',
          authorName: part.author ?? (position === 0 ? 'otto' : 'hana'),
          body: part.body,
          textHash: sha256(part.body),
          nature: part.nature ?? 'answer',
          isAccepted: part.isAccepted ?? false,
          score: part.score ?? 0,
          createdAt: TIME,
        })
        .returning({ id: posts.id })
        .get().id,
  )
  return { threadId: thread.id, postIds }
}

/** An official document. */
export function document(
  db: Db,
  parts: {
    id?: string
    title?: string
    body?: string
    product?: string
    appliesTo?: AppliesTo
    source?: string
    section?: string
  } = {},
): number {
  const externalId = parts.id ?? `d${++counter}.md`
  const sourceId = source(db, parts.source ?? 'docs', 'official')
  const body = parts.body ?? 'Refunds arrive within ten days.'
  return db
    .insert(documents)
    .values({
      sourceId,
      externalId,
      rawRecordId: raw(db, sourceId, externalId, 'document'),
      productId: parts.product === undefined ? null : product(db, parts.product),
      language: 'en',
      title: parts.title ?? 'Refunds',
      section: parts.section ?? null,
      body,
      textHash: sha256(body),
      appliesTo: parts.appliesTo ?? {},
      url: `https://docs.example/${externalId}`,
      visibility: 'public',
      contentHash: sha256(stableJson(parts)),
    })
    .returning({ id: documents.id })
    .get().id
}

/** An article with one draft version. */
export function article(
  db: Db,
  parts: Partial<Content> & Partial<Omit<NewArticle, 'content'>> & { product?: string } = {},
): SavedVersion {
  const {
    title,
    issue,
    environment,
    cause,
    resolution,
    notes,
    appliesTo,
    product: productName,
    ...rest
  } = parts
  const content = {
    ...emptyContent(),
    title: title ?? 'How long does a refund take?',
    issue: issue ?? 'A customer waits for a refund.',
    environment: environment ?? '',
    cause: cause ?? '',
    resolution: resolution ?? 'Refunds arrive within ten days.',
    notes: notes ?? '',
    appliesTo: appliesTo ?? {},
  }
  return createArticle(db, {
    content,
    sources: [],
    productId: productName === undefined ? null : product(db, productName),
    language: 'en',
    template: 'question',
    origin: 'community',
    by: null,
    reason: 'Written for a test',
    ...rest,
  })
}

/** An article whose draft somebody vouches for. */
export function validatedArticle(db: Db, parts: Parameters<typeof article>[1] = {}): SavedVersion {
  const saved = article(db, parts)
  validate(db, { articleId: saved.articleId, by: null })
  return saved
}

/** An article the public sees at the next release. */
export function publishedArticle(db: Db, parts: Parameters<typeof article>[1] = {}): SavedVersion {
  const saved = validatedArticle(db, parts)
  publishArticle(db, { articleId: saved.articleId, by: null })
  return saved
}

/** An open flag: a claim of a version or a post against a sentence of a document. */
export function openFlag(
  db: Db,
  parts: { versionId?: number; postId?: number; claim?: string; documentId: number; evidence?: string },
): number {
  const claim = parts.claim ?? 'Refunds take 30 days.'
  const evidence = parts.evidence ?? 'Refunds arrive within ten days.'
  return db
    .insert(flags)
    .values({
      fingerprint: sha256(stableJson(parts)),
      kind: 'duration',
      tier: 'high',
      confidence: 0.95,
      reason: 'One says 30 days, the other ten days.',
      compared: '30 days / 10 days',
      claimVersionId: parts.versionId ?? null,
      claimPostId: parts.postId ?? null,
      claimField: parts.versionId === undefined ? null : 'resolution',
      claimQuote: claim,
      claimStart: 0,
      claimEnd: claim.length,
      claimTextHash: sha256(claim),
      evidenceDocumentId: parts.documentId,
      evidenceQuote: evidence,
      evidenceStart: 0,
      evidenceEnd: evidence.length,
      evidenceTextHash: sha256(evidence),
      judge: 'rules-1',
      createdAt: now(),
    })
    .returning({ id: flags.id })
    .get().id
}

function raw(db: Db, sourceId: number, externalId: string, kind: 'thread' | 'document'): number {
  const run = { sourceId, format: 'winnow', paths: [], state: 'complete' as const, startedAt: TIME }
  const runId = db.insert(importRuns).values(run).returning({ id: importRuns.id }).get().id
  const payload = stableJson({ externalId, n: ++counter })
  const row = {
    sourceId,
    kind,
    externalId,
    hash: sha256(payload),
    format: 'winnow',
    payload,
    payloadHash: sha256(payload),
  }
  return db
    .insert(rawRecords)
    .values({ ...row, runId, receivedAt: TIME })
    .returning({ id: rawRecords.id })
    .get().id
}
