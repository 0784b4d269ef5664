import type { Lexicon } from '../lexicon.ts'
import type { Quantity } from './quantities.ts'
import { ENDLESS, type VersionMention } from './scopes.ts'
import type { Negation } from './stance.ts'
import type { Token } from './tokens.ts'

/** The negation before a number that only forms its limit ("not larger than 1 GB"). */
export function dropNegation(negations: Negation[], before: number): void {
  const at = negations.findLastIndex((negation) => negation.index < before)
  if (at !== -1) negations.splice(at, 1)
}

/** "The adapters aren't included, not a single one": the remark repeats the denial. */
export function dropEchoes(negations: Negation[], tokens: readonly Token[]): void {
  for (let at = negations.length - 1; at > 0; at--)
    if (tokens[negations[at]!.index]!.tail) negations.splice(at, 1)
  const last = negations[0]
  if (negations.length === 1 && tokens[last!.index]!.tail && rejects(tokens, last!.index)) negations.pop()
}

/** "Outdoors, never in the flat": another place or value is turned down, not the statement. */
function rejects(tokens: readonly Token[], index: number): boolean {
  return (
    /^(?:never|not)$/.test(tokens[index]!.lower) &&
    tokens[index - 1]?.text === ',' &&
    'PDN'.includes(tokens[index + 1]?.tag ?? 'M') &&
    tokens[index + 1]!.lower !== 'by'
  )
}

/** "Software older than 22.4 cannot use it": 22.4 is needed, and the denial is spent on that. */
export function needAtLeast(mentions: VersionMention[], negations: Negation[]): void {
  const at = negations.findIndex((negation) => !negation.narrow)
  const old = mentions.find((mention) => mention.sense === 'max' && mention.than)
  if (at === -1 || !old) return
  old.from = old.to
  old.to = ENDLESS
  old.sense = 'min'
  negations.splice(at, 1)
}

/** "Files larger than 5 GB cannot be synced" sets a maximum, and its negation is spent on it. */
export function flipLimits(quantities: Quantity[], negations: Negation[], tokens: readonly Token[]): void {
  for (const quantity of quantities) {
    if (quantity.over && tokens.some((token, at) => at >= quantity.to && turnsAway.test(token.lower))) {
      quantity.sense = 'max'
      continue
    }
    const stops = tokens[quantity.from - 1]?.lower === 'at' && quantity.sense === 'exact'
    if (stops && tokens.some((token, at) => at < quantity.from && turnsAway.test(token.lower))) {
      quantity.sense = 'max'
      continue
    }
    if (notUntil(quantity, negations, tokens)) {
      quantity.sense = 'min'
      continue
    }
    if (quantity.dimension === 'time' && leastWait(quantity, negations, tokens)) {
      quantity.sense = 'min'
      continue
    }
    const short = /^(?:fewer|less|shorter|smaller|lower|younger)$/.test(
      tokens[quantity.from - 2]?.lower ?? '',
    )
    if (quantity.sense === 'max' && short && tokens[quantity.from - 1]?.lower === 'than') {
      const denial = negations.findLastIndex(({ index, narrow }) => !narrow && index < quantity.from)
      if (denial !== -1) {
        quantity.sense = 'min'
        negations.splice(denial, 1)
      }
      continue
    }
    const at = quantity.over
      ? negations.findIndex(({ index, narrow }) => index > quantity.to || (!narrow && index < quantity.from))
      : -1
    if (at === -1) stepUp(quantity)
    else {
      quantity.sense = 'max'
      negations.splice(at, 1)
    }
  }
}

/** "More than one" is at least two. */
export function stepUp(quantity: Quantity): void {
  if (quantity.over && quantity.value === 1 && quantity.dimension.startsWith('count:')) quantity.value = 2
}

/** "Cannot register before 1 June": from then on it is possible. */
function notUntil(quantity: Quantity, negations: Negation[], tokens: readonly Token[]): boolean {
  const lead = tokens[quantity.from - 1]?.lower === 'the' ? quantity.from - 2 : quantity.from - 1
  if (!/^(?:before|until|till|earlier)$/.test(tokens[lead]?.lower ?? '')) return false
  if (!/^(?:date|clock|time)$/.test(quantity.dimension)) return false
  const at = negations.findLastIndex(
    ({ index, word }) => index < lead && /^(?:not|no|nobody|never|none)$/.test(word),
  )
  if (at === -1) return false
  negations.splice(at, 1)
  return true
}

/** Verbs of what is turned away: beyond a limit, they set it. */
export const turnsAway =
  /^(?:truncat|cut|reject|refus|block|drop|declin|bann|split|ignor|skip|fail|discard|trim|clipp|bounc)(?:e|s|es|ed|ted|ped)?$/

/** "Wait 30 minutes", "must not drive for 24 hours": at least that long; the denial is spent on it. */
function leastWait(quantity: Quantity, negations: Negation[], tokens: readonly Token[]): boolean {
  if (quantity.sense !== 'exact') return false
  const before = tokens.slice(Math.max(0, quantity.from - 3), quantity.from)
  if (before.some((token) => token.stem === 'wait')) return true
  if (before.at(-1)?.lower !== 'for') return false
  const at = negations.findLastIndex(
    ({ index, word }) =>
      word === 'not' &&
      index < quantity.from &&
      tokens[index + 1]?.tag === 'V' &&
      /^(?:must|should|do|may|can|could)$/.test(tokens[index - 1]?.lower ?? ''),
  )
  if (at === -1) return false
  negations.splice(at, 1)
  return true
}

/** Tokens that are no negation or permission by themselves: dates ("12 May") and phrases of the lexicon ("no limit"). */
export function boundTokens(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  lexicon: Lexicon,
): Set<number> {
  const bound = new Set<number>()
  for (const quantity of quantities)
    if (quantity.dimension === 'date') for (let at = quantity.from; at < quantity.to; at++) bound.add(at)
  for (const [index, token] of tokens.entries()) {
    let key = token.stem
    let denies = denial.test(token.lower)
    for (
      let at = index + 1;
      at < Math.min(tokens.length, index + (lexicon.reach.get(token.stem) ?? 1));
      at++
    ) {
      key += ` ${tokens[at]!.stem}`
      denies ||= denial.test(tokens[at]!.lower)
      if (denies && lexicon.concepts.has(key)) for (let place = index; place <= at; place++) bound.add(place)
    }
  }
  return bound
}

const denial = /^(?:no|not|nothing|without|never|at)$/
