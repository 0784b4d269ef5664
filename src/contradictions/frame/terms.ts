import { functionWords, numberWord } from '../../lib/words.ts'
import { conceptOf, type Lexicon } from '../lexicon.ts'
import { departs, gaveUp } from './going.ts'
import { auxiliaries, beForms, determiners, isVerbAt, openers, prepositions } from './grammar.ts'
import type { Token } from './tokens.ts'
import { verbIndex } from './verb-index.ts'
import { isVerbForm } from './verbs.ts'

/** One content word or phrase of a frame, by its concept. */
export interface Term {
  concept: string
  /** How much it says: 1 for an ordinary word, more for names, little for general words. */
  weight: number
  /** What it is: a verb, a noun phrase's head, a modifier in front of a head, or a name. */
  role: 'verb' | 'head' | 'modifier' | 'name'
  /** Where it stands: subject, rest of the main clause, or a side clause. */
  area: 'subject' | 'rest' | 'side'
  /** The preposition its noun phrase hangs on, or empty. */
  link: string
  start: number
  end: number
  /** Token index in its clause; phrases take the first. */
  index: number
}

const adverbs = new Set(
  'unfortunately fortunately apparently honestly definitely certainly generally typically normally obviously clearly simply literally totally absolutely completely exactly directly currently probably possibly likely pretty whatsoever anymore nowadays either neither anyway regardless somehow successfully correctly properly nicely perfectly btw fyi fwiw lol imho imo afaik iirc tbh nah nope yeah yep yup sadly luckily quite rather per plus via best works work fine well okay really already sure happily easily guys dude mate sir folks everyone bother relax careful bare mind thing stuff whatever whichever'.split(
    ' ',
  ),
)

/** Reads the content words of a clause; `skip` holds the tokens other readers took. */
export function termsOf(
  tokens: readonly Token[],
  skip: ReadonlySet<number>,
  subjectEnd: number,
  side: boolean,
  lexicon: Lexicon,
): Term[] {
  const terms: Term[] = []
  const firstVerb = verbIndex(tokens)
  for (let index = 0; index < tokens.length; index++) {
    if (skip.has(index) || tokens[index]!.kind === 'mark') continue
    const phrase = phraseAt(tokens, index, skip, lexicon)
    const token = tokens[index]!
    if (
      !phrase &&
      (functionWords.has(token.lower) ||
        auxiliaries.has(token.lower) ||
        token.kind === 'number' ||
        numberWord(token.lower) !== undefined ||
        adverbs.has(token.lower))
    )
      continue
    if (!phrase && token.kind === 'word' && token.lower.length < 2) continue
    const length = phrase?.length ?? 1
    const last = tokens[index + length - 1]!
    const concept = phrase?.concept ?? token.stem
    const verb =
      index === firstVerb ||
      (verbPlace(tokens, index, firstVerb) && isVerbAt(tokens, index)) ||
      isGerund(tokens, index, side)
    const name = token.kind === 'name' || (token.proper && length === 1)
    terms.push({
      concept,
      weight: weightOf(concept, token, name, verb, lexicon),
      role: verb ? 'verb' : name ? 'name' : 'head',
      area: side || token.tail ? 'side' : index < subjectEnd ? 'subject' : 'rest',
      link: '',
      start: token.start,
      end: last.end,
      index,
    })
    index += length - 1
  }
  markModifiers(terms, tokens)
  markLinks(terms, tokens)
  return terms
}

/** "when issuing invoices", "by pressing the button": a deed, not a word in front of a noun. */
function isGerund(tokens: readonly Token[], index: number, side: boolean): boolean {
  const before = tokens[index - 1]?.tag ?? (side ? 'K' : 'M')
  return (
    tokens[index]!.tag === 'G' &&
    isVerbForm(tokens[index]!.lower) &&
    'KP'.includes(before) &&
    'DNLSA#'.includes(tokens[index + 1]?.tag ?? 'D')
  )
}

/** After the main verb, what could be a verb is one only behind "to", "and", an auxiliary or a subject. */
function verbPlace(tokens: readonly Token[], index: number, firstVerb: number): boolean {
  if (index <= firstVerb) return index === firstVerb
  const before = tokens[index - 1]?.lower ?? ''
  return (
    auxiliaries.has(before) ||
    openers.has(before) ||
    /^(?:to|and|or|,|you|it|they|we|i|not|be|been|cannot|that|which|who)$/.test(before)
  )
}

