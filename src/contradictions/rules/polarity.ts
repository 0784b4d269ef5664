import type { Match } from '../align.ts'
import type { Kind, Noticed, Pair } from './rule.ts'

/**
 * The parity of a pair: negations of one side, of the other, and opposite words. Odd means that one says what the other
 * denies; "disabled by default" against "isn't enabled by default" has two turns and agrees.
 */
export interface Polarity {
  odd: boolean
  opposites: Match[]
  /** An opposite pair in a condition or purpose: they speak of different cases. */
  differentCase: boolean
}

/** Reads the parity of an aligned pair. */
export function polarityOf(pair: Pair): Polarity {
  const opposites = pair.alignment.matches.filter((match) => match.relation === 'opposite')
  const inMain = opposites.filter(
    (match) => match.official.area !== 'side' && match.community.area !== 'side',
  )
  const turns = pair.alignment.negationsOfficial + pair.alignment.negationsCommunity + inMain.length
  return { odd: turns % 2 === 1, opposites: inMain, differentCase: inMain.length < opposites.length }
}

/** How surely an odd parity is a conflict, given how each side binds; 0 when it is none. */
export function oddStrength(pair: Pair, polarity: Polarity): number {
  const { official, community, alignment } = pair
  if (!polarity.odd || polarity.differentCase) return 0
  const [o, c] = [official.mode, community.mode]
  if (o === 'needless' || c === 'needless') return 0
  const onlyOpposite = alignment.negationsOfficial + alignment.negationsCommunity === 0
  if (onlyOpposite && community.also) return 0
  if (onlyOpposite && (o === 'can' || c === 'can') && o === c) return 0
  const base =
    onlyOpposite &&
    polarity.opposites.some(
      (match) => match.official.concept === 'automatic' || match.official.concept === 'manual',
    )
      ? 0.9
      : (strengths[`${o}-${c}`] ?? 0.6)
  return onlyOpposite ? base * (alignment.shared >= 1.4 ? 0.95 : 0.7) : base
}

const strengths: Record<string, number> = {
  'fact-fact': 0.95,
  'fact-can': 0.85,
  'can-fact': 0.9,
  'can-can': 0.95,
  'must-must': 0.95,
  'must-advise': 0.9,
  'advise-must': 0.9,
  'advise-advise': 0.9,
  'must-can': 0.75,
  'can-must': 0.75,
  'advise-can': 0.7,
  'can-advise': 0.75,
  'fact-must': 0.7,
  'must-fact': 0.65,
  'fact-advise': 0.65,
  'advise-fact': 0.6,
}

/** A finding of a parity rule, worded from the words that turned it. */
export function polarityNoticed(pair: Pair, polarity: Polarity, kind: Kind, strength: number): Noticed {
  const opposite = polarity.opposites[0]
  const left = opposite
    ? pair.quoteOfficial(opposite.official.start, opposite.official.end)
    : turnOf(
        pair.official.negators.map((item) => item.word),
        pair.alignment.negationsOfficial,
      )
  const right = opposite
    ? pair.quoteCommunity(opposite.community.start, opposite.community.end)
    : turnOf(
        pair.community.negators.map((item) => item.word),
        pair.alignment.negationsCommunity,
      )
  const about = pair.alignment.matches
    .filter((match) => match.relation === 'same' && match.official.weight >= 0.5)
    .slice(0, 3)
    .map((match) => pair.quoteOfficial(match.official.start, match.official.end))
    .join(', ')
  return {
    kind,
    strength,
    compared: { what: about || kind, official: left, community: right },
    reason: opposite
      ? `The official text says “${left}”, the answer says “${right}” about ${about || 'the same thing'}.`
      : `One text affirms and the other denies the same statement about ${about || 'the same thing'}.`,
  }
}

function turnOf(negators: readonly string[], count: number): string {
  return count > 0 ? `denied (“${negators.join('”, “')}”)` : 'affirmed'
}
