import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'
import type { Thing } from './schema-org-data.ts'

/** A text as Markdown, whether it stood in the page, came as HTML, or was escaped once too often. */
export function bodyOf(thing: Thing, baseUrl: string | undefined): string {
  const text = textIn(thing.text ?? thing.articleBody ?? thing.description)
  const tags = text.match(/<\/?[a-z][^<>]*>/gi)?.length ?? 0
  const escaped = text.match(/&lt;\/?[a-z]/gi)?.length ?? 0
  const isPart = typeof thing.text === 'object'
  const isTwice = !isPart && tags === 0 && escaped > 1
  const isHtml = isPart || isTwice || tags > 0 || /&(?:[a-z]+|#\d+);/i.test(text)
  const options = baseUrl === undefined ? {} : { baseUrl }
  return toMarkdown(isTwice ? decoded(text) : text, isHtml ? 'html' : 'text', options)
}

/** Texts that were escaped twice. */
function decoded(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}

/** The text of a value in any of the shapes JSON-LD gives it. */
export function textIn(value: unknown): string {
  const first = Array.isArray(value) ? value[0] : value
  if (first !== null && typeof first === 'object')
    return String((first as Thing)['@html'] ?? (first as Thing)['@value'] ?? '')
  return first === undefined || first === null ? '' : String(first)
}

/** A value that may be one thing or a list of them. */
export function thingsOf(value: unknown): Thing[] {
  return [value].flat().filter((one): one is Thing => one !== null && typeof one === 'object')
}

/** Where owner and editor are both named, the owner stands last. */
export function authorOf(thing: Thing): string | undefined {
  const all = [thing.author].flat().filter((one) => one !== null && one !== undefined)
  const last = all.at(-1)
  const name = typeof last === 'object' ? lineOf((last as Thing).name) : lineOf(last)
  return name === '' || /^https?:\/\//.test(name) ? undefined : name
}

/** When a thing was written. */
export function createdOf(thing: Thing): string | undefined {
  const stated = [thing.dateCreated, thing.datePublished, thing.dateModified].map((one) => [one].flat()[0])
  return stated.map((one) => isoTime(one)).find((time) => time !== undefined)
}

/** An address, made whole with that of the page. */
export function addressOf(value: unknown, base: string | undefined): string | undefined {
  const stated = lineOf([value].flat()[0])
  if (stated === '') return undefined
  const address = /^[\w-]+$/.test(stated) ? `#${stated}` : stated
  const whole = URL.canParse(address, base) ? new URL(address, base).href : undefined
  return whole !== undefined && /^https?:/.test(whole) ? whole : undefined
}

/** A value as one line. */
export function lineOf(value: unknown): string {
  return textIn(value).replace(/\s+/g, ' ').trim()
}

/** A count, which may be text. */
export function numberOf(value: unknown): number {
  const number = Number.parseInt(lineOf(value), 10)
  return Number.isFinite(number) ? number : 0
}
