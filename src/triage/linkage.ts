import type { Neighbours } from './neighbours.ts'

/** What was decided by hand about pairs, by place. */
export type Bounds = { same: readonly [number, number][]; notSame: readonly [number, number][] }

/**
 * Groups by average linkage (UPGMA) over nearest neighbours, others counting as not alike at all: the two groups with the highest mean likeness over all their
 * pairs are joined, again and again, until no mean reaches `threshold`. Pairs called the same start joined; groups
 * with a pair called not the same never join. Returns a group number per thing; the same input gives the same groups.
 */
export function averageLink(near: Neighbours, threshold: number, bounds: Bounds): Int32Array {
  const state = start(near, bounds)
  const { parent, size, sums, apart } = state
  const heap: Pair[] = []
  const offer = (a: number, b: number, sum: number) => {
    const mean = sum / (size[a]! * size[b]!)
    if (mean >= threshold)
      push(heap, { mean, a: Math.min(a, b), b: Math.max(a, b), sizes: size[a]! + size[b]! })
  }
  sums.forEach((others, a) => {
    others?.forEach((sum, b) => {
      if (a < b) offer(a, b, sum)
    })
  })
  for (let pair = pop(heap); pair !== undefined; pair = pop(heap)) {
    const { a, b } = pair
    // Stale: one of the two was joined or has grown since.
    if (parent[a] !== a || parent[b] !== b || size[a]! + size[b]! !== pair.sizes) continue
    if (apart.get(a)?.has(b)) continue
    const [into, from] = (sums[a]?.size ?? 0) >= (sums[b]?.size ?? 0) ? [a, b] : [b, a]
    join(state, into, from)
    sums[into]?.forEach((sum, other) => {
      offer(into, other, sum)
    })
  }
  return Int32Array.from(near, (_, place) => rootOf(parent, place))
}

type State = {
  parent: Int32Array
  size: Int32Array
  /** For each group the sums of likeness to its neighbours. */
  sums: (Map<number, number> | undefined)[]
  apart: Map<number, Set<number>>
}

function start(near: Neighbours, bounds: Bounds): State {
  const count = near.length
  const state: State = {
    parent: Int32Array.from({ length: count }, (_, place) => place),
    size: new Int32Array(count).fill(1),
    sums: new Array(count),
    apart: new Map(),
  }
  near.forEach(({ places, likeness }, a) => {
    places.forEach((b, at) => {
      if (a === b || state.sums[a]?.has(b)) return
      neighbours(state, a).set(b, likeness[at]!)
      neighbours(state, b).set(a, likeness[at]!)
    })
  })
  for (const [a, b] of bounds.notSame) keepApart(state, a, b)
  for (const [a, b] of bounds.same) {
    const [x, y] = [rootOf(state.parent, a), rootOf(state.parent, b)]
    if (x !== y && !state.apart.get(x)?.has(y)) join(state, x, y)
  }
  return state
}

function join(state: State, into: number, from: number): void {
  const { parent, size, sums, apart } = state
  parent[from] = into
  size[into]! += size[from]!
  const kept = neighbours(state, into)
  kept.delete(from)
  sums[from]?.forEach((sum, other) => {
    if (other === into) return
    kept.set(other, (kept.get(other) ?? 0) + sum)
    const theirs = neighbours(state, other)
    theirs.delete(from)
    theirs.set(into, kept.get(other)!)
  })
  sums[from] = undefined
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
  let near = state.sums[place]
  if (near === undefined) {
    near = new Map()
    state.sums[place] = near
  }
  return near
}

function rootOf(parent: Int32Array, place: number): number {
  let at = place
  while (parent[at] !== at) at = parent[at]!
  return at
}

type Pair = { mean: number; a: number; b: number; sizes: number }

/** Adds to a binary heap: the greatest mean first, then the lower places, so that ties always break the same way. */
function push(heap: Pair[], pair: Pair): void {
  let at = heap.length
  heap.push(pair)
  while (at > 0) {
    const up = (at - 1) >> 1
    if (!isBefore(pair, heap[up]!)) break
    heap[at] = heap[up]!
    at = up
  }
  heap[at] = pair
}

/** Takes the first pair out of the heap. */
function pop(heap: Pair[]): Pair | undefined {
  const top = heap[0]
  const last = heap.pop()
  if (top === undefined || last === undefined || heap.length === 0) return top
  let at = 0
  for (;;) {
    let down = at * 2 + 1
    if (down >= heap.length) break
    if (down + 1 < heap.length && isBefore(heap[down + 1]!, heap[down]!)) down++
    if (!isBefore(heap[down]!, last)) break
    heap[at] = heap[down]!
    at = down
  }
  heap[at] = last
  return top
}

function isBefore(a: Pair, b: Pair): boolean {
  if (a.mean !== b.mean) return a.mean > b.mean
  return a.a !== b.a ? a.a < b.a : a.b < b.b
}
