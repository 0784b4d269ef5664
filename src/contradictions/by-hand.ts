import { eq } from 'drizzle-orm'
import { getArticle, getVersion } from '../articles/find.ts'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { articles, documents, flags, posts, sources, threads } from '../db/schema.ts'
import { Invalid, NotFound, Refused } from '../lib/errors.ts'
import { sha256 } from '../lib/hash.ts'
import { sentencesOf } from '../lib/sentences.ts'
import { functionWords, stem } from '../lib/words.ts'
import { visibleAround, visibleText } from '../safety/visible.ts'
import { wordsIn } from '../search/page/words.ts'
import { searchStaff } from '../search/staff.ts'

/** A sentence a person may point at; `place` names it in a form: `post:7:120`, `document:3:0`, `version:12:resolution:40`. */
export type Pointed = { place: string; quote: string }

/** A sentence of an official text, with the title it stands under. */
export type OfficialSentence = Pointed & { title: string; kind: 'article' | 'document' }

/** The kind of a flag that a person raised. */
export const BY_HAND = 'raised by hand'

const FEWEST_LETTERS = 8

/** The sentences of one answer, as they may be read. */
export function sentencesOfPost(db: Db, postId: number): Pointed[] {
  const post = db.select().from(posts).where(eq(posts.id, postId)).get()
  if (post === undefined) throw new NotFound(`There is no post ${postId}.`)
  return pointable(db, post.body, `post:${post.id}`)
}

/** The official sentences nearest to some words, best first; `except` are sentences that cannot be meant. */
export function officialSentences(
  db: Db,
  input: { words: string; productId: number | null; limit: number; except?: readonly string[] },
): OfficialSentence[] {
  const found = searchStaff(db, {
    words: input.words,
    kinds: ['article', 'document'],
    limit: 8,
    ...(input.productId === null ? {} : { productId: input.productId }),
  })
  const asked = tellingWords(input.words)
  const sentences = found.flatMap((result) => sentencesOfOfficial(db, result))
  const sharedWords = (quote: string) => [...tellingWords(quote)].filter((word) => asked.has(word)).length
  return sentences
    .map((sentence) => ({ sentence, shared: sharedWords(sentence.quote) }))
    .filter((one) => one.shared > 0 && !input.except?.includes(one.sentence.quote))
    .sort((a, b) => b.shared - a.shared)
    .slice(0, input.limit)
    .map((one) => one.sentence)
}

/** Puts two sentences before whoever settles. The same two are raised once; a settled pair is said to be settled. */
export function raiseFlag(
  db: Db,
  input: { claim: string; evidence: string; reason: string; by: By },
): { flagId: number } {
  return inTransaction(db, (tx) => {
    const claim = sideAt(tx, input.claim, 'claim')
    const evidence = sideAt(tx, input.evidence, 'evidence')
    const fingerprint = sha256([claim.name, claim.quote, evidence.name, evidence.quote].join('\n'))
    const known = tx.select({ id: flags.id }).from(flags).where(eq(flags.fingerprint, fingerprint)).get()
    if (known !== undefined)
      throw new Refused(`These two sentences are contradiction ${known.id} already: /staff/flags/${known.id}`)
    const { id } = tx
      .insert(flags)
      .values({
        fingerprint,
        kind: BY_HAND,
        tier: 'high',
        confidence: 1,
        reason: input.reason.trim() || 'Somebody who read both says that they cannot both hold.',
        compared: '',
        productId: claim.productId ?? evidence.productId,
        claimPostId: claim.postId,
        claimVersionId: null,
        claimQuote: claim.quote,
        claimStart: claim.start,
        claimEnd: claim.end,
        claimTextHash: sha256(claim.text),
        evidenceDocumentId: evidence.documentId,
        evidenceVersionId: evidence.versionId,
        evidenceField: evidence.field,
        evidenceQuote: evidence.quote,
        evidenceStart: evidence.start,
        evidenceEnd: evidence.end,
        evidenceTextHash: sha256(evidence.text),
        judge: 'person',
        raisedBy: input.by,
        createdAt: now(),
      })
      .returning({ id: flags.id })
      .get()
    record(tx, { verb: 'flagged', subject: 'flag', subjectId: id, by: input.by, detail: { judge: 'person' } })
    return { flagId: id }
  })
}

