import type { Quantity } from '../frame/quantities.ts'
import type { Term } from '../frame/terms.ts'
import type { Frame } from '../frame.ts'
import { conceptOf } from '../lexicon.ts'
import type { Kind, Noticed, Pair, Rule } from './rule.ts'

/** Two numbers of the same kind for the same thing that cannot both be right. */
export const number: Rule = {
  name: 'number',
  coverage: 0.5,
  countsQuantity: true,
  wantsSameThing: true,
  notice(pair) {
    let best: Noticed | undefined
    if (differentThing(pair) || otherSubject(pair) || withAndWithout(pair) || otherSize(pair))
      return undefined
    for (const official of pair.official.quantities) {
      for (const community of pair.community.quantities) {
        const strength = clash(pair, official, community)
        if (strength === 0 || (best && best.strength >= strength)) continue
        best = describe(pair, official, community, strength)
      }
    }
    return best ?? delay(pair)
  },
}

/** At once on one side, after hours or days on the other. */
function delay(pair: Pair): Noticed | undefined {
  const at = (frame: Frame) =>
    frame.terms.find(
      (term) => term.concept === 'immediat' && term.area === 'rest' && term.role !== 'modifier',
    )
  const wait = (frame: Frame) =>
    frame.quantities.find(
      (one) => one.dimension === 'time' && !one.recurring && one.per === 0 && one.value >= 60,
    )
  const [o, c] = [pair.official, pair.community]
  const [soon, later] = at(o) && wait(c) ? [o, c] : at(c) && wait(o) ? [c, o] : []
  if (!soon || !later || wait(soon) || turnsOf(o) + turnsOf(c) > 0 || soon.imperative) return undefined
  const shared = pair.alignment.matches.some(
    ({ relation, official }) => relation === 'same' && official.role === 'verb' && official.weight >= 0.5,
  )
  if (!shared) return undefined
  const [term, quantity] = [at(soon)!, wait(later)!]
  const quotes = [pair.quoteOfficial, pair.quoteCommunity] as const
  const [own, other] = soon === o ? quotes : [quotes[1], quotes[0]]
  const [now, then] = [own(term.start, term.end), other(quantity.start, quantity.end)]
  const [left, right] = soon === o ? [now, then] : [then, now]
  return {
    kind: 'duration',
    strength: 0.75,
    compared: { what: 'duration', official: left, community: right },
    reason: `The official text says ${left}, the answer says ${right} for the same thing.`,
  }
}

/** "The 18-volt drill …" against "the 12-volt drill …": the first number names the thing, the second is said of it. */
function otherSize(pair: Pair): boolean {
  const { official: o, community: c } = pair
  if (o.quantities.length < 2 || c.quantities.length < 2) return false
  const names = (frame: Frame) =>
    frame.quantities.filter((quantity) => frame.subjectEnd > 0 && quantity.from < frame.subjectEnd)
  return names(o).some((a) => names(c).some((b) => a.dimension === b.dimension && !equal(a, b)))
}

/** "Without the expansion the cap is 60": another case than with it. */
function withAndWithout(pair: Pair): boolean {
  const lacks = (frame: Frame, other: Frame) =>
    frame.negators.some(
      (negator) =>
        negator.word === 'without' && negator.targets.slice(0, 1).some((target) => mentions(other, target)),
    ) && !other.negators.some((negator) => negator.word === 'without')
  return lacks(pair.official, pair.community) || lacks(pair.community, pair.official)
}

/** Opposite or exclusive qualifiers ("incoming", "red") name different things; opposite verbs do not. */
function differentThing(pair: Pair): boolean {
  return pair.alignment.matches.some(
    (match) => match.relation !== 'same' && match.official.role !== 'verb' && match.community.role !== 'verb',
  )
}

/** "The invoices endpoint", "the contacts endpoint": one word, qualified apart, is two subjects. */
function otherSubject({ alignment }: Pair): boolean {
  const [a, b, rivalry] = alignment.competing ?? []
  const qualifies = (term: Term | undefined) => term?.area === 'subject' && term.role === 'modifier'
  return rivalry === 'qualifiers' && qualifies(a) && qualifies(b)
}

