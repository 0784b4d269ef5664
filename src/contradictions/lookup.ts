import type { Db } from '../db/open.ts'
import { textsAbout } from './about.ts'
import type { Weigh } from './align.ts'
import { CLOSE_MOST, CLOSE_SHARE, type FramedSentence } from './documents.ts'
import type { Frame } from './frame.ts'
import { unpackFrame } from './kept-frames.ts'
import { type IndexSource, MOST, officialIndex, rarityOf, SHARE, searchIndex } from './retrieval.ts'
import { type Statement as KeptStatement, statementCount } from './statements.ts'
import type { ComparedText } from './texts.ts'
import { numberOf, totalOf, unpackVectors, type Vector } from './vectors.ts'
import { sentencesWith, statementsMentioning, statementsNaming } from './word-lists.ts'

/** A kept statement as the rules read it. */
export type Statement = KeptStatement & { sentence: FramedSentence }

/** Whose a claim is. */
type Owner = Pick<ComparedText, 'productId' | 'documentId' | 'articleId' | 'versionId' | 'isVouchedFor'>

/** Finds the official statements a claim could disagree with; what it read of them it remembers while it is kept. */
export type Lookup = {
  weigh: Weigh
  /** The nearest statements that it may be set against; at most `MOST`. */
  nearest(frame: Frame, claim: Owner): Statement[]
  /** The texts an answer is about, and their statements nearest to a sentence of it. */
  about(words: Vector, claim: Owner): { subjects: ReadonlySet<string>; nearest(frame: Frame): Statement[] }
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
  // Only whose they are is asked of them: their words need not be weighed for that.
  const selectSubjects = db.$client
    .prepare('SELECT DISTINCT subject FROM official_statements WHERE id IN (SELECT value FROM json_each(?))')
    .pluck()
  const holding = remembered(MOST_KEPT, (concept: number) => {
    const ids = [...statementsNaming(db, concept), ...statementsMentioning(db, concept)]
    return selectSubjects.all(JSON.stringify(ids)) as string[]
  })
  const selectSize = db.$client.prepare(
    'SELECT count(*) AS statements, min(id) AS first FROM official_statements WHERE subject = ?',
  )
  const sizes = remembered(
    MOST_KEPT,
    (subject: string) => selectSize.get(subject) as { statements: number; first: number },
  )
  const selectOf = db.$client.prepare('SELECT id FROM official_statements WHERE subject = ?').pluck()
  const within = remembered(MOST_OPEN, (subject: string) => {
    const own = (selectOf.all(subject) as number[]).flatMap((id) => statements(id) ?? []).sort(byPlace)
    const index = officialIndex(
      own.map((one) => one.sentence.frame),
      weights,
      CLOSE_SHARE,
    )
    return (frame: Frame) => index.candidates(frame, CLOSE_MOST).map((at) => own[at]!)
  })
  return {
    weigh: weights,
    about: (words, claim) => {
      const statementsOf = (subject: string) => sizes(subject).statements
      const subjects = textsAbout(words, { rarity: rarities, holding, statementsOf }).filter((subject) =>
        owners.mayMeet(sizes(subject).first, claim),
      )
      const open = subjects.map(within)
      return { subjects: new Set(subjects), nearest: (frame) => open.flatMap((nearest) => nearest(frame)) }
    },
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
const MOST_OPEN = 200

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
  const documents = new Int32Array(places)
  const versions = new Int32Array(places)
  const articles = new Int32Array(places)
  const select = db.$client.prepare(
    `SELECT product_id AS productId, document_id AS documentId, version_id AS versionId, article_id AS articleId, concepts
     FROM official_statements WHERE id = ?`,
  )
  const read = (id: number) => {
    if (totals[id] !== 0) return
    const row = select.get(id) as (Omit<Owner, 'isVouchedFor'> & { concepts: Buffer }) | undefined
    totals[id] =
      row === undefined ? Number.POSITIVE_INFINITY : totalOf(unpackVectors(row.concepts)[0]!, rarity)
    products[id] = row?.productId ?? 0
    documents[id] = row?.documentId ?? 0
    versions[id] = row?.versionId ?? 0
    articles[id] = row?.articleId ?? 0
  }
  return {
    total: (id: number) => {
      read(id)
      return totals[id]!
    },
    /**
     * Two documents meet once, the later claiming; what an article and a document say against each other, the article
     * claims. A text meets itself only where the company vouches for it: a draft may differ from what is live.
     */
    mayMeet: (id: number, claim: Owner) => {
      read(id)
      if (claim.documentId !== null && (documents[id] === 0 || documents[id]! > claim.documentId))
        return false
      if (claim.articleId !== null && articles[id] === claim.articleId)
        if (!claim.isVouchedFor || versions[id] !== claim.versionId) return false
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
