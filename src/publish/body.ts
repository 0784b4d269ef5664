import type { SafeHtml } from '../lib/markdown.ts'
import { slugOf } from '../lib/slug.ts'

/** What becomes of a link in a text: another address, or null when there is nothing to lead to (its words stay). */
export type LinkResolver = (href: string) => string | null

export type BodyOptions = {
  /** The level of the first heading inside the text; those below follow without gaps. */
  headingLevel: number
  /** Steps get anchors `step-1`, `step-2` … through all numbered lists at the top level of the text. */
  hasSteps: boolean
  /** A first heading that only repeats this is left out. */
  title: string
  link: LinkResolver
  /** Where a picture of ours lies, by its name, and its size; without it pictures are links like all others. */
  picture?: (name: string) => Picture | undefined
}

/** A picture that may be shown: its address and its size in pixels, so that nothing jumps when it comes. */
export type Picture = { src: string; width: number; height: number }

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/g
const ATTRIBUTE = /\s([a-z-]+)="([^"<>]*)"/g

/**
 * Fits sanitised HTML into a page: heading levels in order and with anchors, steps with anchors, links resolved, our
 * pictures shown and all others as links (a page fetches nothing from elsewhere), tables and code that scroll on their own. It reads the
 * sanitiser's well-formed output tag by tag, adds no text but numbers and words of its own, and is linear.
 */
export function fitBody(html: SafeHtml, options: BodyOptions): SafeHtml {
  const ids = new Set<string>()
  const levels: number[] = []
  const lists: string[] = []
  const anchors: boolean[] = []
  let steps = 0
  const whole = options.title === '' ? html : withoutTitle(html, options.title)
  const fitted = whole.replace(TAG, (tag, slash: string, name: string, rest: string, at: number) => {
    const isEnd = slash !== ''
    if (/^h[2-6]$/.test(name)) {
      if (isEnd) return `</h${Math.min(6, options.headingLevel + levels.length - 1)}>`
      const own = Number(name[1])
      while (levels.length > 0 && levels.at(-1)! >= own) levels.pop()
      levels.push(own)
      const level = Math.min(6, options.headingLevel + levels.length - 1)
      const id = freeId(`h-${slugOf(textOf(whole.slice(at, whole.indexOf('</h', at))))}`, ids)
      return `<h${level} id="${id}"${keep(rest, ['dir', 'lang'])}>`
    }
    if (name === 'ol' || name === 'ul') {
      if (isEnd) lists.pop()
      else lists.push(name)
      return tag
    }
    if (name === 'li' && !isEnd && options.hasSteps && lists.length === 1 && lists[0] === 'ol') {
      steps++
      return `<li id="step-${steps}"${keep(rest, ['dir', 'lang'])}>`
    }
    if (name === 'a') return isEnd ? closeAnchor(anchors) : openAnchor(rest, anchors, options.link)
    if (name === 'img') return ownPicture(rest, options) ?? imageAsLink(rest, anchors)
    if (name === 'table') return isEnd ? '</table></div>' : '<div class="scroll" tabindex="0"><table>'
    if (name === 'pre' && !isEnd) return '<pre tabindex="0">'
    if ((name === 'td' || name === 'th') && !isEnd) return cell(name, rest)
    return tag
  })
  return withLivingAnchors(fitted, ids, steps) as SafeHtml
}

/**
 * Links within the text lead to its headings whatever their anchors were called where the text came from; a link to
 * an anchor that is nowhere becomes plain words.
 */
function withLivingAnchors(html: string, ids: ReadonlySet<string>, steps: number): string {
  return html.replace(
    /<a href="#([^"<>]*)"([^<>]*)>([\s\S]*?)<\/a>/g,
    (_, wanted: string, rest: string, words: string) => {
      const isStep = /^step-[1-9]\d{0,5}$/.test(wanted) && Number(wanted.slice(5)) <= steps
      const heading = `h-${slugOf(decode(wanted))}`
      const id = ids.has(wanted) || isStep ? wanted : ids.has(heading) ? heading : undefined
      return id === undefined ? words : `<a href="#${id}"${rest}>${words}</a>`
    },
  )
}

function withoutTitle(html: string, title: string): string {
  const first = /^\s*<h2(?:\s[^<>]*)?>([\s\S]*?)<\/h2>\s*/.exec(html.slice(0, 2_000))
  if (first === null) return html
  const same = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return same(textOf(first[1]!)) === same(title) ? html.slice(first[0].length) : html
}

function textOf(html: string): string {
  return html
    .replace(/<[^<>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, ' ')
    .slice(0, 300)
}

function freeId(wish: string, taken: Set<string>): string {
  let id = wish
  for (let n = 2; taken.has(id); n++) id = `${wish}-${n}`
  taken.add(id)
  return id
}

function attributesOf(rest: string): Map<string, string> {
  return new Map([...rest.matchAll(ATTRIBUTE)].map((match) => [match[1]!, match[2]!]))
}

function keep(rest: string, names: string[]): string {
  const attributes = attributesOf(rest)
  return names.map((name) => (attributes.has(name) ? ` ${name}="${attributes.get(name)}"` : '')).join('')
}

/** A link inside a link is no link; `anchors` says of each open one whether it was written. */
function openAnchor(rest: string, anchors: boolean[], link: LinkResolver): string {
  const href = attributesOf(rest).get('href')
  const isInside = anchors.includes(true)
  const target = href === undefined || isInside ? null : link(decode(href))
  anchors.push(target !== null)
  if (target === null) return ''
  const isOutside = /^[a-z]+:/i.test(target)
  return `<a href="${encode(target)}"${isOutside ? ' rel="nofollow noopener"' : ''}${keep(rest, ['title', 'dir', 'lang'])}>`
}

function closeAnchor(anchors: boolean[]): string {
  return anchors.pop() === true ? '</a>' : ''
}

function ownPicture(rest: string, options: BodyOptions): string | undefined {
  const attributes = attributesOf(rest)
  const named = /^\/media\/(image-[0-9a-f]{24}\.[a-z]{3,4})$/.exec(attributes.get('src') ?? '')?.[1]
  const picture = named === undefined ? undefined : options.picture?.(named)
  if (picture === undefined) return undefined
  const { src, width, height } = picture
  const alt = attributes.get('alt') ?? ''
  return `<img src="${encode(src)}" alt="${alt}" width="${width}" height="${height}" loading="lazy" decoding="async">`
}

function imageAsLink(rest: string, anchors: boolean[]): string {
  const attributes = attributesOf(rest)
  const alt = attributes.get('alt')?.trim() || 'image'
  const src = attributes.get('src')
  if (src === undefined || !/^https?:/.test(src) || anchors.includes(true))
    return `<em class="image">${alt}</em>`
  return `<a class="image" href="${src}" rel="nofollow noopener">Image: ${alt}</a>`
}

function cell(name: string, rest: string): string {
  const align = attributesOf(rest).get('align')
  const side = align === 'right' || align === 'center' ? ` class="is-${align}"` : ''
  return `<${name}${side}${keep(rest, ['scope', 'dir', 'lang'])}>`
}

function decode(value: string): string {
  return value.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (entity) => DECODED[entity] ?? entity)
}

function encode(value: string): string {
  return value.replace(/[&<>"]/g, (character) => ENCODED[character]!)
}

const DECODED: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
}
const ENCODED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
