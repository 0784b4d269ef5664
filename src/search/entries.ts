import type { Analyser } from './analyse.ts'
import type { SearchDocument } from './documents.ts'
import type { BestBet } from './options.ts'
import { facetKey, levelOf, type TermEntry } from './page/format.ts'
import { wordsIn } from './page/words.ts'
import type { ScoredIndex } from './scores.ts'
import { byUnits } from './statistics.ts'

/** The leaf entries of an index, sorted: its terms, its facets, and the best bets where their words begin. */
export function termEntries(
  documents: readonly SearchDocument[],
  terms: ScoredIndex['terms'],
  bestBets: readonly BestBet[],
  analyser: Analyser,
): TermEntry[] {
  const entries = new Map<string, TermEntry>()
  for (const [key, { docs, scores }] of terms) {
    entries.set(key, { key, docs, levels: Uint8Array.from(scores, levelOf), bets: [] })
  }
  for (const [key, docs] of facetDocuments(documents)) {
    entries.set(key, { key, docs, levels: new Uint8Array(docs.length), bets: [] })
  }
  addBets(entries, documents, bestBets, analyser)
  return sortedEntries(entries)
}

/** The values by which a document can be found when results are narrowed. */
export function facetValues(document: SearchDocument): [facet: string, value: string][] {
  const values: [string, string][] = [['origin', document.origin]]
  if (document.product) values.push(['product', document.product])
  for (const version of new Set(document.versions)) values.push(['version', version])
  return values
}

/**
 * The spellings of a language that the page does not stem: each leads to its term. A spelling that is itself
 * some term's name keeps its own documents.
 */
export function withAliases(
  entries: TermEntry[],
  documents: readonly SearchDocument[],
  analyser: Analyser,
): TermEntry[] {
  const all = new Map(entries.map((entry) => [entry.key, entry]))
  for (const document of documents) {
    for (const text of [document.title, document.body, ...document.headings, ...document.keywords]) {
      for (const { folded } of wordsIn(text)) {
        if (all.has(folded)) continue
        const alias = analyser.term(folded)
        if (alias) all.set(folded, { key: folded, docs: [], levels: [], bets: [], alias })
      }
    }
  }
  return sortedEntries(all)
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

// A best bet hangs on the first of its terms in order; one whose words the index does not hold is met by none.
function addBets(
  entries: Map<string, TermEntry>,
  documents: readonly SearchDocument[],
  bestBets: readonly BestBet[],
  analyser: Analyser,
): void {
  const numbers = new Map(documents.map((document, doc) => [document.id, doc]))
  for (const { words, documentId } of bestBets) {
    const terms = [...new Set(analyser.terms(words))].sort(byUnits)
    const doc = numbers.get(documentId)
    if (doc !== undefined && terms[0]) entries.get(terms[0])?.bets.push({ words: terms.join(' '), doc })
  }
}

function sortedEntries(entries: Map<string, TermEntry>): TermEntry[] {
  return [...entries.values()].sort((a, b) => byUnits(a.key, b.key))
}