function weightOf(concept: string, token: Token, name: boolean, verb: boolean, lexicon: Lexicon): number {
  if (lexicon.light.has(concept)) return 0.15
  if (token.kind === 'name') return 1.3
  if (name) return 1.1
  if (
    /[a-z]{3}ly$/.test(token.lower) &&
    !/^(?:supply|assembly|family|reply|apply|multiply|monopoly|anomaly|rally|jelly|belly|butterfly|italy|july)$/.test(
      token.lower,
    )
  )
    return 0.5
  return verb ? 0.8 : 1
}

/** Nouns that do not mean what the verb of the same form means here (a book, the end of the hose). */
const ambiguous =
  /^(?:books?|ends?|checks?|pass|passes|store|stores|hold|rests?|stays?|works?|reset|brings?|raises?|falls?)$/

interface Phrase {
  concept: string
  length: number
}

function phraseAt(
  tokens: readonly Token[],
  index: number,
  skip: ReadonlySet<number>,
  lexicon: Lexicon,
): Phrase | undefined {
  const first = tokens[index]!
  if (first.kind === 'number') return undefined
  if (
    (/^(?:removed|dropped|abolished|withdrawn|scrapped|discontinued|retired|axed|killed)$/.test(
      first.lower,
    ) &&
      /^(?:was|were|been)$/.test(tokens[index - 1]?.lower ?? '')) ||
    (first.lower === 'gone' && /^(?:is|are|been)$/.test(tokens[index - 1]?.lower ?? ''))
  )
    return { concept: conceptOf(lexicon, 'deprecated'), length: 1 }
  if (/^g[eo]t$/.test(first.lower) && tokens[index + 1]?.lower === 'to' && tokens[index + 2]?.tag === 'V')
    return undefined
  const way = /^(?:point|face|look)(?:s|ing)?$/.test(first.lower) ? tokens[index + 1]?.lower : undefined
  if (way && /^(?:up|down)(?:wards?)?$/.test(way))
    return { concept: way.startsWith('up') ? 'upward' : 'downward', length: 2 }
  if (departs(tokens, index)) return { concept: conceptOf(lexicon, 'depart'), length: 1 }
  if (gaveUp(tokens, index)) return { concept: conceptOf(lexicon, 'deprecated'), length: 1 }
  if (
    first.lower === 'opt' &&
    /^(?:in|out)$/.test(tokens[index + 1]?.lower ?? '') &&
    beForms.has(tokens[index - 1]?.lower ?? '')
  )
    return {
      concept: conceptOf(lexicon, tokens[index + 1]!.lower === 'in' ? 'disabled' : 'enabled'),
      length: 2,
    }
  const split = splitVerb(tokens, index, lexicon)
  if (split) return split
  const reach = lexicon.reach.get(first.stem) ?? 1
  let key = first.stem
  const otherSense = ambiguous.test(first.lower) && 'NLA'.includes(first.tag)
  let found: Phrase | undefined =
    lexicon.concepts.has(key) && !functionWords.has(first.lower) && !otherSense
      ? { concept: lexicon.concepts.get(key)!, length: 1 }
      : undefined
  for (let at = index + 1; at < Math.min(tokens.length, index + reach); at++) {
    if (tokens[at]!.kind === 'mark' || skip.has(at)) break
    key += ` ${tokens[at]!.stem}`
    const concept = lexicon.concepts.get(key)
    if (concept !== undefined) found = { concept, length: at - index + 1 }
  }
  return found ?? stateAt(tokens, index, lexicon)
}

