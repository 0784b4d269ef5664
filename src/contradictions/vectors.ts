import type { FramedSentence } from './documents.ts'
import { conceptWeights, SHARE } from './retrieval.ts'

/**
 * The words of a sentence as numbers, with what each says in hundredths; 0 says too little to be found by, `TOPIC`
 * stands in the title only. Two words that share a number are taken for one when texts are looked up, never when judged.
 */
export interface Vector {
  concepts: Uint32Array
  weights: Uint8Array
}

export const TOPIC = 255

/** The number of a concept: FNV-1a over its UTF-16 units, 32 bits. */
export function numberOf(concept: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < concept.length; at++) hash = Math.imul(hash ^ concept.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** Every word on which a comparison of this sentence hangs. */
export function vectorOf({ frame, topic }: FramedSentence): Vector {
  const entries = new Map<number, number>()
  for (const concept of topic) entries.set(numberOf(concept), TOPIC)
  for (const term of frame.terms) entries.set(numberOf(term.concept), 0)
  for (const [concept, weight] of conceptWeights(frame))
    entries.set(numberOf(concept), Math.min(TOPIC - 1, weight))
  const kept = [...entries].slice(0, MOST_WORDS)
  return {
    concepts: Uint32Array.from(kept, ([concept]) => concept),
    weights: Uint8Array.from(kept, ([, weight]) => weight),
  }
}

const MOST_WORDS = 65_535

/** What the words a sentence is found by weigh together. */
export function totalOf(vector: Vector, rarity: (concept: number) => number): number {
  let total = 0
  for (let at = 0; at < vector.weights.length; at++) {
    const weight = vector.weights[at]!
    if (isFoundBy(weight)) total += (weight / 100) * rarity(vector.concepts[at]!)
  }
  return total
}

/** Whether a weight is that of a word a sentence is found by. */
export function isFoundBy(weight: number): boolean {
  return weight !== 0 && weight !== TOPIC
}

/** A statement by its words and the product it holds for, if it is of one; whether its words weigh otherwise than before. */
export type Spoken = { vector: Vector; productId: number | null; isReweighed?: boolean }

/** The claims of a text: its product (four bytes, 0 for none), then the words of each. */
export function packClaims(productId: number | null, vectors: readonly Vector[]): Buffer {
  const product = Buffer.alloc(PRODUCT_BYTES)
  product.writeUInt32LE(productId ?? 0)
  return Buffer.concat([product, packVectors(vectors)])
}

const PRODUCT_BYTES = 4

/** Vectors one after the other: how many words (two bytes), their numbers (four each), their weights (one each). */
export function packVectors(vectors: readonly Vector[]): Buffer {
  const packed = Buffer.alloc(vectors.reduce((sum, { weights }) => sum + 2 + weights.length * 5, 0))
  let at = 0
  for (const { concepts, weights } of vectors) {
    at = packed.writeUInt16LE(weights.length, at)
    for (const concept of concepts) at = packed.writeUInt32LE(concept, at)
    packed.set(weights, at)
    at += weights.length
  }
  return packed
}

/** The vectors packed before. */
export function unpackVectors(packed: Buffer): Vector[] {
  const vectors: Vector[] = []
  for (let at = 0; at < packed.length; ) {
    const count = packed.readUInt16LE(at)
    const concepts = new Uint32Array(count)
    for (let word = 0; word < count; word++) concepts[word] = packed.readUInt32LE(at + 2 + word * 4)
    const from = at + 2 + count * 4
    vectors.push({ concepts, weights: new Uint8Array(packed.subarray(from, from + count)) })
    at = from + count
  }
  return vectors
}

/**
 * Whether packed claims are touched: one of these statements shares enough with one of them to be set against it, or they
 * hold one of the words `changed`, so that all they were compared with counts anew. Nothing the index would find is
 * missed; a little too much costs only time.
 */
export function touchedBy(
  statements: readonly Spoken[],
  changed: ReadonlySet<number>,
  rarity: (concept: number) => number,
): (packed: Buffer) => 'by statements' | 'anew' | null {
  const wanted = new Map<number, number[]>()
  const hint = new Uint8Array(HINTS)
  const least = Float64Array.from(statements, ({ vector }) => ROUNDING * SHARE * totalOf(vector, rarity))
  const products = Int32Array.from(statements, ({ productId }) => productId ?? 0)
  for (const concept of changed) hint[concept % HINTS] = 1
  for (const [place, { vector }] of statements.entries())
    for (const [at, concept] of vector.concepts.entries()) {
      if (!isFoundBy(vector.weights[at]!)) continue
      hint[concept % HINTS] = 1
      const known = wanted.get(concept)
      if (known) known.push(place)
      else wanted.set(concept, [place])
    }
  const shared = new Float64Array(statements.length)
  return (packed) => {
    const product = packed.readUInt32LE(0)
    let isMet = false
    let isAnew = false
    for (let at = PRODUCT_BYTES; at < packed.length; ) {
      const count = packed.readUInt16LE(at)
      const from = at + 2
      at = from + count * 5
      const met: number[] = []
      for (let word = 0; word < count; word++) {
        const concept = packed.readUInt32LE(from + word * 4)
        if (hint[concept % HINTS] === 0) continue
        if (changed.has(concept)) {
          shared.fill(0)
          return 'anew'
        }
        const weight = packed[from + count * 4 + word]!
        const places = isFoundBy(weight) ? wanted.get(concept) : undefined
        if (places === undefined) continue
        const amount = (weight / 100) * rarity(concept)
        for (const place of places) {
          if (product !== 0 && products[place] !== 0 && products[place] !== product) continue
          if (shared[place] === 0) met.push(place)
          shared[place]! += amount
        }
      }
      if (met.length === 0) continue
      let total = 0
      for (let word = 0; word < count; word++) {
        const weight = packed[from + count * 4 + word]!
        if (isFoundBy(weight)) total += (weight / 100) * rarity(packed.readUInt32LE(from + word * 4))
      }
      for (const place of met) {
        const amount = shared[place]!
        shared[place] = 0
        if (amount < least[place]! || amount < ROUNDING * SHARE * total) continue
        isMet = true
        if (statements[place]!.isReweighed) isAnew = true
      }
    }
    return isAnew ? 'anew' : isMet ? 'by statements' : null
  }
}

const HINTS = 65_536
/** Sums are kept with fewer digits where statements are searched. */
const ROUNDING = 0.999
