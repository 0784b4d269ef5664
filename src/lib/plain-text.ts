/** Changes whenever the same Markdown may read differently as plain text; what was made of it is made anew. */
export const PLAIN_TEXT_VERSION = 2

/**
 * Markdown as plain text for search and descriptions: marks and tags dropped, and what a page does not show; words
 * kept, one line per block. Linear in the length of the text; it never becomes HTML, so a mark that stays does no harm.
 */
export function plainText(markdown: string): string {
  return shownMarkdown(markdown)
    .split('\n')
    .map(plainLine)
    .filter((line) => line !== '')
    .join('\n')
}

/** The beginning of what a Markdown text says, without its headings, in one line of at most `limit` characters. */
export function firstWords(markdown: string, limit: number): string {
  const start = shownMarkdown(markdown).slice(0, limit * 6)
  return excerpt(plainText(start.includes('#') ? start.replace(/^ {0,3}#{1,6}\s.*$/gm, '') : start), limit)
}

/**
 * Markdown without what its page does not show: comments, and definitions of links; links that use those become their
 * words. Take it of the whole text before cutting: a definition may stand far below. In doubt it drops.
 */
export function shownMarkdown(markdown: string): string {
  if (!markdown.includes('<!--') && !markdown.includes(']:')) return markdown
  const defined = new Set<string>()
  const shown = markdown.replace(CODE_OR_HIDDEN, (found, _fence, _ticks, hidden?: string, label?: string) => {
    if (label !== undefined) defined.add(labelKey(label))
    return hidden === undefined ? found : ''
  })
  if (defined.size === 0) return shown
  const linked = (text: string) =>
    text.replace(CODE_OR_LINK, (found, _fence, _ticks, words?: string, label?: string) =>
      words !== undefined && defined.has(labelKey(label || words)) ? words : found,
    )
  // A second time for the link around a picture.
  return linked(linked(shown))
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
    text = text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]{2,6}));/g, decoded)
  }
  if (text.includes('|')) text = text.replace(/\|/g, ' ')
  return /\s\s|[\t\r\f\v]/.test(text) ? text.replace(/\s+/g, ' ').trim() : text.trim()
}

function decoded(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name] ?? entity
  const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
  const isText = code > 0x1f && code < 0x11_0000 && !(code >= 0xd800 && code < 0xe000)
  return isText ? String.fromCodePoint(code) : ' '
}

const ENTITIES: Record<string, string> = {
  ...{
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    commat: '@',
    period: '.',
    colon: ':',
    sol: '/',
  },
}

function labelKey(label: string): string {
  return label.replace(/\s+/g, ' ').trim().toLowerCase()
}

// What stands in code is shown as it is. Each alternative ends at the end of the text at the latest, so none is tried twice.
const CODE =
  /^ {0,3}(`{3,}(?=[^`\n]*$)|~{3,})[^\n]*(?:\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|(?![\s\S]))|(?![\s\S]))|\\[\\`<[\]]|(`+)(?:[^`\n]+\2(?!`))?/
    .source
const COMMENT = /<!--(?:-?>|[\s\S]*?(?:-->|(?![\s\S])))/.source
const DEFINITION =
  /^(?:[ \t]{0,8}(?:>|[-*+]|\d{1,9}[.)]))*[ \t]{0,8}\[((?:\\.|[^[\]\\\n]){1,999})\]:[ \t]*(?:\n[ \t]*)?(?:<[^<>\n]*>|[^\s<]\S*)(?:(?:[ \t]{1,99}|[ \t]{0,99}\n[ \t]{0,99})(?:"[^"]{0,500}"|'[^']{0,500}'|\([^()]{0,500}\)))?[ \t]*$/
    .source
const CODE_OR_HIDDEN = new RegExp(`${CODE}|(${COMMENT}|${DEFINITION})`, 'gm')
const CODE_OR_LINK = new RegExp(
  `${CODE}|(?<!\\])!?\\[([^[\\]\\n]{1,500})\\](?:\\[([^[\\]\\n]{0,500})\\])?(?!\\()`,
  'gm',
)
