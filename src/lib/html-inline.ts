import { emojiFor } from './emoji.ts'
import { attribute, type Element, isElement, isText, type Node, textOf } from './html-tree.ts'
import { escapeInline } from './markdown-escape.ts'

/** `baseUrl` makes relative addresses absolute. */
export type InlineOptions = { baseUrl?: string }

type Inline = (element: Element, options: InlineOptions, depth: number) => string

/** Text and inline tags as Markdown; call `tidyInline` on the whole paragraph. */
export function inlineOf(content: string | readonly Node[], options: InlineOptions, depth = 0): string {
  if (typeof content === 'string') return escapeInline(content.replace(/[ \t\r\n\f\u00a0]+/g, ' '))
  let out = ''
  let text = ''
  for (const node of content) {
    if (isText(node)) {
      text += node.data
      continue
    }
    if (!isElement(node) || DROPPED.has(node.name)) continue
    if (text !== '') {
      out = joined(out, inlineOf(text, options))
      text = ''
    }
    const isTooDeep = depth > MAX_DEPTH
    const inner = isTooDeep
      ? inlineOf(textOf(node), options)
      : (INLINE[node.name] ?? through)(node, options, depth + 1)
    out = joined(out, inner)
  }
  return text === '' ? out : joined(out, inlineOf(text, options))
}

/** `**Note:**text` is not bold for Markdown unless a space stands between, on either side. */
function joined(left: string, right: string): string {
  if (left === '' || right === '') return left + right
  const closes = /[^\s\p{L}\p{N}*~](?:\*{1,2}|~~)$/u.test(left.slice(-4)) && /^[\p{L}\p{N}]/u.test(right)
  const opens = /[\p{L}\p{N}]$/u.test(left.slice(-2)) && /^(?:\*{1,2}|~~)[^\s\p{L}\p{N}*~]/u.test(right)
  return closes || opens ? `${left} ${right}` : left + right
}

/** Collapses what is left of a paragraph's spacing; a forced line break is two spaces and a line end. */
export function tidyInline(text: string): string {
  return text
    .replace(/ {2,}(?!\n)/g, ' ')
    .replace(/ *\u0001 */g, '\u0001')
    .replace(/^[\s\u0001]+|[\s\u0001]+$/g, '')
    .replace(/\u0001{3,}/g, '\u0001\u0001')
    .replace(/\u0001\u0001/g, '\n\n')
    .replace(/\u0001/g, '  \n')
}

/** A link, or only its text when the address leads nowhere safe. */
export function linkTo(label: string, href: string, options: InlineOptions): string {
  const address = addressOf(href, options)
  const text = escapeInline(label.replace(/\s+/g, ' ').trim())
  if (address === undefined) return text
  return label === href || label === address ? autolink(address) : `[${text}](${address})`
}

const MAX_DEPTH = 60
const BREAK = '\u0001'

const DROPPED = new Set(
  'script style noscript template object embed button select textarea svg canvas'.split(' '),
)

const through: Inline = (element, options, depth) => inlineOf(element.children as Node[], options, depth)
const wrapped =
  (mark: string): Inline =>
  (element, options, depth) => {
    const inner = through(element, options, depth)
    const text = inner.replaceAll(BREAK, '\n').trim().replaceAll('\n', BREAK)
    if (text === '' || text.includes('\u0001\u0001')) return inner
    if (text.startsWith(mark[0]!) || text.endsWith(mark[0]!)) return inner
    const start = inner.indexOf(text)
    return `${inner.slice(0, start)}${mark}${text}${mark}${inner.slice(start + text.length)}`
  }
const kept: Inline = (element, options, depth) => {
  const inner = through(element, options, depth)
  return inner.trim() === '' ? inner : `<${element.name}>${inner}</${element.name}>`
}

