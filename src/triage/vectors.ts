import type { Vector } from './likeness.ts'

/** Very many vectors in three long arrays: those of vector `n` stand from `starts[n]` up to `starts[n + 1]`. */
export type Vectors = { size: number; starts: Int32Array; terms: Int32Array; weights: Float32Array }

/** Room for `most` vectors of up to `longest` terms. Memory that is never written to costs nothing. */
export function roomFor(most: number, longest: number): Vectors {
  return {
    size: 0,
    starts: new Int32Array(most + 1),
    terms: new Int32Array(most * longest),
    weights: new Float32Array(most * longest),
  }
}

/** Puts one more vector behind the others. */
export function addVector(to: Vectors, { terms, weights }: Vector): void {
  const start = to.starts[to.size]!
  to.terms.set(terms, start)
  to.weights.set(weights, start)
  to.starts[++to.size] = start + terms.length
}

/** Leaves only the vectors at these places, given in rising order, and moves them together. */
export function keepOnly(vectors: Vectors, places: Int32Array): void {
  const { starts, terms, weights } = vectors
  let end = 0
  places.forEach((place, at) => {
    const [from, to] = [starts[place]!, starts[place + 1]!]
    terms.copyWithin(end, from, to)
    weights.copyWithin(end, from, to)
    starts[at] = end
    end += to - from
  })
  starts[places.length] = end
  vectors.size = places.length
}

/** A number above every term of these vectors. */
export function aboveTerms({ starts, size, terms }: Vectors): number {
  let above = 0
  for (let at = 0; at < starts[size]!; at++) if (terms[at]! >= above) above = terms[at]! + 1
  return above
}