type Text = {
  name: string
  text: string
  productId: number | null
  postId: number | null
  documentId: number | null
  versionId: number | null
  field: 'cause' | 'resolution' | null
}

function sideAt(tx: Db, place: string, side: 'claim' | 'evidence') {
  const parts = /^(post|document|version):(\d{1,15})(?::(cause|resolution))?:(\d{1,9})$/.exec(place)
  const text = parts === null ? undefined : textAt(tx, parts[1]!, Number(parts[2]), parts[3])
  const sentence = text && sentencesOf(text.text).find((one) => one.start === Number(parts?.[4]))
  if (text === undefined || sentence === undefined || (side === 'claim') !== (text.postId !== null)) {
    const message =
      side === 'claim'
        ? 'Choose the sentence of the answer.'
        : 'Choose the official sentence it goes against.'
    throw new Invalid([{ field: side, code: 'missing', message }])
  }
  const { start, end } = sentence
  return { ...text, start, end, quote: text.text.slice(start, end) }
}

function textAt(tx: Db, kind: string, id: number, field: string | undefined): Text | undefined {
  const none = { postId: null, documentId: null, versionId: null, field: null }
  if (kind === 'post') {
    const row = tx
      .select({ post: posts, thread: threads, source: sources.slug })
      .from(posts)
      .innerJoin(threads, eq(threads.id, posts.threadId))
      .innerJoin(sources, eq(sources.id, threads.sourceId))
      .where(eq(posts.id, id))
      .get()
    if (row === undefined || row.post.removedAt !== null || row.post.position === 0) return undefined
    const name = `post:${row.source}:${row.thread.externalId}:${row.post.externalId}`
    return { ...none, name, text: row.post.body, productId: row.thread.productId, postId: id }
  }
  if (kind === 'document') {
    const row = tx
      .select({ document: documents, source: sources.slug })
      .from(documents)
      .innerJoin(sources, eq(sources.id, documents.sourceId))
      .where(eq(documents.id, id))
      .get()
    if (row === undefined || row.document.removedAt !== null) return undefined
    const { body, productId, externalId } = row.document
    return { ...none, name: `document:${row.source}:${externalId}`, text: body, productId, documentId: id }
  }
  if (field !== 'cause' && field !== 'resolution') return undefined
  const version = getVersion(tx, id)
  const article = getArticle(tx, version.articleId)
  const name = `article:${article.number}:${field}`
  return { ...none, name, text: version[field], productId: article.productId, versionId: id, field }
}

function sentencesOfOfficial(
  db: Db,
  result: { kind: string; id: number; title: string },
): OfficialSentence[] {
  if (result.kind === 'document') {
    const isOurs = db.select().from(articles).where(eq(articles.documentId, result.id)).get() !== undefined
    const document = db.select().from(documents).where(eq(documents.id, result.id)).get()
    if (isOurs || document === undefined) return []
    const title = visibleText(db, document.title)
    return pointable(db, document.body, `document:${document.id}`).map((one) => ({
      ...one,
      title,
      kind: 'document',
    }))
  }
  const article = getArticle(db, result.id)
  const versionId = article.liveVersionId ?? article.draftVersionId
  if (versionId === null) return []
  const version = getVersion(db, versionId)
  return (['resolution', 'cause'] as const).flatMap((field) =>
    pointable(db, version[field], `version:${version.id}:${field}`).map((one) => ({
      ...one,
      title: visibleText(db, version.title),
      kind: 'article' as const,
    })),
  )
}

function pointable(db: Db, text: string, prefix: string): Pointed[] {
  return sentencesOf(text)
    .filter((sentence) => sentence.block !== 'heading' && sentence.block !== 'quote')
    .filter((sentence) => sentence.text.replace(/[^\p{L}\p{N}]/gu, '').length >= FEWEST_LETTERS)
    .map((sentence) => ({
      place: `${prefix}:${sentence.start}`,
      quote: visibleAround(db, text, sentence).quote,
    }))
}

function tellingWords(text: string): Set<string> {
  return new Set(wordsIn(text).flatMap(({ folded }) => (functionWords.has(folded) ? [] : [stem(folded)])))
}
