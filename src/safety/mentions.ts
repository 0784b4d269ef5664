import { matchesAround, type Reach } from './matches.ts'
import { folded } from './words.ts'

const slots = 1 << 14
/** One more than the marks: it stands for words too short to have any. */
const seen = new Uint8Array(slots + 1)
let lastText: string | undefined
let lastLower = ''

/**
 * True if the text holds one of the (lower-case) words anywhere. A detector asks this before it runs an expression:
 * every three letters in a row of the latest text are marked in a small table, so that nearly every word that is absent
 * is known to be so by a look at two marks. `words` is a list that is kept: its marks are worked out once.
 */
export function mentions(text: string, words: readonly string[]): boolean {
  if (text !== lastText) remember(text)
  const marks = marksOf(words)
  for (let place = 0; place < words.length; place++) {
    if (mayHold(marks, place) && lastLower.includes(words[place]!)) return true
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
  const marks = marksOf(words)
  for (let place = 0; place < words.length; place++) {
    if (!mayHold(marks, place)) continue
    const word = words[place]!
    if (word === '') continue
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

const known = new WeakMap<readonly string[], Uint16Array>()

/** The marks of the first and last three letters of each word, worked out once a list; `slots` for shorter words. */
function marksOf(words: readonly string[]): Uint16Array {
  let marks = known.get(words)
  if (marks === undefined) {
    marks = Uint16Array.from(words.flatMap((word) => [0, word.length - 3].map((at) => markAt(word, at))))
    known.set(words, marks)
  }
  return marks
}

/** Looks at the two marks of a word of a list. */
function mayHold(marks: Uint16Array, place: number): boolean {
  return seen[marks[2 * place]!] === 1 && seen[marks[2 * place + 1]!] === 1
}

function remember(text: string) {
  lastText = text
  lastLower = folded(text)
  seen.fill(0)
  seen[slots] = 1
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
  if (word.length < 3) return slots
  let mark = 0
  for (let place = at; place < at + 3; place++) mark = next(mark, word.charCodeAt(place))
  return mark
}
