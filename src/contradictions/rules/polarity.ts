import { table } from '../../lib/words.ts'
import type { Match } from '../align.ts'
import type { Term } from '../frame/terms.ts'
import type { Frame } from '../frame.ts'
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
  const plainTurns = pair.alignment.negationsOfficial + pair.alignment.negationsCommunity + inMain.length
  const turns = plainTurns + (inMain.length === 0 ? endings(pair) : 0)
  const sides = (frame: Frame) => frame.terms.some((term) => term.area === 'side')
  const otherCase =
    sides(pair.official) &&
    sides(pair.community) &&
    (pair.official.sideTurns + pair.community.sideTurns) % 2 === 1
  const qualifies = inMain.some(
    (match) =>
      match.official.role === 'modifier' &&
      match.community.role === 'modifier' &&
      ((!ranking.has(match.official.concept) &&
        (match.official.area === 'subject' || match.community.area === 'subject')) ||
        match.official.link === 'for' ||
        match.community.link === 'for'),
  )
  return {
    odd: turns % 2 === 1,
    opposites: inMain,
    differentCase:
      inMain.length < opposites.length ||
      otherCase ||
      qualifies ||
      (inMain.length > 0 &&
        pair.community.phase === 'before' &&
        pair.official.phase === '' &&
        !untilChanged(pair, inMain)),
  }
}

/** "Off until you switch it on": the side clause only tells of the change. */
function untilChanged({ official, community }: Pair, opposites: readonly Match[]): boolean {
  return (
    !official.imperative &&
    official.mode === 'fact' &&
    opposites.some((match) =>
      community.terms.some((term) => term.area === 'side' && term.concept === match.official.concept),
    )
  )
}

/** "Removed", "discontinued", "gone", "is disabled" on one side only turns the statement, as a denial does. */
function endings(pair: Pair): number {
  const ended = (terms: readonly Term[]) =>
    terms.some((term) => (term.concept === 'deprecat' || offAsSaid(pair, term)) && term.area !== 'side')
  const { onlyOfficial, onlyCommunity, negationsOfficial, negationsCommunity, matches } = pair.alignment
  const ofIt = (side: 'official' | 'community') =>
    pair[side].elliptic ||
    matches.some((match) => match[side].area === 'subject' && match[side].role !== 'modifier')
  return (
    (ended(onlyOfficial) && negationsOfficial === 0 && ofIt('official') ? 1 : 0) +
    (ended(onlyCommunity) && negationsCommunity === 0 && ofIt('community') ? 1 : 0)
  )
}

/** "Posting is disabled": nobody can post. */
function offAsSaid({ official, community }: Pair, term: Term): boolean {
  return (
    (term.concept === 'disabl' ||
      (term.concept === 'block' && [official.mode, community.mode].includes('can'))) &&
    [official, community].some(
      (frame) => frame.passive && frame.mode === 'fact' && frame.terms.includes(term),
    )
  )
}

/** How surely an odd parity is a conflict, given how each side binds; 0 when it is none. */
export function oddStrength(pair: Pair, polarity: Polarity): number {
  const { official, community, alignment } = pair
  if (!polarity.odd || polarity.differentCase) return 0
  const [o, c] = [official.mode, community.mode]
  if (o === 'needless' || c === 'needless') return 0
  const onlyOpposite =
    alignment.negationsOfficial + alignment.negationsCommunity === 0 && polarity.opposites.length > 0
  if (
    onlyOpposite &&
    community.also &&
    (community.mode === 'can' ||
      official.mode === 'can' ||
      polarity.opposites.some(
        (match) => match.official.concept === 'automatic' || match.community.concept === 'automatic',
      ))
  )
    return 0
  if (
    onlyOpposite &&
    (changesState(pair, polarity) || keptAndThen(pair, polarity) || (official.path && community.path))
  )
    return 0
  if (onlyOpposite && o === 'can' && c === 'can' && !polarity.opposites.every(isState)) return 0
  const base =
    onlyOpposite &&
    polarity.opposites.some(
      (match) => match.official.concept === 'automatic' || match.official.concept === 'manual',
    )
      ? 0.9
      : (strengths[`${o}-${c}`] ?? 0.6)
  return onlyOpposite ? base * oppositeFit(pair, polarity) : base
}

