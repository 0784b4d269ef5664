/** Which claims a change of official texts touches, told from the words kept of them. */
import { isAbout, type TextWords } from './about.ts'
import { SHARE } from './retrieval.ts'
import { isFoundBy, PRODUCT_BYTES, type Spoken, totalOf, vectorAt } from './vectors.ts'

/**
 * Whether packed claims are touched: one of these statements shares enough with one of them to be set against it, or they
 * are about one of these texts or hold one of the words `changed`, so that all they were compared with counts anew.
 * Nothing the index would find is missed; a little too much costs only time.
 */
export function touchedBy(
  statements: readonly Spoken[],
  texts: readonly TextWords[],
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
    const about = vectorAt(packed, PRODUCT_BYTES)
    if (about.concepts.some((concept) => changed.has(concept))) return 'anew'
    const mayMeet = (text: TextWords) =>
      product === 0 || text.productId === null || text.productId === product
    if (texts.some((text) => mayMeet(text) && isAbout(about, text, rarity))) return 'anew'
    let isMet = false
    let isAnew = false
    for (let at = PRODUCT_BYTES + 2 + about.weights.length * 5; at < packed.length; ) {
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
