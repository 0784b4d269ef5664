import type { Db } from '../db/open.ts'
import type { SettlementVerdict, Tier } from '../db/words.ts'
import { sha256 } from '../lib/hash.ts'
import { visibleText } from '../safety/visible.ts'

/** One flag in the ledger. */
export type FlagRow = {
  flagId: number
  kind: string
  tier: Tier
  confidence: number
  reason: string
  claim: string
  claimTitle: string
  /** Who says it: the author of a post, an article's number, or where a document is kept. */
  claimBy: string | null
  /** Both sides are the company's. */
  isOurs: boolean
  isAccepted: boolean
  views: number
  createdAt: string
  verdict: SettlementVerdict | null
  /** Whether somebody in the thread has put it right since it was settled. */
  isCorrectedInThread: boolean
}

/** An official sentence with everything that disagrees with it, and how many people may have read that. */
export type FlagGroup = {
  key: string
  evidence: string
  evidenceTitle: string
  evidenceKind: 'document' | 'article'
  product: string | null
  reach: number
  flags: FlagRow[]
}

export type FlagFilter = {
  productIds: number[] | null
  state: 'open' | 'settled'
  kind?: string
  tier?: Tier
}

type LedgerRow = Omit<FlagRow, 'isAccepted' | 'isOurs' | 'isCorrectedInThread'> & {
  isOurs: number
  isAccepted: number
  isCorrectedInThread: number
  evidence: string
  evidenceTitle: string
  documentId: number | null
  versionId: number | null
  threadId: number | null
  product: string | null
}

export const SIDES = `
  FROM flags f
  LEFT JOIN posts p ON p.id = f.claim_post_id
  LEFT JOIN threads t ON t.id = p.thread_id
  LEFT JOIN sources ts ON ts.id = t.source_id
  LEFT JOIN article_versions cv ON cv.id = f.claim_version_id
  LEFT JOIN articles ca ON ca.id = cv.article_id
  LEFT JOIN documents cd ON cd.id = f.claim_document_id
  LEFT JOIN sources cs ON cs.id = cd.source_id
  LEFT JOIN documents d ON d.id = f.evidence_document_id
  LEFT JOIN sources ds ON ds.id = d.source_id
  LEFT JOIN article_versions ev ON ev.id = f.evidence_version_id
  LEFT JOIN articles ea ON ea.id = ev.article_id
  LEFT JOIN products pr ON pr.id = f.product_id
  LEFT JOIN settlements s ON s.flag_id = f.id AND s.undone_at IS NULL`

/** Whether a later post of the thread links to the official text or repeats its sentence; for queries over `SIDES`. */
export const CORRECTED = `(s.id IS NOT NULL AND EXISTS (
  SELECT 1 FROM posts c WHERE c.thread_id = p.thread_id AND c.position > p.position AND c.removed_at IS NULL
    AND c.created_at > s.at AND (instr(c.body, f.evidence_quote) > 0 OR (coalesce(d.url, '') <> '' AND instr(c.body, d.url) > 0)
      OR (ea.slug IS NOT NULL AND instr(c.body, '/' || ea.slug || '/') > 0))))`

