import type { Weigh } from './align.ts'
import type { FramedSentence } from './documents.ts'
import type { Frame } from './frame.ts'
import { conceptWeights, isFoundBy, numberOf, type Vector } from './vectors.ts'

/** How often concepts occur, over how many sentences. */
export interface Background {
  sentences: number
  frequency: ReadonlyMap<string, number>
}

/** Rarity of a concept between 0.35 (in every tenth sentence) and 1.5 (nearly unique); 1 without a background. */
export function weighBy(background: Background | undefined): Weigh {
  if (!background) return () => 1
  return (concept) => rarityOf(background.frequency.get(concept) ?? 0, background.sentences)
}

/**
 * Rarity of what stands in `seen` of so many sentences. Both counts are rounded, so that a sentence more or less seldom
 * changes a weight: otherwise each edit would change what all other texts are compared by.
 */
export function rarityOf(seen: number, sentences: number): number {
  const all = roundedSize(sentences)
  if (all === 0) return 1
  const rounded = seen < 2 ? seen : 2 ** Math.round(Math.log2(seen))
  return Math.min(1.5, Math.max(0.35, (1.7 * Math.log(all / (rounded + 0.5))) / Math.log(all)))
}

/** Sentences to the next power of four; 0 when they are too few to tell rare words from common ones. */
export function roundedSize(sentences: number): number {
  return sentences < FEWEST ? 0 : 4 ** Math.round(Math.log2(sentences) / 2)
}

const FEWEST = 50

/** Counts concepts over framed texts. */
export function backgroundOf(texts: Iterable<readonly FramedSentence[]>): Background {
  const frequency = new Map<string, number>()
  let sentences = 0
  for (const framed of texts) {
    for (const { frame } of framed) {
      sentences++
      for (const concept of new Set(frame.terms.map((term) => term.concept)))
        frequency.set(concept, (frequency.get(concept) ?? 0) + 1)
    }
  }
  return { sentences, frequency }
}

/** The least coverage, by rarity, demanded in both directions. */
export const SHARE = 0.34

/** An inverted index over official frames; positions are those of the list it was built from. */
export interface OfficialIndex {
  candidates(frame: Frame, most?: number): number[]
}

/** Builds the index over statements. */
export function officialIndex(frames: Iterable<Frame>, weigh: Weigh = () => 1, share = SHARE): OfficialIndex {
  return indexOver(
    [...frames].map((frame) => ({ words: conceptWeights(frame) })),
    { keyOf: (concept) => concept, rarity: weigh, weigh, share },
  )
}

/** The same over the words that are kept of statements, which cost less to read than frames. */
export function vectorIndex(
  vectors: readonly Vector[],
  how: Pick<IndexSource, 'weigh' | 'share' | 'order'> & { rarity: (concept: number) => number },
): OfficialIndex {
  const wordsOf = function* ({ concepts, weights }: Vector): Generator<[number, number]> {
    for (const [at, concept] of concepts.entries()) if (isFoundBy(weights[at]!)) yield [concept, weights[at]!]
  }
  return indexOver(
    vectors.map((vector) => ({ words: wordsOf(vector) })),
    { keyOf: numberOf, ...how },
  )
}

function indexOver<Key>(
  statements: readonly { words: Iterable<[Key, number]> }[],
  how: Pick<IndexSource, 'weigh' | 'share' | 'order'> & {
    keyOf: (concept: string) => Key
    rarity: (key: Key) => number
  },
): OfficialIndex {
  const { keyOf, rarity, ...rest } = how
  const growing = new Map<Key, number[]>()
  const totals = statements.map(({ words }, place) => {
    let total = 0
    for (const [key, weight] of words) {
      total += (weight / 100) * rarity(key)
      const list = growing.get(key)
      if (list) list.push(place)
      else growing.set(key, [place])
    }
    return total
  })
  const postings = new Map([...growing].map(([key, list]) => [key, Uint32Array.from(list)] as const))
  const source: IndexSource = {
    naming: (concept) => postings.get(keyOf(concept)) ?? none,
    totalOf: (place) => totals[place]!,
    ...rest,
    scores: new Float32Array(totals.length),
    touched: new Uint32Array(totals.length),
  }
  return { candidates: (frame, most = MOST) => searchIndex(frame, source, most).map(({ at }) => at) }
}

/** Statements handed on for one claim, the nearest first. */
export const MOST = 24

/** What a search walks: lists of places, kept in memory or read when they are asked for. */
export interface IndexSource {
  /** The places of the statements that name a concept, ascending. */
  naming(concept: string): Uint32Array
  /** Weight of all concepts of a statement. */
  totalOf(place: number): number
  weigh: Weigh
  share: number
  /** Scratch space by place, zero between searches. */
  scores: Float32Array
  touched: Uint32Array
  /** Whether a statement may be set against what is searched with. */
  accepts?: (place: number) => boolean
  /** Order of two statements that are equally near. */
  order?: (a: number, b: number) => number
}

/**
 * Adds up shared weight by walking the lists of the rarest concepts first. A statement that shares none of them can no
 * longer reach the share demanded once the concepts left weigh too little: those lists only top up what was met.
 */
export function searchIndex(
  frame: Frame,
  source: IndexSource,
  most: number,
): { at: number; score: number }[] {
  const { scores, touched, share } = source
  const concepts = [...conceptWeights(frame)].map(([concept, weight]) => ({
    weight: (weight / 100) * source.weigh(concept),
    list: source.naming(concept),
  }))
  const total = concepts.reduce((sum, item) => sum + item.weight, 0)
  concepts.sort((a, b) => a.list.length - b.list.length)
  let left = total
  let met = 0
  for (const { weight, list } of concepts) {
    const fresh = left >= share * total
    left -= weight
    if (!fresh && met * 24 < list.length) {
      for (let at = 0; at < met; at++) if (holds(list, touched[at]!)) scores[touched[at]!]! += weight
      continue
    }
    for (let at = 0; at < list.length; at++) {
      const place = list[at]!
      if (scores[place] === 0) {
        if (!fresh) continue
        touched[met++] = place
      }
      scores[place]! += weight
    }
  }
  const found: { at: number; score: number }[] = []
  for (let index = 0; index < met; index++) {
    const at = touched[index]!
    const shared = scores[at]!
    scores[at] = 0
    const other = shared / total
    if (other < share || source.accepts?.(at) === false) continue
    const own = shared / source.totalOf(at)
    if (own >= share) found.push({ at, score: own * other })
  }
  const order = source.order ?? ((a, b) => a - b)
  return found.sort((a, b) => b.score - a.score || order(a.at, b.at)).slice(0, most)
}

/** Whether a sorted list holds a number. */
function holds(list: Uint32Array, wanted: number): boolean {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (list[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return list[low] === wanted
}

const none = new Uint32Array()
