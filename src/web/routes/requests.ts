import { z } from 'zod'
import { findArticle } from '../../articles/find.ts'
import {
  closeRequests,
  type FailedSearch,
  openRequests,
  type RequestGroup,
  requestArticle,
  searchedInVain,
} from '../../articles/requests.ts'
import { aboutEach } from '../about.ts'
import { visibleProducts } from '../actor.ts'
import { page, redirect } from '../answers.ts'
import { optionalWords, readForm, words } from '../forms.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, Routes } from '../routes.ts'
import { optionalId } from './articles/acts.ts'

export type RequestsPage = PageBase & {
  groups: (RequestGroup & { writeTo: string })[]
  vain: (FailedSearch & { writeTo: string })[]
  mayClose: boolean
}

const Request = z.object({
  words: words('what was missed', 300),
  detail: optionalWords('more about it', 4_000),
  caseRef: optionalWords('the case', 80),
})
const Answer = z.object({
  words: words('what was missed', 300),
  productId: optionalId,
  article: z
    .string()
    .trim()
    .regex(/^#?\d{0,9}$/, { error: 'Name the article by its number.' })
    .default(''),
})

/** What people miss: asked for by agents, and searched for in vain. */
export function requestRoutes(routes: Routes): void {
  routes.get('/staff/requests', 'see.staff', (ask) => page('articles/requests', requestsPage(ask)))

  routes.post('/staff/requests', 'report', aboutEach, (ask) => {
    const value = readForm(Request, ask.body)
    requestArticle(ask.db, { ...value, productId: productOf(ask), by: ask.by })
    const back = value.caseRef === '' ? '' : `?case=${encodeURIComponent(value.caseRef)}`
    return redirect(`/staff/desk${back}`, 'Asked for. Editors see it with your name and the case.')
  })

  routes.post('/staff/requests/answers', 'save', aboutEach, (ask) => {
    const value = readForm(Answer, ask.body)
    ask.must('save', { productId: value.productId })
    const number = value.article.replace('#', '')
    const article = number === '' ? null : findArticle(ask.db, number)
    const { closed } = closeRequests(ask.db, { ...value, articleId: article?.id ?? null, by: ask.by })
    const who = closed === 1 ? 'One request is' : `${closed} requests are`
    return redirect(
      '/staff/requests',
      `${who} ${article === null ? 'closed' : `answered by article ${article.number}`}.`,
    )
  })
}

/** The product the person works with now, or the only one they may see. */
function productOf(ask: Ask): number | null {
  const seen = visibleProducts(ask.person)
  return ask.product?.id ?? (seen?.length === 1 ? seen[0]! : null)
}

function requestsPage(ask: Ask): RequestsPage {
  const writeTo = (title: string) => `/staff/articles/new?${new URLSearchParams({ title })}`
  return {
    title: 'Asked for',
    groups: openRequests(ask.db, { productIds: ask.productIds }).map((group) => ({
      ...group,
      writeTo: writeTo(group.words),
    })),
    vain: searchedInVain(ask.db).map((one) => ({ ...one, writeTo: writeTo(one.words) })),
    mayClose: ask.may('save'),
  }
}
