import { matchesAround, type Reach } from './matches.ts'
import { folded } from './words.ts'

const slots = 1 << 14
const seen = new Uint8Array(slots)
let lastText: string | undefined
let lastLower = ''

/**
 * True if the text holds one of the (lower-case) words anywhere. A detector asks this before it runs an expression:
 * every three letters in a row of the latest text are marked in a small table, so that nearly every word that is absent
 * is known to be so by a look at two marks.
 */
export function mentions(text: string, words: readonly string[]): boolean {
  if (text !== lastText) remember(text)
  for (const word of words) {
    if (mayHold(word) && lastLower.includes(word)) return true
  }
  return false
}

/**
 * Where the (lower-case) words stand in a text, in order; a place may come twice. With `shortOnesBegin` words of less
 * than five letters count only where a word or a hump begins.
 */
export function placesOf(text: string, words: readonly string[], shortOnesBegin = false): number[] {
  if (text !== lastText) remember(text)
  const places: number[] = []
  for (const word of words) {
    if (word === '' || !mayHold(word)) continue
    const begins = shortOnesBegin && word.length < 5
    for (let at = lastLower.indexOf(word); at >= 0; at = lastLower.indexOf(word, at + word.length)) {
      if (!begins || !isLetter(lastLower.charCodeAt(at - 1)) || isHump(text, at)) places.push(at)
    }
  }
  return places.sort((a, b) => a - b)
}

function isLetter(unit: number): boolean {
  return (unit > 96 && unit < 123) || (unit > 191 && unit < 0x3000)
}

function isHump(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit > 64 && unit < 91 && text.charCodeAt(at - 1) > 96
}

/** The matches of an expression near the (lower-case) words, of which every match holds one. */
export function matchesBeside(
  text: string,
  words: readonly string[],
  reach: Reach,
  pattern: RegExp,
): Iterable<RegExpExecArray> {
  const places = placesOf(text, words)
  return places.length === 0 ? [] : matchesAround(text, places, reach, pattern)
}

const known = new Map<string, number>()

/** Looks at the marks of the first and last three letters, worked out once a word. */
function mayHold(word: string): boolean {
  if (word.length < 3) return true
  let marks = known.get(word)
  if (marks === undefined) {
    marks = markAt(word, 0) * slots + markAt(word, word.length - 3)
    known.set(word, marks)
  }
  return seen[Math.floor(marks / slots)] === 1 && seen[marks % slots] === 1
}

function remember(text: string) {
  lastText = text
  lastLower = folded(text)
  seen.fill(0)
  let mark = 0
  for (let at = 0; at < lastLower.length; at++) {
    mark = next(mark, lastLower.charCodeAt(at))
    seen[mark] = 1
  }
}

/** The mark of the latest three units: each step pushes the oldest one out. */
function next(mark: number, unit: number): number {
  return ((mark << 5) ^ (unit & 0x1ff)) & (slots - 1)
}

function markAt(word: string, at: number): number {
  let mark = 0
  for (let place = at; place < at + 3; place++) mark = next(mark, word.charCodeAt(place))
  return mark
}
