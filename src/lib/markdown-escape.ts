/** Plain text as Markdown that reads back as exactly that text: only what Markdown would take as markup is escaped. */

/** Escapes markup inside a line; addresses and formulas ($…$, \(…\)) stay as they are. */
export function escapeInline(text: string): string {
  if (!/[\\`*_[<&~$]/.test(text)) return text
  const strikes = text.indexOf('~') !== text.lastIndexOf('~')
  let out = ''
  let from = 0
  for (const match of text.matchAll(VERBATIM)) {
    const end = match.index + match[0].length
    out += escapePlain(text.slice(from, match.index), strikes)
    out += addressOrFormula(match[0], text[match.index - 1], text.slice(end, end + 2))
    from = end
  }
  return out + escapePlain(text.slice(from), strikes)
}

/** A bare address is a link by itself, unless the signs around it would be taken as part of it or of other markup. */
function addressOrFormula(match: string, before: string | undefined, after: string): string {
  if (!match.startsWith('http')) return match
  const isAlone = (before === undefined || /\s/.test(before)) && /^(?:[.,:?]?$|[.,:?]?\s)/.test(after)
  return isAlone && !/[_*~&]$|&#?\w+;|[_*~!'"]{2}/.test(match) ? match : `<${match}>`
}

/** Escapes what would be a heading, list item, quote, rule or fence at the start of a paragraph's lines. */
export function escapeLineStarts(paragraph: string): string {
  if (!LINE_START.test(paragraph)) return paragraph
  return paragraph
    .split('\n')
    .map((line) =>
      line
        .replace(/^(#{1,6})(?=\s|$)/, '\\$1')
        .replace(/^([-+*])(?=\s|$)/, '\\$1')
        .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
        .replace(/^>/, '\\>')
        .replace(/^(=+|-{2,}|~{3,})/, '\\$1')
        .replace(/^(?=[|:][|:\s-]*-[|:\s-]*$)/, '\\'),
    )
    .join('\n')
}

/** Plain text, as in a mail or a table cell, as Markdown: paragraphs and deliberate line breaks are kept. */
export function textToMarkdown(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => escapeLineStartsOfText(escapeInline(withHardBreaks(paragraph))))
    .filter((paragraph) => paragraph.trim() !== '')
    .join('\n\n')
}

const VERBATIM =
  /https?:\/\/[^\s<>()[\]`\\"{}|^*]*[^\s<>()[\]`\\"{}|^*.,;:!?']|\$\$[^$]{1,2000}\$\$|\\\([^\n]{1,500}?\\\)|\\\[[^\n]{1,500}?\\\]|(?<![\w$\\])\$(?=[^\s$])[^$\n]{1,300}?(?<=[^\s\\])\$(?![\w$])/g
const LINE_START = /^(?:#|[-+*>=~|:]|\d{1,9}[.)])/m

function escapePlain(text: string, strikes: boolean): string {
  return text
    .replace(/[\\`]/g, '\\$&')
    .replace(/\*(?=\S|$)|(?<=\S|^)\*/g, '\\*')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~/g, strikes ? '\\~' : '~')
    .replace(/\[(?=[^\]]{0,500}\][([:])|(?<=!)\[/g, '\\[')
    .replace(/<(?=[a-zA-Z/!?])/g, '\\<')
    .replace(/&(?=#?\w{1,32};)/g, '\\&')
}

/** A line much shorter than a full one ends where its writer wanted it to end. */
function withHardBreaks(paragraph: string): string {
  const lines = paragraph.split('\n').map((line) => line.trimEnd())
  return lines
    .map((line, index) => {
      const next = lines[index + 1]
      const isBroken = next !== undefined && line !== '' && (line.length < 55 || /^\s*[-*•+>|]/.test(next))
      return isBroken ? `${line}  ` : line
    })
    .join('\n')
}

/** Writers of plain text mean lists and quotes as such, so only what would surprise them is escaped. */
function escapeLineStartsOfText(paragraph: string): string {
  return paragraph.replace(/^(#{1,6})(?=\s|$)/gm, '\\$1').replace(/^(=+|-{2,}|~{3,})/gm, '\\$1')
}
