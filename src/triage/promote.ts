import { eq } from 'drizzle-orm'
import { createArticle, type SavedVersion, saveVersion } from '../articles/articles.ts'
import type { SourceText } from '../articles/provenance.ts'
import type { By } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { posts, products, sources, threads } from '../db/schema.ts'
import type { Content, Origin, Template } from '../db/words.ts'
import { Refused } from '../lib/errors.ts'
import type { FindingKind } from '../safety/detector.ts'
import { companyWords } from '../safety/findings.ts'
import { placeholdersFor, redact } from '../safety/redact.ts'
import { scanThread } from '../safety/scan-thread.ts'
import { visibleText } from '../safety/visible.ts'
import { decide, getCandidate } from './decisions.ts'
import { prefill } from './prefill.ts'

type Post = typeof posts.$inferSelect

/** A draft as the editor first sees it, with the texts it was made from and further answers that may be added. */
export type Prefilled = {
  content: Content
  template: Template
  origin: Origin
  productId: number | null
  language: string
  sources: SourceText[]
  /** Other helpful answers of the thread, private parts replaced, the most helpful first. */
  additions: { postId: number; author: string | null; text: string }[]
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
    language: thread.language,
    sources: [...(question === undefined ? [] : [question]), ...used].map(sourceText),
    additions: answers
      .filter((answer) => !used.includes(answer))
      .map(({ post, text }) => ({ postId: post.id, author: post.authorName, text })),
    replaced: safe.replaced,
  }
}

/** Makes a candidate a draft article. `content` is what the editor made of the pre-filled text. */
export function promote(db: Db, input: { candidateId: number; content?: Content; by: By }): SavedVersion {
  return inTransaction(db, (tx) => {
    const candidate = getCandidate(tx, input.candidateId)
    refuseIfSettled(candidate.state)
    if (candidate.safetyClass === 'case-only') {
      throw new Refused(
        `It has to stay a case: ${candidate.safetyReasons.join('; ')}. Overrule that first, with a reason.`,
      )
    }
    const draft = prefillCandidate(tx, candidate.id)
    const additions = draft.additions.map(({ postId, text }) => additionSource(tx, postId, text))
    const saved = createArticle(tx, {
      content: input.content ?? draft.content,
      sources: [...draft.sources, ...(input.content === undefined ? [] : additions)],
      productId: draft.productId,
      language: draft.language,
      template: draft.template,
      origin: draft.origin,
      by: input.by,
      reason: draft.origin === 'case' ? 'Promoted from a case' : 'Promoted from a thread',
    })
    decide(tx, { candidateId: candidate.id, decision: 'promoted', articleId: saved.articleId, by: input.by })
    return saved
  })
}

/** Takes a candidate up into an article that is there already: a new version with its posts as further sources. */
export function mergeCandidate(
  db: Db,
  input: { candidateId: number; articleId: number; basedOnId: number; content: Content; by: By },
): SavedVersion {
  return inTransaction(db, (tx) => {
    const candidate = getCandidate(tx, input.candidateId)
    refuseIfSettled(candidate.state)
    const draft = prefillCandidate(tx, candidate.id)
    const additions = draft.additions.map(({ postId, text }) => additionSource(tx, postId, text))
    const saved = saveVersion(tx, {
      articleId: input.articleId,
      basedOnId: input.basedOnId,
      content: input.content,
      reason: `Merged the thread “${draft.content.title}”`,
      significance: 'wording',
      sources: [...draft.sources, ...additions],
      by: input.by,
    })
    decide(tx, { candidateId: candidate.id, decision: 'merged', articleId: input.articleId, by: input.by })
    return saved
  })
}

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

function additionSource(db: Db, postId: number, text: string): SourceText {
  const post = db.select().from(posts).where(eq(posts.id, postId)).get()!
  return sourceText({ post, text })
}

function refuseIfSettled(state: string): void {
  if (state === 'promoted' || state === 'merged') throw new Refused('It is part of an article already.')
  if (state === 'gone') throw new Refused('The thread is no longer in its source, or no longer resolved.')
}
