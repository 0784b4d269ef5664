/**
 * What triage is held against, in the plain form everybody would write first: average linkage over TF-IDF cosines of
 * all pairs, and the best BM25 score. Words of two characters and more, lower case, no stems.
 */
type Weights = Map<string, number>

/** Cuts the text as the usual vectorisers do. */
export function plainWords(text: string): string[] {
  return text.toLowerCase().match(/\b\w\w+\b/g) ?? []
}

/** Groups at each number of groups asked for, by average linkage over all cosines. */
export function averageLinkage(texts: readonly string[], sizes: readonly number[]): string[][] {
  const merges = mergesOf(cosines(texts.map(plainWords)), texts.length)
  return sizes.map((size) => cut(merges, texts.length, size))
}

/** The best BM25 score of each query over all documents (k1 1.2, b .75). */
export function bestBm25(queries: readonly string[], documents: readonly string[]): number[] {
  const counted = documents.map((text) => counts(plainWords(text)))
  const lengths = counted.map((words) => [...words.values()].reduce((sum, n) => sum + n, 0))
  const average = lengths.reduce((sum, n) => sum + n, 0) / lengths.length
  const docs = documentFrequency(counted)
  return queries.map((query) => {
    let best = 0
    counted.forEach((words, at) => {
      let score = 0
      for (const word of new Set(plainWords(query))) {
        const n = words.get(word)
        if (n === undefined) continue
        const idf = Math.log(1 + (documents.length - docs.get(word)! + 0.5) / (docs.get(word)! + 0.5))
        score += (idf * n * 2.2) / (n + 1.2 * (0.25 + (0.75 * lengths[at]!) / average))
      }
      best = Math.max(best, score)
    })
    return best
  })
}

function counts(words: readonly string[]): Weights {
  const found: Weights = new Map()
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1)
  return found
}

function documentFrequency(all: readonly Weights[]): Weights {
  return counts(all.flatMap((words) => [...words.keys()]))
}

function cosines(texts: readonly string[][]): Float32Array {
  const counted = texts.map(counts)
  const docs = documentFrequency(counted)
  const n = texts.length
  const postings = new Map<string, [number, number][]>()
  counted.forEach((words, at) => {
    const weighted = [...words].map(
      ([word, count]) => [word, count * (Math.log((1 + n) / (1 + docs.get(word)!)) + 1)] as const,
    )
    const length = Math.hypot(...weighted.map(([, weight]) => weight)) || 1
    for (const [word, weight] of weighted) {
      postings.set(word, [...(postings.get(word) ?? []), [at, weight / length]])
    }
  })
  const matrix = new Float32Array(n * n)
  for (const list of postings.values()) {
    for (const [a, x] of list) for (const [b, y] of list) matrix[a * n + b]! += x * y
  }
  return matrix
}

type Merge = { a: number; b: number; likeness: number }

/** Nearest-neighbour chains: each merge joins two groups that are each other's nearest. */
function mergesOf(matrix: Float32Array, n: number): Merge[] {
  const size = new Int32Array(n).fill(1)
  const isThere = new Uint8Array(n).fill(1)
  const merges: Merge[] = []
  const chain: number[] = []
  for (let first = 0; merges.length < n - 1; ) {
    if (chain.length === 0) {
      while (isThere[first] === 0) first++
      chain.push(first)
    }
    const a = chain.at(-1)!
    const before = chain.at(-2) ?? -1
    let [b, likeness] = [before, before < 0 ? -1 : matrix[a * n + before]!]
    for (let other = 0; other < n; other++) {
      if (isThere[other] === 1 && other !== a && matrix[a * n + other]! > likeness) {
        b = other
        likeness = matrix[a * n + other]!
      }
    }
    if (b !== before) {
      chain.push(b)
      continue
    }
    chain.length -= 2
    merges.push({ a, b, likeness })
    for (let other = 0; other < n; other++) {
      if (isThere[other] === 0 || other === a || other === b) continue
      const mean =
        (size[a]! * matrix[a * n + other]! + size[b]! * matrix[b * n + other]!) / (size[a]! + size[b]!)
      matrix[b * n + other] = mean
      matrix[other * n + b] = mean
    }
    isThere[a] = 0
    size[b]! += size[a]!
  }
  return merges.sort((x, y) => y.likeness - x.likeness)
}

function cut(merges: readonly Merge[], n: number, groups: number): string[] {
  const parent = Array.from({ length: n }, (_, at) => at)
  const root = (at: number): number => {
    let place = at
    while (parent[place] !== place) place = parent[place]!
    return place
  }
  for (const { a, b } of merges.slice(0, Math.max(0, n - groups))) parent[root(a)] = root(b)
  return parent.map((_, at) => String(root(at)))
}
