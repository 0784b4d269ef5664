/**
 * Markdown → sentences with their place in the source (offsets in UTF-16 units).
 *
 * The trick: markup is overwritten by blanks of the same length, so a sentence of the masked text has the offsets of
 * the original. Everything is a single pass over lines and characters; there is no backtracking on long input.
 */

/** What kind of block a sentence stands in. */
export type BlockKind = 'paragraph' | 'item' | 'heading' | 'quote' | 'table'

/** One sentence: its place in the source, its text without markup, the block it is in and the headings above. */
export interface Sentence {
  start: number
  end: number
  text: string
  block: BlockKind
  headings: string[]
}

/** Cuts Markdown (or plain text) into sentences; code blocks, HTML comments and front matter are left out. */
export function sentencesOf(markdown: string): Sentence[] {
  const sentences: Sentence[] = []
  const headings: { level: number; text: string }[] = []
  for (const block of blocksOf(markdown)) {
    if (block.kind === 'heading') {
      while (headings.length > 0 && headings.at(-1)!.level >= block.level) headings.pop()
    }
    const above = headings.map((heading) => heading.text)
    for (const [start, end] of cut(block.masked)) {
      const text = block.masked.slice(start, end)
      sentences.push({
        start: block.start + start,
        end: block.start + end,
        text,
        block: block.kind,
        headings: above,
      })
    }
    if (block.kind === 'heading')
      headings.push({ level: block.level, text: block.masked.replace(/\s+/g, ' ').trim() })
  }
  return sentences
}

interface Block {
  kind: BlockKind
  level: number
  start: number
  masked: string
}

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  let open: { kind: BlockKind; start: number; end: number; level: number } | undefined
  let fence = ''
  let position = frontMatterEnd(markdown)
  const close = () => {
    if (open) blocks.push(finish(markdown, open))
    open = undefined
  }
  while (position < markdown.length) {
    const newline = markdown.indexOf('\n', position)
    const end = newline === -1 ? markdown.length : newline
    const line = markdown.slice(position, Math.min(end, position + 400))
    const start = position
    position = end + 1
    const mark = /^\s{0,3}(?:>\s?)*\s{0,3}(```+|~~~+)/.exec(line)?.[1]?.slice(0, 3) ?? ''
    if (fence) {
      if (mark === fence) fence = ''
      continue
    }
    if (mark) {
      fence = mark
      close()
      continue
    }
    if (/^\s*$/.test(line) || /^\s{0,3}(?:[-*_=]\s*){3,}$/.test(line)) {
      close()
      continue
    }
    const kind = kindOf(line)
    if (kind === 'code') {
      if (!open) continue
    } else if (kind !== 'text' || !open) {
      const sameQuote = kind === 'quote' && open?.kind === 'quote'
      if (!sameQuote) {
        close()
        open = { kind: kind === 'text' ? 'paragraph' : kind, start, end, level: headingLevel(line) }
      }
    } else if (open.kind === 'heading' || open.kind === 'table') {
      close()
      open = { kind: 'paragraph', start, end, level: 0 }
    }
    if (open) open.end = end
    if (open?.kind === 'heading') close()
  }
  close()
  return blocks
}

function frontMatterEnd(markdown: string): number {
  if (!markdown.startsWith('---\n')) return 0
  const end = markdown.indexOf('\n---', 3)
  return end === -1 || end > 4000 ? 0 : end + 4
}

function kindOf(line: string): BlockKind | 'text' | 'code' {
  if (/^\s{0,3}#{1,6}\s/.test(line)) return 'heading'
  if (/^\s{0,3}>/.test(line)) return 'quote'
  if (/^\s{0,3}\|/.test(line)) return 'table'
  if (/^\s*(?:[-*+•]|\d{1,3}[.)])\s+\S/.test(line)) return 'item'
  if (/^(?: {4}|\t)/.test(line)) return 'code'
  return 'text'
}

function headingLevel(line: string): number {
  return /^\s*(#{1,6})/.exec(line)?.[1]?.length ?? 0
}

function finish(
  markdown: string,
  open: { kind: BlockKind; start: number; end: number; level: number },
): Block {
  const masked = maskMarkup(markdown.slice(open.start, open.end), open.kind)
  return { kind: open.kind, level: open.level, start: open.start, masked }
}

/** Overwrites markup with blanks of the same length. */
function maskMarkup(text: string, kind: BlockKind): string {
  const blank = (match: string) => ' '.repeat(match.length)
  let masked = text
    .replace(/<!--[\s\S]{0,2000}?-->/g, blank)
    .replace(/!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)/g, blank)
    .replace(/\]\([^)\n]{0,500}\)/g, blank)
    .replace(/\]\[[^\]\n]{0,100}\]/g, blank)
    .replace(/<\/?[a-zA-Z][^<>\n]{0,300}>/g, blank)
    .replace(/https?:\/\/[^\s)>\]]{1,2000}/g, blank)
    .replace(/\*{1,3}|(?<![\p{L}\d])_{1,3}(?=\p{L})|(?<=[\p{L}.!?])_{1,3}(?![\p{L}\d])|~~|`/gu, blank)
    .replace(/[[\]]/g, blank)
  if (kind === 'heading') masked = masked.replace(/^\s*#+|#+\s*$/g, blank)
  if (kind === 'quote') masked = masked.replace(/^\s{0,3}(?:>\s?)+/gm, blank)
  if (kind === 'item') masked = masked.replace(/^\s*(?:[-*+•]|\d{1,3}[.)])/, blank)
  return masked
}

