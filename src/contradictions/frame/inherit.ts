import type { Frame } from '../frame.ts'
import type { Clause } from './clauses.ts'
import { auxiliaries, beForms, isVerbAt } from './grammar.ts'
import { emptyScope, type Scope } from './scopes.ts'
import type { Term } from './terms.ts'

export function mergeScope(target: Scope, extra: Scope): void {
  for (const key of Object.keys(emptyScope()) as (keyof Scope)[])
    (target[key] as unknown[]).push(...extra[key])
}

/** A place, product or version named earlier in the sentence still holds. */
export function inheritScope(scope: Scope, said: Scope): void {
  for (const key of ['regions', 'models', 'platforms', 'plans', 'versions', 'bands'] as const)
    if (scope[key].length === 0) (scope[key] as unknown[]).push(...said[key])
}

export function inheritSubject(frame: Frame, previous: Frame | undefined, clause: Clause): void {
  const first = clause.tokens[0]!
  if (previous && (clause.marker === 'which' || clause.marker === 'who')) {
    const nouns = previous.terms.filter((term) => term.area !== 'side' && term.role !== 'verb')
    frame.terms.unshift(
      ...nouns.slice(-2).map((term): Term => ({ ...term, area: 'subject', weight: term.weight * 0.7 })),
    )
    return
  }
  if (!previous || frame.imperative || !frame.elliptic) return
  const starts =
    auxiliaries.has(first.lower) ||
    beForms.has(first.lower) ||
    isVerbAt(clause.tokens, 0) ||
    /^(?:it|they|not|never|only|also|this|that)$/.test(first.lower)
  if (!starts) return
  const pronoun = /^(?:it|this|that|they)$/.test(first.lower)
  const subject = previous.terms.filter(
    (term) => term.area === 'subject' || (pronoun && term.area === 'side' && term.role !== 'verb'),
  )
  frame.terms.unshift(
    ...subject.map((term): Term => ({ ...term, area: 'subject', weight: term.weight * 0.7 })),
  )
  if (frame.scope.roles.length === 0) frame.scope.roles.push(...previous.scope.roles)
}
