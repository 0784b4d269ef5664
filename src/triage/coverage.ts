import { type Statistics, telling } from './likeness.ts'

/** The words of a question that count for coverage, each with its weight from 0 to 1. */
export type Wanted = { term: string; weight: number }[]

/** A text that may answer: how often each term stands in it (title words thrice), and its length in words. */
export type Answering = { key: string; counts: ReadonlyMap<string, number>; length: number }

/** Only the most telling words of a question count, so that long ones are judged like short ones. */
const MOST_WANTED = 12
/** BM25: how soon a repeated word stops counting, and how much long texts are held back. */
const K1 = 1.2
const B = 0.75
/** The share of found words, times the root of their number, that is as likely known as new. */
const EVEN = 0.62

/** The most telling words of a question. `counts` as `termCounts` makes them. */
export function wantedOf(counts: ReadonlyMap<string, number>, statistics: Statistics): Wanted {
  const scale = Math.log(1 + Math.max(1_000, statistics.total)) * (1 + Math.log(3))
  const all = [...counts].map(([term, count]) => ({
    term,
    weight: Math.min(1, ((1 + Math.log(count)) * telling(statistics, term)) / scale),
  }))
  return all
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, MOST_WANTED)
}

/** How much of a question one text speaks of: the BM25 share of its words. `averageLength` in words. */
export function sharedWeight(wanted: Wanted, text: Answering, averageLength: number): number {
  let sum = 0
  const base = K1 * (1 - B + (B * text.length) / averageLength)
  for (const { term, weight } of wanted) {
    const count = text.counts.get(term)
    if (count !== undefined) sum += (weight * count) / (count + base)
  }
  return sum
}

/**
 * How likely the best text covers the question, 0 to 1; .5 is even. The weight found, divided by the root of all the
 * weight asked: a long question needs more words found, but not all of them.
 */
export function coverageOf(found: number, wanted: Wanted): number {
  const asked = wanted.reduce((sum, { weight }) => sum + weight, 0)
  if (asked === 0) return 0
  const raw = found / Math.sqrt(asked)
  return raw / (raw + EVEN)
}

/** A question is as likely known as the questions next to it: a mean with theirs, weighted by likeness. */
export function withNeighbours(own: number, near: Iterable<{ likeness: number; coverage: number }>): number {
  let [sum, weight] = [own, 1]
  for (const { likeness, coverage } of near) {
    sum += likeness * coverage
    weight += likeness
  }
  return sum / weight
}

/** An inverted index over all that may answer, for asking very many questions. */
export type CoverageIndex = {
  texts: Answering[]
  postings: Map<string, { places: number[]; parts: number[] }>
}

/** Builds the index; the part each word can add to a text's score is worked out once. */
export function coverageIndex(texts: Answering[], averageLength: number): CoverageIndex {
  const postings: CoverageIndex['postings'] = new Map()
  texts.forEach((text, place) => {
    const base = K1 * (1 - B + (B * text.length) / averageLength)
    for (const [term, count] of text.counts) {
      let list = postings.get(term)
      if (list === undefined) {
        list = { places: [], parts: [] }
        postings.set(term, list)
      }
      list.places.push(place)
      list.parts.push(count / (count + base))
    }
  })
  return { texts, postings }
}

/** The texts that speak most of a question, best first, with the weight each found. Ties go to the earlier text. */
export function bestTexts(
  index: CoverageIndex,
  wanted: Wanted,
  most: number,
): { place: number; found: number }[] {
  const sums = new Map<number, number>()
  for (const { term, weight } of wanted) {
    const list = index.postings.get(term)
    if (list === undefined) continue
    list.places.forEach((place, at) => {
      sums.set(place, (sums.get(place) ?? 0) + weight * list.parts[at]!)
    })
  }
  const best: { place: number; found: number }[] = []
  for (const [place, found] of sums) {
    if (best.length === most && !isBetter({ place, found }, best[most - 1]!)) continue
    let at = best.length
    while (at > 0 && isBetter({ place, found }, best[at - 1]!)) at--
    best.splice(at, 0, { place, found })
    if (best.length > most) best.pop()
  }
  return best
}

function isBetter(a: { place: number; found: number }, b: { place: number; found: number }): boolean {
  return a.found !== b.found ? a.found > b.found : a.place < b.place
}
