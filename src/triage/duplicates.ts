import { createHash } from 'node:crypto'

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

/** Finds which texts duplicate earlier ones. Takes any text; compares it normalised. */
export function duplicateFinder(): DuplicateFinder {
  const first: number[] = []
  const byText = new Map<string, number>()
  const signed: Signed[] = []
  return {
    add(text) {
      const plain = normalised(text)
      const place = first.length
      const key = plain === '' ? '' : createHash('sha256').update(plain).digest('base64')
      const known = key === '' ? undefined : byText.get(key)
      first.push(known ?? place)
      if (known !== undefined) return
      byText.set(key, place)
      const words = plain.split(' ')
      if (words.length < SHORT) return
      const numbers = words.filter((word) => /\d/.test(word)).sort()
      signed.push({ place, signature: signatureOf(words), numbers: numbers.join(' ') })
    },
    firsts() {
      const places = Int32Array.from(first)
      joinNearDuplicates(signed, places)
      for (let place = 0; place < places.length; place++) places[place] = rootOf(places, place)
      return places
    },
  }
}

type Signed = { place: number; signature: Uint32Array; numbers: string }

function joinNearDuplicates(signed: Signed[], first: Int32Array): void {
  for (let band = 0; band < HASHES; band += BAND) {
    const buckets = new Map<string, Signed[]>()
    for (const one of signed) {
      const key = one.signature.subarray(band, band + BAND).join(' ')
      const bucket = buckets.get(key) ?? []
      if (bucket.length === 0) buckets.set(key, bucket)
      for (const other of bucket) {
        const [a, b] = [rootOf(first, other.place), rootOf(first, one.place)]
        if (a === b || other.numbers !== one.numbers) continue
        if (agreement(other.signature, one.signature) >= DUPLICATE) first[Math.max(a, b)] = Math.min(a, b)
      }
      if (bucket.length < MOST_COMPARED) bucket.push(one)
    }
  }
}

function rootOf(first: Int32Array, place: number): number {
  let at = place
  while (first[at] !== at) at = first[at]!
  return at
}

function signatureOf(words: string[]): Uint32Array {
  const signature = new Uint32Array(HASHES).fill(0xffffffff)
  for (let at = 0; at + RUN <= words.length; at++) {
    const base = hash(`${words[at]} ${words[at + 1]} ${words[at + 2]}`)
    for (let n = 0; n < HASHES; n++) {
      const value = (Math.imul(base, MULTIPLIERS[n]!) + OFFSETS[n]!) >>> 0
      const mixed = (value ^ (value >>> 15)) >>> 0
      if (mixed < signature[n]!) signature[n] = mixed
    }
  }
  return signature
}

function agreement(a: Uint32Array, b: Uint32Array): number {
  let equal = 0
  for (let n = 0; n < HASHES; n++) if (a[n] === b[n]) equal++
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
