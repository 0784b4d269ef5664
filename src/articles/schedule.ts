import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { articles, schedules } from '../db/schema.ts'
import type { ScheduledAct } from '../db/words.ts'
import { Invalid, isForPeople, Refused } from '../lib/errors.ts'
import { type Article, getArticle, isValidated, refuseIfArchived } from './find.ts'
import { archive, publishArticle } from './publication.ts'

/** What becomes of an article that expires: archived with its reason, or for staff only from then on. */
export const expiries = ['archive', 'internal'] as const
export type Expiry = (typeof expiries)[number]

/** What is planned for an article, or why the last plan came to nothing. */
export type Plan = {
  scheduleId: number
  act: ScheduledAct
  dueAt: string
  reason: string
  problem: string | null
}

/** One plan that came due, and how it went. */
export type CarriedOut = { articleNumber: number; act: ScheduledAct; problem: string | null }

/**
 * Plans when an article goes live and when it expires; null takes a plan back. The version that goes live is the draft
 * of now: nobody is published by a plan that was made for another text.
 */
export function planArticle(
  db: Db,
  input: {
    articleId: number
    publishAt: string | null
    expireAt: string | null
    reason?: string | undefined
    by: By
  },
): void {
  inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    refuseIfArchived(tx, article)
    checkTimes(input)
    if (input.publishAt !== null) checkDraft(tx, article)
    const wanted = [
      { act: 'publish' as const, dueAt: input.publishAt, versionId: article.draftVersionId, reason: '' },
      { act: 'expire' as const, dueAt: input.expireAt, versionId: null, reason: input.reason?.trim() ?? '' },
    ]
    for (const { act, dueAt, versionId, reason } of wanted) {
      const open = openPlans(tx, article.id).find((plan) => plan.act === act)
      if (open?.dueAt === dueAt && open?.versionId === versionId && open?.reason === reason) continue
      if (open === undefined && dueAt === null) continue
      const isOpen = and(
        eq(schedules.articleId, article.id),
        eq(schedules.act, act),
        isNull(schedules.endedAt),
      )
      tx.update(schedules)
        .set({ cancelledAt: now() })
        .where(and(isOpen, isNull(schedules.cancelledAt)))
        .run()
      const verb = dueAt === null ? `took back when to ${act}` : `planned to ${act}`
      const detail = dueAt === null ? {} : { dueAt, reason }
      if (dueAt !== null) {
        const row = { articleId: article.id, act, dueAt, versionId, reason, by: input.by, at: now() }
        tx.insert(schedules).values(row).run()
      }
      record(tx, { verb, subject: 'article', subjectId: article.id, by: input.by, detail })
    }
  })
}

/** Does everything that has come due, each by itself; what cannot be done says why on its article and is not tried again. */
export function carryOutPlans(
  db: Db,
  input: { expiry: Expiry; beforePublishing?: (articleId: number) => void },
): CarriedOut[] {
  const isDue = and(isNull(schedules.endedAt), isNull(schedules.cancelledAt), lte(schedules.dueAt, now()))
  const due = db.select().from(schedules).where(isDue).orderBy(asc(schedules.dueAt), asc(schedules.id)).all()
  return due.flatMap((plan) => {
    // What it finds stays, also when the publication is refused because of it.
    if (plan.act === 'publish') input.beforePublishing?.(plan.articleId)
    const problem = attempt(db, plan, input.expiry)
    if (problem === undefined) return []
    return [{ articleNumber: getArticle(db, plan.articleId).number, act: plan.act, problem }]
  })
}

/** What is planned for an article; a plan that could not be carried out is shown until something new is planned. */
export function plansOf(db: Db, articleId: number): Plan[] {
  return db.$client
    .prepare(
      `SELECT id AS scheduleId, act, due_at AS dueAt, reason, problem FROM schedules s
       WHERE article_id = ? AND cancelled_at IS NULL AND (ended_at IS NULL OR problem IS NOT NULL)
         AND id = (SELECT max(id) FROM schedules x WHERE x.article_id = s.article_id AND x.act = s.act)
         AND (problem IS NULL OR NOT ${SETTLED_SINCE})
       ORDER BY due_at, id`,
    )
    .all(articleId) as Plan[]
}

