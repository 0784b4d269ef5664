import type { Db } from '../db/open.ts'
import type { Field } from '../db/words.ts'
import type { Weigh } from './align.ts'
import type { FramedSentence } from './documents.ts'
import type { Frame } from './frame.ts'
import { unpackFrame } from './kept-frames.ts'
import { type IndexSource, MOST, rarityOf, SHARE, searchIndex } from './retrieval.ts'
import { statementCount } from './statements.ts'
import { numberOf, totalOf, unpackVectors } from './vectors.ts'
import { sentencesWith, statementsNaming } from './word-lists.ts'

/** A kept statement with whose it is. */
export type Statement = {
  id: number
  subject: string
  documentId: number | null
  versionId: number | null
  articleId: number | null
  productId: number | null
  field: Field | null
  sentence: FramedSentence
}

/** Finds the official statements a claim could disagree with; what it read of them it remembers while it is kept. */
export type Lookup = {
  weigh: Weigh
  /** The nearest statements, those of this article and of other products left out; at most `MOST`. */
  nearest(frame: Frame, claim: { productId: number | null; articleId: number | null }): Statement[]
  /** The text a statement stands in. */
  textOf(statement: Statement): string
}

/** Begins to look statements up; it sees them as they are now, so it must not outlive a change of them. */
export function lookupIn(db: Db): Lookup {
  const sentences = statementCount(db)
  const places =
    (db.$client.prepare('SELECT max(id) FROM official_statements').pluck().get() as number) + 1 || 1
  const rarities = remembered(MOST_KEPT, (concept: number) => rarityOf(sentencesWith(db, concept), sentences))
  const weights = remembered(MOST_KEPT, (concept: string) => rarities(numberOf(concept)))
  const lists = remembered(MOST_KEPT, (concept: string) => statementsNaming(db, numberOf(concept)))
  const owners = ownersIn(db, places, rarities)
  const selectStatement = db.$client.prepare(
    `SELECT id, subject, document_id AS documentId, version_id AS versionId, article_id AS articleId,
       product_id AS productId, field, frame FROM official_statements WHERE id = ?`,
  )
  const statements = remembered(MOST_FRAMES, (id: number): Statement | undefined => {
    const row = selectStatement.get(id) as (Omit<Statement, 'sentence'> & { frame: string }) | undefined
    if (row === undefined || row.frame === '') return undefined
    const { frame, ...owner } = row
    return { ...owner, sentence: unpackFrame(frame) }
  })
  const body = db.$client.prepare('SELECT body FROM documents WHERE id = ?').pluck()
  const version = db.$client.prepare('SELECT cause, resolution FROM article_versions WHERE id = ?')
  const texts = remembered(MOST_TEXTS, (name: string): string => {
    const [kind, id, field] = name.split(':')
    if (kind === 'document') return String(body.get(Number(id)) ?? '')
    return (version.get(Number(id)) as Record<string, string> | undefined)?.[field!] ?? ''
  })
  const source: Omit<IndexSource, 'accepts'> = {
    naming: lists,
    totalOf: (id) => owners.total(id),
    weigh: weights,
    share: SHARE,
    scores: new Float32Array(places),
    touched: new Uint32Array(places),
    order: (a, b) => byPlace(statements(a), statements(b)) || a - b,
  }
  return {
    weigh: weights,
    nearest: (frame, claim) => {
      const accepts = (id: number) => owners.mayMeet(id, claim)
      return searchIndex(frame, { ...source, accepts }, MOST).flatMap(({ at }) => statements(at) ?? [])
    },
    textOf: ({ documentId, versionId, field }) =>
      texts(documentId === null ? `version:${versionId}:${field}` : `document:${documentId}`),
  }
}

const MOST_KEPT = 20_000
const MOST_FRAMES = 4_000
const MOST_TEXTS = 2_000

/** By the text it stands in and its place there: the same whenever the same texts are compared. */
function byPlace(a: Statement | undefined, b: Statement | undefined): number {
  if (a === undefined || b === undefined) return 0
  return a.subject === b.subject
    ? a.sentence.frame.start - b.sentence.frame.start
    : a.subject < b.subject
      ? -1
      : 1
}

/** Whose the statements are and what their words weigh, in arrays by id that fill as they are asked for. */
function ownersIn(db: Db, places: number, rarity: (concept: number) => number) {
  const totals = new Float32Array(places)
  const products = new Int32Array(places)
  const articles = new Int32Array(places)
  const select = db.$client.prepare(
    'SELECT product_id AS productId, article_id AS articleId, concepts FROM official_statements WHERE id = ?',
  )
  const read = (id: number) => {
    if (totals[id] !== 0) return
    const row = select.get(id) as
      | { productId: number | null; articleId: number | null; concepts: Buffer }
      | undefined
    totals[id] =
      row === undefined ? Number.POSITIVE_INFINITY : totalOf(unpackVectors(row.concepts)[0]!, rarity)
    products[id] = row?.productId ?? 0
    articles[id] = row?.articleId ?? 0
  }
  return {
    total: (id: number) => {
      read(id)
      return totals[id]!
    },
    mayMeet: (id: number, claim: { productId: number | null; articleId: number | null }) => {
      read(id)
      if (claim.articleId !== null && articles[id] === claim.articleId) return false
      return claim.productId === null || products[id] === 0 || products[id] === claim.productId
    },
  }
}

/** A function that remembers its answers; the oldest make room when there are too many. */
function remembered<K, V>(most: number, ask: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = ask(key)
    if (known.size >= most) known.delete(known.keys().next().value!)
    known.set(key, value)
    return value
  }
}
