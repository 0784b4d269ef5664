import { z } from 'zod'
import { planArticle, plansOf } from '../../../articles/schedule.ts'
import { siteSettings } from '../../../publish/settings.ts'
import { aboutArticle } from '../../about.ts'
import { page, redirect } from '../../answers.ts'
import { optionalWords } from '../../forms.ts'
import type { Routes } from '../../routes.ts'
import { type ArticleFormPage, formPage } from './acts.ts'
import { askedArticle, pathOf } from './asked.ts'

export type PlanPage = ArticleFormPage & { expiry: string; hasDraft: boolean }

/** What a browser sends for a day and a time; here always UTC. */
const time = z
  .union([z.literal(''), z.iso.datetime({ local: true, offset: false })], {
    error: 'Choose a day and a time.',
  })
  .default('')
  .transform((text) => (text === '' ? null : new Date(`${text.replace(/Z$/, '')}Z`).toISOString()))

const Times = z.object({
  publishAt: time,
  expireAt: time,
  reason: optionalWords('why it expires', 1000),
})

/** When an article goes live and when it expires. */
export function planRoutes(routes: Routes): void {
  routes.form('/staff/articles/:number/plan', 'publish.article', aboutArticle, {
    schema: Times,
    start: (ask) => {
      const open = plansOf(ask.db, askedArticle(ask).id).filter((plan) => plan.problem === null)
      const at = (act: string) => open.find((plan) => plan.act === act)?.dueAt.slice(0, 16) ?? ''
      return { publishAt: at('publish'), expireAt: at('expire'), reason: open.at(-1)?.reason ?? '' }
    },
    show: (ask, form) => {
      const article = askedArticle(ask)
      const hasDraft = article.draftVersionId !== null && article.draftVersionId !== article.liveVersionId
      return page('articles/plan', {
        ...formPage(ask, form, 'Plan'),
        expiry: siteSettings(ask.db).expiry,
        hasDraft,
      })
    },
    act: (ask, value) => {
      const article = askedArticle(ask)
      planArticle(ask.db, { articleId: article.id, ...value, by: ask.by })
      return redirect(pathOf(article), 'Noted. The server does it at that time, and readers get it then.')
    },
  })
}
