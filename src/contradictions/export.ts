import type { Db } from '../db/open.ts'
import { visibleText } from '../safety/visible.ts'
import { SIDES } from './queries.ts'

/** A flag by names that mean the same outside: thread and post, document or article, each by source and external id. */
export type ExportedFlag = {
  claim: string
  evidence: string
  kind: string
  tier: string
  confidence: number
  reason: string
  thread: string | null
  threadSource: string | null
  post: string | null
  /** The article or the document that makes the claim, when it is not a post. */
  claimArticle: number | null
  claimDocument: string | null
  claimDocumentSource: string | null
  document: string | null
  documentSource: string | null
  article: number | null
  settlement: string | null
}

/** Every flag whose two sentences still stand, in a stable order. */
export function* exportFlags(db: Db): Generator<ExportedFlag> {
  const rows = db.$client
    .prepare(
      `SELECT f.claim_quote AS claim, f.evidence_quote AS evidence, f.kind, f.tier, f.confidence, f.reason,
         t.external_id AS thread, ts.slug AS threadSource, p.external_id AS post, ca.number AS claimArticle,
         cd.external_id AS claimDocument, cs.slug AS claimDocumentSource,
         coalesce(d.external_id, ad.external_id) AS document, coalesce(ds.slug, ads.slug) AS documentSource,
         ea.number AS article, s.verdict AS settlement
       ${SIDES}
       LEFT JOIN documents ad ON ad.id = ea.document_id
       LEFT JOIN sources ads ON ads.id = ad.source_id
       WHERE f.outdated_at IS NULL
       ORDER BY threadSource, thread, post, claimArticle, claimDocumentSource, claimDocument, f.claim_start, f.fingerprint`,
    )
    .all() as ExportedFlag[]
  for (const row of rows) {
    yield { ...row, claim: visibleText(db, row.claim), evidence: visibleText(db, row.evidence) }
  }
}
