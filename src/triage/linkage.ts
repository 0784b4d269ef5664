import type { Neighbours } from './neighbours.ts'
import { type Pair, pop, push } from './pair-heap.ts'

/** What was decided by hand about pairs, by place. */
export type Bounds = { same: readonly [number, number][]; notSame: readonly [number, number][] }

/**
 * Groups by average linkage (UPGMA) over nearest neighbours, others counting as not alike at all: the two groups with
 * the highest mean likeness over all their pairs are joined, again and again, until no mean reaches `threshold`. Pairs
 * called the same start joined; groups with a pair called not the same never join. Returns a group number per thing;
 * the same input gives the same groups.
 *
 * A mean reaches the threshold only if some pair does, so that whatever no chain of such pairs connects is grouped
 * apart, and only one such part is held in maps at a time.
 */
export function averageLink(near: Neighbours, threshold: number, bounds: Bounds): Int32Array {
  const count = near.counts.length
  const state: State = {
    parent: Int32Array.from({ length: count }, (_, place) => place),
    size: new Int32Array(count).fill(1),
    sums: new Map(),
    apart: new Map(),
  }
  const parts = connected(near, threshold, bounds)
  for (const [a, b] of bounds.notSame) keepApart(state, a, b)
  const sameOf = new Map<number, [number, number][]>()
  for (const pair of bounds.same) {
    const part = parts.of[pair[0]]!
    sameOf.set(part, [...(sameOf.get(part) ?? []), pair])
  }
  for (const members of parts.each()) {
    state.sums.clear()
    link(state, members, { near, parts: parts.of, threshold, same: sameOf.get(parts.of[members[0]!]!) ?? [] })
  }
  return state.parent.map((_, place) => rootOf(state.parent, place))
}

type State = {
  parent: Int32Array
  size: Int32Array
  /** For each group of the part at hand the sums of likeness to its neighbours. */
  sums: Map<number, Map<number, number>>
  apart: Map<number, Set<number>>
}

/** Parts that chains of likely pairs hold together; `each` gives those of two and more, members in rising order. */
function connected(near: Neighbours, threshold: number, bounds: Bounds) {
  const { most, counts, places, likeness } = near
  const of = Int32Array.from(counts, (_, place) => place)
  const connect = (a: number, b: number) => {
    const [x, y] = [rootOf(of, a), rootOf(of, b)]
    of[Math.max(x, y)] = Math.min(x, y)
  }
  for (let place = 0; place < counts.length; place++) {
    for (let at = place * most; at < place * most + counts[place]!; at++) {
      if (likeness[at]! >= threshold) connect(place, places[at]!)
    }
  }
  for (const [a, b] of bounds.same) connect(a, b)
  for (let place = 0; place < of.length; place++) of[place] = rootOf(of, place)
  return {
    of,
    *each(): Generator<Int32Array> {
      const order = Int32Array.from(of, (_, place) => place).sort((a, b) => of[a]! - of[b]! || a - b)
      for (let from = 0; from < order.length; ) {
        let to = from + 1
        while (to < order.length && of[order[to]!] === of[order[from]!]) to++
        if (to - from > 1) yield order.subarray(from, to)
        from = to
      }
    },
  }
}

type Part = { near: Neighbours; parts: Int32Array; threshold: number; same: [number, number][] }

function link(state: State, members: Int32Array, { near, parts, threshold, same }: Part): void {
  const { parent, size, sums, apart } = state
  for (const a of members) {
    for (let at = a * near.most; at < a * near.most + near.counts[a]!; at++) {
      const b = near.places[at]!
      if (a === b || parts[a] !== parts[b] || sums.get(a)?.has(b)) continue
      neighbours(state, a).set(b, near.likeness[at]!)
      neighbours(state, b).set(a, near.likeness[at]!)
    }
  }
  for (const [a, b] of same) {
    const [x, y] = [rootOf(parent, a), rootOf(parent, b)]
    if (x !== y && !apart.get(x)?.has(y)) join(state, x, y)
  }
  const heap: Pair[] = []
  const offer = (a: number, b: number, sum: number) => {
    const mean = sum / (size[a]! * size[b]!)
    if (mean >= threshold)
      push(heap, { mean, a: Math.min(a, b), b: Math.max(a, b), sizes: size[a]! + size[b]! })
  }
  sums.forEach((others, a) => {
    others.forEach((sum, b) => {
      if (a < b) offer(a, b, sum)
    })
  })
  for (let pair = pop(heap); pair !== undefined; pair = pop(heap)) {
    const { a, b } = pair
    // Stale: one of the two was joined or has grown since.
    if (parent[a] !== a || parent[b] !== b || size[a]! + size[b]! !== pair.sizes) continue
    if (apart.get(a)?.has(b)) continue
    const [into, from] = (sums.get(a)?.size ?? 0) >= (sums.get(b)?.size ?? 0) ? [a, b] : [b, a]
    join(state, into, from)
    sums.get(into)?.forEach((sum, other) => {
      offer(into, other, sum)
    })
  }
}

function join(state: State, into: number, from: number): void {
  const { parent, size, sums, apart } = state
  parent[from] = into
  size[into]! += size[from]!
  const kept = neighbours(state, into)
  kept.delete(from)
  sums.get(from)?.forEach((sum, other) => {
    if (other === into) return
    kept.set(other, (kept.get(other) ?? 0) + sum)
    const theirs = neighbours(state, other)
    theirs.delete(from)
    theirs.set(into, kept.get(other)!)
  })
  sums.delete(from)
  for (const other of apart.get(from) ?? []) {
    apart.get(other)?.delete(from)
    keepApart(state, into, other)
  }
  apart.delete(from)
}

function keepApart(state: State, a: number, b: number): void {
  if (a === b) return
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const known = state.apart.get(one)
    if (known === undefined) state.apart.set(one, new Set([other]))
    else known.add(other)
  }
}

function neighbours(state: State, place: number): Map<number, number> {
  let near = state.sums.get(place)
  if (near === undefined) {
    near = new Map()
    state.sums.set(place, near)
  }
  return near
}

/** The group a place is in; on the way the path is shortened for the next time. */
export function rootOf(parent: Int32Array, place: number): number {
  let at = place
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]!]!
    at = parent[at]!
  }
  return at
}
