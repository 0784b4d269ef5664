import type { Scope } from '../frame/scopes.ts'
import type { Term } from '../frame/terms.ts'
import type { Frame } from '../frame.ts'
import { inside, meet } from '../scope.ts'
import type { Noticed, Pair, Rule } from './rule.ts'

const dimensions = ['plans', 'platforms', 'browsers', 'roles', 'regions'] as const
const names: Record<(typeof dimensions)[number], string> = {
  plans: 'plan',
  platforms: 'platform',
  browsers: 'browser',
  roles: 'role',
  regions: 'region',
}

/** "Only on Enterprise", "only the owner": the answer grants it to others. */
export const only: Rule = {
  name: 'only',
  coverage: 0.4,
  comparesScope: dimensions,
  mayCompete: 'people',
  notice(pair) {
    const { official, community } = pair
    const [left, right] = [restricts(official, pair.said.official), restricts(community, pair.said.community)]
    if (left === right) return undefined
    const [narrow, wide] = left ? [official, community] : [community, official]
    const said = left ? pair.said.official : pair.said.community
    if ((pair.alignment.negationsOfficial + pair.alignment.negationsCommunity) % 2 === 1) return undefined
    if (wide.mode === 'needless' || narrow.mode === 'needless') return undefined
    const fewer = oneOfMany(pair, left ? 'official' : 'community')
    if (fewer) return fewer
    for (const dimension of dimensions) {
      const everyone =
        dimension === 'plans' && wide.universal && wide.terms.some((term) => term.concept === 'fre')
      const outside = (everyone ? ['*'] : wide.scope[dimension]).filter(
        (value) =>
          value === '*' ||
          !narrowest(dimension, narrow.scope[dimension]).some((kept) => meet(dimension, kept, value)),
      )
      if (said[dimension].length === 0 || outside.length === 0) continue
      if (dimension === 'roles' && onlyDeed(narrow, left ? pair.quoteOfficial : pair.quoteCommunity)) continue
      if (!left && !official.universal && !outside.includes('*') && !onlyLater(official.scope, dimension))
        continue
      return {
        kind: dimension === 'roles' ? 'quantifier' : 'availability',
        strength: 0.9,
        compared: {
          what: names[dimension],
          official: side(left, official.scope[dimension]),
          community: side(right, community.scope[dimension]),
        },
        reason: `One text allows this only for ${narrow.scope[dimension].join(', ')}, the other also for ${outside.map((value) => (value === '*' ? `every ${names[dimension]}` : value)).join(', ')}.`,
      }
    }
    return undefined
  },
}

/** "English only" against "English, German and Dutch". */
function oneOfMany(pair: Pair, side: 'official' | 'community'): Noticed | undefined {
  const other = side === 'official' ? 'community' : 'official'
  const quote = other === 'official' ? pair.quoteOfficial : pair.quoteCommunity
  const match = pair.alignment.matches.find((one) => one.relation === 'same' && one[other].role === 'name')
  if (!match || pair[side].terms.filter((term) => term.role === 'name').length > 1) return undefined
  const names = pair[other].terms.filter((term) => term.role === 'name')
  const at = names.indexOf(match[other])
  const listed = (one: Term | undefined, next: Term | undefined) =>
    one !== undefined &&
    next !== undefined &&
    /^(?:,| and| or|, and|, or)(?: the)? $/.test(quote(one.end, next.start))
  if (!listed(names[at], names[at + 1]) && !listed(names[at - 1], names[at])) return undefined
  const all = names.filter(
    (_, place) => listed(names[place], names[place + 1]) || listed(names[place - 1], names[place]),
  )
  const [one, many] = [
    quote(match[other].start, match[other].end),
    all.map((term) => quote(term.start, term.end)).join(', '),
  ]
  return {
    kind: 'availability',
    strength: 0.85,
    compared: {
      what: 'choice',
      official: side === 'official' ? `only ${one}` : many,
      community: side === 'official' ? many : `only ${one}`,
    },
    reason: `One text allows only ${one}, the other ${many}.`,
  }
}

/** "Only on Enterprise", "requires an Enterprise subscription". */
function restricts(frame: Frame, said: Scope): boolean {
  return (
    frame.only ||
    (frame.mode === 'must' &&
      /^(?:need|requir)?$/.test(frame.predicate?.concept ?? '') &&
      said.plans.length > 0 &&
      !said.plans.includes('*'))
  )
}

/** "Students can only see their own grades": what they do is restricted, not who does it. */
function onlyDeed(frame: Frame, quote: Pair['quoteOfficial']): boolean {
  return (
    !frame.onlySubject &&
    /\b(?:can|may|will|do|does|could) only\b/i.test(quote(frame.clauseStart, frame.clauseEnd))
  )
}

/** "The desktop app for Windows and macOS": the narrower values say where. */
function narrowest(dimension: keyof Scope, values: readonly string[]): readonly string[] {
  return values.filter((value) => !values.some((other) => other !== value && inside(dimension, other, value)))
}

function onlyLater(scope: Scope, dimension: (typeof dimensions)[number]): boolean {
  return scope[dimension].length > 1
}

function side(isOnly: boolean, values: readonly string[]): string {
  return `${isOnly ? 'only ' : ''}${values.map((value) => (value === '*' ? 'all' : value)).join(', ')}`
}
