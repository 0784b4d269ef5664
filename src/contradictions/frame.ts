/**
 * Text → frames: what each clause states, of what, how strongly and where it holds.
 *
 *   Markdown → sentences → speech act → clauses → frame { terms, mode, negations, numbers, scope, path, settings, order }
 *
 * A frame is plain data (it survives JSON), so it can be kept by the hash of its sentence and context.
 */

import { type Sentence, sentencesOf } from '../lib/sentences.ts'
import { functionWords } from '../lib/words.ts'
import { type Act, actOf, isAnecdote, isHedged, refutesPrevious } from './frame/acts.ts'
import { type Clause, clausesOf } from './frame/clauses.ts'
import { auxiliaries, beForms, imperativeAt, isVerbAt, openers, verbIndex } from './frame/grammar.ts'
import { type Order, orderOf } from './frame/order.ts'
import { type Predicate, predicateOf, tellsEvent } from './frame/predicate.ts'
import { type Quantity, quantitiesOf } from './frame/quantities.ts'
import { emptyScope, readScope, type Scope, type VersionMention } from './frame/scopes.ts'
import { type MenuPath, menuPathOf, type Setting, settingsOf } from './frame/slots.ts'
import { type Mode, type Negation, stanceOf } from './frame/stance.ts'
import { type Term, termsOf } from './frame/terms.ts'
import { type Token, tokenise } from './frame/tokens.ts'
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
  /** Tokens before its verb. */
  subjectEnd: number
  /** "again", "back" and verbs in re- or un- that bring back a state. */
  again: boolean
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
  for (const sentence of sentencesOf(markdown)) {
    if (previous.length > 0 && refutesPrevious(lowerOf(sentence.text)))
      for (const frame of previous) frame.act = 'refuted'
    const found = framesOfSentence(sentence, lexicon)
    frames.push(...found)
    previous = found
  }
  return frames
}

/** Reads the frames of one sentence. */
export function framesOfSentence(sentence: Sentence, lexicon: Lexicon): Frame[] {
  const text = lowerOf(sentence.text)
  if (!looksEnglish(text)) return []
  const tokens = tokenise(sentence.text, sentence.start)
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
    const goesOn = earlierToldOwn && /^(?:it|that|this|they|these)$/.test(clause.tokens[0]?.lower ?? '')
    const frame = frameOf(clause, sides, sentence, goesOn && own === 'claim' ? 'anecdote' : own, lexicon)
    if (!frame) continue
    earlierToldOwn = frame.act === 'anecdote'
    if (order && frame.predicate) frame.order = order
    inheritSubject(frame, frames.at(-1), clause)
    inheritScope(frame.scope, said)
    mergeScope(said, frame.scope)
    frames.push(frame)
  }
  return frames
}

/** Whether the words are English enough to be analysed. */
export function looksEnglish(lower: string): boolean {
  let words = 0
  let known = 0
  let foreign = 0
  let letters = 0
  let other = 0
  for (const match of lower.slice(0, 1200).matchAll(/\p{L}+/gu)) {
    words++
    const word = match[0]
    letters += word.length
    if (/[^\u0000-\u024f]/.test(word)) other += word.length
    if (functionWords.has(word)) known++
    if (foreignWords.has(word)) foreign++
  }
  if (words === 0 || other * 3 > letters) return false
  return !(words >= 4 && foreign > known && foreign >= 2)
}

const foreignWords = new Set(
  'der die das und ist nicht ein eine den dem mit von zu auf für sich werden kann sie ich wir wenn oder auch nach bei le la les des est une dans pour pas que qui sur vous nous avec sont peut el los las una en por con para del se puede como más y o não com uma os são você pode het een van niet voor zijn il di che per non è sono questo och att det som inte på är jest nie się na'.split(
    ' ',
  ),
)

function lowerOf(text: string): string {
  return text.slice(0, 1200).toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ').trim()
}

/** Side clauses of a main clause: those that lead into it, and those after it that do not lead into the next one. */
function sidesOf(clauses: readonly Clause[], index: number): Clause[] {
  const sides: Clause[] = []
  for (
    let at = index - 1;
    at >= 0 &&
    isSide(clauses[at]!) &&
    clauses[at]!.piece === clauses[index]!.piece &&
    (leads(clauses, at) || at === 0 || !hasMainBefore(clauses, at));
    at--
  )
    sides.unshift(clauses[at]!)
  for (
    let at = index + 1;
    at < clauses.length &&
    isSide(clauses[at]!) &&
    clauses[at]!.piece === clauses[index]!.piece &&
    !leads(clauses, at);
    at++
  )
    sides.push(clauses[at]!)
  return sides.filter((side) => {
    const text = side.tokens.map((token) => token.lower).join(' ')
    return !(side.tokens.length <= 6 && filler.test(text)) && !untouched.test(`${side.marker} ${text}`)
  })
}

