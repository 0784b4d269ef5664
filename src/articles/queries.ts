import type { Db } from '../db/open.ts'
import type { ScheduledAct, Significance } from '../db/words.ts'
import { visibleText } from '../safety/visible.ts'
import { type Article, getVersion, statusFacts, type Version, visibleContent } from './find.ts'
import { type Status, statusOf } from './status.ts'

/** One line of the list of articles. */
export type ArticleRow = {
  articleId: number
  number: number
  slug: string
  title: string
  product: string | null
  topic: string | null
  owner: string | null
  origin: string
  changedAt: string
  version: number
  links: number
  helpful: number
  notHelpful: number
  openFlags: number
  /** What is planned next, and when. */
  plannedAct: ScheduledAct | null
  plannedAt: string | null
  status: Status
}

export type ArticleFilter = {
  productId?: number
  /** Only these products; null = all, and what belongs to none. */
  productIds?: number[] | null
  /** Only these articles, as a search found them, in this order. */
  articleIds?: number[]
  state?: 'draft' | 'validated' | 'published' | 'archived' | 'in-review'
  ownerId?: number
  limit?: number
  offset?: number
}

/** What filters and order need of every article; the rest is read for the rows of one page only. */
const FACTS = `
  SELECT a.id AS articleId, a.product_id AS productId, a.owner_id AS ownerId, a.live_version_id AS liveVersionId,
    coalesce(a.draft_version_id, a.live_version_id) AS newestId,
    a.id IN (SELECT article_id FROM archivals WHERE ended_at IS NULL) AS isArchived,
    a.live_version_id IS NULL AND EXISTS (SELECT 1 FROM validations x WHERE x.version_id = a.draft_version_id)
      AS isDraftValidated,
    a.id IN (SELECT article_id FROM reviews WHERE closed_at IS NULL) AS hasOpenReview
  FROM articles a`

const LIST = `
  SELECT a.id AS articleId, a.number, a.slug, v.title, p.name AS product, t.name AS topic, u.display_name AS owner,
    a.origin, v.created_at AS changedAt, v.number AS version,
    a.draft_version_id AS draftVersionId, a.live_version_id AS liveVersionId,
    EXISTS (SELECT 1 FROM archivals x WHERE x.article_id = a.id AND x.ended_at IS NULL) AS isArchived,
    EXISTS (SELECT 1 FROM validations x WHERE x.version_id = a.draft_version_id) AS isDraftValidated,
    EXISTS (SELECT 1 FROM reviews x WHERE x.article_id = a.id AND x.closed_at IS NULL) AS hasOpenReview,
    EXISTS (SELECT 1 FROM reviews x WHERE x.article_id = a.id) AS wasEverReviewed,
    (SELECT count(*) FROM article_links x WHERE x.article_id = a.id AND x.removed_at IS NULL) AS links,
    (SELECT count(*) FROM feedback x WHERE x.article_id = a.id AND x.is_helpful = 1) AS helpful,
    (SELECT count(*) FROM feedback x WHERE x.article_id = a.id AND x.is_helpful = 0) AS notHelpful,
    (SELECT count(*) FROM flags f WHERE f.outdated_at IS NULL
       AND f.claim_version_id IN (a.live_version_id, a.draft_version_id)
       AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.flag_id = f.id AND s.undone_at IS NULL)) AS openFlags,
    z.act AS plannedAct, z.due_at AS plannedAt
  FROM json_each(?) place
  JOIN articles a ON a.id = place.value
  JOIN article_versions v ON v.id = coalesce(a.draft_version_id, a.live_version_id)
  LEFT JOIN products p ON p.id = a.product_id
  LEFT JOIN topics t ON t.id = a.topic_id
  LEFT JOIN users u ON u.id = a.owner_id
  LEFT JOIN schedules z ON z.id = (SELECT id FROM schedules x WHERE x.article_id = a.id AND x.ended_at IS NULL
    AND x.cancelled_at IS NULL ORDER BY x.due_at LIMIT 1)
  ORDER BY place.key`

const STATE_FILTERS = {
  archived: 'isArchived',
  published: 'NOT isArchived AND liveVersionId IS NOT NULL',
  validated: 'NOT isArchived AND liveVersionId IS NULL AND isDraftValidated',
  draft: 'NOT isArchived AND liveVersionId IS NULL AND NOT isDraftValidated',
  'in-review': 'NOT isArchived AND hasOpenReview',
} as const

