import { stem } from '../../lib/words.ts'
import { imperativeAt } from './imperative.ts'
import type { Token } from './tokens.ts'

/** How a clause binds: it states a fact, grants a possibility, demands, advises, or says there is no need. */
export type Mode = 'fact' | 'can' | 'must' | 'advise' | 'needless'

/** A word that turns the clause round, and the tokens right after it, to which it must be shown to apply. */
export interface Negation {
  index: number
  word: string
  /** Applies to one noun phrase ("without …", "no …") rather than to the statement. */
  narrow: boolean
}

/** Mode and negations of a clause, and the tokens that only serve to say so. */
export interface Stance {
  mode: Mode
  negations: Negation[]
  taken: Set<number>
}

/** Reads mode and negations of one clause. */
export function stanceOf(tokens: readonly Token[], bound: ReadonlySet<number> = new Set()): Stance {
  const taken = new Set<number>(bound)
  const negations: Negation[] = []
  for (let index = 0; index < tokens.length; index++) {
    if (bound.has(index)) continue
    const length = neutralAt(tokens, index)
    if (length > 0) {
      for (let at = index; at < index + length; at++) taken.add(at)
      index += length - 1
      continue
    }
    const negation = negationAt(tokens, index)
    if (!negation) continue
    negations.push(negation)
    taken.add(index)
    if (negation.word === 'no longer') taken.add(index + 1)
  }
  const mode = modeOf(tokens, negations, taken)
  for (const index of bound) taken.delete(index)
  return { mode, negations, taken }
}

const neutral: string[][] =
  `no problem|no problems|no worries|no rush|no doubt|no idea|no matter|no big deal|no biggie|no hurry|no joke|no kidding|without any problem|without any problems|without problem|without problems|without any issue|without any issues|without issue|without issues|without a problem|without any trouble|without trouble|without a hitch|not only|not just|not sure|whether or not|or not|if not|why not|not to mention|nothing to worry about|not to worry|do not worry|do not forget to|do not forget|do not hesitate to|never mind|not mistaken|not necessarily|not official|no questions asked|not a big deal|not yet sure|nothing special|if nothing else|no pun|no offense|no offence|no thanks|not bad|no more than|not more than|no less than|not less than|no fewer than|no later than|not exceed|never exceed|no sweat|no fuss|no harm done|no stress|no panic|no drama|no pressure|no excuse|no surprise|no wonder|no biggy|no prob|no probs|no offence|does not matter|do not matter|never fear|do not panic|nothing else|nowhere else|no one asks|do not be afraid|not to be confused|do not need to worry|with or without|nothing stopping|nothing stops|nothing prevents|nothing preventing|nothing wrong with|not even|nobody but|no one but|none but|nobody except|no one except|nobody other than|no one other than|no need to worry|nothing fancy|can not wait|not alone|believe it or not|rather than|instead of`
    .split('|')
    .map((phrase) => phrase.split(' '))
const neutralByFirst = new Map<string, string[][]>()
for (const phrase of neutral)
  neutralByFirst.set(
    phrase[0]!,
    [...(neutralByFirst.get(phrase[0]!) ?? []), phrase].sort((a, b) => b.length - a.length),
  )

function neutralAt(tokens: readonly Token[], index: number): number {
  for (const phrase of neutralByFirst.get(tokens[index]!.lower) ?? []) {
    if (phrase.every((word, at) => tokens[index + at]?.lower === word)) return phrase.length
  }
  return 0
}

const plainNegators = new Set(
  'not never none nobody noone neither nor nothing nowhere hardly scarcely barely'.split(' '),
)
const wordNegators = new Set(
  'exempt unavailable unsupported unable impossible incompatible prohibited forbidden disallowed banned disallows prohibits forbids forbidden prevents prevent preventing prevented lacks lack lacking missing fails refuse refuses refused ineligible unnecessary unneeded needless noncompatible avoid cannot disallow prohibit forbid immune'.split(
    ' ',
  ),
)

