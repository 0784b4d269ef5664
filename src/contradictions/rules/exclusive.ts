import type { Term } from '../frame/terms.ts'
import type { Noticed, Pair, Rule } from './rule.ts'

/** Families of which a thing may have several at once; they exclude only when the official text says "only" or sets one. */
const manyAtOnce = new Set([
  'file format',
  'database kind',
  'channel',
  'connector',
  'web protocol',
  'light pattern',
  'layer',
  'month',
  'side',
  'direction',
])

/** Families whose values are told in many ways ("a red light means", "when it blinks red"). */
const anywhere = new Set(['weekday', 'colour', 'light pattern'])

/** Two values of one family in the same place: red and green, Monday and Friday, Germany and Virginia. */
export const exclusive: Rule = {
  name: 'exclusive value',
  coverage: 0.5,
  wantsSameThing: true,
  notice(pair) {
    const match = pair.alignment.matches.find((item) => item.relation === 'exclusive')
    if (pair.community.also && !(match && pair.official.only)) return undefined
    if (!match) return placed(pair)
    if (pair.alignment.matches.some((item) => item.relation === 'opposite')) return undefined
    const rivals = pair.alignment.competing?.slice(0, 2) as Term[] | undefined
    if (rivals?.every((term) => term.area === 'subject')) return undefined
    const several = pair.official.terms.filter((term) =>
      pair.lexicon.families.get(term.concept)?.includes(match.family!),
    )
    if (match.family === 'weekday' && several.length > 1 && !pair.official.only) return undefined
    if (
      pair.official.terms.some((term) => term.concept === match.community.concept) ||
      pair.community.terms.some((term) => term.concept === match.official.concept)
    )
      return undefined
    if (
      manyAtOnce.has(match.family!) &&
      !pair.official.only &&
      !pair.community.only &&
      !(match.official.link === 'as' && match.community.link === 'as') &&
      !(match.family === 'month' && match.official.link === 'in' && match.community.link === 'in') &&
      !sets(pair.official.terms.map((term) => term.concept))
    )
      return undefined
    if (match.official.area !== match.community.area && !anywhere.has(match.family!)) return undefined
    if (
      match.official.area === 'subject' ||
      match.official.role === 'modifier' ||
      match.community.role === 'modifier'
    ) {
      if (match.official.area === 'subject' && match.family !== 'colour') return undefined
    }
    const turns = pair.alignment.negationsOfficial + pair.alignment.negationsCommunity
    if (turns % 2 === 1) return undefined
    const left = pair.quoteOfficial(match.official.start, match.official.end)
    const right = pair.quoteCommunity(match.community.start, match.community.end)
    return {
      kind: 'exclusive value',
      strength: pair.alignment.shared >= 1.5 ? 0.85 : 0.6,
      compared: { what: match.family!, official: left, community: right },
      reason: `The official text says ${left}, the answer says ${right}; only one ${match.family} can be right.`,
    }
  },
}

function sets(concepts: readonly string[]): boolean {
  return concepts.some((concept) => ['set', 'choos', 'select', 'use'].includes(concept))
}

const opposed = new Set(['above below', 'inside outside', 'over under', 'in outside', 'before after'])

/** "Above the window" against "below the window". */
function placed({ alignment, quoteOfficial, quoteCommunity }: Pair): Noticed | undefined {
  if ((alignment.negationsOfficial + alignment.negationsCommunity) % 2 === 1) return undefined
  const match = alignment.matches.find(
    ({ relation, official: a, community: b }) =>
      relation === 'same' &&
      a.area === 'rest' &&
      b.area === 'rest' &&
      (opposed.has(`${a.link} ${b.link}`) || opposed.has(`${b.link} ${a.link}`)),
  )
  if (!match || alignment.shared < 1.5) return undefined
  const left = `${match.official.link} ${quoteOfficial(match.official.start, match.official.end)}`
  const right = `${match.community.link} ${quoteCommunity(match.community.start, match.community.end)}`
  return {
    kind: 'antonym',
    strength: 0.8,
    compared: { what: 'place', official: left, community: right },
    reason: `The official text says ${left}, the answer ${right}.`,
  }
}
