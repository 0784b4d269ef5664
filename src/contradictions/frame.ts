/**
 * Text → frames: what each clause states, of what, how strongly and where it holds.
 *
 *   Markdown → sentences → speech act → clauses → frame { terms, mode, negations, numbers, scope, path, settings, order }
 *
 * A frame is plain data (it survives JSON), so it can be kept by the hash of its sentence and context.
 */
import { type Sentence, sentencesOf } from '../lib/sentences.ts'
import { type Act, refutesPrevious } from './frame/acts.ts'
import { frameOf } from './frame/build.ts'
import { clausesOf } from './frame/clauses.ts'
import { inheritScope, inheritSubject, mergeScope } from './frame/inherit.ts'
import { looksEnglish, lowerOf } from './frame/language.ts'
import type { MenuPath } from './frame/menu-path.ts'
import { type Order, orderOf } from './frame/order.ts'
import type { Predicate } from './frame/predicate.ts'
import type { Quantity } from './frame/quantities.ts'
import { roleNames } from './frame/scope-plans.ts'
import { readScope } from './frame/scope-reading.ts'
import { emptyScope, type Scope, type VersionMention } from './frame/scopes.ts'
import { clauseAct, sentenceAct, sidesOf } from './frame/sides.ts'
import type { Setting } from './frame/slots.ts'
import type { Mode } from './frame/stance.ts'
import { taggedTokens } from './frame/tagger.ts'
import type { Term } from './frame/terms.ts'
import type { Lexicon } from './lexicon.ts'

/** A negating word and the concepts it applies to; without targets it turns the whole statement. */
export interface Negator {
  word: string
  targets: string[]
  narrow: boolean
  /** Stands with the predicate or the subject, not deep inside some noun phrase or relative clause. */
  attached: boolean
}

/** What one clause states. Places are UTF-16 offsets in the text it was read from. */
export interface Frame {
  start: number
  end: number
  clauseStart: number
  clauseEnd: number
  act: Act
  hedged: boolean
  mode: Mode
  negators: Negator[]
  terms: Term[]
  quantities: Quantity[]
  versions: VersionMention[]
  scope: Scope
  /** Where it holds by what the writer said before. */
  goesOn?: Scope
  settings: Setting[]
  path?: MenuPath
  order?: Order
  /** Concepts of the conditions it is stated under ("if …", "unless …", "when …"). */
  conditions: string[]
  only: boolean
  /** "only" stands with the subject. */
  onlySubject: boolean
  /** Its subject is "all …", "every …", "any …", "both …". */
  universalSubject: boolean
  /** Which side of an event it speaks of ("until …", "once …"). */
  phase: 'before' | 'after' | ''
  /** "too many", "too long". */
  excess: boolean
  /** "also", "too", "as well": says more rather than otherwise. */
  also: boolean
  /** "every", "all", "any", "each". */
  universal: boolean
  byDefault: boolean
  /** What it says of its subject; missing in a fragment without a verb. */
  predicate?: Predicate
  /** Negations inside its side clauses. */
  sideTurns: number
  /** It only introduces what follows ("… are:"), or is code. */
  lead: boolean
  /** It gives an example. */
  example: boolean
  /** Its subject is a pronoun or left out. */
  elliptic: boolean
  /** Its subject is "it", "they", "this" …, which the sentence does not name. */
  pronoun: boolean
  /** Tokens before its verb. */
  subjectEnd: number
  /** "again", "back" and verbs in re- or un- that bring back a state. */
  again: boolean
  /** It tells of a thing turned away ("gets rejected") without setting a limit by it. */
  refuses: boolean
  /** "still", "like before": goes on as it was. */
  still: boolean
  /** Its verb is passive. */
  passive: boolean
  /** First words are an order to the reader. */
  imperative: boolean
  block: Sentence['block']
}

/** Reads all frames of a Markdown text; text in another language or without sentences gives none. */
export function framesOf(markdown: string, lexicon: Lexicon): Frame[] {
  const frames: Frame[] = []
  let previous: Frame[] = []
  const own = emptyScope()
  for (const sentence of sentencesOf(markdown)) {
    if (previous.length > 0 && refutesPrevious(lowerOf(sentence.text)))
      for (const frame of previous) frame.act = 'refuted'
    const found = framesOfSentence(sentence, lexicon)
    followUp(previous, found, lowerOf(sentence.text))
    goOn(previous, found, lowerOf(sentence.text))
    frames.push(...found)
    previous = found
    if (ownSetup.test(lowerOf(sentence.text)))
      mergeScope(own, readScope(taggedTokens(sentence.text, sentence.start), 0).scope)
  }
  if (Object.values(own).some((values) => values.length > 0))
    for (const frame of frames) {
      if (frame.act !== 'claim') continue
      frame.goesOn ??= emptyScope()
      inheritScope(frame.goesOn, own)
    }
  return frames
}

