import type { Detector, Finding, WordEntry } from '../detector.ts'
import { finding } from '../detector.ts'
import { matches } from '../matches.ts'
import { plainPattern } from '../plain-pattern.ts'
import { folded } from '../words.ts'

const word = plainPattern(/[\p{L}\p{N}]+/gu)
const isWordUnit = plainPattern(/[\p{L}\p{N}]/u)
/** What one `*` may stand for at most. */
const maximalGap = 64

/** Words of the company's list: whole words in any case, `*` for more letters within a word. */
export const codeName: Detector = {
  kind: 'code-name',
  finds(text, context) {
    const list = context.words
    if (!list || (list.byFirstWord.size === 0 && list.others.length === 0)) return []
    const low = folded(text)
    const found: Finding[] = []
    const add = (start: number, end: number) =>
      found.push(finding('code-name', text, { start, end }, 0.99, 'on the list of words kept by the company'))
    for (const match of matches(low, word)) {
      const ends = (list.byFirstWord.get(match[0]) ?? []).map((entry) => endOfEntry(low, match.index, entry))
      const end = Math.max(0, ...ends)
      if (end > 0) add(match.index, end)
    }
    for (const entry of list.others) {
      for (const [start, end] of unindexed(low, entry)) add(start, end)
    }
    return found
  },
}

/** Entries that begin with a wildcard or a sign: found by their longest literal piece. */
function* unindexed(low: string, entry: WordEntry): Generator<[number, number]> {
  const anchor = entry.pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), '')
  const place = entry.pieces.indexOf(anchor)
  for (let at = low.indexOf(anchor); at >= 0; at = low.indexOf(anchor, at + anchor.length)) {
    const start = startBefore(low, at, entry.pieces.slice(0, place))
    const end =
      start === undefined
        ? 0
        : endOfEntry(low, at, { ...entry, pieces: entry.pieces.slice(place) }, place > 0)
    if (start !== undefined && end > 0) yield [start, end]
  }
}

/** Where the pieces before the anchor begin, looking back; undefined if they are not there. */
function startBefore(low: string, anchor: number, before: readonly string[]): number | undefined {
  let at = anchor
  for (const piece of before.toReversed()) {
    const gap = wordStart(low, at)
    if (piece === '') at = gap
    else {
      const found = low.lastIndexOf(piece, at - piece.length)
      if (found < 0 || found + piece.length < gap) return undefined
      at = found
    }
  }
  return at
}

function wordStart(low: string, from: number): number {
  let at = from
  while (at > 0 && from - at < maximalGap && isWordUnit.test(low[at - 1]!)) at--
  return at
}

/** The exclusive end if the entry's pieces stand here, each `*` filled with letters and digits only; else 0. */
function endOfEntry(low: string, start: number, { pieces }: WordEntry, isInside = false): number {
  if (!isInside && isWordUnit.test(pieces[0]![0] ?? '') && isWordUnit.test(low[start - 1] ?? '')) return 0
  let at = start
  for (const [index, piece] of pieces.entries()) {
    const matched =
      index === 0 ? pieceAt(low, at, piece) : pieceAfter(low, at, piece, index === pieces.length - 1)
    if (matched === 0) return 0
    at = matched
  }
  return pieces.length > 1 || endsWord(low, at) ? at : 0
}

function pieceAt(low: string, at: number, piece: string): number {
  let here = at
  for (const unit of piece) {
    const gap = unit === ' ' ? spaces(low, here) : 0
    if (gap === 0 && !low.startsWith(unit, here)) return 0
    here += gap === 0 ? unit.length : gap
  }
  return here
}

/** How much white space (at most eight units) stands here: a name may be broken over lines. */
function spaces(low: string, from: number): number {
  let at = from
  while (at - from < 8 && /\s/.test(low[at] ?? '')) at++
  return at - from
}

function pieceAfter(low: string, from: number, piece: string, isLast: boolean): number {
  for (let gap = 0; gap <= maximalGap; gap++) {
    const end = piece === '' ? from + gap : pieceAt(low, from + gap, piece)
    if (end > 0 && (!isLast || endsWord(low, end)) && (piece !== '' || endsWord(low, end)))
      return piece === '' && isLast ? hyphenated(low, end) : end
    if (!isWordUnit.test(low[from + gap] ?? '')) return 0
  }
  return 0
}

/** A last `*` also takes what hangs on the word: `blue*` covers "bluefin-x2". */
function hyphenated(low: string, from: number): number {
  let at = from
  while (at - from < maximalGap && low[at] === '-' && isWordUnit.test(low[at + 1] ?? '')) {
    at++
    while (at - from < maximalGap && isWordUnit.test(low[at] ?? '')) at++
  }
  return endsWord(low, at) ? at : from
}

/** True unless a word runs on across this place. */
function endsWord(low: string, at: number): boolean {
  return !(isWordUnit.test(low[at - 1] ?? '') && isWordUnit.test(low[at] ?? ''))
}
