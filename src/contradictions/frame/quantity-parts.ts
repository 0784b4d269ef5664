import { isVerbAt, prepositions } from './grammar.ts'
import type { Quantity } from './quantities.ts'
import { monthOf } from './quantity-dates.ts'
import { build } from './quantity-sense.ts'
import type { Token } from './tokens.ts'
import { rates, units } from './units.ts'

/** "Eco 40 takes …", "the DeepWell 350 does …": the number belongs to the name before it. */
export function isModelNumber(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!
  const next = tokens[index + 1]
  if (
    /^\d{1,4}$/.test(token.text) &&
    /^(?:the|a|an|your|my|this)$/.test(tokens[index - 2]?.lower ?? '') &&
    next?.kind === 'word' &&
    !units[next.lower] &&
    !units[next.stem]
  )
    return true
  if (!/^\d{1,5}$/.test(token.text) || monthOf(tokens[index - 1]) > 0) return false
  if (!next || next.kind === 'mark') return true
  if (units[next.lower] || units[next.stem]) return false
  return (
    next.kind === 'word' &&
    (isVerbAt(tokens, index + 1) ||
      prepositions.has(next.lower) ||
      /^(?:and|or|that|which|only|also)$/.test(next.lower))
  )
}

export function isCounted(token: Token): boolean {
  return (
    token.kind === 'word' &&
    !notCounted.has(token.lower) &&
    !prepositions.has(token.lower) &&
    token.lower.length > 2
  )
}

/** A number of things: they are named by the last noun, or by the first where others follow it ("8 character password"). */
export function counted(tokens: readonly Token[], from: number, at: number, value: number): Quantity {
  let head = at
  while (
    head < at + 2 &&
    !isPlural(tokens[head]!) &&
    tokens[head + 1] &&
    isCounted(tokens[head + 1]!) &&
    ('NLAJG'.includes(tokens[head + 1]!.tag) ||
      (value !== 1 && tokens[head + 1]!.tag === 'Z' && isPlural(tokens[head + 1]!)))
  )
    head++
  const tied = tokens[at - 1]?.text === '-'
  const noun = tied ? at : value === 1 || isPlural(tokens[head]!) || tokens[at]!.tag !== 'N' ? head : at
  const quantity = build(tokens, from, at, { value, dimension: `count:${tokens[noun]!.stem}` })
  return { ...quantity, per: rateAfter(tokens, head + 1).seconds }
}

function isPlural(token: Token): boolean {
  return /(?:[^su]s|people|children|men|women)$/.test(token.lower)
}

const notCounted = new Set(
  'a an the to for of in on at by from with and or but so if when then than is are was were be has have can will should must may it you they we i this that per each every only also not no never or-later later newer above below older earlier up down ago more most least now before after until while since between through without as because just even too either however any all some which who what where how there here does did do back long wide high deep apart away left total today automatically again tops anyway straight onward onwards upward upwards'.split(
    ' ',
  ),
)

export function withRate(
  tokens: readonly Token[],
  from: number,
  to: number,
  value: number,
  dimension: string,
): Quantity {
  const rate = rateAfter(tokens, to)
  return build(tokens, from, to, { value, dimension, per: rate.seconds })
}

export function rateAfter(tokens: readonly Token[], at: number): { seconds: number } {
  for (let index = at; index < Math.min(tokens.length, at + 5); index++) {
    const token = tokens[index]!
    const rate = rates[token.lower]
    if (rate && token.lower !== 'nightly') return { seconds: rate }
    if (/^(?:per|a|an|each|every|\/)$/.test(token.lower)) {
      const unit = tokens[index + 1] && units[tokens[index + 1]!.stem]
      if (unit?.[0] === 'time' && tokens[index + 1]!.kind === 'word') return { seconds: unit[1] }
    } else if (
      token.kind === 'mark' ||
      /^(?:for|to|in|on|if|when|is|are|after|within|of|before)$/.test(token.lower)
    )
      break
  }
  return { seconds: 0 }
}

export function plainNumber(token: Token): number | undefined {
  const text = token.text.replace(/^[$€£vV]+/, '')
  if (token.kind !== 'number' || !/^\d/.test(text)) return undefined
  const value = Number(
    /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'),
  )
  return Number.isFinite(value) ? value : undefined
}
