import { maskCharacter } from './detector.ts'
import { matches } from './matches.ts'
import { placeholderSource } from './placeholder.ts'

/** A text as a detector reads it, with the way back to the positions of the field as given. */
export type PlainView = {
  text: string
  /** Position in the field of the first unit of a range. */
  sourceStart(index: number): number
  /** Position in the field just after the last unit of a range that ends (exclusively) at `index`. */
  sourceEnd(index: number): number
}

type Segment = { view: number; viewLength: number; source: number; sourceLength: number }

const blockTags =
  'address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol option p pre section select summary table tbody td textarea tfoot th thead tr ul'
const inlineTags =
  'a abbr b bdi bdo big button center cite code data del dfn em font i iframe img input ins kbd label link mark meta q s samp script small source span strike strong style sub sup svg time title tt u var video'
const isBlock = new Set(blockTags.split(' '))
const isTag = new Set([...isBlock, ...inlineTags.split(' ')])

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  commat: '@',
  period: '.',
  colon: ':',
  hyphen: '-',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  ccedil: 'ç',
  ntilde: 'ñ',
  atilde: 'ã',
}

const invisible = '[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]'
const entity = '&(?:#\\d{1,7}|#[xX][\\da-fA-F]{1,6}|[a-zA-Z]{2,8});'
// A tag may hold a placeholder in an attribute, so "<" does not always end it.
const tag = `<\\/?[a-zA-Z][a-zA-Z0-9]{0,11}(?=[\\s\\/>])(?:[^<>]|${placeholderSource}){0,4000}>`
const markup = new RegExp(`${placeholderSource}|${tag}|${entity}|${invisible}`, 'g')
const inValue = new RegExp(`${placeholderSource}|${entity}|${invisible}`, 'g')
const wholePlaceholder = new RegExp(`^${placeholderSource}$`)
const plain = new RegExp(`${placeholderSource}|${invisible}`, 'g')
const attribute =
  /\s(?:href|src|title|alt|value|content|cite|data-[a-z-]{1,30})\s{0,3}=\s{0,3}("[^"]*"|'[^']*')/gi

/**
 * The text without markup: tags and invisible characters vanish (block tags become line ends, addresses in attributes
 * stay), entities are decoded, typographic spaces, dashes, quotes and full-width digits become plain ones, and a
 * placeholder becomes one mask character.
 */
export function plainView(field: string, format: 'text' | 'markdown' | 'html' = 'markdown'): PlainView {
  const parts: string[] = []
  const segments: Segment[] = []
  let length = 0
  const put = (view: string, source: number, sourceLength: number) => {
    if (view === '' && sourceLength === 0) return
    segments.push({ view: length, viewLength: view.length, source, sourceLength })
    parts.push(view)
    length += view.length
  }
  const walk = (from: number, to: number, pattern: RegExp) => {
    let at = from
    for (const match of matches(field.slice(from, to), pattern)) {
      const start = from + match.index
      const piece = match[0]
      const keep = piece.startsWith('<') && !wholePlaceholder.test(piece) ? tagName(piece) : undefined
      if (keep !== undefined && !isTag.has(keep)) continue
      put(field.slice(at, start), at, start - at)
      at = start + piece.length
      if (keep === undefined) put(replacement(piece), start, piece.length)
      else walkTag(start, piece, keep)
    }
    put(field.slice(at, to), at, to - at)
  }
  const walkTag = (start: number, piece: string, name: string) => {
    put(isBlock.has(name) ? '\n' : '', start, 1)
    if (piece.length < 8 || piece[1] === '/') return
    for (const match of matches(piece, attribute)) {
      const value = match[1]!
      const from = start + match.index + match[0].length - value.length + 1
      put(' ', from - 1, 1)
      walk(from, from + value.length - 2, inValue)
      put(' ', from + value.length - 2, 1)
    }
  }
  walk(0, field.length, format === 'text' ? plain : markup)
  return viewOf(normalised(parts.join('')), segments)
}

/** The same view with each given range (sorted, not overlapping) shrunk to one mask character. */
export function maskRanges(view: PlainView, ranges: readonly { start: number; end: number }[]): PlainView {
  const parts: string[] = []
  const segments: Segment[] = []
  let at = 0
  let length = 0
  const put = (text: string, source: number, sourceLength: number) => {
    segments.push({ view: length, viewLength: text.length, source, sourceLength })
    parts.push(text)
    length += text.length
  }
  for (const { start, end } of ranges) {
    if (start > at) put(view.text.slice(at, start), at, start - at)
    put(maskCharacter, start, end - start)
    at = end
  }
  if (at < view.text.length) put(view.text.slice(at), at, view.text.length - at)
  const inner = viewOf(parts.join(''), segments)
  return {
    text: inner.text,
    sourceStart: (index) => view.sourceStart(inner.sourceStart(index)),
    sourceEnd: (index) => view.sourceEnd(inner.sourceEnd(index)),
  }
}

function tagName(piece: string): string {
  return /[a-z0-9]+/i.exec(piece)![0].toLowerCase()
}

function replacement(piece: string): string {
  if (wholePlaceholder.test(piece)) return maskCharacter
  if (!piece.startsWith('&')) return ''
  if (piece[1] !== '#') return entities[piece.slice(1, -1)] ?? piece
  const code = /^&#x/i.test(piece)
    ? Number.parseInt(piece.slice(3, -1), 16)
    : Number.parseInt(piece.slice(2, -1), 10)
  return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ' '
}

const typographic =
  /[\u00a0\u2000-\u200a\u202f\u205f\u3000\u2010-\u2015\u2212\u2018\u2019\u201c-\u201f\uff01-\uff5e]/g

/** Unit for unit, so that positions stay. */
function normalised(text: string): string {
  return text.replace(typographic, (unit) => {
    const code = unit.charCodeAt(0)
    if (code >= 0xff01) return String.fromCharCode(code - 0xfee0)
    if (code === 0x2018 || code === 0x2019) return "'"
    if (code >= 0x201c && code <= 0x201f) return '"'
    return (code >= 0x2010 && code <= 0x2015) || code === 0x2212 ? '-' : ' '
  })
}

function viewOf(text: string, segments: readonly Segment[]): PlainView {
  const holding = (index: number) => {
    let low = 0
    let high = segments.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (segments[middle]!.view <= index) low = middle
      else high = middle - 1
    }
    return segments[low] ?? { view: 0, viewLength: 0, source: 0, sourceLength: 0 }
  }
  return {
    text,
    sourceStart(index) {
      const segment = holding(index)
      return segment.viewLength === segment.sourceLength
        ? segment.source + index - segment.view
        : segment.source
    },
    sourceEnd(index) {
      const segment = holding(index - 1)
      return segment.viewLength === segment.sourceLength
        ? segment.source + index - segment.view
        : segment.source + segment.sourceLength
    },
  }
}
