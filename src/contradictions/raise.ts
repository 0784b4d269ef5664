import { now, record } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { Tier } from '../db/words.ts'
import { sha256 } from '../lib/hash.ts'
import { betweenOwn } from './against-itself.ts'
import { type Claimant, wakeArticlesFrom } from './claims.ts'
import type { Finding } from './documents.ts'
import type { Statement } from './lookup.ts'
import { type TierPolicy, tierOf } from './quality.ts'
import type { ComparedText } from './texts.ts'

/** A claim that cannot hold together with an official statement. */
export type Found = {
  claim: ComparedText
  official: Omit<Statement, 'sentence'> & { text: string }
  finding: Finding
}

/**
 * Makes the open flags of some claims exactly those found: new ones are raised, those no longer found are history, and
 * come back with their sentences. What a person raised or settled stays. Gives the number raised that were not there before.
 */
export function keepFlags(
  tx: Db,
  input: {
    claims: Claimant
    found: Found[]
    judge: string
    policy: TierPolicy
  },
): number {
  const { claims, judge, policy } = input
  const standing = new Map(openFlags(tx, claims).map((row) => [row.fingerprint, row.id]))
  const wanted = new Map<string, Found>()
  for (const one of input.found)
    if (tierOf(policy, one.finding) !== null && !isSettledElsewhere(tx, one))
      wanted.set(fingerprintOf(one), one)
  let raised = 0
  let isChanged = false
  for (const [fingerprint, one] of wanted) {
    const isNew = raise(tx, fingerprint, one, { judge, tier: tierOf(policy, one.finding)! })
    if (isNew) raised++
    if (!standing.delete(fingerprint)) isChanged = true
  }
  for (const id of standing.values()) prepared(tx, outdate).run(now(), id)
  if (claims.postId !== null && (isChanged || standing.size > 0)) wakeArticlesFrom(tx, claims.postId)
  return raised
}

const outdate = (db: Db) => db.$client.prepare('UPDATE flags SET outdated_at = ? WHERE id = ?')

function fingerprintOf({ claim, official, finding }: Found): string {
  const name = official.subject.slice(official.subject.indexOf(':') + 1)
  return sha256([claim.name, finding.community.quote, name, finding.official.quote].join('\n'))
}

/** Whether a flag of the rules stands open against some claims. */
export function isFlagged(db: Db, claims: Claimant): boolean {
  return openFlags(db, claims).length > 0
}

function openFlags(tx: Db, claims: Claimant): OpenFlag[] {
  if (claims.postId !== null) return prepared(tx, flagsOfPost).all(claims.postId) as OpenFlag[]
  if (claims.documentId !== null) return prepared(tx, flagsOfDocument).all(claims.documentId) as OpenFlag[]
  const field = claims.name.slice(claims.name.lastIndexOf(':') + 1)
  return prepared(tx, flagsOfField).all(claims.articleId, field) as OpenFlag[]
}

type OpenFlag = { id: number; fingerprint: string }

const flagsWhere = (db: Db, where: string) =>
  db.$client.prepare(
    `SELECT id, fingerprint FROM flags WHERE ${where} AND outdated_at IS NULL AND raised_by IS NULL ORDER BY id`,
  )
const flagsOfPost = (db: Db) => flagsWhere(db, 'claim_post_id = ?')
const flagsOfDocument = (db: Db) => flagsWhere(db, 'claim_document_id = ?')
const flagsOfField = (db: Db) =>
  flagsWhere(
    db,
    'claim_version_id IN (SELECT id FROM article_versions WHERE article_id = ?) AND claim_field = ?',
  )

/**
 * Whether the same two sentences were decided already under another name: one of them stood in a document that is an
 * article now (then the two may have changed sides), or the claim was taken from a post that is flagged itself.
 */
