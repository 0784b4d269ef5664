import { basename, posix } from 'node:path'
import type { AppliesTo } from '../../db/words.ts'
import { attribute, type Element, find, isElement, type Node, textOf } from '../../lib/html-tree.ts'
import type { ImportContext, NormalDocument, Normalised } from '../importer.ts'
import { allOf, type HtmlPage, innerHtml, parsePage, wordsOf } from '../reading/html-page.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'

/** A page as a document: what stands around its main part is left out. */
export function normalisePage(path: string, html: string, context: ImportContext): Normalised {
  const page = parsePage(html)
  const main = mainOf(page.root)
  const heading = find(main, (one) => one.name === 'h1') ?? find(page.root, (one) => one.name === 'h1')
  const title = (heading && lineOf(heading)) || page.title || nameOf(path)
  const address = page.url ?? addressOf(path, context)
  dropFurniture(main, heading)
  const body = toMarkdown(innerHtml(main), 'html', address === undefined ? {} : { baseUrl: address })
  if (body === '') return { kind: 'left-out', why: 'a page without text' }
  const document: NormalDocument = {
    externalId: path,
    title,
    body,
    section: first(page, ['article:section', 'section', 'category']) ?? folderOf(path),
    product: first(page, ['product', 'product_name']),
    language: page.language,
    appliesTo: appliesToOf(page),
    url: address,
    licence: page.licence,
    visibility: isRestricted(page) ? 'restricted' : 'public',
    updatedAt: timeOf(page),
  }
  return { kind: 'document', document }
}

/** The part a page calls its main one; a single article; or the whole body. */
function mainOf(root: Element): Element {
  const main = find(root, (one) => one.name === 'main' || attribute(one, 'role') === 'main')
  if (main !== undefined) return main
  const articles = allOf(root, (one) => one.name === 'article')
  if (articles.length === 1) return articles[0]!
  return find(root, (one) => one.name === 'body') ?? root
}

/** Menus, crumbs, tables of contents, "edit this page"; and the heading, which becomes the title. */
function dropFurniture(main: Element, heading: Element | undefined): void {
  const isOut = (node: Node) =>
    isElement(node) &&
    (node === heading ||
      FURNITURE.has(node.name) ||
      hasRole(node) ||
      wordsOf(node, 'class').some(isFurniture))
  for (const element of [main, ...allOf(main, () => true)])
    element.children = (element.children as Node[]).filter((node) => !isOut(node)) as never
}

const FURNITURE = new Set(['nav', 'header', 'footer', 'form', 'dialog'])

function hasRole(element: Element): boolean {
  return /^(?:navigation|banner|contentinfo|search|complementary)$/.test(attribute(element, 'role') ?? '')
}

function isFurniture(name: string): boolean {
  return /^(?:(?:bread)?crumbs?|breadcrumbs?|sidebar|toc|table-of-contents|pagination|skip-link|headerlink|anchorjs-link|edit-(?:this-)?page|feedback|cookie-\w+|print-only)$/i.test(
    name,
  )
}

function first(page: HtmlPage, names: string[]): string | undefined {
  return names.map((name) => page.meta(name)).find((value) => value !== undefined)
}

function appliesToOf(page: HtmlPage): AppliesTo {
  const lists = (['versions', 'plans', 'platforms', 'regions'] as const).map((key) => {
    const values = (first(page, [key, key.slice(0, -1)]) ?? '').split(',').map((value) => value.trim())
    return [key, values.filter((value) => value !== '')] as const
  })
  return Object.fromEntries(lists.filter(([, values]) => values.length > 0))
}

function isRestricted(page: HtmlPage): boolean {
  return /^(?:restricted|internal|private|staff)$/i.test(
    first(page, ['visibility', 'audience', 'access']) ?? '',
  )
}

function timeOf(page: HtmlPage): string | undefined {
  const names = [
    'article:modified_time',
    'og:updated_time',
    'last-modified',
    'dcterms.modified',
    'revised',
    'date',
    'article:published_time',
  ]
  return names.map((name) => isoTime(page.meta(name), 'ymd')).find((time) => time !== undefined)
}

function addressOf(path: string, context: ImportContext): string | undefined {
  const base = (context.mapping as { url?: unknown } | undefined)?.url
  if (typeof base !== 'string' || !URL.canParse(base)) return undefined
  return new URL(path.replace(/^\/+/, ''), base.endsWith('/') ? base : `${base}/`).href
}

function folderOf(path: string): string | undefined {
  const folder = posix.basename(posix.dirname(path))
  return folder === '.' || folder === '' ? undefined : humanised(folder)
}

function nameOf(path: string): string {
  return humanised(basename(path).replace(/\.\w+$/, ''))
}

function humanised(name: string): string {
  const words = name.replace(/[-_]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function lineOf(element: Element): string {
  return textOf(element)
    .replace(/[\s¶#]+$/, '')
    .replace(/\s+/g, ' ')
    .trim()
}
