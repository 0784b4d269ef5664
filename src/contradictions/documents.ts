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
import type { Scope } from './frame/scopes.ts'
import { type Frame, framesOf } from './frame.ts'
import { type Range, type Tier, thresholds } from './judge.ts'
import { type Judged, judgeFrames } from './judge-frames.ts'
import { baseLexicon, type Lexicon } from './lexicon.ts'
import { type Background, officialIndex, weighBy } from './retrieval.ts'
import type { Kind, Noticed } from './rules/rule.ts'
import { conceptsOfWords, scopeOfWords } from './surroundings.ts'

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
  /** What was asked, where the text is an answer. */
  question?: string
}

/** A frame with what surrounds it: concepts of title, headings and neighbours, and the scope they set. */
export interface FramedSentence {
  frame: Frame
  near: string[]
  /** Concepts of the title: what the whole text is about. */
  topic: string[]
  scope: Scope
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

/** Whether a frame can stand on the official side: a plain statement or instruction. */
export function isOfficialStatement(frame: Frame): boolean {
  return (
    (frame.act === 'claim' || frame.act === 'ours') &&
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
  options: {
    /** The official text, or how to get it: most pairs are judged without it. */
    officialText: string | (() => string)
    communityText: string
    lexicon?: Lexicon
    weigh?: Weigh
    close?: boolean
  },
): Finding[] {
  const lexicon = options.lexicon ?? baseLexicon()
  const { officialText } = options
  const official = () => (typeof officialText === 'string' ? officialText : officialText())
  const best = new Map<string, Judged>()
  for (const [statement, community] of pairs) {
    const close = options.close ?? sameTopic(statement, community, options.weigh)
    const judged = judgeFrames(statement.frame, community.frame, {
      lexicon,
      strict: !close,
      ...(close ? { wholeTexts: true } : {}),
      around: { official: nearOf(statement), community: nearOf(community), close },
      scopes: { official: statement.scope, community: community.scope },
      quoteOfficial: (start, end) => official().slice(start, end),
      quoteCommunity: (start, end) => options.communityText.slice(start, end),
      ...(options.weigh ? { weigh: options.weigh } : {}),
    })
    if (!judged.noticed || judged.confidence < thresholds.review) continue
    const key = `${judged.official.start}:${judged.community.start}`
    const before = best.get(key)
    if (!before || before.confidence < judged.confidence) best.set(key, judged)
  }
  return [...best.values()]
    .map((judged) => toFinding(judged, { officialText: official(), communityText: options.communityText }))
    .sort(byPlace)
}

const nearSets = new WeakMap<FramedSentence, ReadonlySet<string>>()

/** The words near a sentence as a set, made once for a sentence that meets many. */
function nearOf(sentence: FramedSentence): ReadonlySet<string> {
  const known = nearSets.get(sentence)
  if (known) return known
  const set = new Set(sentence.near)
  nearSets.set(sentence, set)
  return set
}

/** Two titles that share two telling words, or one rare one, speak of one thing; then less need be shared below them. */
function sameTopic(official: FramedSentence, community: FramedSentence, weigh: Weigh = () => 1): boolean {
  const shared = official.topic.filter((concept) => community.topic.includes(concept))
  return shared.reduce((total, concept) => total + Math.min(1, weigh(concept)), 0) >= 1.4
}

/** Texts about one thing share their topic, so little need be shared besides; only the nearest statements are asked. */
export const CLOSE_SHARE = 0.1
export const CLOSE_MOST = 2

/** Compares a whole official text with a whole community text about the same thing. */
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
    CLOSE_SHARE,
  )
  const pairs: [FramedSentence, FramedSentence][] = []
  for (const item of community)
    for (const at of index.candidates(item.frame, CLOSE_MOST)) pairs.push([official[at]!, item])
  return strongestPerClaim(
    matchFrames(pairs, {
      officialText: input.official.text,
      communityText: input.community.text,
      lexicon,
      weigh,
      close: true,
    }),
  )
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
