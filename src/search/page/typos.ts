import type { Root } from './root.ts'
import type { Read } from './tree.ts'
import { wordTree } from './tree.ts'

/** A word that the reader may have meant, and how many errors lie between. */
export interface Correction {
  word: string
  errors: number
}

/**
 * Finds what a misspelled word was meant to be. One error leaves the first two or the last two letters as
 * they are, so one file of words by their beginning and one by their ending hold every candidate.
 */
export function corrector(read: Read, root: Root): (word: string) => Promise<Correction[]> {
  const forwards = wordTree(read, root.words)
  const backwards = wordTree(read, root.endings)
  return async (word) => {
    if (word.length < root.typos.shortest || /\p{N}/u.test(word)) return []
    // In seven letters or more, one error leaves even three letters at one end alone.
    const intact = word.length > 6 ? 3 : 2
    const [starting, ending] = await Promise.all([
      forwards.range(word.slice(0, intact), 12),
      backwards.range(reversed(word).slice(0, intact), 12),
    ])
    const candidates = new Map<string, number>()
    for (const { key, rank } of starting ?? []) candidates.set(key, rank)
    for (const { key, rank } of ending ?? []) candidates.set(reversed(key), rank)
    return best(word, candidates, word.length >= root.typos.twoErrorsFrom ? 2 : 1)
  }
}

/** A word spelled from its end, by UTF-16 units. */
export function reversed(word: string): string {
  return word.split('').reverse().join('')
}

// Fewer errors first, then the more frequent word; one candidate is enough unless two are equally good.
function best(word: string, candidates: Map<string, number>, most: number): Correction[] {
  const close: (Correction & { rank: number })[] = []
  for (const [candidate, rank] of candidates) {
    const errors = errorsBetween(word, candidate, most)
    if (errors <= most) close.push({ word: candidate, errors, rank })
  }
  close.sort((a, b) => a.errors - b.errors || b.rank - a.rank || (a.word < b.word ? -1 : 1))
  return close.filter((one) => one.errors === close[0]!.errors && one.rank >= close[0]!.rank - 1).slice(0, 3)
}

/**
 * Letters to insert, remove, replace or swap with a neighbour (optimal string alignment); any number above
 * `most` means more than `most`.
 */
export function errorsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let twoBack: number[] = []
  let back = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let errors = Math.min(back[j]! + 1, row[j - 1]! + 1, back[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        errors = Math.min(errors, twoBack[j - 2]! + 1)
      row.push(errors)
      least = Math.min(least, errors)
    }
    if (least > most) return most + 1
    twoBack = back
    back = row
  }
  return back[b.length]!
}
