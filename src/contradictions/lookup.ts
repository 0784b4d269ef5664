import type { Db } from '../db/open.ts'
import { keepAnswers } from '../lib/kept-answers.ts'
import { textsAbout } from './about.ts'
import type { Weigh } from './align.ts'
import { CLOSE_MOST, CLOSE_SHARE, type FramedSentence } from './documents.ts'
import type { Frame } from './frame.ts'
import { unpackFrame } from './kept-frames.ts'
import { type Owner, ownersIn, textsByPlace } from './owners.ts'
import { type IndexSource, MOST, rarityOf, SHARE, searchIndex, vectorIndex } from './retrieval.ts'
import { type Statement as KeptStatement, statementCount, statementsStamp } from './statements.ts'
import { numberOf, type Vector, vectorAt } from './vectors.ts'
import { sentencesWith, statementsMentioning, statementsNaming } from './word-lists.ts'

/** A kept statement as the rules read it. */
export type Statement = KeptStatement & { sentence: FramedSentence }

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

/** Looks statements up as they are now: what was read of them is remembered until one changes. */
export function lookupIn(db: Db): Lookup {
  const stamp = statementsStamp(db)
  const before = known.get(db.$client)
  if (before?.stamp === stamp) return before.lookup
  const lookup = openLookup(db)
  known.set(db.$client, { stamp, lookup })
  return lookup
}

const known = new WeakMap<Db['$client'], { stamp: string; lookup: Lookup }>()

function openLookup(db: Db): Lookup {
  const sentences = statementCount(db)
  const places =
    (db.$client.prepare('SELECT max(id) FROM official_statements').pluck().get() as number) + 1 || 1
  const rarities = keepAnswers(MOST_WORDS, (concept: number) =>
    rarityOf(sentencesWith(db, concept), sentences),
  )
  const weights = keepAnswers(MOST_WORDS, (concept: string) => rarities(numberOf(concept)))
  const lists = keepAnswers(
    MOST_NUMBERS,
    (concept: string) => statementsNaming(db, numberOf(concept)),
    sizeOf,
  )
  const owners = ownersIn(db, places, rarities)
  const selectStatement = db.$client.prepare(
    `SELECT id, subject, document_id AS documentId, version_id AS versionId, article_id AS articleId,
       product_id AS productId, field, frame FROM official_statements WHERE id = ?`,
  )
  const frames = keepAnswers(MOST_FRAMES, (id: number): Statement | null => {
    const row = selectStatement.get(id) as (Omit<Statement, 'sentence'> & { frame: string }) | undefined
    if (row === undefined || row.frame === '') return null
    const { frame, ...owner } = row
    return { ...owner, sentence: unpackFrame(frame) }
  })
  const statements = (id: number) => frames(id) ?? undefined
  const body = db.$client.prepare('SELECT body FROM documents WHERE id = ?').pluck()
  const version = db.$client.prepare('SELECT cause, resolution FROM article_versions WHERE id = ?')
  const texts = keepAnswers(
    MOST_LETTERS,
    (name: string): string => {
      const [kind, id, field] = name.split(':')
      if (kind === 'document') return String(body.get(Number(id)) ?? '')
      return (version.get(Number(id)) as Record<string, string> | undefined)?.[field!] ?? ''
    },
    sizeOf,
  )
  const source = {
    naming: lists,
    totalOf: (id) => owners.total(id),
    weigh: weights,
    share: SHARE,
    scores: new Float32Array(places),
    touched: new Uint32Array(places),
    order: (a, b) => byPlace(statements(a), statements(b)) || a - b,
  } satisfies Omit<IndexSource, 'accepts'>
  const named = textsByPlace(db, places)
  const holding = keepAnswers(
    MOST_NUMBERS,
    (concept: number) =>
      named.placesOf([...statementsNaming(db, concept), ...statementsMentioning(db, concept)]),
    sizeOf,
  )
  const selectOf = db.$client.prepare(
    'SELECT id, concepts FROM official_statements WHERE subject = ? ORDER BY id',
  )
  const own = keepAnswers(
    MOST_OPEN,
    (subject: string) => selectOf.all(subject) as { id: number; concepts: Buffer }[],
  )
  const within = keepAnswers(MOST_OPEN, (subject: string) => {
    const ids = own(subject).map((row) => row.id)
    const vectors = own(subject).map((row) => vectorAt(row.concepts, 0))
    const order = (a: number, b: number) => source.order(ids[a]!, ids[b]!)
    const index = vectorIndex(vectors, { rarity: rarities, weigh: weights, share: CLOSE_SHARE, order })
    return (frame: Frame) => index.candidates(frame, CLOSE_MOST).flatMap((at) => statements(ids[at]!) ?? [])
  })
  const selectSize = db.$client.prepare('SELECT count(*) FROM official_statements WHERE subject = ?').pluck()
  const aboutIndex = {
    rarity: rarities,
    holding,
    statementsOf: keepAnswers(MOST_WORDS, (text: number) => selectSize.get(named.nameOf(text)) as number),
    nameOf: named.nameOf,
    scores: new Float64Array(places),
  }
  return {
    weigh: weights,
    about: (words, claim) => {
      const subjects = textsAbout(words, aboutIndex).filter((subject) =>
        own(subject).some(({ id }) => owners.mayMeet(id, claim)),
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

const MOST_WORDS = 50_000
const MOST_NUMBERS = 5_000_000
const MOST_LETTERS = 1_000_000
const MOST_FRAMES = 2_000
const MOST_OPEN = 100

const sizeOf = ({ length }: { length: number }) => length

/** By the text it stands in and its place there: the same whenever the same texts are compared. */
function byPlace(a: Statement | undefined, b: Statement | undefined): number {
  if (a === undefined || b === undefined) return 0
  return a.subject === b.subject
    ? a.sentence.frame.start - b.sentence.frame.start
    : a.subject < b.subject
      ? -1
      : 1
}
