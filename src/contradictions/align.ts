/**
 * Lays two frames over each other: which content words correspond, which oppose, which stand alone.
 * Two statements can only conflict if they speak of the same thing, so what stands alone on both sides matters most.
 */

import { stem } from '../lib/words.ts'
import type { Term } from './frame/terms.ts'
import type { Frame } from './frame.ts'
import { areOpposite, exclusiveFamily, type Lexicon } from './lexicon.ts'

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
  /** Weight of each side's content, shared or not. */
  weightOfficial: number
  weightCommunity: number
  /** Weight of what both sides share without opposites. */
  shared: number
  /** Both name a thing the other does not in the same place: they speak of different things. */
  competing?: [Term, Term]
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
  const missingLeft = sum(onlyOfficial, (term) => weight(term, around.community, 0.25))
  const missingRight = sum(onlyCommunity, (term) => weight(term, around.official))
  const negated = effective(official, matches, 'official')
  const negatedToo = effective(community, matches, 'community')
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

/** Whether two concepts are the same word in another form ("configur" and "configurator"). */
export function akin(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < 4 || long.length - short.length > 5) return false
  if (!long.startsWith(short)) return false
  return /^(?:or|er|ion|ation|ment|abl|ibl|iv|al|iti|ing|anc|enc|at|ic|ur|ed|or|ful|i|e|ant|ship)$/.test(
    long.slice(short.length),
  )
}

/** People the reader may be one of: "Passengers must …" speaks to "you". */
export const persons: ReadonlySet<string> = new Set(
  'passenger employee traveller traveler patient student tenant applicant resident citizen shopper player driver rider guest visitor subscriber patron cardholder holder candidate learner participant member buyer owner attendee parent pupil client cyclist swimmer hiker reader teacher seller merchant host renter lessee taxpayer borrower customer user person operator staff crew nurse pilot worker technician moderator admin administrator editor manager agent contributor viewer creator author sender recipient organiser organizer holder caller'
    .split(' ')
    .map(stem),
)

const noConcepts: ReadonlySet<string> = new Set()
const prefixes = /^(?:un|dis|non|in|im|ir|de)/

function distinct(terms: readonly Term[]): Term[] {
  const seen = new Map<string, Term>()
  for (const term of terms) {
    const key = `${term.concept}|${term.area === 'side' ? 'side' : ''}`
    if (!seen.has(key)) seen.set(key, term)
  }
  return [...seen.values()]
}

function matchTerms(left: readonly Term[], right: readonly Term[], lexicon: Lexicon): Match[] {
  const matches: Match[] = []
  const usedLeft = new Set<Term>()
  const usedRight = new Set<Term>()
  const pass = (test: (a: Term, b: Term) => Omit<Match, 'official' | 'community'> | undefined) => {
    for (const a of left) {
      if (usedLeft.has(a)) continue
      for (const b of right) {
        if (usedRight.has(b)) continue
        const found = test(a, b)
        if (!found) continue
        matches.push({ official: a, community: b, ...found })
        usedLeft.add(a)
        usedRight.add(b)
        break
      }
    }
  }
  pass((a, b) =>
    a.concept === b.concept && (a.area === 'side') === (b.area === 'side') ? { relation: 'same' } : undefined,
  )
  pass((a, b) =>
    opposed(a.concept, b.concept, lexicon) && (a.area === 'side') === (b.area === 'side')
      ? { relation: 'opposite' }
      : undefined,
  )
  pass((a, b) => (a.concept === b.concept ? { relation: 'same' } : undefined))
  pass((a, b) => (akin(a.concept, b.concept) ? { relation: 'same' } : undefined))
  pass((a, b) => (opposed(a.concept, b.concept, lexicon) ? { relation: 'opposite' } : undefined))
  pass((a, b) => {
    const family = exclusiveFamily(lexicon, a.concept, b.concept)
    return family && a.area !== 'side' && b.area !== 'side' ? { relation: 'exclusive', family } : undefined
  })
  return matches
}

