import type { FileSet } from './file-set.ts'
import { codeWords } from './page/format.ts'
import type { Root } from './page/root.ts'
import { hexOf } from './page/tree.ts'
import { reversed } from './page/typos.ts'
import type { Reading } from './reading.ts'
import { byUnits } from './statistics.ts'
import { addBranches, plantTree } from './tree.ts'

/** More words than this and the rarest are no longer offered as corrections. */
const mostWords = 40_000
const offered = /^[\p{L}\p{M}']{3,24}$/u

/** In how many documents each word stands. */
export function wordCounts({ words, spellings }: Reading): Uint32Array {
  const counts = new Uint32Array(spellings.length)
  for (let at = 0; at < words.length; at++) counts[words[at]!]!++
  return counts
}

/** Words that may be offered, and the same spelled backwards, each in its order. */
export interface SortedWords {
  spellings: readonly string[]
  /** Places of the words among all spellings. */
  forwards: number[]
  /** Both the word backwards and its place. */
  backwards: { key: string; word: number }[]
}

/** Sorts words by their endings too; `before` saves sorting those that were there already. */
export function sortedWords(spellings: readonly string[], before?: SortedWords): SortedWords {
  if (before?.spellings === spellings) return before
  const forwards = [...spellings.keys()].filter((word) => offered.test(spellings[word]!))
  const places = new Map(forwards.map((word) => [reversed(spellings[word]!), word]))
  const kept = (before?.backwards ?? []).flatMap(({ key }) => (places.has(key) ? key : []))
  const known = new Set(kept)
  // Those that stayed are in order, which makes sorting the new ones between them cheap.
  const keys = [...kept, ...[...places.keys()].filter((key) => !known.has(key))].sort(byUnits)
  return { spellings, forwards, backwards: keys.map((key) => ({ key, word: places.get(key)! })) }
}

/**
 * Files of the words a typing error can be corrected to, sorted forwards and sorted by their endings: one error
 * leaves the first two or the last two letters of a word as they are.
 */
export function plantDictionary(
  { spellings, forwards, backwards }: SortedWords,
  counts: Uint32Array,
  set: FileSet,
): Pick<Root, 'words' | 'endings'> {
  const least = leastCount(Uint32Array.from(forwards, (word) => counts[word]!))
  const isKept = (word: number) => counts[word]! >= least
  const rankOf = (word: number) => Math.floor(Math.log2(counts[word]!))
  const kept = forwards.filter(isKept)
  const keptBackwards = backwards.filter(({ word }) => isKept(word))
  return {
    words: plantWords(
      kept.map((word) => spellings[word]!),
      Uint8Array.from(kept, rankOf),
      set,
    ),
    endings: plantWords(
      keptBackwards.map(({ key }) => key),
      Uint8Array.from(keptBackwards, ({ word }) => rankOf(word)),
      set,
    ),
  }
}

function plantWords(keys: string[], ranks: Uint8Array, set: FileSet): Root['words'] {
  const { top, depth } = plantTree(
    {
      ...{ folder: 'w', keys, weights: new Uint8Array(keys.length).fill(3) },
      ...{ leafWeight: 1200, alone: 1e9, top: 1000 },
      describe: (hash, from, to) => hash.update(ranks.subarray(from, to)),
      write: (coder, from, to) =>
        codeWords(
          coder,
          keys.slice(from, to).map((key, i) => ({ key, rank: ranks[from + i]! })),
        ),
    },
    set,
  )
  return [hexOf(addBranches(top, 'w', set).hash), depth]
}

function leastCount(counts: Uint32Array): number {
  return counts.length > mostWords ? counts.sort()[counts.length - 1 - mostWords]! + 1 : 1
}
