/**
 * The matches of an expression around a rarer, cheaper one, so that most of a text is read only once. `reach` is how
 * far a match may lie before and after the trigger.
 */
export function matchesNear(
  text: string,
  trigger: RegExp,
  reach: Reach,
  pattern: RegExp,
): Iterable<RegExpExecArray> {
  trigger.lastIndex = 0
  if (!trigger.test(text)) return none
  return matchesAround(
    text,
    Array.from(matches(text, trigger), ({ index }) => index),
    reach,
    pattern,
  )
}

/** How far (in units) a match may lie before and after a place. */
export type Reach = { before: number; after: number }

/** The matches of an expression around some places (in order); what lies further off is not read. */
export function* matchesAround(
  text: string,
  places: readonly number[],
  reach: Reach,
  pattern: RegExp,
): Generator<RegExpExecArray> {
  let from = 0
  let to = -1
  for (const place of places) {
    if (place - reach.before > to) {
      if (to >= 0) yield* matchesWithin(text, from, to, pattern)
      from = Math.max(to, windowStart(text, Math.max(0, place - reach.before)))
    }
    to = place + reach.after
  }
  if (to >= 0) yield* matchesWithin(text, from, to, pattern)
}

function* matchesWithin(text: string, from: number, to: number, pattern: RegExp): Generator<RegExpExecArray> {
  for (const match of matches(text.slice(from, to), pattern)) {
    match.index += from
    yield match
  }
}

/** The latest white space, so that hardly any window begins inside a word, and none looks like a line that begins. */
function windowStart(text: string, from: number): number {
  let at = from
  while (at > 0 && at > from - 40 && text.charCodeAt(at - 1) > 32) at--
  return Math.max(0, at - 1)
}

const none: readonly RegExpExecArray[] = []

/**
 * Every match of an expression with the flag g, without `matchAll`'s copy of it: a copy loses its compiled code, which
 * makes short texts many times as slow. The place is kept here, so an expression may be used again inside its own loop.
 */
export function matches(text: string, pattern: RegExp): Iterable<RegExpExecArray> {
  pattern.lastIndex = 0
  const first = pattern.exec(text)
  return first ? following(text, pattern, first) : none
}

function* following(text: string, pattern: RegExp, first: RegExpExecArray): Generator<RegExpExecArray> {
  let match: RegExpExecArray | null = first
  while (match) {
    const at: number = match.index + match[0].length
    yield match
    pattern.lastIndex = match[0] === '' ? at + 1 : at
    match = pattern.exec(text)
  }
}
