import type { WordEntry } from './page/format.ts'
import { reversed } from './page/typos.ts'
import type { Reading } from './reading.ts'
import { byUnits } from './statistics.ts'

/** More words than this and the rarest are no longer offered as corrections. */
const mostWords = 40_000
const offered = /^[\p{L}\p{M}']{3,24}$/u

/**
 * The words a typing error can be corrected to, sorted forwards and sorted by their endings: one error leaves
 * the first two or the last two letters of a word as they are.
 */
export function correctionsFrom(words: Reading['words']): { forwards: WordEntry[]; backwards: WordEntry[] } {
  const known = [...words].filter(([word]) => offered.test(word))
  const least = leastCount(known.map(([, { count }]) => count))
  const kept = known.filter(([, { count }]) => count >= least)
  const forwards = kept.map(([key, { count }]) => ({ key, rank: Math.floor(Math.log2(count)) }))
  const backwards = forwards.map(({ key, rank }) => ({ key: reversed(key), rank }))
  const byKey = (a: WordEntry, b: WordEntry) => byUnits(a.key, b.key)
  return { forwards: forwards.sort(byKey), backwards: backwards.sort(byKey) }
}

function leastCount(counts: number[]): number {
  let least = 1
  while (counts.filter((count) => count >= least).length > mostWords) least++
  return least
}
