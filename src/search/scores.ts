import type { Changes, Counts } from './counts.ts'
import type { Searchable } from './documents.ts'
import type { SearchOptions } from './options.ts'
import { levelOf } from './page/format.ts'
import { roundedCount, roundedLength } from './statistics.ts'

/** Levels of scores, in the order of the counts they were made from. */
export interface Scores {
  levels: Uint8Array
  /** Equal exactly when the same counts of a term would give the same levels. */
  rules: string
}

/** The scores and counts before, and what differs from them. */
export interface Scored {
  scores: Scores
  counts: Counts
  changes: Changes
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
  counts: Counts,
  boosts: readonly number[],
  options: SearchOptions,
  scale: number,
  before?: Scored,
): Scores {
  const { terms, starts, docs } = counts
  const count = roundedCount(boosts.length)
  const parts = [
    { boost: 1, times: counts.inText, lengths: counts.textLengths },
    { boost: options.boosts.keywords, times: counts.inKeywords, lengths: counts.keywordLengths },
  ].map((part) => ({ ...part, average: averageOf(part.lengths) }))
  const { bm25, kindBoosts } = options
  const { k, b, d } = bm25
  const rules = JSON.stringify([
    count,
    scale,
    bm25,
    kindBoosts,
    parts.map((part) => [part.boost, part.average]),
  ])
  const known = before?.scores.rules === rules ? before : undefined
  const levels = new Uint8Array(docs.length)
  const scores = new Float64Array(boosts.length)
  for (let term = 0; term < terms.length; term++) {
    const [from, to] = [starts[term]!, starts[term + 1]!]
    const isKept = known === undefined ? undefined : takeLevels(counts, term, levels, known)
    if (isKept === 'all') continue
    const mayStay = isKept === 'others' ? known!.changes.isDocumentNew : undefined
    for (const { boost, times, lengths, average } of parts) {
      const holders = holdersIn(times, from, to)
      if (holders === 0) continue
      const idf = Math.log(1 + (count - holders + 0.5) / (holders + 0.5))
      for (let at = from; at < to; at++) {
        const tf = times[at]!
        const doc = docs[at]!
        if (tf === 0 || mayStay?.[doc] === 0) continue
        const saturated = d + (tf * (k + 1)) / (tf + k * (1 - b + (b * lengths[doc]!) / average))
        scores[doc]! += boost * boosts[doc]! * idf * saturated
      }
    }
    for (let at = from; at < to; at++) {
      const doc = docs[at]!
      if (mayStay?.[doc] === 0) continue
      levels[at] = levelOf(scores[doc]!, scale)
      scores[doc] = 0
    }
  }
  return { levels, rules }
}

/**
 * Takes the levels of a term from before: all where nothing about it changed, those of all documents but the new ones
 * where as many say it as before, else none.
 */
function takeLevels(
  counts: Counts,
  term: number,
  levels: Uint8Array,
  before: Scored,
): 'all' | 'others' | undefined {
  const { termBefore, isTermNew, isDocumentNew } = before.changes
  const old = before.counts
  const place = termBefore[term]!
  if (place < 0) return undefined
  const [from, to] = [counts.starts[term]!, counts.starts[term + 1]!]
  const [oldFrom, oldTo] = [old.starts[place]!, old.starts[place + 1]!]
  if (isTermNew[term] === 0) {
    levels.set(before.scores.levels.subarray(oldFrom, oldTo), from)
    return 'all'
  }
  for (const times of ['inText', 'inKeywords'] as const) {
    if (holdersIn(counts[times], from, to) !== holdersIn(old[times], oldFrom, oldTo)) return undefined
  }
  let next = oldFrom
  for (let at = from; at < to; at++) {
    const doc = counts.docs[at]!
    if (isDocumentNew[doc] === 1) continue
    while (old.docs[next] !== doc) next++
    levels[at] = before.scores.levels[next]!
  }
  return 'others'
}

function holdersIn(times: Uint16Array, from: number, to: number): number {
  let holders = 0
  for (let at = from; at < to; at++) if (times[at]) holders++
  return holders
}

function averageOf(lengths: Uint32Array): number {
  let total = 0
  for (const length of lengths) total += length
  return roundedLength(lengths.length ? total / lengths.length : 0)
}
