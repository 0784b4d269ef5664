import { aboveTerms, type Vectors } from './vectors.ts'

/**
 * For each vector its nearest others and their cosines, nearest first: those of `n` are the first `counts[n]` from
 * place `n * most` on.
 */
export type Neighbours = {
  most: number
  counts: Uint8Array
  places: Int32Array
  likeness: Float32Array
}

/** How many neighbours are kept (up to 255), from which cosine on, and how many postings are read for one vector. */
export type NeighbourOptions = { most: number; least: number; budget: number }

/**
 * The nearest neighbours of every vector through an inverted index, the weightiest terms first. A vector whose terms
 * stand in more than `budget` places is compared by its weightier terms only, and the best are then measured in full.
 */
export function nearestNeighbours(vectors: Vectors, { most, least, budget }: NeighbourOptions): Neighbours {
  const { size } = vectors
  const index = invert(vectors)
  const sums: Sums = { of: new Float32Array(size), met: new Int32Array(size), count: 0 }
  const likely = bestFew(most * 2)
  const near: Neighbours = {
    most,
    counts: new Uint8Array(size),
    places: new Int32Array(size * most),
    likeness: new Float32Array(size * most),
  }
  for (let place = 0; place < size; place++) {
    const isWhole = accumulate(vectors, place, index, budget, sums)
    sums.of[place] = 0
    likely.start(isWhole ? most : most * 2)
    const bar = Math.max(isWhole ? least : least / 4, Number.MIN_VALUE)
    for (let at = 0; at < sums.count; at++) {
      const other = sums.met[at]!
      if (sums.of[other]! >= bar) likely.offer(other, sums.of[other]!)
      sums.of[other] = 0
    }
    sums.count = 0
    if (!isWhole) measure(vectors, place, likely, most, least)
    near.counts[place] = likely.size()
    for (let at = 0; at < likely.size(); at++) {
      near.places[place * most + at] = likely.places[at]!
      near.likeness[place * most + at] = Math.min(1, likely.values[at]!)
    }
  }
  return near
}

/** Likeness gathered so far, and which places have any. */
type Sums = { of: Float32Array; met: Int32Array; count: number }

type Index = { starts: Int32Array; places: Int32Array; weights: Float32Array }

function invert({ size, starts: from, terms, weights: all }: Vectors): Index {
  const total = from[size]!
  const starts = new Int32Array(aboveTerms({ size, starts: from, terms, weights: all }) + 1)
  for (let at = 0; at < total; at++) starts[terms[at]! + 1]!++
  for (let term = 1; term < starts.length; term++) starts[term]! += starts[term - 1]!
  const next = starts.slice()
  const [places, weights] = [new Int32Array(total), new Float32Array(total)]
  for (let place = 0; place < size; place++) {
    for (let at = from[place]!; at < from[place + 1]!; at++) {
      const slot = next[terms[at]!]!++
      places[slot] = place
      weights[slot] = all[at]!
    }
  }
  return { starts, places, weights }
}

/** Terms with this share of a vector's squared length decide who is near; all are counted for those who are. */
const ENOUGH = 0.9
/** Once half is read, a term that more than this share of all have tells little and costs most. */
const COMMON = 0.05

function accumulate(vectors: Vectors, place: number, index: Index, budget: number, sums: Sums): boolean {
  const { of, met } = sums
  const { terms, weights } = vectors
  const mostCommon = Math.max(500, vectors.size * COMMON)
  let [read, mass] = [0, 0]
  let isWhole = true
  for (const at of byWeight(vectors, place)) {
    if (mass > ENOUGH) return false
    const [term, weight] = [terms[at]!, weights[at]!]
    const [from, to] = [index.starts[term]!, index.starts[term + 1]!]
    const isCommon = mass > 0.5 && to - from > mostCommon
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

/** Where a vector's terms stand, the weightiest first. Each weight and its place make one number, which sorts natively. */
function byWeight({ starts, weights }: Vectors, place: number): Float64Array {
  const [from, to] = [starts[place]!, starts[place + 1]!]
  const order = new Float64Array(to - from)
  for (let at = from; at < to; at++)
    order[at - from] = Math.round((1 - weights[at]!) * SCALE) * MOST_TERMS + at - from
  order.sort()
  for (let n = 0; n < order.length; n++) order[n] = from + (order[n]! % MOST_TERMS)
  return order
}
const SCALE = 2 ** 30
const MOST_TERMS = 2 ** 20

/** The few best of many, in order; ties go to the lower place. */
type Few = {
  start(most: number): void
  offer(place: number, value: number): void
  size(): number
  places: Int32Array
  values: Float32Array
}

function bestFew(longest: number): Few {
  const [places, values] = [new Int32Array(longest), new Float32Array(longest)]
  let [size, most] = [0, longest]
  return {
    places,
    values,
    start(count) {
      size = 0
      most = count
    },
    offer(place, value) {
      if (size === most) {
        const last = values[size - 1]!
        if (value < last || (value === last && place > places[size - 1]!)) return
        size--
      }
      let at = size++
      for (; at > 0; at--) {
        const before = values[at - 1]!
        if (before > value || (before === value && places[at - 1]! < place)) break
        values[at] = before
        places[at] = places[at - 1]!
      }
      values[at] = value
      places[at] = place
    },
    size: () => size,
  }
}

/** Orders what only part of the terms found by its full cosine. */
function measure(vectors: Vectors, place: number, likely: Few, most: number, least: number): void {
  const found = likely.places.slice(0, likely.size())
  const values = Float32Array.from(found, (other) => cosineAt(vectors, place, other))
  likely.start(most)
  found.forEach((other, at) => {
    if (values[at]! >= least) likely.offer(other, values[at]!)
  })
}

function cosineAt({ starts, terms, weights }: Vectors, a: number, b: number): number {
  let [i, j, sum] = [starts[a]!, starts[b]!, 0]
  const [aEnd, bEnd] = [starts[a + 1]!, starts[b + 1]!]
  while (i < aEnd && j < bEnd) {
    const [left, right] = [terms[i]!, terms[j]!]
    if (left === right) sum += weights[i++]! * weights[j++]!
    else if (left < right) i++
    else j++
  }
  return sum
}