function isSide(clause: Clause): boolean {
  return clause.kind !== 'main' && clause.kind !== 'reason' && clause.kind !== 'contrast'
}

/** ", if your endpoint is down the event is lost": a comma before it and a main clause after it. */
function leads(clauses: readonly Clause[], at: number): boolean {
  let next = at + 1
  while (next < clauses.length && isSide(clauses[next]!)) next++
  const main = clauses[next]
  return (
    clauses[at]!.afterComma &&
    main?.kind === 'main' &&
    (main.marker === '' || main.marker === ',' || main.marker === 'then')
  )
}

function hasMainBefore(clauses: readonly Clause[], at: number): boolean {
  return clauses.slice(0, at).some((clause) => !isSide(clause))
}

/** Conditions that restrict nothing. */
const filler =
  /^(?:i am not mistaken|i (?:remember|recall)|you (?:change your mind|made a mistake|do not like|want|like|wish|need|prefer|ask|look|check|care|must|have to|are (?:wondering|interested|curious|unsure))(?: (?:to|it|that|this|me|closely))?|needed|necessary|possible|desired|required|applicable|in doubt|asked|i may|that helps|it matters|memory serves)\b/

/** "Unless you changed it", "if nothing is specified": what follows holds by default. */
const untouched =
  /^(?:(?:unless|except)\b.*\b(?:chang|configur|specif|overr|set|adjust|stat|instruct|told|alter|touch)|(?:if|when|as long as)\b.*\b(?:not|nothing|never|no)\b.*\b(?:chang|configur|specif|overr|set\b|adjust|alter|touch|customi))/

/** Acts that colour the whole sentence. */
function sentenceAct(text: string, asked: boolean): Act {
  const act = actOf(text, asked)
  return act === 'question' || act === 'refuted' || act === 'example' ? act : 'claim'
}

/** The act of one clause: its own words with its conditions; reports and wishes run on until a "but". */
function clauseAct(clause: Clause, sides: readonly Clause[], sentence: Act, earlier: Act): Act {
  if (sentence !== 'claim') return sentence
  const words = (part: Clause) =>
    [part.kind === 'main' ? '' : part.marker, ...part.tokens.map((token) => token.lower)].join(' ').trim()
  const own = words(clause).replaceAll(' n not', ' not')
  const act = actOf([own, ...sides.map(words)].join(' '), false)
  if (act !== 'claim') return act
  const runsOn =
    clause.marker !== 'but' &&
    clause.kind !== 'contrast' &&
    !/^(?:however|actually|in fact|in reality)\b/.test(own)
  return runsOn &&
    (earlier === 'hearsay' || earlier === 'wish' || (earlier === 'hypothetical' && clause.marker !== 'so'))
    ? earlier
    : 'claim'
}