/** Whether somebody did by hand what a plan `s` could not do. */
const SETTLED_SINCE = `EXISTS (
  SELECT 1 FROM publications p WHERE s.act = 'publish' AND p.article_id = s.article_id AND p.at >= s.ended_at
  UNION ALL SELECT 1 FROM archivals r WHERE r.article_id = s.article_id AND r.at >= s.ended_at)`

type Row = typeof schedules.$inferSelect

function openPlans(db: Db, articleId: number): Row[] {
  const isOpen = and(
    eq(schedules.articleId, articleId),
    isNull(schedules.endedAt),
    isNull(schedules.cancelledAt),
  )
  return db.select().from(schedules).where(isOpen).all()
}

function checkTimes(input: { publishAt: string | null; expireAt: string | null }): void {
  const refuse = (field: string, message: string) => {
    throw new Invalid([{ field, code: 'time', message }])
  }
  for (const field of ['publishAt', 'expireAt'] as const) {
    const at = input[field]
    if (at !== null && Number.isNaN(Date.parse(at))) refuse(field, 'This is no time.')
    if (at !== null && at <= now()) refuse(field, 'Choose a time that is still to come.')
  }
  if (input.publishAt !== null && input.expireAt !== null && input.expireAt <= input.publishAt)
    refuse('expireAt', 'It cannot expire before it is published.')
}

function checkDraft(tx: Db, article: Article): void {
  if (article.draftVersionId === null || article.draftVersionId === article.liveVersionId)
    throw new Refused(`Article ${article.number} has no draft to publish.`)
  if (!isValidated(tx, article.draftVersionId))
    throw new Refused('This version has not been validated. Validate it first; then plan when it goes live.')
}

/** Why a plan could not be carried out; null when it was; undefined when another process was faster. */
function attempt(db: Db, plan: Row, expiry: Expiry): string | null | undefined {
  const end = (tx: Db, problem: string | null) =>
    tx.update(schedules).set({ endedAt: now(), problem }).where(eq(schedules.id, plan.id)).run()
  try {
    return inTransaction(db, (tx) => {
      if (!openPlans(tx, plan.articleId).some((open) => open.id === plan.id)) return undefined
      if (plan.act === 'publish') goLive(tx, plan)
      else expire(tx, plan, expiry)
      end(tx, null)
      return null
    })
  } catch (error) {
    if (!isForPeople(error)) throw error
    const { message } = error
    inTransaction(db, (tx) => {
      end(tx, message)
      const verb = `could not ${plan.act} as planned`
      const detail = { reason: message }
      record(tx, { verb, subject: 'article', subjectId: plan.articleId, by: plan.by, detail })
    })
    return message
  }
}

function goLive(tx: Db, plan: Row): void {
  const article = getArticle(tx, plan.articleId)
  if (article.liveVersionId === plan.versionId) return
  if (article.draftVersionId !== plan.versionId)
    throw new Refused('The draft changed after this was planned. Publish it by hand, or plan it anew.')
  publishArticle(tx, { articleId: article.id, by: plan.by })
}

function expire(tx: Db, plan: Row, expiry: Expiry): void {
  const article = getArticle(tx, plan.articleId)
  const reason = plan.reason === '' ? 'It expired as planned.' : plan.reason
  if (expiry === 'archive') {
    archive(tx, { articleId: article.id, reason, by: plan.by })
    return
  }
  refuseIfArchived(tx, article)
  tx.update(articles).set({ audience: 'internal' }).where(eq(articles.id, article.id)).run()
  record(tx, { verb: 'expired', subject: 'article', subjectId: article.id, by: plan.by, detail: { reason } })
}