/** "turn IPv6 off", "keep it plugged in": the particle decides, a few words later. */
function splitVerb(tokens: readonly Token[], index: number, lexicon: Lexicon): Phrase | undefined {
  const verb = tokens[index]!
  if (/^(?:sign|log|kick)$/.test(verb.stem)) {
    const at = index + 2
    const particle = tokens[at]?.lower ?? ''
    if (
      /^(?:you|me|them|everyone|users?|him|her|us)$/.test(tokens[index + 1]?.lower ?? '') &&
      (particle === 'out' || particle === 'in' || particle === 'off')
    )
      return { concept: conceptOf(lexicon, particle === 'in' ? 'sign in' : 'sign out'), length: 3 }
    return undefined
  }
  if (!/^(?:turn|switch|toggle|set|leave|keep|have)$/.test(verb.stem) && verb.stem !== 'leav')
    return apartVerb(tokens, index, lexicon)
  for (let at = index + 1; at < Math.min(tokens.length, index + 6); at++) {
    const token = tokens[at]!
    if (token.kind === 'mark') return undefined
    if ((token.lower === 'on' || token.lower === 'off') && isParticle(tokens, at) && at > index)
      return at === index + 1 && !/^(?:turn|switch|toggle)$/.test(verb.stem)
        ? undefined
        : {
            concept: lexicon.concepts.get(token.lower === 'on' ? 'turn on' : 'turn off') ?? token.lower,
            length: 1,
          }
    if (token.lower === 'running' && /^(?:leave|leav|keep)$/.test(verb.stem) && isParticle(tokens, at))
      return { concept: conceptOf(lexicon, 'enable'), length: 1 }
    if (/^(?:enabled|disabled)$/.test(token.lower))
      return { concept: lexicon.concepts.get(token.stem) ?? token.stem, length: 1 }
  }
  return undefined
}

/** "Take the battery out": a verb of the lexicon with what it is done to in its middle. */
function apartVerb(tokens: readonly Token[], index: number, lexicon: Lexicon): Phrase | undefined {
  if (!'VZFG'.includes(tokens[index]!.tag) || !lexicon.reach.has(tokens[index]!.stem)) return undefined
  for (let at = index + 2; at < Math.min(tokens.length, index + 6); at++) {
    if (!'DNLASR'.includes(tokens[at - 1]!.tag)) return undefined
    const concept = lexicon.concepts.get(`${tokens[index]!.stem} ${tokens[at]!.stem}`)
    if (concept && 'PR'.includes(tokens[at]!.tag) && isParticle(tokens, at)) return { concept, length: 1 }
  }
  return undefined
}

/** "is on by default", "is off": a state, not a preposition. */
function stateAt(tokens: readonly Token[], index: number, lexicon: Lexicon): Phrase | undefined {
  const token = tokens[index]!
  if (token.lower !== 'on' && token.lower !== 'off') return undefined
  const before = tokens[index - 1]?.lower ?? ''
  const chain =
    beForms.has(before) ||
    /^(?:not|already|always|stays?|remains?|comes?|automatically|never|default|defaults|only|still|also)$/.test(
      before,
    )
  if (!chain || !isParticle(tokens, index)) return undefined
  return {
    concept: lexicon.concepts.get(token.lower === 'on' ? 'turn on' : 'turn off') ?? token.lower,
    length: 1,
  }
}

function isParticle(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1]
  if (!next || next.kind === 'mark') return true
  return /^(?:by|for|if|when|in|during|unless|and|or|while|until|out|as|because|so|but|before|after|automatically|initially|already|again|first|yourself|manually|to|with|at|here)$/.test(
    next.lower,
  )
}

/** Notes for each noun the preposition in front of its phrase. */
function markLinks(terms: Term[], tokens: readonly Token[]): void {
  for (const [at, term] of terms.entries()) {
    if (term.role === 'verb') continue
    let first = at
    while (first > 0 && terms[first - 1]!.role === 'modifier') first--
    let index = terms[first]!.index - 1
    while (
      index >= 0 &&
      (determiners.has(tokens[index]!.lower) ||
        tokens[index]!.kind === 'number' ||
        /^(?:other|same|own|such)$/.test(tokens[index]!.lower) ||
        tokens[index]!.text === '"')
    )
      index--
    const before = tokens[index]?.lower ?? ''
    if (prepositions.has(before)) term.link = before === 'within' ? 'in' : before
  }
}

/** Within a run of content words without anything between, all but the last modify it. */
function markModifiers(terms: Term[], tokens: readonly Token[]): void {
  for (const [at, term] of terms.entries()) {
    const next = terms[at + 1]
    if (!next || term.role === 'verb' || next.role === 'verb') continue
    const between = tokens.slice(term.index, next.index).filter((token) => token.start >= term.end)
    if (between.length === 0 && term.role === 'head' && tokens[next.index]!.tag !== 'R')
      term.role = 'modifier'
  }
}
