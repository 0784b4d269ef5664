import { numberWord } from '../../lib/words.ts'
import { readNumber } from './quantity-numbers.ts'
import { plainNumber } from './quantity-parts.ts'
import { readFrequency } from './quantity-words.ts'
import type { Token } from './tokens.ts'
import { units } from './units.ts'

/** In which sense a number binds. */
export type Sense = 'exact' | 'max' | 'min' | 'about'

/** A number with its dimension in base units (seconds, bytes, per second …). */
export interface Quantity {
  value: number
  /** "time", "bytes", "money:$", "percent", "count:project", "port", "version:python", "date", "bare" … */
  dimension: string
  sense: Sense
  /** Seconds of "per minute", or 0. */
  per: number
  /** Comes round again ("every 5 minutes", "daily"). */
  recurring: boolean
  denied: boolean
  /** A negation is part of the limit ("not larger than"). */
  negated: boolean
  /** Said as "larger than": what lies beyond it. */
  over: boolean
  from: number
  to: number
  start: number
  end: number
}

/** Finds the numbers of a clause with unit, sense and rate; `versions` and scopes are read elsewhere from the same tokens. */
export function quantitiesOf(tokens: readonly Token[]): Quantity[] {
  const found: Quantity[] = []
  for (let index = 0; index < tokens.length; index++) {
    const quantity = readFrequency(tokens, index) ?? readNumber(tokens, index)
    if (!quantity) continue
    const whole = withRemainder(tokens, quantity)
    found.push(whole)
    index = Math.max(index, whole.to - 1)
  }
  for (const [at, quantity] of found.entries()) {
    const next = found[at + 1]
    if (
      quantity.dimension === 'bare' &&
      next &&
      next.from - quantity.to <= 2 &&
      /^(?:,|or|and)$/.test(tokens[quantity.to]?.lower ?? '')
    )
      found[at] = { ...quantity, dimension: next.dimension }
  }
  return found.map((quantity) => inRange(tokens, contrasted(tokens, quantity)))
}

/** "3 hours and 40 minutes", "an hour and a half": one quantity. */
function withRemainder(tokens: readonly Token[], quantity: Quantity): Quantity {
  if (quantity.dimension !== 'time' || quantity.recurring) return quantity
  const at = tokens[quantity.to]?.lower === 'and' ? quantity.to + 1 : quantity.to
  if (tokens[at]?.lower === 'a' && tokens[at + 1]?.lower === 'half')
    return { ...quantity, value: quantity.value * 1.5, to: at + 2, end: tokens[at + 1]!.end }
  const number =
    tokens[at] && (tokens[at]!.kind === 'number' ? plainNumber(tokens[at]!) : numberWord(tokens[at]!.lower))
  if (number === undefined || !tokens[at]) return quantity
  const compound =
    tokens[at]!.kind === 'word' && tokens[at + 1]?.kind === 'word'
      ? numberWord(tokens[at + 1]!.lower)
      : undefined
  const unitAt = at + (compound === undefined ? 1 : 2)
  const unit = tokens[unitAt] && units[tokens[unitAt]!.stem]
  if (unit?.[0] !== 'time' || unit[1] >= quantity.value) return quantity
  return {
    ...quantity,
    value: quantity.value + (number + (compound ?? 0)) * unit[1],
    to: unitAt + 1,
    end: tokens[unitAt]!.end,
  }
}

function inRange(tokens: readonly Token[], quantity: Quantity): Quantity {
  if (
    quantity.sense === 'exact' &&
    tokens[quantity.to]?.lower === 'to' &&
    tokens[quantity.to + 1]?.kind === 'number'
  )
    return { ...quantity, sense: 'min' }
  if (quantity.sense !== 'exact' || !/^(?:to|and|or)$/.test(tokens[quantity.from - 1]?.lower ?? ''))
    return quantity
  if (tokens[quantity.from - 1]?.lower === 'to' && tokens[quantity.from - 2]?.kind === 'number')
    return { ...quantity, sense: 'max' }
  const other = tokens.slice(Math.max(0, quantity.from - 4), quantity.from - 1)
  const opened = tokens
    .slice(Math.max(0, quantity.from - 6), quantity.from)
    .some((token) => /^(?:from|between|either)$/.test(token.lower))
  return opened && other.some((token) => token.kind === 'number' || numberWord(token.lower) !== undefined)
    ? { ...quantity, sense: 'max' }
    : quantity
}

/** "not after 30 days but after 60": the first number is the one denied. */
function contrasted(tokens: readonly Token[], quantity: Quantity): Quantity {
  const but = tokens.findIndex((token, index) => index >= quantity.to && token.lower === 'but')
  if (but === -1 || but > quantity.to + 2) return quantity
  const denied = tokens
    .slice(Math.max(0, quantity.from - 5), quantity.from)
    .some((token) => token.lower === 'not')
  return denied ? { ...quantity, denied: true } : quantity
}
