import { type Alignment, align, persons, type Surroundings, type Weigh } from './align.ts'
import type { Competing } from './competing.ts'
import { evidenceOf, likelihood, otherPhase } from './evidence.ts'
import type { Scope } from './frame/scopes.ts'
import type { Term } from './frame/terms.ts'
import type { Frame } from './frame.ts'
import type { Lexicon } from './lexicon.ts'
import { rules } from './rules/index.ts'
import type { Noticed, Pair, Rule } from './rules/rule.ts'
import { known, subjectFit } from './same-statement.ts'
import { oneSided, type ScopeGap, scopeGap, withContext } from './scope.ts'

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
  /** Among whole texts about one thing: two sentences must share more than a word to be set against each other. */
  wholeTexts?: boolean
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

/** A rule's finding before it is weighed. */
export interface Evidence {
  rule: Rule
  noticed: Noticed
  evidence: number[]
}

/** Sets one community frame against one official frame. */
export function judgeFrames(official: Frame, community: Frame, context: FrameContext): Judged {
  const none: Judged = { official, community, confidence: 0, agreement: 0 }
  const laid = layOver(official, community, context)
  if (!laid) return none
  const { pair, gap } = laid
  const { alignment } = pair
  let best: Judged = none
  const keep = (noticed: Noticed, confidence: number) => {
    if (confidence > best.confidence)
      best = { official, community, alignment, noticed, confidence, agreement: 0 }
  }
  if (context.around.close)
    for (const { rule, noticed, evidence } of evidenceFor(pair, gap)) {
      const sure = likelihood(rule, evidence, RARER_THAN_LABELLED)
      keep(noticed, community.hedged ? Math.min(sure, HEDGED_MOST) : sure)
    }
  else
    for (const rule of rules) {
      const noticed = passes(rule, pair, gap, context.strict === true) ? rule.notice(pair) : undefined
      if (noticed) keep(noticed, confidenceOf(rule, noticed, pair))
    }
  if (best.confidence > 0) return best
  const agreement =
    gap || alignment.competing ? 0 : Math.min(alignment.coverOfficial, alignment.coverCommunity)
  return { ...none, alignment, agreement }
}

/** What each rule notices in a pair, with the evidence for and against it. */
export function evidenceIn(official: Frame, community: Frame, context: FrameContext): Evidence[] {
  const laid = layOver(official, community, context)
  return laid ? evidenceFor(laid.pair, laid.gap) : []
}

function evidenceFor(pair: Pair, gap: ScopeGap | undefined): Evidence[] {
  const strictly = (rule: Rule, noticed: Noticed) =>
    passes(rule, pair, gap, false) ? confidenceOf(rule, noticed, pair) : 0
  return rules.flatMap((rule) => {
    const noticed = rule.notice(pair)
    return noticed && noticed.strength >= FAINTEST
      ? [{ rule, noticed, evidence: evidenceOf(rule, noticed, pair, gap, strictly(rule, noticed)) }]
      : []
  })
}

/** Contradictions are a third of the labelled pairs and far rarer elsewhere, in logits: *review* begins at .7 there. */
const RARER_THAN_LABELLED = 0.85
/** Weaker notions are not weighed at all. */
const FAINTEST = 0.25

/** Aligns two claims; undefined when they share nothing to speak of. */
function layOver(
  official: Frame,
  community: Frame,
  context: FrameContext,
): { pair: Pair; gap: ScopeGap | undefined } | undefined {
  const stated = official.act === 'claim' || official.act === 'ours'
  if (!stated || community.act !== 'claim' || official.lead || community.lead) return undefined
  const scopes = {
    official: withContext(saidBefore(official), context.scopes.official),
    community: withContext(saidBefore(community), context.scopes.community),
  }
  const alignment = align(official, community, context.around, context.lexicon, context.weigh)
  const counted = official.quantities.length > 0 && community.quantities.length > 0
  const ordered = official.order !== undefined && community.order !== undefined
  const told = official.path !== undefined && community.path !== undefined
  const enough = context.around.close
    ? alignment.matches.length > 0 || counted || told
    : alignment.shared >= 0.8 || alignment.matches.length >= 2
  if (!enough && !ordered) return undefined
  if (context.wholeTexts && alignment.shared < 1.2 && alignment.coverOfficial < 0.5) return undefined
  const pair: Pair = {
    official: { ...official, scope: scopes.official },
    community: { ...community, scope: scopes.community },
    said: { official: official.scope, community: community.scope },
    alignment,
    around: context.around,
    lexicon: context.lexicon,
    quoteOfficial: context.quoteOfficial,
    quoteCommunity: context.quoteCommunity,
  }
  return { pair, gap: scopeGap(scopes.official, scopes.community) }
}

