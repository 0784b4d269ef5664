/**
 * Lays two frames over each other: which content words correspond, which oppose, which stand alone.
 * Two statements can only conflict if they speak of the same thing, so what stands alone on both sides matters most.
 */
import { stem } from '../lib/words.ts'
import { type Competing, competingPair } from './competing.ts'
import type { Term } from './frame/terms.ts'
import type { Frame } from './frame.ts'
import type { Lexicon } from './lexicon.ts'
import { distinct, matchTerms } from './matching.ts'

/** Two terms that correspond: the same, opposite, or different values of one family. */
export interface Match {
  official: Term
  community: Term
  relation: 'same' | 'opposite' | 'exclusive'
  family?: string
}

/** How two frames lie over each other. */
export interface Alignment {
  matches: Match[]
  onlyOfficial: Term[]
  onlyCommunity: Term[]
  /** Share of each side's weight that the other side mentions too. */
  coverOfficial: number
  coverCommunity: number
  /** Share of the official side's weight that the answer names anywhere near, its title included. */
  reach: number
  /** Weight of each side's content, shared or not. */
  weightOfficial: number
  weightCommunity: number
  /** Weight of what both sides share without opposites. */
  shared: number
  /** Both name a thing the other does not in the same place: they speak of different things. */
  competing?: Competing
  /** Conditions of the community's statement that the official one does not know, by weight. */
  foreignConditions: number
  /** Conditions of the official statement the community's one does not mention, by weight. */
  ignoredConditions: number
  /** Effective negations. */
  negationsOfficial: number
  negationsCommunity: number
  /** A negation that could not be attached to a shared word. */
  looseNegation: boolean
}

/** What surrounds each side (titles, headings, the sentence before), as concepts with which a gap can be filled. */
export interface Surroundings {
  official: ReadonlySet<string>
  community: ReadonlySet<string>
  /** The two texts are known to speak of one thing: a pronoun may stand for the other side's subject. */
  close?: boolean
}

/** Weight of a concept besides its class; rarity in a corpus, or 1. */
export type Weigh = (concept: string) => number

/** Aligns two frames. */
export function align(
  official: Frame,
  community: Frame,
  around: Surroundings,
  lexicon: Lexicon,
  weigh: Weigh = () => 1,
): Alignment {
  const left = distinct(official.terms)
  const right = distinct(community.terms)
  const matches = matchTerms(left, right, lexicon)
  const usedLeft = new Set(matches.map((match) => match.official))
  const usedRight = new Set(matches.map((match) => match.community))
  const namedLeft = new Set(left.map((term) => term.concept))
  const namedRight = new Set(right.map((term) => term.concept))
  const onlyOfficial = left.filter((term) => !usedLeft.has(term) && !namedRight.has(term.concept))
  const onlyCommunity = right.filter((term) => !usedRight.has(term) && !namedLeft.has(term.concept))
  const weight = (term: Term, known: ReadonlySet<string>, side = 0.5) =>
    term.weight *
    weigh(term.concept) *
    (term.area === 'side' ? side : 1) *
    (known.has(term.concept) ? 0.3 : 1) *
    (persons.has(term.concept) && term.area === 'subject' ? 0.2 : 1)
  const plain = (term: Term) => weight(term, noConcepts)
  const same = matches.filter((match) => match.relation === 'same')
  const sum = (terms: readonly Term[], value: (term: Term) => number) =>
    terms.reduce((total, term) => total + value(term), 0)
  const shared = sum(
    same.map((match) => match.official),
    plain,
  )
  const bothLeft = sum(
    matches.map((match) => match.official),
    plain,
  )
  const bothRight = sum(
    matches.map((match) => match.community),
    plain,
  )
  const stoodFor = around.close === true && community.pronoun
  const missingLeft = sum(
    onlyOfficial,
    (term) =>
      weight(term, around.community, 0.25) *
      (stoodFor && term.area === 'subject' && term.role !== 'verb' ? 0.25 : 1),
  )
  const missingRight = sum(onlyCommunity, (term) => weight(term, around.official))
  const negated = effective(official, community, matches, 'official')
  const negatedToo = effective(community, official, matches, 'community')
  const competing = competingPair(
    left,
    right,
    onlyOfficial,
    onlyCommunity,
    matches,
    around,
    official,
    community,
  )
  return {
    matches,
    onlyOfficial,
    onlyCommunity,
    coverOfficial: bothLeft / (bothLeft + missingLeft || 1),
    coverCommunity: bothRight / (bothRight + missingRight || 1),
    reach: reachOf(left, onlyOfficial, around.community, weigh),
    weightOfficial: bothLeft + missingLeft,
    weightCommunity: bothRight + missingRight,
    shared,
    ...(competing ? { competing } : {}),
    foreignConditions: conditionWeight(community, onlyCommunity, around.official),
    ignoredConditions: conditionWeight(official, onlyOfficial, around.community),
    negationsOfficial: negated.count,
    negationsCommunity: negatedToo.count,
    looseNegation: negated.loose || negatedToo.loose,
  }
}

