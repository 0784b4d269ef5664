import { type Article, contentOf, getArticle, getVersion } from '../../../articles/find.ts'
import { articleStatus } from '../../../articles/queries.ts'
import { companyLexicon } from '../../../contradictions/company-lexicon.ts'
import {
  type FramedSentence,
  frameText,
  isCommunityClaim,
  isOfficialStatement,
  matchFrames,
  strongestPerClaim,
  type TextContext,
} from '../../../contradictions/documents.ts'
import type { Lexicon } from '../../../contradictions/lexicon.ts'
import { type OfficialIndex, officialIndex } from '../../../contradictions/retrieval.ts'
import type { Db } from '../../../db/open.ts'
import type { AppliesTo, Content } from '../../../db/words.ts'
import { sha256, stableJson } from '../../../lib/hash.ts'
import { visibleText } from '../../../safety/visible.ts'
import type { Alike } from './similar.ts'

/** A sentence of the text being written against an official sentence that says otherwise. */
export type Disagreement = {
  claim: string
  evidence: string
  title: string
  url: string | null
  reason: string
}

/** How many official texts a text is held against while it is written; the scan after saving looks at all. */
const MOST_TEXTS = 8
const LONGEST = 60_000

type Official = { title: string; url: string | null; text: string; context: TextContext }

/** Reading so many characters that were not read before takes longer than a page may: it is done after the page is there. */
const READ_AT_ONCE = 1_500

/**
 * What the official texts nearest to the text being written say otherwise; null, where it is only to be looked at
 * `quickly`, when that takes more reading than a page may take. `inPortions` leaves out what is too much to be read now.
 */
export function disagreements(
  db: Db,
  article: Article,
  content: Content,
  alike: Alike,
  way: { quickly?: boolean | undefined; inPortions?: boolean | undefined } = {},
): { found: Disagreement[]; isWhole: boolean } | null {
  const text = `${content.cause}\n\n${content.resolution}`.slice(0, LONGEST)
  if (text.trim() === '') return { found: [], isWhole: true }
  const lexicon = companyLexicon(db)
  const all = officialNear(db, article, alike)
  const officials = way.inPortions ? portionOf(all, lexicon) : all
  if (way.quickly && text.length + unread(officials, lexicon) > READ_AT_ONCE) return null
  const claims = frameText(text, { title: content.title, ...content.appliesTo }, lexicon).filter((one) =>
    isCommunityClaim(one.frame),
  )
  const found = officials.flatMap((official) => {
    const { frames, index } = framedOfficial(official, lexicon)
    const pairs = claims.flatMap((claim) =>
      index.candidates(claim.frame).map((at): [FramedSentence, FramedSentence] => [frames[at]!, claim]),
    )
    const matched = matchFrames(pairs, { officialText: official.text, communityText: text, lexicon })
    return strongestPerClaim(matched).map((finding) => ({
      claim: finding.community.quote,
      evidence: finding.official.quote,
      title: official.title,
      url: official.url,
      reason: finding.reason,
    }))
  })
  return { found, isWhole: officials.length === all.length }
}

/** What was read before, and as much more as may be read at once; at least one, so that asking again comes to an end. */
function portionOf(officials: Official[], lexicon: Lexicon): Official[] {
  let left = READ_AT_ONCE
  return officials.filter((official) => {
    if (framed.has(keyOf(official, lexicon))) return true
    const fits = left === READ_AT_ONCE || official.text.length <= left
    left -= official.text.length
    return fits
  })
}

type Framed = { frames: FramedSentence[]; index: OfficialIndex }

/** Official texts change seldom and are read at every pause of a writer: the last few hundred stay framed. */
const framed = new Map<string, Framed>()
const MOST_FRAMED = 300

/** Whether the statements of these articles can be held against each other within the time of a page. */
export function isQuickBetween(db: Db, contents: Content[]): boolean {
  return unread(contents.map(asOfficial), companyLexicon(db)) <= READ_AT_ONCE
}

function unread(officials: Official[], lexicon: Lexicon): number {
  const fresh = officials.filter((official) => !framed.has(keyOf(official, lexicon)))
  return fresh.reduce((sum, { text }) => sum + text.length, 0)
}

