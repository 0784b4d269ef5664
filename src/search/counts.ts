import type { Reading } from './reading.ts'
import { byUnits } from './statistics.ts'

/** The documents of each term, ascending: those of term n stand from `starts[n]` on, with how often they say it. */
export interface Counts {
  terms: readonly string[]
  starts: Uint32Array
  docs: Uint32Array
  inText: Uint16Array
  inKeywords: Uint16Array
  /** The number of different terms in each document's parts. */
  textLengths: Uint32Array
  keywordLengths: Uint32Array
}

/** What differs from earlier counts: where each term was (-1: nowhere), which terms and documents are not as they were. */
export interface Changes {
  termBefore: Int32Array
  isTermNew: Uint8Array
  isDocumentNew: Uint8Array
}

/** The reading and counts of the build before. */
export interface Counted {
  reading: Reading
  counts: Counts
}

/** Counts all terms in two passes, so that flat arrays hold everything. */
export function countTerms({ starts: firsts, words, inText, inKeywords, termOf, terms }: Reading): Counts {
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
  const counts = emptyCounts(terms, starts, documents)
  const next = starts.slice()
  last.fill(-1)
  for (let doc = 0; doc < documents; doc++) {
    for (let at = firsts[doc]!; at < firsts[doc + 1]!; at++) {
      const term = termOf[words[at]!]!
      if (last[term] !== doc) counts.docs[next[term]!++] = last[term] = doc
      const place = next[term]! - 1
      counts.inText[place] = Math.min(65535, counts.inText[place]! + inText[at]!)
      counts.inKeywords[place] = Math.min(65535, counts.inKeywords[place]! + inKeywords[at]!)
    }
  }
  for (let at = 0; at < counts.docs.length; at++) measure(counts, at)
  return counts
}

/**
 * The same, from the counts before: only terms of documents that came, went or changed are counted again, the others
 * are copied in runs. `from` says where each document stood; undefined when those that stayed changed places.
 */
export function recount(
  reading: Reading,
  from: Int32Array,
  before: Counted,
): { counts: Counts; changes: Changes } | undefined {
  const { terms } = reading
  const old = before.counts
  const isMoved = from.some((place, doc) => place >= 0 && place !== doc)
  if (isMoved) return undefined
  const termBefore = placesIn(old.terms, terms)
  const changes: Changes = {
    termBefore,
    isTermNew: Uint8Array.from(termBefore, (place) => (place < 0 ? 1 : 0)),
    isDocumentNew: Uint8Array.from(from, (place) => (place < 0 ? 1 : 0)),
  }
  const termNow = new Int32Array(old.terms.length).fill(-1)
  termBefore.forEach((place, term) => {
    if (place >= 0) termNow[place] = term
  })
  const isGone = new Uint8Array(before.reading.inputs.length).fill(1)
  for (const place of from) if (place >= 0) isGone[place] = 0
  isGone.forEach((gone, doc) => {
    if (gone === 1) eachTerm(before.reading, doc, (term) => mark(changes.isTermNew, termNow[term]!))
  })
  const fresh = new Map<number, Fresh[]>()
  changes.isDocumentNew.forEach((isNew, doc) => {
    if (isNew === 1) readTerms(reading, doc, fresh)
  })
  for (const term of fresh.keys()) changes.isTermNew[term] = 1
  return { counts: merged(terms, old, { from, isGone, fresh, changes }), changes }
}

type Fresh = { doc: number; inText: number; inKeywords: number }

/** What a document says, by term, behind what the documents before it say. */
function readTerms(reading: Reading, doc: number, into: Map<number, Fresh[]>): void {
  eachTerm(reading, doc, (term, at) => {
    const all = into.get(term) ?? []
    if (all.length === 0) into.set(term, all)
    const last = all.at(-1)
    const own = last?.doc === doc ? last : { doc, inText: 0, inKeywords: 0 }
    if (own !== last) all.push(own)
    own.inText = Math.min(65535, own.inText + reading.inText[at]!)
    own.inKeywords = Math.min(65535, own.inKeywords + reading.inKeywords[at]!)
  })
}