/** Where a statement holds by its own words, else by those before it. */
function saidBefore({ scope, goesOn }: Frame): Scope {
  return goesOn ? withContext(scope, goesOn) : scope
}

/** Whether a rule may speak where texts are not known to be about one thing: enough is shared, and the scope is one. */
function passes(rule: Rule, pair: Pair, gap: ScopeGap | undefined, strict: boolean): boolean {
  const { official, community, alignment } = pair
  if (otherPhase(official, community) && rule.name !== 'order') return false
  if (gap && !rule.comparesScope?.includes(gap.dimension)) return false
  const [own, other] = coverFor(rule, pair)
  const [less, more] = [Math.min(own, other), Math.max(own, other)]
  const nearly = !strict && less >= rule.coverage - 0.12 && more >= 0.85
  const wordy = rule.adjuncts === true && own >= 0.88 && other >= 0.38
  if (less < rule.coverage && !nearly && !wordy) return false
  if (strict && rule.name === 'order' && community.hedged) return false
  if (strict && rule.name === 'order' && Math.min(alignment.coverOfficial, alignment.coverCommunity) < 0.35)
    return false
  return !strict || enoughShared(alignment, rule, sharesVersion(pair))
}

/** Coverage of both sides, with what a rule counts as shared besides words. */
function coverFor(rule: Rule, pair: Pair): readonly [number, number] {
  const { official, community, alignment } = pair
  const bonus = rule.countsQuantity || sharesVersion(pair) ? 0.8 : 0
  const [met, metToo] = rule.countsQuantity ? lastingWeights(official, community, alignment) : nothingMore
  return [
    raised(alignment.coverOfficial, alignment.weightOfficial, bonus, met),
    raised(alignment.coverCommunity, alignment.weightCommunity, bonus, metToo),
  ]
}

function sharesVersion({ official, community }: Pair): boolean {
  return official.versions.some((one) => community.versions.some((other) => one.from === other.from))
}

/** Without exception denied: who affirms it for some case contradicts it, whatever the case. */
function deniesAll({ official, community, alignment }: Pair): boolean {
  return (
    alignment.negationsOfficial % 2 === 1 &&
    alignment.negationsCommunity % 2 === 0 &&
    official.conditions.length === 0 &&
    official.scope.plans.length + official.scope.models.length + official.scope.roles.length === 0 &&
    (community.mode === 'can' || community.mode === 'fact')
  )
}

/** Strength of the rule, lessened by everything that may mean the two speak of different things. */
function confidenceOf(rule: Rule, noticed: Noticed, pair: Pair): number {
  const { official, community, alignment } = pair
  const [own, other] = coverFor(rule, pair)
  if (alignment.competing && !mayCompete(rule, alignment.competing)) return 0
  if (alignment.foreignConditions >= 0.75 && !rule.ignoresConditions && !deniesAll(pair)) return 0
  let confidence = noticed.strength
  const fit = Math.max(rule.leastFit ?? 0, Math.min(1, (own + other) / 2 + 0.12))
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
  const sided = oneSided(official.scope, community.scope)
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
const nothingMore: readonly [number, number] = [0, 0]

function lastingWeights(official: Frame, community: Frame, alignment: Alignment): readonly [number, number] {
  const timed = (frame: Frame) =>
    frame.quantities.some((quantity) => quantity.dimension === 'time' && !quantity.recurring)
  if (!timed(official) || !timed(community)) return nothingMore
  const verb = (terms: readonly Term[]) =>
    terms.find((term) => lastingVerbs.has(term.concept) && term.area !== 'side')?.weight ?? 0
  const [a, b] = [verb(alignment.onlyOfficial), verb(alignment.onlyCommunity)]
  return a > 0 && b > 0 ? [a, b] : nothingMore
}

function mayCompete(rule: Rule, [one, other]: Competing): boolean {
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
