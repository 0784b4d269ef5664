import type { Finding, ScanContext } from './detector.ts'
import { findingKinds, isPublicSource, maskCharacter } from './detector.ts'
import { detectors } from './detectors/index.ts'
import { guesses } from './guesses.ts'
import { maskRanges, type PlainView, plainView } from './plain-view.ts'

/** Enough for texts people write; each round costs one scan and only happens where the one before found something. */
const maximalRounds = 6
/** How far from a mask the text is read once more; no detector but those of long secrets looks further. */
const reach = 64
const secretKinds = new Set(['key', 'token', 'password'])
const rank = new Map(findingKinds.map((kind, place) => [kind, place]))

/**
 * Everything private in one field, in order of position, without overlaps. Positions are UTF-16 units of the field as
 * given. Placeholders are never findings, and scanning a text whose findings were replaced finds nothing more:
 * after each round the findings are masked as placeholders would be, and what is left is scanned again.
 */
export function scanText(field: string, context: ScanContext = {}): Finding[] {
  let view = plainView(field, context.format)
  let found = settled(detectAll(view.text, context), view.text)
  const all: Finding[] = []
  for (let round = 1; ; round++) {
    if (found.length === 0 && !isPublicSource(context)) found = guesses(view.text)
    if (found.length === 0) break
    for (const one of found) {
      const start = view.sourceStart(one.start)
      const end = view.sourceEnd(one.end)
      all.push({ ...one, start, end, text: field.slice(start, end) })
    }
    if (round === maximalRounds) break
    view = maskRanges(view, found)
    found = foundNearMasks(view, context)
  }
  return all.sort((a, b) => a.start - b.start)
}

/**
 * What can be found once more is near a mask: only there has the text changed. The rest is cut away for this look, and
 * what lies close to a cut, where words before or after are missing, does not count.
 */
function foundNearMasks(view: PlainView, context: ScanContext): Finding[] {
  const { text } = view
  const far: { start: number; end: number }[] = []
  const masks: number[] = []
  let kept = 0
  for (let at = text.indexOf(maskCharacter); at >= 0; at = text.indexOf(maskCharacter, at + 1)) {
    masks.push(at)
    const from = lineOrWordStart(text, at - reach)
    if (from > kept + reach) far.push({ start: kept, end: from })
    kept = Math.max(kept, lineOrWordStart(text, at + reach))
  }
  if (kept < text.length) far.push({ start: kept, end: text.length })
  const near = maskRanges(view, far)
  const back = maskRanges({ text, sourceStart: (index) => index, sourceEnd: (index) => index }, far)
  const found = settled(detectAll(near.text, { ...context, isAgain: true }), near.text).map((one) => {
    const start = back.sourceStart(one.start)
    const end = back.sourceEnd(one.end)
    return { ...one, start, end, text: text.slice(start, end) }
  })
  let next = 0
  return found.filter((one) => {
    while (next < masks.length - 1 && masks[next]! < one.start - reach / 2) next++
    return Math.abs(masks[next]! - one.start) <= reach / 2 || Math.abs(masks[next]! - one.end) <= reach / 2
  })
}

/** The next place after white space, so that no word is cut. */
function lineOrWordStart(text: string, from: number): number {
  if (from <= 0) return 0
  let at = Math.min(from, text.length)
  while (at < text.length && at < from + 60 && !/\s/.test(text[at - 1]!)) at++
  return at
}

function detectAll(text: string, context: ScanContext): Finding[] {
  const found: Finding[] = []
  for (const detector of detectors) {
    for (const one of detector.finds(text, context)) {
      if (one.end > one.start && !one.text.includes(maskCharacter)) found.push(one)
    }
  }
  return found
}

/**
 * Joins what overlaps into one finding that covers all of it, so that no rest of an identifier stays readable; only a
 * guess of another kind does not widen what is sure.
 */
function settled(found: Finding[], text: string): Finding[] {
  found.sort((a, b) => a.start - b.start || b.end - a.end || rank.get(a.kind)! - rank.get(b.kind)!)
  const result: Finding[] = []
  for (const one of found) {
    const last = result.at(-1)
    if (!last || one.start >= last.end) {
      result.push(one)
      continue
    }
    const winner = stronger(last, one)
    const loser = winner === last ? one : last
    const isGuess = loser.confidence < SURE && winner.confidence >= SURE && winner.kind !== loser.kind
    const start = isGuess ? winner.start : Math.min(last.start, one.start)
    const end = isGuess ? winner.end : Math.max(last.end, one.end)
    result[result.length - 1] = { ...winner, start, end, text: text.slice(start, end) }
  }
  return result
}

/** From here on a finding is more than a guess. */
const SURE = 0.7

/** A secret beats what holds it, unless that is an address as a whole; else the longer one, if it is at least likely; else the surer one. */
function stronger(a: Finding, b: Finding): Finding {
  const isSecret = [a, b].map((one) => secretKinds.has(one.kind))
  if (isSecret[0] !== isSecret[1]) {
    const [secret, other] = isSecret[0] ? [a, b] : [b, a]
    return other.kind === 'url' && other.start < secret.start ? other : secret
  }
  const difference = a.end - a.start - (b.end - b.start)
  if (difference !== 0) {
    const longer = difference > 0 ? a : b
    const shorter = difference > 0 ? b : a
    return longer.confidence >= SURE || longer.confidence >= shorter.confidence ? longer : shorter
  }
  if (a.confidence !== b.confidence) return a.confidence > b.confidence ? a : b
  return rank.get(a.kind)! <= rank.get(b.kind)! ? a : b
}
