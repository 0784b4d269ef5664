/**
 * How surely a rule's finding is a contradiction, learned from pairs people labelled: a logistic regression over what
 * the alignment says. The weights are refitted with `npx tsx test/bench/contradictions-fit.ts <files>`.
 */
import type { Frame } from './frame.ts'
import type { Noticed, Pair, Rule } from './rules/rule.ts'
import { known, subjectFit } from './same-statement.ts'
import { oneSided, type ScopeGap } from './scope.ts'
import { weights } from './weights.ts'

/** Everything that is weighed, in the order of `evidenceNames`. */
export function evidenceOf(
  rule: Rule,
  noticed: Noticed,
  pair: Pair,
  gap: ScopeGap | undefined,
  strictly: number,
): number[] {
  const { official, community, alignment } = pair
  const matters = (dimension: string) => !rule.comparesScope?.some((own) => own === dimension)
  const sided = oneSided(official.scope, community.scope)
  const rivalry = alignment.competing?.[2]
  const polar = rule.name === 'negation' || rule.name === 'requirement' ? 1 : 0
  const counted = ['number', 'limit', 'price', 'version'].includes(rule.name) ? 1 : 0
  const flag = (value: boolean) => (value ? 1 : 0)
  return [
    noticed.strength,
    strictly,
    alignment.coverOfficial,
    alignment.coverCommunity,
    alignment.reach,
    Math.min(alignment.shared, 4),
    Math.min(alignment.coverOfficial, alignment.coverCommunity),
    flag(gap !== undefined && matters(gap.dimension)),
    flag(rivalry === 'names'),
    flag(rivalry === 'qualifiers'),
    flag(rivalry === 'words'),
    Math.min(alignment.foreignConditions, 2),
    Math.min(alignment.ignoredConditions, 2),
    flag(community.also),
    Math.min(sided.official.filter(matters).length, 2),
    Math.min(sided.community.filter(matters).length, 2),
    subjectFit(official, known(pair, 'official')),
    subjectFit(community, known(pair, 'community')),
    telling(alignment.onlyOfficial),
    telling(alignment.onlyCommunity),
    flag(alignment.looseNegation),
    counted * alignment.reach,
    counted * alignment.coverCommunity,
    counted * noticed.strength,
    polar * alignment.coverOfficial,
    polar * alignment.coverCommunity,
    polar * noticed.strength,
    polar * Math.min(alignment.foreignConditions, 1),
  ]
}

/** Names of the weighed evidence, as the table of weights uses them. */
export const evidenceNames = [
  'strength',
  'sure where texts are not known to be close',
  'official covered',
  'community covered',
  'official reached',
  'shared',
  'less covered',
  'scope gap',
  'rival names',
  'rival qualifiers',
  'rival words',
  'foreign conditions',
  'ignored conditions',
  'also',
  'scope only official',
  'scope only community',
  'official subject',
  'community subject',
  'telling only official',
  'telling only community',
  'loose negation',
  'number: reached',
  'number: community covered',
  'number: strength',
  'polarity: official covered',
  'polarity: community covered',
  'polarity: strength',
  'polarity: foreign conditions',
] as const

/** Probability of a contradiction where `rarer` (in logits) corrects for how much rarer they are than in the labelled pairs. */
export function likelihood(rule: Rule, evidence: readonly number[], rarer: number): number {
  let logit = weights.bias + (weights.rules[rule.name] ?? 0) - rarer
  for (const [index, value] of evidence.entries()) logit += value * (weights.evidence[index] ?? 0)
  return 1 / (1 + Math.exp(-logit))
}

/** One side speaks of the time before an event, the other of the time after it. */
export function otherPhase(official: Frame, community: Frame): boolean {
  return official.phase !== '' && community.phase !== '' && official.phase !== community.phase
}

function telling(terms: Pair['alignment']['onlyOfficial']): number {
  return Math.min(4, terms.filter((term) => term.weight >= 0.8 && term.area !== 'side').length)
}
