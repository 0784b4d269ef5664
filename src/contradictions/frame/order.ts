import type { Lexicon } from '../lexicon.ts'
import type { Clause } from './clauses.ts'
import { imperativeAt } from './imperative.ts'
import { termsOf } from './terms.ts'
import type { Token } from './tokens.ts'

/** Two steps, by their concepts, and which comes first. */
export interface Order {
  earlier: string[]
  later: string[]
}

/** Reads "A before B", "B after A", "first A, then B", "not A until B" from the clauses of one sentence. */
export function orderOf(clauses: readonly Clause[], lexicon: Lexicon): Order | undefined {
  const content = (clause: Clause) => contentOf(clause.tokens, lexicon)
  return (
    fromMarkers(clauses, content) ??
    fromSequence(clauses, content) ??
    withinClause(clauses, lexicon) ??
    fromPreposition(clauses, lexicon)
  )
}

type Content = (clause: Clause) => string[]

function fromMarkers(clauses: readonly Clause[], content: Content): Order | undefined {
  for (const [index, clause] of clauses.entries()) {
    if (clause.kind !== 'time') continue
    const before = clauses[index - 1]
    const main = before?.kind === 'main' ? before : clauses.find((candidate) => candidate.kind === 'main')
    if (!main) continue
    if (
      /^(?:days?|hours?|minutes?|weeks?|months?|seconds?|years?|right|shortly|soon)$/.test(
        main.tokens.at(-1)?.lower ?? '',
      )
    )
      continue
    if (clause.marker === 'before') return { earlier: content(main), later: content(clause) }
    const until = clause.marker === 'until' || clause.marker === 'till'
    if (until && !main.tokens.some((token) => token.lower === 'not' || token.lower === 'never')) continue
    if (clause.marker === 'while') continue
    if (!pointsBack(clause)) return { earlier: content(clause), later: content(main) }
    const previous = clauses
      .slice(0, clauses.indexOf(main))
      .findLast((candidate) => candidate.kind === 'main')
    if (previous) return { earlier: content(previous), later: content(main) }
  }
  return undefined
}

/** "once that's done": the step is the one told before. */
function pointsBack(clause: Clause): boolean {
  return /^(?:(?:you|we) (?:have|are) (?:done|finished)|(?:that|this|it|both|they|everything)\b.{0,12}\b(?:done|finished|complete|completed|over|through|ready|worked))/.test(
    clause.tokens.map((token) => token.lower).join(' '),
  )
}

function fromSequence(clauses: readonly Clause[], content: Content): Order | undefined {
  const mains = clauses.filter(
    (clause) => clause.kind === 'main' || (clause.kind === 'reason' && clause.marker === 'otherwise'),
  )
  for (const [index, clause] of mains.entries()) {
    const next = mains[index + 1]
    if (!next) return undefined
    const words = next.tokens.map((token) => token.lower)
    const follows =
      next.marker === 'then' ||
      words.slice(0, 3).some((word) => word === 'then' || word === 'afterwards' || word === 'next') ||
      /^(?:and |only )*(?:after (?:that|this|which)|thereafter|subsequently)/.test(words.join(' ')) ||
      (saysFirst(clause) && words.some((word) => word === 'second' || word === 'later')) ||
      /(?:after (?:that|this|which|it|them)|afterwards|later|(?:as the (?:very )?)?last(?: step| thing| of all)?|at the (?:very )?end|in the end)$/.test(
        words.filter((word) => /\w/.test(word)).join(' '),
      )
    if (
      follows ||
      (saysFirst(clause) &&
        (imperativeAt(next.tokens) !== -1 || next.marker === 'and' || next.marker === 'otherwise'))
    )
      return { earlier: content(clause), later: content(next) }
  }
  return undefined
}

/** "first" as an adverb: at an edge of the clause, not in front of a noun. */
function saysFirst(clause: Clause): boolean {
  return clause.tokens.some(
    (token, at) =>
      token.lower === 'first' &&
      clause.tokens[at - 1]?.lower !== 'the' &&
      (at === 0 || at === clause.tokens.length - 1 || clause.tokens[at + 1]?.kind === 'mark'),
  )
}

/** "Insert the battery first, then the card", "assessed first and paid afterwards": two steps in one clause. */
function withinClause(clauses: readonly Clause[], lexicon: Lexicon): Order | undefined {
  for (const { tokens } of clauses) {
    const first = tokens.findIndex((token) => token.lower === 'first')
    if (first === -1) continue
    const then = tokens.findIndex((token, at) => at > first && token.lower === 'then')
    const after = tokens
      .slice(first)
      .some(
        (token, at) =>
          /^(?:afterwards|afterward|later|next)$/.test(token.lower) ||
          (token.lower === 'after' &&
            /^(?:it|that|this|them|which)$/.test(tokens[first + at + 1]?.lower ?? '')),
      )
    const cut =
      then !== -1
        ? then
        : after
          ? tokens.findIndex((token, at) => at > first && (token.lower === 'and' || token.text === ','))
          : -1
    if (cut === -1) continue
    const head = contentOf(tokens.slice(0, cut), lexicon)
    const tail = contentOf(tokens.slice(cut + 1), lexicon)
    if (head.length > 0 && tail.length > 0) return { earlier: head, later: tail }
  }
  return undefined
}

function fromPreposition(clauses: readonly Clause[], lexicon: Lexicon): Order | undefined {
  for (const clause of clauses) {
    if (clause.kind !== 'main') continue
    const at = clause.tokens.findIndex(
      (token, index) =>
        token.lower === 'before' ||
        token.lower === 'after' ||
        (token.lower === 'prior' && clause.tokens[index + 1]?.lower === 'to'),
    )
    const next = clause.tokens[at + 1]
    if (at < 2 || !next || next.kind === 'number' || /^(?:that|every|each|a|about|around)$/.test(next.lower))
      continue
    if (
      clause.tokens
        .slice(Math.max(0, at - 3), at)
        .some(
          (token) =>
            token.kind === 'number' ||
            /^(?:days?|hours?|minutes?|weeks?|months?|seconds?|right|shortly|soon)$/.test(token.lower),
        )
    )
      continue
    const head = contentOf(clause.tokens.slice(0, at), lexicon)
    const tail = contentOf(clause.tokens.slice(at + 1), lexicon)
    if (head.length === 0 || tail.length === 0) continue
    return clause.tokens[at]!.lower !== 'after'
      ? { earlier: head, later: tail }
      : { earlier: tail, later: head }
  }
  return undefined
}

function contentOf(tokens: readonly Token[], lexicon: Lexicon): string[] {
  return termsOf(tokens, new Set(), 0, false, lexicon)
    .filter(
      (term) => !['first', 'then', 'afterward', 'next', 'later', 'second', 'prior'].includes(term.concept),
    )
    .map((term) => term.concept)
}
