import type { Frame } from '../frame.ts'
import type { Rule } from './rule.ts'

/** A limit on one side, none on the other. */
export const limit: Rule = {
  name: 'limit',
  coverage: 0.45,
  countsQuantity: true,
  wantsSameThing: true,
  notice(pair) {
    const { official, community } = pair
    const free = unlimited(community) ? community : unlimited(official) ? official : undefined
    if (!free) return undefined
    const bound = free === community ? official : community
    const cap = bound.quantities.find(
      (quantity) =>
        quantity.dimension !== 'date' &&
        quantity.dimension !== 'clock' &&
        (quantity.sense !== 'min' || bound.only),
    )
    if (!cap || unlimited(bound) || free.negators.length > 0) return undefined
    const strong =
      cap.sense === 'max' ||
      cap.dimension === 'time' ||
      bound.only ||
      bound.terms.some((term) => term.concept === 'maximum')
    const quote = free === community ? pair.quoteOfficial : pair.quoteCommunity
    const amount = quote(cap.start, cap.end)
    return {
      kind: 'limit',
      strength: strong ? 0.9 : 0.65,
      compared: {
        what: 'limit',
        official: free === community ? amount : 'no limit',
        community: free === community ? 'no limit' : amount,
      },
      reason:
        free === community
          ? `The official text sets a limit of ${amount}, the answer says there is none.`
          : `The official text says there is no limit, the answer names ${amount}.`,
    }
  },
}

function unlimited(frame: Frame): boolean {
  return frame.terms.some((term) => term.concept === 'unlimit')
}
