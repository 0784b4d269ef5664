/**
 * Whole texts against each other: retrieve the official sentences a community sentence may disagree with, then judge.
 *
 *   frameText → frames with their surroundings → officialIndex.candidates (coverage both ways, weighted by rarity) → matchFrames
 *
 * Frames are plain data and can be kept by the hash of text and context; the index holds numbers only, so a corpus of
 * some hundred thousand official frames fits in memory while the frames themselves stay in a database.
 */

import { sentencesOf } from '../lib/sentences.ts'
import type { Weigh } from './align.ts'
import { emptyScope, type Scope } from './frame/scopes.ts'
import { type Frame, framesOf } from './frame.ts'
import {
  conceptsOfWords,
  type Judged,
  judgeFrames,
  type Range,
  scopeOfWords,
  type Tier,
  thresholds,
} from './judge.ts'
import { baseLexicon, type Lexicon } from './lexicon.ts'
import type { Kind, Noticed } from './rules/rule.ts'

/** What is known of a text besides its words. */
export interface TextContext {
  title?: string
  section?: string
  product?: string
  versions?: readonly string[]
  plans?: readonly string[]
  platforms?: readonly string[]
  regions?: readonly string[]
  tags?: readonly string[]
}

/** A frame with what surrounds it: concepts of title, headings and neighbours, and the scope they set. */
export interface FramedSentence {
  frame: Frame
  near: string[]
  /** Concepts of the title: what the whole text is about. */
  topic: string[]
  scope: Scope
}

/** How often concepts occur, over how many sentences. */
export interface Background {
  sentences: number
  frequency: ReadonlyMap<string, number>
}

/** Two sentences that cannot both hold, quoted word for word with their places. */
export interface Finding {
  official: { start: number; end: number; quote: string }
  community: { start: number; end: number; quote: string }
  kind: Kind
  tier: Tier
  confidence: number
  compared: Noticed['compared']
  reason: string
}

/** Reads a text into frames that carry their surroundings. */
export function frameText(
  text: string,
  context: TextContext = {},
  lexicon: Lexicon = baseLexicon(),
): FramedSentence[] {
  const headings = headingsByStart(text)
  const title = [context.title, context.section].filter(Boolean).join('. ')
  const meta = metaText(context)
  const known = conceptsOfWords([title, context.tags?.join(', ') ?? ''].join('. '), lexicon)
  const about = [...conceptsOfWords([title, context.product ?? ''].join('. '), lexicon)].filter(
    (concept) => !lexicon.light.has(concept),
  )
  const scopes = new Map<string, Scope>()
  const scopeUnder = (heading: string) => {
    const scope =
      scopes.get(heading) ?? scopeOfWords(`${title}. ${heading}. ${meta}. ${context.tags?.join(', ') ?? ''}`)
    scopes.set(heading, scope)
    return scope
  }
  const frames = framesOf(text, lexicon)
  return frames.map((frame, index) => {
    const heading = headings.get(frame.start) ?? ''
    const near = new Set(known)
    for (const concept of conceptsOfWords(heading, lexicon)) near.add(concept)
    for (const neighbour of [frames[index - 1], frames[index + 1]])
      for (const term of neighbour?.terms ?? []) near.add(term.concept)
    return { frame, near: [...near], topic: about, scope: scopeUnder(heading) }
  })
}

/** Rarity of a concept between 0.35 (in every tenth sentence) and 1.5 (nearly unique); 1 without a background. */
export function weighBy(background: Background | undefined): Weigh {
  if (!background || background.sentences < 50) return () => 1
  const most = Math.log(background.sentences)
  return (concept) => {
    const seen = background.frequency.get(concept) ?? 0.5
    return Math.min(1.5, Math.max(0.35, (1.7 * Math.log(background.sentences / (seen + 0.5))) / most))
  }
}

/** Counts concepts over framed texts. */
export function backgroundOf(texts: Iterable<readonly FramedSentence[]>): Background {
  const frequency = new Map<string, number>()
  let sentences = 0
  for (const framed of texts) {
    for (const { frame } of framed) {
      sentences++
      for (const concept of new Set(frame.terms.map((term) => term.concept)))
        frequency.set(concept, (frequency.get(concept) ?? 0) + 1)
    }
  }
  return { sentences, frequency }
}