const INLINE: Record<string, Inline> = {
  strong: wrapped('**'),
  b: wrapped('**'),
  em: wrapped('*'),
  i: wrapped('*'),
  del: wrapped('~~'),
  s: wrapped('~~'),
  strike: wrapped('~~'),
  sub: kept,
  sup: kept,
  kbd: kept,
  mark: kept,
  br: () => BREAK,
  code: inlineCode,
  tt: inlineCode,
  samp: inlineCode,
  a: link,
  img: image,
  input: checkbox,
  span: (element, options, depth) =>
    ['informations', 'filename', 'email-hidden-toggle'].some((name) => hasClass(element, name))
      ? ''
      : hasClass(element, 'math-container')
        ? textOf(element).trim()
        : through(element, options, depth),
}

function inlineCode(element: Element): string {
  const text = textOf(element).replace(/\s+/g, ' ').trim()
  if (text === '') return ''
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((match) => match[0].length))
  const fence = '`'.repeat(longest + 1)
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

function link(element: Element, options: InlineOptions, depth: number): string {
  const inner = through(element, options, depth)
  const href = attribute(element, 'href')
  const address = href === undefined ? undefined : addressOf(href, options)
  const label = inner.replaceAll(BREAK, ' ').replace(/\s+/g, ' ').trim()
  if (hasClass(element, 'anchor') && label === '') return ''
  if (
    address === undefined ||
    hasClass(element, 'mention') ||
    hasClass(element, 'user-mention') ||
    label === ''
  )
    return inner
  if (label.includes(']('))
    return label.startsWith('![') && !label.slice(2).includes('[') ? `[${label}](${address})` : inner
  const text = textOf(element).trim()
  if (address === `mailto:${text}`) return text
  const spaced = (edge: RegExp) => (edge.test(inner) ? ' ' : '')
  const body = text === href || text === address ? autolink(address) : `[${label}](${address})`
  return `${spaced(/^\s/)}${body}${spaced(/\s$/)}`
}

function autolink(address: string): string {
  return /^(?:https?:\/\/|mailto:)[^\s<>]+$/.test(address)
    ? `<${address}>`
    : `[${escapeInline(address)}](${address})`
}

/** The address as it may stand in Markdown, or undefined when it is a script, data, or broken. */
function addressOf(href: string, options: InlineOptions): string | undefined {
  let address = href.replace(/[\s\u0000-\u001f]+/g, (space) => (space === ' ' ? ' ' : '')).trim()
  if (address === '' || address === '#' || address.length > 4000) return undefined
  if (address.startsWith('//')) address = `https:${address}`
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase()
  if (scheme !== undefined && !['http', 'https', 'mailto'].includes(scheme)) return undefined
  if (scheme === undefined && options.baseUrl !== undefined && URL.canParse(address, options.baseUrl)) {
    address = new URL(address, options.baseUrl).href
  }
  return address.replace(/[ ()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

function image(element: Element, options: InlineOptions): string {
  const alt = (attribute(element, 'alt') ?? attribute(element, 'title') ?? '').replace(/\s+/g, ' ').trim()
  if (hasClass(element, 'emoji')) return emojiFor(attribute(element, 'title') ?? alt) ?? escapeInline(alt)
  const side = (name: string) => Number.parseFloat(attribute(element, name) ?? '100')
  if (
    side('width') <= 1 ||
    side('height') <= 1 ||
    hasClass(element, 'avatar') ||
    hasClass(element, 'site-icon')
  )
    return ''
  const source = attribute(element, 'src') ?? attribute(element, 'data-src') ?? ''
  const address = /^data:/i.test(source) ? undefined : addressOf(source, options)
  if (address === undefined || address.startsWith('mailto:')) return alt === '' ? '' : escapeInline(alt)
  return `![${alt.replace(/[[\]\\]/g, '')}](${address})`
}

function checkbox(element: Element): string {
  if (attribute(element, 'type') !== 'checkbox') return ''
  return attribute(element, 'checked') === undefined ? '[ ] ' : '[x] '
}

function hasClass(element: Element, name: string): boolean {
  return (attribute(element, 'class') ?? '').split(/\s+/).includes(name)
}
