/**
 * Judges whether a community text says something that cannot be true together with an official text.
 *
 *   frames of both → claims only → scope gate → alignment → rules → confidence → tier
 *
 * Pure and deterministic. The same interface serves optional judges backed by a model.
 */
import { type Alignment, align, type Surroundings, type Weigh } from './align.ts'
import { emptyScope, readTitleScope, type Scope } from './frame/scopes.ts'
import { termsOf } from './frame/terms.ts'
import { tokenise } from './frame/tokens.ts'
import { type Frame, framesOf } from './frame.ts'
import { baseLexicon, type Lexicon } from './lexicon.ts'
import { rules } from './rules/index.ts'
import { known, subjectFit } from './rules/polarity.ts'
import type { Kind, Noticed, Pair, Rule } from './rules/rule.ts'
import { oneSided, scopeGap, withContext } from './scope.ts'

/** A place in a text, in UTF-16 units, end exclusive. */
export type Range = [start: number, end: number]

/** A text to be judged. */
export interface Span {
  text: string
}

/** What surrounds the two texts; every part is optional. */
export interface PairContext {
  officialTitle?: string
  section?: string
  product?: string
  versions?: string | readonly string[]
  plan?: string | readonly string[]
  platform?: string | readonly string[]
  region?: string | readonly string[]
  questionTitle?: string
  tags?: string | readonly string[]
  prev?: string
  next?: string
}

/** Two texts set against each other. */
export interface PairInput {
  official: Span
  community: Span
  context?: PairContext
  findings?: readonly Noticed[]
}

/** How sure a contradiction is: *high* goes straight to the queue's top, *review* wants a look. */
export type Tier = 'high' | 'review'

/** The outcome for one pair. */
export interface Verdict {
  label: 'contradiction' | 'neutral' | 'entailment' | 'abstain'
  p: { c: number; n: number; e: number }
  /** Probability-like, 0 to 1, of the label given. */
  confidence: number
  tier?: Tier
  kind?: Kind
  rationale?: string
  compared?: Noticed['compared']
  /** The official and the community sentence concerned, in their own text. */
  spans?: [Range, Range]
}

/** Anything that can judge pairs: the rules, a local model, a service. */
export interface PairJudge {
  readonly id: string
  /** Part of the key under which verdicts are kept. */
  readonly version: string
  judge(batch: PairInput[], options: { signal: AbortSignal; budgetMs?: number }): Promise<Verdict[]>
}

/** Confidence from which a contradiction is shown at all, and from which it is *high*. */
export const thresholds = { review: 0.5, high: 0.72 }

/** Raised whenever the same input can give another verdict. */
export const RULES_VERSION = '1'

/** The rules behind the judges' interface. */
export function rulesJudge(lexicon: Lexicon = baseLexicon()): PairJudge {
  return {
    id: 'rules',
    version: `${RULES_VERSION}-${lexicon.version}`,
    judge: async (batch) => batch.map((input) => judgePair(input, lexicon)),
  }
}

