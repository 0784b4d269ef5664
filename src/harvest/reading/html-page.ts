import { readFileSync, statSync } from 'node:fs'
import { load } from 'cheerio/slim'
import { attribute, type Element, find, isElement, type Node, textOf } from '../../lib/html-tree.ts'
import type { Damage } from '../importer.ts'
import { decoded } from './charset.ts'
import { readWhole } from './whole.ts'

/** A parsed page with what its head says of it. */
export type HtmlPage = {
  root: Element
  title: string | undefined
  /** The address the page gives itself. */
  url: string | undefined
  language: string | undefined
  licence: string | undefined
  meta(name: string): string | undefined
}

/** Longest page that is read, in characters. */
export const MAX_PAGE = 8_000_000
/** Open tags inside each other above which no page is meant to be read; such a tree takes quadratic time. */
const MAX_OPEN = 1000

/** The text of a saved page, in the character set it states; UTF-8 unless it states another. */
export function readPage(file: string): { text: string } | Damage {
  const read = readWhole(file, MAX_FILE)
  if (!('damage' in read) || statSync(file).size > MAX_FILE || read.offset === statSync(file).size)
    return read
  const bytes = readFileSync(file)
  const charset = /<meta[^>]{0,100}\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(
    bytes.toString('latin1', 0, 4096),
  )?.[1]
  const text = charset === undefined || /^utf-?8$/i.test(charset) ? undefined : decoded(bytes, charset)
  return text === undefined ? read : { text }
}

const MAX_FILE = 16_000_000

/** Parses a page; throws when it is too long or nested too deeply. Nothing it names is fetched. */
export function parsePage(html: string): HtmlPage {
  if (html.length > MAX_PAGE) throw new Error(`The page is longer than ${MAX_PAGE / 1e6} million characters.`)
  if (isTooDeep(html)) throw new Error('The page is nested too deeply.')
  const root = load(
    html,
    { xml: { xmlMode: false, decodeEntities: true } },
    false,
  ).root()[0] as unknown as Element
  const metas = allOf(root, (one) => one.name === 'meta')
  const meta = (name: string) => {
    const found = metas.find((one) => [attribute(one, 'name'), attribute(one, 'property')].includes(name))
    return found && lineOf(attribute(found, 'content'))
  }
  const linked = (rel: string) => {
    const found = find(root, (one) => /^(?:link|a)$/.test(one.name) && wordsOf(one, 'rel').includes(rel))
    return found && lineOf(attribute(found, 'href'))
  }
  const title = find(root, (one) => one.name === 'title')
  const page = find(root, (one) => one.name === 'html')
  const url = [linked('canonical'), meta('og:url')].find(
    (one) => one !== undefined && /^https?:\/\//.test(one),
  )
  return {
    ...{ root, url, meta },
    title: meta('og:title') ?? (title && lineOf(textOf(title))),
    language: page && lineOf(attribute(page, 'lang')),
    licence: linked('license'),
  }
}

/** Whether tags pile up; those that close themselves or their like do not. */
function isTooDeep(html: string): boolean {
  let open = 0
  for (const [, slash, name, end] of html.matchAll(
    /<(\/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>]{0,2000}?(\/?)>)?/g,
  )) {
    if (FLAT.test(name!) || end === '/') continue
    open = slash === '' ? open + 1 : Math.max(0, open - 1)
    if (open > MAX_OPEN) return true
  }
  return false
}

const FLAT =
  /^(?:p|li|dt|dd|tr|td|th|option|br|hr|img|input|meta|link|wbr|source|col|area|base|path|use|rect|circle|line|polygon|polyline|ellipse|stop)$/i

/** All descendants that satisfy `test`, in the order of the page. */
export function allOf(root: Element, test: (element: Element) => boolean): Element[] {
  const found: Element[] = []
  const queue: Node[] = [...(root.children as Node[])].reverse()
  while (queue.length > 0) {
    const node = queue.pop()!
    if (!isElement(node)) continue
    if (test(node)) found.push(node)
    for (let i = node.children.length - 1; i >= 0; i--) queue.push(node.children[i] as Node)
  }
  return found
}

/** The words of an attribute such as `class`, `rel` or `itemprop`. */
export function wordsOf(element: Element, name: string): string[] {
  return (attribute(element, name) ?? '').split(/\s+/).filter((word) => word !== '')
}

/** What stands inside an element, as HTML again. */
export function innerHtml(element: Element): string {
  const $ = load([], { xml: { xmlMode: false, decodeEntities: false } }, false)
  return $.html(element.children as never)
}

function lineOf(text: string | undefined): string | undefined {
  const line = text?.replace(/\s+/g, ' ').trim()
  return line === '' ? undefined : line
}
