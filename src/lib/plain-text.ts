/**
 * Markdown as plain text for search and descriptions: marks and tags dropped, words kept, one line per block. Linear in
 * the length of the text; it never becomes HTML, so a mark that stays does no harm.
 */
export function plainText(markdown: string): string {
  return markdown
    .split('\n')
    .map(plainLine)
    .filter((line) => line !== '')
    .join('\n')
}

/** The beginning of what a Markdown text says, without its headings, in one line of at most `limit` characters. */
export function firstWords(markdown: string, limit: number): string {
  const start = markdown.slice(0, limit * 6)
  return excerpt(plainText(start.includes('#') ? start.replace(/^ {0,3}#{1,6}\s.*$/gm, '') : start), limit)
}

/** A title as one line of Markdown in which nothing is markup. */
export function asMarkdownLine(title: string): string {
  return title
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/</g, '&lt;')
    .replace(/[\\[\]`*_]/g, '\\$&')
}

/** The first `limit` characters of a text in one line, cut at a word. */
export function excerpt(text: string, limit: number): string {
  const line = text
    .slice(0, limit * 4)
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= limit) return line
  const space = line.lastIndexOf(' ', limit - 1)
  const end = space > limit / 2 ? space : limit - 1
  return `${line
    .slice(0, end)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/[,;:.\s]+$/, '')}…`
}

function plainLine(line: string): string {
  if (/^ {0,3}(?:```|~~~)/.test(line) || /^[ |:-]*$/.test(line)) return ''
  let text = line.replace(/^\s{0,12}(?:(?:[-*+]|\d{1,9}[.)])\s+|#{1,6}\s*|>+\s*)/, '')
  // Most lines hold few marks: each is looked for only where its character is.
  if (text.includes('](')) {
    text = text.replace(/!?\[([^[\]]{0,500})\]\([^()\s]{0,2000}(?:\s"[^"]{0,300}")?\)/g, '$1')
  }
  if (text.includes('<')) text = text.replace(/<(?![a-z]+(?:-[a-z]+)*-\d+>)\/?[a-z][^<>]{0,500}>/gi, ' ')
  if (/[*_~`]/.test(text)) {
    text = text.replace(/\*\*|__|~~|`/g, '').replace(/(^|\s)[*_](?=\S)|(?<=\S)[*_](?=\s|[.,;:!?]|$)/g, '$1')
  }
  if (text.includes('\\')) text = text.replace(/\\([\\`*_{}[\]()#+\-.!|<>])/g, '$1')
  if (text.includes('&')) {
    text = text.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (entity) => ENTITIES[entity] ?? ' ')
  }
  if (text.includes('|')) text = text.replace(/\|/g, ' ')
  return /\s\s|[\t\r\f\v]/.test(text) ? text.replace(/\s+/g, ' ').trim() : text.trim()
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}
