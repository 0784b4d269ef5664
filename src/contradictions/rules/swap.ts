import { persons } from '../align.ts'
import type { Term } from '../frame/terms.ts'
import type { Noticed, Pair, Rule } from './rule.ts'

/** Verbs that mean the same, or nearly, when who does it and whom it reaches change places. */
const bothWays = new Set(
  'be have meet match equal connect sync shar communicat talk merg compar exchang differ pair link join combin integrat relat cooperat overlap conflict contact touch resembl marri belong work us use need support mean follow preced swap mix'.split(
    ' ',
  ),
)

/** "A sends it to B" against "B sends it to A". */
export const swap: Rule = {
  name: 'swap',
  coverage: 0.75,
  comparesScope: ['roles'],
  notice(pair) {
    const { official, community, alignment } = pair
    const turned = fromTo(pair)
    if (turned) return turned
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
          !bothWays.has(match.official.concept),
      )
    )
      return undefined
    const noun = (term: Term) => term.role !== 'verb' && (term.weight >= 0.5 || persons.has(term.concept))
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
    if (
      !gave ||
      !took ||
      linkOf(gave.community, pair.quoteCommunity) !== linkOf(took.official, pair.quoteOfficial)
    )
      return undefined
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

/** "The driver's code" is the code of the driver. */
function linkOf(term: Term, quote: Pair['quoteOfficial']): string {
  return /['’]s$/.test(quote(term.start, term.end)) ? 'of' : term.link
}

/** "From newest to oldest" against "from oldest to newest". */
function fromTo({ alignment, quoteOfficial, quoteCommunity }: Pair): Noticed | undefined {
  if ((alignment.negationsOfficial + alignment.negationsCommunity) % 2 === 1) return undefined
  const turned = (left: string, right: string) =>
    alignment.matches.find(
      (match) => match.relation === 'same' && match.official.link === left && match.community.link === right,
    )
  const [start, end] = [turned('from', 'to'), turned('to', 'from')]
  if (!start || !end) return undefined
  const left = quoteOfficial(start.official.start, end.official.end)
  const right = quoteCommunity(end.community.start, start.community.end)
  return {
    kind: 'antonym',
    strength: 0.85,
    compared: { what: 'direction', official: left, community: right },
    reason: `The official text goes from ${left}, the answer from ${right}.`,
  }
}
