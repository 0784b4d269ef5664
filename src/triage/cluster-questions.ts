import { scaled, type Vector } from './likeness.ts'
import { averageLink, type Bounds } from './linkage.ts'
import { type Neighbours, nearestNeighbours } from './neighbours.ts'

/** A question to be grouped: what it says, and how well each article or document (by place) fits it. */
export type Question = { vector: Vector; profile: readonly { place: number; found: number }[] }

/** How groups are made. */
export type ClusterOptions = {
  /** For each question the place of the first that it duplicates; its own for an original. */
  firsts: Int32Array
  /** Every term of the vectors is below this number. */
  terms: number
  /** Mean likeness from which two groups are one; 0 to 1. */
  threshold: number
  bounds: Bounds
}

/** What the answers weigh beside the words; measured on labelled questions (test/bench/triage.ts). */
const PROFILE_SHARE = 0.25
const NEIGHBOURS = 15
/** A question borrows words of this many neighbours, with this weight, so that other wordings of it meet. */
const BORROWED_FROM = 10
const BORROWED_WEIGHT = 0.3
const MOST_TERMS = 40
const LEAST_LIKENESS = 0.1
/** Postings read in all, shared out among the questions. */
const WORK = 500_000_000

/** The group of each question, and its nearest others. */
export type Clustered = { groups: Int32Array; near: Neighbours }

/**
 * Groups questions that ask the same: duplicates first, then average linkage over the nearest neighbours by words and
 * by what answers them; questions with the same answer lean together. Deterministic. A group is named by one of its
 * places.
 */
export function clusterQuestions(questions: readonly Question[], options: ClusterOptions): Clustered {
  const { firsts } = options
  const apart = new Set(options.bounds.notSame.flat())
  const units = questions.flatMap((_, place) => (firsts[place] === place || apart.has(place) ? [place] : []))
  const unitOf = new Map(units.map((place, unit) => [place, unit]))
  const own = (place: number) => unitOf.get(place) ?? unitOf.get(firsts[place]!)!
  const mixed = units.map((place) => mixture(questions[place]!, options.terms))
  const near = neighboursOf(mixed)
  const borrowed = borrow(mixed, near)
  const toUnits = (pairs: readonly [number, number][]) =>
    pairs.map(([a, b]): [number, number] => [own(a), own(b)])
  const bounds = { same: toUnits(options.bounds.same), notSame: toUnits(options.bounds.notSame) }
  const groups = averageLink(neighboursOf(borrowed), options.threshold, bounds)
  return {
    groups: Int32Array.from(questions, (_, place) => units[groups[own(place)]!]!),
    near: questions.map((_, place) => {
      const { places, likeness } = near[own(place)]!
      return { places: places.map((unit) => units[unit]!), likeness }
    }),
  }
}

function neighboursOf(vectors: Vector[]): Neighbours {
  const budget = Math.min(200_000, Math.max(5_000, Math.floor(WORK / Math.max(1, vectors.length))))
  return nearestNeighbours(vectors, { most: NEIGHBOURS, least: LEAST_LIKENESS, budget })
}

/** Words and answers side by side in one vector; scores are squared, so that the best answer stands out. */
function mixture({ vector, profile }: Question, terms: number): Vector {
  if (profile.length === 0) return vector
  const length = Math.sqrt(profile.reduce((sum, { found }) => sum + found ** 4, 0))
  const both: [number, number][] = []
  vector.terms.forEach((term, at) => {
    both.push([term, vector.weights[at]! * Math.sqrt(1 - PROFILE_SHARE)])
  })
  for (const { place, found } of profile) {
    both.push([terms + place, (found ** 2 / length) * Math.sqrt(PROFILE_SHARE)])
  }
  return scaled(both)
}

function borrow(vectors: Vector[], near: Neighbours): Vector[] {
  return vectors.map((vector, place) => {
    const words = new Map<number, number>()
    vector.terms.forEach((term, at) => {
      words.set(term, vector.weights[at]!)
    })
    const { places, likeness } = near[place]!
    for (let n = 0; n < Math.min(BORROWED_FROM, places.length); n++) {
      const other = vectors[places[n]!]!
      const weight = BORROWED_WEIGHT * likeness[n]!
      other.terms.forEach((term, at) => {
        words.set(term, (words.get(term) ?? 0) + weight * other.weights[at]!)
      })
    }
    return scaled(words, MOST_TERMS)
  })
}
