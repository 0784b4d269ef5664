import { eq } from 'drizzle-orm'
import { type Article, findArticle, getVersion } from '../../../articles/find.ts'
import { articleStatus } from '../../../articles/queries.ts'
import { type Plan, plansOf } from '../../../articles/schedule.ts'
import type { Confidence, Status } from '../../../articles/status.ts'
import { articleVersions } from '../../../db/schema.ts'
import { NotFound } from '../../../lib/errors.ts'
import { visibleText } from '../../../safety/visible.ts'
import type { About } from '../../actor.ts'
import type { Ask } from '../../routes.ts'

/** What the head of every page about one article shows. */
export type ArticleHead = {
  number: number
  slug: string
  title: string
  to: string
  status: Status
  confidence: string
  audience: string
  governance: string
  origin: string
  isArchived: boolean
  plans: Plan[]
}

/** The article the address names. */
export function askedArticle(ask: Ask): Article {
  return findArticle(ask.db, ask.params.number ?? '')
}

export function headOf(ask: Ask, article: Article): ArticleHead {
  const status = articleStatus(ask.db, article)
  const versionId = article.draftVersionId ?? article.liveVersionId
  const { number, slug, audience, governance, origin } = article
  return {
    ...{ number, slug, audience, governance, origin, status },
    title:
      versionId === null ? `Article ${number}` : visibleText(ask.db, getVersion(ask.db, versionId).title),
    to: pathOf(article),
    confidence: CONFIDENCE_CHIPS[status.confidence],
    isArchived: status.state === 'archived',
    plans: plansOf(ask.db, article.id),
  }
}

/** The article's place among the staff pages. */
export function pathOf(article: { number: number }): string {
  return `/staff/articles/${article.number}`
}

/** What the role table has to know about an article. */
export function aboutOf(article: Article): About {
  return { productId: article.productId, isGoverned: article.governance === 'governed' }
}

/** The version of this number of an article. */
export function versionNumbered(ask: Ask, article: Article, number: string | undefined) {
  const version = /^[1-9]\d{0,8}$/.test(number ?? '')
    ? ask.db
        .select()
        .from(articleVersions)
        .where(eq(articleVersions.articleId, article.id))
        .all()
        .find((row) => row.number === Number(number))
    : undefined
  if (version === undefined) throw new NotFound(`Article ${article.number} has no version “${number ?? ''}”.`)
  return version
}

const CONFIDENCE_CHIPS: Record<Confidence, string> = {
  'work in progress': 'wip',
  'not validated': 'not-validated',
  validated: 'validated',
  archived: 'archived',
}
