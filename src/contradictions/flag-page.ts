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
  /** Who looks after this text: the article's owner, else the product's. */
  owner: string | null
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
  /** Both sentences stand in one text. */
  isOneText: boolean
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
         ca.id IS ea.id AND cd.id IS d.id AND p.id IS NULL AS isOneText,
         ${documentColumns('cd', 'cs', 'claim')}, ${documentColumns('d', 'ds', 'evidence')},
         ${articleColumns('cv', 'ca', 'claim')}, ${articleColumns('ev', 'ea', 'evidence')}
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
    isOneText: row.isOneText === 1,
    opinions: opinionsOf(db, quotes),
    claim: sideOf(db, row, 'claim'),
    evidence: sideOf(db, row, 'evidence'),
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
type Side = 'claim' | 'evidence'

const documentColumns = (table: string, source: string, side: Side) =>
  `${table}.title AS ${side}DocumentTitle, ${table}.body AS ${side}Body, ${table}.url AS ${side}Url,
   ${table}.updated_at AS ${side}DocumentAt, ${table}.applies_to AS ${side}DocumentScope, ${source}.name AS ${side}Source,
   ${ownersOf(`${table}.product_id`)} AS ${side}DocumentOwner`

const articleColumns = (version: string, article: string, side: Side) =>
  `${version}.title AS ${side}Title, ${version}.cause AS ${side}Cause, ${version}.resolution AS ${side}Resolution,
   ${article}.number AS ${side}Article, ${article}.slug AS ${side}Slug, ${version}.created_at AS ${side}At,
   ${version}.applies_to AS ${side}Scope, coalesce(
     (SELECT display_name FROM users WHERE id = ${article}.owner_id), ${ownersOf(`${article}.product_id`)}) AS ${side}Owner`

const ownersOf = (product: string) =>
  `(SELECT group_concat(display_name, ', ') FROM (SELECT o.display_name FROM assignments g JOIN users o ON o.id = g.user_id
    WHERE g.product_id = ${product} AND g.kind = 'owner' ORDER BY o.display_name))`

const words = (row: Row, name: string) => String(row[name] ?? '')
const maybe = (row: Row, name: string) => (row[name] ?? null) as string | null
const amount = (row: Row, name: string) => Number(row[name])

function sideOf(db: Db, row: Row, side: Side): FlagSide {
  const range = { start: amount(row, `${side}_start`), end: amount(row, `${side}_end`) }
  if (side === 'claim' && row.claim_post_id !== null) return postSide(db, row, range)
  return row[`${side}_document_id`] === null
    ? articleSide(db, row, side, range)
    : documentSide(db, row, side, range)
}

type Range = { start: number; end: number }

function postSide(db: Db, row: Row, range: Range): FlagSide {
  return {
    kind: 'post',
    title: visibleText(db, words(row, 'threadTitle')),
    source: words(row, 'threadSource'),
    authority: words(row, 'authority'),
    author: maybe(row, 'author'),
    at: maybe(row, 'postAt'),
    url: maybe(row, 'postUrl') ?? maybe(row, 'threadUrl'),
    slug: null,
    staffUrl: `/staff/threads/${row.threadId}#post-${row.claim_post_id}`,
    owner: null,
    isAccepted: row.isAccepted === 1,
    score: amount(row, 'score'),
    scope: [
      ...(JSON.parse(words(row, 'tags')) as string[]),
      ...Object.values(JSON.parse(words(row, 'threadEnvironment')) as object),
    ],
    ...visibleAround(db, words(row, 'postBody'), range),
  }
}

function documentSide(db: Db, row: Row, side: Side, range: Range): FlagSide {
  return {
    kind: 'document',
    title: visibleText(db, words(row, `${side}DocumentTitle`)),
    source: words(row, `${side}Source`),
    authority: 'official',
    author: null,
    at: maybe(row, `${side}DocumentAt`),
    url: maybe(row, `${side}Url`),
    slug: null,
    staffUrl: `/staff/documents/${row[`${side}_document_id`]}`,
    owner: maybe(row, `${side}DocumentOwner`),
    isAccepted: false,
    score: null,
    scope: scopeWords(words(row, `${side}DocumentScope`)),
    ...visibleAround(db, words(row, `${side}Body`), range),
  }
}

function articleSide(db: Db, row: Row, side: Side, range: Range): FlagSide {
  const text = words(row, row[`${side}_field`] === 'cause' ? `${side}Cause` : `${side}Resolution`)
  return {
    kind: 'article',
    title: visibleText(db, words(row, `${side}Title`)),
    source: `Article ${row[`${side}Article`]}`,
    authority: 'official',
    author: null,
    at: maybe(row, `${side}At`),
    url: null,
    slug: maybe(row, `${side}Slug`),
    staffUrl: `/staff/articles/${row[`${side}Article`]}`,
    owner: maybe(row, `${side}Owner`),
    isAccepted: false,
    score: null,
    scope: scopeWords(words(row, `${side}Scope`)),
    ...visibleAround(db, text, range),
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
