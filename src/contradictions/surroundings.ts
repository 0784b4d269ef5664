import type { Surroundings } from './align.ts'
import { readTitleScope } from './frame/scope-reading.ts'
import { emptyScope, type Scope } from './frame/scopes.ts'
import { taggedTokens } from './frame/tagger.ts'
import { termsOf } from './frame/terms.ts'
import type { Frame } from './frame.ts'
import type { PairContext } from './judge.ts'
import type { FrameContext } from './judge-frames.ts'
import type { Lexicon } from './lexicon.ts'

/** The concepts named in a title, heading or list of tags. */
export function conceptsOfWords(text: string, lexicon: Lexicon): Set<string> {
  return new Set(termsOf(taggedTokens(text, 0), new Set(), 0, false, lexicon).map((term) => term.concept))
}

/** The scope a title, heading or list of tags sets. */
export function scopeOfWords(text: string): Scope {
  return /\p{L}/u.test(text) ? readTitleScope(taggedTokens(text, 0)) : emptyScope()
}

export function surroundingsOf(
  context: PairContext,
  lexicon: Lexicon,
): Surroundings & { scopes: FrameContext['scopes'] } {
  const officialText = listOf(context.officialTitle, context.section, context.product).join('. ')
  const questionText = listOf(context.questionTitle, context.tags).join('. ')
  const meta = [
    ...listOf(context.plan).map((plan) => `on the ${plan} plan`),
    ...listOf(context.platform).map((platform) => `on ${platform}`),
    ...listOf(context.region).map((region) => `in ${region}`),
    ...listOf(context.versions).map((version) => `in version ${version}`),
  ].join(', ')
  return {
    official: conceptsOfWords(officialText, lexicon),
    community: conceptsOfWords([questionText, ...listOf(context.prev)].join('. '), lexicon),
    scopes: { official: scopeOfWords(`${officialText}. ${meta}`), community: scopeOfWords(questionText) },
  }
}

/** One text or many, as callers have them; anything else counts as nothing. */
function listOf(...values: unknown[]): string[] {
  return values.flat().filter((value): value is string => typeof value === 'string' && value.trim() !== '')
}

export function withNeighbours(
  known: ReadonlySet<string>,
  frames: readonly Frame[],
  at: number,
): Set<string> {
  const set = new Set(known)
  for (const near of [frames[at - 1], frames[at + 1]])
    for (const term of near?.terms ?? []) set.add(term.concept)
  return set
}