function isSettledElsewhere(tx: Db, { claim, official, finding }: Found): boolean {
  const quotes = [finding.community.quote, finding.official.quote]
  if (official.articleId !== null || claim.articleId !== null) {
    const known = tx.$client
      .prepare(
        `SELECT 1 FROM flags f JOIN settlements s ON s.flag_id = f.id AND s.undone_at IS NULL
         JOIN articles a ON a.document_id = f.evidence_document_id OR a.document_id = f.claim_document_id
         WHERE a.id IN (@official, @claim) AND f.claim_post_id IS @post
           AND ((f.claim_quote = @says AND f.evidence_quote = @against)
             OR (f.claim_post_id IS NULL AND f.claim_quote = @against AND f.evidence_quote = @says))`,
      )
      .get({
        ...{ official: official.articleId, claim: claim.articleId, post: claim.postId },
        ...{ says: quotes[0], against: quotes[1] },
      })
    if (known !== undefined) return true
  }
  if (claim.articleId === null) return false
  return (
    tx.$client
      .prepare(
        `SELECT 1 FROM flags f LEFT JOIN settlements s ON s.flag_id = f.id AND s.undone_at IS NULL
         WHERE f.claim_quote = ? AND f.evidence_quote = ?
           AND ((s.id IS NULL AND f.outdated_at IS NULL) OR s.verdict IN ('not-a-contradiction', 'both-right'))
           AND f.claim_post_id IN (SELECT o.post_id FROM article_versions v
             JOIN version_statements t ON t.version_id = v.id JOIN version_sources o ON o.statement_id = t.id
             WHERE v.article_id = ?)`,
      )
      .get(...quotes, claim.articleId) !== undefined
  )
}

function raise(
  tx: Db,
  fingerprint: string,
  { claim, official, finding }: Found,
  { judge, tier }: { judge: string; tier: Tier },
): boolean {
  const row = {
    fingerprint,
    claimPostId: claim.postId,
    claimVersionId: claim.versionId,
    claimDocumentId: claim.documentId,
    claimField: claim.field,
    claimQuote: finding.community.quote,
    claimStart: finding.community.start,
    claimEnd: finding.community.end,
    claimTextHash: sha256(claim.text),
    evidenceDocumentId: official.documentId,
    evidenceVersionId: official.versionId,
    evidenceField: official.field,
    evidenceQuote: finding.official.quote,
    evidenceStart: finding.official.start,
    evidenceEnd: finding.official.end,
    evidenceTextHash: sha256(official.text),
    kind: finding.kind,
    tier,
    confidence: finding.confidence,
    reason: claim.postId === null ? betweenOwn(finding.reason) : finding.reason,
    compared: `${finding.compared.official} / ${finding.compared.community}`,
    judge,
    productId: claim.productId ?? official.productId,
    createdAt: now(),
  }
  if (prepared(tx, flagOf).get(fingerprint) !== undefined) {
    prepared(tx, moveFlag).run(row)
    return false
  }
  const { id } = prepared(tx, addFlag).get(row) as { id: number }
  record(tx, { verb: 'flagged', subject: 'flag', subjectId: id, by: null, detail: { judge } })
  return true
}

const MOVED = {
  claim_post_id: 'claimPostId',
  claim_version_id: 'claimVersionId',
  claim_document_id: 'claimDocumentId',
  claim_field: 'claimField',
  claim_start: 'claimStart',
  claim_end: 'claimEnd',
  claim_text_hash: 'claimTextHash',
  evidence_document_id: 'evidenceDocumentId',
  evidence_version_id: 'evidenceVersionId',
  evidence_field: 'evidenceField',
  evidence_start: 'evidenceStart',
  evidence_end: 'evidenceEnd',
  evidence_text_hash: 'evidenceTextHash',
  kind: 'kind',
  tier: 'tier',
  confidence: 'confidence',
  reason: 'reason',
  compared: 'compared',
  judge: 'judge',
}
const ADDED = {
  ...MOVED,
  fingerprint: 'fingerprint',
  claim_quote: 'claimQuote',
  evidence_quote: 'evidenceQuote',
  product_id: 'productId',
  created_at: 'createdAt',
}

// Thousands of flags are kept in one scan: these are compiled once.
const flagOf = (db: Db) => db.$client.prepare('SELECT id FROM flags WHERE fingerprint = ?')
const addFlag = (db: Db) =>
  db.$client.prepare(
    `INSERT INTO flags (${Object.keys(ADDED).join(', ')})
     VALUES (${Object.values(ADDED)
       .map((name) => `@${name}`)
       .join(', ')}) RETURNING id`,
  )
/** What a person raised stays as that person put it. */
const moveFlag = (db: Db) =>
  db.$client.prepare(
    `UPDATE flags SET ${Object.entries(MOVED)
      .map(([column, name]) => `${column} = @${name}`)
      .join(', ')}, outdated_at = NULL
     WHERE fingerprint = @fingerprint AND raised_by IS NULL`,
  )
