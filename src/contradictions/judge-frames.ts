import { type Alignment, align, persons, type Surroundings, type Weigh } from './align.ts'
import type { Scope } from './frame/scopes.ts'
import type { Term } from './frame/terms.ts'
import type { Frame } from './frame.ts'
import type { Lexicon } from './lexicon.ts'
import { rules } from './rules/index.ts'
import { known, subjectFit } from './rules/polarity.ts'
import type { Noticed, Pair, Rule } from './rules/rule.ts'
import { oneSided, scopeGap, withContext } from './scope.ts'

/** What judging two frames needs besides them. */
export interface FrameContext {
  lexicon: Lexicon
  around: Surroundings
  scopes: { official: Scope; community: Scope }
  quoteOfficial: (start: number, end: number) => string
  quoteCommunity: (start: number, end: number) => string
  weigh?: Weigh
  /** In a corpus nearly nothing contradicts: more must be shared before a rule may speak. */
  strict?: boolean
}

/** The outcome of judging two frames. */
export interface Judged {
  official: Frame
  community: Frame
  alignment?: Alignment
  noticed?: Noticed
  confidence: number
  /** How surely the two say the same, 0 to 1. */
  agreement: number
}

/** Sets one community frame against one official frame. */
export function judgeFrames(official: Frame, community: Frame, context: FrameContext): Judged {
  const none: Judged = { official, community, confidence: 0, agreement: 0 }
  if (
    !(official.act === 'claim' || official.act === 'ours') ||
    community.act !== 'claim' ||
    official.lead ||
    community.lead
  )
    return none
  const scopes = {
    official: withContext(official.scope, context.scopes.official),
    community: withContext(community.scope, context.scopes.community),
  }
  const alignment = align(official, community, context.around, context.lexicon, context.weigh)
  if (alignment.shared < 0.8 && alignment.matches.length < 2 && !(official.order && community.order))
    return none
  const gap = scopeGap(scopes.official, scopes.community)
  const pair: Pair = {
    official: { ...official, scope: scopes.official },
    community: { ...community, scope: scopes.community },
    alignment,
    around: context.around,
    lexicon: context.lexicon,
    quoteOfficial: context.quoteOfficial,
    quoteCommunity: context.quoteCommunity,
  }
  let best: Judged = none
  const otherPhase = official.phase !== '' && community.phase !== '' && official.phase !== community.phase
  const named = official.versions.some((one) => community.versions.some((other) => one.from === other.from))
  for (const rule of rules) {
    if (otherPhase && rule.name !== 'order') continue
    if (gap && !rule.comparesScope?.includes(gap.dimension)) continue
    const bonus = rule.countsQuantity || named ? 0.8 : 0
    const lasting = rule.countsQuantity ? lastingWeights(official, community, alignment) : none2
    const cover = [
      raised(alignment.coverOfficial, alignment.weightOfficial, bonus, lasting[0]),
      raised(alignment.coverCommunity, alignment.weightCommunity, bonus, lasting[1]),
    ] as const
    const [less, more] = [Math.min(...cover), Math.max(...cover)]
    const nearly = !context.strict && less >= rule.coverage - 0.12 && more >= 0.85
    const wordy = rule.adjuncts === true && cover[0] >= 0.88 && cover[1] >= 0.38
    if (less < rule.coverage && !nearly && !wordy) continue
    if (context.strict && !enoughShared(alignment, rule, named)) continue
    const noticed = rule.notice(pair)
    if (!noticed) continue
    const confidence = confidenceOf(rule, noticed, pair, scopes, (cover[0] + cover[1]) / 2)
    if (confidence > best.confidence)
      best = { official, community, alignment, noticed, confidence, agreement: 0 }
  }
  if (best.confidence === 0)
    return {
      ...none,
      alignment,
      agreement: gap || alignment.competing ? 0 : Math.min(alignment.coverOfficial, alignment.coverCommunity),
    }
  return best
}

/** Without exception denied: who affirms it for some case contradicts it, whatever the case. */
function deniesAll({ official, community, alignment }: Pair): boolean {
  return (
    alignment.negationsOfficial % 2 === 1 &&
    alignment.negationsCommunity % 2 === 0 &&
    official.conditions.length === 0 &&
    (community.mode === 'can' || community.mode === 'fact')
  )
}