function negationAt(tokens: readonly Token[], index: number): Negation | undefined {
  const token = tokens[index]!
  const next = tokens[index + 1]
  const before = tokens[index - 1]
  if (token.kind !== 'word') return undefined
  if (token.lower === 'not' && (onlyLimits(tokens, index) || rejectsValue(tokens, index))) return undefined
  if (token.lower === 'not' && next && /^(?:be|have)$/.test(next.lower) === false && next.kind === 'number')
    return undefined
  if (token.lower === 'free' && before?.joined) return { index, word: 'free', narrow: false }
  if (
    token.lower === 'out' &&
    next?.lower === 'of' &&
    /^(?:service|order|stock|use|reach)$/.test(tokens[index + 2]?.lower ?? '')
  )
    return { index, word: 'out of', narrow: false }
  if (
    /^(?:away|clear|off)$/.test(token.lower) &&
    tokens
      .slice(Math.max(0, index - 6), index)
      .some((word) => /^(?:keep|keeps|stay|steer|kept)$/.test(word.lower)) &&
    (token.lower !== 'off' || next?.lower === 'limits')
  )
    return { index, word: 'away', narrow: false }
  if (token.lower === 'too' && next && 'AR'.includes(next.tag) && tokens[index + 2]?.tag === 'T')
    return { index, word: 'too', narrow: false }
  if (token.lower === 'around' && /^(?:gets?|got|way|ways)$/.test(before?.lower ?? ''))
    return { index, word: 'around', narrow: false }
  if (/^(?:refrain|refrains)$/.test(token.lower)) return { index, word: 'refrain', narrow: false }
  if (plainNegators.has(token.lower)) return { index, word: token.lower, narrow: false }
  if (token.lower === 'without') return { index, word: 'without', narrow: true }
  if (token.lower === 'except' && /^(?:nobody|none|nothing)$/.test(tokens[0]?.lower ?? ''))
    return { index, word: 'except', narrow: false }
  if (token.lower === 'no' && next?.lower === 'longer') return { index, word: 'no longer', narrow: false }
  if (token.lower === 'no') {
    if (!next || next.kind === 'mark' || /^(?:it|you|they|that|this|the|there|i|we)$/.test(next.lower))
      return undefined
    const general =
      /^(?:longer|way|need|option|possibility|one|support|possible|chance|method|means|mechanism|reason|requirement|setting|built|go)$/.test(
        next.lower,
      )
    return {
      index,
      word: 'no',
      narrow:
        !general &&
        before !== undefined &&
        !/^(?:is|are|has|have|get|gets|offers?|provides?|supports?|includes?|charge|charges|got|was|needs?|requires?)$/.test(
          before.lower,
        ),
    }
  }
  if (
    token.lower === 'avoid' &&
    before?.tag === 'T' &&
    !/^(?:need|needs|have|has|try|want|best|sure|ought)$/.test(tokens[index - 2]?.lower ?? '')
  )
    return undefined
  if (
    token.lower === 'avoid' &&
    before &&
    'SNLXR'.includes(before.tag) &&
    !/^(?:should|must|please|best|always)$/.test(before.lower)
  )
    return undefined
  if (token.lower === 'none' && /^(?:to|=|")$/.test(before?.text ?? '')) return undefined
  if (wordNegators.has(token.lower) && !(token.lower === 'fails' && next?.lower !== 'to'))
    return { index, word: token.lower, narrow: false }
  if (
    token.lower === 'stop' &&
    before &&
    /^(?:will|to)$/.test(before.lower) &&
    /ing$/.test(next?.lower ?? '')
  )
    return { index, word: 'stop', narrow: false }
  if (/^stop(?:s|ped)$/.test(token.lower) && /ing$/.test(next?.lower ?? ''))
    return { index, word: 'stops', narrow: false }
  if (/^non/.test(token.lower) && token.lower.length > 6 && !/^none/.test(token.lower))
    return { index, word: token.lower, narrow: false }
  if (token.lower === 'non') return { index, word: 'non', narrow: true }
  return undefined
}

/** "Not E27, the lamp uses GU10": another value is turned down, not the statement. */
function rejectsValue(tokens: readonly Token[], index: number): boolean {
  const comma = tokens.findIndex((token, at) => at > index + 1 && at <= index + 4 && token.text === ',')
  return (
    comma !== -1 &&
    !'BXHVZF'.includes(tokens[index - 1]?.tag ?? 'M') &&
    tokens.slice(index + 1, comma).every((token) => 'NLDAP#'.includes(token.tag))
  )
}

/** "You must not take more than the dose" sets a limit; it denies nothing else. */
function onlyLimits(tokens: readonly Token[], index: number): boolean {
  const at = tokens.findIndex((token, place) => place > index && place <= index + 4 && token.lower === 'than')
  return (
    at > 0 &&
    /^(?:more|longer|larger|bigger|higher|greater)$/.test(tokens[at - 1]!.lower) &&
    tokens[at + 1]?.tag !== '#'
  )
}

const mustWords = new Set(
  'must required requires require requiring mandatory necessary compulsory obligatory essential needed needs shall prerequisite obliged imperative'
    .split(' ')
    .map(stem),
)
const canWords = new Set(
  'can could may able allowed allows allow possible permitted permit permits let lets supports support supported enables available works work offers offer capable'.split(
    ' ',
  ),
)

function modeOf(tokens: readonly Token[], negations: Negation[], taken: Set<number>): Mode {
  const drop = (negation: Negation | undefined) => {
    if (negation) negations.splice(negations.indexOf(negation), 1)
  }
  const nearNegation = (index: number) =>
    negations.find((negation) => negation.index < index && index - negation.index <= 3 && !negation.narrow)
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word' || taken.has(index)) continue
    const next = tokens[index + 1]?.lower ?? ''
    if (/^(?:optional|voluntary|unnecessary|unneeded|needless|optionally|voluntary)$/.test(token.lower)) {
      const negation = nearNegation(index)
      const own = negations.find((item) => item.index === index)
      drop(own)
      taken.add(index)
      if (!negation) return 'needless'
      drop(negation)
      return 'must'
    }
    const demand =
      mustWords.has(token.stem) ||
      (token.lower === 'need' && !isNoun(tokens, index)) ||
      ((token.lower === 'have' || token.lower === 'has' || token.lower === 'had' || token.lower === 'got') &&
        next === 'to') ||
      (token.lower === 'need' && tokens[index - 1]?.lower === 'no')
    if (demand) {
      taken.add(index)
      const negation = nearNegation(index)
      if (negation && token.lower !== 'must' && token.lower !== 'shall') {
        drop(negation)
        return 'needless'
      }
      const after = negations.find((item) => item.index === index + 1)
      if (token.lower === 'need' && after && after.word === 'not') {
        drop(after)
        return 'needless'
      }
      const no = negations.find((item) => item.index === index + 1 && item.word === 'no')
      if (no) {
        drop(no)
        return 'needless'
      }
      const without = negations.find((item) => item.word === 'without' && item.index < index)
      if (without && /ing$/.test(token.lower)) {
        drop(without)
        return 'needless'
      }
      return 'must'
    }
    if (
      /^(?:should|ought|recommend|recommended|advised?|advisable|sure)$/.test(token.lower) &&
      !(token.lower === 'sure' && !/^(?:make|be)$/.test(tokens[index - 1]?.lower ?? ''))
    ) {
      taken.add(index)
      return 'advise'
    }
    if (canWords.has(token.lower)) {
      const denied = negations.find((item) => item.index === index + 1 && !item.narrow)
      const without = denied && negations.find((item) => item.word === 'without' && item.index > index)
      if (!without) return 'can'
      drop(denied)
      drop(without)
      return 'must'
    }
    if (
      /^(?:fine|ok|okay|safe)$/.test(token.lower) &&
      /^(?:is|are|be|perfectly|totally|completely|absolutely|also|just)$/.test(tokens[index - 1]?.lower ?? '')
    )
      return 'can'
  }
  const imperative = imperativeAt(tokens)
  if (imperative === -1) return 'fact'
  return 'advise'
}

function isNoun(tokens: readonly Token[], index: number): boolean {
  return /^(?:the|a|any|no|your)$/.test(tokens[index - 1]?.lower ?? '') && tokens[index - 1]!.lower !== 'no'
}
