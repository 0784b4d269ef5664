import type { FramedSentence } from './documents.ts'
import type { Frame } from './frame.ts'

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

/** What a frame is found by, and how much each concept says, in hundredths, before its rarity. */
export function conceptWeights(frame: Frame): Map<string, number> {
  const weights = new Map<string, number>()
  for (const term of frame.terms)
    if (term.weight >= 0.4)
      weights.set(term.concept, Math.round(term.weight * (term.area === 'side' ? 70 : 100)))
  for (const concept of [...(frame.order?.earlier ?? []), ...(frame.order?.later ?? [])])
    if (!weights.has(concept)) weights.set(concept, 50)
  return weights
}

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

/** The claims of a text: its product (four bytes, 0 for none), what it is about, then the words of each. */
export function packClaims(productId: number | null, about: Vector, vectors: readonly Vector[]): Buffer {
  const product = Buffer.alloc(PRODUCT_BYTES)
  product.writeUInt32LE(productId ?? 0)
  return Buffer.concat([product, packVectors([about, ...vectors])])
}

export const PRODUCT_BYTES = 4

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
    const vector = vectorAt(packed, at)
    vectors.push(vector)
    at += 2 + vector.weights.length * 5
  }
  return vectors
}

/** The vector that is packed at a place. */
export function vectorAt(packed: Buffer, at: number): Vector {
  const count = packed.readUInt16LE(at)
  const concepts = new Uint32Array(count)
  for (let word = 0; word < count; word++) concepts[word] = packed.readUInt32LE(at + 2 + word * 4)
  const from = at + 2 + count * 4
  return { concepts, weights: new Uint8Array(packed.subarray(from, from + count)) }
}
