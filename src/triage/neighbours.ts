import type { Vector } from './likeness.ts'

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
  const sums = new Float32Array(vectors.length)
  return vectors.map((vector, place) => {
    const met: number[] = []
    const isWhole = accumulate(vector, index, options.budget, sums, met)
    const near = met.filter((other) => other !== place)
    const found = isWhole
      ? near.map((other) => ({ other, value: Math.min(1, sums[other]!) }))
      : refined(index, place, near, sums, options.most * 3)
    for (const other of met) sums[other] = 0
    const best = found
      .filter(({ value }) => value >= options.least)
      .sort((a, b) => b.value - a.value || a.other - b.other)
      .slice(0, options.most)
    return {
      places: Int32Array.from(best, ({ other }) => other),
      likeness: Float32Array.from(best, ({ value }) => value),
    }
  })
}

type Index = {
  starts: Int32Array
  places: Int32Array
  weights: Float32Array
  ids: Map<string, number>
  rowStarts: Int32Array
  rowTerms: Int32Array
  rowWeights: Float32Array
}

function invert(vectors: readonly Vector[]): Index {
  const ids = new Map<string, number>()
  const counts: number[] = []
  const rowStarts = new Int32Array(vectors.length + 1)
  vectors.forEach((vector, place) => {
    rowStarts[place + 1] = rowStarts[place]! + vector.terms.length
    for (const term of vector.terms) {
      const id = ids.get(term)
      if (id === undefined) {
        ids.set(term, ids.size)
        counts.push(1)
      } else counts[id]!++
    }
  })
  const size = rowStarts[vectors.length]!
  const starts = new Int32Array(ids.size + 1)
  for (let id = 0; id < ids.size; id++) starts[id + 1] = starts[id]! + counts[id]!
  const next = starts.slice()
  const [places, weights] = [new Int32Array(size), new Float32Array(size)]
  const [rowTerms, rowWeights] = [new Int32Array(size), new Float32Array(size)]
  vectors.forEach((vector, place) => {
    vector.terms.forEach((term, at) => {
      const id = ids.get(term)!
      const slot = next[id]!++
      places[slot] = place
      weights[slot] = vector.weights[at]!
      rowTerms[rowStarts[place]! + at] = id
      rowWeights[rowStarts[place]! + at] = vector.weights[at]!
    })
  })
  return { starts, places, weights, ids, rowStarts, rowTerms, rowWeights }
}

function accumulate(
  vector: Vector,
  index: Index,
  budget: number,
  sums: Float32Array,
  met: number[],
): boolean {
  const terms = vector.terms.map((term, at) => ({ id: index.ids.get(term)!, weight: vector.weights[at]! }))
  terms.sort((a, b) => b.weight - a.weight || a.id - b.id)
  let read = 0
  let isWhole = true
  for (const { id, weight } of terms) {
    const [from, to] = [index.starts[id]!, index.starts[id + 1]!]
    if (read > 0 && read + to - from > budget) {
      isWhole = false
      continue
    }
    read += to - from
    for (let slot = from; slot < to; slot++) {
      const other = index.places[slot]!
      if (sums[other] === 0) met.push(other)
      sums[other]! += weight * index.weights[slot]!
    }
  }
  return isWhole
}

/** Full cosines of those that looked nearest by the terms that were read. */
function refined(index: Index, place: number, near: number[], sums: Float32Array, most: number) {
  const likely = near.sort((a, b) => sums[b]! - sums[a]! || a - b).slice(0, most)
  const own = new Map<number, number>()
  for (let at = index.rowStarts[place]!; at < index.rowStarts[place + 1]!; at++) {
    own.set(index.rowTerms[at]!, index.rowWeights[at]!)
  }
  return likely.map((other) => {
    let value = 0
    for (let at = index.rowStarts[other]!; at < index.rowStarts[other + 1]!; at++) {
      value += (own.get(index.rowTerms[at]!) ?? 0) * index.rowWeights[at]!
    }
    return { other, value: Math.min(1, value) }
  })
}
