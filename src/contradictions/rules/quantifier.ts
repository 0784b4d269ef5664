import { persons } from '../align.ts'
import type { Term } from '../frame/terms.ts'
import type { Frame } from '../frame.ts'
import { sameStatement } from '../same-statement.ts'
import type { Noticed, Pair, Rule } from './rule.ts'

/** "Only in Lisbon" against "in Faro too"; "only paid listings" against "all listings". */
export const quantifier: Rule = {
  name: 'quantifier',
  coverage: 0.25,
  leastFit: 0.8,
  mayCompete: true,
  notice(pair) {
    const { official, community, alignment } = pair
    if (
      official.only === community.only ||
      (alignment.negationsOfficial + alignment.negationsCommunity) % 2 === 1
    )
      return undefined
    if (official.mode === 'needless' || community.mode === 'needless') return undefined
    return elsewhere(pair) ?? always(pair) ?? everyone(pair)
  },
}

/** The official text closes a list of names; the answer adds one that is not on it. */
function elsewhere(pair: Pair): Noticed | undefined {
  const { official, community, alignment } = pair
  if (!official.only || official.imperative || community.mode === 'advise') return undefined
  const listed = official.terms.filter(
    (term) => term.role === 'name' && term.link !== '' && term.area !== 'side',
  )
  const added = alignment.onlyCommunity.find(
    (term) =>
      term.role === 'name' &&
      (listed.some((other) => other.link === term.link) ||
        (term.link === 'in' && official.scope.regions.length > 0)),
  )
  const wider = added ?? widerThan(pair, listed)
  if (!wider || alignment.shared < 0.9) return undefined
  const left = [
    ...official.scope.regions,
    ...listed.map((term) => pair.quoteOfficial(term.start, term.end)),
  ].join(', ')
  const right = pair.quoteCommunity(wider.start, wider.end)
  return noticed(`only ${left}`, right, `The official text says only ${left}, the answer says ${right} too.`)
}

/** "Around the clock" on one side, "only when …" or "only during …" on the other. */
function always({
  official,
  community,
  alignment,
  quoteOfficial,
  quoteCommunity,
}: Pair): Noticed | undefined {
  const [narrow, wide, quote] = official.only
    ? [official, community, quoteCommunity]
    : [community, official, quoteOfficial]
  const found = anyTime.exec(quote(wide.clauseStart, wide.clauseEnd))?.[0]
  const timed =
    narrow.conditions.length > 0 || narrow.terms.some((term) => /^(?:during|between|on|at)$/.test(term.link))
  if (!found || !timed || alignment.shared < 0.9) return undefined
  const restricted = narrow === official ? 'only at times' : found
  return noticed(
    narrow === official ? 'only at times' : found,
    narrow === official ? found : 'only at times',
    `The official text says ${restricted}, the answer ${narrow === official ? found : 'only at times'}.`,
  )
}

const anyTime =
  /\b(?:24\s?\/\s?7|24 hours a day|around the clock|round the clock|day and night|all the time|at all times|all day(?: long)?|non-?stop|constantly|continuously|permanently|always)\b/i

/** "In all cities" where the official text says "in Hamburg only"; "on weekends too" where it says "on weekdays only". */
function widerThan(pair: Pair, listed: readonly Term[]): Term | undefined {
  const every = pair.alignment.onlyCommunity.find(
    (term) =>
      term.role !== 'verb' &&
      listed.some((other) => other.link === term.link) &&
      /\b(?:every|all|any|each)(?: (?:the|other|single))?\s+$/i.test(
        pair.quoteCommunity(Math.max(0, term.start - 18), term.start),
      ),
  )
  const opposite = pair.alignment.matches.find(
    ({ relation, official, community }) =>
      relation !== 'same' &&
      official.area === 'rest' &&
      official.link !== '' &&
      official.link === community.link,
  )
  return every ?? opposite?.community
}

/** One side restricts the subject, the other speaks of all of it. */
function everyone(pair: Pair): Noticed | undefined {
  const [narrow, wide] = pair.official.only
    ? [pair.official, pair.community]
    : [pair.community, pair.official]
  const subject = restricted(narrow)
  if (!subject) return undefined
  const side = narrow === pair.official ? 'official' : 'community'
  const other = side === 'official' ? 'community' : 'official'
  if (!wide.universalSubject && (sameStatement(pair) < 0.5 || !saysEvery(pair, subject, side)))
    return undefined
  const sameSubject = pair.alignment.matches.some(
    (match) => match[side] === subject && (match[other].area === 'subject' || !wide.universalSubject),
  )
  const people =
    (wide.terms.some((term) => term.area === 'subject' && persons.has(term.concept)) ||
      everybody(pair, wide)) &&
    (persons.has(subject.concept) || narrow.scope.roles.length > 0)
  if (!sameSubject && !(people && sameStatement(pair) >= 0.25)) return undefined
  return noticed(
    side === 'official' ? 'only some' : 'all',
    side === 'official' ? 'all' : 'only some',
    side === 'official'
      ? 'The official text restricts this to some, the answer says all.'
      : 'The official text says all, the answer restricts it to some.',
  )
}

/** "In every store" where the other side says "only the big stores". */
function saysEvery(pair: Pair, subject: Term, side: 'official' | 'community'): boolean {
  const other = side === 'official' ? 'community' : 'official'
  const match = pair.alignment.matches.find((one) => one[side] === subject)
  const quote = side === 'official' ? pair.quoteCommunity : pair.quoteOfficial
  return (
    match !== undefined &&
    match[other].area !== 'side' &&
    /\b(?:every|all|any|each)(?: (?:the|our|of|single|\w+))?\s+$/i.test(
      quote(Math.max(0, match[other].start - 20), match[other].start),
    )
  )
}

function everybody(pair: Pair, frame: Frame): boolean {
  const quote = frame === pair.official ? pair.quoteOfficial : pair.quoteCommunity
  return /^(?:everyone|everybody|anyone|anybody)\b/i.test(quote(frame.clauseStart, frame.clauseEnd))
}

function restricted(frame: Frame): Term | undefined {
  return frame.onlySubject && !frame.quantities.some((quantity) => quantity.value === 1)
    ? frame.terms.find((term) => term.area === 'subject' && term.role === 'head')
    : undefined
}

function noticed(official: string, community: string, reason: string): Noticed {
  return {
    kind: 'quantifier',
    strength: 0.85,
    compared: { what: 'who or what', official, community },
    reason,
  }
}
