/** A function that remembers its answers; the oldest make room when they are too many, or too large together. */
export function keepAnswers<K, V extends NonNullable<unknown> | null>(
  most: number,
  ask: (key: K) => V,
  sizeOf: (value: V) => number = () => 1,
): (key: K) => V {
  const known = new Map<K, V>()
  let size = 0
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = ask(key)
    known.set(key, value)
    size += 1 + sizeOf(value)
    for (const [oldest, old] of known) {
      if (size <= most || oldest === key) break
      known.delete(oldest)
      size -= 1 + sizeOf(old)
    }
    return value
  }
}
