import { eq, inArray } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { versionSources, versionStatements } from '../db/schema.ts'
import { blocksOf, type Statement, wordsOf } from './statements.ts'

/** A text a version may have been made from: a post or a document, as the editor saw it. */
export type SourceText = {
  postId?: number
  documentId?: number
  text: string
  textHash: string
  isAccepted?: boolean
}

/** Where one statement came from, with the hash of that source when it was taken. */
export type Origin = {
  postId: number | null
  documentId: number | null
  sourceTextHash: string
  wasAccepted: boolean
}

/** Two statements share this much of their words (Jaccard) to count as the same one reworded. */
const SAME_STATEMENT = 0.5

type Known = { words: Set<string>; origins: Origin[] }

/**
 * For each statement, where it came from: what the base version knew of it as far as the text was kept,
 * else the source that says the same. A sentence in the editor's own words comes from nowhere.
 */
export function originsOf(statements: Statement[], base: Known[], sources: SourceText[]): Origin[][] {
  const fromSources = sources.flatMap(knownFromSource)
  const index = indexOf([...base, ...fromSources])
  return statements.map((statement) => {
    const words = new Set(wordsOf(statement.text))
    if (words.size === 0) return []
    const best = bestMatch(words, index)
    return best === undefined ? [] : best.origins
  })
}

/** What a saved version knows of the origins of its statements. */
export function knownStatements(db: Db, versionId: number): Known[] {
  const statements = db
    .select({ id: versionStatements.id, text: versionStatements.text })
    .from(versionStatements)
    .where(eq(versionStatements.versionId, versionId))
    .all()
  const rows =
    statements.length === 0
      ? []
      : sourceRows(
          db,
          statements.map((row) => row.id),
        )
  return statements.map((statement) => ({
    words: new Set(wordsOf(statement.text)),
    origins: rows.filter((row) => row.statementId === statement.id).map(toOrigin),
  }))
}

/** Every post and document a version was made from, as texts that a further version may draw on. */
export function knownSources(db: Db, versionId: number): SourceText[] {
  const known = db
    .select({
      text: versionStatements.text,
      postId: versionSources.postId,
      documentId: versionSources.documentId,
      textHash: versionSources.sourceTextHash,
      isAccepted: versionSources.wasAccepted,
    })
    .from(versionSources)
    .innerJoin(versionStatements, eq(versionSources.statementId, versionStatements.id))
    .where(eq(versionStatements.versionId, versionId))
    .orderBy(versionStatements.id)
    .all()
  return known.map((row) => ({
    text: row.text,
    textHash: row.textHash,
    isAccepted: row.isAccepted,
    ...(row.postId === null ? {} : { postId: row.postId }),
    ...(row.documentId === null ? {} : { documentId: row.documentId }),
  }))
}

function sourceRows(db: Db, statementIds: number[]) {
  return db.select().from(versionSources).where(inArray(versionSources.statementId, statementIds)).all()
}

function toOrigin(row: Origin): Origin {
  const { postId, documentId, sourceTextHash, wasAccepted } = row
  return { postId, documentId, sourceTextHash, wasAccepted }
}

function knownFromSource(source: SourceText): Known[] {
  const origin = {
    postId: source.postId ?? null,
    documentId: source.documentId ?? null,
    sourceTextHash: source.textHash,
    wasAccepted: source.isAccepted ?? false,
  }
  return blocksOf(source.text).map((block) => ({ words: new Set(wordsOf(block.text)), origins: [origin] }))
}

type Index = { known: Known[]; byWord: Map<string, number[]> }

function indexOf(known: Known[]): Index {
  const byWord = new Map<string, number[]>()
  known.forEach((entry, place) => {
    for (const word of entry.words) {
      const places = byWord.get(word)
      if (places === undefined) byWord.set(word, [place])
      else places.push(place)
    }
  })
  return { known, byWord }
}

function bestMatch(words: Set<string>, { known, byWord }: Index): Known | undefined {
  const shared = new Map<number, number>()
  for (const word of words)
    for (const place of byWord.get(word) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1)
  let best: { entry: Known; likeness: number } | undefined
  for (const [place, common] of shared) {
    const entry = known[place]
    if (entry === undefined) continue
    const likeness = common / (words.size + entry.words.size - common)
    const isBetter = best === undefined || likeness > best.likeness
    // Of two equal wordings the one that knows an origin wins.
    const isKnownEqual = best !== undefined && likeness === best.likeness && best.entry.origins.length === 0
    if (likeness >= SAME_STATEMENT && (isBetter || isKnownEqual)) best = { entry, likeness }
  }
  return best?.entry
}
