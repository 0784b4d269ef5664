import { isVerbAt } from './grammar.ts'
import { imperativeAt } from './imperative.ts'
import type { Token } from './tokens.ts'

/** Index of the clause's verb: an order, or the first finite verb that is not inside a relative clause; -1 for none. */
export function verbIndex(tokens: readonly Token[]): number {
  const order = imperativeAt(tokens)
  if (order !== -1) return order
  const first = firstVerb(tokens, 0)
  const relative = tokens.findIndex((token, at) => at > 0 && at < first && opensRelative(tokens, at, token))
  const bare = relative === -1 && opensBareRelative(tokens, first)
  if (relative === -1 && !bare) return first
  const main = firstVerb(tokens, bare ? behindBare(tokens, first) : chainEnd(tokens, first))
  return main === -1 ? first : main
}

function firstVerb(tokens: readonly Token[], from: number): number {
  return tokens.findIndex(
    (token, at) => at >= from && isVerbAt(tokens, at) && !/^(?:being|been)$/.test(token.lower),
  )
}

/** "a card that is not topped up": the pronoun stands right behind a noun and right in front of a verb. */
function opensRelative(tokens: readonly Token[], at: number, token: Token): boolean {
  let next = at + 1
  while (tokens[next]?.tag === 'R') next++
  return (
    /^(?:that|which|who)$/.test(token.lower) &&
    'NL'.includes(tokens[at - 1]!.tag) &&
    'VZFXBH'.includes(tokens[next]?.tag ?? 'M')
  )
}

/** "The tracks you upload are public": a noun, a subject of its own, its verb, and right behind it another one. */
function opensBareRelative(tokens: readonly Token[], verb: number): boolean {
  return (
    verb >= 2 &&
    /^(?:you|we|they|i)$/.test(tokens[verb - 1]!.lower) &&
    'NL'.includes(tokens[verb - 2]!.tag) &&
    'BXHZVF'.includes(tokens[behindBare(tokens, verb)]?.tag ?? 'M')
  )
}

/** Behind "upload", "had reserved", "can see". */
function behindBare(tokens: readonly Token[], verb: number): number {
  let at = verb + 1
  if ('XH'.includes(tokens[verb]!.tag)) while ('RVJ'.includes(tokens[at]?.tag ?? 'M')) at++
  return at
}

/** Behind the verb and everything it only helps ("is not topped"). */
function chainEnd(tokens: readonly Token[], verb: number): number {
  let at = verb + 1
  while (at < tokens.length && 'RJGXBHV'.includes(tokens[at]!.tag) && at - verb <= 4) at++
  return at
}
