import type { Frame } from '../frame.ts'
import type { Pair, Rule } from './rule.ts'

/** Free on one side, an amount of money on the other. */
export const price: Rule = {
  name: 'price',
  coverage: 0.45,
  wantsSameThing: true,
  countsQuantity: true,
  notice(pair) {
    const { official, community, alignment } = pair
    const free = isFree(official) ? official : isFree(community) ? community : undefined
    if (!free || (alignment.negationsOfficial + alignment.negationsCommunity) % 2 === 1) return undefined
    const shared = alignment.matches.some(
      ({ relation, official: one }) => relation === 'same' && (one.weight >= 0.5 || one.area === 'subject'),
    )
    if (!shared && !official.elliptic && !community.elliptic) return undefined
    const paid = free === official ? community : official
    if (isFree(paid)) return undefined
    const amount =
      paid.quantities.find(
        (quantity) => quantity.dimension.startsWith('money:') && quantity.value > 0 && !quantity.over,
      ) ??
      (isIncluded(free)
        ? paid.terms.find((term) => term.concept === 'pay' && term.area === 'rest')
        : undefined)
    if (!amount) return undefined
    const quote = (paid === official ? pair.quoteOfficial : pair.quoteCommunity)(amount.start, amount.end)
    return {
      kind: 'price',
      strength: qualified(pair) ? 0.4 : 0.8,
      compared: {
        what: 'price',
        official: free === official ? 'free' : quote,
        community: free === official ? quote : 'free',
      },
      reason:
        free === official
          ? `The official text says it is free, the answer says ${quote}.`
          : `The official text says ${quote}, the answer says it is free.`,
    }
  },
}

/** "Included in the ticket price". */
function isIncluded(frame: Frame): boolean {
  return (
    frame.terms.some((term) => term.concept === 'includ') &&
    frame.terms.some((term) => term.concept === 'cost' && term.link === 'in')
  )
}

function isFree(frame: Frame): boolean {
  return (
    isIncluded(frame) ||
    frame.terms.some((term) => term.concept === 'fre' && term.area !== 'side' && term.role !== 'modifier')
  )
}

/** "Express delivery costs 9 euros", "delivery to the islands" where the official text speaks of delivery at large. */
export function qualified({ community, alignment }: Pair): boolean {
  return alignment.onlyCommunity.some((term) => {
    const next = community.terms[community.terms.indexOf(term) + 1]
    const before = term.role === 'modifier' && alignment.matches.some((match) => match.community === next)
    return term.weight >= 0.8 && term.area === 'subject' && (before || term.link !== '')
  })
}