/** How surely two quantities exclude each other, 0 when they do not. */
function clash(pair: Pair, official: Quantity, community: Quantity): number {
  const { official: o, community: c } = pair
  if (official.denied || community.denied || !sameDimension(pair, official, community)) return 0
  if (official.recurring !== community.recurring) return 0
  if (official.over && community.over && official.sense !== community.sense && equal(official, community))
    return 0.8
  if (o.quantities.some((other) => sameDimension(pair, other, community) && equal(other, community))) return 0
  if (
    c.quantities.some((other) =>
      other.dimension !== community.dimension
        ? false
        : sameDimension(pair, official, other) && equal(official, other),
    )
  )
    return 0
  if (official.dimension === 'date') return dateClash(official.value, community.value)
  if (official.per > 0 !== community.per > 0 && !official.dimension.startsWith('money')) return 0

  const rated = official.per > 0 === community.per > 0
  const a = rated ? rate(official) : official.value
  const b = rated ? rate(community) : community.value
  if (
    a === b ||
    multiplied(c, community, a, b) ||
    (official.dimension === 'clock' && many(o, 'clock') !== many(c, 'clock'))
  )
    return 0
  const polarity = (turnsOf(o) + turnsOf(c)) % 2
  const advice =
    pair.community.mode === 'advise' && official.sense === 'max' && community.sense === 'max' && b < a
      ? 0.4
      : 1
  const labels =
    official.dimension !== 'bare' &&
    named.test(official.dimension) &&
    inSubject(o, official) &&
    inSubject(c, community)
      ? 0.4
      : 1
  const several = o.quantities.filter((other) => other.dimension === official.dimension).length > 1 ? 0.8 : 1
  return advice * several * labels * senses(official, community, a, b, polarity === 1)
}

/** "$10 per user" and "$50 for 5 users": the answer only multiplies. */
function multiplied(community: Frame, own: Quantity, a: number, b: number): boolean {
  return community.quantities.some(
    (other) =>
      other !== own &&
      other.dimension.startsWith('count:') &&
      other.value > 1 &&
      Math.abs(a * other.value - b) < 1e-9,
  )
}

function many(frame: Frame, dimension: string): boolean {
  return frame.quantities.filter((quantity) => quantity.dimension === dimension).length > 1
}

/** Negations of a frame, and "too many" or "not enough", which deny as well. */
function turnsOf(frame: Frame): number {
  return (
    frame.negators.filter((negator) => !negator.narrow).length +
    (frame.excess ? 1 : 0) +
    (frame.refuses ? 1 : 0)
  )
}

/** What each combination of "at most", "at least", "exactly" and "about" says about two different values. */
function senses(official: Quantity, community: Quantity, a: number, b: number, negated: boolean): number {
  if (official.sense === 'about' || community.sense === 'about')
    return Math.max(a, b) / Math.min(a, b) > 1.9 ? 0.7 : 0
  if (official.sense === 'max') {
    if (community.sense === 'max') return 0.95
    if (community.sense === 'min') return b > a ? 0.85 : 0
    if (negated) return b <= a ? 0.6 : 0
    return b > a ? 0.85 : 0.3
  }
  if (official.sense === 'min') {
    if (community.sense === 'min') return 0.95
    if (community.sense === 'max') return b < a ? 0.85 : 0
    if (negated) return b >= a ? 0.6 : 0
    return b < a ? 0.85 : 0.2
  }
  if (community.sense === 'min') return b > a ? 0.8 : 0.6
  if (community.sense === 'max') return b < a ? 0.85 : 0.75
  return negated ? 0.3 : 0.9
}

/** Attributes whose number is a value, or the name of one of several things ("port 1883 is for …"). */
const named = /^(?:port|mtu|channel|ttl|vlan|timeout|level|position)$/

/** "Level 3" against "at 5" of one thing. */
const scale = /^(?:level|position|priority)$/

function inSubject(frame: Frame, quantity: Quantity): boolean {
  return frame.subjectEnd > 0 && quantity.from < frame.subjectEnd
}

