/** Two groups that may become one, their mean likeness, and their sizes together when it was worked out. */
export type Pair = { mean: number; a: number; b: number; sizes: number }

/** Adds to a binary heap: the greatest mean first, then the lower places, so that ties always break the same way. */
export function push(heap: Pair[], pair: Pair): void {
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
export function pop(heap: Pair[]): Pair | undefined {
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
