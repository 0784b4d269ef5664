import type { Order } from '../frame/order.ts'
import { sameStatement } from '../same-statement.ts'
import { oddStrength, polarityNoticed, polarityOf } from './polarity.ts'
import { qualified } from './price.ts'
import type { Kind, Pair, Rule } from './rule.ts'

/** One side says what the other denies; the kind names what the statement was about. */
export const negation: Rule = {
  name: 'negation',
  coverage: 0.6,
  adjuncts: true,
  notice(pair) {
    if (numbersDiffer(pair) || sameSetting(pair) || onlyTheSign(pair) || fromThenOn(pair) || keepsOther(pair))
      return undefined
    const ways = pair.community.path && (pair.community.imperative || pair.official.path)
    if (ways && pair.community.predicate?.light) return undefined
    const polarity = polarityOf(pair)
    if (ordered(pair) && polarity.opposites.length === 0) return undefined
    if (polarity.opposites.some((match) => match.official.concept === 'fre') && qualified(pair))
      return undefined
    const strength = Math.max(
      oddStrength(pair, polarity) * sameStatement(pair),
      polarity.odd && presupposes(pair) ? 0.6 : 0,
    )
    if (strength === 0 || (pair.official.only && pair.community.only)) return undefined
    if (pair.official.only !== pair.community.only) return undefined
    const loose = pair.alignment.looseNegation ? 0.6 : 1
    return polarityNoticed(pair, polarity, kindOf(pair, polarity.opposites.length > 0), strength * loose)
  },
}

/** "The router has no USB port" and "plug it into the USB port": the order takes for granted what the official text denies. */
function presupposes({ official, community, alignment, quoteCommunity }: Pair): boolean {
  const denial = official.negators.find((negator) => negator.word === 'no')
  if (
    !denial ||
    official.predicate?.light !== true ||
    community.negators.length > 0 ||
    community.mode === 'fact'
  )
    return false
  const things = denial.targets.map((target) =>
    alignment.matches.find((match) => match.official.concept === target),
  )
  return (
    things.length > 0 &&
    things.every(
      (match) => match !== undefined && match.relation === 'same' && match.community.role !== 'verb',
    ) &&
    /\b(?:the|its|your) (?:\S+ )?$/i.test(
      quoteCommunity(Math.max(0, things[0]!.community.start - 12), things[0]!.community.start),
    )
  )
}

/** "A yellow light means …" twice: only what it means could be denied. */
function onlyTheSign({ official, community, alignment }: Pair): boolean {
  return (
    official.predicate?.concept === 'confirm' &&
    community.predicate?.concept === 'confirm' &&
    !alignment.matches.some(({ official: one }) => one.area !== 'subject' && one.concept !== 'confirm')
  )
}

/** "Keep the cables short" and "don't leave the wifi on": one verb, two things. */
function keepsOther({ official, community, alignment }: Pair): boolean {
  return (
    official.predicate?.concept === 'keep' &&
    community.predicate?.concept === 'keep' &&
    !alignment.matches.some((match) => match.official.concept !== 'keep' && match.official.weight >= 0.5)
  )
}

/** "Available from March" and "not there before March" agree. */
function fromThenOn({ official, community, quoteOfficial, quoteCommunity }: Pair): boolean {
  const [left, right] = [
    quoteOfficial(official.clauseStart, official.end),
    quoteCommunity(community.clauseStart, community.end),
  ]
  const agree = (from: string, before: string, denied: boolean) =>
    denied &&
    /\b(?:from|since|as of|starting|after)\b/i.test(from) &&
    /\b(?:before|until|till|earlier than|prior to)\b/i.test(before)
  return agree(left, right, community.negators.length > 0) || agree(right, left, official.negators.length > 0)
}

/** Two sequences are compared by their own rule, unless both speak of the same time. */
function ordered({ official, community }: Pair): boolean {
  const until = [official, community].some((frame) =>
    frame.negators.some((negator) => negator.word === 'unless'),
  )
  return (
    official.order !== undefined &&
    community.order !== undefined &&
    (until ||
      official.phase !== community.phase ||
      (official.phase === '' && !sameOrder(official.order, community.order)))
  )
}

function sameOrder(a: Order, b: Order): boolean {
  return a.earlier.join() === b.earlier.join() && a.later.join() === b.later.join()
}

/** Values of one setting are compared by their own rule. */
function sameSetting(pair: Pair): boolean {
  return pair.official.settings.some((one) =>
    pair.community.settings.some((other) => other.attribute.some((word) => one.attribute.includes(word))),
  )
}

/** With different numbers of one kind a denial may well agree ("3,000 won't work" where 2,000 is the limit). */
function numbersDiffer(pair: Pair): boolean {
  return pair.official.quantities.some((one) =>
    pair.community.quantities.some(
      (other) =>
        (other.dimension === one.dimension || one.dimension === 'bare' || other.dimension === 'bare') &&
        other.value !== one.value,
    ),
  )
}

function kindOf(pair: Pair, opposite: boolean): Kind {
  const { official, community, alignment } = pair
  const concepts = new Set([...official.terms, ...community.terms].map((term) => term.concept))
  if (concepts.has('undo') || concepts.has('permanent')) return 'reversibility'
  if (
    opposite &&
    alignment.matches.some(
      (match) =>
        match.relation === 'opposite' &&
        (match.official.concept === 'fre' || match.community.concept === 'fre'),
    )
  )
    return 'price'
  if (concepts.has('deprecat')) return 'deprecated'
  if (alignment.matches.some((match) => match.relation === 'same' && match.official.concept === 'default'))
    return 'default'
  if (official.mode === 'must' || community.mode === 'must' || (official.mode === 'advise' && !opposite))
    return 'requirement'
  if (opposite) return 'antonym'
  if (concepts.has('availabl') || concepts.has('support') || concepts.has('includ')) return 'availability'
  if (official.mode === 'can' || community.mode === 'can') return 'capability'
  return 'negation'
}
