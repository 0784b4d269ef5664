import type { Lexicon } from '../lexicon.ts'
import { auxiliaries, beForms, determiners, isVerbAt, prepositions } from './grammar.ts'
import type { Term } from './terms.ts'
import type { Token } from './tokens.ts'
import { verbIndex } from './verb-index.ts'
import { mayBeVerb } from './verbs.ts'

/** What a clause says of its subject: the concept of its main verb or, after "is", of the complement. */
export interface Predicate {
  concept: string
  /** Its token in the clause. */
  index: number
  /** Says little by itself ("is available", "works", "has"). */
  light: boolean
}

const passing = new Set(
  'longer do does did continue continues continued confirms means indicates signals shows able allowed allow allows permitted possible required needed necessary recommended oblige obliges obliged force forces forced supposed going sure free have has had get gets got be been being need needs to also always never still only just not already even currently automatically now way option ability want make let lets really actually simply however therefore usually normally typically'.split(
    ' ',
  ),
)

/** Predicates that only say that a thing is there or can be done. */
const says = new Set(
  'mak availabl support work use includ possibl exist offer provid giv allow run function com appli fine ok happen perform handl manag able need requir mandatori optional maximum minimum default forbid prohibit bann'.split(
    ' ',
  ),
)

/** Verbs that only hand over what the noun says ("get a refund"). */
const handing = new Set('receiv giv grant'.split(' '))

/** "Leave it plugged in": the state that follows says it. */
const staying = /^(?:leave|leaves|keep|keeps|stay|stays|remain|remains|set|sets|turn|switch)$/

/** Reads the predicate of a clause, or undefined for a fragment without a verb. */
export function predicateOf(
  tokens: readonly Token[],
  terms: readonly Term[],
  lexicon: Lexicon,
): Predicate | undefined {
  let index = verbIndex(tokens)
  if (index === -1) return undefined
  const own = terms.filter((term) => term.area !== 'side')
  const first = tokens[index]!
  if (first.tag === 'H' && !completes(tokens, index + 1)) return { concept: 'have', index, light: true }
  const needed = tokens.findIndex((token, at) => at >= index && token.stem === 'need')
  const helped = tokens
    .slice(index, needed)
    .every((token) => 'XRBH'.includes(token.tag) || token.lower === 'not')
  if (needed !== -1 && helped && needsThing(tokens, needed))
    return { concept: 'need', index: needed, light: true }
  for (; index < tokens.length; index++) {
    const token = tokens[index]!
    const skipped =
      auxiliaries.has(token.lower) ||
      passing.has(token.lower) ||
      beForms.has(token.lower) ||
      determiners.has(token.lower) ||
      token.lower === 'to' ||
      token.kind === 'mark'
    const term = own.find((item) => item.index === index)
    if (term && (!skipped || term.weight >= 0.5))
      return {
        concept: term.concept,
        index,
        light: lexicon.light.has(term.concept) || staying.test(token.lower) || handing.has(term.concept),
      }
    if (!skipped && prepositions.has(token.lower) && index > 0) {
      if (first.tag === 'B' || beForms.has(tokens[index - 1]!.lower))
        return { concept: '', index: tokens.indexOf(first), light: true }
      break
    }
    if (!skipped && !term)
      return { concept: token.stem, index, light: says.has(token.stem) || !mayBeVerb(token) }
  }
  const stated = tokens.findLastIndex((token) =>
    /^(?:required|needed|possible|allowed|permitted|necessary|recommended|optional|mandatory|free|available)$/.test(
      token.lower,
    ),
  )
  return stated === -1 ? undefined : { concept: '', index: stated, light: true }
}

/** "You don't need gloves": a thing is needed, no deed. */
function needsThing(tokens: readonly Token[], need: number): boolean {
  const after = tokens.slice(need + 1, need + 5)
  const stop = after.findIndex((token) => 'NLD#'.includes(token.tag))
  return stop !== -1 && !after.slice(0, stop + 1).some((token) => token.lower === 'to')
}

/** Whether "have" only helps: a participle, "to" or "got" follows, over adverbs. */
function completes(tokens: readonly Token[], from: number): boolean {
  let at = from
  while (tokens[at]?.tag === 'R') at++
  return tokens[at] !== undefined && /[JTB]/.test(tokens[at]!.tag)
}

/** "A profile that was deleted …": the verb belongs to the noun before it. */
function inRelative(tokens: readonly Token[], verb: number): boolean {
  return (
    /^(?:that|which|who)$/.test(tokens[verb - 1]?.lower ?? '') && 'NL'.includes(tokens[verb - 2]?.tag ?? 'M')
  )
}

const lasting =
  /^(?:missing|ending|ongoing|coming|going|being|working|charging|blinking|pending|flashing|running|existing|outstanding|lacking|remaining|following|using|retiring|closing|everything|anything|something|nothing|during|setting|billing|shipping|pricing)$/
/** Changes whose outcome holds ("they raised it"). */
export const lastingChange =
  /^(?:doubled|halved|extended|lifted|relaxed|capped|limited|updated|upgraded|ended|expired|started|allowed|stopped|killed|sunsetted|enabled|opened|announced|required|confirmed|checked|decided|fixed|patched|solved|resolved|restored|withdrawn|abolished|scrapped|brought|axed|phased|given|taken|cut|split|switched|released|launched|shipped|removed|deprecated|discontinued|dropped|replaced|introduced|added|renamed|changed|retired|moved|merged|disabled|enabled|raised|lowered|reduced|increased|designed|made|built|meant|intended|supposed)$/

/** Whether a clause tells what was or is happening rather than what holds ("is not grouping", "tools were broken"). */
export function tellsEvent(tokens: readonly Token[]): boolean {
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!
    if (!beForms.has(token.lower) || !isVerbAt(tokens, index) || inRelative(tokens, index)) continue
    if (tokens.slice(0, index).some((lead) => /^(?:mean|indicat|signal)/.test(lead.lower))) return false
    let at = index + 1
    while (
      at < tokens.length &&
      /^(?:not|still|just|now|always|also|already|actually|currently|never|really|only|even|all|both|\w+ly)$/.test(
        tokens[at]!.lower,
      )
    )
      at++
    const next = tokens[at]?.lower ?? ''
    const first = next === 'the' && /^(?:first|last)$/.test(tokens[at + 1]?.lower ?? '')
    if ((token.lower === 'was' || token.lower === 'were') && !lastingChange.test(next) && !first) return true
    if (
      /^(?:is|are|am)$/.test(token.lower) &&
      /^\w{2,}ing$/.test(next) &&
      !lasting.test(next) &&
      tokens[at]!.kind === 'word'
    )
      return true
    return false
  }
  return false
}
