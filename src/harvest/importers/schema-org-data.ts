/** Questions described with schema.org's words, as JSON-LD or as microdata, in one shape: that of JSON-LD. */
import { attribute, type Element, isElement, type Node, textOf } from '../../lib/html-tree.ts'
import { allOf, type HtmlPage, innerHtml, wordsOf } from '../reading/html-page.ts'

/** A thing with a type and properties; a text that stood in the page is `{ "@html": "…" }`. */
export type Thing = Record<string, unknown>

/** The questions of a page. One of an FAQ was written by the publisher; one of a QA page by a visitor. */
export type Question = { isFaq: boolean; thing: Thing }

/** All questions of a page, each once; what is described twice is taken from where more is said. */
export function questionsOf(page: HtmlPage): Question[] {
  const written = jsonLd(page).flatMap((thing) => questionsIn(thing, false, 0))
  const marked = microdata(page).flatMap((thing) => questionsIn(thing, false, 0))
  if (written.length === 0) return marked
  const hasHtml = marked.length === written.length && marked.every((one) => one.thing.text !== undefined)
  return hasHtml ? marked : written
}

const MAX_DEPTH = 12

/** The names of a thing's types, without the address they hang from. */
export function typesOf(thing: unknown): string[] {
  const types = (thing as Thing | null)?.['@type']
  return [types].flat().map((type) => String(type ?? '').replace(/^.*[/:#]/, ''))
}

function questionsIn(value: unknown, isFaq: boolean, depth: number): Question[] {
  if (depth > MAX_DEPTH || value === null || typeof value !== 'object') return []
  if (Array.isArray(value)) return value.flatMap((one) => questionsIn(one, isFaq, depth + 1))
  const thing = value as Thing
  const types = typesOf(thing)
  if (types.includes('Question')) return [{ isFaq, thing }]
  const inFaq = isFaq || types.includes('FAQPage')
  return ['@graph', 'mainEntity', 'hasPart', 'mainEntityOfPage'].flatMap((name) =>
    questionsIn(thing[name], inFaq, depth + 1),
  )
}

/** Scripts of JSON-LD; one that is not JSON says nothing. */
function jsonLd(page: HtmlPage): unknown[] {
  const scripts = allOf(
    page.root,
    (one) => one.name === 'script' && /ld\+json/i.test(attribute(one, 'type') ?? ''),
  )
  return scripts.flatMap((script) => {
    const text = (script.children as Node[]).map((node) => ('data' in node ? String(node.data) : '')).join('')
    const json = text.replace(
      /^\s*(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|\/\/\s*\]\]>|\]\]>)\s*$/g,
      '',
    )
    return parsed(json) ?? parsed(json.replace(/[\u0000-\u001f]+/g, ' ')) ?? []
  })
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** Things that are described in the page itself and belong to no other. */
function microdata(page: HtmlPage): Thing[] {
  const found: Thing[] = []
  const visit = (node: Node) => {
    if (!isElement(node)) return
    if (isScope(node) && isWanted(node)) found.push(thingOf(node))
    else for (const child of node.children as Node[]) visit(child)
  }
  for (const node of page.root.children as Node[]) visit(node)
  return found
}

function isScope(element: Element): boolean {
  return attribute(element, 'itemscope') !== undefined
}

/** Looking inside any other thing finds the questions in it. */
function isWanted(element: Element): boolean {
  return wordsOf(element, 'itemtype').some((type) => /schema\.org\/(?:QAPage|FAQPage|Question)$/.test(type))
}

function thingOf(element: Element): Thing {
  const thing: Thing = { '@type': wordsOf(element, 'itemtype') }
  const id = attribute(element, 'itemid') ?? attribute(element, 'id')
  if (id !== undefined) thing['@id'] = id
  const visit = (nodes: readonly Node[]) => {
    for (const node of nodes.filter(isElement)) {
      for (const name of wordsOf(node, 'itemprop')) add(thing, name, propertyOf(node, name))
      if (!isScope(node)) visit(node.children as Node[])
    }
  }
  visit(element.children as Node[])
  if (thing.name === undefined && typesOf(thing).includes('Person')) {
    const link = allOf(element, (one) => one.name === 'a').find((one) => lineOf(one) !== '')
    if (link !== undefined) thing.name = lineOf(link)
  }
  return thing
}

function add(thing: Thing, name: string, value: unknown): void {
  const known = Object.hasOwn(thing, name) ? thing[name] : undefined
  if (name === '__proto__') return
  thing[name] = known === undefined ? value : [known, value].flat()
}

function propertyOf(element: Element, name: string): unknown {
  if (isScope(element)) return thingOf(element)
  const stated = attribute(element, 'content')
  if (stated !== undefined) return stated
  const held = HELD[element.name]
  if (held !== undefined) return attribute(element, held) ?? lineOf(element)
  return TEXTS.has(name) ? { '@html': innerHtml(element) } : lineOf(element)
}

/** Where elements hold a value other than their text. */
const HELD: Record<string, string> = {
  a: 'href',
  link: 'href',
  area: 'href',
  img: 'src',
  time: 'datetime',
  data: 'value',
  meter: 'value',
}
const TEXTS = new Set(['text', 'articleBody', 'description'])

function lineOf(element: Element): string {
  return textOf(element).replace(/\s+/g, ' ').trim()
}
