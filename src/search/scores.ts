import type { SearchDocument } from './documents.ts'
import type { SearchOptions } from './options.ts'
import type { ReadDocument, Reading } from './reading.ts'
import { roundedCount, roundedLength } from './statistics.ts'

/** How often terms stand in one part of the documents: for the term with number n from `starts[n]` on. */
export interface Counts {
  starts: Uint32Array
  docs: Uint32Array
  times: Uint16Array
  /** The number of different terms in each document's part, and their rounded average. */
  lengths: Uint32Array
  average: number
}

/** Says how much a term says about each document that holds it, documents ascending. */
export type Scores = (term: number) => { docs: number[]; scores: number[] }

/** The factor by which a document's scores are multiplied. */
export function documentBoost(
  document: Pick<SearchDocument, 'kind' | 'boost'>,
  options: SearchOptions,
): number {
  return options.kindBoosts[document.kind] * (document.boost > 0 ? document.boost : 1)
}

/**
 * MiniSearch's score of each term for each document, which does not depend on the other words of a search:
 *
 *   Σ over text and keywords  boost · boost(document) · idf · (d + tf·(k+1) / (tf + k·(1 − b + b·length/average)))
 *   idf = ln(1 + (N − n + 0.5) / (n + 0.5))
 *
 * (BM25+ after Lv and Zhai, 2011.) Title, headings and body are one text in which a word of the title counts
 * several times: each further place then adds less and less, as in BM25F (Robertson, Zaragoza and Taylor,
 * 2004). A test compares the result with MiniSearch itself.
 */
export function scoreTerms(reading: Reading, boosts: readonly number[], options: SearchOptions): Scores {
  const { boosts: weights, bm25 } = options
  const count = roundedCount(reading.documents.length)
  const parts = [
    { boost: 1, counts: countText(reading, weights) },
    {
      boost: weights.keywords,
      counts: countPart(reading, ({ keywords }, add) => {
        for (const term of keywords) add(term, 1)
      }),
    },
  ]
  return (term) => {
    const docs: number[] = []
    const scores: number[] = []
    for (const { boost, counts } of parts) addPart(docs, scores, term, counts, boost)
    return { docs, scores }
  }

  function addPart(docs: number[], scores: number[], term: number, counts: Counts, boost: number): void {
    const { k, b, d } = bm25
    const [from, to] = [counts.starts[term]!, counts.starts[term + 1]!]
    const idf = Math.log(1 + (count - (to - from) + 0.5) / (to - from + 0.5))
    let into = 0
    for (let at = from; at < to; at++) {
      const doc = counts.docs[at]!
      const tf = counts.times[at]!
      const saturated = d + (tf * (k + 1)) / (tf + k * (1 - b + (b * counts.lengths[doc]!) / counts.average))
      const score = boost * boosts[doc]! * idf * saturated
      while (into < docs.length && docs[into]! < doc) into++
      if (docs[into] === doc) scores[into]! += score
      else {
        docs.splice(into, 0, doc)
        scores.splice(into, 0, score)
      }
    }
  }
}

function countText(reading: Reading, weights: SearchOptions['boosts']): Counts {
  return countPart(reading, ({ title, headings, body }, add) => {
    for (const term of title) add(term, weights.title)
    for (const term of headings) add(term, weights.headings)
    for (const term of body) add(term, weights.body)
  })
}

/** Counts in two passes, so that two flat arrays hold everything. */
function countPart(
  { documents, terms }: Reading,
  visit: (document: ReadDocument, add: (term: number, times: number) => void) => void,
): Counts {
  const starts = new Uint32Array(terms.length + 1)
  const lengths = new Uint32Array(documents.length)
  const last = new Int32Array(terms.length).fill(-1)
  documents.forEach((document, doc) => {
    visit(document, (term) => {
      if (last[term] === doc) return
      last[term] = doc
      lengths[doc]!++
      starts[term + 1]!++
    })
  })
  for (let term = 0; term < terms.length; term++) starts[term + 1]! += starts[term]!
  const docs = new Uint32Array(starts[terms.length]!)
  const times = new Uint16Array(docs.length)
  const next = starts.slice()
  last.fill(-1)
  documents.forEach((document, doc) => {
    visit(document, (term, weight) => {
      if (last[term] !== doc) docs[next[term]!++] = last[term] = doc
      const at = next[term]! - 1
      times[at] = Math.min(65535, times[at]! + weight)
    })
  })
  let total = 0
  for (const length of lengths) total += length
  return {
    starts,
    docs,
    times,
    lengths,
    average: roundedLength(documents.length ? total / documents.length : 0),
  }
}