/** Whether a frame can stand on the official side: a plain statement or instruction. */
export function isOfficialStatement(frame: Frame): boolean {
  return (
    frame.act === 'claim' &&
    !frame.hedged &&
    !frame.lead &&
    (frame.predicate !== undefined || frame.path !== undefined) &&
    (frame.block === 'paragraph' || frame.block === 'item') &&
    contentWeight(frame) >= 1.5
  )
}

/** Whether a frame can stand on the community side: a claim or instruction with enough content. */
export function isCommunityClaim(frame: Frame): boolean {
  return (
    frame.act === 'claim' &&
    (frame.block === 'paragraph' || frame.block === 'item') &&
    contentWeight(frame) >= 1.5
  )
}

/** Judges pairs of frames; the best finding for each pair of sentences. */
export function matchFrames(
  pairs: Iterable<readonly [FramedSentence, FramedSentence]>,
  options: { officialText: string; communityText: string; lexicon?: Lexicon; weigh?: Weigh },
): Finding[] {
  const lexicon = options.lexicon ?? baseLexicon()
  const best = new Map<string, Judged>()
  for (const [official, community] of pairs) {
    const judged = judgeFrames(official.frame, community.frame, {
      lexicon,
      strict: !sameTopic(official, community, options.weigh),
      around: { official: new Set(official.near), community: new Set(community.near) },
      scopes: { official: official.scope, community: community.scope },
      quoteOfficial: (start, end) => options.officialText.slice(start, end),
      quoteCommunity: (start, end) => options.communityText.slice(start, end),
      ...(options.weigh ? { weigh: options.weigh } : {}),
    })
    if (!judged.noticed || judged.confidence < thresholds.review) continue
    const key = `${judged.official.start}:${judged.community.start}`
    const before = best.get(key)
    if (!before || before.confidence < judged.confidence) best.set(key, judged)
  }
  return [...best.values()].map((judged) => toFinding(judged, options)).sort(byPlace)
}

/** Two titles that share two telling words, or one rare one, speak of one thing; then less need be shared below them. */
function sameTopic(official: FramedSentence, community: FramedSentence, weigh: Weigh = () => 1): boolean {
  const shared = official.topic.filter((concept) => community.topic.includes(concept))
  return shared.reduce((total, concept) => total + Math.min(1, weigh(concept)), 0) >= 1.4
}

/** Compares a whole official text with a whole community text. */
export function findContradictions(input: {
  official: { text: string } & TextContext
  community: { text: string } & TextContext
  lexicon?: Lexicon
  background?: Background
}): Finding[] {
  const lexicon = input.lexicon ?? baseLexicon()
  const weigh = weighBy(input.background)
  const official = frameText(input.official.text, input.official, lexicon).filter((item) =>
    isOfficialStatement(item.frame),
  )
  const community = frameText(input.community.text, input.community, lexicon).filter((item) =>
    isCommunityClaim(item.frame),
  )
  const index = officialIndex(
    official.map((item) => item.frame),
    weigh,
  )
  const pairs: [FramedSentence, FramedSentence][] = []
  for (const item of community)
    for (const at of index.candidates(item.frame)) pairs.push([official[at]!, item])
  return strongestPerClaim(
    matchFrames(pairs, {
      officialText: input.official.text,
      communityText: input.community.text,
      lexicon,
      weigh,
    }),
  )
}

/** An inverted index over official frames; positions are those of the list it was built from. */
export interface OfficialIndex {
  candidates(frame: Frame, most?: number): number[]
}

/** Builds the index; `share` is the least coverage, by rarity, demanded in both directions. */
export function officialIndex(frames: Iterable<Frame>, weigh: Weigh = () => 1, share = 0.34): OfficialIndex {
  const growing = new Map<string, number[]>()
  const totals: number[] = []
  for (const frame of frames) {
    const concepts = conceptWeights(frame, weigh)
    let total = 0
    for (const [concept, weight] of concepts) {
      total += weight
      const list = growing.get(concept)
      if (list) list.push(totals.length)
      else growing.set(concept, [totals.length])
    }
    totals.push(total)
  }
  const postings = new Map([...growing].map(([concept, list]) => [concept, Uint32Array.from(list)] as const))
  growing.clear()
  const weights = Float32Array.from(totals)
  const scores = new Float32Array(totals.length)
  return {
    candidates: (frame, most = 40) => search(frame, most, { postings, weights, scores, weigh, share }),
  }
}

