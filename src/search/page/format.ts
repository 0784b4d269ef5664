/**
 * The layout of the index files, written once for both directions: a decoder ignores the bits it is handed
 * and gives back those it reads, so each `code…` function reads when it is given nothing to write.
 *
 *   root.bin ── top node ──▶ t/<hash>.bin nodes ──▶ t/<hash>.bin leaves: term, its documents, their levels
 *        │── the same, of words and of words spelled backwards, for typing errors: w/<hash>.bin
 *        └── d/<group>-<hash>/<n>.txt: titles, addresses and passages of a few documents
 */
import type { BitCoder } from './coder.ts'

/** A term with the documents it is found in, ascending, and how much it says about each. */
export interface TermEntry {
  key: string
  docs: ArrayLike<number>
  levels: ArrayLike<number>
  /** In an entry without documents: the term of which this is another spelling. */
  alias: string
  /** Best bets whose words, sorted, begin with this term. */
  bets: { words: string; doc: number }[]
}

/** A word for correcting typing errors; `rank` is the rounded binary logarithm of how often it occurs. */
export interface WordEntry {
  key: string
  rank: number
}

/** A branch of a tree: everything from `key` up to the next branch is in the file with this hash. */
export interface Branch {
  key: string
  hash: number
  /** The size of the file in half kilobytes, rounded down. */
  size: number
}

/** The name of the term that stands for a value by which results can be narrowed; sorts before all words. */
export const facetKey = (facet: string, value: string) => `\u0001${facet}=${value}`

/**
 * A score as it is stored: 1 to 255, finer where scores are small. With the scale s of an index, a level
 * stands for (level / s)² ± (level + ¼) / s².
 */
export const levelOf = (score: number, scale: number) =>
  Math.max(1, Math.min(255, Math.round(Math.sqrt(score) * scale)))
export const scoreOf = (level: number, scale: number) => (level / scale) ** 2

// Where the places of each kind of value begin.
const shared = 0
const letters = 64
const highUnits = 320
const lowUnits = 576
const counts = 832
const leasts = 864
const gaps = 896
const levelSteps = 960
const ranks = 1200
const betCounts = 1232
const sizes = 1264

/** A whole number ≥ 0, small ones cheapest. Takes 32 places. */
function codeNumber(coder: BitCoder, place: number, value = 0): number {
  const size = 31 - Math.clz32(value + 1)
  let bits = 0
  while (coder.bit(place + Math.min(bits, 15), +(bits < size))) bits++
  let number = 1
  for (let i = bits; i--; ) {
    const bit = ((value + 1) >>> i) & 1
    number = number * 2 + (i === bits - 1 ? coder.bit(place + 16 + Math.min(bits, 15), bit) : coder.raw(bit))
  }
  return number - 1
}

/** A number of `count` bits; without a place nothing is learned of them. */
function codeBits(coder: BitCoder, count: number, value = 0, place?: number): number {
  let node = 1
  for (let i = count; i--; ) {
    const bit = (value >>> i) & 1
    node = node * 2 + (place === undefined ? coder.raw(bit) : coder.bit(place + node, bit))
  }
  return node - 2 ** count
}

/** A text that often begins as the one before it. */
function codeText(coder: BitCoder, before: string, value = ''): string {
  let same = 0
  while (same < value.length && before[same] === value[same]) same++
  let text = before.slice(0, codeNumber(coder, shared, same))
  for (;;) {
    const unit = codeUnit(coder, text.charCodeAt(text.length - 1) || 0, value.charCodeAt(text.length) || 0)
    if (!unit) return text
    text += String.fromCharCode(unit)
  }
}

// 0 ends the text, 1–26 are letters, 27 leads to digits, 31 to everything else.
function codeUnit(coder: BitCoder, before: number, unit: number): number {
  const kind = before < 97 || before > 122 ? 0 : /[aeiou]/.test(String.fromCharCode(before)) ? 1 : 2
  const written = unit > 96 && unit < 123 ? unit - 96 : unit > 47 && unit < 58 ? 27 : unit && 31
  const symbol = codeBits(coder, 5, written, letters + kind * 32)
  if (symbol === 27) return 48 + codeBits(coder, 4, unit - 48, letters + 96)
  if (symbol < 27) return symbol && symbol + 96
  return codeBits(coder, 8, unit >>> 8, highUnits) * 256 + codeBits(coder, 8, unit & 255, lowUnits)
}

/** A leaf of terms. `documentCount` is the rounded number that the root names. */
export function codeTerms(coder: BitCoder, documentCount: number, entries?: TermEntry[]): TermEntry[] {
  return codeList(coder, entries, (before, entry) => {
    const key = codeText(coder, before, entry?.key)
    const count = codeNumber(coder, counts, entry?.docs.length)
    const alias = count ? '' : codeText(coder, key, entry?.alias)
    const docs = new Uint32Array(count)
    const levels = new Uint8Array(count)
    if (count) codePosting(coder, documentCount, docs, levels, entry)
    const bets: TermEntry['bets'] = []
    const betCount = codeNumber(coder, betCounts, entry?.bets.length)
    for (let i = 0; i < betCount; i++) {
      const bet = entry?.bets[i]
      bets.push({ words: codeText(coder, key, bet?.words), doc: codeBits(coder, 24, bet?.doc) })
    }
    return { key, docs, levels, alias, bets }
  })
}

function codePosting(
  coder: BitCoder,
  documentCount: number,
  docs: Uint32Array,
  levels: Uint8Array,
  entry?: TermEntry,
): void {
  const count = docs.length
  let least = 255
  if (entry) for (let i = 0; i < count; i++) least = Math.min(least, entry.levels[i]!)
  least = codeNumber(coder, leasts, least)
  // Rice's parameter for gaps that are on average documentCount / count.
  const low = Math.max(0, Math.floor(Math.log2((0.69 * documentCount) / count)))
  const place = levelSteps + 48 * Math.min(3, Math.floor(Math.log2(count) / 3))
  let doc = -1
  let wasFar = 0
  for (let i = 0; i < count; i++) {
    const gap = entry ? entry.docs[i]! - doc - 1 : 0
    let far = 0
    while (coder.bit(gaps + wasFar, +(far < gap >>> low))) far++
    doc += far * 2 ** low + codeBits(coder, low, gap) + 1
    wasFar = Math.min(far, 1)
    docs[i] = doc
    levels[i] = least + codeNumber(coder, place, entry ? entry.levels[i]! - least : 0)
  }
}

/** A leaf of words for correcting typing errors. */
export function codeWords(coder: BitCoder, entries?: WordEntry[]): WordEntry[] {
  return codeList(coder, entries, (before, entry) => ({
    key: codeText(coder, before, entry?.key),
    rank: codeNumber(coder, ranks, entry?.rank),
  }))
}

/** A node: what its branches begin with and where they are. */
export function codeBranches(coder: BitCoder, entries?: Branch[]): Branch[] {
  return codeList(coder, entries, (before, entry) => ({
    key: codeText(coder, before, entry?.key),
    hash: codeBits(coder, 16, (entry?.hash ?? 0) >>> 16) * 65536 + codeBits(coder, 16, entry?.hash),
    size: codeNumber(coder, sizes, entry?.size),
  }))
}

function codeList<T extends { key: string }>(
  coder: BitCoder,
  entries: T[] | undefined,
  code: (before: string, entry?: T) => T,
): T[] {
  const list: T[] = []
  const count = codeNumber(coder, counts, entries?.length)
  for (let i = 0; i < count; i++) list.push(code(list[i - 1]?.key ?? '', entries?.[i]))
  return list
}
