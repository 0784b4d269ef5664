import { and, eq, isNull } from 'drizzle-orm'
import { now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { flags } from '../db/schema.ts'
import { sha256 } from '../lib/hash.ts'
import type { Weigh } from './align.ts'
import { companyLexicon } from './company-lexicon.ts'
import {
  type Finding,
  type FramedSentence,
  frameText,
  isCommunityClaim,
  isOfficialStatement,
  matchFrames,
  strongestPerClaim,
} from './documents.ts'
import { RULES_VERSION } from './judge.ts'
import type { Lexicon } from './lexicon.ts'
import { couldMeet } from './prefilter.ts'
import { retier, tierOf, tierPolicy } from './quality.ts'
import { backgroundOf, officialIndex, weighBy } from './retrieval.ts'
import { articleTexts, type ComparedText, communityTexts, officialTexts } from './texts.ts'

/** What a scan did: texts looked at again, pairs of sentences judged, flags raised that were not there before. */
export type ScanSummary = { scanned: number; pairs: number; flags: number; seconds: number }

type Framed = { text: ComparedText; frames: FramedSentence[] }

/**
 * Compares what customers were told, and what our articles say, with everything official. Only what changed since the
 * last scan is compared again; the same content raises the same flags. A pair that was settled stays settled.
 */
export function scan(db: Db, options: { onProgress?: (line: string) => void } = {}): ScanSummary {
  const started = Date.now()
  const lexicon = companyLexicon(db)
  const judge = `rules-${RULES_VERSION}-${lexicon.version}`
  const officials = officialTexts(db)
  const claims = [...communityTexts(db), ...articleTexts(db)]
  const isMarked = marks(db, judge)
  const freshOfficials = new Set(officials.filter((text) => !isMarked('official', text)))
  const freshClaims = new Set(claims.filter((text) => !isMarked('claim', text)))
  const framedOfficials = officials.map((text) => framed(text, lexicon, isOfficialStatement))
  const weigh = weighBy(backgroundOf(framedOfficials.map((one) => one.frames)))
  const all = corpusOf(framedOfficials, weigh)
  const changed = corpusOf(
    framedOfficials.filter((one) => freshOfficials.has(one.text)),
    weigh,
  )

  const speaksOf = couldMeet(
    changed.places.map((place) => place.sentence.frame),
    lexicon,
    weigh,
  )
  const toScan =
    freshOfficials.size === 0
      ? [...freshClaims]
      : claims.filter((claim) => freshClaims.has(claim) || speaksOf(claim.text))

  const found: { claim: ComparedText; official: ComparedText; finding: Finding }[] = []
  let pairs = 0
  toScan.forEach((claim, place) => {
    const corpus = freshClaims.has(claim) ? all : changed
    const result = compare(framed(claim, lexicon, isCommunityClaim), corpus, { lexicon, weigh })
    pairs += result.pairs
    found.push(...result.found)
    if (place % 200 === 0)
      options.onProgress?.(`${place} of ${toScan.length} texts compared, ${found.length} contradictions`)
  })

  const policy = tierPolicy(db)
  const wanted = found.filter((one) => tierOf(policy, one.finding) !== null)
  const raisedNow = inTransaction(db, (tx) => {
    const raised = wanted.reduce((sum, one) => sum + raise(tx, one, judge), 0)
    retier(tx)
    outdate(tx, officials, claims)
    for (const text of officials) mark(tx, 'official', text, judge)
    for (const text of claims) mark(tx, 'claim', text, judge)
    return raised
  })
  const scanned = new Set([...freshOfficials, ...toScan]).size
  return { scanned, pairs, flags: raisedNow, seconds: (Date.now() - started) / 1000 }
}

function framed(
  text: ComparedText,
  lexicon: Lexicon,
  isUsed: (frame: FramedSentence['frame']) => boolean,
): Framed {
  return { text, frames: frameText(text.text, text.context, lexicon).filter((one) => isUsed(one.frame)) }
}

type Corpus = {
  places: { text: ComparedText; sentence: FramedSentence }[]
  index: ReturnType<typeof officialIndex>
}

function corpusOf(officials: Framed[], weigh: Weigh): Corpus {
  const places = officials.flatMap(({ text, frames }) => frames.map((sentence) => ({ text, sentence })))
  return {
    places,
    index: officialIndex(
      places.map((place) => place.sentence.frame),
      weigh,
    ),
  }
}

/** Sets one text against a corpus; texts of the same article or of different products never meet. */
function compare(claim: Framed, corpus: Corpus, judging: { lexicon: Lexicon; weigh: Weigh }) {
  const byOfficial = new Map<ComparedText, [FramedSentence, FramedSentence][]>()
  for (const sentence of claim.frames) {
    for (const at of corpus.index.candidates(sentence.frame)) {
      const place = corpus.places[at]
      if (place === undefined || !canMeet(claim.text, place.text)) continue
      const pairs = byOfficial.get(place.text)
      if (pairs === undefined) byOfficial.set(place.text, [[place.sentence, sentence]])
      else pairs.push([place.sentence, sentence])
    }
  }
  let pairs = 0
  const found = [...byOfficial].flatMap(([official, met]) => {
    pairs += met.length
    const findings = matchFrames(met, {
      officialText: official.text,
      communityText: claim.text.text,
      ...judging,
    })
    return findings.map((finding) => ({ claim: claim.text, official, finding }))
  })
  const strongest = new Set(strongestPerClaim(found.map((one) => one.finding)))
  return { pairs, found: found.filter((one) => strongest.has(one.finding)) }
}

function canMeet(claim: ComparedText, official: ComparedText): boolean {
  if (claim.articleId !== null && claim.articleId === official.articleId) return false
  // Two articles of ours are set against each other once, the newer claiming.
  if (claim.articleId !== null && official.articleId !== null && claim.articleId < official.articleId)
    return false
  return claim.productId === null || official.productId === null || claim.productId === official.productId
}

function raise(
  tx: Db,
  { claim, official, finding }: { claim: ComparedText; official: ComparedText; finding: Finding },
  judge: string,
): number {
  const fingerprint = sha256(
    [claim.name, finding.community.quote, official.name, finding.official.quote].join('\n'),
  )
  const known = tx.select({ id: flags.id }).from(flags).where(eq(flags.fingerprint, fingerprint)).get()
  const place = {
    claimPostId: claim.postId,
    claimVersionId: claim.versionId,
    claimField: claim.field,
    claimStart: finding.community.start,
    claimEnd: finding.community.end,
    claimTextHash: sha256(claim.text),
    evidenceDocumentId: official.documentId,
    evidenceVersionId: official.versionId,
    evidenceField: official.field,
    evidenceStart: finding.official.start,
    evidenceEnd: finding.official.end,
    evidenceTextHash: sha256(official.text),
    kind: finding.kind,
    tier: finding.tier,
    confidence: finding.confidence,
    reason: finding.reason,
    compared: `${finding.compared.official} / ${finding.compared.community}`,
    judge,
    outdatedAt: null,
  }
  if (known !== undefined) {
    tx.update(flags).set(place).where(eq(flags.id, known.id)).run()
    return 0
  }
  const { id } = tx
    .insert(flags)
    .values({
      ...place,
      fingerprint,
      claimQuote: finding.community.quote,
      evidenceQuote: finding.official.quote,
      productId: claim.productId ?? official.productId,
      createdAt: now(),
    })
    .returning({ id: flags.id })
    .get()
  record(tx, { verb: 'flagged', subject: 'flag', subjectId: id, by: null, detail: { judge } })
  return 1
}

/** A flag whose sentence no longer stands in its text is history; if the sentence comes back, so does the flag. */
function outdate(tx: Db, officials: ComparedText[], claims: ComparedText[]): void {
  const standing = { claim: textsByOwner(claims), official: textsByOwner(officials) }
  const rows = tx
    .select()
    .from(flags)
    .where(and(isNull(flags.outdatedAt), isNull(flags.raisedBy)))
    .all()
  for (const row of rows) {
    const claim =
      standing.claim.get(ownerOf({ postId: row.claimPostId, versionId: row.claimVersionId })) ?? []
    const evidence =
      standing.official.get(
        ownerOf({ documentId: row.evidenceDocumentId, versionId: row.evidenceVersionId }),
      ) ?? []
    const holds =
      claim.some((text) => text.includes(row.claimQuote)) &&
      evidence.some((text) => text.includes(row.evidenceQuote))
    if (!holds) tx.update(flags).set({ outdatedAt: now() }).where(eq(flags.id, row.id)).run()
  }
}

function textsByOwner(texts: ComparedText[]): Map<string, string[]> {
  const byOwner = new Map<string, string[]>()
  for (const text of texts) {
    const owner = ownerOf(text)
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), text.text])
  }
  return byOwner
}

function ownerOf(of: {
  postId?: number | null
  documentId?: number | null
  versionId?: number | null
}): string {
  return `p${of.postId ?? ''}d${of.documentId ?? ''}v${of.versionId ?? ''}`
}

function marks(db: Db, judge: string): (side: string, text: ComparedText) => boolean {
  const find = db.$client.prepare(
    'SELECT 1 FROM scan_marks WHERE subject = ? AND text_hash = ? AND judge = ?',
  )
  return (side, text) => find.get(subjectOf(side, text), text.hash, judge) !== undefined
}

function mark(tx: Db, side: string, text: ComparedText, judge: string): void {
  tx.$client
    .prepare('INSERT OR REPLACE INTO scan_marks (subject, text_hash, judge) VALUES (?, ?, ?)')
    .run(subjectOf(side, text), text.hash, judge)
}

function subjectOf(side: string, text: ComparedText): string {
  return `${side}:${text.name}${text.versionId === null ? '' : `:${text.versionId}`}`
}