/** Judges one pair of texts with the rules. */
export function judgePair(input: PairInput, lexicon: Lexicon = baseLexicon()): Verdict {
  const official = framesOf(input.official.text, lexicon)
  const community = framesOf(input.community.text, lexicon)
  if (official.length === 0 || community.length === 0) return plain('abstain', 0.5)
  const surroundings = surroundingsOf(input.context ?? {}, lexicon)
  let best: Judged | undefined
  let agreement = 0
  for (const [o, officialFrame] of official.entries()) {
    for (const [c, communityFrame] of community.entries()) {
      const around = {
        official: withNeighbours(surroundings.official, official, o),
        community: withNeighbours(surroundings.community, community, c),
      }
      const judged = judgeFrames(officialFrame, communityFrame, {
        lexicon,
        around,
        scopes: surroundings.scopes,
        quoteOfficial: (start, end) => input.official.text.slice(start, end),
        quoteCommunity: (start, end) => input.community.text.slice(start, end),
      })
      if (judged.agreement > agreement) agreement = judged.agreement
      if (judged.noticed && (!best || judged.confidence > best.confidence)) best = judged
    }
  }
  if (best && best.confidence >= thresholds.review) return contradiction(best)
  if (agreement >= 0.75) return plain('entailment', agreement)
  return plain('neutral', 1 - (best?.confidence ?? 0.1))
}

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
  if (official.act !== 'claim' || community.act !== 'claim' || official.lead || community.lead) return none
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
    const cover = [
      raised(alignment.coverOfficial, alignment.weightOfficial, bonus),
      raised(alignment.coverCommunity, alignment.weightCommunity, bonus),
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

/** Strength of the rule, lessened by everything that may mean the two speak of different things. */
function confidenceOf(
  rule: Rule,
  noticed: Noticed,
  pair: Pair,
  scopes: { official: Scope; community: Scope },
  cover: number,
): number {
  const { official, community, alignment } = pair
  if (alignment.competing && !rule.mayCompete) return 0
  if (alignment.foreignConditions >= 0.75 && !rule.ignoresConditions) return 0
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
  if (community.hedged) confidence *= 0.8
  if (official.example || community.example) confidence *= 0.75
  if (community.conditions.length > 0 && official.conditions.length === 0 && restricts(pair))
    confidence *= 0.8
  const sided = oneSided(scopes.official, scopes.community)
  const matters = (dimension: keyof Scope) => !rule.comparesScope?.includes(dimension)
  if (sided.community.some((dimension) => dimension !== 'roles' && matters(dimension))) confidence *= 0.75
  if (sided.official.some((dimension) => dimension !== 'roles' && matters(dimension))) confidence *= 0.9
  return confidence
}

/** The concepts named in a title, heading or list of tags. */
export function conceptsOfWords(text: string, lexicon: Lexicon): Set<string> {
  return new Set(termsOf(tokenise(text, 0), new Set(), 0, false, lexicon).map((term) => term.concept))
}

/** The scope a title, heading or list of tags sets. */
export function scopeOfWords(text: string): Scope {
  return /\p{L}/u.test(text) ? readTitleScope(tokenise(text, 0)) : emptyScope()
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

/** Coverage when something of weight `bonus` is shared besides the words. */
function raised(cover: number, weight: number, bonus: number): number {
  return (cover * weight + bonus) / (weight + bonus || 1)
}

/** Both sides name something telling that the other does not. */
function apart(alignment: Alignment): boolean {
  const telling = (terms: Alignment['onlyOfficial']) =>
    terms.some((term) => term.weight >= 0.8 && term.area !== 'side')
  return telling(alignment.onlyOfficial) && telling(alignment.onlyCommunity)
}

function contradiction(judged: Judged): Verdict {
  const { noticed, official, community, confidence } = judged
  return {
    label: 'contradiction',
    p: { c: round(confidence), n: round(1 - confidence), e: 0 },
    confidence: round(confidence),
    tier: confidence >= thresholds.high ? 'high' : 'review',
    kind: noticed!.kind,
    rationale: noticed!.reason,
    compared: noticed!.compared,
    spans: [
      [official.start, official.end],
      [community.start, community.end],
    ],
  }
}

function plain(label: 'neutral' | 'entailment' | 'abstain', confidence: number): Verdict {
  const sure = round(confidence)
  const p =
    label === 'entailment'
      ? { c: 0, n: round(1 - sure), e: sure }
      : { c: label === 'neutral' ? round(1 - sure) : 0, n: label === 'neutral' ? sure : 1, e: 0 }
  return { label, p, confidence: sure }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

function surroundingsOf(
  context: PairContext,
  lexicon: Lexicon,
): Surroundings & { scopes: FrameContext['scopes'] } {
  const officialText = listOf(context.officialTitle, context.section, context.product).join('. ')
  const questionText = listOf(context.questionTitle, context.tags).join('. ')
  const meta = [
    ...listOf(context.plan).map((plan) => `on the ${plan} plan`),
    ...listOf(context.platform).map((platform) => `on ${platform}`),
    ...listOf(context.region).map((region) => `in ${region}`),
    ...listOf(context.versions).map((version) => `in version ${version}`),
  ].join(', ')
  return {
    official: conceptsOfWords(officialText, lexicon),
    community: conceptsOfWords([questionText, ...listOf(context.prev)].join('. '), lexicon),
    scopes: { official: scopeOfWords(`${officialText}. ${meta}`), community: scopeOfWords(questionText) },
  }
}

/** One text or many, as callers have them; anything else counts as nothing. */
function listOf(...values: unknown[]): string[] {
  return values.flat().filter((value): value is string => typeof value === 'string' && value.trim() !== '')
}

function withNeighbours(known: ReadonlySet<string>, frames: readonly Frame[], at: number): Set<string> {
  const set = new Set(known)
  for (const near of [frames[at - 1], frames[at + 1]])
    for (const term of near?.terms ?? []) set.add(term.concept)
  return set
}
