import type { Quantity, Sense } from './quantities.ts'
import type { Token } from './tokens.ts'

export function build(
  tokens: readonly Token[],
  from: number,
  to: number,
  part: { value: number; dimension: string; per?: number; recurring?: boolean },
): Quantity {
  const sense = senseOf(tokens, from, to)
  return {
    ...part,
    per: part.per ?? 0,
    recurring: part.recurring ?? false,
    ...sense,
    from,
    to,
    start: tokens[from]!.start,
    end: tokens[to - 1]!.end,
  }
}

const maxBefore =
  /(?:up to|no \w+er than|as (?:many|much|long|large|big|high|few|little) as|at most|no more than|not more than|maximum(?: \w+)?(?: of| is)?|max(?: of| is)?|limited to|limit(?: \w+){0,4}(?: of| is| to| at)|capped at|cap(?: \w+){0,2}(?: of| is| at)|max(?:es)? out at|tops? out at|stops? at|ends? at|(?:not|never) exceed|no longer than|within|under|below|less than|fewer than|only(?: \w+)?(?: the (?:last|first))?|not (?:be |have |upload |use |add |invite )?(?:\w+ ){0,4}(?:larger|more|longer|bigger|greater|over|above)(?: than)?|restricted to|allows?|supports?|holds?|fits?|accommodates?|carry|carries|handles?)(?: the| a| an)?$/

const minBefore =
  /(?:at least|minimum(?: \w+){0,2}(?: of| is)?|min(?: of| is)?|no (?:less|fewer|smaller|shorter|lower|younger|thinner|slower|lighter|earlier) than|not less than|starting (?:at|from)|not (?:be |have )?(?:\w+ ){0,3}(?:shorter|less|fewer|smaller|lower|under|below)(?: than)?)(?: the| a| an)?$/

const overBefore =
  /(?:(?:more|larg|long|bigg|great|heavi|steep|high|fast|thick|wid|deep|tall|hott|warm|old|loud|strong|late)(?:er)? than|over|above|exceed(?:s|ing)?|beyond)$/

/** "The maximum length of a subject line is", "the minimum age is". */
const boundIs = /\b(?:max|maximum|min|minimum)\b(?: \w+){0,7} (?:is|are|being|=)(?: the| a| an)?$/

const aboutBefore =
  /(?:about|around|roughly|approximately|approx|nearly|almost|some|~|circa|usually|typically|average)$/

const minAfter =
  /^(?:or (?:more|later|newer|above|higher|greater|up)|and (?:later|newer|above|up|higher|more)|\+|minimum|at least|upwards)/

const maxAfter =
  /^(?:(?:long |wide )?(?:window|period|deadline|grace|allowance|cutoff|ceiling|time limit)\b|or (?:less|fewer|older|earlier|below|lower|under)|and (?:older|earlier|below)|max\b|maximum|at most|tops|limit|cap\b|quota|(?:\w+ )?is the (?:most|maximum|limit))/

function senseOf(
  tokens: readonly Token[],
  from: number,
  to: number,
): { sense: Sense; denied: boolean; negated: boolean; over: boolean } {
  const before = tokens
    .slice(Math.max(0, from - 9), from)
    .map((token) => token.lower)
    .join(' ')
  const after = tokens
    .slice(to, to + 4)
    .map((token) => token.lower)
    .join(' ')
  const denied = /\b(?:not|never)(?: just| only)?$/.test(before)
  const negated = /(?:^|\s)(?:not|never|no (?!more|less|fewer|longer|later)\w+er than)\b/.test(
    (maxBefore.exec(before) ?? minBefore.exec(before) ?? [''])[0],
  )
  if (aboutBefore.test(before)) return { sense: 'about', denied, negated: false, over: false }
  if (minBefore.test(before) || minAfter.test(after) || minAfter.test(after.replace(/^\w+ /, '')))
    return { sense: 'min', denied, negated, over: false }
  if (/^(?:before|ahead|prior|in advance)\b/.test(after) && maxBefore.test(before))
    return { sense: 'min', denied, negated, over: false }
  if (boundIs.test(before))
    return { sense: /\bmin/.test(before) ? 'min' : 'max', denied, negated: false, over: false }
  if (maxBefore.test(before) || maxAfter.test(after) || maxAfter.test(after.replace(/^\w+ /, '')))
    return { sense: 'max', denied, negated, over: false }
  if (overBefore.test(before)) return { sense: 'min', denied, negated: false, over: true }
  return { sense: 'exact', denied, negated: false, over: false }
}
