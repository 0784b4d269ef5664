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
  for (const word of words) counts[word]!++
  return counts
}

/**
 * Files of the words a typing error can be corrected to, sorted forwards and sorted by their endings: one error
 * leaves the first two or the last two letters of a word as they are.
 */
export function plantDictionary(
  spellings: readonly string[],
  counts: Uint32Array,
  set: FileSet,
): Pick<Root, 'words' | 'endings'> {
  const known = [...spellings.keys()].filter((word) => offered.test(spellings[word]!))
  const least = leastCount(Uint32Array.from(known, (word) => counts[word]!))
  const kept = known.filter((word) => counts[word]! >= least)
  const rankOf = (word: number) => Math.floor(Math.log2(counts[word]!))
  const backwards = kept.map((word) => ({ key: reversed(spellings[word]!), rank: rankOf(word) }))
  backwards.sort((a, b) => byUnits(a.key, b.key))
  return {
    words: plantWords(
      kept.map((word) => spellings[word]!),
      Uint8Array.from(kept, rankOf),
      set,
    ),
    endings: plantWords(
      backwards.map(({ key }) => key),
      Uint8Array.from(backwards, ({ rank }) => rank),
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
