import type { Db } from '../db/open.ts'
import type { SettlementVerdict, Tier } from '../db/words.ts'
import { visibleAround, visibleText } from '../safety/visible.ts'
import { type Opinion, opinionsOf } from './opinions.ts'
import { CORRECTED, SIDES } from './queries.ts'

/** One side of a flag in its context, the quote between what stands before and after it. */
export type FlagSide = {
  kind: 'post' | 'article' | 'document'
  title: string
  source: string
  authority: string
  author: string | null
  at: string | null
  url: string | null
  /** Of an article, the last part of its public address. */
  slug: string | null
  staffUrl: string
  isAccepted: boolean
  score: number | null
  scope: string[]
  before: string
  quote: string
  after: string
}

export type FlagPage = {
  flagId: number
  kind: string
  tier: Tier
  confidence: number
  reason: string
  compared: string
  judge: string
  createdAt: string
  raisedBy: string | null
  isOutdated: boolean
  /** What optional judges said of it. */
  opinions: Opinion[]
  claim: FlagSide
  evidence: FlagSide
  settlement: {
    verdict: SettlementVerdict
    reason: string
    scope: string
    by: string | null
    at: string
    /** The draft that was written because of it. */
    written: { article: number; version: number; isLive: boolean } | null
    isCorrectedInThread: boolean
  } | null
  next: number | null
}

/** Everything the page of a flag shows. */
export function flagPage(db: Db, flagId: number): FlagPage | undefined {
  const row = db.$client
    .prepare(
      `SELECT f.*, u.display_name AS raisedBy, s.verdict, s.reason AS settledReason, s.scope, s.at AS settledAt,
         w.display_name AS settledBy, wv.number AS writtenVersion, wa.number AS writtenArticle,
         wa.live_version_id = wv.id AS isWrittenLive, ${CORRECTED} AS isCorrected, p.body AS postBody, p.author_name AS author, p.created_at AS postAt,
         p.is_accepted AS isAccepted, p.score AS score, p.url AS postUrl, t.id AS threadId, t.title AS threadTitle,
         t.url AS threadUrl, t.tags, t.environment AS threadEnvironment, ts.name AS threadSource, ts.authority,
         cv.title AS claimTitle, ca.number AS claimArticle, ca.slug AS claimSlug, cv.created_at AS claimAt, cv.applies_to AS claimScope,
         cv.issue AS cIssue, cv.environment AS cEnvironment, cv.cause AS cCause, cv.resolution AS cResolution,
         d.title AS documentTitle, d.body AS documentBody, d.url AS documentUrl, d.updated_at AS documentAt,
         d.applies_to AS documentScope, ds.name AS documentSource,
         ev.title AS evidenceTitle, ea.number AS evidenceArticle, ea.slug AS evidenceSlug, ev.created_at AS evidenceAt, ev.applies_to AS evidenceScope,
         ev.issue AS eIssue, ev.environment AS eEnvironment, ev.cause AS eCause, ev.resolution AS eResolution
       ${SIDES}
       LEFT JOIN users u ON u.id = f.raised_by
       LEFT JOIN users w ON w.id = s."by"
       LEFT JOIN article_versions wv ON wv.id = s.version_id
       LEFT JOIN articles wa ON wa.id = wv.article_id
       WHERE f.id = ?`,
    )
    .get(flagId) as Row | undefined
  if (row === undefined) return undefined
  const verdict = maybe(row, 'verdict') as SettlementVerdict | null
  const quotes = {
    claim: visibleText(db, words(row, 'claim_quote')),
    evidence: visibleText(db, words(row, 'evidence_quote')),
  }
  return {
    flagId,
    kind: words(row, 'kind'),
    tier: words(row, 'tier') as Tier,
    confidence: amount(row, 'confidence'),
    reason: words(row, 'reason'),
    compared: words(row, 'compared'),
    judge: words(row, 'judge'),
    createdAt: words(row, 'created_at'),
    raisedBy: maybe(row, 'raisedBy'),
    isOutdated: row.outdated_at !== null,
    opinions: opinionsOf(db, quotes),
    claim: claimSide(db, row),
    evidence: evidenceSide(db, row),
    settlement:
      verdict === null
        ? null
        : {
            verdict,
            reason: words(row, 'settledReason'),
            scope: words(row, 'scope'),
            by: maybe(row, 'settledBy'),
            at: words(row, 'settledAt'),
            written:
              row.writtenVersion === null
                ? null
                : {
                    article: amount(row, 'writtenArticle'),
                    version: amount(row, 'writtenVersion'),
                    isLive: row.isWrittenLive === 1,
                  },
            isCorrectedInThread: row.isCorrected === 1,
          },
    next: nextOpen(db, flagId, maybe(row, 'product_id') as number | null),
  }
}

