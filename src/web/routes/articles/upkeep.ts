import { z } from 'zod'
import { DUE_WORDS, dueArticles } from '../../../articles/due.ts'
import type { Article } from '../../../articles/find.ts'
import { confirm, issueStatusOf, planReview, setIssueStatus } from '../../../articles/review-plan.ts'
import { ISSUE_WORDS } from '../../../articles/words.ts'
import { type Content, issueStatuses } from '../../../db/words.ts'
import { issueStatus } from '../../../publish/known-issues.ts'
import { aboutArticle } from '../../about.ts'
import { redirect } from '../../answers.ts'
import { choice, optionalWords, readForm } from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'
import { onDay } from '../../words.ts'
import { type Option, optionalId, people } from './acts.ts'
import { aboutOf, askedArticle, pathOf } from './asked.ts'

/** What keeps an article right: why it is to be looked at, who does and when, where a known issue stands. */
export type Upkeep = {
  due: { words: string[]; at: string } | null
  plan: { verifierId: string; verifier: string | null; reviewDays: string; reviewAt: string }
  people: Option[]
  mayPlan: boolean
  issue: { status: string; version: string; at: string | null; options: Option[]; maySet: boolean } | null
}

const Plan = z.object({
  verifierId: optionalId,
  reviewDays: z
    .string()
    .regex(/^\d{0,5}$/, { error: 'Use a number of days.' })
    .default('')
    .transform((text) => (text === '' ? null : Number(text))),
  reviewAt: z
    .union([z.literal(''), z.iso.date()], { error: 'Choose a day.' })
    .default('')
    .transform((day) => (day === '' ? null : `${day}T06:00:00.000Z`)),
})
const Issue = z.object({
  status: choice(issueStatuses, 'where it stands'),
  version: optionalWords('the version', 60),
})

/** Looking after an article that is published: still right, when to look again, where a known issue stands. */
export function upkeepRoutes(routes: Routes): void {
  routes.post('/staff/articles/:number/confirmation', 'validate', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    const { reviewAt } = confirm(ask.db, { articleId: article.id, by: ask.by })
    const next = reviewAt === null ? '' : ` The next look is due on ${onDay(reviewAt)}.`
    return redirect(pathOf(article), `You vouch that what is live still holds.${next}`)
  })

  routes.post('/staff/articles/:number/review-plan', 'review', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    planReview(ask.db, { ...readForm(Plan, ask.body), articleId: article.id, by: ask.by })
    return redirect(pathOf(article), 'Noted when to look at it again.')
  })

  routes.post('/staff/articles/:number/issue-status', 'validate', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    setIssueStatus(ask.db, { ...readForm(Issue, ask.body), articleId: article.id, by: ask.by })
    return redirect(pathOf(article), 'Noted. Readers see it at the next release.')
  })
}

/** What the article page shows of it. */
export function upkeepOf(ask: Ask, article: Article, content: Content): Upkeep {
  const due = dueArticles(ask.db).get(article.id)
  const about = aboutOf(article)
  const everybody = people(ask)
  const status = issueStatusOf(ask.db, article.id)
  const verifierId = String(article.verifierId ?? '')
  return {
    due: due === undefined ? null : { words: due.reasons.map((reason) => DUE_WORDS[reason]), at: due.at },
    plan: {
      verifierId,
      verifier: everybody.find((one) => one.value === verifierId)?.label ?? null,
      reviewDays: String(article.reviewDays ?? ''),
      reviewAt: article.reviewAt ?? '',
    },
    people: [{ value: '', label: 'Its owner' }, ...everybody],
    mayPlan: ask.may('review', about),
    issue:
      article.template === 'known-issue'
        ? {
            status: status?.status ?? issueStatus(content),
            version: status?.version ?? '',
            at: status?.at ?? null,
            options: issueStatuses.map((value) => ({ value, label: ISSUE_WORDS[value] })),
            maySet: ask.may('validate', about),
          }
        : null,
  }
}
