import type { Content, Field } from '../db/words.ts'
import { fields } from '../db/words.ts'
import { sha256 } from '../lib/hash.ts'

/** A paragraph or list item of an article version: the smallest piece that has an origin of its own. */
export type Statement = { field: Field; position: number; text: string; textHash: string }

/** A block of Markdown with its place in the text, offsets in UTF-16 units. */
export type Block = { text: string; start: number; end: number }

const FENCE = /^ {0,3}(```+|~~~+)/
const ITEM = /^\s{0,12}(?:[-*+]|\d{1,9}[.)])\s+/
const HEADING = /^ {0,3}#{1,6}\s/

/** Every statement of a version in reading order. */
export function statementsOf(content: Content): Statement[] {
  return fields.flatMap((field) =>
    blocksOf(content[field]).map((block, position) => ({
      field,
      position,
      text: block.text,
      textHash: sha256(block.text),
    })),
  )
}

/** Markdown cut into paragraphs, list items, headings and code blocks, in one pass over its lines. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  let open: { start: number; end: number } | undefined
  let fence: string | undefined
  const close = () => {
    if (open !== undefined) blocks.push({ text: markdown.slice(open.start, open.end), ...open })
    open = undefined
  }
  for (const line of linesOf(markdown)) {
    const marker = FENCE.exec(line.text)?.[1]
    if (fence !== undefined) {
      if (open !== undefined) open.end = line.end
      if (marker?.startsWith(fence)) {
        fence = undefined
        close()
      }
      continue
    }
    const isBlank = line.text.trim() === ''
    if (isBlank || marker !== undefined || ITEM.test(line.text) || HEADING.test(line.text)) close()
    if (isBlank) continue
    open ??= { start: line.start, end: line.end }
    open.end = line.end
    if (marker !== undefined) fence = marker.slice(0, 3)
    if (HEADING.test(line.text)) close()
  }
  close()
  return blocks
}

function* linesOf(text: string): Generator<{ text: string; start: number; end: number }> {
  let start = 0
  while (start <= text.length) {
    const next = text.indexOf('\n', start)
    const end = next === -1 ? text.length : next
    yield { text: text.slice(start, end), start, end }
    if (next === -1) return
    start = end + 1
  }
}

/** The words of a statement without markers and case, for comparing two wordings of the same thing. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(ITEM, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
