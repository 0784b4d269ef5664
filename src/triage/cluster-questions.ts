import { scaled, type Vector } from './likeness.ts'
import { averageLink, type Bounds } from './linkage.ts'
import { type Neighbours, nearestNeighbours } from './neighbours.ts'
import { aboveTerms, addVector, keepOnly, roomFor, type Vectors } from './vectors.ts'

/** How groups are made. */
export type ClusterOptions = {
  /** For each question the place of the first that it duplicates; its own for an original. */
  firsts: Int32Array
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
/** From so many terms on a question says enough itself and borrows the less the longer it is. */
const FEW_TERMS = 28
const MOST_TERMS = 40
const LEAST_LIKENESS = 0.1
/** Postings read in all, shared out among the questions. */
const WORK = 500_000_000

/** The group of each question, and its nearest others: `eachNear` calls with the place and likeness of each. */
export type Clustered = {
  groups: Int32Array
  eachNear: (place: number, most: number, take: (other: number, likeness: number) => void) => void
}

/**
 * What a question says and how well each article or document fits it, side by side in one vector. Scores are squared,
 * so that the best answer stands out. A text that answers is a term of its own, by its place: terms of words must
 * begin above those.
 */
export function questionVector(words: Vector, profile: readonly { place: number; found: number }[]): Vector {
  if (profile.length === 0) return words
  const length = Math.sqrt(profile.reduce((sum, { found }) => sum + found ** 4, 0))
  const both: [number, number][] = profile.map(({ place, found }) => [
    place,
    (found ** 2 / length) * Math.sqrt(PROFILE_SHARE),
  ])
  words.terms.forEach((term, at) => {
    both.push([term, words.weights[at]! * Math.sqrt(1 - PROFILE_SHARE)])
  })
  return scaled(both)
}

/**
 * Groups questions that ask the same: duplicates first, then average linkage over the nearest neighbours by words and
 * by what answers them; questions with the same answer lean together. Deterministic. A group is named by one of its
 * places. Uses `questions` up: they are half of all memory, and not needed to the end.
 */
export function clusterQuestions(questions: Vectors, options: ClusterOptions): Clustered {
  const { firsts } = options
  const apart = new Set(options.bounds.notSame.flat())
  const units = firsts.map((_, place) => place).filter((place) => firsts[place] === place || apart.has(place))
  const unitOf = new Int32Array(firsts.length).fill(-1)
  units.forEach((place, unit) => {
    unitOf[place] = unit
  })
  const own = (place: number) => (unitOf[place]! < 0 ? unitOf[firsts[place]!]! : unitOf[place]!)
  keepOnly(questions, units)
  const near = neighboursOf(questions)
  const toUnits = (pairs: readonly [number, number][]) =>
    pairs.map(([a, b]): [number, number] => [own(a), own(b)])
  const bounds = { same: toUnits(options.bounds.same), notSame: toUnits(options.bounds.notSame) }
  const groups = averageLink(neighboursOf(borrow(questions, near)), options.threshold, bounds)
  return {
    groups: firsts.map((_, place) => units[groups[own(place)]!]!),
    eachNear(place, most, take) {
      const from = own(place) * near.most
      const count = Math.min(most, near.counts[own(place)]!)
      for (let at = from; at < from + count; at++) take(units[near.places[at]!]!, near.likeness[at]!)
    },
  }
}

function neighboursOf(vectors: Vectors): Neighbours {
  const budget = Math.min(200_000, Math.max(5_000, Math.floor(WORK / Math.max(1, vectors.size))))
  return nearestNeighbours(vectors, { most: NEIGHBOURS, least: LEAST_LIKENESS, budget })
}

function borrow(vectors: Vectors, near: Neighbours): Vectors {
  const { starts, terms, weights, size } = vectors
  const borrowed = roomFor(size, MOST_TERMS)
  const sums = new Float32Array(aboveTerms(vectors))
  for (let place = 0; place < size; place++) {
    const met: number[] = []
    const add = (from: number, weight: number) => {
      for (let at = starts[from]!; at < starts[from + 1]!; at++) {
        const term = terms[at]!
        if (sums[term] === 0) met.push(term)
        sums[term]! += weight * weights[at]!
      }
    }
    add(place, 1)
    const needed = BORROWED_WEIGHT * Math.min(1, FEW_TERMS / (starts[place + 1]! - starts[place]!))
    const first = place * near.most
    for (let at = first; at < first + Math.min(BORROWED_FROM, near.counts[place]!); at++)
      add(near.places[at]!, needed * near.likeness[at]!)
    addVector(
      borrowed,
      scaled(
        met.map((term) => [term, sums[term]!]),
        MOST_TERMS,
      ),
    )
    for (const term of met) sums[term] = 0
  }
  return borrowed
}
