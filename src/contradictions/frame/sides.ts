import type { Frame } from '../frame.ts'
import { type Act, actOf } from './acts.ts'
import type { Clause } from './clauses.ts'

/** Side clauses of a main clause: those that lead into it, and those after it that do not lead into the next one. */
export function sidesOf(clauses: readonly Clause[], index: number): Clause[] {
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
    if (side.marker.startsWith('even ')) return false
    const text = side.tokens.map((token) => token.lower).join(' ')
    return (
      !((side.tokens.length <= 6 && filler.test(text)) || unsure.test(text)) &&
      !untouched.test(`${side.marker} ${text}`)
    )
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
  /^(?:i am not mistaken|i (?:remember|recall)|you (?:change your mind|made a mistake|do not like|want|like|wish|need|prefer|ask(?= me|$)|look|check|care|must|have to|are (?:wondering|interested|curious|unsure))(?: (?:to|it|that|this|me|closely))?|needed|necessary|possible|desired|required|applicable|in doubt|asked|i may|that helps|it matters|memory serves)\b/

const unsure = /^i (?:am not (?:mistaken|wrong)|remember|recall|read|understand|understood|got)\b/

/** "Unless you changed it", "if nothing is specified": what follows holds by default. */
export const untouched =
  /^(?:(?:unless|except)\b.*\b(?:chang|configur|specif|overr|set|adjust|stat|instruct|told|alter|touch)|(?:if|when|as long as)\b.*\b(?:not|nothing|never|no)\b.*\b(?:chang|configur|specif|overr|set\b|adjust|alter|touch|customi))/

/** Acts that colour the whole sentence. */
export function sentenceAct(text: string, asked: boolean): Act {
  if (/^please,? (?:devs?|developers|guys|folks|team)\b/.test(text)) return 'wish'
  const act = actOf(text, asked)
  return act === 'question' || act === 'refuted' || act === 'example' ? act : 'claim'
}

/** The act of one clause: its own words with its conditions; reports and wishes run on until a "but". */
export function clauseAct(clause: Clause, sides: readonly Clause[], sentence: Act, earlier: Act): Act {
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
    (earlier === 'hearsay' ||
      earlier === 'wish' ||
      (earlier === 'workaround' && clause.marker === 'and') ||
      (earlier === 'hypothetical' && clause.marker !== 'so'))
    ? earlier
    : 'claim'
}

export function phaseOf(sides: readonly Clause[]): Frame['phase'] {
  for (const side of sides) {
    if (/^(?:until|till|before)$/.test(side.marker)) return 'before'
    if (/^(?:after|once)$/.test(side.marker)) return 'after'
  }
  return ''
}
