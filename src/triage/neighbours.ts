import { cosine, floats, integers, type Vector } from './likeness.ts'

/** For each vector its nearest others and their cosines, nearest first. */
export type Neighbours = { places: Int32Array; likeness: Float32Array }[]

/** How many neighbours are kept, from which cosine on, and how many postings are read for one vector. */
export type NeighbourOptions = { most: number; least: number; budget: number }

/**
 * The nearest neighbours of every vector through an inverted index, the weightiest terms first. A vector whose terms
 * stand in more than `budget` places is compared by its weightier terms only, and the best are then measured in full.
 */
export function nearestNeighbours(vectors: readonly Vector[], options: NeighbourOptions): Neighbours {
  const index = invert(vectors)
  const sums: Sums = { of: new Float32Array(vectors.length), met: new Int32Array(vectors.length), count: 0 }
  return vectors.map((vector, place) => {
    const isWhole = accumulate(vector, index, options.budget, sums)
    sums.of[place] = 0
    const likely = heaviest(sums, options.least / 4, isWhole ? options.most : options.most * 2)
    const found = likely.map((other) => ({
      other,
      value: isWhole ? Math.min(1, sums.of[other]!) : cosine(vector, vectors[other]!),
    }))
    for (let at = 0; at < sums.count; at++) sums.of[sums.met[at]!] = 0
    sums.count = 0
    const best = found
      .filter(({ value }) => value >= options.least)
      .sort((a, b) => b.value - a.value || a.other - b.other)
      .slice(0, options.most)
    const places = integers(best.length)
    const likeness = floats(best.length)
    best.forEach(({ other, value }, at) => {
      places[at] = other
      likeness[at] = value
    })
    return { places, likeness }
  })
}

/** Likeness gathered so far, and which places have any. */
type Sums = { of: Float32Array; met: Int32Array; count: number }

type Index = { starts: Int32Array; places: Int32Array; weights: Float32Array; vectors: readonly Vector[] }

function invert(vectors: readonly Vector[]): Index {
  let [size, highest] = [0, -1]
  for (const { terms } of vectors) {
    size += terms.length
    highest = Math.max(highest, terms.at(-1) ?? -1)
  }
  const starts = new Int32Array(highest + 2)
  for (const { terms } of vectors) for (const term of terms) starts[term + 1]!++
  for (let term = 0; term <= highest; term++) starts[term + 1]! += starts[term]!
  const next = starts.slice()
  const [places, weights] = [new Int32Array(size), new Float32Array(size)]
  vectors.forEach((vector, place) => {
    vector.terms.forEach((term, at) => {
      const slot = next[term]!++
      places[slot] = place
      weights[slot] = vector.weights[at]!
    })
  })
  return { starts, places, weights, vectors }
}

/** Terms with this share of a vector's squared length decide who is near; all are counted for those who are. */
const ENOUGH = 0.9
/** Once half is read, a term that more than this share of all have tells little and costs most. */
const COMMON = 0.05

function accumulate(vector: Vector, index: Index, budget: number, sums: Sums): boolean {
  const { of, met } = sums
  const order = Array.from(vector.terms.keys())
  order.sort((a, b) => vector.weights[b]! - vector.weights[a]! || a - b)
  let [read, mass] = [0, 0]
  let isWhole = true
  for (const at of order) {
    if (mass > ENOUGH) return false
    const [term, weight] = [vector.terms[at]!, vector.weights[at]!]
    const [from, to] = [index.starts[term]!, index.starts[term + 1]!]
    const isCommon = mass > 0.5 && to - from > Math.max(500, index.vectors.length * COMMON)
    if (isCommon || (read > 0 && read + to - from > budget)) {
      isWhole = false
      continue
    }
    read += to - from
    mass += weight * weight
    for (let slot = from; slot < to; slot++) {
      const other = index.places[slot]!
      const before = of[other]!
      if (before === 0) met[sums.count++] = other
      of[other] = before + weight * index.weights[slot]!
    }
  }
  return isWhole
}

/** The `most` places with the greatest sums, from `least` on; a bar that rises with what was kept spares sorting all. */
function heaviest({ of, met, count }: Sums, least: number, most: number): number[] {
  let kept: number[] = []
  let bar = Math.max(least, Number.MIN_VALUE)
  const byWeight = (a: number, b: number) => of[b]! - of[a]! || a - b
  for (let at = 0; at < count; at++) {
    const other = met[at]!
    if (of[other]! < bar) continue
    kept.push(other)
    if (kept.length < most * 4) continue
    kept = kept.sort(byWeight).slice(0, most)
    bar = of[kept.at(-1)!]!
  }
  return kept.sort(byWeight).slice(0, most)
}