function reachOf(
  all: readonly Term[],
  alone: readonly Term[],
  known: ReadonlySet<string>,
  weigh: Weigh,
): number {
  const sum = (terms: readonly Term[]) =>
    terms.reduce(
      (total, term) => total + term.weight * weigh(term.concept) * (term.area === 'side' ? 0.5 : 1),
      0,
    )
  return 1 - sum(alone.filter((term) => !known.has(term.concept))) / (sum(all) || 1)
}

/** People the reader may be one of: "Passengers must …" speaks to "you". */
export const persons: ReadonlySet<string> = new Set(
  'passenger employee traveller traveler patient student tenant applicant resident citizen shopper player driver rider guest visitor subscriber patron cardholder holder candidate learner participant member buyer owner attendee parent pupil client cyclist swimmer hiker reader teacher seller merchant host renter lessee taxpayer borrower customer user person operator staff crew nurse pilot worker technician moderator admin administrator editor manager agent contributor viewer creator author sender recipient organiser organizer holder caller'
    .split(' ')
    .map(stem),
)

const noConcepts: ReadonlySet<string> = new Set()

function effective(
  frame: Frame,
  other: Frame,
  matches: readonly Match[],
  side: 'official' | 'community',
): { count: number; loose: boolean } {
  const shared = new Set(matches.map((match) => match[side].concept))
  let count = 0
  let loose = false
  const bothExcept = other.phase === 'before' || other.negators.some((negator) => negator.word === 'unless')
  for (const negator of frame.negators) {
    if (negator.word === 'unless' && (bothExcept || !knowsException(frame, other, matches, side))) continue
    if (!negator.attached || (negator.narrow && negator.targets.length === 0)) {
      loose = true
      continue
    }
    const inCase =
      negator.narrow &&
      other.sideTurns % 2 === 1 &&
      matches.some(
        (match) =>
          match[side].concept === negator.targets[0] &&
          match[side === 'official' ? 'community' : 'official'].area === 'side',
      )
    if (inCase) continue
    const hit =
      negator.targets.length === 0 ||
      (negator.narrow
        ? matches.some(
            (match) =>
              match[side].concept === negator.targets[0] &&
              (match.official.area === 'subject') === (match.community.area === 'subject'),
          )
        : negator.targets.slice(0, 2).some((target) => shared.has(target)))
    if (hit) count++
    else loose = true
  }
  return { count, loose }
}

/** "Not unless you are on Enterprise" agrees with "only on Enterprise"; without a word of the exception it is a denial. */
function knowsException(
  frame: Frame,
  other: Frame,
  matches: readonly Match[],
  side: 'official' | 'community',
): boolean {
  const conditions = new Set(frame.conditions)
  return (
    conditions.size === 0 ||
    other.only ||
    other.conditions.length > 0 ||
    matches.some((match) => conditions.has(match[side].concept)) ||
    [other.scope.plans, other.scope.roles, other.scope.platforms, other.scope.regions].some(
      (values) => values.length > 0,
    )
  )
}

function conditionWeight(frame: Frame, alone: readonly Term[], known: ReadonlySet<string>): number {
  const conditions = new Set(frame.conditions)
  return alone.reduce(
    (total, term) =>
      total +
      (term.area === 'side' && conditions.has(term.concept) && !known.has(term.concept)
        ? Math.max(term.weight, term.role === 'verb' ? 0 : 0.5)
        : 0),
    0,
  )
}
