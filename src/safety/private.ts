/** Where private parts of a raw record lie: `*` stands for any one key or index, `**` for any number of them. */
export type PrivateRule = {
  kind: string
  path: string
  /** Only parts that this accepts; `owner` is the object or array that holds the part. */
  when?: (part: unknown, owner: unknown) => boolean
}

/** What stands in a raw record where something private was; `count` is the number of entries of a list, else 1. */
export type Removed = { removed: string; count: number }

/** A record without its private parts, and how many were taken out of each kind. */
export type Stripped = { value: unknown; removed: Record<string, number> }

/** Deeper than any export we know; what lies below is taken out, because nobody could have looked at it. */
const maximalDepth = 200

/**
 * Takes private parts out of a raw record (JSON) before it is stored and puts their kind and count in their place.
 * The given value is not changed; the first rule that fits counts. Empty parts (null, "", []) stay: they tell nothing.
 */
export function stripPrivate(value: unknown, rules: readonly PrivateRule[]): Stripped {
  const paths = rules.map((rule) => ({ rule, steps: rule.path.split('.') }))
  const removed: Record<string, number> = {}
  const take = (kind: string, part: unknown): Removed => {
    const count = Array.isArray(part) ? part.length : 1
    removed[kind] = (removed[kind] ?? 0) + count
    return { removed: kind, count }
  }
  const walk = (part: unknown, owner: unknown, at: readonly string[]): unknown => {
    if (at.length > maximalDepth) return take('too-deep', part)
    const fit = isEmpty(part)
      ? undefined
      : paths.find(({ rule, steps }) => fits(steps, at) && (rule.when?.(part, owner) ?? true))
    if (fit) return take(fit.rule.kind, part)
    if (Array.isArray(part)) return part.map((entry, index) => walk(entry, part, [...at, String(index)]))
    if (part === null || typeof part !== 'object') return part
    // fromEntries defines its keys, so that a key such as __proto__ stays a key.
    return Object.fromEntries(
      Object.entries(part).map(([name, entry]) => [name, walk(entry, part, [...at, name])]),
    )
  }
  return { value: walk(value, undefined, []), removed }
}

function isEmpty(part: unknown): boolean {
  return part === null || part === undefined || part === '' || (Array.isArray(part) && part.length === 0)
}

/** Like a file pattern; places reached are kept as a set, so that several `**` cost no more than one. */
function fits(steps: readonly string[], at: readonly string[]): boolean {
  let places = skipped(new Set([0]), steps)
  for (const name of at) {
    const next = new Set<number>()
    for (const place of places) {
      if (steps[place] === '**') next.add(place)
      else if (steps[place] === '*' || steps[place] === name) next.add(place + 1)
    }
    places = skipped(next, steps)
  }
  return places.has(steps.length)
}

function skipped(places: Set<number>, steps: readonly string[]): Set<number> {
  for (const place of places) if (steps[place] === '**') places.add(place + 1)
  return places
}
