import type { Term } from '../frame/terms.ts'
import type { Rule } from './rule.ts'

/** Two ways through the menus to the same thing. */
export const path: Rule = {
  name: 'menu path',
  coverage: 0.35,
  notice(pair) {
    const a = pair.official.path
    const b = pair.community.path
    if (
      !a ||
      !b ||
      pair.community.also ||
      pair.community.negators.some((negator) => negator.word === 'not' && negator.attached) ||
      (a.steps.length < 2 && (b.steps.length > 1 || !a.placed || !b.placed))
    )
      return undefined
    if (pair.alignment.matches.some((match) => match.relation !== 'same')) return undefined
    const near = (term: Term) => pair.around.close === true && pair.around.community.has(term.concept)
    const named = pair.official.terms.some(
      (term) =>
        term.role !== 'verb' &&
        term.weight >= 0.7 &&
        (near(term) ||
          pair.alignment.matches.some((match) => match.official === term && match.community.role !== 'verb')),
    )
    if (!named) return undefined
    const distance = apart(a.steps, b.steps)
    if (distance === 0 || otherDeed(a.steps, b.steps)) return undefined
    const { coverOfficial, coverCommunity } = pair.alignment
    if (areSiblings(a.steps, b.steps) && Math.min(coverOfficial, coverCommunity) < SAME_PURPOSE)
      return undefined
    if ((pair.alignment.negationsOfficial + pair.alignment.negationsCommunity) % 2 === 1) return undefined
    if (
      pair.alignment.onlyOfficial.some((term) => term.role === 'verb' && term.weight >= 0.5) &&
      pair.alignment.onlyCommunity.some((term) => term.role === 'verb' && term.weight >= 0.5)
    )
      return undefined
    const left = pair.quoteOfficial(a.start, a.end)
    const right = pair.quoteCommunity(b.start, b.end)
    return {
      kind: 'menu path',
      strength: distance * (b.steps.length >= 2 ? 1 : 0.75) * (a.steps.length >= 2 ? 1 : 0.8),
      compared: { what: 'menu path', official: left, community: right },
      reason: `The official text goes through ${left}, the answer through ${right}.`,
    }
  },
}

/** 0 when one path is part of the other, up to 0.95 when nothing is shared. */
function apart(a: readonly string[], b: readonly string[]): number {
  const generic = new Set(['setting', 'set', 'menu', 'prefer', 'option', 'tool', 'account'])
  const shared = b.filter((step) =>
    a.some((other) => other === step || other.includes(step) || step.includes(other)),
  )
  if (shared.length === b.length || shared.length === a.length) return 0
  const telling = shared.filter((step) => !generic.has(step))
  if (telling.length === 0) return 0.95
  return b.length - shared.length >= 1 && a.length - shared.length >= 1
    ? b[0] === a[0] && b.length > 1
      ? 0.85
      : 0.7
    : 0
}

/** "… → Require sign-in" and "… → Reset sign-in" end in two deeds to one thing. */
function otherDeed(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [a.at(-1)!.split(' '), b.at(-1)!.split(' ')]
  return one.length > 1 && other.length > 1 && one[0] !== other[0] && one.at(-1) === other.at(-1)
}

/** Two entries of one menu lead to two things, unless the rest of both sentences says that they are one. */
function areSiblings(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 1 && a.length === b.length && a.slice(0, -1).every((step, at) => step === b[at])
}

const SAME_PURPOSE = 0.6