function merged(
  terms: readonly string[],
  old: Counts,
  {
    from,
    isGone,
    fresh,
    changes: { termBefore, isTermNew },
  }: { from: Int32Array; isGone: Uint8Array; fresh: ReadonlyMap<number, Fresh[]>; changes: Changes },
): Counts {
  const starts = new Uint32Array(terms.length + 1)
  for (let term = 0; term < terms.length; term++) {
    const place = termBefore[term]!
    let count = place < 0 ? 0 : old.starts[place + 1]! - old.starts[place]!
    if (isTermNew[term] === 1) {
      for (let at = old.starts[place] ?? 0; at < (old.starts[place + 1] ?? 0); at++) {
        count -= isGone[old.docs[at]!]!
      }
      count += fresh.get(term)?.length ?? 0
    }
    starts[term + 1] = starts[term]! + count
  }
  const counts = emptyCounts(terms, starts, from.length)
  counts.textLengths.set(old.textLengths.subarray(0, from.length))
  counts.keywordLengths.set(old.keywordLengths.subarray(0, from.length))
  from.forEach((place, doc) => {
    if (place < 0) counts.textLengths[doc] = counts.keywordLengths[doc] = 0
  })
  const lists = ['docs', 'inText', 'inKeywords'] as const
  for (let term = 0; term < terms.length; ) {
    if (isTermNew[term] === 1) {
      mergeTerm(counts, term, old, termBefore[term]!, { isGone, fresh: fresh.get(term) ?? [] })
      term++
      continue
    }
    let end = term + 1
    while (end < terms.length && isTermNew[end] === 0 && termBefore[end] === termBefore[end - 1]! + 1) end++
    const range = [old.starts[termBefore[term]!]!, old.starts[termBefore[end - 1]! + 1]!] as const
    for (const list of lists) counts[list].set(old[list].subarray(...range), starts[term])
    term = end
  }
  return counts
}

function mergeTerm(
  counts: Counts,
  term: number,
  old: Counts,
  place: number,
  { isGone, fresh }: { isGone: Uint8Array; fresh: readonly Fresh[] },
): void {
  let to = counts.starts[term]!
  let next = 0
  const put = (doc: number, inText: number, inKeywords: number) => {
    counts.docs[to] = doc
    counts.inText[to] = inText
    counts.inKeywords[to++] = inKeywords
  }
  const putFresh = (below: number) => {
    for (; next < fresh.length && fresh[next]!.doc < below; next++) {
      const { doc, inText, inKeywords } = fresh[next]!
      put(doc, inText, inKeywords)
      measure(counts, to - 1)
    }
  }
  for (let at = old.starts[place] ?? 0; at < (old.starts[place + 1] ?? 0); at++) {
    const doc = old.docs[at]!
    if (isGone[doc] === 1) continue
    putFresh(doc)
    put(doc, old.inText[at]!, old.inKeywords[at]!)
  }
  putFresh(Number.POSITIVE_INFINITY)
}

function emptyCounts(terms: readonly string[], starts: Uint32Array, documents: number): Counts {
  const length = starts[terms.length]!
  return {
    terms,
    starts,
    docs: new Uint32Array(length),
    inText: new Uint16Array(length),
    inKeywords: new Uint16Array(length),
    textLengths: new Uint32Array(documents),
    keywordLengths: new Uint32Array(documents),
  }
}

function measure({ docs, inText, inKeywords, textLengths, keywordLengths }: Counts, at: number): void {
  if (inText[at]) textLengths[docs[at]!]!++
  if (inKeywords[at]) keywordLengths[docs[at]!]!++
}

/** Where each of some sorted names stands among others, -1 for nowhere. */
function placesIn(names: readonly string[], wanted: readonly string[]): Int32Array {
  const places = new Int32Array(wanted.length)
  let at = 0
  for (let i = 0; i < wanted.length; i++) {
    while (at < names.length && names !== wanted && byUnits(names[at]!, wanted[i]!) < 0) at++
    const isThere = names === wanted || names[at] === wanted[i]
    places[i] = names === wanted ? i : isThere ? at++ : -1
  }
  return places
}

function eachTerm(
  { starts, words, termOf }: Reading,
  doc: number,
  meet: (term: number, at: number) => void,
): void {
  for (let at = starts[doc]!; at < starts[doc + 1]!; at++) meet(termOf[words[at]!]!, at)
}

function mark(flags: Uint8Array, at: number): void {
  if (at >= 0) flags[at] = 1
}