/** Articles, the newest version first, or in the order in which a search found them. */
export function articleList(db: Db, filter: ArticleFilter = {}): ArticleRow[] {
  const { where, values } = conditions({ ...filter, articleIds: undefined })
  // A search says the order; otherwise the newest version comes first.
  const found = filter.articleIds
  const ids = db.$client
    .prepare(
      `SELECT articleId FROM ${found === undefined ? '' : 'json_each(?) place CROSS JOIN '}(${FACTS})
       WHERE ${found === undefined ? '' : 'articleId = place.value AND '}${where}
       ORDER BY ${found === undefined ? 'newestId DESC' : 'place.key'} LIMIT ? OFFSET ?`,
    )
    .pluck()
    .all(
      ...(found === undefined ? [] : [JSON.stringify(found)]),
      ...values,
      filter.limit ?? 50,
      filter.offset ?? 0,
    )
  const rows = db.$client.prepare(LIST).all(JSON.stringify(ids)) as (Omit<ArticleRow, 'status'> &
    Record<string, unknown>)[]
  return rows.map((row) => ({
    ...row,
    title: visibleText(db, row.title),
    status: statusOf({
      isArchived: Boolean(row.isArchived),
      draftVersionId: row.draftVersionId as number | null,
      liveVersionId: row.liveVersionId as number | null,
      isDraftValidated: Boolean(row.isDraftValidated),
      hasOpenReview: Boolean(row.hasOpenReview),
      wasEverReviewed: Boolean(row.wasEverReviewed),
    }),
  }))
}

/** How many articles are in each state, for the same product and owner. */
export function articleCounts(
  db: Db,
  filter: ArticleFilter = {},
): Record<keyof typeof STATE_FILTERS | 'all', number> {
  const { where, values } = conditions({ ...filter, state: undefined })
  const sums = Object.entries(STATE_FILTERS).map(([name, test]) => `coalesce(sum(${test}), 0) AS "${name}"`)
  return db.$client
    .prepare(`SELECT count(*) AS "all", ${sums.join(', ')} FROM (${FACTS}) WHERE ${where}`)
    .get(...values) as Record<keyof typeof STATE_FILTERS | 'all', number>
}

function conditions(
  filter: Omit<ArticleFilter, 'state' | 'articleIds'> & {
    state?: ArticleFilter['state'] | undefined
    articleIds?: number[] | undefined
  },
) {
  const where = ['1']
  const values: (number | string)[] = []
  if (filter.productIds != null) {
    where.push('articleId IN (SELECT id FROM articles WHERE product_id IN (SELECT value FROM json_each(?)))')
    values.push(JSON.stringify(filter.productIds))
  }
  if (filter.articleIds !== undefined) {
    where.push('articleId IN (SELECT value FROM json_each(?))')
    values.push(JSON.stringify(filter.articleIds))
  }
  if (filter.productId !== undefined) {
    where.push('productId = ?')
    values.push(filter.productId)
  }
  if (filter.ownerId !== undefined) {
    where.push('ownerId = ?')
    values.push(filter.ownerId)
  }
  if (filter.state !== undefined) where.push(STATE_FILTERS[filter.state])
  return { where: where.join(' AND '), values }
}

/** One version in the timeline of an article. */
export type VersionRow = {
  versionId: number
  number: number
  reason: string
  significance: Significance
  by: string | null
  createdAt: string
  validatedBy: string | null
  validatedAt: string | null
  isLive: boolean
  isDraft: boolean
}

/** All versions of an article, newest first, with who wrote and who validated each. */
export function versionList(db: Db, article: Article): VersionRow[] {
  const rows = db.$client
    .prepare(
      `SELECT v.id AS versionId, v.number, v.reason, v.significance, u.display_name AS "by", v.created_at AS createdAt,
         w.display_name AS validatedBy, x.at AS validatedAt
       FROM article_versions v
       LEFT JOIN users u ON u.id = v."by"
       LEFT JOIN validations x ON x.id = (SELECT max(id) FROM validations WHERE version_id = v.id)
       LEFT JOIN users w ON w.id = x."by"
       WHERE v.article_id = ? ORDER BY v.number DESC`,
    )
    .all(article.id) as Omit<VersionRow, 'isLive' | 'isDraft'>[]
  return rows.map((row) => ({
    ...row,
    isLive: row.versionId === article.liveVersionId,
    isDraft: row.versionId === article.draftVersionId,
  }))
}

/** A version as it may be read, with what it is. */
export function versionText(db: Db, versionId: number) {
  const version: Version = getVersion(db, versionId)
  return { version, content: visibleContent(db, version) }
}

/** The status of an article from the facts in the database. */
export function articleStatus(db: Db, article: Article): Status {
  return statusOf(statusFacts(db, article))
}
