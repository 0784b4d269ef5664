/**
 * Atlassian's document format, a tree of nodes in JSON, as HTML; the one converter to Markdown takes it from there.
 * Nodes that are not known give way to what is in them.
 */
export function adfToHtml(document: unknown): string {
  return htmlOf(document, 0)
}

/** Whether a value is such a document. */
export function isAdf(value: unknown): boolean {
  return (value as Node | null)?.type === 'doc' && Array.isArray((value as Node).content)
}

type Node = { type?: unknown; text?: unknown; content?: unknown; attrs?: unknown; marks?: unknown }
type Attributes = Record<string, unknown>

/** Deeper than any editor lets people nest. */
const MAX_DEPTH = 60

function htmlOf(value: unknown, depth: number): string {
  if (value === null || typeof value !== 'object' || depth > MAX_DEPTH) return ''
  const node = value as Node
  const attributes = (node.attrs !== null && typeof node.attrs === 'object' ? node.attrs : {}) as Attributes
  if (node.type === 'text') return marked(escaped(node.text), node.marks)
  const leaf = LEAVES[String(node.type)]
  if (leaf !== undefined) return leaf(attributes)
  const children = Array.isArray(node.content) ? node.content : []
  const inner = children.map((child) => htmlOf(child, depth + 1)).join('')
  const wrap = BLOCKS[String(node.type)]
  return wrap === undefined ? inner : wrap(inner, attributes)
}

const LEAVES: Record<string, (attributes: Attributes) => string> = {
  hardBreak: () => '<br>',
  rule: () => '<hr>',
  mention: ({ text }) => escaped(text),
  emoji: ({ text, shortName }) => escaped(text ?? shortName),
  date: ({ timestamp }) => escaped(dayOf(timestamp)),
  status: ({ text }) => escaped(text),
  inlineCard: ({ url }) => link(url),
  blockCard: ({ url }) => `<p>${link(url)}</p>`,
  embedCard: ({ url }) => `<p>${link(url)}</p>`,
  media: ({ alt, url }) =>
    isAddress(url) ? `<img src="${escaped(url)}" alt="${escaped(alt)}">` : escaped(alt),
  mediaInline: ({ alt }) => escaped(alt),
}

const BLOCKS: Record<string, (inner: string, attributes: Attributes) => string> = {
  paragraph: (inner) => `<p>${inner}</p>`,
  heading: (inner, { level }) => {
    const n = Math.min(6, Math.max(1, Number(level) || 1))
    return `<h${n}>${inner}</h${n}>`
  },
  bulletList: (inner) => `<ul>${inner}</ul>`,
  orderedList: (inner, { order }) => `<ol start="${Number(order) || 1}">${inner}</ol>`,
  listItem: (inner) => `<li>${inner}</li>`,
  taskList: (inner) => `<ul>${inner}</ul>`,
  taskItem: (inner, { state }) => `<li>${state === 'DONE' ? '✓ ' : ''}${inner}</li>`,
  decisionList: (inner) => `<ul>${inner}</ul>`,
  decisionItem: (inner) => `<li>${inner}</li>`,
  blockquote: (inner) => `<blockquote>${inner}</blockquote>`,
  panel: (inner) => `<div>${inner}</div>`,
  codeBlock: (inner, { language }) => {
    const name = typeof language === 'string' && /^[\w+#.-]{1,30}$/.test(language) ? language : ''
    return `<pre><code${name === '' ? '' : ` class="language-${name}"`}>${inner}</code></pre>`
  },
  expand: (inner, { title }) => `<p><strong>${escaped(title)}</strong></p>${inner}`,
  nestedExpand: (inner, { title }) => `<p><strong>${escaped(title)}</strong></p>${inner}`,
  mediaSingle: (inner) => `<p>${inner}</p>`,
  mediaGroup: (inner) => `<p>${inner}</p>`,
  table: (inner) => `<table>${inner}</table>`,
  tableRow: (inner) => `<tr>${inner}</tr>`,
  tableHeader: (inner) => `<th>${inner}</th>`,
  tableCell: (inner) => `<td>${inner}</td>`,
}

const TAGS: Readonly<Record<string, string>> = { strong: 'strong', em: 'em', code: 'code', strike: 'del' }

function marked(text: string, marks: unknown): string {
  if (!Array.isArray(marks)) return text
  return (marks as Node[]).slice(0, 10).reduce((inner, mark) => {
    const tag = TAGS[String(mark?.type)]
    if (tag !== undefined) return `<${tag}>${inner}</${tag}>`
    const href = mark?.type === 'link' ? (mark.attrs as Attributes | undefined)?.href : undefined
    return isAddress(href) ? `<a href="${escaped(href)}">${inner}</a>` : inner
  }, text)
}

function link(url: unknown): string {
  return isAddress(url) ? `<a href="${escaped(url)}">${escaped(url)}</a>` : ''
}

function isAddress(url: unknown): url is string {
  return typeof url === 'string' && /^https?:\/\/\S+$/i.test(url)
}

/** Days come as milliseconds since 1970, written as text. */
function dayOf(timestamp: unknown): string {
  const date = new Date(Number(timestamp))
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}

function escaped(text: unknown): string {
  if (typeof text !== 'string') return ''
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
