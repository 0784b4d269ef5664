/**
 * Which texts could be set against a few changed statements, told from their words alone: a changed article is then
 * compared with the answers that speak of it, without reading all the others into frames first.
 */
import { stem } from '../lib/words.ts'
import type { Weigh } from './align.ts'
import type { Frame } from './frame.ts'
import type { Lexicon } from './lexicon.ts'
import { conceptWeights, SHARE } from './retrieval.ts'

/** A test that lets through every text the index over these statements could find something for. */
export function couldMeet(
  frames: readonly Frame[],
  lexicon: Lexicon,
  weigh: Weigh,
): (text: string) => boolean {
  const wanted = new Map<string, { statement: number; weight: number }[]>()
  const least = frames.map((frame, statement) => {
    const weights = conceptWeights(frame, weigh)
    let total = 0
    for (const [concept, weight] of weights) {
      total += weight
      wanted.set(concept, [...(wanted.get(concept) ?? []), { statement, weight }])
    }
    return total * SHARE
  })
  const begun = conceptsByFirstWord(lexicon)
  const concepts = new Map<string, readonly string[]>()
  const conceptsOf = (word: string) => {
    const known = concepts.get(word)
    if (known) return known
    const own = stem(word)
    const found = [
      ...new Set([own, word, lexicon.concepts.get(own) ?? own, ...(begun.get(own) ?? [])]),
    ].filter((concept) => wanted.has(concept))
    if (concepts.size < MOST_WORDS) concepts.set(word, found)
    return found
  }
  return (text) => {
    const shared = new Map<number, number>()
    const met = new Set<string>()
    for (const word of text.toLowerCase().match(/[\p{L}\d][\p{L}\d._'’/-]*/gu) ?? [])
      for (const part of word.includes('-') ? [word, ...word.split('-')] : [word])
        for (const concept of conceptsOf(part)) {
          if (met.has(concept)) continue
          met.add(concept)
          for (const { statement, weight } of wanted.get(concept)!) {
            const sum = (shared.get(statement) ?? 0) + weight
            if (sum >= least[statement]!) return true
            shared.set(statement, sum)
          }
        }
    return false
  }
}

const MOST_WORDS = 200_000

/** Concepts a phrase beginning with a word can name ("turn" → disable, enable). */
function conceptsByFirstWord(lexicon: Lexicon): Map<string, string[]> {
  const begun = new Map<string, string[]>()
  for (const [phrase, concept] of lexicon.concepts) {
    const cut = phrase.indexOf(' ')
    if (cut > 0) begun.set(phrase.slice(0, cut), [...(begun.get(phrase.slice(0, cut)) ?? []), concept])
  }
  return begun
}
