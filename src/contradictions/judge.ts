// Long because the way from two texts to a verdict reads in one piece.
/**
 * Judges whether a community text says something that cannot be true together with an official text.
 *
 *   frames of both → claims only → scope gate → alignment → rules → confidence → tier
 *
 * Pure and deterministic. The same interface serves optional judges backed by a model.
 */
import { type Frame, framesOf } from './frame.ts'
import { type Evidence, evidenceIn, type FrameContext, type Judged, judgeFrames } from './judge-frames.ts'
import { baseLexicon, type Lexicon } from './lexicon.ts'
import type { Kind, Noticed } from './rules/rule.ts'
import { surroundingsOf, withNeighbours } from './surroundings.ts'

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
export const thresholds = { review: 0.5, high: 0.9 }

/** Raised whenever the same input can give another verdict. */
export const RULES_VERSION = '10'

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
  const met = meetings(input, lexicon)
  if (met === undefined) return plain('abstain', 0.5)
  let best: Judged | undefined
  let agreement = 0
  for (const [official, community, context] of met) {
    const judged = judgeFrames(official, community, context)
    if (judged.agreement > agreement) agreement = judged.agreement
    if (judged.noticed && (!best || judged.confidence > best.confidence)) best = judged
  }
  if (best && best.confidence >= thresholds.review) return contradiction(best)
  if (agreement >= 0.75) return plain('entailment', agreement)
  return plain('neutral', 1 - Math.min(1, best?.confidence ?? 0.1))
}

/** Everything the rules notice in a pair, for fitting the weights. */
export function evidenceOfPair(input: PairInput, lexicon: Lexicon = baseLexicon()): Evidence[] {
  return (meetings(input, lexicon) ?? []).flatMap(([official, community, context]) =>
    evidenceIn(official, community, context),
  )
}

/** Every frame of one text against every frame of the other; undefined when one of them states nothing. */
function meetings(input: PairInput, lexicon: Lexicon): [Frame, Frame, FrameContext][] | undefined {
  const official = framesOf(input.official.text, lexicon)
  const community = framesOf(input.community.text, lexicon)
  if (official.length === 0 || community.length === 0) return undefined
  const surroundings = surroundingsOf(input.context ?? {}, lexicon)
  return official.flatMap((officialFrame, o) =>
    community.map((communityFrame, c): [Frame, Frame, FrameContext] => [
      officialFrame,
      communityFrame,
      {
        lexicon,
        around: {
          close: true,
          official: withNeighbours(surroundings.official, official, o),
          community: withNeighbours(surroundings.community, community, c),
        },
        scopes: surroundings.scopes,
        quoteOfficial: (start, end) => input.official.text.slice(start, end),
        quoteCommunity: (start, end) => input.community.text.slice(start, end),
      },
    ]),
  )
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
