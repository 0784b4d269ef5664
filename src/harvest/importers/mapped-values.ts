import { withoutMailTrail } from '../mail.ts'
import { mappedTime } from '../mapped-time.ts'
import { toMarkdown } from '../text.ts'
import type { Mapping } from './mapped-columns.ts'

/** A record as a mapping reads it: the text in a column, and the time in one. */
export type Row = {
  value: (name: string | undefined) => string
  time: (name: string | undefined) => string | undefined
}

/** What stands in a column: its own key, or the way of keys with dots between them. */
export function valueAt(raw: object, name: string): unknown {
  if (Object.hasOwn(raw, name)) return (raw as Record<string, unknown>)[name]
  let at: unknown = raw
  for (const key of name.split('.')) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, key)) return undefined
    at = (at as Record<string, unknown>)[key]
  }
  return at
}

/** A record seen through a mapping; what stands for nothing reads as empty, a time that is none throws. */
export function rowOf(raw: object, mapping: Mapping): Row {
  const value = (name: string | undefined) => {
    const text = name === undefined ? '' : textOf(valueAt(raw, name)).trim()
    return /^(?:#N\/A|NULL|null|\?|\{\}|\\N)$/.test(text) ? '' : text
  }
  const time = (name: string | undefined) => {
    const text = value(name)
    if (text === '') return undefined
    const at = mappedTime(text, { format: mapping.dateFormat, zone: mapping.timeZone })
    if (at === undefined)
      throw new Error(`The time "${text}" in "${name}" does not fit the mapping's date format.`)
    return at
  }
  return { value, time }
}

/** Lists become values with ";" between them, as tables have them. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(';')
  if (typeof value !== 'object') return String(value)
  const { name, value: inner } = value as { name?: unknown; value?: unknown }
  return typeof name === 'string' ? name : typeof inner === 'string' ? inner : ''
}

/** A text in the format the mapping states. */
export function bodyOf(text: string, mapping: Mapping): string {
  return toMarkdown(mapping.bodyFormat === 'html' ? text : withoutMailTrail(text), mapping.bodyFormat)
}

/** How exports write "yes". */
export function isYes(text: string): boolean {
  return /^(?:true|yes|y|1|x)$/i.test(text.trim())
}

/** A count, perhaps with signs between thousands. */
export function number(text: string): number {
  const value = Number.parseInt(text.replace(/[\s.,](?=\d{3}\b)/g, ''), 10)
  return Number.isFinite(value) ? value : 0
}
