/**
 * The company against itself: which of its own sentences are set against each other, and how sure it must be.
 *
 *   document × document   the later claims, where the rules are sure and both say that the same is done
 *   one text with itself  the later sentence claims; the two must say nearly the same besides
 *   article × document    the article claims
 *   article × article     the newer claims; a draft claims against every live one
 *
 * Sentences of a text share its topic and set cases beside each other ("up to 15", "up to 250" in one list), so much
 * more is asked of them than of an answer: of 58 flags that an answer's measure raised in 10,800 sentences of real
 * documents none was right; this leaves one.
 */
import type { Weigh } from './align.ts'
import type { Finding, FramedSentence } from './documents.ts'
import { isOfficialStatement } from './documents.ts'
import type { Frame } from './frame.ts'
import { thresholds } from './judge.ts'
import { areOpposite, type Lexicon } from './lexicon.ts'
import type { Statement } from './lookup.ts'
import type { ComparedText } from './texts.ts'
import { conceptWeights } from './vectors.ts'

/** Whether a statement stands in the same text as a claim. */
export function isOwn(claim: ComparedText, official: Statement): boolean {
  return (
    (claim.documentId !== null && claim.documentId === official.documentId) ||
    (claim.articleId !== null && claim.articleId === official.articleId)
  )
}

/** Of two statements of one text the later claims: each pair is met once, and no sentence meets itself. */
export function isLater(claim: ComparedText, { frame }: FramedSentence, official: Statement): boolean {
  if (!isOfficialStatement(frame)) return false
  if (claim.field !== official.field) return String(claim.field) > String(official.field)
  return frame.start > official.sentence.frame.start
}

/** Whether a finding between two texts of the company is put before a person; between others it always is. */
export function isToBeSaid(
  pair: { claim: ComparedText; sentence: FramedSentence; official: Statement },
  finding: Finding,
  by: { vouched: ComparedText[]; weigh: Weigh; lexicon: Lexicon },
): boolean {
  const { claim, sentence, official } = pair
  if (claim.documentId !== null || isOwn(claim, official)) {
    const [one, other] = [official.sentence.frame, sentence.frame]
    if (finding.confidence < thresholds.high || !isSameDeed(one, other, by.lexicon)) return false
    const isListed = one.block === 'item' && other.block === 'item'
    return !isOwn(claim, official) || (!isListed && sharedBy(one, other, by.weigh) >= ALIKE)
  }
  if (claim.articleId === null || official.articleId === null || claim.articleId > official.articleId)
    return true
  // What a draft's own live version says already was compared with that.
  return !claim.isVouchedFor && !by.vouched.some((text) => text.text.includes(finding.community.quote))
}

const ALIKE = 0.75

/** The reason of a finding where both texts are the company's. */
export function betweenOwn(reason: string): string {
  const said = reason.replace(/the official text/gi, 'one text').replace(/the answer/gi, 'the other')
  return `${said.slice(0, 1).toUpperCase()}${said.slice(1)}`
}

/** "Keep the ten codes" and "use one of the codes" share all but what is done. */
function isSameDeed(one: Frame, other: Frame, lexicon: Lexicon): boolean {
  const [deed, another] = [one.predicate?.concept, other.predicate?.concept]
  if (deed === another) return true
  return deed !== undefined && another !== undefined && areOpposite(lexicon, deed, another)
}

/** How much of what the two say they say both, by rarity: the lesser of the two shares, 0 to 1. */
function sharedBy(one: Frame, other: Frame, weigh: Weigh): number {
  const [mine, theirs] = [conceptWeights(one), conceptWeights(other)]
  return Math.min(shareOf(mine, theirs, weigh), shareOf(theirs, mine, weigh))
}

function shareOf(words: Map<string, number>, others: Map<string, number>, weigh: Weigh): number {
  let [shared, total] = [0, 0]
  for (const [concept, weight] of words) {
    total += weight * weigh(concept)
    if (others.has(concept)) shared += weight * weigh(concept)
  }
  return total === 0 ? 0 : shared / total
}
