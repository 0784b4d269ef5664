import { sentencesOf } from '../lib/sentences.ts'
import { aboutOf } from './about.ts'
import { isLater, isOwn, isToBeSaid } from './against-itself.ts'
import type { Claims } from './claims.ts'
import {
  frameText,
  isCommunityClaim,
  isOfficialStatement,
  matchFrames,
  strongestPerClaim,
} from './documents.ts'
import { looksEnglish, lowerOf } from './frame/language.ts'
import type { Lexicon } from './lexicon.ts'
import type { Lookup, Statement } from './lookup.ts'
import type { Found } from './raise.ts'
import { MOST } from './retrieval.ts'
import type { News } from './statements.ts'
import { packClaims, type Vector, vectorOf } from './vectors.ts'

/** What comparing some claims gave: pairs judged, contradictions, the claims as they are kept; whether no sentence is English. */
export type Compared = { pairs: number; found: Found[]; packed: Buffer; isForeign: boolean }

/**
 * Sets every claim of a text against the statements beside it; the surest contradiction of each claim counts. Where only
 * a few statements are `news`, the others were compared before and nothing was found: they are judged again only
 * beside a new contradiction, or where there are too many to have been compared all.
 */
export function against(claims: Claims, lookup: Lookup, lexicon: Lexicon, news?: News): Compared {
  let pairs = 0
  let foreign = 0
  let words: Vector = { concepts: new Uint32Array(), weights: new Uint8Array() }
  const vectors: Vector[] = []
  const found: Found[] = []
  const vouched = claims.texts.filter((text) => text.isVouchedFor)
  for (const claim of claims.texts) {
    const own: Found[] = []
    const framed = frameText(claim.text, claim.context, lexicon)
    if (framed.length === 0 && isForeign(claim.text)) foreign++
    if (claim.postId !== null) words = aboutOf(framed, claim.context, lexicon)
    const about = lookup.about(words, claim)
    for (const sentence of framed) {
      if (!isCommunityClaim(sentence.frame)) continue
      if (claim.documentId !== null && !isOfficialStatement(sentence.frame)) continue
      vectors.push(vectorOf(sentence))
      const judge = (official: Statement): Found[] => {
        pairs++
        const text = lazily(() => lookup.textOf(official))
        const judging = {
          officialText: text,
          communityText: claim.text,
          lexicon,
          weigh: lookup.weigh,
          // Texts of the company that speak of one thing set cases apart; their words alone must be enough.
          ...(claim.documentId !== null || isOwn(claim, official) ? { close: false } : {}),
          ...(about.subjects.has(official.subject) ? { close: true } : {}),
        }
        return matchFrames([[official.sentence, sentence]], judging)
          .filter((finding) =>
            isToBeSaid({ claim, sentence, official }, finding, { vouched, weigh: lookup.weigh, lexicon }),
          )
          .map((finding) => ({ claim, official: { ...official, text: text() }, finding }))
      }
      const near = [
        ...about.nearest(sentence.frame),
        ...lookup.nearest(sentence.frame, claim).filter((one) => !about.subjects.has(one.subject)),
      ]
      const met = near.filter((official) => !isOwn(claim, official) || isLater(claim, sentence, official))
      const isQuiet =
        news !== undefined &&
        near.length + news.went < MOST &&
        met.filter((one) => news.came.has(one.id)).flatMap(judge).length === 0
      if (!isQuiet) own.push(...met.flatMap(judge))
    }
    own.sort(byPlace)
    const strongest = new Set(strongestPerClaim(own.map((one) => one.finding)))
    found.push(...own.filter((one) => strongest.has(one.finding)))
  }
  const packed = packClaims(claims.texts[0]?.productId ?? null, words, vectors)
  return { pairs, found, packed, isForeign: foreign === claims.texts.length }
}

/** Whether a text says something, and nothing of it in English. */
function isForeign(text: string): boolean {
  const sentences = sentencesOf(text).filter((sentence) => /\p{L}/u.test(sentence.text))
  return sentences.length > 0 && !sentences.some((sentence) => looksEnglish(lowerOf(sentence.text)))
}

function byPlace(a: Found, b: Found): number {
  return (
    a.finding.community.start - b.finding.community.start ||
    (a.official.subject < b.official.subject ? -1 : a.official.subject > b.official.subject ? 1 : 0) ||
    a.finding.official.start - b.finding.official.start
  )
}

function lazily<T>(read: () => T): () => T {
  let value: T | undefined
  return () => (value ??= read())
}
