/**
 * Official sentences as the rules read them, kept in the database so that each is read once.
 *
 *   text → statements → lists of statements by word → which claims have to be compared again
 */
import { type Db, inTransaction } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { Field } from '../db/words.ts'
import { type TextWords, wordsOfText } from './about.ts'
import { wakeAll, wakeByFlags, wakeClaims } from './claims.ts'
import { frameText, isOfficialStatement } from './documents.ts'
import { packFrame } from './kept-frames.ts'
import type { Lexicon } from './lexicon.ts'
import { rarityOf, roundedSize } from './retrieval.ts'
import type { ComparedText } from './texts.ts'
import { packVectors, type Spoken, unpackVectors, vectorOf } from './vectors.ts'
import {
  applyDeltas,
  type Deltas,
  noteConcepts,
  sentencesWith,
  statementsMentioning,
  statementsNaming,
} from './word-lists.ts'

/** One kept statement. */
export type Statement = {
  id: number
  subject: string
  documentId: number | null
  versionId: number | null
  articleId: number | null
  productId: number | null
  field: Field | null
}

/**
 * What is new of the official side: the statements that came, how many went, and the claims (by subject) for which that
 * is all that changed.
 */
export type News = { came: ReadonlySet<number>; went: number; only: ReadonlySet<string> }

/** Takes in official texts that changed; `gone` gives, when they were read, the subjects that are official no longer. */
export function takeIn(
  db: Db,
  input: { texts: Iterable<ComparedText>; gone: () => string[]; lexicon: Lexicon; judge: string },
): News {
  const all: News[] = []
  const portion: ComparedText[] = []
  const flush = () => {
    if (portion.length > 0) all.push(replaceStatements(db, portion.splice(0), input))
  }
  for (const text of input.texts) if (portion.push(text) >= PORTION) flush()
  flush()
  const gone = input.gone()
  for (let at = 0; at < gone.length; at += PORTION)
    all.push(forgetStatements(db, gone.slice(at, at + PORTION)))
  // After several changes nobody knows any more what each claim has seen.
  return all.length === 1 ? all[0]! : { came: new Set(), went: 0, only: new Set() }
}

/** What names an official text in the marks. */
export function officialSubject(text: ComparedText): string {
  return `official:${text.name}`
}

/** How many statements are kept. */
export function statementCount(db: Db): number {
  return db.$client.prepare('SELECT count(*) FROM official_statements').pluck().get() as number
}

/** Changes whenever a statement does, so that whoever looked them up before can tell. */
export function statementsStamp(db: Db): string {
  return (prepared(db, selectStamp).get() as string | undefined) ?? ''
}

const selectStamp = (db: Db) =>
  db.$client.prepare(`SELECT text_hash FROM scan_marks WHERE subject = 'statements'`).pluck()

const PORTION = 500

function replaceStatements(db: Db, texts: ComparedText[], input: { lexicon: Lexicon; judge: string }): News {
  const read = texts.map((text) => ({
    text,
    fresh: frameText(text.text, text.context, input.lexicon)
      .filter((one) => isOfficialStatement(one.frame))
      .map((one) => ({ concepts: packVectors([vectorOf(one)]), frame: packFrame(one) })),
  }))
  return changeStatements(db, (tx, change) => {
    const mark = tx.$client.prepare(
      'INSERT OR REPLACE INTO scan_marks (subject, text_hash, judge) VALUES (?, ?, ?)',
    )
    for (const { text, fresh } of read) {
      const subject = officialSubject(text)
      exchange(tx, subject, text, fresh, change)
      wakeByFlags(tx, text)
      mark.run(subject, text.hash, input.judge)
    }
  })
}

function forgetStatements(db: Db, subjects: string[]): News {
  return changeStatements(db, (tx, change) => {
    for (const subject of subjects) {
      const rows = rowsOf(tx, subject)
      change.texts.push(wordsOf(rows))
      for (const row of rows) {
        wakeByFlags(tx, row)
        remove(tx, row, change)
      }
      tx.$client.prepare('DELETE FROM scan_marks WHERE subject = ?').run(subject)
    }
  })
}

/** What a change of the statements touches: their words, and those of their texts, before and after. */
type Change = { touched: Spoken[]; texts: TextWords[]; came: Set<number>; deltas: Deltas }

