/**
 * The layout of the index files, written once for both directions: each `code…` function reads when it
 * is given nothing to write.
 *
 *   root.bin ── top node ──▶ t/<hash>.bin nodes ──▶ t/<hash>.bin leaves: term, its documents, their levels
 *        │── the same, of words and of words spelled backwards, for typing errors: w/<hash>.bin
 *        └── d/<group hash>/<n>.txt: titles, addresses and passages of a few documents
 */
import type { BitCoder } from './coder.ts'

/** A term with the documents it is found in, ascending, and how much it says about each. */
export interface Posting {
  docs: ArrayLike<number>
  levels: ArrayLike<number>
}

/** An entry of a leaf. Without documents it is another spelling of the term `alias`. */
export interface TermEntry extends Posting {
  key: string
  alias?: string
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
}

/** Marks of the kinds of special terms that sort before all words. */
export const facetKey = (facet: string, value: string) => `\u0001${facet}=${value}`

/** A score as it is stored: 8 bits, finer where scores are small. One step is (2·level + 1) / 64. */
export const levelOf = (score: number) => Math.min(255, Math.round(Math.sqrt(Math.max(0, score)) * 8))
export const scoreOf = (level: number) => (level * level) / 64

const P = {
  shared: 0,
  letters: 64,
  high: 320,
  low: 576,
  count: 832,
  least: 864,
  gap: 896,
  level: 960,
  rank: 1200,
  bets: 1232,
}

/** A whole number ≥ 0, small ones cheapest. Takes 32 places. */
function codeNumber(coder: BitCoder, place: number, value?: number): number {
  const size = value === undefined ? undefined : 31 - Math.clz32(value + 1)
  let bits = 0
  while (coder.bit(place + Math.min(bits, 15), size === undefined ? undefined : +(bits < size))) bits++
  let number = 1
  for (let i = bits - 1; i >= 0; i--) {
    const bit = value === undefined ? undefined : ((value + 1) >>> i) & 1
    const isTop = i === bits - 1
    number = number * 2 + (isTop ? coder.bit(place + 16 + Math.min(bits, 15), bit) : coder.raw(bit))
  }
  return number - 1
}

function codeBits(coder: BitCoder, count: number, value?: number, place?: number): number {
  let node = 1
  for (let i = count - 1; i >= 0; i--) {
    const bit = value === undefined ? undefined : (value >>> i) & 1
    node = node * 2 + (place === undefined ? coder.raw(bit) : coder.bit(place + node, bit))
  }
  return node - 2 ** count
}

/** A text that often begins as the one before it. */
function codeText(coder: BitCoder, before: string, value?: string): string {
  let shared = 0
  if (value !== undefined) while (shared < before.length && before[shared] === value[shared]) shared++
  shared = codeNumber(coder, P.shared, value === undefined ? undefined : shared)
  let text = before.slice(0, shared)
  for (let i = shared; ; i++) {
    const unit = value === undefined ? undefined : i < value.length ? value.charCodeAt(i) : 0
    const read = codeUnit(coder, text.charCodeAt(i - 1) || 0, unit)
    if (!read) return text
    text += String.fromCharCode(read)
  }
}

// 0 ends the text, 1–26 are letters, 27–30 and 31 lead to digits and to everything else.
function codeUnit(coder: BitCoder, before: number, unit?: number): number {
  const kind = before < 97 || before > 122 ? 0 : 'aeiou'.includes(String.fromCharCode(before)) ? 1 : 2
  let symbol: number | undefined
  if (unit !== undefined)
    symbol = unit === 0 ? 0 : unit > 96 && unit < 123 ? unit - 96 : unit > 47 && unit < 58 ? 27 : 31
  symbol = codeBits(coder, 5, symbol, P.letters + kind * 32)
  if (symbol === 0) return 0
  if (symbol < 27) return symbol + 96
  if (symbol === 27)
    return 48 + codeBits(coder, 4, unit === undefined ? undefined : unit - 48, P.letters + 96)
  const high = codeBits(coder, 8, unit === undefined ? undefined : unit >>> 8, P.high)
  return high * 256 + codeBits(coder, 8, unit === undefined ? undefined : unit & 255, P.low)
}

/** A leaf of terms. `documentCount` is the rounded number that the root names. */
export function codeTerms(coder: BitCoder, documentCount: number, entries?: TermEntry[]): TermEntry[] {
  return codeList(coder, entries, (before, entry) => {
    const key = codeText(coder, before, entry?.key)
    const count = codeNumber(coder, P.count, entry?.docs.length)
    const alias = count === 0 ? codeText(coder, key, entry?.alias) : undefined
    const posting = codePosting(coder, documentCount, count, entry)
    const bets: TermEntry['bets'] = []
    const betCount = codeNumber(coder, P.bets, entry?.bets.length)
    for (let i = 0; i < betCount; i++) {
      const bet = entry?.bets[i]
      bets.push({ words: codeText(coder, key, bet?.words), doc: codeBits(coder, 24, bet?.doc) })
    }
    return { key, ...posting, bets, ...(alias === undefined ? {} : { alias }) }
  })
}

function codePosting(coder: BitCoder, documentCount: number, count: number, entry?: Posting): Posting {
  if (entry) count = entry.docs.length
  const docs = new Uint32Array(count)
  const levels = new Uint8Array(count)
  if (!count) return { docs, levels }
  let least = 255
  if (entry) for (let i = 0; i < count; i++) least = Math.min(least, entry.levels[i]!)
  least = codeNumber(coder, P.least, entry && least)
  // Rice's parameter for gaps that are on average documentCount / count.
  const low = Math.max(0, Math.floor(Math.log2((0.69 * documentCount) / count)))
  const size = Math.min(3, Math.floor(Math.log2(count) / 3))
  let doc = -1
  let wasFar = 0
  for (let i = 0; i < count; i++) {
    const gap = entry && entry.docs[i]! - doc - 1
    let far = 0
    while (coder.bit(P.gap + wasFar, gap === undefined ? undefined : +(far < gap >>> low))) far++
    const near = codeBits(coder, low, gap === undefined ? undefined : gap & (2 ** low - 1))
    doc += far * 2 ** low + near + 1
    wasFar = Math.min(far, 1)
    docs[i] = doc
    levels[i] = least + codeNumber(coder, P.level + size * 48, entry && entry.levels[i]! - least)
  }
  return { docs, levels }
}

/** A leaf of words for correcting typing errors. */
export function codeWords(coder: BitCoder, entries?: WordEntry[]): WordEntry[] {
  return codeList(coder, entries, (before, entry) => ({
    key: codeText(coder, before, entry?.key),
    rank: codeNumber(coder, P.rank, entry?.rank),
  }))
}

/** A node: what its branches begin with and where they are. */
export function codeBranches(coder: BitCoder, entries?: Branch[]): Branch[] {
  return codeList(coder, entries, (before, entry) => ({
    key: codeText(coder, before, entry?.key),
    hash:
      codeBits(coder, 16, entry && entry.hash >>> 16) * 65536 +
      codeBits(coder, 16, entry && entry.hash & 65535),
  }))
}

function codeList<T extends { key: string }>(
  coder: BitCoder,
  entries: T[] | undefined,
  code: (before: string, entry?: T) => T,
): T[] {
  const count = codeNumber(coder, P.count, entries?.length)
  const list: T[] = []
  for (let i = 0; i < count; i++) list.push(code(list[i - 1]?.key ?? '', entries?.[i]))
  return list
}
