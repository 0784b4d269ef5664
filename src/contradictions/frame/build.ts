import type { Sentence } from '../../lib/sentences.ts'
import type { Frame, Negator } from '../frame.ts'
import type { Lexicon } from '../lexicon.ts'
import { type Act, isAnecdote, isHedged, isOurs } from './acts.ts'
import type { Clause } from './clauses.ts'
import { beForms, openers } from './grammar.ts'
import { imperativeAt } from './imperative.ts'
import { mergeScope } from './inherit.ts'
import { codeLike, isLabel, lowerOf } from './language.ts'
import {
  boundTokens,
  dropEchoes,
  dropNegation,
  flipLimits,
  needAtLeast,
  stepUp,
  turnsAway,
} from './limits.ts'
import { menuPathOf } from './menu-path.ts'
import { lastingChange, type Predicate, predicateOf, tellsEvent } from './predicate.ts'
import { quantitiesOf } from './quantities.ts'
import { readScope } from './scope-reading.ts'
import { phaseOf, untouched } from './sides.ts'
import { settingsOf } from './slots.ts'
import { type Negation, stanceOf } from './stance.ts'
import { type Term, termsOf } from './terms.ts'
import type { Token } from './tokens.ts'
import { verbIndex } from './verb-index.ts'

export function frameOf(
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
  dropEchoes(stance.negations, tokens)
  needAtLeast(scope.mentions, stance.negations)
  const { settings, taken } = settingsOf(tokens, lexicon, stance.negations.length % 2 === 1)
  const path = menuPathOf(tokens)
  flipLimits(quantities, stance.negations, tokens)
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
    for (const quantity of numbers) stepUp(quantity)
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
      targets: whole.test(negation.word) ? [] : targetsOf(negation.index, terms, lexicon),
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
    act: actHere(act, text, tokens),
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
        (/^(?:reserved|restricted|limited|confined)$/.test(token.lower) &&
          [2, 3, 4].some((ahead) => scope.taken.has(index + ahead)) &&
          /^(?:for|to)$/.test(tokens[index + 1]?.lower ?? '')) ||
        (token.lower === 'exclusive' && tokens[index + 1]?.lower === 'to') ||
        (/^(?:nobody|none|one)$/.test(token.lower) &&
          /^(?:but|except)$/.test(tokens[index + 1]?.lower ?? '')) ||
        token.lower === 'solely',
    ),
    onlySubject:
      subjectEnd > 0 &&
      tokens
        .slice(0, Math.min(2, subjectEnd))
        .some((token, at) => token.lower === 'only' || (token.lower === 'just' && at === 0)),
    universalSubject:
      subjectEnd > 0 &&
      /^(?:all|every|any|both|each|everyone|everybody|anyone|anybody)$/.test(tokens[0]!.lower),
    phase: phaseOf(sides),
    excess:
      /\btoo (?:many|much|long|big|large|high|heavy|wide|tall|old|late|few|little|short|small|low|early|young)\b/.test(
        text,
      ),
    also:
      (/^and /.test(text) && imperativeAt(tokens) !== -1) ||
      /\b(?:also|too|as well|additionally|another|alternatively|other way|or you can|you can also|works too|in addition|besides|either way|shortcut)\b/.test(
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
    pronoun:
      /^(?:it|they|this|that|these|those|one)$/.test(tokens[0]!.lower) ||
      (/^(?:the|that|this)$/.test(tokens[0]!.lower) && tokens[1]?.lower === 'one'),
    subjectEnd,
    again:
      /\b(?:again|back|reopen\w*|reactivat\w*|unmerg\w*|unarchiv\w*|unblock\w*|undelet\w*|reinstat\w*|recall\w*|reattach\w*|rejoin\w*)\b/.test(
        text,
      ),
    refuses:
      tokens.some(
        (token, at) =>
          turnsAway.test(token.lower) && !(token.tag === 'J' && 'NL'.includes(tokens[at + 1]?.tag ?? 'M')),
      ) &&
      !quantities.some(
        (quantity) =>
          quantity.over || quantity.sense === 'max' || tokens[quantity.from - 1]?.lower === 'after',
      ),
    still: /\b(?:still|like before|as before|as always|as ever|alive)\b/.test(text),
    passive: tokens.some(
      (token, at) =>
        (beForms.has(token.lower) || (/^gets?$/.test(token.lower) && tokens[at + 1]?.tag === 'J')) &&
        tokens
          .slice(at + 1, at + 4)
          .some((next) => next.tag === 'J' || /(?:ed|en|nt|ld|pt)$/.test(next.lower)),
    ),
    imperative: imperativeAt(tokens) !== -1,
    block: sentence.block,
  }
}

/** "With our hard water I descale every four weeks": what the writer does, not what holds. */
function ownDoing(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex((token) => token.lower === 'i' && token.tag === 'S')
  if (at < 0 || tokens.slice(0, at).some((token) => 'VZFXBH'.includes(token.tag))) return false
  let verb = at + 1
  while (tokens[verb]?.tag === 'R') verb++
  return (
    /[VFH]/.test(tokens[verb]?.tag ?? '') &&
    !/^(?:think|believe|guess|suppose|assume|know|reckon|recommend|suggest|checked|confirm|confirmed|say|bet|mean|have|asked)$/.test(
      tokens[verb]!.lower,
    )
  )
}

/** "It closed in two minutes", "the old one needed 4.9": what was, unless it tells of a change that lasts. */
function happened(tokens: readonly Token[]): boolean {
  const at = verbIndex(tokens)
  const verb = tokens[at]
  const next = tokens[at + 1]
  return (
    verb?.tag === 'F' &&
    at > 0 &&
    /(?:ed|^(?:ran|took|gave|got|kept|held|lost|meant))$/.test(verb.lower) &&
    !lastingChange.test(verb.lower) &&
    next !== undefined &&
    ('D#P'.includes(next.tag) || next.proper) &&
    !tokens.some((token, index) => index > at && 'VZBXH'.includes(token.tag))
  )
}

function actHere(act: Act, text: string, tokens: readonly Token[]): Act {
  if (
    act === 'claim' &&
    tokens.some(
      (token, at) =>
        token.lower === 'did' &&
        !tokens.slice(Math.max(0, at - 4), at).some((lead) => /^(?:than|like|as)$/.test(lead.lower)),
    )
  )
    return 'past'
  if (act === 'claim' && (ownDoing(tokens) || happened(tokens))) return 'anecdote'
  if (act !== 'claim' || !(isAnecdote(text) || tellsEvent(tokens))) return act
  return isOurs(text) && !tellsEvent(tokens) ? 'ours' : 'anecdote'
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

/** Deny the statement itself, whatever follows ("is missing on …", "is no longer issued"). */
const whole = /^(?:missing|unavailable|unsupported|impossible|no longer|unable|out of)$/

const asManyAsYou = /\bas (?:many|much|often|long)(?: \w+){0,7} as (?:you|they|anyone)\b/

/** Index of the finite verb: what stands before it is the subject. */
function subjectEndOf(tokens: readonly Token[]): number {
  if (imperativeAt(tokens) !== -1) return 0
  return Math.max(0, verbIndex(tokens))
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
