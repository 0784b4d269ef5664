import { sha256 } from '../lib/hash.ts'
import { rootOf } from './linkage.ts'

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

/** Texts taken in one by one, so that none has to be kept; places count from 0 in the order they came. */
export type DuplicateFinder = {
  add(text: string): void
  /**
   * For each text the place of the first text it duplicates (its own for an original). Texts with different numbers
   * in them (versions, error codes) are never duplicates.
   */
  firsts(): Int32Array
}

/** Lower case, words only: what stays of a text when case, punctuation, spacing and markup are ignored. */
export function normalised(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}

/** Finds which of up to `most` texts duplicate earlier ones. Takes any text; compares it normalised. */
export function duplicateFinder(most: number): DuplicateFinder {
  const first = new Int32Array(most)
  const byText = new Map<string, number>()
  const signed: Signed = {
    count: 0,
    places: new Int32Array(most),
    signatures: new Uint32Array(most * HASHES),
    numbers: new Float64Array(most),
  }
  let count = 0
  return {
    add(text) {
      const plain = normalised(text)
      const place = count++
      const key = plain === '' ? '' : sha256(plain)
      const known = key === '' ? undefined : byText.get(key)
      first[place] = known ?? place
      if (known !== undefined) return
      byText.set(key, place)
      const words = plain.split(' ')
      if (words.length < SHORT) return
      const numbers = words.filter((word) => /\d/.test(word)).sort()
      const at = signed.count++
      signed.places[at] = place
      signed.numbers[at] = Number.parseInt(sha256(numbers.join(' ')).slice(0, 12), 16)
      sign(words, signed.signatures.subarray(at * HASHES, (at + 1) * HASHES))
    },
    firsts() {
      const places = first.slice(0, count)
      joinNearDuplicates(signed, places)
      for (let place = 0; place < count; place++) places[place] = rootOf(places, place)
      return places
    },
  }
}

/** Texts long enough to be near-duplicates: where they stand, their signatures, and a number for the numbers in them. */
type Signed = { count: number; places: Int32Array; signatures: Uint32Array; numbers: Float64Array }

/** Bands are compared by a hash of their values; those with the same are a chain, the latest first. */
function joinNearDuplicates({ count, places, signatures, numbers }: Signed, first: Int32Array): void {
  const before = new Int32Array(count)
  for (let band = 0; band < HASHES; band += BAND) {
    const latest = new Map<number, { at: number; length: number }>()
    for (let one = 0; one < count; one++) {
      const key = bandOf(signatures, one * HASHES + band)
      const chain = latest.get(key)
      for (let other = chain?.at ?? -1; other >= 0; other = before[other]!) {
        const [a, b] = [rootOf(first, places[other]!), rootOf(first, places[one]!)]
        if (a === b || numbers[other] !== numbers[one]) continue
        if (agreement(signatures, other, one) >= DUPLICATE) first[Math.max(a, b)] = Math.min(a, b)
      }
      if (chain === undefined) {
        before[one] = -1
        latest.set(key, { at: one, length: 1 })
      } else if (chain.length < MOST_COMPARED) {
        before[one] = chain.at
        chain.at = one
        chain.length++
      }
    }
  }
}

function sign(words: string[], signature: Uint32Array): void {
  signature.fill(0xffffffff)
  for (let at = 0; at + RUN <= words.length; at++) {
    const base = hash(`${words[at]} ${words[at + 1]} ${words[at + 2]}`)
    for (let n = 0; n < HASHES; n++) {
      const value = (Math.imul(base, MULTIPLIERS[n]!) + OFFSETS[n]!) >>> 0
      const mixed = (value ^ (value >>> 15)) >>> 0
      if (mixed < signature[n]!) signature[n] = mixed
    }
  }
}

function bandOf(signatures: Uint32Array, from: number): number {
  let key = 0x811c9dc5
  for (let at = from; at < from + BAND; at++) key = Math.imul(key ^ signatures[at]!, 0x01000193)
  return key
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
