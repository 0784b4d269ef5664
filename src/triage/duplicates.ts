/**
 * Near-duplicates by MinHash: a text becomes the set of its runs of three words; of each of 60 hash functions the
 * smallest value over the set is kept; two sets agree in a share of these values that estimates their Jaccard
 * likeness (Broder 1997). Banding (12 bands of 5) brings together only pairs that agree in a whole band, so that
 * 100,000 texts need no 5 billion comparisons.
 */
const HASHES = 60
const BAND = 5
const RUN = 3
/** Texts this alike are the same text with small changes. */
const DUPLICATE = 0.8
/** Below this many words a text is a duplicate only of its very equal. */
const SHORT = 8
/** Of texts that share a band only so many are compared with each; equal texts were joined before. */
const MOST_COMPARED = 50

/** Lower case, words only: what stays of a text when case, punctuation, spacing and markup are ignored. */
export function normalised(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}

/**
 * For each text the place of the first text it duplicates (its own for an original). Texts with different numbers in
 * them (versions, error codes) are never duplicates. Takes normalised texts; depends on their order only for names.
 */
export function duplicatesOf(texts: readonly string[]): Int32Array {
  const first = new Int32Array(texts.length)
  const originals: number[] = []
  const byText = new Map<string, number>()
  texts.forEach((text, place) => {
    const known = text === '' ? undefined : byText.get(text)
    first[place] = known ?? place
    if (known !== undefined) return
    byText.set(text, place)
    if (wordCount(text) >= SHORT) originals.push(place)
  })
  joinNearDuplicates(texts, originals, first)
  for (let place = 0; place < first.length; place++) first[place] = first[first[place]!]!
  return first
}

function joinNearDuplicates(texts: readonly string[], originals: number[], first: Int32Array): void {
  const signatures = new Uint32Array(originals.length * HASHES)
  const numbers: string[] = []
  originals.forEach((place, row) => {
    sign(texts[place]!, signatures.subarray(row * HASHES, (row + 1) * HASHES))
    numbers.push((texts[place]!.match(/\S*\d\S*/g) ?? []).sort().join(' '))
  })
  const root = (row: number): number => {
    let place = originals[row]!
    while (first[place] !== place) place = first[place]!
    return place
  }
  for (let band = 0; band < HASHES; band += BAND) {
    const buckets = new Map<string, number[]>()
    originals.forEach((_, row) => {
      const key = signatures.subarray(row * HASHES + band, row * HASHES + band + BAND).join(' ')
      const bucket = buckets.get(key) ?? []
      if (bucket.length === 0) buckets.set(key, bucket)
      for (const other of bucket) {
        const [a, b] = [root(other), root(row)]
        if (a === b || numbers[other] !== numbers[row]) continue
        if (agreement(signatures, other, row) >= DUPLICATE) first[Math.max(a, b)] = Math.min(a, b)
      }
      if (bucket.length < MOST_COMPARED) bucket.push(row)
    })
  }
  for (const place of originals) {
    let at = place
    while (first[at] !== at) at = first[at]!
    first[place] = at
  }
}

function wordCount(text: string): number {
  let words = text === '' ? 0 : 1
  for (let at = text.indexOf(' '); at !== -1; at = text.indexOf(' ', at + 1)) words++
  return words
}

function sign(text: string, signature: Uint32Array): void {
  signature.fill(0xffffffff)
  const words = text.split(' ')
  for (let at = 0; at + RUN <= words.length; at++) {
    const base = hash(`${words[at]} ${words[at + 1]} ${words[at + 2]}`)
    for (let n = 0; n < HASHES; n++) {
      const value = (Math.imul(base, MULTIPLIERS[n]!) + OFFSETS[n]!) >>> 0
      const mixed = (value ^ (value >>> 15)) >>> 0
      if (mixed < signature[n]!) signature[n] = mixed
    }
  }
}

function agreement(signatures: Uint32Array, a: number, b: number): number {
  let equal = 0
  for (let n = 0; n < HASHES; n++) if (signatures[a * HASHES + n] === signatures[b * HASHES + n]) equal++
  return equal / HASHES
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return Math.imul(value ^ (value >>> 13), 0x5bd1e995) >>> 0
}

/** Fixed constants from a small generator, so that equal texts have equal signatures on every machine. */
function constants(seed: number, isOdd: boolean): Uint32Array {
  let state = seed
  return Uint32Array.from({ length: HASHES }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const value = Math.imul(state ^ (state >>> 16), 0x85ebca6b) >>> 0
    return isOdd ? value | 1 : value
  })
}
const MULTIPLIERS = constants(7, true)
const OFFSETS = constants(11, false)
