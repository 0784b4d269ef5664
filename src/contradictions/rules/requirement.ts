import { sameStatement } from '../same-statement.ts'
import { polarityOf } from './polarity.ts'
import type { Rule } from './rule.ts'

/** Demanded on one side, not needed on the other. */
export const requirement: Rule = {
  name: 'requirement',
  coverage: 0.55,
  adjuncts: true,
  notice(pair) {
    const [o, c] = [pair.official.mode, pair.community.mode]
    if ((o === 'needless') === (c === 'needless')) return undefined
    const other = o === 'needless' ? c : o
    const strength =
      o === 'needless'
        ? { must: 0.95, advise: pair.community.imperative ? 0.45 : 0.55, fact: 0, can: 0, needless: 0 }[other]
        : { must: 0.95, advise: 0.8, fact: 0, can: 0, needless: 0 }[other]
    const polarity = polarityOf(pair)
    if (strength === 0 || polarity.odd || polarity.differentCase) return undefined
    return {
      kind: 'requirement',
      strength: strength * sameStatement(pair),
      compared: {
        what: 'requirement',
        official: o === 'needless' ? 'not needed' : 'needed',
        community: c === 'needless' ? 'not needed' : 'needed',
      },
      reason:
        o === 'needless'
          ? 'The official text says this is not needed, the answer demands it.'
          : 'The official text demands this, the answer says it is not needed.',
    }
  },
}