/** "I'm still on version 3", "we run the cloud edition": where everything the writer says holds. */
const ownSetup =
  /^(?:(?:but|and|btw|note|fyi)[, ]+)*(?:i|we)(?:'m|'re| am| are)? (?:still |currently |only |also )*(?:on|run|running|use|using)\b/

/** "Do A first. Do B after that.": the order of two sentences. */
function followUp(previous: readonly Frame[], found: readonly Frame[], text: string): void {
  const [before, now] = [previous.at(-1), found[0]]
  if (
    !before ||
    !now ||
    now.order ||
    !/\b(?:after (?:that|this|which)|afterwards?|only then|then)\b/.test(text)
  )
    return
  if (!before.terms.some((term) => term.concept === 'first') && !before.imperative) return
  const steps = (frame: Frame) =>
    frame.terms
      .map((term) => term.concept)
      .filter((concept) => !/^(?:first|then|afterward|next|later)$/.test(concept))
  now.order = { earlier: steps(before), later: steps(now) }
  now.start = before.start
}

/**
 * What goes on from one sentence to the next: where it holds, what "it" or "he" is, what was asked ("Scheduled posts?
 * You can …"), and what is to be done first ("Check it in. Then …").
 */
function goOn(previous: readonly Frame[], found: readonly Frame[], text: string): void {
  const then = /^(?:and |but )?(?:then|that way|with that)\b/.test(text)
  for (const before of previous)
    for (const frame of found) {
      if (frame.act !== 'claim') continue
      frame.goesOn ??= emptyScope()
      inheritScope(frame.goesOn, before.scope)
      if (before.goesOn) inheritScope(frame.goesOn, before.goesOn)
      if (/\b(?:he|she)\b/.test(text))
        for (const { concept } of before.terms) if (roleNames.has(concept)) frame.goesOn.roles.push(concept)
      const first = then && before.imperative && !frame.imperative
      if (before.act !== 'question' && !first) continue
      const asked = before.terms.filter((term) => !frame.terms.some((own) => own.concept === term.concept))
      frame.terms.push(...asked.map((term): Term => ({ ...term, area: 'side', weight: term.weight * 0.7 })))
      if (first) frame.conditions.push(...asked.map((term) => term.concept))
    }
  const [before, frame] = [previous.at(-1), found[0]]
  if (before && frame?.pronoun && before.act !== 'question') standFor(frame, before)
}

/** "Take the Blue card. It costs nothing": what the order handled, or what the sentence before spoke of. */
function standFor(frame: Frame, before: Frame): void {
  const nouns = before.terms.filter((term) => term.area !== 'side' && term.role !== 'verb')
  const meant = nouns.filter((term) => (term.area === 'subject') !== before.imperative)
  frame.terms.unshift(
    ...meant.map((term): Term => ({ ...term, area: 'subject', weight: term.weight * 0.75 })),
  )
}

/** "Go to Reports > Codes, that's where it is": the way belongs to the whole sentence. */
function sharePath(frames: readonly Frame[]): void {
  const paths = frames.filter((frame) => frame.path)
  if (paths[0]?.negators.length) return
  if (paths.length !== 1) return
  for (const frame of frames)
    if (frame !== paths[0] && frame.act === paths[0]!.act) frame.path = paths[0]!.path!
}

/** Reads the frames of one sentence. */
export function framesOfSentence(sentence: Sentence, lexicon: Lexicon): Frame[] {
  const text = lowerOf(sentence.text)
  if (!looksEnglish(text)) return []
  const tokens = taggedTokens(sentence.text, sentence.start)
  const asked = /\?["')\s]*$/.test(sentence.text)
  const act = sentence.block === 'quote' ? 'hearsay' : sentenceAct(text, asked)
  const clauses = clausesOf(tokens)
  const order = orderOf(clauses, lexicon)
  const frames: Frame[] = []
  let earlier: Act = 'claim'
  const said = emptyScope()
  let earlierToldOwn = false
  for (const [index, clause] of clauses.entries()) {
    if (
      clause.kind !== 'main' &&
      !(clause.kind === 'reason' && clause.marker !== 'otherwise') &&
      clause.kind !== 'contrast'
    )
      continue
    const sides = sidesOf(clauses, index)
    const own = clauseAct(clause, sides, act, earlier)
    earlier = own
    const goesOn =
      earlierToldOwn &&
      (clause.marker === 'so' ||
        (/^(?:it|that|this|they|these)$/.test(clause.tokens[0]?.lower ?? '') &&
          !'NLA'.includes(clause.tokens[1]?.tag ?? 'M')))
    const frame = frameOf(clause, sides, sentence, goesOn && own === 'claim' ? 'anecdote' : own, lexicon)
    if (!frame) {
      mergeScope(said, readScope(clause.tokens, 0).scope)
      continue
    }
    earlierToldOwn = frame.act === 'anecdote'
    if (order && frame.predicate) frame.order = order
    inheritSubject(frame, frames.at(-1), clause)
    inheritScope(frame.scope, said)
    mergeScope(said, frame.scope)
    frames.push(frame)
  }
  sharePath(frames)
  return frames
}
