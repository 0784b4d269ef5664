import type { Searchable } from './documents.ts'
import type { SearchOptions } from './options.ts'
import { levelOf } from './page/format.ts'
import type { Reading } from './reading.ts'
import { roundedCount, roundedLength } from './statistics.ts'

/** The documents of each term, ascending, with levels of scores: those of term n stand from `starts[n]` on. */
export interface Postings {
  starts: Uint32Array
  docs: Uint32Array
  levels: Uint8Array
}

/** The factor by which a document's scores are multiplied. */
export function documentBoost({ kind, boost }: Pick<Searchable, 'kind' | 'boost'>, options: SearchOptions) {
  return options.kindBoosts[kind] * (boost > 0 ? boost : 1)
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
export function scoreTerms(
  reading: Reading,
  boosts: readonly number[],
  options: SearchOptions,
  scale: number,
): Postings {
  const count = roundedCount(boosts.length)
  const { starts, docs, inText, inKeywords } = countTerms(reading)
  const parts = [
    { boost: 1, times: inText, lengths: lengthsOf(boosts.length, docs, inText) },
    {
      boost: options.boosts.keywords,
      times: inKeywords,
      lengths: lengthsOf(boosts.length, docs, inKeywords),
    },
  ].map((part) => ({ ...part, average: averageOf(part.lengths) }))
  const { k, b, d } = options.bm25
  const levels = new Uint8Array(docs.length)
  const scores = new Float64Array(boosts.length)
  for (let term = 0; term + 1 < starts.length; term++) {
    const [from, to] = [starts[term]!, starts[term + 1]!]
    for (const { boost, times, lengths, average } of parts) {
      let holders = 0
      for (let at = from; at < to; at++) if (times[at]) holders++
      if (holders === 0) continue
      const idf = Math.log(1 + (count - holders + 0.5) / (holders + 0.5))
      for (let at = from; at < to; at++) {
        const tf = times[at]!
        if (tf === 0) continue
        const doc = docs[at]!
        const saturated = d + (tf * (k + 1)) / (tf + k * (1 - b + (b * lengths[doc]!) / average))
        scores[doc]! += boost * boosts[doc]! * idf * saturated
      }
    }
    for (let at = from; at < to; at++) {
      const doc = docs[at]!
      levels[at] = levelOf(scores[doc]!, scale)
      scores[doc] = 0
    }
  }
  return { starts, docs, levels }
}

/** Counts in two passes, so that flat arrays hold everything. */
function countTerms({ starts: firsts, words, inText, inKeywords, termOf, terms }: Reading) {
  const documents = firsts.length - 1
  const starts = new Uint32Array(terms.length + 1)
  const last = new Int32Array(terms.length).fill(-1)
  for (let doc = 0; doc < documents; doc++) {
    for (let at = firsts[doc]!; at < firsts[doc + 1]!; at++) {
      const term = termOf[words[at]!]!
      if (last[term] === doc) continue
      last[term] = doc
      starts[term + 1]!++
    }
  }
  for (let term = 0; term < terms.length; term++) starts[term + 1]! += starts[term]!
  const docs = new Uint32Array(starts[terms.length]!)
  const counted = {
    starts,
    docs,
    inText: new Uint16Array(docs.length),
    inKeywords: new Uint16Array(docs.length),
  }
  const next = starts.slice()
  last.fill(-1)
  for (let doc = 0; doc < documents; doc++) {
    for (let at = firsts[doc]!; at < firsts[doc + 1]!; at++) {
      const term = termOf[words[at]!]!
      if (last[term] !== doc) docs[next[term]!++] = last[term] = doc
      const place = next[term]! - 1
      counted.inText[place] = Math.min(65535, counted.inText[place]! + inText[at]!)
      counted.inKeywords[place] = Math.min(65535, counted.inKeywords[place]! + inKeywords[at]!)
    }
  }
  return counted
}

/** The number of different terms in each document's part. */
function lengthsOf(documents: number, docs: Uint32Array, times: Uint16Array): Uint32Array {
  const lengths = new Uint32Array(documents)
  for (let at = 0; at < docs.length; at++) if (times[at]) lengths[docs[at]!]!++
  return lengths
}

function averageOf(lengths: Uint32Array): number {
  let total = 0
  for (const length of lengths) total += length
  return roundedLength(lengths.length ? total / lengths.length : 0)
}
