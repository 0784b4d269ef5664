import { plainText } from '../lib/plain-text.ts'
import { termOf } from './page/analysis.ts'
import { wordsIn } from './page/words.ts'

/** A passage of plain text and the ranges in it that were asked for (UTF-16 units, in order, never overlapping). */
export type Passage = { text: string; marks: [start: number, end: number][] }

const WINDOW = 240
const LOOKED_AT = 20_000
const NO_STOP_WORDS: ReadonlySet<string> = new Set()
const ENGLISH = { language: 'en', stopWords: [] }

/** The passage of a Markdown text, as plain words, that holds most of the stems asked for; the text's start when it holds none. */
export function passageOf(text: string, stems: ReadonlySet<string>, beginning?: string): Passage {
  const flat = plainText(text.slice(0, LOOKED_AT)).replace(/\s+/gu, ' ').trim()
  const met: { start: number; end: number; stem: string }[] = []
  for (const word of wordsIn(flat)) {
    const stem = termOf(word.folded, ENGLISH, NO_STOP_WORDS)
    const isAsked = stems.has(stem) || (beginning !== undefined && word.folded.startsWith(beginning))
    if (isAsked) met.push({ start: word.start, end: word.end, stem })
  }
  const start = wordStart(flat, bestStart(met))
  const end = wordEnd(flat, start + WINDOW)
  const lead = start > 0 ? '… ' : ''
  const marks = met
    .filter((word) => word.start >= start && word.end <= end)
    .map((word): [number, number] => [word.start - start + lead.length, word.end - start + lead.length])
  return { text: `${lead}${flat.slice(start, end)}${end < flat.length ? ' …' : ''}`, marks: joined(marks) }
}

/** Where the window begins that holds the most different stems; the earliest of equals. */
function bestStart(met: { start: number; end: number; stem: string }[]): number {
  let best = { start: 0, kinds: 0 }
  const inside = new Map<string, number>()
  let last = 0
  for (const first of met) {
    while (last < met.length && met[last]!.end <= first.start + WINDOW - 40) {
      const { stem } = met[last++]!
      inside.set(stem, (inside.get(stem) ?? 0) + 1)
    }
    if (inside.size > best.kinds) best = { start: Math.max(0, first.start - 40), kinds: inside.size }
    const left = (inside.get(first.stem) ?? 1) - 1
    if (left === 0) inside.delete(first.stem)
    else inside.set(first.stem, left)
  }
  return best.start
}

function wordStart(text: string, at: number): number {
  if (at === 0) return 0
  const space = text.indexOf(' ', at)
  return space === -1 || space - at > 30 ? at : space + 1
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.lastIndexOf(' ', at)
  return at - space > 30 ? at : space
}

function joined(marks: [number, number][]): [number, number][] {
  const result: [number, number][] = []
  for (const mark of marks) {
    const before = result.at(-1)
    if (before !== undefined && mark[0] <= before[1]) before[1] = Math.max(before[1], mark[1])
    else result.push(mark)
  }
  return result
}
