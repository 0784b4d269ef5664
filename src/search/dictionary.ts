import type { SearchDocument } from './documents.ts'
import type { WordEntry } from './page/format.ts'
import { wordsIn } from './page/words.ts'
import { byUnits } from './statistics.ts'

/** More words than this and the rarest are no longer offered as corrections. */
const mostWords = 40_000
const offered = /^[\p{L}\p{M}']{3,24}$/u

/**
 * The words a typing error can be corrected to, sorted forwards and sorted by their endings: one error leaves
 * the first two or the last two letters of a word as they are.
 */
export function collectWords(documents: readonly SearchDocument[]): {
  forwards: WordEntry[]
  backwards: WordEntry[]
} {
  const counts = countWords(documents)
  const least = leastCount([...counts.values()])
  const kept: WordEntry[] = []
  for (const [key, count] of counts)
    if (count >= least) kept.push({ key, rank: Math.floor(Math.log2(count)) })
  const backwards = kept.map(({ key, rank }) => ({ key: backwardsOf(key), rank }))
  const byKey = (a: WordEntry, b: WordEntry) => byUnits(a.key, b.key)
  return { forwards: kept.sort(byKey), backwards: backwards.sort(byKey) }
}

/** A word spelled from its end, by UTF-16 units. */
export function backwardsOf(word: string): string {
  return word.split('').reverse().join('')
}

// How many documents hold each word.
function countWords(documents: readonly SearchDocument[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const document of documents) {
    const met = new Set<string>()
    for (const text of [document.title, document.body, ...document.headings, ...document.keywords]) {
      for (const { folded } of wordsIn(text)) met.add(folded)
    }
    for (const word of met) if (offered.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

function leastCount(counts: number[]): number {
  let least = 1
  while (counts.filter((count) => count >= least).length > mostWords) least++
  return least
}