function opposed(a: string, b: string, lexicon: Lexicon): boolean {
  if (areOpposite(lexicon, a, b)) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const prefix = prefixes.exec(long)?.[0]
  return (
    prefix !== undefined && short.length >= 4 && long.slice(prefix.length) === short && !notPrefixed.has(long)
  )
}
const notPrefixed = new Set([
  'inform',
  'import',
  'impress',
  'invest',
  'intern',
  'input',
  'indoor',
  'improv',
  'depend',
  'default',
  'design',
  'desktop',
  'deliver',
  'department',
  'destin',
  'discount',
  'display',
  'disk',
  'inside',
  'instal',
  'insert',
  'import',
  'index',
  'dispatch',
  'impact',
  'imag',
  'unit',
  'union',
  'invit',
  'inbox',
  'intake',
  'invoic',
  'depart',
  'deposit',
  'deport',
  'depos',
])

function effective(
  frame: Frame,
  matches: readonly Match[],
  side: 'official' | 'community',
): { count: number; loose: boolean } {
  const shared = new Set(matches.map((match) => match[side].concept))
  let count = 0
  let loose = false
  for (const negator of frame.negators) {
    if (!negator.attached || (negator.narrow && negator.targets.length === 0)) {
      loose = true
      continue
    }
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

function conditionWeight(frame: Frame, alone: readonly Term[], known: ReadonlySet<string>): number {
  const conditions = new Set(frame.conditions)
  return alone.reduce(
    (total, term) =>
      total +
      (term.area === 'side' && conditions.has(term.concept) && !known.has(term.concept) ? term.weight : 0),
    0,
  )
}

function competingPair(
  left: readonly Term[],
  right: readonly Term[],
  onlyLeft: readonly Term[],
  onlyRight: readonly Term[],
  matches: readonly Match[],
  around: Surroundings,
  official: Frame,
  community: Frame,
): [Term, Term] | undefined {
  const telling = (term: Term, known: ReadonlySet<string>) =>
    term.weight >= 0.8 && term.role !== 'verb' && !known.has(term.concept)
  const aloneLeft = onlyLeft.filter((term) => telling(term, around.community))
  const aloneRight = onlyRight.filter((term) => telling(term, around.official))
  if (aloneLeft.length === 0 || aloneRight.length === 0) return qualifiedApart(left, right, matches)
  const names = [
    aloneLeft.find((term) => term.role === 'name'),
    aloneRight.find((term) => term.role === 'name'),
  ]
  if (names[0] && names[1]) return [names[0], names[1]]
  const qualified = qualifiedApart(left, right, matches)
  if (qualified) return qualified
  for (const match of matches) {
    const a = modifiersOf(match.official, left).find((term) => aloneLeft.includes(term))
    const b = modifiersOf(match.community, right).find((term) => aloneRight.includes(term))
    if (a && b) return [a, b]
  }
  const subject = [
    aloneLeft.find((term) => term.area === 'subject'),
    aloneRight.find((term) => term.area === 'subject'),
  ]
  if (subject[0] && subject[1]) return [subject[0], subject[1]]
  for (const a of aloneLeft) {
    const b =
      a.link && a.role !== 'modifier'
        ? aloneRight.find((term) => term.link === a.link && term.role !== 'modifier')
        : undefined
    if (b) return [a, b]
  }
  const imperative = official.imperative && community.imperative
  if (imperative) {
    const object = [
      aloneLeft.find((term) => term.area === 'rest'),
      aloneRight.find((term) => term.area === 'rest'),
    ]
    if (object[0] && object[1]) return [object[0], object[1]]
  }
  return undefined
}

/** One head, qualified by different words on each side ("test server", "live server"), whatever else is shared. */
function qualifiedApart(
  left: readonly Term[],
  right: readonly Term[],
  matches: readonly Match[],
): [Term, Term] | undefined {
  for (const match of matches) {
    if (match.relation !== 'same' || match.official.weight < 0.5) continue
    const own = modifiersOf(match.official, left).filter((term) => term.weight >= 0.8)
    const other = modifiersOf(match.community, right).filter((term) => term.weight >= 0.8)
    const related = own.some((a) =>
      other.some(
        (b) => a.concept === b.concept || matches.some((pair) => pair.official === a && pair.community === b),
      ),
    )
    if (own[0] && other[0] && !related) return [own[0], other[0]]
  }
  return undefined
}

/** The words right in front of a head that qualify it. */
function modifiersOf(head: Term, terms: readonly Term[]): Term[] {
  const at = terms.indexOf(head)
  const found: Term[] = []
  for (let index = at - 1; index >= 0; index--) {
    const term = terms[index]!
    if (term.role !== 'modifier' && !(term.role === 'name' && term.end + 1 === terms[index + 1]!.start)) break
    found.push(term)
  }
  return found
}
