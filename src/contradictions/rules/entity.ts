import { persons } from '../align.ts'
import { agentOf, slotOf, slotsAgree } from '../argument-slot.ts'
import type { Term } from '../frame/terms.ts'
import type { Frame } from '../frame.ts'
import type { Noticed, Pair, Rule } from './rule.ts'

/** Deeds that are done once, by one, in one place or one way, so that another doer, place or way contradicts. */
const single = new Set(
  'switch pay issu handl moder approv process send ship deliv bill show bas begin end stor keep host locat print manufactur mak communicat connect transmit run power sign validat verifi own operat publish measur writ record set charg talk sit come liv assign maintain generat creat start lead report clean repair provid cover bear submit receiv drive decid choos pick elect appoint hold reserv happen hang lie stand count call name open close land arriv depart return go transfer determin defin select initiat trigger tak'.split(
    ' ',
  ),
)

/** "By the shop" against "by the manufacturer", "over Zigbee" against "via Bluetooth", "is F17" against "is F32". */
export const entity: Rule = {
  name: 'entity',
  coverage: 0.4,
  comparesScope: ['roles'],
  mayCompete: true,
  leastFit: 0.95,
  notice(pair) {
    const { official, community, alignment } = pair
    if (community.also || (alignment.negationsOfficial + alignment.negationsCommunity) % 2 === 1)
      return undefined
    if ([official.mode, community.mode].some((mode) => mode === 'can' || mode === 'needless'))
      return undefined
    if (alignment.matches.some((match) => match.relation !== 'same')) return undefined
    if (official.quantities.length + community.quantities.length > 0) return meaning(pair)
    const left = telling(alignment.onlyOfficial)
    const right = telling(alignment.onlyCommunity)
    if (left.length > 3 || right.length > 3) return undefined
    if (left.some((a) => right.some((b) => kin(pair, a, b)))) return undefined
    return rejected(pair, right) ?? filler(pair, left, right) ?? doer(pair, left, right) ?? meaning(pair)
  },
}

function telling(terms: readonly Term[]): Term[] {
  return terms.filter((term) => term.area !== 'side' && term.role !== 'verb' && term.weight >= 0.8)
}

/** Values of one family are compared by their own rule. */
function kin(pair: Pair, a: Term, b: Term): boolean {
  const families = pair.lexicon.families
  return families.get(a.concept)?.some((family) => families.get(b.concept)?.includes(family)) === true
}

/** Slots that say for which case a statement holds rather than what it states. */
const scoping = new Set([
  'for',
  'of',
  'about',
  'than',
  'like',
  'without',
  'during',
  'of for',
  'of of',
  'of with',
  'of in',
  'of on',
])

