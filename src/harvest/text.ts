import { type HtmlOptions, htmlToMarkdown } from '../lib/html-to-markdown.ts'
import { textToMarkdown } from '../lib/markdown-escape.ts'

/** How a body is written. */
export type BodyFormat = 'html' | 'markdown' | 'text'

/** Longest body that is kept; longer ones are cut with a note, because no reader and no renderer wants them. */
export const MAX_BODY = 400_000

/** A body in any format → clean Markdown. Cleaning twice changes nothing. */
export function toMarkdown(body: string, format: BodyFormat, options: HtmlOptions = {}): string {
  const cut = body.length > MAX_BODY ? `${body.slice(0, MAX_BODY)} […]` : body
  if (format === 'html') return cleanMarkdown(htmlToMarkdown(cut, options))
  return cleanMarkdown(format === 'text' ? textToMarkdown(cleanMarkdown(cut)) : cut)
}

/** Markdown with one kind of line end, without control characters, and without blank lines around it. */
export function cleanMarkdown(markdown: string): string {
  if (!/[\u0000-\u0008\u000b-\u001f\u007f\ufeff\ud800-\udfff]/.test(markdown))
    return withoutBlankEdges(markdown)
  const clean = markdown
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cs}/gu, '\ufffd')
  return withoutBlankEdges(clean)
}

/** One line of plain text: a title, a name, a tag; at most 500 characters. */
export function cleanLine(text: string): string {
  if (text.length <= 500 && PLAIN_LINE.test(text)) return text
  return text
    .slice(0, 4000)
    .replace(/[\s\u0000-\u001f\u007f\u200b\ufeff]+/g, ' ')
    .trim()
    .slice(0, 500)
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim()
}

/** Words of plain letters and signs with one space between them, as nearly all names and titles are: clean already. */
const PLAIN_LINE = /^(?:[!-~]+(?: [!-~]+)*)?$/

/** Four or more spaces before the first line stay: they make it code. */
function withoutBlankEdges(text: string): string {
  let start = 0
  for (let at = 0; at < text.length && ' \t\n'.includes(text[at]!); at++)
    if (text[at] === '\n') start = at + 1
  return text
    .slice(start)
    .replace(/^ {1,3}(?=\S)/, '')
    .trimEnd()
}
