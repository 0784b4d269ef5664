import { eq } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { articles, issueStates, users, validations } from '../db/schema.ts'
import type { IssueStatus } from '../db/words.ts'
import { Invalid, Refused } from '../lib/errors.ts'
import { type Article, getArticle, getVersion, refuseIfArchived } from './find.ts'

/** Who looks whether an article still holds, how often, and when next; nobody and never where null. */
export type ReviewPlan = { verifierId: number | null; reviewDays: number | null; reviewAt: string | null }

/** Longer is as good as never. */
const MOST_DAYS = 3_650
const DAY_MS = 86_400_000

/** Says who looks whether an article still holds, and when. With an interval and no day, the interval runs from now. */
export function planReview(db: Db, input: ReviewPlan & { articleId: number; by: By }): void {
  inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    refuseIfArchived(tx, article)
    const { verifierId, reviewDays } = input
    if (reviewDays !== null && (reviewDays < 1 || reviewDays > MOST_DAYS))
      throw new Invalid([
        { field: 'reviewDays', code: 'range', message: `Use 1 to ${MOST_DAYS.toLocaleString('en')} days.` },
      ])
    if (verifierId !== null && tx.select().from(users).where(eq(users.id, verifierId)).get() === undefined)
      throw new Invalid([{ field: 'verifierId', code: 'unknown', message: 'There is no such person.' }])
    const next: ReviewPlan = { verifierId, reviewDays, reviewAt: input.reviewAt ?? afterDays(reviewDays) }
    if (isSamePlan(article, next)) return
    tx.update(articles).set(next).where(eq(articles.id, article.id)).run()
    const detail = { reason: planWords(next) }
    record(tx, {
      verb: 'planned its review',
      subject: 'article',
      subjectId: article.id,
      by: input.by,
      detail,
    })
  })
}

/** A person looked, and what is live still holds: they vouch for it again, and the interval starts anew. */
export function confirm(db: Db, input: { articleId: number; by: By }): { reviewAt: string | null } {
  return inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    refuseIfArchived(tx, article)
    if (article.liveVersionId === null)
      throw new Refused(`Article ${article.number} is not live; validate its draft instead.`)
    const version = getVersion(tx, article.liveVersionId)
    if (article.governance === 'governed' && version.by === input.by)
      throw new Refused(`Article ${article.number} is governed: somebody other than its author has to look.`)
    tx.insert(validations).values({ versionId: version.id, by: input.by, at: now() }).run()
    const reviewAt = afterDays(article.reviewDays)
    tx.update(articles).set({ reviewAt }).where(eq(articles.id, article.id)).run()
    const detail = { version: version.number }
    record(tx, { verb: 'confirmed', subject: 'article', subjectId: article.id, by: input.by, detail })
    return { reviewAt }
  })
}

/** Says where a known issue stands; readers see it at the next release. */
export function setIssueStatus(
  db: Db,
  input: { articleId: number; status: IssueStatus; version: string; by: By },
): void {
  inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    refuseIfArchived(tx, article)
    if (article.template !== 'known-issue')
      throw new Refused(`Article ${article.number} is no known issue. File it as one first.`)
    const version = input.version.replace(/\s+/g, ' ').trim()
    if (version.length > 60)
      throw new Invalid([{ field: 'version', code: 'long', message: 'Use at most 60 characters.' }])
    const last = issueStatusOf(tx, article.id)
    if (last?.status === input.status && last.version === version) return
    const row = { articleId: article.id, status: input.status, version, by: input.by, at: now() }
    tx.insert(issueStates).values(row).run()
    const detail = { reason: `${input.status}${version === '' ? '' : ` (${version})`}` }
    record(tx, { verb: 'set its status', subject: 'article', subjectId: article.id, by: input.by, detail })
  })
}

/** Where a known issue stands, as somebody said last; undefined when nobody has. */
export function issueStatusOf(
  db: Db,
  articleId: number,
): { status: IssueStatus; version: string; at: string } | undefined {
  return db.$client
    .prepare('SELECT status, version, at FROM issue_states WHERE article_id = ? ORDER BY id DESC LIMIT 1')
    .get(articleId) as { status: IssueStatus; version: string; at: string } | undefined
}

function afterDays(days: number | null): string | null {
  return days === null ? null : new Date(Date.parse(now()) + days * DAY_MS).toISOString()
}

function isSamePlan(article: Article, plan: ReviewPlan): boolean {
  const { verifierId, reviewDays, reviewAt } = article
  return verifierId === plan.verifierId && reviewDays === plan.reviewDays && reviewAt === plan.reviewAt
}

function planWords(plan: ReviewPlan): string {
  if (plan.reviewAt === null) return 'never by date'
  const often = plan.reviewDays === null ? 'once' : `every ${plan.reviewDays} days`
  return `${often}, next on ${plan.reviewAt.slice(0, 10)}`
}
