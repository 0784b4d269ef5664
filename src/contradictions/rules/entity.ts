import type { Term } from '../frame/terms.ts'
import type { Noticed, Pair, Rule } from './rule.ts'

/** Verbs that have one doer, one place or one means, so that a second one contradicts. */
const single = new Set(
  'pay issu handl moder approv process send ship deliv bill show bas begin end stor keep host locat print manufactur mak communicat connect transmit run power sign validat verifi own operat publish measur writ record set charg talk sit come liv assign maintain generat creat start lead report clean repair provid cover bear submit receiv drive decid'.split(
    ' ',
  ),
)
const places = new Set(['in', 'inside', 'at', 'under', 'on', 'near', 'outside'])
const means = new Set(['over', 'via', 'through', 'with', 'per'])

/** "By the shop" against "by the manufacturer", "over Zigbee" against "via Bluetooth", "inside the glovebox" against "under the floor". */
export const entity: Rule = {
  name: 'entity',
  coverage: 0.5,
  mayCompete: true,
  leastFit: 0.95,
  notice(pair) {
    const { official, community, alignment } = pair
    if (community.also || (alignment.negationsOfficial + alignment.negationsCommunity) % 2 === 1)
      return undefined
    if (
      official.mode === 'can' ||
      community.mode === 'can' ||
      official.mode === 'needless' ||
      community.mode === 'needless'
    )
      return undefined
    if (
      alignment.matches.some((match) => match.relation === 'opposite') ||
      official.quantities.length + community.quantities.length > 0
    )
      return undefined
    const left = telling(alignment.onlyOfficial)
    const right = telling(alignment.onlyCommunity)
    const kin = (a: Term, b: Term) =>
      pair.lexicon.families
        .get(a.concept)
        ?.some((family) => pair.lexicon.families.get(b.concept)?.includes(family))
    if (left.some((a) => right.some((b) => kin(a, b)))) return undefined
    if (
      left.length === 0 ||
      right.length === 0 ||
      left.length > 2 ||
      right.length > 2 ||
      alignment.shared < 1.7
    )
      return undefined
    return slot(pair, left, right) ?? doer(pair, left, right)
  },
}

function telling(terms: readonly Term[]): Term[] {
  return terms.filter((term) => term.area !== 'side' && term.role !== 'verb' && term.weight >= 0.8)
}

/** The same preposition, or one of the same sort, leads to two different things. */
function slot(pair: Pair, left: readonly Term[], right: readonly Term[]): Noticed | undefined {
  if (!sameVerb(pair)) return undefined
  for (const a of left) {
    const b = right.find((term) => a.area === 'rest' && term.area === 'rest' && alike(a.link, term.link))
    if (
      b &&
      left.every((term) => term === a || next(term, a)) &&
      right.every((term) => term === b || next(term, b))
    )
      return noticed(pair, a, b, 0.66)
  }
  return undefined
}

function alike(a: string, b: string): boolean {
  return (
    (a === b && (a === 'by' || a === 'as' || a === 'from' || a === 'to')) ||
    (places.has(a) && places.has(b)) ||
    (means.has(a) && means.has(b))
  )
}

/** Two doers of the same deed, if the answer says expressly that it is not the other one. */
function doer(pair: Pair, left: readonly Term[], right: readonly Term[]): Noticed | undefined {
  const { official, community } = pair
  const agent = (frame: typeof official, terms: readonly Term[]) =>
    frame.passive ? terms.find((term) => term.link === 'by') : terms.find((term) => term.area === 'subject')
  const [a, b] = [agent(official, left), agent(community, right)]
  if (!a || !b || !sameVerb(pair)) return undefined
  const text = pair.quoteCommunity(community.start, community.end)
  const express =
    /,? not (?:you|the|by|us|them|your|a)\b|\bit(?:'|’| i)s (?:the |a |your )?[\w-]+ (?:that|who)\b|\bno (?:human|say)\b|\b(?:doesn|don|isn|won)['’]t\b|\bhimself|herself|themselves|itself|yourself\b/i.test(
      text,
    )
  return express ? noticed(pair, a, b, 0.72) : undefined
}

function sameVerb(pair: Pair): boolean {
  return (
    pair.alignment.matches.some(
      (match) =>
        match.relation === 'same' &&
        single.has(match.official.concept) &&
        match.official.area !== 'side' &&
        match.community.area !== 'side',
    ) ||
    (pair.official.predicate?.concept !== undefined &&
      pair.official.predicate.concept === pair.community.predicate?.concept &&
      single.has(pair.official.predicate.concept))
  )
}

function next(term: Term, head: Term): boolean {
  return Math.abs(term.index - head.index) <= 2
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