/** Strength of the rule, lessened by everything that may mean the two speak of different things. */
function confidenceOf(
  rule: Rule,
  noticed: Noticed,
  pair: Pair,
  scopes: { official: Scope; community: Scope },
  cover: number,
): number {
  const { official, community, alignment } = pair
  if (alignment.competing && !mayCompete(rule, alignment.competing)) return 0
  if (alignment.foreignConditions >= 0.75 && !rule.ignoresConditions && !deniesAll(pair)) return 0
  let confidence = noticed.strength
  const fit = Math.max(rule.leastFit ?? 0, Math.min(1, cover + 0.12))
  confidence *= fit
  if (rule.wantsSameThing && apart(alignment)) confidence *= 0.75
  if (rule.wantsSameThing)
    confidence *= Math.max(
      0.75,
      Math.min(
        subjectFit(official, known(pair, 'official')),
        subjectFit(community, known(pair, 'community')),
      ),
    )
  if (community.also && rule.name === 'number') confidence *= 0.75
  if (alignment.ignoredConditions >= 0.75) confidence *= 0.85
  if (community.hedged) confidence = Math.min(confidence * 0.8, HEDGED_MOST)
  if (official.example || community.example) confidence *= 0.75
  if (community.conditions.length > 0 && official.conditions.length === 0 && restricts(pair))
    confidence *= 0.8
  const sided = oneSided(scopes.official, scopes.community)
  const matters = (dimension: keyof Scope) => !rule.comparesScope?.includes(dimension)
  if (sided.community.some((dimension) => dimension !== 'roles' && matters(dimension))) confidence *= 0.75
  if (sided.official.some((dimension) => dimension !== 'roles' && matters(dimension))) confidence *= 0.9
  return confidence
}

/** The community's condition takes up something the official text does not speak about as its subject. */
function restricts(pair: Pair): boolean {
  const conditions = new Set(pair.community.conditions)
  return pair.alignment.matches.some(
    (match) =>
      conditions.has(match.community.concept) &&
      match.community.area === 'side' &&
      match.official.area === 'rest' &&
      match.official.role !== 'verb',
  )
}

/** Two things both sides name, or one and the rest of the statement. */
function enoughShared(alignment: Alignment, rule: Rule, sameVersion: boolean): boolean {
  if (rule.name === 'entity') return alignment.shared >= 3
  if (rule.name === 'reversibility') return alignment.shared >= 1.6
  if (rule.leastFit !== undefined || rule.name === 'setting value' || rule.name === 'menu path') return true
  const same = alignment.matches.filter((match) => match.relation === 'same')
  const things = same.filter((match) => match.official.role !== 'verb' && match.official.weight >= 0.7).length
  const deeds = same.filter((match) => match.official.weight >= 0.5).length + (sameVersion ? 1 : 0)
  const whole = Math.min(alignment.coverOfficial, alignment.coverCommunity)
  if (rule.countsQuantity) return things >= 1 && (deeds >= 2 || whole >= 0.8)
  return things >= 1 && deeds >= 2 && alignment.shared + (sameVersion ? 1 : 0) >= (whole >= 0.8 ? 1.6 : 2)
}

/** Coverage when something of weight `bonus` is shared besides the words, and `met` of them mean the same after all. */
function raised(cover: number, weight: number, bonus: number, met: number): number {
  return Math.min(1, (cover * weight + bonus + met) / (weight + bonus || 1))
}

/** Said with a length of time, "kept for", "deleted after", "lasts" and "expires" all say how long. */
const lastingVerbs = new Set(
  'keep expir delet last stop tak continu retain end remain store run wait stay hold go'.split(' '),
)
const none2: readonly [number, number] = [0, 0]

function lastingWeights(official: Frame, community: Frame, alignment: Alignment): readonly [number, number] {
  const timed = (frame: Frame) =>
    frame.quantities.some((quantity) => quantity.dimension === 'time' && !quantity.recurring)
  if (!timed(official) || !timed(community)) return none2
  const verb = (terms: readonly Term[]) =>
    terms.find((term) => lastingVerbs.has(term.concept) && term.area !== 'side')?.weight ?? 0
  const [a, b] = [verb(alignment.onlyOfficial), verb(alignment.onlyCommunity)]
  return a > 0 && b > 0 ? [a, b] : none2
}

function mayCompete(rule: Rule, [one, other]: readonly [Term, Term]): boolean {
  return (
    rule.mayCompete === true ||
    (rule.mayCompete === 'people' &&
      [one, other].some((term) => term.role === 'head' && persons.has(term.concept)))
  )
}

/** An unsure claim stays below the *high* tier. */
const HEDGED_MOST = 0.7

/** Both sides name something telling that the other does not. */
function apart(alignment: Alignment): boolean {
  const telling = (terms: Alignment['onlyOfficial']) =>
    terms.some((term) => term.weight >= 0.8 && term.area !== 'side')
  return telling(alignment.onlyOfficial) && telling(alignment.onlyCommunity)
}