/** "Over Bluetooth rather than ANT+": the answer names what the official text says, and turns it down. */
function rejected(pair: Pair, right: readonly Term[]): Noticed | undefined {
  for (const match of pair.alignment.matches) {
    if (match.relation !== 'same' || match.official.role === 'verb' || match.official.weight < 0.8) continue
    const lead = pair.quoteCommunity(Math.max(0, match.community.start - 30), match.community.start)
    if (
      !/(?:\brather than|\binstead of|(?:[,;(–-]|\band|\bbut) not)(?: (?:the|a|an|in|on|over|by|via|through|from|to|at|your))*\s+$/i.test(
        lead,
      )
    )
      continue
    const slot = slotOf(pair.official, match.official)
    const other = right.find((term) => slotsAgree(slot, slotOf(pair.community, term)))
    if (other && !scoping.has(slot)) return noticed(pair, match.official, other, 0.8)
  }
  return undefined
}

/** One thing stands where the other text has another, and everything else is the same. */
function filler(pair: Pair, left: readonly Term[], right: readonly Term[]): Noticed | undefined {
  const { official, community, alignment } = pair
  if (alignment.shared < 0.9) return undefined
  for (const a of left) {
    const b = right.find((term) => slotsAgree(slotOf(official, a), slotOf(community, term)))
    if (!b || !left.every((term) => near(term, a)) || !right.every((term) => near(term, b))) continue
    const named = a.role === 'name' && b.role === 'name'
    const slot = slotOf(official, a)
    if (
      (slot === 'subject' && !(a.link === 'by' && b.link === 'by')) ||
      (slot === 'object' && official.imperative && community.imperative)
    )
      continue
    if (scoping.has(slot) || !(a.role === 'modifier' || b.role === 'modifier' ? oneHead(pair, a, b) : true))
      continue
    if (sameVerb(pair) || (slot === 'complement' && named))
      return noticed(pair, a, b, named || excludes(pair) ? 0.76 : 0.66)
  }
  return undefined
}

/** "Canadian dollars" and "US dollars": two words in front of one and the same. */
function oneHead({ official, community, alignment }: Pair, a: Term, b: Term): boolean {
  const behind = (terms: readonly Term[], term: Term) => terms[terms.indexOf(term) + 1]
  const [x, y] = [behind(official.terms, a), behind(community.terms, b)]
  return alignment.matches.some(
    (match) => match.official.concept === x?.concept && match.community.concept === y?.concept,
  )
}

/** Two doers of the same deed, where there is only one or the answer says expressly that it is not the other. */
function doer(pair: Pair, left: readonly Term[], right: readonly Term[]): Noticed | undefined {
  const people = (terms: readonly Term[]) => terms.filter((term) => persons.has(term.concept))
  const [a, b] = [
    agentOf(pair.official, [...left, ...people(pair.alignment.onlyOfficial)]),
    agentOf(pair.community, [...right, ...people(pair.alignment.onlyCommunity)]),
  ]
  if (!a || !b || !(sameVerb(pair) || doneBy(pair, a, b))) return undefined
  if (excludes(pair)) return noticed(pair, a, b, 0.76)
  const rest = (terms: readonly Term[], agent: Term) => terms.every((term) => near(term, agent))
  return rest(left, a) && rest(right, b) && pair.around.close ? noticed(pair, a, b, 0.62) : undefined
}

/** One sign is said to mean two things that share no word. */
function meaning({
  official,
  community,
  alignment,
  quoteOfficial,
  quoteCommunity,
}: Pair): Noticed | undefined {
  if (![official, community].every((frame) => frame.predicate?.concept === 'confirm')) return undefined
  const told = (terms: readonly Term[]) =>
    terms.filter((term) => term.area !== 'subject' && term.role !== 'verb' && term.weight >= 0.8)
  const signs = alignment.matches.filter(
    ({ official: one, community: other }) => one.area === 'subject' && other.area === 'subject',
  )
  const sign = (terms: readonly Term[]) => terms.some((term) => term.area === 'subject' && term.weight >= 0.8)
  const [a, b] = [told(alignment.onlyOfficial)[0], told(alignment.onlyCommunity)[0]]
  if (!a || !b || signs.length === 0 || sign(alignment.onlyOfficial) || sign(alignment.onlyCommunity))
    return undefined
  if (alignment.matches.some((match) => match.official.area !== 'subject' && match.official.role !== 'verb'))
    return undefined
  return {
    kind: 'entity',
    strength: 0.7,
    compared: {
      what: 'meaning',
      official: quoteOfficial(a.start, a.end),
      community: quoteCommunity(b.start, b.end),
    },
    reason: `The official text says it means ${quoteOfficial(a.start, a.end)}, the answer says ${quoteCommunity(b.start, b.end)}.`,
  }
}

/** "The teacher grades the tests" against "tests are graded by students": the same deed of two people. */
function doneBy({ official, community }: Pair, a: Term, b: Term): boolean {
  return (
    (a.link === 'by' || b.link === 'by') &&
    persons.has(a.concept) &&
    persons.has(b.concept) &&
    official.predicate?.concept === community.predicate?.concept
  )
}

/** The answer says that it is the one and not the other. */
function excludes(pair: Pair): boolean {
  const text = pair.quoteCommunity(pair.community.start, pair.community.end)
  return /\b(?:rather than|instead of|himself|herself|themselves|itself|yourself)\b|,? not (?:you|the|by|us|them|your|a|in|on|at|over|via|through|from)\b|\bit(?:'|’| i)s (?:the |a |your )?[\w-]+ (?:that|who)\b|\bno (?:human|say|vote|one)\b|\b(?:doesn|don|isn|won|aren)['’]t\b/i.test(
    text,
  )
}

function sameVerb({ official, community, alignment }: Pair): boolean {
  return (
    alignment.matches.some(
      (match) =>
        match.relation === 'same' &&
        single.has(match.official.concept) &&
        match.official.area !== 'side' &&
        match.community.area !== 'side',
    ) || bothSingle(official, community)
  )
}

/** "The key is located in …" and "it sits under …": both only say where or when. */
function bothSingle(official: Frame, community: Frame): boolean {
  const [o, c] = [official.predicate?.concept ?? '', community.predicate?.concept ?? '']
  return (
    (single.has(o) || official.predicate?.light === true) &&
    (single.has(c) || community.predicate?.light === true) &&
    (o === c || (standing.has(o) && standing.has(c)))
  )
}

const standing = new Set(
  'keep locat stor sit hold liv lie hang stand host happen come be tak plac'.split(' '),
)

function near(term: Term, head: Term): boolean {
  return term === head || Math.abs(term.index - head.index) <= 2
}

function noticed(pair: Pair, a: Term, b: Term, strength: number): Noticed {
  const left = pair.quoteOfficial(a.start, a.end)
  const right = pair.quoteCommunity(b.start, b.end)
  return {
    kind: 'entity',
    strength,
    compared: { what: 'who, where or how', official: left, community: right },
    reason: `The official text says ${left} where the answer says ${right}.`,
  }
}
