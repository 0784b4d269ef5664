import { isVerbAt } from './grammar.ts'
import { imperativeAt } from './imperative.ts'
import type { Token } from './tokens.ts'

/** Index of the clause's verb: an order or the first finite verb; -1 for none. */
export function verbIndex(tokens: readonly Token[]): number {
  const order = imperativeAt(tokens)
  if (order !== -1) return order
  return tokens.findIndex((token, at) => isVerbAt(tokens, at) && !/^(?:being|been)$/.test(token.lower))
}
