import type { SearchDocument } from './documents.ts'
import { type SearchField, type SearchOptions, searchFields } from './options.ts'
import { roundedCount, roundedLength } from './statistics.ts'

/** A document as lists of terms, field by field. */
export type AnalysedDocument = Record<SearchField, readonly string[]> & { boost: number }

/** For every term its documents, ascending, and how much it says about each. */
export interface ScoredIndex {
  /** The rounded number of documents and average lengths that entered the scores. */
  documentCount: number
  averageLengths: Record<SearchField, number>
  terms: Map<string, { docs: Uint32Array; scores: Float64Array }>
}

/** The factor by which a document's scores are multiplied. */
export function documentBoost(document: SearchDocument, options: SearchOptions): number {
  return options.kindBoosts[document.kind] * (document.boost > 0 ? document.boost : 1)
}

/**
 * MiniSearch's score of each term for each document, which does not depend on the other words of a search:
 *
 *   Σ over fields  boost(field) · boost(document) · idf(term, field) · (d + tf·(k+1) / (tf + k·(1 − b + b·length/average)))
 *   idf = ln(1 + (N − n + 0.5) / (n + 0.5)),  length = number of different terms in the field
 *
 * (BM25+ after Lv and Zhai, 2011.) A test compares it with MiniSearch itself.
 */
export function scoreTerms(documents: readonly AnalysedDocument[], options: SearchOptions): ScoredIndex {
  const counted = searchFields.map((field) => countField(documents, field))
  const documentCount = roundedCount(documents.length)
  const numberOf = new Map<string, number>()
  for (const { found } of counted)
    for (const term of found.keys()) if (!numberOf.has(term)) numberOf.set(term, numberOf.size)
  const scored = Array.from(numberOf, () => ({ docs: [] as number[], scores: [] as number[] }))
  const { k, b, d } = options.bm25
  searchFields.forEach((field, at) => {
    const { found, lengths, average } = counted[at]!
    for (const [term, { docs, counts }] of found) {
      const idf = Math.log(1 + (documentCount - docs.length + 0.5) / (docs.length + 0.5))
      const into = scored[numberOf.get(term)!]!
      for (let i = 0; i < docs.length; i++) {
        const doc = docs[i]!
        const tf = counts[i]!
        const saturated = d + (tf * (k + 1)) / (tf + k * (1 - b + (b * lengths[doc]!) / average))
        into.docs.push(doc)
        into.scores.push(options.boosts[field] * documents[doc]!.boost * idf * saturated)
      }
    }
  })
  const terms: ScoredIndex['terms'] = new Map()
  for (const [term, number] of numberOf) terms.set(term, summed(scored[number]!))
  const averages = searchFields.map((field, at) => [field, counted[at]!.average])
  return { documentCount, averageLengths: Object.fromEntries(averages), terms }
}

interface CountedField {
  found: Map<string, { docs: number[]; counts: number[] }>
  lengths: Uint32Array
  average: number
}

function countField(documents: readonly AnalysedDocument[], field: SearchField): CountedField {
  const found: CountedField['found'] = new Map()
  const lengths = new Uint32Array(documents.length)
  let total = 0
  documents.forEach((document, doc) => {
    for (const term of document[field]) {
      const posting = found.get(term) ?? { docs: [], counts: [] }
      if (!posting.docs.length) found.set(term, posting)
      const last = posting.docs.length - 1
      if (posting.docs[last] === doc) posting.counts[last]!++
      else {
        posting.docs.push(doc)
        posting.counts.push(1)
        lengths[doc]!++
      }
    }
    total += lengths[doc]!
  })
  return { found, lengths, average: roundedLength(documents.length ? total / documents.length : 0) }
}

/** Puts the documents of several fields in order and adds up what each field said. */
function summed(posting: { docs: number[]; scores: number[] }): { docs: Uint32Array; scores: Float64Array } {
  const order = Uint32Array.from(posting.docs.keys()).sort(
    (a, b) => posting.docs[a]! - posting.docs[b]! || a - b,
  )
  const docs: number[] = []
  const scores: number[] = []
  for (const at of order) {
    if (docs.at(-1) === posting.docs[at]) scores[scores.length - 1]! += posting.scores[at]!
    else {
      docs.push(posting.docs[at]!)
      scores.push(posting.scores[at]!)
    }
  }
  return { docs: Uint32Array.from(docs), scores: Float64Array.from(scores) }
}