/** Changes statements in one transaction, and lets every claim wait that a comparison could now see otherwise. */
function changeStatements(db: Db, work: (tx: Db, change: Change) => void): News {
  return inTransaction(db, (tx) => {
    const change: Change = { touched: [], texts: [], came: new Set(), deltas: new Map() }
    const before = statementCount(tx)
    work(tx, change)
    prepared(tx, nextStamp).run()
    const after = statementCount(tx)
    const counts = applyDeltas(tx, change.deltas)
    const news = (only: ReadonlySet<string>): News => ({
      came: change.came,
      went: change.touched.length - change.came.size,
      only,
    })
    const reweighed = counts.filter((one) => rarityOf(one.before, after) !== rarityOf(one.after, after))
    const concepts = new Set(reweighed.map((one) => one.concept))
    const isAnew = roundedSize(before) !== roundedSize(after) || change.touched.length > MOST_CHANGED
    const others = isAnew ? [] : reweighed.flatMap((one) => statementsWith(tx, one.concept))
    const touched = [...change.touched, ...others]
    if (isAnew || touched.length > MOST_CHANGED) {
      wakeAll(tx)
      return news(new Set())
    }
    if (touched.length === 0) return news(new Set())
    const rarity = (concept: number) => rarityOf(sentencesWith(tx, concept), after)
    const only = wakeClaims(tx, { statements: touched, texts: change.texts, words: concepts }, rarity)
    return news(only)
  })
}

const nextStamp = (db: Db) =>
  db.$client.prepare(
    `INSERT OR REPLACE INTO scan_marks (subject, text_hash, judge) VALUES ('statements', hex(randomblob(8)), 'statements')`,
  )

/** From so many changed statements on, comparing everything again costs less than looking for what they touch. */
const MOST_CHANGED = 3_000

type Fresh = { concepts: Buffer; frame: string }
type Row = Statement & Fresh

/** Statements that read as before stay; the others make way for what stands in the text now. */
function exchange(tx: Db, subject: string, text: ComparedText, fresh: Fresh[], change: Change): void {
  const known = rowsOf(tx, subject)
  const owner = [text.documentId, text.versionId, text.articleId, text.productId, text.field]
  const move = tx.$client.prepare(
    'UPDATE official_statements SET document_id = ?, version_id = ?, article_id = ?, product_id = ?, field = ? WHERE id = ?',
  )
  const add = tx.$client.prepare(
    `INSERT INTO official_statements (subject, document_id, version_id, article_id, product_id, field, concepts, frame)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const kept = new Set<Row>()
  const added = fresh.filter((one) => {
    const same = known.find(
      (row) => !kept.has(row) && row.frame === one.frame && row.productId === text.productId,
    )
    if (same === undefined) return true
    kept.add(same)
    move.run(...owner, same.id)
    return false
  })
  for (const row of known) if (!kept.has(row)) remove(tx, row, change)
  for (const one of added) {
    const { lastInsertRowid } = add.run(subject, ...owner, one.concepts, one.frame)
    const [vector] = unpackVectors(one.concepts)
    const id = Number(lastInsertRowid)
    change.touched.push({ vector: vector!, productId: text.productId })
    change.came.add(id)
    noteConcepts(change.deltas, vector!, id, 'added')
  }
  if (added.length > 0 || kept.size < known.length)
    change.texts.push(wordsOf(known), wordsOf(rowsOf(tx, subject)))
}

function wordsOf(rows: Row[]): TextWords {
  return wordsOfText(
    rows.flatMap((row) => unpackVectors(row.concepts)),
    rows[0]?.productId ?? null,
  )
}

function remove(tx: Db, row: Row, change: Change): void {
  tx.$client.prepare('DELETE FROM official_statements WHERE id = ?').run(row.id)
  const [vector] = unpackVectors(row.concepts)
  change.touched.push({ vector: vector!, productId: row.productId })
  noteConcepts(change.deltas, vector!, row.id, 'removed')
}

function rowsOf(tx: Db, subject: string): Row[] {
  return prepared(tx, selectRows).all(subject) as Row[]
}

const selectRows = (db: Db) =>
  db.$client.prepare(
    `SELECT id, subject, document_id AS documentId, version_id AS versionId, article_id AS articleId,
       product_id AS productId, field, concepts, frame
     FROM official_statements WHERE subject = ? ORDER BY id`,
  )

/** Every statement in which a word stands. */
function statementsWith(tx: Db, concept: number): Spoken[] {
  const find = prepared(tx, selectConcepts)
  return [...statementsNaming(tx, concept), ...statementsMentioning(tx, concept)].flatMap((id) => {
    const row = find.get(id) as { concepts: Buffer; productId: number | null } | undefined
    return row === undefined
      ? []
      : unpackVectors(row.concepts).map((vector) => ({ vector, productId: row.productId, isReweighed: true }))
  })
}

const selectConcepts = (db: Db) =>
  db.$client.prepare('SELECT concepts, product_id AS productId FROM official_statements WHERE id = ?')
