import type { Weigh } from './align.ts'
import type { FramedSentence } from './documents.ts'
import type { Frame } from './frame.ts'

/** How often concepts occur, over how many sentences. */
export interface Background {
  sentences: number
  frequency: ReadonlyMap<string, number>
}

/** Rarity of a concept between 0.35 (in every tenth sentence) and 1.5 (nearly unique); 1 without a background. */
export function weighBy(background: Background | undefined): Weigh {
  if (!background || background.sentences < 50) return () => 1
  const most = Math.log(background.sentences)
  return (concept) => {
    const seen = background.frequency.get(concept) ?? 0.5
    return Math.min(1.5, Math.max(0.35, (1.7 * Math.log(background.sentences / (seen + 0.5))) / most))
  }
}

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

/** An inverted index over official frames; positions are those of the list it was built from. */
export interface OfficialIndex {
  candidates(frame: Frame, most?: number): number[]
}

/** The least coverage, by rarity, demanded in both directions. */
export const SHARE = 0.34

/** Builds the index over statements. */
export function officialIndex(frames: Iterable<Frame>, weigh: Weigh = () => 1, share = SHARE): OfficialIndex {
  const growing = new Map<string, number[]>()
  const totals: number[] = []
  for (const frame of frames) {
    const concepts = conceptWeights(frame, weigh)
    let total = 0
    for (const [concept, weight] of concepts) {
      total += weight
      const list = growing.get(concept)
      if (list) list.push(totals.length)
      else growing.set(concept, [totals.length])
    }
    totals.push(total)
  }
  const postings = new Map([...growing].map(([concept, list]) => [concept, Uint32Array.from(list)] as const))
  growing.clear()
  const weights = Float32Array.from(totals)
  const scores = new Float32Array(totals.length)
  const touched = new Uint32Array(totals.length)
  return {
    candidates: (frame, most = 40) =>
      search(frame, most, { postings, weights, scores, touched, weigh, share }),
  }
}

interface IndexData {
  postings: ReadonlyMap<string, Uint32Array>
  weights: Float32Array
  /** Scratch space, zero between searches. */
  scores: Float32Array
  touched: Uint32Array
  weigh: Weigh
  share: number
}

/**
 * Adds up shared weight by walking the postings of the rarest concepts first. A statement that shares none of them can
 * no longer reach the share demanded once the concepts left weigh too little: those lists only top up what was met.
 */
function search(frame: Frame, most: number, data: IndexData): number[] {
  const { postings, weights, scores, touched, share } = data
  const concepts = [...conceptWeights(frame, data.weigh)].map(([concept, weight]) => ({
    weight,
    list: postings.get(concept) ?? none,
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
    const own = shared / weights[at]!
    const other = shared / total
    if (own >= share && other >= share) found.push({ at, score: own * other })
  }
  return found
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, most)
    .map((item) => item.at)
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

/** What a frame is found by, and how much each concept says. */
export function conceptWeights(frame: Frame, weigh: Weigh): Map<string, number> {
  const weights = new Map<string, number>()
  for (const term of frame.terms)
    if (term.weight >= 0.4)
      weights.set(term.concept, term.weight * weigh(term.concept) * (term.area === 'side' ? 0.7 : 1))
  for (const concept of [...(frame.order?.earlier ?? []), ...(frame.order?.later ?? [])])
    if (!weights.has(concept)) weights.set(concept, 0.5 * weigh(concept))
  return weights
}
