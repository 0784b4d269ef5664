/**
 * HTML as forums, desks and sites write it → clean Markdown. One walk over the parsed tree, written here because
 * bodies are most of the work of an import, a general converter takes twice as long and fails on deep trees. The walk knows the blocks
 * (paragraphs, lists, quotes, code, tables) and hands the rest to `html-inline.ts`.
 */
import { load } from 'cheerio/slim'
import { codeBlock } from './html-code.ts'
import { type InlineOptions, inlineOf, linkTo, tidyInline } from './html-inline.ts'
import { tableBlock } from './html-table.ts'
import { attribute, type Element, find, isElement, isText, type Node, textOf } from './html-tree.ts'
import { escapeLineStarts } from './markdown-escape.ts'

/** `baseUrl` makes relative addresses absolute; `isMail` leaves out quoted mail and signatures, as programs mark them. */
export type HtmlOptions = InlineOptions & { isMail?: boolean }

/** HTML → Markdown; scripts, styles, buttons, tracking pixels and empty elements are left out. Never throws. */
export function htmlToMarkdown(html: string, options: HtmlOptions = {}): string {
  const clean = html.replace(/[\u0000-\u0008\u000b\u000e-\u001f\u200b\ufeff]/g, '')
  if (!/[<&]/.test(clean)) return escapeLineStarts(tidyInline(inlineOf(clean, options)))
  if (isTooDeep(clean))
    return escapeLineStarts(tidyInline(inlineOf(clean.replace(/<[^<>]*>?/g, ' '), options)))
  const root = load(clean, { xml: { xmlMode: false, decodeEntities: true } }, false).root()[0]
  if (root === undefined) return ''
  const walk: Walk = { options, withBlocks: elementsWithBlocks(root), depth: 0 }
  return blocksOf(root.children as Node[], walk).join('\n\n')
}

/** Open tags inside each other above which no page is meant to be read; parsing such a tree takes quadratic time. */
const MAX_OPEN = 500

function isTooDeep(html: string): boolean {
  let open = 0
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)/g)) {
    if (FLAT.test(name!)) continue
    open = slash === '' ? open + 1 : Math.max(0, open - 1)
    if (open > MAX_OPEN) return true
  }
  return false
}

/** Tags that need no closing tag, or close their like, do not pile up. */
const FLAT = /^(?:p|li|dt|dd|tr|td|th|option|br|hr|img|input|meta|link|wbr|source|col|area|base)$/i

type Walk = { options: HtmlOptions; withBlocks: ReadonlySet<Node>; depth: number }
type Block = (element: Element, walk: Walk) => string[]

/** Deeper than any real page; below it only the text is kept. */
const MAX_DEPTH = 60

function blocksOf(nodes: readonly Node[], outer: Walk): string[] {
  const walk = { ...outer, depth: outer.depth + 1 }
  if (walk.depth > MAX_DEPTH) return paragraph(nodes.map((node) => textOf(node)).join(' '), walk)
  const blocks: string[] = []
  let line: Node[] = []
  const flush = () => {
    if (line.length > 0) blocks.push(...inlineParagraph(line, walk))
    line = []
  }
  for (const node of nodes) {
    const block = isElement(node) ? blockFor(node, walk) : undefined
    if (block === undefined) line.push(node)
    else {
      flush()
      blocks.push(...block(node as Element, walk))
    }
  }
  flush()
  return blocks
}

function blockFor(element: Element, walk: Walk): Block | undefined {
  if (DROPPED.has(element.name) || isFurniture(element)) return () => []
  if (walk.options.isMail && isMailTrail(element)) return () => []
  const named = BLOCKS[element.name]
  if (named !== undefined) return named
  return walk.withBlocks.has(element) ? (inner, at) => blocksOf(inner.children as Node[], at) : undefined
}

function inlineParagraph(nodes: readonly Node[], walk: Walk): string[] {
  const text = tidyInline(inlineOf(nodes, walk.options))
  return text === '' ? [] : [escapeLineStarts(text)]
}

function paragraph(text: string, walk: Walk): string[] {
  const inline = tidyInline(inlineOf(text, walk.options))
  return inline === '' ? [] : [escapeLineStarts(inline)]
}

const children: Block = (element, walk) => blocksOf(element.children as Node[], walk)

const BLOCKS: Record<string, Block> = {
  ...Object.fromEntries(
    'p div section article main header footer nav center form fieldset figure figcaption address body html dl summary tbody thead tfoot tr td th caption iframe'
      .split(' ')
      .map((name) => [name, children]),
  ),
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  ul: list,
  ol: list,
  menu: list,
  li: (element, walk) => listItem(blocksOf(element.children as Node[], walk), '- '),
  blockquote: quote,
  aside,
  pre: codeBlock,
  hr: () => ['---'],
  table: (element, walk) => tableBlock(element, (nodes) => blocksOf(nodes, walk)),
  details: (element, walk) => blocksOf(element.children as Node[], walk),
  dt: (element, walk) => {
    const text = tidyInline(inlineOf(element.children as Node[], walk.options))
    return text === '' ? [] : [`**${text}**`]
  },
  dd: children,
  iframe: (element, walk) => mediaLink(element, walk),
  video: (element, walk) => mediaLink(element, walk),
  audio: (element, walk) => mediaLink(element, walk),
}

const DROPPED = new Set(
  'script style noscript template head title meta link object embed button select textarea svg canvas map progress'.split(
    ' ',
  ),
)

