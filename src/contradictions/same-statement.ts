import { persons } from './align.ts'
import type { Frame } from './frame.ts'
import { akin } from './matching.ts'
import type { Pair } from './rules/rule.ts'

/** How surely both sides say it of the same subject and with the same predicate, 0 to 1. */
export function sameStatement(pair: Pair): number {
  const { official, community, alignment } = pair
  if (!official.predicate || !community.predicate) return fromOneVerb(pair)
  const shared = alignment.matches
  const [o, c] = [asState(official), asState(community)]
  const together =
    shared.some((match) => match.official.concept === o.concept && match.community.concept === c.concept) ||
    akin(o.concept, c.concept)
  const demanding = official.mode === 'needless' || community.mode === 'needless'
  const reachesOver = (own: string, side: 'official' | 'community') => {
    const other = side === 'official' ? 'community' : 'official'
    return shared.some(
      (match) =>
        match[side].concept === own &&
        match[other].role !== 'modifier' &&
        (match[other].area !== 'side' || demanding),
    )
  }
  let sure = together ? 1 : 0
  if (!together) {
    if (o.light && c.light) sure = 0.95
    else if (o.light)
      sure = reachesOver(c.concept, 'community') || handsOver(o.concept, c.concept) ? 0.95 : 0.6
    else if (c.light)
      sure = reachesOver(o.concept, 'official') || handsOver(c.concept, o.concept) ? 0.95 : 0.6
    else if (reachesOver(c.concept, 'community') && reachesOver(o.concept, 'official')) sure = 0.7
    else sure = working.has(o.concept) && working.has(c.concept) ? 0.9 : sameThings(pair) ? 0.62 : 0
  }
  return (
    sure *
    ((community.passive && !official.passive) || (pair.around.close && community.pronoun)
      ? 1
      : subjectFit(official, known(pair, 'official'))) *
    ((official.passive && !community.passive) || (pair.around.close && official.pronoun)
      ? 1
      : subjectFit(community, known(pair, 'community'))) *
    narrowerDenial(pair)
  )
}

/** "Posting is disabled" says of posting only whether it is done. */
function asState({ predicate, passive, mode }: Frame): NonNullable<Frame['predicate']> {
  const state = passive && mode === 'fact' && /^(?:enabl|disabl|block)$/.test(predicate!.concept)
  return state ? { ...predicate!, light: true } : predicate!
}

/** "A signed order is mandatory", "you have to send a signed order". */
function handsOver(demand: string, deed: string): boolean {
  return (
    /^(?:mandatori|need|requir|necessari|)$/.test(demand) &&
    /^(?:send|provid|submit|show|present|suppli|bring|attach|enter|giv|upload|have|hold|hav|includ)$/.test(
      deed,
    )
  )
}

/** Says of a thing that it runs at all. */
const working = new Set('run work instal support use start function operat open launch load'.split(' '))

/** Everything the official text names besides its verb, or its opposite, stands in the answer too: at least two things. */
function sameThings({ official, alignment }: Pair): boolean {
  const all = official.terms.filter(
    (term) => term.role !== 'verb' && term.area !== 'side' && term.weight >= 0.7,
  )
  const beside = all.filter((term) => term.area !== 'subject')
  const things = beside.length >= 2 ? beside : all
  const same = things.filter((term) =>
    alignment.matches.some((match) => match.official === term && match.relation === 'same'),
  )
  const turned = things.filter((term) =>
    alignment.matches.some((match) => match.official === term && match.relation === 'opposite'),
  )
  return same.length >= 2 && same.length + turned.length === things.length
}

/** Where one side's verb was not recognised, the other's shows it: the same words, one side denied. */
function fromOneVerb(pair: Pair): number {
  const { official, community, alignment } = pair
  const side = official.predicate ? 'official' : community.predicate ? 'community' : undefined
  if (!side) return 0
  const own = (side === 'official' ? official : community).predicate!
  const other = side === 'official' ? 'community' : 'official'
  const hit = alignment.matches.find(
    (match) => match[side].concept === own.concept && match.relation === 'same',
  )
  return hit &&
    hit[other].area !== 'side' &&
    !own.light &&
    Math.min(alignment.coverOfficial, alignment.coverCommunity) >= 0.7
    ? 0.9
    : 0
}

/** "Several files are not supported" does not deny "files are supported": a denial of something narrower counts less. */
function narrowerDenial(pair: Pair): number {
  const { negationsOfficial, negationsCommunity, onlyOfficial, onlyCommunity } = pair.alignment
  const extra = negationsCommunity % 2 === 1 ? onlyCommunity : negationsOfficial % 2 === 1 ? onlyOfficial : []
  return extra.some((term) => term.weight >= 0.8 && term.area !== 'side' && term.role !== 'verb') ? 0.85 : 1
}

/** Concepts of one side that the other side or its surroundings mention. */
export function known(pair: Pair, side: 'official' | 'community'): ReadonlySet<string> {
  const around = side === 'official' ? pair.around.community : pair.around.official
  return new Set([...around, ...pair.alignment.matches.map((match) => match[side].concept)])
}

/** Less when a frame names a subject of which the other side says nothing. */
export function subjectFit(frame: Frame, known: ReadonlySet<string>): number {
  if (frame.imperative) return 1
  const telling = frame.terms.filter(
    (term) =>
      term.area === 'subject' && term.role !== 'verb' && term.weight >= 0.6 && !persons.has(term.concept),
  )
  return telling.length === 0 || telling.some((term) => known.has(term.concept)) ? 1 : 0.5
}
