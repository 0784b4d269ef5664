import { auxiliaries, determiners, openers, prepositions, speakers } from './grammar.ts'
import type { Token } from './tokens.ts'

/** Index of the imperative verb that opens a run of tokens, or -1. */
export function imperativeAt(tokens: readonly Token[]): number {
  let index = leadingPhraseEnd(tokens)
  while (index < tokens.length && (openers.has(tokens[index]!.lower) || tokens[index]!.kind === 'mark'))
    index++
  const token = tokens[index]
  if (!token) return -1
  const orders = token.tag === 'V' || /^(?:be|have|do)$/.test(token.lower)
  return orders && token.lower !== 'not' ? index : -1
}

/** Behind "In version 5 …", "On Android …", "For PPPoE connections …" an order may follow without a comma. */
function leadingPhraseEnd(tokens: readonly Token[]): number {
  if (!tokens[0] || !/^(?:in|on|for|with|from|under|at|by|within|inside)$/.test(tokens[0].lower)) return 0
  for (let index = 1; index < Math.min(tokens.length, 9); index++) {
    const token = tokens[index]!
    if (auxiliaries.has(token.lower) || speakers.has(token.lower)) return 0
    if (token.text === ',') return index + 1
    if (index < 2) continue
    const before = tokens[index - 1]!
    const next = tokens[index + 1]
    const object =
      next &&
      (determiners.has(next.lower) ||
        next.kind === 'name' ||
        next.text === '"' ||
        next.proper ||
        next.lower === 'to')
    const blocked =
      determiners.has(before.lower) ||
      prepositions.has(before.lower) ||
      before.lower === 'and' ||
      before.lower === 'or'
    if (openers.has(token.lower) && token.lower !== 'and' && token.lower !== 'or' && next?.tag === 'V')
      return index
    if (token.tag === 'V' && !blocked && object) return index
  }
  return 0
}