/** Ranges of the sentences inside one masked block. */
function cut(text: string): [number, number][] {
  const ranges: [number, number][] = []
  let start = 0
  for (let index = 0; index < text.length; index++) {
    const sign = text[index]!
    const ends =
      sign === '\n'
        ? endsAtNewline(text, start, index)
        : '.!?…'.includes(sign) && endsAtSign(text, start, index)
    if (!ends) continue
    let end = index + 1
    while (end < text.length && '.!?…"\')”’'.includes(text[end]!)) end++
    push(ranges, text, start, end)
    start = end
    index = end - 1
  }
  push(ranges, text, start, text.length)
  return ranges
}

function endsAtNewline(text: string, start: number, index: number): boolean {
  const lineStart = Math.max(start, text.lastIndexOf('\n', index - 1) + 1)
  const length = index - lineStart
  const next = /\S/.exec(text.slice(index + 1, index + 12))?.[0] ?? ''
  return (
    length < 55 &&
    /[\p{Lu}\d]/u.test(next) &&
    !/[,;(]\s*$/.test(text.slice(Math.max(start, index - 3), index))
  )
}

function endsAtSign(text: string, start: number, index: number): boolean {
  const sign = text[index]!
  let after = index + 1
  while (after < text.length && '.!?…"\')”’'.includes(text[after]!)) after++
  if (after < text.length && !/\s/.test(text[after]!)) return false
  if (sign !== '.') return true
  const word = /[\p{L}\d.]*$/u.exec(text.slice(Math.max(start, index - 15), index))?.[0] ?? ''
  if (abbreviations.has(word.toLowerCase())) return false
  if (/^\d{1,2}$/.test(word) && /^\s*$/.test(text.slice(start, index - word.length))) return false
  return !/^\p{Lu}$/u.test(word)
}

function push(ranges: [number, number][], text: string, from: number, to: number): void {
  let start = from
  let end = to
  while (start < end && /\s/.test(text[start]!)) start++
  while (end > start && /\s/.test(text[end - 1]!)) end--
  if (end > start && /[\p{L}\d]/u.test(text.slice(start, Math.min(end, start + 2000))))
    ranges.push([start, end])
}

const abbreviations = new Set(
  'a.m p.m e.g eg i.e ie etc vs approx resp incl nr fig cf ca mr mrs ms dr st inc ltd jan feb mar apr jun jul aug sep sept oct nov dec'.split(
    ' ',
  ),
)