function sameDimension(pair: Pair, a: Quantity, b: Quantity): boolean {
  if (a.dimension === b.dimension) return true
  const [x, y] = [a.dimension, b.dimension]
  if (x.startsWith('money:') && y.startsWith('money:')) return x === 'money:any' || y === 'money:any'
  if (x.startsWith('count:') && y.startsWith('count:'))
    return (
      conceptOf(pair.lexicon, x.slice(6)) === conceptOf(pair.lexicon, y.slice(6)) ||
      (pair.around.close === true &&
        a.sense !== 'min' &&
        b.sense !== 'min' &&
        a.value !== 1 &&
        b.value !== 1 &&
        otherName(pair, x.slice(6), y.slice(6)))
    )
  if (x === 'bare' && y.startsWith('count:'))
    return mentions(pair.official, conceptOf(pair.lexicon, y.slice(6)))
  if (y === 'bare' && x.startsWith('count:'))
    return mentions(pair.community, conceptOf(pair.lexicon, x.slice(6)))
  const capped = (frame: Frame) =>
    pair.around.close === true && mentions(frame, 'maximum') && frame.negators.length === 0
  if (x === 'bare' && y.startsWith('count:') && capped(pair.official)) return true
  if (y === 'bare' && x.startsWith('count:') && capped(pair.community)) return true
  const graded = pair.around.close === true && pair.alignment.shared >= 1.5
  if (graded && ((x === 'bare' && scale.test(y)) || (y === 'bare' && scale.test(x)))) return true
  if (x === 'bare' && named.test(y)) return mentions(pair.official, y) || mentions(pair.official, 'listen')
  if (y === 'bare' && named.test(x)) return mentions(pair.community, x) || mentions(pair.community, 'listen')
  return false
}

/** "Ten attachments", "fifteen files": two names of what is counted, unless one text names both. */
function otherName(pair: Pair, x: string, y: string): boolean {
  if (/^tim/.test(x) || /^tim/.test(y)) return false
  const names = (frame: Frame, word: string) =>
    mentions(frame, word) || mentions(frame, conceptOf(pair.lexicon, word))
  return (
    !pair.community.also && !pair.alignment.competing && !names(pair.official, y) && !names(pair.community, x)
  )
}

function mentions(frame: Frame, concept: string): boolean {
  return frame.terms.some((term) => term.concept === concept)
}

function rate(quantity: Quantity): number {
  return quantity.per > 0 ? quantity.value / quantity.per : quantity.value
}

/** Equal up to how people round: 1024 for 1000, 30 days for a month. */
function equal(a: Quantity, b: Quantity): boolean {
  const [x, y] = [rate(a), rate(b)]
  if (x === y) return true
  const slack = a.dimension === 'bytes' ? 0.11 : a.dimension === 'time' ? 0.035 : 1e-9
  return Math.abs(x - y) / Math.max(x, y) < slack
}

function dateClash(a: number, b: number): number {
  const parts = (value: number) => [Math.floor(value / 1e4), Math.floor((value % 1e4) / 100), value % 100]
  const [left, right] = [parts(a), parts(b)]
  return left.some((part, index) => part > 0 && right[index]! > 0 && part !== right[index]) ? 0.9 : 0
}

function describe(pair: Pair, official: Quantity, community: Quantity, strength: number): Noticed {
  const left = pair.quoteOfficial(official.start, official.end)
  const right = pair.quoteCommunity(community.start, community.end)
  const kind = kindOf(pair, official)
  return {
    kind,
    strength,
    compared: {
      what: kind,
      official: `${words[official.sense]}${left}`,
      community: `${words[community.sense]}${right}`,
    },
    reason: `The official text says ${words[official.sense]}${left}, the answer says ${words[community.sense]}${right} for the same thing.`,
  }
}

const words = { exact: '', max: 'at most ', min: 'at least ', about: 'about ' }

function kindOf(pair: Pair, quantity: Quantity): Kind {
  if (pair.official.byDefault || pair.community.byDefault) return 'default'
  if (quantity.dimension === 'date' || quantity.dimension === 'clock') return 'date'
  if (quantity.dimension.startsWith('money')) return 'price'
  if (quantity.dimension === 'time') return 'duration'
  if (/^(?:port|mtu|channel|ttl|vlan|timeout|level|priority|bare)$/.test(quantity.dimension))
    return 'setting value'
  return quantity.sense === 'max' || quantity.sense === 'min' ? 'limit' : 'number'
}
