import { functionWords } from '../../lib/words.ts'
import { auxiliaries, beForms, determiners, isVerbAt, openers, prepositions, speakers } from './grammar.ts'
import type { Token } from './tokens.ts'
import { mayBeVerb, verbList, words } from './verbs.ts'

/** Index of the imperative verb that opens a run of tokens, or -1. */
export function imperativeAt(tokens: readonly Token[]): number {
  let index = leadingPhraseEnd(tokens)
  while (index < tokens.length && (openers.has(tokens[index]!.lower) || tokens[index]!.kind === 'mark'))
    index++
  const token = tokens[index]
  if (!token) return -1
  if (!verbList.has(token.lower)) return unknownOrder(tokens, index) ? index : -1
  if (beForms.has(token.lower) && token.lower !== 'be') return -1
  if (auxiliaries.has(token.lower) && !['have', 'do', 'be'].includes(token.lower)) return -1
  const next = tokens[index + 1]
  if (!next || next.kind === 'mark') return index
  if (
    [
      'of',
      'is',
      'are',
      'was',
      'were',
      'will',
      'can',
      'has',
      'does',
      'must',
      'should',
      'may',
      'cannot',
    ].includes(next.lower)
  )
    return -1
  if (index === 0 && subjectAhead(tokens)) return -1
  if (
    nounish.has(token.lower) &&
    (['for', 'to', 'in', 'on', 'at', 'by', 'from'].includes(next.lower) || laterVerb(tokens, index + 1))
  )
    return -1
  return index
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
    if (openers.has(token.lower) && token.lower !== 'and' && token.lower !== 'or' && next && mayBeVerb(next))
      return index
    if (mayBeVerb(token) && !blocked && object && !/(?:ing|ed|[^s]s)$/.test(token.lower)) return index
  }
  return 0
}

const nounish = words(
  'support access use contact backup update upgrade download upload export import order process record report request search sync test time name default limit list link log mail charge cost control cover lock sort share print review tax book return release refund reset plug place post query offer',
)

/** "Lubricate the chain", "Do not lubricate …": an unknown word in the place of an order. */
function unknownOrder(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!
  const next = tokens[index + 1]
  if (
    token.kind !== 'word' ||
    !next ||
    functionWords.has(token.lower) ||
    notOrders.has(token.lower) ||
    /(?:ly|ing|ed|s)$/.test(token.lower)
  )
    return false
  if (tokens[index - 1]?.lower === 'not' && tokens[index - 2]?.lower === 'do') return true
  return (
    index === 0 &&
    /^(?:the|a|an|your|this|these|those|any|all|both|its)$/.test(next.lower) &&
    /^\p{Lu}/u.test(token.text)
  )
}

const notOrders = words(
  'during unlike regarding concerning throughout amid despite considering given depending half twice such what quite thus today yesterday tomorrow maybe perhaps hence otherwise meanwhile sometimes often besides beyond minus plus versus worth afterwards nowadays likewise instead sooner later double triple',
)

/** "Live captions require …": what looks like an order is a noun phrase if a finite verb follows its bare noun. */
function subjectAhead(tokens: readonly Token[]): boolean {
  const next = tokens[1]
  if (
    next?.kind !== 'word' ||
    determiners.has(next.lower) ||
    prepositions.has(next.lower) ||
    speakers.has(next.lower)
  )
    return false
  for (let at = 2; at < Math.min(tokens.length, 9); at++) {
    const token = tokens[at]!
    if (
      at > 3 &&
      token.kind === 'word' &&
      !auxiliaries.has(token.lower) &&
      !/^(?:that|which|to|and|or|if|when)$/.test(token.lower)
    )
      continue
    if (token.kind === 'word' && prepositions.has(token.lower) && token.lower !== 'to') continue
    if (
      token.kind !== 'word' ||
      determiners.has(token.lower) ||
      prepositions.has(token.lower) ||
      /^(?:and|or|that|which|to)$/.test(token.lower)
    )
      return false
    if (auxiliaries.has(token.lower) || isVerbAt(tokens, at)) return true
  }
  return false
}

function laterVerb(tokens: readonly Token[], from: number): boolean {
  const next = tokens[from]!
  if (determiners.has(next.lower) || next.kind !== 'word') return false
  for (let index = from + 1; index < Math.min(tokens.length, from + 4); index++) {
    if (auxiliaries.has(tokens[index]!.lower)) return true
  }
  return false
}
