import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import { isFoundBy, TOPIC, type Vector } from './vectors.ts'

/** What changes in the lists of statements by word, gathered so that each list is written once. */
export type Deltas = Map<number, Delta>
type Delta = { named: number[]; mentioned: number[]; removed: Set<number>; sentences: number }

/** Notes that a statement with these words came or went. */
export function noteConcepts(deltas: Deltas, vector: Vector, id: number, what: 'added' | 'removed'): void {
  for (const [at, concept] of vector.concepts.entries()) {
    const delta = deltas.get(concept) ?? {
      named: [],
      mentioned: [],
      removed: new Set<number>(),
      sentences: 0,
    }
    deltas.set(concept, delta)
    const weight = vector.weights[at]!
    if (weight !== TOPIC) delta.sentences += what === 'added' ? 1 : -1
    if (what === 'removed') delta.removed.add(id)
    else (isFoundBy(weight) ? delta.named : delta.mentioned).push(id)
  }
}

/** Writes the lists; gives the words whose count changed. */
export function applyDeltas(tx: Db, deltas: Deltas): { concept: number; before: number; after: number }[] {
  const write = tx.$client.prepare(
    'INSERT OR REPLACE INTO official_concepts (concept, sentences, statements, mentions) VALUES (?, ?, ?, ?)',
  )
  const drop = tx.$client.prepare('DELETE FROM official_concepts WHERE concept = ?')
  const counts: { concept: number; before: number; after: number }[] = []
  for (const [concept, delta] of deltas) {
    const row = prepared(tx, selectLists).get(concept) as Lists | undefined
    const before = row?.sentences ?? 0
    const after = before + delta.sentences
    const statements = changed(row?.statements, delta.removed, delta.named)
    const mentions = changed(row?.mentions, delta.removed, delta.mentioned)
    if (statements.length + mentions.length === 0) drop.run(concept)
    else write.run(concept, after, bytesOf(statements), bytesOf(mentions))
    if (before !== after) counts.push({ concept, before, after })
  }
  return counts
}

/** In how many official statements a word stands. */
export function sentencesWith(db: Db, concept: number): number {
  return (prepared(db, selectCount).get(concept) as { sentences: number } | undefined)?.sentences ?? 0
}

/** The statements found by a word, ascending. */
export function statementsNaming(db: Db, concept: number): Uint32Array {
  return numbersOf((prepared(db, selectLists).get(concept) as Lists | undefined)?.statements)
}

/** The statements in which a word stands, or in whose title, that are not found by it. */
export function statementsMentioning(db: Db, concept: number): Uint32Array {
  return numbersOf((prepared(db, selectLists).get(concept) as Lists | undefined)?.mentions)
}

type Lists = { sentences: number; statements: Buffer; mentions: Buffer }

const selectLists = (db: Db) =>
  db.$client.prepare('SELECT sentences, statements, mentions FROM official_concepts WHERE concept = ?')
const selectCount = (db: Db) =>
  db.$client.prepare('SELECT sentences FROM official_concepts WHERE concept = ?')

function changed(list: Buffer | undefined, removed: ReadonlySet<number>, added: number[]): Uint32Array {
  const known = numbersOf(list)
  const left = removed.size === 0 ? known : known.filter((id) => !removed.has(id))
  if (added.length === 0) return left
  const all = new Uint32Array(left.length + added.length)
  all.set(left)
  all.set(added, left.length)
  return all
}

function numbersOf(bytes: Buffer | undefined): Uint32Array {
  // A copy, because a buffer of the database need not begin where numbers may.
  return bytes === undefined ? new Uint32Array() : new Uint32Array(new Uint8Array(bytes).buffer)
}

function bytesOf(numbers: Uint32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}
