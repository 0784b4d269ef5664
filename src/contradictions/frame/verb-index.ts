import { functionWords } from '../../lib/words.ts'
import { determiners, isVerbAt, prepositions } from './grammar.ts'
import { imperativeAt } from './imperative.ts'
import type { Token } from './tokens.ts'
import { mayBeVerb } from './verbs.ts'

/** Index of the clause's verb: an order, the first verb, or failing that the likeliest word in a verb's place; -1 for none. */
export function verbIndex(tokens: readonly Token[]): number {
  const order = imperativeAt(tokens)
  if (order !== -1) return order
  const known = tokens.findIndex((token, at) => isVerbAt(tokens, at) && !/^(?:being|been)$/.test(token.lower))
  if (known !== -1 || tokens.some((token) => /^(?:being|been)$/.test(token.lower))) return known
  return tokens.findIndex((_, at) => guessedVerb(tokens, at))
}

/** Behind a subject noun, an unknown word in -s, or a bare one behind a plural, before what looks like its object. */
function guessedVerb(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!
  const before = tokens[index - 1]
  const next = tokens[index + 1]
  if (
    index < 1 ||
    token.kind !== 'word' ||
    token.proper ||
    token.joined ||
    before?.kind !== 'word' ||
    !next ||
    functionWords.has(token.lower)
  )
    return false
  if (functionWords.has(before.lower) || before.joined || /(?:ly|ing|ed)$/.test(token.lower)) return false
  const object =
    next.kind !== 'mark' &&
    (determiners.has(next.lower) || prepositions.has(next.lower) || next.kind === 'number' || next.proper)
  const plural = /(?:[^s]s|people|children|men|women)$/.test(before.lower)
  if (mayBeVerb(token) && /s$/.test(token.lower)) return true
  return /[^s]s$/.test(token.lower)
    ? !plural && (object || next.kind === 'word') && index <= 4
    : plural && object
}
