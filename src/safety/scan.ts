import type { Finding, ScanContext } from './detector.ts'
import { findingKinds, maskCharacter } from './detector.ts'
import { detectors } from './detectors/index.ts'
import { maskRanges, plainView } from './plain-view.ts'

/** Enough for texts people write; each round costs one scan and only happens where the one before found something. */
const maximalRounds = 6
const secretKinds = new Set(['key', 'token', 'password'])
const rank = new Map(findingKinds.map((kind, place) => [kind, place]))

/**
 * Everything private in one field, in order of position, without overlaps. Positions are UTF-16 units of the field as
 * given. Placeholders are never findings, and scanning a text whose findings were replaced finds nothing more:
 * after each round the findings are masked as placeholders would be, and what is left is scanned again.
 */
export function scanText(field: string, context: ScanContext = {}): Finding[] {
  let view = plainView(field, context.format)
  const all: Finding[] = []
  for (let round = 0; round < maximalRounds; round++) {
    const found = settled(detectAll(view.text, context), view.text)
    if (found.length === 0) break
    for (const one of found) {
      const start = view.sourceStart(one.start)
      const end = view.sourceEnd(one.end)
      all.push({ ...one, start, end, text: field.slice(start, end) })
    }
    view = maskRanges(view, found)
  }
  return all.sort((a, b) => a.start - b.start)
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

/** Joins what overlaps into one finding that covers all of it, so that no rest of an identifier stays readable. */
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
    const end = Math.max(last.end, one.end)
    result[result.length - 1] = { ...winner, start: last.start, end, text: text.slice(last.start, end) }
  }
  return result
}

/** A secret beats what holds it; else the longer one, if it is at least likely; else the surer one. */
function stronger(a: Finding, b: Finding): Finding {
  const isSecret = [a, b].map((one) => secretKinds.has(one.kind))
  if (isSecret[0] !== isSecret[1]) return isSecret[0] ? a : b
  const difference = a.end - a.start - (b.end - b.start)
  if (difference !== 0) {
    const longer = difference > 0 ? a : b
    const shorter = difference > 0 ? b : a
    return longer.confidence >= 0.7 || longer.confidence >= shorter.confidence ? longer : shorter
  }
  if (a.confidence !== b.confidence) return a.confidence > b.confidence ? a : b
  return rank.get(a.kind)! <= rank.get(b.kind)! ? a : b
}
