import type Database from 'better-sqlite3'

/** Shorter words are never corrected; from the second length on two errors are forgiven. */
const SHORTEST = 4
const TWO_ERRORS_FROM = 8
const LONGEST = 30

/**
 * The indexed word nearest to one that is not indexed, or undefined: fewest errors first (a missing, extra, wrong or
 * swapped letter each), then the more frequent, then the alphabet. `terms` are stems, as the index keeps them.
 */
export function nearestTerm(client: Database.Database, word: string): string | undefined {
  if (word.length < SHORTEST || word.length > LONGEST || /\d/.test(word)) return undefined
  const allowed = word.length >= TWO_ERRORS_FROM ? 2 : 1
  let best: { term: string; errors: number; docs: number } | undefined
  for (const { term, doc } of termsLike(client, word)) {
    const errors = editErrors(word, term, allowed)
    if (errors > allowed) continue
    const isBetter =
      best === undefined ||
      errors < best.errors ||
      (errors === best.errors && (doc > best.docs || (doc === best.docs && term < best.term)))
    if (isBetter) best = { term, errors, docs: doc }
  }
  return best?.term
}

type Term = { term: string; doc: number }

/** One error leaves the first two letters intact, or it is in them and every variant of them is looked up. */
function termsLike(client: Database.Database, word: string): Term[] {
  const range = client.prepare('SELECT term, doc FROM search_words WHERE term >= ? AND term < ?')
  const exact = client.prepare('SELECT term, doc FROM search_words WHERE term = ?')
  const start = word.slice(0, 2)
  const near = range.all(start, `${start}\u{10ffff}`) as Term[]
  for (const variant of startVariants(word)) {
    const found = exact.get(variant) as Term | undefined
    if (found !== undefined) near.push(found)
  }
  return near
}

function startVariants(word: string): Set<string> {
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  const variants = new Set<string>()
  for (let at = 0; at < 2; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    variants.add(before + after.slice(1))
    variants.add(before + (after[1] ?? '') + (after[0] ?? '') + after.slice(2))
    for (const letter of letters) {
      variants.add(before + letter + after)
      variants.add(before + letter + after.slice(1))
    }
  }
  variants.delete(word)
  return variants
}

/** How many letters are missing, extra, wrong or swapped between two words; more than `most` counts as `most` + 1. */
export function editErrors(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let previous: number[] = []
  let current = Array.from({ length: b.length + 1 }, (_, place) => place)
  for (let i = 1; i <= a.length; i++) {
    const older = previous
    previous = current
    current = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let errors = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (isSame ? 0 : 1))
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwap) errors = Math.min(errors, older[j - 2]! + 1)
      current.push(errors)
      least = Math.min(least, errors)
    }
    if (least > most) return most + 1
  }
  return current[b.length]!
}
