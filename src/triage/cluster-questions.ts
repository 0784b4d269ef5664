import { duplicatesOf } from './duplicates.ts'
import { scaled, type Vector } from './likeness.ts'
import { averageLink, type Bounds, type Edge } from './linkage.ts'
import { type Neighbours, nearestNeighbours } from './neighbours.ts'

/** A question to be grouped: its words, the texts that may answer it, and its normalised text. */
export type Question = {
  /** What the question says. */
  vector: Vector
  /** How well each article and document fits it; questions with the same answers lean together. Weights as found. */
  profile: ReadonlyMap<string, number>
  text: string
}

/** How groups are made. */
export type ClusterOptions = {
  /** Mean likeness from which two groups are one; 0 to 1. */
  threshold: number
  bounds: Bounds
}

/** What two questions' wording and their answers weigh; measured on labelled questions (test/bench/triage.ts). */
const PROFILE_SHARE = 0.3
const PROFILE_MOST = 12
const NEIGHBOURS = 15
/** A question borrows words of this many neighbours, with this weight, so that other wordings of it meet. */
const BORROWED_FROM = 10
const BORROWED_WEIGHT = 0.5
const MOST_TERMS = 40
const LEAST_LIKENESS = 0.1
/** Postings read in all, shared out among the questions. */
const WORK = 1_500_000_000

/** The group of each question, and its nearest others. */
export type Clustered = { groups: Int32Array; near: Neighbours }

/**
 * Groups questions that ask the same: equal and nearly equal texts first (MinHash), then average linkage over the
 * nearest neighbours by words and by what answers them. Deterministic. `groups` names each by one of its places.
 */
export function clusterQuestions(questions: readonly Question[], options: ClusterOptions): Clustered {
  const first = duplicatesOf(questions.map((question) => question.text))
  const apart = new Set(options.bounds.notSame.flat())
  const isOwn = (place: number) => first[place] === place || apart.has(place)
  const units = questions.flatMap((_, place) => (isOwn(place) ? [place] : []))
  const unitOf = new Map(units.map((place, unit) => [place, unit]))
  const own = (place: number) => unitOf.get(place) ?? unitOf.get(first[place]!)!
  const mixed = units.map((place) => mixture(questions[place]!))
  const near = neighboursOf(mixed)
  const edges = edgesOf(neighboursOf(borrow(mixed, near)))
  const toUnits = (pairs: readonly [number, number][]) =>
    pairs.map(([a, b]): [number, number] => [own(a), own(b)])
  const bounds = { same: toUnits(options.bounds.same), notSame: toUnits(options.bounds.notSame) }
  const groups = averageLink(units.length, edges, options.threshold, bounds)
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

/** Words and answers side by side in one vector; the answers' share counts squared scores, so that the best stands out. */
function mixture({ vector, profile }: Question): Vector {
  const answers = scaled(new Map([...profile].map(([key, value]) => [key, value * value])), PROFILE_MOST)
  if (answers.terms.length === 0) return vector
  const both = new Map<string, number>()
  vector.terms.forEach((term, at) => {
    both.set(term, vector.weights[at]! * Math.sqrt(1 - PROFILE_SHARE))
  })
  answers.terms.forEach((key, at) => {
    both.set(`\u0000${key}`, answers.weights[at]! * Math.sqrt(PROFILE_SHARE))
  })
  return scaled(both)
}

function borrow(vectors: Vector[], near: Neighbours): Vector[] {
  return vectors.map((vector, place) => {
    const words = new Map(vector.terms.map((term, at) => [term, vector.weights[at]!]))
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

function edgesOf(near: Neighbours): Edge[] {
  return near.flatMap(({ places, likeness }, a) =>
    Array.from(places, (b, at): Edge => ({ a, b, likeness: likeness[at]! })),
  )
}
