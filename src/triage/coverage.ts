import { type Statistics, telling } from './likeness.ts'

/** The words of a question that count for coverage, each with its weight from 0 to 1, the most telling first. */
export type Wanted = { term: string; weight: number }[]

/** Only the most telling words of a question count, so that long ones are judged like short ones. */
const MOST_WANTED = 24
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

/** The part of its weight a word brings that stands `count` times in a text of `length` words. */
export function partOf(count: number, length: number, averageLength: number): number {
  return count / (count + K1 * (1 - B + (B * length) / averageLength))
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
  /** Texts are numbered from 0 as they come; the length of a part in words. */
  add(parts: readonly { counts: ReadonlyMap<string, number>; length: number }[]): void
  /** The texts with the parts that speak most of a question, best first; ties go to the earlier. `fits` leaves texts out. */
  best(wanted: Wanted, most: number, fits: (place: number) => boolean): { place: number; found: number }[]
}

/** An empty index; what each word can add to a part's score is worked out once. */
export function coverageIndex(averageLength: number): CoverageIndex {
  const postings = new Map<string, { parts: number[]; shares: number[] }>()
  const textOf: number[] = []
  let [sums, bestOf] = [new Float64Array(0), new Float64Array(0)]
  let texts = 0
  return {
    add(parts) {
      for (const { counts, length } of parts) {
        for (const [term, count] of counts) {
          let list = postings.get(term)
          if (list === undefined) {
            list = { parts: [], shares: [] }
            postings.set(term, list)
          }
          list.parts.push(textOf.length)
          list.shares.push(partOf(count, length, averageLength))
        }
        textOf.push(texts)
      }
      texts++
    },
    best(wanted, most, fits) {
      if (sums.length !== textOf.length)
        [sums, bestOf] = [new Float64Array(textOf.length), new Float64Array(texts)]
      const met: number[] = []
      for (const { term, weight } of wanted) {
        const list = postings.get(term)
        if (list === undefined) continue
        const { parts, shares } = list
        for (let at = 0; at < parts.length; at++) {
          const part = parts[at]!
          if (sums[part] === 0) met.push(part)
          sums[part]! += weight * shares[at]!
        }
      }
      const metTexts: number[] = []
      for (const part of met) {
        const place = textOf[part]!
        if (bestOf[place] === 0) metTexts.push(place)
        bestOf[place] = Math.max(bestOf[place]!, sums[part]!)
        sums[part] = 0
      }
      const best: { place: number; found: number }[] = []
      for (const place of metTexts) {
        const found = bestOf[place]!
        bestOf[place] = 0
        const last = best.at(-1)
        if (best.length === most && last !== undefined && !isBefore({ place, found }, last)) continue
        if (!fits(place)) continue
        let at = best.length
        while (at > 0 && isBefore({ place, found }, best[at - 1]!)) at--
        best.splice(at, 0, { place, found })
        if (best.length > most) best.pop()
      }
      return best
    },
  }
}

function isBefore(a: { place: number; found: number }, b: { place: number; found: number }): boolean {
  return a.found !== b.found ? a.found > b.found : a.place < b.place
}
