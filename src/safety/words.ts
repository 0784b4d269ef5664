import type { WordEntry, WordList } from './detector.ts'
import { ordinaryWords } from './ordinary-words.ts'

const maximalLength = 200

/** The company's words as the detectors want them, and a note for each line that is not taken as its writer may think. */
export type ReadWords = WordList & { notes: readonly { line: number; entry: string; note: string }[] }

/**
 * Reads the list a company keeps: one entry a line, in any case. An entry is plain text; `*` stands for any letters and
 * digits within a word. Empty lines are ignored. A regular expression is not run (one that never ends would stop every
 * import): it is looked for as the text it is, and a note says so.
 */
export function readWords(list: string | readonly string[]): ReadWords {
  const lines = typeof list === 'string' ? list.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/) : list
  const byFirstWord = new Map<string, WordEntry[]>()
  const others: WordEntry[] = []
  const notes: { line: number; entry: string; note: string }[] = []
  for (const [index, raw] of lines.entries()) {
    const entry = raw.trim().replace(/\s+/g, ' ')
    if (entry === '') continue
    const refusal = refusalOf(entry)
    if (refusal !== undefined) {
      notes.push({ line: index + 1, entry: entry.slice(0, 60), note: refusal })
      continue
    }
    if (/[\\^$|()[\]{}]|[.\w][+?]|\.\*/.test(entry)) {
      notes.push({ line: index + 1, entry, note: 'Read as plain text, in which only * has a meaning.' })
    }
    if (isEveryday(folded(entry)))
      notes.push({
        line: index + 1,
        entry,
        note: 'An everyday word: taken, but every text that holds it has a finding, and no release with it passes.',
      })
    const pieces = folded(entry).split(/\*+/)
    const first = /^[\p{L}\p{N}]+/u.exec(pieces[0]!)?.[0]
    const isWhole = first !== undefined && (first.length < pieces[0]!.length || pieces.length === 1)
    if (!first || !isWhole) others.push({ entry, pieces })
    else byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { entry, pieces }])
  }
  return { byFirstWord, others, notes }
}

/** Lower case, unit for unit: positions in the folded text are positions in the text. */
export function folded(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return Array.from({ length: text.length }, (_, at) => {
    const unit = text[at]!.toLowerCase()
    return unit.length === 1 ? unit : text[at]!
  }).join('')
}

/** A word that texts about anything hold, so that it hardly names a secret. */
function isEveryday(entry: string): boolean {
  return (entry.length < 3 && entry !== '*') || ordinaryWords.has(entry)
}

function refusalOf(entry: string): string | undefined {
  if (entry.length > maximalLength) return `Ignored: longer than ${maximalLength} characters.`
  return /[\p{L}\p{N}]/u.test(entry)
    ? undefined
    : 'Ignored: it holds no letter or digit and would match everything.'
}