/** "Kept for 14 days" and "then removed": one after the other. */
function keptAndThen({ official, community }: Pair, polarity: Polarity): boolean {
  const timed = (frame: Frame) =>
    (frame.order?.earlier.includes('keep') && frame.order.later.includes('delet')) ||
    frame.quantities.some((quantity) => quantity.dimension === 'time')
  return (
    (timed(official) || timed(community)) &&
    polarity.opposites.some(({ official: one, community: other }) =>
      [one.concept, other.concept].every((concept) => concept === 'keep' || concept === 'delet'),
    )
  )
}

/** "Off by default" and "you can turn it on": a state, and a deed that changes it. */
function changesState({ official, community }: Pair, polarity: Polarity): boolean {
  const deed = (frame: Frame, role: string) =>
    role === 'verb' && !frame.passive && (frame.mode === 'can' || frame.mode === 'must' || frame.imperative)
  const state = (frame: Frame) => frame.mode === 'fact' || frame.byDefault
  return polarity.opposites.some(
    ({ official: left, community: right }) =>
      switched.has(left.concept) &&
      ((state(official) && deed(community, right.role) && !community.byDefault) ||
        (state(community) && deed(official, left.role) && !official.byDefault)),
  )
}

const switched = new Set(['enabl', 'disabl', 'activ', 'inactiv', 'show', 'hid', 'public', 'privat'])

function isState(match: Match): boolean {
  return states.has(match.official.concept) && !switched.has(match.official.concept)
}

/** Opposite deeds are told of many things; they conflict only with the same subject, or as orders in the same situation. */
function oppositeFit(pair: Pair, polarity: Polarity): number {
  const { official, community, alignment } = pair
  const deed =
    polarity.opposites.every(
      (match) => !states.has(match.official.concept) && !states.has(match.community.concept),
    ) &&
    polarity.opposites.every((match) => match.official.role === 'verb' || match.community.role === 'verb')
  const fit = alignment.shared >= 1.4 ? 0.95 : 0.7
  if (!deed) return fit
  const whole = Math.min(alignment.coverOfficial, alignment.coverCommunity) >= 0.9
  if (official.imperative || community.imperative) return alignment.shared >= (whole ? 1.4 : 1.8) ? fit : 0.5
  const subjects = alignment.matches.some(
    (match) =>
      match.relation === 'same' &&
      match.official.area === 'subject' &&
      match.community.area === 'subject' &&
      match.official.weight >= 0.5,
  )
  return subjects || (official.elliptic && community.elliptic) ? fit : 0.5
}

/** Opposites of which a list or a thing has exactly one: whoever swaps them contradicts. */
const ranking = new Set([
  'oldest',
  'newest',
  'latest',
  'first',
  'last',
  'ascend',
  'descend',
  'highest',
  'lowest',
  'largest',
  'smallest',
  'longest',
  'shortest',
  'left side',
  'right side',
  'upper side',
  'lower side',
])

/** Opposites that name states rather than deeds, whatever their grammar. */
const states = new Set([
  'enabl',
  'disabl',
  'activ',
  'inactiv',
  'includ',
  'exclud',
  'automatic',
  'manual',
  'onlin',
  'offlin',
  'encrypt',
  'unencrypt',
  'show',
  'hid',
  'allow',
  'forbid',
  'public',
  'privat',
  'fre',
  'pay',
  'cost',
  'unaffect',
])

const strengths = table<number>({
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
  'fact-advise': 0.45,
  'advise-fact': 0.5,
})

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