/** The ledger: flags grouped by the official sentence, the widest reach first. */
export function flagGroups(db: Db, filter: FlagFilter): FlagGroup[] {
  const products = filter.productIds === null ? null : JSON.stringify(filter.productIds)
  const rows = db.$client
    .prepare(
      `SELECT f.id AS flagId, f.kind, f.tier, f.confidence, f.reason, f.claim_quote AS claim, f.created_at AS createdAt,
         coalesce(t.title, cv.title, cd.title) AS claimTitle, coalesce(p.author_name, 'Article ' || ca.number, cs.name) AS claimBy,
         p.id IS NULL AS isOurs,
         coalesce(p.is_accepted, 0) AS isAccepted,
         coalesce(t.views, 0) AS views, s.verdict, f.evidence_quote AS evidence,
         ${CORRECTED} AS isCorrectedInThread,
         coalesce(d.title, ev.title) AS evidenceTitle, d.id AS documentId, ev.id AS versionId, t.id AS threadId, pr.name AS product
       ${SIDES}
       WHERE (f.outdated_at IS NULL OR s.id IS NOT NULL) AND (s.id IS NULL) = ?
         AND (? IS NULL OR f.product_id IN (SELECT value FROM json_each(?)))
         AND (? IS NULL OR f.kind = ?) AND (? IS NULL OR f.tier = ?)
       ORDER BY f.id`,
    )
    .all(
      filter.state === 'open' ? 1 : 0,
      ...[
        products,
        products,
        filter.kind ?? null,
        filter.kind ?? null,
        filter.tier ?? null,
        filter.tier ?? null,
      ],
    ) as LedgerRow[]
  const groups = new Map<string, FlagGroup>()
  const counted = new Set<string>()
  for (const row of rows) {
    const key = `${row.documentId === null ? `v${row.versionId}` : `d${row.documentId}`}:${sha256(row.evidence)}`
    const group = groups.get(key) ?? {
      key,
      evidence: visibleText(db, row.evidence),
      evidenceTitle: visibleText(db, row.evidenceTitle),
      evidenceKind: row.documentId === null ? ('article' as const) : ('document' as const),
      product: row.product,
      reach: 0,
      flags: [],
    }
    // Who reads a thread reads all its answers: its views count once.
    if (!counted.has(`${key} ${row.threadId}`)) group.reach += row.views
    counted.add(`${key} ${row.threadId}`)
    group.flags.push({
      flagId: row.flagId,
      kind: row.kind,
      tier: row.tier,
      confidence: row.confidence,
      reason: row.reason,
      claim: visibleText(db, row.claim),
      claimTitle: visibleText(db, row.claimTitle),
      claimBy: row.claimBy,
      isOurs: row.isOurs === 1,
      isAccepted: Boolean(row.isAccepted),
      views: row.views,
      createdAt: row.createdAt,
      verdict: row.verdict,
      isCorrectedInThread: row.isCorrectedInThread === 1,
    })
    groups.set(key, group)
  }
  const ranked = [...groups.values()]
  for (const group of ranked) group.flags.sort((a, b) => weightOf(b) - weightOf(a) || a.flagId - b.flagId)
  const weight = (group: FlagGroup) => group.reach - group.flags[0]!.views + weightOf(group.flags[0]!)
  return ranked.sort((a, b) => weight(b) - weight(a) || (a.key < b.key ? -1 : 1))
}

/** How many may act on it, and how sure it is: an accepted answer counts like a thousand views. */
function weightOf(flag: FlagRow): number {
  return flag.views + (flag.isAccepted ? 1000 : 0) + 500 * flag.confidence
}

/** How many flags are open and settled. */
export function flagCounts(db: Db, productIds: number[] | null): { open: number; settled: number } {
  const products = productIds === null ? null : JSON.stringify(productIds)
  return db.$client
    .prepare(
      `SELECT coalesce(sum(s.id IS NULL), 0) AS open, coalesce(sum(s.id IS NOT NULL), 0) AS settled
       FROM flags f LEFT JOIN settlements s ON s.flag_id = f.id AND s.undone_at IS NULL
       WHERE (f.outdated_at IS NULL OR s.id IS NOT NULL) AND (? IS NULL OR f.product_id IN (SELECT value FROM json_each(?)))`,
    )
    .get(products, products) as { open: number; settled: number }
}

/** The flags on the posts of one thread, for the page that shows it. */
export type PostFlag = {
  flagId: number
  postId: number
  verdict: SettlementVerdict | null
  isCorrectedInThread: boolean
}

/** Open and settled flags on a thread's posts, in the order they were raised. */
export function flagsOfThread(db: Db, threadId: number): PostFlag[] {
  const rows = db.$client
    .prepare(
      `SELECT f.id AS flagId, p.id AS postId, s.verdict, ${CORRECTED} AS isCorrectedInThread ${SIDES}
       WHERE p.thread_id = ? AND (f.outdated_at IS NULL OR s.id IS NOT NULL) ORDER BY f.id`,
    )
    .all(threadId) as (Omit<PostFlag, 'isCorrectedInThread'> & { isCorrectedInThread: number })[]
  return rows.map((row) => ({ ...row, isCorrectedInThread: row.isCorrectedInThread === 1 }))
}