function frameOf(
  clause: Clause,
  sides: readonly Clause[],
  sentence: Sentence,
  act: Act,
  lexicon: Lexicon,
): Frame | undefined {
  const tokens = clause.tokens
  const text = tokens
    .map((token) => (token.lower === 'not' && /n['’]?t$/i.test(token.text) ? 'not' : token.lower))
    .join(' ')
  const subjectEnd = subjectEndOf(tokens)
  const scope = readScope(tokens, subjectEnd)
  const quantities = quantitiesOf(tokens).filter(
    (quantity) => !scope.taken.has(quantity.from) || quantity.dimension === 'date',
  )
  const stance = stanceOf(tokens, boundTokens(tokens, quantities, lexicon))
  for (const quantity of quantities) if (quantity.negated) dropNegation(stance.negations, quantity.from)
  const { settings, taken } = settingsOf(tokens, lexicon, stance.negations.length % 2 === 1)
  const path = menuPathOf(tokens)
  flipLimits(quantities, stance.negations)
  const skip = new Set([...scope.taken, ...stance.taken, ...taken])
  for (const quantity of quantities) for (let at = quantity.from; at < quantity.to; at++) skip.add(at)
  if (path) for (let at = path.from; at < path.to; at++) skip.add(at)
  const terms = termsOf(tokens, skip, subjectEnd, false, lexicon)
  const conditions: string[] = []
  let flips = 0
  let sideTurns = 0
  for (const side of sides) {
    const own = readScope(side.tokens, subjectEndOf(side.tokens))
    const numbers = quantitiesOf(side.tokens)
    const sideStance = stanceOf(side.tokens)
    sideTurns += sideStance.negations.filter((negation) => !negation.narrow).length
    const sideSkip = new Set([...own.taken, ...sideStance.taken])
    for (const quantity of numbers) for (let at = quantity.from; at < quantity.to; at++) sideSkip.add(at)
    const found = termsOf(side.tokens, sideSkip, 0, true, lexicon)
    quantities.push(...numbers.filter((quantity) => !own.taken.has(quantity.from)))
    mergeScope(scope.scope, own.scope)
    scope.mentions.push(...own.mentions)
    if (side.kind === 'condition' || side.kind === 'exception')
      conditions.push(...found.map((term) => term.concept))
    const opposes = !found.some((term) =>
      terms.some((other) => other.area !== 'side' && other.concept === term.concept),
    )
    if (
      opposes &&
      stance.negations.length % 2 === 1 &&
      (side.marker === 'unless' ||
        side.marker === 'until' ||
        side.marker === 'till' ||
        side.marker === 'except')
    )
      flips++
    terms.push(...found)
  }
  if (terms.length === 0 && quantities.length === 0 && !path && settings.length === 0) return undefined
  const predicate = predicateOf(tokens, terms, lexicon)
  if (asManyAsYou.test(text))
    terms.push({
      concept: 'unlimit',
      weight: 0.15,
      role: 'head',
      area: 'rest',
      link: '',
      start: tokens[0]!.start,
      end: tokens.at(-1)!.end,
      index: tokens.length,
    })
  const negators = stance.negations.map(
    (negation): Negator => ({
      word: negation.word,
      narrow: negation.narrow,
      targets: targetsOf(negation.index, terms, lexicon),
      attached: isAttached(negation, predicate, tokens),
    }),
  )
  for (let flip = 0; flip < flips; flip++)
    negators.push({ word: 'unless', narrow: false, targets: [], attached: true })
  return {
    start: sentence.start,
    end: sentence.end,
    clauseStart: tokens[0]!.start,
    clauseEnd: tokens.at(-1)!.end,
    act: act === 'claim' && (isAnecdote(text) || tellsEvent(tokens)) ? 'anecdote' : act,
    hedged: isHedged(lowerOf(sentence.text)),
    mode: stance.mode,
    negators,
    terms,
    quantities,
    versions: scope.mentions,
    scope: scope.scope,
    settings,
    ...(path ? { path } : {}),
    conditions,
    only: tokens.some(
      (token, index) =>
        (token.lower === 'just' && index === 0 && subjectEnd > 0) ||
        (token.lower === 'only' && tokens[index - 1]?.lower !== 'not' && tokens[index - 1]?.lower !== 'if') ||
        token.lower === 'exclusively' ||
        (/^(?:nobody|none|one)$/.test(token.lower) &&
          /^(?:but|except)$/.test(tokens[index + 1]?.lower ?? '')) ||
        token.lower === 'solely',
    ),
    onlySubject:
      subjectEnd > 0 &&
      tokens
        .slice(0, Math.min(2, subjectEnd))
        .some((token, at) => token.lower === 'only' || (token.lower === 'just' && at === 0)),
    universalSubject: subjectEnd > 0 && /^(?:all|every|any|both|each)$/.test(tokens[0]!.lower),
    phase: phaseOf(sides),
    excess:
      /\btoo (?:many|much|long|big|large|high|heavy|wide|tall|old|late|few|little|short|small|low|early|young)\b/.test(
        text,
      ),
    also: /\b(?:also|too|as well|additionally|another|alternatively|other way|or you can|you can also|works too|in addition|besides|either way|shortcut)\b/.test(
      text,
    ),
    universal: /\b(?:every|all|any|each|always|everyone|anyone|everybody|anybody)\b/.test(text),
    ...(predicate ? { predicate } : {}),
    sideTurns,
    lead: /:\s*$/.test(sentence.text) || codeLike(sentence.text) || isLabel(sentence.text),
    example: /\b(?:e\.g|for example|for instance|such as|example)\b/i.test(sentence.text.slice(0, 1200)),
    byDefault:
      terms.some((term) => term.concept === 'default') ||
      untouched.test(lowerOf(sentence.text)) ||
      /\b(?:unless|if|when)\b.{0,40}\b(?:otherwise|untouched|unchanged)\b/.test(lowerOf(sentence.text)),
    elliptic: subjectEnd === 0 || /^(?:it|they|this|that|these|those)$/.test(tokens[0]!.lower),
    subjectEnd,
    again:
      /\b(?:again|back|reopen\w*|reactivat\w*|unmerg\w*|unarchiv\w*|unblock\w*|undelet\w*|reinstat\w*|recall\w*|reattach\w*|rejoin\w*)\b/.test(
        text,
      ),
    passive: tokens.some(
      (token, at) =>
        beForms.has(token.lower) &&
        tokens.slice(at + 1, at + 4).some((next) => /(?:ed|en|nt|ld|pt)$/.test(next.lower)),
    ),
    imperative: imperativeAt(tokens) !== -1,
    block: sentence.block,
  }
}

/** Tokens that are no negation or permission by themselves: dates ("12 May") and phrases of the lexicon ("no limit"). */
function boundTokens(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  lexicon: Lexicon,
): Set<number> {
  const bound = new Set<number>()
  for (const quantity of quantities)
    if (quantity.dimension === 'date') for (let at = quantity.from; at < quantity.to; at++) bound.add(at)
  for (const [index, token] of tokens.entries()) {
    if (!/^(?:no|not|without|never|at)$/.test(token.lower)) continue
    let key = token.stem
    for (let at = index + 1; at < Math.min(tokens.length, index + 5); at++) {
      key += ` ${tokens[at]!.stem}`
      if (lexicon.concepts.has(key)) for (let place = index; place <= at; place++) bound.add(place)
    }
  }
  return bound
}

/** Whether a negation turns the statement: near the predicate, or denying the subject ("None of the …"). */
function isAttached(negation: Negation, predicate: Predicate | undefined, tokens: readonly Token[]): boolean {
  if (!predicate || negation.word === 'without') return true
  const distance = predicate.index - negation.index
  if (distance >= 0)
    return (
      distance <= 5 ||
      negation.index <= 1 ||
      tokens.slice(0, negation.index).every((token) => token.kind === 'mark' || openers.has(token.lower))
    )
  return (
    -distance <= 3 ||
    /^(?:unaffected|untouched|unchanged|unavailable|unsupported|impossible|prohibited|forbidden)$/.test(
      negation.word,
    )
  )
}

/** A menu label or title: nearly every word begins with a capital. */
function isLabel(text: string): boolean {
  if (/[.!?>→]/.test(text)) return false
  const words = text.slice(0, 400).match(/\p{L}[\p{L}'’]*/gu) ?? []
  const capital = words.filter((word) => /^\p{Lu}/u.test(word)).length
  return words.length >= 3 && capital * 10 >= words.length * 7
}

const asManyAsYou = /\bas (?:many|much|often|long)(?: \w+){0,3} as (?:you|they|anyone)\b/

function phaseOf(sides: readonly Clause[]): Frame['phase'] {
  for (const side of sides) {
    if (/^(?:until|till|before)$/.test(side.marker)) return 'before'
    if (/^(?:after|once)$/.test(side.marker)) return 'after'
  }
  return ''
}

/** Whether the text is code or output rather than prose. */
function codeLike(text: string): boolean {
  const part = text.slice(0, 400)
  const signs = part.match(/[{};=()<>_\\]|::|->|&&/g)?.length ?? 0
  return signs >= 6 && signs * 14 > part.length
}

/** Index of the finite verb: what stands before it is the subject. */
function subjectEndOf(tokens: readonly Token[]): number {
  if (imperativeAt(tokens) !== -1) return 0
  return Math.max(0, verbIndex(tokens))
}

function mergeScope(target: Scope, extra: Scope): void {
  for (const key of Object.keys(emptyScope()) as (keyof Scope)[])
    (target[key] as unknown[]).push(...extra[key])
}

/** The first content concepts after the negation; general words pass it on to the next one. */
function targetsOf(index: number, terms: readonly Term[], lexicon: Lexicon): string[] {
  const targets: string[] = []
  for (const term of terms) {
    if (term.area === 'side' || term.index < index) continue
    if (lexicon.light.has(term.concept)) {
      if (targets.length === 0) return []
      continue
    }
    targets.push(term.concept)
    if (targets.length === 2) break
  }
  return targets
}

/** The negation before a number that only forms its limit ("not larger than 1 GB"). */
function dropNegation(negations: Negation[], before: number): void {
  const at = negations.findLastIndex((negation) => negation.index < before)
  if (at !== -1) negations.splice(at, 1)
}

/** "Files larger than 5 GB cannot be synced" sets a maximum, and its negation is spent on it. */
function flipLimits(quantities: Quantity[], negations: Negation[]): void {
  for (const quantity of quantities) {
    const at = quantity.over ? negations.findIndex((negation) => negation.index > quantity.to) : -1
    if (at === -1) continue
    quantity.sense = 'max'
    negations.splice(at, 1)
  }
}

/** A place, product or version named earlier in the sentence still holds. */
function inheritScope(scope: Scope, said: Scope): void {
  for (const key of ['regions', 'models', 'platforms', 'plans', 'versions', 'bands'] as const)
    if (scope[key].length === 0) (scope[key] as unknown[]).push(...said[key])
}

function inheritSubject(frame: Frame, previous: Frame | undefined, clause: Clause): void {
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
    (term) => term.area === 'subject' || (pronoun && term.area === 'side'),
  )
  frame.terms.unshift(
    ...subject.map((term): Term => ({ ...term, area: 'subject', weight: term.weight * 0.7 })),
  )
  if (frame.scope.roles.length === 0) frame.scope.roles.push(...previous.scope.roles)
}