function keyOf(official: Official, lexicon: Lexicon): string {
  return sha256(`${lexicon.version}\n${stableJson(official.context)}\n${official.text}`)
}

function framedOfficial(official: Official, lexicon: Lexicon): Framed {
  const key = keyOf(official, lexicon)
  const known = framed.get(key)
  if (known !== undefined) return known
  const frames = frameText(official.text, official.context, lexicon).filter((one) =>
    isOfficialStatement(one.frame),
  )
  const fresh = { frames, index: officialIndex(frames.map((one) => one.frame)) }
  if (framed.size >= MOST_FRAMED) framed.delete(framed.keys().next().value!)
  framed.set(key, fresh)
  return fresh
}

/** What two articles say that cannot both hold, quoted word for word. */
export function betweenTwo(
  db: Db,
  one: Content,
  other: Content,
): { one: string; other: string; reason: string }[] {
  const lexicon = companyLexicon(db)
  const [first, second] = [asOfficial(one), asOfficial(other)]
  const { frames, index } = framedOfficial(first, lexicon)
  // Statements of the other article were framed as official ones too: what both say plainly is compared.
  const pairs = framedOfficial(second, lexicon).frames.flatMap((claim) =>
    index.candidates(claim.frame).map((at): [FramedSentence, FramedSentence] => [frames[at]!, claim]),
  )
  const found = matchFrames(pairs, { officialText: first.text, communityText: second.text, lexicon })
  return strongestPerClaim(found).map((finding) => ({
    one: finding.official.quote,
    other: finding.community.quote,
    reason: finding.reason,
  }))
}

function asOfficial(content: Content): Official {
  return {
    title: content.title,
    url: null,
    text: `${content.cause}\n\n${content.resolution}`.slice(0, LONGEST),
    context: { title: content.title, ...content.appliesTo },
  }
}

function officialNear(db: Db, article: Article, alike: Alike): Official[] {
  const officials = alike.flatMap(({ kind, id }) => {
    if (kind === 'document') return officialDocument(db, article, id)
    return kind === 'article' ? officialArticle(db, article, id) : []
  })
  return officials.slice(0, MOST_TEXTS)
}

function officialDocument(db: Db, article: Article, id: number): Official[] {
  const row = db.$client
    .prepare(
      `SELECT d.title, d.url, d.body, d.text_hash AS hash, d.section, d.applies_to AS appliesTo, d.product_id AS productId
       FROM documents d WHERE d.id = ? AND d.removed_at IS NULL
         AND d.id NOT IN (SELECT document_id FROM articles WHERE document_id IS NOT NULL)`,
    )
    .get(id) as
    | {
        title: string
        url: string | null
        body: string
        hash: string
        section: string | null
        appliesTo: string
        productId: number | null
      }
    | undefined
  if (row === undefined || !canMeet(article, row.productId)) return []
  const { title, url } = row
  const context = { title, ...(row.section === null ? {} : { section: row.section }) }
  const scope = JSON.parse(row.appliesTo) as AppliesTo
  return [{ title, url, text: visibleText(db, row.body, row.hash), context: { ...context, ...scope } }]
}

/** Articles that are live, or of official origin: what the company vouches for. */
function officialArticle(db: Db, article: Article, id: number): Official[] {
  const other = getArticle(db, id)
  const versionId = other.liveVersionId ?? (other.origin === 'official' ? other.draftVersionId : null)
  const isSet = versionId !== null && articleStatus(db, other).state !== 'archived'
  if (!isSet || !canMeet(article, other.productId)) return []
  const content = contentOf(getVersion(db, versionId))
  return [
    {
      title: content.title,
      url: `/staff/articles/${other.number}`,
      text: visibleText(db, `${content.cause}\n\n${content.resolution}`),
      context: { title: content.title, ...content.appliesTo },
    },
  ]
}

/** Texts of different products never contradict each other; what belongs to none may meet any. */
function canMeet(article: Article, productId: number | null): boolean {
  return article.productId === null || productId === null || article.productId === productId
}
