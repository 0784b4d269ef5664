import { desc, eq } from 'drizzle-orm'
import { topicForTags } from '../articles/catalogue.ts'
import type { SourceText } from '../articles/provenance.ts'
import type { Db } from '../db/open.ts'
import { candidates, posts, products, sources, threads } from '../db/schema.ts'
import type { AppliesTo, Content, Origin, Template } from '../db/words.ts'
import type { FindingKind } from '../safety/detector.ts'
import { companyWords } from '../safety/findings.ts'
import { placeholdersFor, redact } from '../safety/redact.ts'
import { scanThread } from '../safety/scan-thread.ts'
import { visibleText } from '../safety/visible.ts'
import { type Candidate, getCandidate } from './decisions.ts'
import { prefill } from './prefill.ts'

type Post = typeof posts.$inferSelect

/** A draft as the editor first sees it, with the texts it was made from and further answers that may be added. */
export type Prefilled = {
  content: Content
  template: Template
  origin: Origin
  productId: number | null
  topicId: number | null
  language: string
  sources: SourceText[]
  /** Other helpful answers, private parts replaced, the most helpful of each thread first. */
  additions: { author: string | null; source: SourceText }[]
  /** What kinds of private material were replaced by placeholders, and how often. */
  replaced: Partial<Record<FindingKind, number>>
}

/** What a draft from this candidate would hold; writes nothing. */
export function prefillCandidate(db: Db, candidateId: number): Prefilled {
  const candidate = getCandidate(db, candidateId)
  const thread = db.select().from(threads).where(eq(threads.id, candidate.threadId)).get()!
  const source = db.select().from(sources).where(eq(sources.id, thread.sourceId)).get()!
  const product =
    thread.productId === null
      ? null
      : db.select().from(products).where(eq(products.id, thread.productId)).get()
  const all = db
    .select()
    .from(posts)
    .where(eq(posts.threadId, thread.id))
    .orderBy(posts.position, posts.id)
    .all()
  const safe = withPlaceholders(db, {
    thread,
    authority: source.authority,
    posts: all.filter((post) => post.removedAt === null),
  })
  const question = safe.posts.find(({ post }) => post.position === 0)
  const answers = safe.posts
    .filter(({ post }) => post.position > 0 && post.nature === 'answer')
    .sort(bySureness)
  const taken = answers.filter(({ post }) => post.isAccepted)
  const used = taken.length > 0 ? taken : answers.slice(0, 1)
  const { template, ...content } = prefill({
    title: safe.title,
    question: question?.text ?? '',
    answers: used.map(({ text }) => text),
    environment: thread.environment,
    tags: thread.tags,
    product: product?.name ?? null,
  })
  return {
    content,
    template,
    origin: source.authority === 'case' ? 'case' : 'community',
    productId: thread.productId,
    topicId: topicForTags(db, thread.productId, thread.tags),
    language: thread.language,
    sources: [...(question === undefined ? [] : [question]), ...used].map(sourceText),
    additions: answers
      .filter((answer) => !used.includes(answer))
      .map((answer) => ({ author: answer.post.authorName, source: sourceText(answer) })),
    replaced: safe.replaced,
  }
}

/**
 * What a draft from everybody who asks the same would hold: the first one's words and marked answer, every answer of
 * the others as an addition, and everything any of them was seen on.
 */
export function prefillCluster(db: Db, candidateId: number): Prefilled {
  const lead = prefillCandidate(db, candidateId)
  const others = alsoAsking(db, getCandidate(db, candidateId)).map((one) => prefillCandidate(db, one.id))
  const all = [lead, ...others]
  const environment = all
    .flatMap(({ content }) => content.environment.split('\n'))
    .filter((line) => line !== '')
  const appliesTo: AppliesTo = {}
  for (const scope of ['versions', 'plans', 'platforms', 'regions'] as const) {
    const values = all.flatMap(({ content }) => content.appliesTo[scope] ?? [])
    if (values.length > 0) appliesTo[scope] = [...new Set(values)]
  }
  const said = others.flatMap(({ sources: own, additions }) => [
    ...own.slice(1).map((source) => ({ author: null, source })),
    ...additions,
  ])
  return {
    ...lead,
    content: { ...lead.content, environment: [...new Set(environment)].join('\n'), appliesTo },
    additions: [...lead.additions, ...said],
  }
}

/** The other candidates of a cluster that may become part of the same article: open, of its product, fit for the public. */
export function alsoAsking(db: Db, candidate: Candidate): Candidate[] {
  if (candidate.clusterId === null) return []
  const inCluster = eq(candidates.clusterId, candidate.clusterId)
  return db
    .select()
    .from(candidates)
    .where(inCluster)
    .orderBy(desc(candidates.score), candidates.id)
    .all()
    .filter(
      (one) =>
        one.id !== candidate.id &&
        one.productId === candidate.productId &&
        one.safetyClass === 'public-ok' &&
        (one.state === 'open' || one.state === 'snoozed'),
    )
    .slice(0, MOST_AT_ONCE)
}

/** A cluster larger than this says nothing new in its tail. */
const MOST_AT_ONCE = 30

type SafePost = { post: Post; text: string }

/** A thread's texts with every private thing replaced, the same thing by the same placeholder throughout. */
function withPlaceholders(
  db: Db,
  input: { thread: typeof threads.$inferSelect; authority: 'official' | 'community' | 'case'; posts: Post[] },
): { title: string; posts: SafePost[]; replaced: Prefilled['replaced'] } {
  const { thread } = input
  const shown = input.posts.map((post) => ({ post, text: visibleText(db, post.body, post.textHash) }))
  const question = shown.find(({ post }) => post.position === 0)
  const fields = scanThread(
    {
      title: visibleText(db, thread.title),
      body: question?.text ?? '',
      authority: input.authority,
      participants: thread.participants,
      ...(thread.authorName === null ? {} : { author: thread.authorName }),
      posts: shown
        .filter(({ post }) => post.position > 0)
        .map(({ post, text }) => ({
          id: String(post.id),
          body: text,
          ...(post.authorName === null ? {} : { author: post.authorName }),
        })),
    },
    { words: companyWords(db) },
  )
  const redactions = placeholdersFor(fields)
  const replaced: Prefilled['replaced'] = {}
  const clean = new Map<string, string>()
  fields.forEach((field, place) => {
    for (const { kind } of redactions[place]!) replaced[kind] = (replaced[kind] ?? 0) + 1
    clean.set(`${field.post ?? ''}:${field.field}`, redact(field.text, redactions[place]!, field.format))
  })
  return {
    title: clean.get(':title') ?? thread.title,
    posts: shown.map(({ post, text }) => ({
      post,
      text: clean.get(post.position === 0 ? ':body' : `${post.id}:body`) ?? text,
    })),
    replaced,
  }
}

function bySureness(a: SafePost, b: SafePost): number {
  const rank = ({ post }: SafePost) =>
    (post.isAccepted ? 1e6 : 0) + (post.role === 'staff' ? 1e3 : 0) + post.score
  return rank(b) - rank(a) || a.post.position - b.post.position
}

function sourceText({ post, text }: SafePost): SourceText {
  return { postId: post.id, text, textHash: post.textHash, isAccepted: post.isAccepted }
}
