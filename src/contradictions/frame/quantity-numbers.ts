import type { Quantity } from './quantities.ts'
import { readClock, readDate } from './quantity-dates.ts'
import { counted, isCounted, isModelNumber, plainNumber, withRate } from './quantity-parts.ts'
import { readWords } from './quantity-words.ts'
import type { Token } from './tokens.ts'
import { scales, units } from './units.ts'

/** Beside one of these, "15 pounds" is money. */
const paying =
  /^(?:costs?|pays?|paid|pric(?:e|es|ed)|fees?|charg(?:e|es|ed)|bill(?:ed|s)?|cheap(?:er)?|expensive|refund(?:ed|s)?|deposit)$/

/** Nouns that name what follows them, so that the number is a value ("port 443") or a label ("error 502"). */
const named = new Set([
  'position',
  'port',
  'channel',
  'mtu',
  'ttl',
  'vlan',
  'timeout',
  'dpi',
  'level',
  'priority',
])

const labels = new Set([
  'error',
  'step',
  'issue',
  'ticket',
  'page',
  'chapter',
  'case',
  'code',
  'figure',
  'example',
  'line',
  'part',
  'section',
  'item',
  'question',
  'article',
  'kb',
  'rfc',
  'iso',
  'http',
  'status',
  'bug',
  'build',
  '#',
  'exit',
  'rule',
  'day',
  'layer',
  'tier',
  'phase',
  'method',
])

export function readNumber(tokens: readonly Token[], index: number): Quantity | undefined {
  const token = tokens[index]!
  const before = tokens[index - 1]
  const date = readDate(tokens, index)
  if (date) return date
  const clock = readClock(tokens, index)
  if (clock) return clock
  const phrase = readWords(tokens, index)
  if (phrase) return phrase
  if (
    token.kind !== 'number' ||
    /^[/:]$/.test(tokens[index + 1]?.text ?? '') ||
    tokens[index - 1]?.text === '/'
  )
    return undefined
  if (/^[-—–]$/.test(tokens[index + 1]?.text ?? '') && tokens[index + 2]?.kind === 'number') return undefined
  if (/^[-—–]$/.test(tokens[index - 1]?.text ?? '') && tokens[index - 2]?.kind === 'number') return undefined
  if (before?.proper && isModelNumber(tokens, index)) return undefined
  const currency = /^[$€£]/.exec(token.text)?.[0]
  const code = before && /^(?:CHF|USD|EUR|GBP)$/.test(before.text) ? units[before.lower]?.[0] : undefined
  let value = plainNumber(token)
  if (value === undefined) return undefined
  let at = index + 1
  const scale = tokens[at] && scales[tokens[at]!.lower]
  const scaleIsUnit = tokens[at]?.lower === 'm' && !currency
  if (
    scale &&
    !scaleIsUnit &&
    !(tokens[at]!.lower === 'k' && currency === undefined && tokens[at]!.start !== tokens[at - 1]!.end)
  ) {
    value *= scale
    at++
  }
  if (tokens[at]?.lower === 'times' || tokens[at]?.lower === 'x')
    return withRate(tokens, index, at + 1, value, 'count:time')
  if (currency) return withRate(tokens, index, at, value, `money:${currency}`)
  if (code) return withRate(tokens, index, at, value, code)
  while (
    tokens[at]?.text === '"' ||
    /^(?:calendar|business|working|full|consecutive|whole|more|additional|extra|different|separate|free|-)$/.test(
      tokens[at]?.lower ?? '',
    )
  )
    at++
  const unit = tokens[at]
  const known = unit && unit.kind !== 'number' ? (units[unit.lower] ?? units[unit.stem]) : undefined
  const glued = unit !== undefined && unit.start === tokens[at - 1]!.end
  if (known && (unit!.lower.length > 1 || glued || unit!.kind === 'mark' || /^[€£%]$/.test(unit!.text))) {
    const money = /^pounds?$/.test(unit!.lower) && tokens.some((other) => paying.test(other.lower))
    return money
      ? withRate(tokens, index, at + 1, value, 'money:£')
      : withRate(tokens, index, at + 1, value * known[1], known[0])
  }
  const paid =
    /^\d+[.,]\d\d$/.test(token.text) &&
    tokens.slice(Math.max(0, index - 3), index).some((other) => paying.test(other.lower))
  if (paid && !unit?.lower.match(/^(?:gb|mb)$/)) return withRate(tokens, index, index + 1, value, 'money:any')
  const label = labelBefore(tokens, index)
  if (label) return withRate(tokens, index, index + 1, value, label)
  if (/^[vV]/.test(token.text) || (token.text.match(/\./g)?.length ?? 0) > 1) return undefined
  if (before && labels.has(before.lower)) return undefined
  if (
    unit &&
    isCounted(unit) &&
    ('NLAJG'.includes(unit.tag) || (unit.tag === 'Z' && value !== 1 && /[^su]s$/.test(unit.lower)))
  )
    return counted(tokens, index, at, value)
  const lead = tokens
    .slice(Math.max(0, index - 3), index)
    .map((item) => item.lower)
    .join(' ')
  if (
    !/(?:^| )(?:to|of|is|are|at|=|:|exceed|than|limit|least|most|only|over|under|above|below|be|set|about|around|allows|supports|has|maximum|max|minimum|to "|listens on|listening on|runs on|(?:belongs?|goes|stays?|sits|stands) (?:on|in))$/.test(
      lead,
    )
  )
    return undefined
  return withRate(tokens, index, index + 1, value, 'bare')
}

/** "MTU to 1492", "port 443", "timeout of 30": the attribute named right before the number. */
function labelBefore(tokens: readonly Token[], index: number): string | undefined {
  let at = index - 1
  while (at >= 0 && /^(?:to|of|is|at|=|:|"|be|number|the|value|size|as|id)$/.test(tokens[at]!.lower)) at--
  const noun = tokens[at]
  if (noun && named.has(noun.lower) && index - at <= 5) return noun.stem
  return undefined
}