/** What a forum puts around a text for its own use: sizes under an image, copy buttons, quote arrows. */
function isFurniture(element: Element): boolean {
  const classes = attribute(element, 'class')
  return (
    classes !== undefined &&
    /(?:^|\s)(?:quote-controls|zeroclipboard-container|email-hidden-toggle|email-hidden-reply|informations|filename)(?:\s|$)/.test(
      classes,
    )
  )
}

/** What mail programs put around the mail they answer, and around the writer's signature. */
function isMailTrail(element: Element): boolean {
  const marks = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`
  if (element.name === 'blockquote' && attribute(element, 'type') === 'cite') return true
  return /(?:^|\s)(?:gmail_(?:quote|signature|extra|attr)|moz-(?:cite-prefix|signature)|yahoo_quoted|protonmail_(?:quote|signature_block)|signature|freshdesk_quote|divRplyFwdMsg|appendonsend|Signature)(?:\s|_|$)/.test(
    marks,
  )
}

function heading(element: Element, walk: Walk): string[] {
  const text = tidyInline(inlineOf(element.children as Node[], walk.options)).replace(/\s*\n\s*/g, ' ')
  return text === '' ? [] : [`${'#'.repeat(Number(element.name[1]))} ${text}`]
}

function list(element: Element, walk: Walk): string[] {
  const isOrdered = element.name === 'ol'
  let number = Number.parseInt(attribute(element, 'start') ?? '1', 10)
  if (!(number >= 0 && number < 100_000_000)) number = 1
  const items: string[] = []
  for (const child of element.children as Node[]) {
    if (isText(child) && child.data.trim() === '') continue
    const nodes = isElement(child) && child.name === 'li' ? (child.children as Node[]) : [child]
    const marker = isOrdered ? `${number++}. ` : '- '
    items.push(...listItem(blocksOf(nodes, walk), marker))
  }
  const isLoose = items.some((item) => /\n\n(?! *(?:[-*]|\d+\.) )/.test(item))
  return items.length === 0 ? [] : [items.join(isLoose ? '\n\n' : '\n')]
}

function listItem(blocks: string[], marker: string): string[] {
  if (blocks.length === 0) return []
  const indent = ' '.repeat(marker.length)
  const isTight = blocks.length > 1 && blocks.slice(1).every((block) => /^(?:- |\d+\. )/.test(block))
  return [marker + indented(blocks.join(isTight ? '\n' : '\n\n'), indent)]
}

function indented(text: string, indent: string): string {
  return text.replace(/\n(?!\n|$)/g, `\n${indent}`)
}

function quote(element: Element, walk: Walk): string[] {
  return quoted(blocksOf(element.children as Node[], walk))
}

function quoted(blocks: string[]): string[] {
  const text = blocks.join('\n\n')
  return text === '' ? [] : [text.replace(/^(?=.)/gm, '> ').replace(/^$/gm, '>')]
}

/** A quote with its author, a link with a preview (only the link is kept), or an ordinary aside. */
function aside(element: Element, walk: Walk): string[] {
  const classes = (attribute(element, 'class') ?? '').split(/\s+/)
  if (classes.includes('onebox')) {
    const href = attribute(element, 'data-onebox-src') ?? firstHref(element)
    return href === undefined
      ? []
      : [linkTo(oneboxTitle(element) ?? href, href, walk.options)].filter(Boolean)
  }
  if (!classes.includes('quote')) return children(element, walk)
  const inner = (element.children as Node[]).filter(isElement)
  const body = inner
    .filter((child) => child.name === 'blockquote')
    .flatMap((child) => child.children as Node[])
  const author = attribute(element, 'data-username')
  const opening =
    author === undefined ? [] : [`**${tidyInline(inlineOf(`${author} wrote:`, walk.options))}**`]
  const blocks = blocksOf(body.length > 0 ? body : (element.children as Node[]), walk)
  return blocks.length === 0 ? [] : quoted([...opening, ...blocks])
}

function oneboxTitle(element: Element): string | undefined {
  const title = find(element, (child) => /^h[34]$/.test(child.name))
  const text = title === undefined ? '' : textOf(title).replace(/\s+/g, ' ').trim()
  return text === '' ? undefined : text
}

function firstHref(element: Element): string | undefined {
  const link = find(element, (child) => child.name === 'a' && attribute(child, 'href') !== undefined)
  return link && attribute(link, 'href')
}

function mediaLink(element: Element, walk: Walk): string[] {
  const source = find(element, (child) => child.name === 'source')
  const href = attribute(element, 'src') ?? (source && attribute(source, 'src'))
  const link = href && /^(?:https?:)?\/\//.test(href) ? linkTo(href, href, walk.options) : ''
  return link === '' ? [] : [link]
}

/** Inline elements that hold a block somewhere inside (a link around a paragraph) are walked as blocks. */
function elementsWithBlocks(root: { children: readonly unknown[] }): ReadonlySet<Node> {
  const found = new Set<Node>()
  const queue = [...(root.children as Node[])]
  while (queue.length > 0) {
    const node = queue.pop()!
    if (!isElement(node)) continue
    if (node.name in BLOCKS) {
      let parent = node.parent as Node | null
      while (parent !== null && isElement(parent) && !found.has(parent)) {
        found.add(parent)
        parent = parent.parent as Node | null
      }
    }
    for (const child of node.children as Node[]) queue.push(child)
  }
  return found
}