type Row = Record<string, string | number | null>

const words = (row: Row, name: string) => String(row[name] ?? '')
const maybe = (row: Row, name: string) => (row[name] ?? null) as string | null
const amount = (row: Row, name: string) => Number(row[name])

function claimSide(db: Db, row: Row): FlagSide {
  const range = { start: amount(row, 'claim_start'), end: amount(row, 'claim_end') }
  if (row.claim_post_id === null) return articleSide(db, row, 'c', range)
  return {
    kind: 'post',
    title: visibleText(db, words(row, 'threadTitle')),
    source: words(row, 'threadSource'),
    authority: words(row, 'authority'),
    author: maybe(row, 'author'),
    at: maybe(row, 'postAt'),
    url: maybe(row, 'postUrl') ?? maybe(row, 'threadUrl'),
    slug: null,
    staffUrl: `/staff/threads/${row.threadId}`,
    isAccepted: row.isAccepted === 1,
    score: amount(row, 'score'),
    scope: [
      ...(JSON.parse(words(row, 'tags')) as string[]),
      ...Object.values(JSON.parse(words(row, 'threadEnvironment')) as object),
    ],
    ...visibleAround(db, words(row, 'postBody'), range),
  }
}

function evidenceSide(db: Db, row: Row): FlagSide {
  const range = { start: amount(row, 'evidence_start'), end: amount(row, 'evidence_end') }
  if (row.evidence_document_id === null) return articleSide(db, row, 'e', range)
  return {
    kind: 'document',
    title: visibleText(db, words(row, 'documentTitle')),
    source: words(row, 'documentSource'),
    authority: 'official',
    author: null,
    at: maybe(row, 'documentAt'),
    url: maybe(row, 'documentUrl'),
    slug: null,
    staffUrl: `/staff/documents/${row.evidence_document_id}`,
    isAccepted: false,
    score: null,
    scope: scopeWords(words(row, 'documentScope')),
    ...visibleAround(db, words(row, 'documentBody'), range),
  }
}

function articleSide(db: Db, row: Row, side: 'c' | 'e', range: { start: number; end: number }): FlagSide {
  const isClaim = side === 'c'
  const field = maybe(row, isClaim ? 'claim_field' : 'evidence_field')
  const texts: Record<string, string> = {
    issue: words(row, `${side}Issue`),
    environment: words(row, `${side}Environment`),
    cause: words(row, `${side}Cause`),
    resolution: words(row, `${side}Resolution`),
  }
  const number = isClaim ? row.claimArticle : row.evidenceArticle
  return {
    kind: 'article',
    title: visibleText(db, words(row, isClaim ? 'claimTitle' : 'evidenceTitle')),
    source: `Article ${number}`,
    authority: 'official',
    author: null,
    at: maybe(row, isClaim ? 'claimAt' : 'evidenceAt'),
    url: null,
    slug: maybe(row, isClaim ? 'claimSlug' : 'evidenceSlug'),
    staffUrl: `/staff/articles/${number}`,
    isAccepted: false,
    score: null,
    scope: scopeWords(words(row, isClaim ? 'claimScope' : 'evidenceScope')),
    ...visibleAround(db, texts[field ?? 'resolution'] ?? '', range),
  }
}

function scopeWords(appliesTo: string): string[] {
  return Object.values(JSON.parse(appliesTo) as Record<string, string[]>).flat()
}

function nextOpen(db: Db, flagId: number, productId: number | null): number | null {
  const next = db.$client
    .prepare(
      `SELECT f.id FROM flags f LEFT JOIN settlements s ON s.flag_id = f.id AND s.undone_at IS NULL
       WHERE s.id IS NULL AND f.outdated_at IS NULL AND f.id <> ? AND f.product_id IS ? ORDER BY f.id > ? DESC, f.id LIMIT 1`,
    )
    .pluck()
    .get(flagId, productId, flagId)
  return (next as number | undefined) ?? null
}