interface IndexData {
  postings: ReadonlyMap<string, Uint32Array>
  weights: Float32Array
  /** Scratch space, zero between searches. */
  scores: Float32Array
  weigh: Weigh
  share: number
}

const COMMONEST = 20_000

/** Adds up shared weight by walking the postings of the rarest concepts first; commonest ones only top up. */
function search(frame: Frame, most: number, data: IndexData): number[] {
  const concepts = [...conceptWeights(frame, data.weigh)].map(([concept, weight]) => ({
    weight,
    list: data.postings.get(concept) ?? none,
  }))
  const total = concepts.reduce((sum, item) => sum + item.weight, 0)
  concepts.sort((a, b) => a.list.length - b.list.length)
  const touched: number[] = []
  for (const { weight, list } of concepts) {
    const fresh = list.length <= COMMONEST
    for (const at of list) {
      if (data.scores[at] === 0) {
        if (!fresh) continue
        touched.push(at)
      }
      data.scores[at]! += weight
    }
  }
  const found: { at: number; score: number }[] = []
  for (const at of touched) {
    const shared = data.scores[at]!
    data.scores[at] = 0
    const left = shared / data.weights[at]!
    const right = shared / total
    if (left >= data.share && right >= data.share) found.push({ at, score: left * right })
  }
  return found
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, most)
    .map((item) => item.at)
}

const none = new Uint32Array()

function conceptWeights(frame: Frame, weigh: Weigh): Map<string, number> {
  const weights = new Map<string, number>()
  for (const term of frame.terms)
    if (term.weight >= 0.4)
      weights.set(term.concept, term.weight * weigh(term.concept) * (term.area === 'side' ? 0.7 : 1))
  for (const concept of [...(frame.order?.earlier ?? []), ...(frame.order?.later ?? [])])
    if (!weights.has(concept)) weights.set(concept, 0.5 * weigh(concept))
  return weights
}

function contentWeight(frame: Frame): number {
  let weight = frame.quantities.length + (frame.path ? 1 : 0) + frame.settings.length
  for (const term of frame.terms) weight += term.weight
  return weight
}

/** One community sentence usually disagrees with one official sentence: keep the surest, and equals. */
export function strongestPerClaim(findings: Finding[]): Finding[] {
  const best = new Map<number, Finding>()
  for (const finding of findings) {
    const before = best.get(finding.community.start)
    if (!before || finding.confidence > before.confidence) best.set(finding.community.start, finding)
  }
  return findings.filter((finding) => best.get(finding.community.start) === finding)
}

function toFinding(judged: Judged, texts: { officialText: string; communityText: string }): Finding {
  const place = (text: string, [start, end]: Range) => ({ start, end, quote: text.slice(start, end) })
  return {
    official: place(texts.officialText, [judged.official.start, judged.official.end]),
    community: place(texts.communityText, [judged.community.start, judged.community.end]),
    kind: judged.noticed!.kind,
    tier: judged.confidence >= thresholds.high ? 'high' : 'review',
    confidence: Math.round(judged.confidence * 1000) / 1000,
    compared: judged.noticed!.compared,
    reason: judged.noticed!.reason,
  }
}

function byPlace(a: Finding, b: Finding): number {
  return a.community.start - b.community.start || a.official.start - b.official.start
}

function headingsByStart(text: string): Map<number, string> {
  return new Map(sentencesOf(text).map((sentence) => [sentence.start, sentence.headings.join('. ')]))
}

function metaText(context: TextContext): string {
  return [
    ...(context.plans ?? []).map((plan) => `on the ${plan} plan`),
    ...(context.platforms ?? []).map((platform) => `on ${platform}`),
    ...(context.regions ?? []).map((region) => `in ${region}`),
    ...(context.versions ?? []).map((version) => `in version ${version}`),
  ].join('. ')
}

/** A scope that says nothing, for texts without context. */
export const noScope: Scope = emptyScope()
