import type { Term } from '../frame/terms.ts'
import type { Rule } from './rule.ts'

/** Verbs that do not mean the same when who does it and whom it reaches change places. */
const oneWay = new Set([
  'send',
  'push',
  'notifi',
  'call',
  'assign',
  'inherit',
  'overrid',
  'replac',
  'transfer',
  'forward',
  'grant',
  'convert',
  'redirect',
  'contain',
  'includ',
  'invit',
  'own',
  'control',
  'trigger',
  'request',
  'ask',
  'pull',
  'overwrit',
  'charg',
  'pay',
  'approv',
  'verifi',
  'start',
  'creat',
  'import',
  'export',
])

/** "A sends it to B" against "B sends it to A". */
export const swap: Rule = {
  name: 'swap',
  coverage: 0.75,
  notice(pair) {
    const { official, community, alignment } = pair
    if (
      official.passive ||
      community.passive ||
      (alignment.negationsOfficial + alignment.negationsCommunity) % 2 === 1
    )
      return undefined
    const same = alignment.matches.filter((match) => match.relation === 'same')
    if (
      !same.some(
        (match) =>
          match.official.role === 'verb' &&
          match.community.role === 'verb' &&
          oneWay.has(match.official.concept),
      )
    )
      return undefined
    const noun = (term: Term) => term.role !== 'verb' && term.weight >= 0.5
    const gave = same.find(
      (match) =>
        match.official.area === 'subject' &&
        match.community.area === 'rest' &&
        noun(match.official) &&
        noun(match.community),
    )
    const took = same.find(
      (match) =>
        match.official.area === 'rest' &&
        match.community.area === 'subject' &&
        noun(match.official) &&
        noun(match.community),
    )
    if (!gave || !took || gave.community.link !== took.official.link) return undefined
    const left = pair.quoteOfficial(gave.official.start, gave.official.end)
    const right = pair.quoteCommunity(took.community.start, took.community.end)
    return {
      kind: 'entity',
      strength: 0.85,
      compared: { what: 'who does it', official: left, community: right },
      reason: `The official text says ${left} does it, the answer says ${right} does.`,
    }
  },
}
