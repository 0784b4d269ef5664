import type { Analyser } from './analyse.ts'
import type { SearchDocument } from './documents.ts'
import type { BestBet } from './options.ts'
import { facetKey, levelOf, type TermEntry } from './page/format.ts'
import type { Reading } from './reading.ts'
import type { Scores } from './scores.ts'
import { byUnits } from './statistics.ts'

/** The leaf entries of an index, sorted: its terms, its facets, and the best bets where their words begin. */
export function termEntries(
  documents: readonly SearchDocument[],
  reading: Reading,
  scoresOf: Scores,
  { scale, mostBytes }: { scale: number; mostBytes: number },
): Map<string, TermEntry> {
  const entries = new Map<string, TermEntry>()
  reading.terms.forEach((key, term) => {
    const { docs, scores } = scoresOf(term)
    if (!docs.length) return
    const posting = {
      docs: Uint32Array.from(docs),
      levels: Uint8Array.from(scores, (score) => levelOf(score, scale)),
    }
    entries.set(key, { key, ...bounded(posting, documents.length, mostBytes), alias: '', bets: [] })
  })
  for (const [key, docs] of facetDocuments(documents)) {
    entries.set(key, { key, docs, levels: new Uint8Array(docs.length), alias: '', bets: [] })
  }
  return entries
}

/** About how many bytes the documents of a term take. */
export function postingBytes(found: number, documentCount: number): number {
  const share = Math.min(1, found / documentCount)
  const gap = share === 1 ? 0 : -Math.log2(share) - ((1 - share) / share) * Math.log2(1 - share)
  return (found * (gap + 3)) / 8
}

// Beyond a few kilobytes only the documents are kept about which a word says most: on a very large site, a
// word that stands in every tenth document should not cost its readers more than all the others together.
function bounded(
  posting: { docs: Uint32Array; levels: Uint8Array },
  documentCount: number,
  mostBytes: number,
) {
  let keep = posting.docs.length
  while (postingBytes(keep, documentCount) > mostBytes) keep = Math.floor(keep * 0.95)
  if (keep === posting.docs.length) return posting
  const best = Uint32Array.from(posting.docs.keys()).sort(
    (a, b) => posting.levels[b]! - posting.levels[a]! || a - b,
  )
  const kept = best.slice(0, keep).sort()
  return {
    docs: kept.map((at) => posting.docs[at]!),
    levels: Uint8Array.from(kept, (at) => posting.levels[at]!),
  }
}

/** The values by which a document can be found when results are narrowed. */
export function facetValues(document: SearchDocument): [facet: string, value: string][] {
  const values: [string, string][] = [['origin', document.origin]]
  if (document.product) values.push(['product', document.product])
  for (const version of new Set(document.versions)) values.push(['version', version])
  return values
}

function facetDocuments(documents: readonly SearchDocument[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  documents.forEach((document, doc) => {
    for (const [facet, value] of facetValues(document)) {
      const key = facetKey(facet, value)
      const docs = found.get(key)
      if (docs) docs.push(doc)
      else found.set(key, [doc])
    }
  })
  return found
}

/**
 * The spellings of a language that the page does not stem: each leads to its term. A spelling that is itself
 * some term's name keeps its own documents.
 */
export function addAliases(entries: Map<string, TermEntry>, reading: Reading): void {
  for (const [key, { term }] of reading.words) {
    const alias = reading.terms[term]!
    if (alias && !entries.has(key)) entries.set(key, { key, docs: [], levels: [], alias, bets: [] })
  }
}

/** A best bet hangs on the first of its terms in order; words that the index does not hold are left out. */
export function addBets(
  entries: Map<string, TermEntry>,
  documents: readonly SearchDocument[],
  bestBets: readonly BestBet[],
  analyser: Analyser,
): void {
  const numbers = new Map(documents.map((document, doc) => [document.id, doc]))
  for (const { words, documentId } of bestBets) {
    const terms = [...new Set(analyser.terms(words))].filter((term) => entries.has(term)).sort(byUnits)
    const doc = numbers.get(documentId)
    if (doc !== undefined && terms[0]) entries.get(terms[0])?.bets.push({ words: terms.join(' '), doc })
  }
}
