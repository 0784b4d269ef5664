import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Details, setDetails } from '../../../articles/details.ts'
import { type Article, getArticle } from '../../../articles/find.ts'
import { TEMPLATE_WORDS } from '../../../articles/words.ts'
import { products, topics } from '../../../db/schema.ts'
import { audiences, governances, templates } from '../../../db/words.ts'
import { aboutArticle } from '../../about.ts'
import { page, redirect } from '../../answers.ts'
import { choice, type FormState, optionalWords, words } from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'
import { type ArticleFormPage, formPage, type Option, optionalId, people } from './acts.ts'
import { aboutOf, askedArticle, pathOf } from './asked.ts'

export type DetailsPage = ArticleFormPage & {
  products: Option[]
  people: Option[]
  templates: Option[]
  topics: string[]
  mayGovern: boolean
}

const File = z.object({
  productId: optionalId,
  topic: optionalWords('the topic', 100),
  ownerId: optionalId,
  language: words('a language', 20),
  template: choice(templates, 'a template'),
  audience: choice(audiences, 'an audience'),
  governance: choice(governances, 'who may change it'),
  translationOf: z
    .string()
    .trim()
    .regex(/^#?\d{0,9}$/, { error: 'Name the article by its number.' })
    .default('')
    .transform((text) => (text === '' ? null : Number(text.replace('#', '')))),
})
/** What an article is filed under, and who may see and change it. */
export function filingRoutes(routes: Routes): void {
  routes.form('/staff/articles/:number/details', 'save', aboutArticle, {
    schema: File,
    start: (ask) => startDetails(ask, askedArticle(ask)),
    show: (ask, form) => page('articles/details', detailsPage(ask, form)),
    act: (ask, value) => {
      const article = askedArticle(ask)
      mustFile(ask, article, value)
      setDetails(ask.db, { ...value, articleId: article.id, by: ask.by })
      return redirect(pathOf(article), 'Filed.')
    },
  })
}

function detailsPage(ask: Ask, form: FormState): DetailsPage {
  const article = askedArticle(ask)
  const seen = ask.db.select().from(products).orderBy(products.name).all()
  const may = seen.filter((row) => ask.may('save', { productId: row.id }))
  const known = ask.db
    .select()
    .from(topics)
    .where(eq(topics.productId, article.productId ?? -1))
    .orderBy(topics.name)
    .all()
  return {
    ...formPage(ask, form, 'File'),
    products: [
      { value: '', label: 'None' },
      ...may.map((row) => ({ value: String(row.id), label: row.name })),
    ],
    people: [{ value: '', label: 'Nobody' }, ...people(ask)],
    templates: templates.map((value) => ({ value, label: TEMPLATE_WORDS[value] })),
    topics: known.map((row) => row.name),
    mayGovern: ask.may('publish.article', aboutOf(article)),
  }
}

function startDetails(ask: Ask, article: Article): Record<string, string> {
  const topic =
    article.topicId === null
      ? undefined
      : ask.db.select().from(topics).where(eq(topics.id, article.topicId)).get()
  return {
    productId: String(article.productId ?? ''),
    topic: topic?.name ?? '',
    ownerId: String(article.ownerId ?? ''),
    language: article.language,
    template: article.template,
    audience: article.audience,
    governance: article.governance,
    translationOf: numberOf(ask, article.translationOfId),
  }
}

function numberOf(ask: Ask, articleId: number | null): string {
  return articleId === null ? '' : String(getArticle(ask.db, articleId).number)
}

/** Another product is another product's business; who may see and change an article is its publishers'. */
function mustFile(ask: Ask, article: Article, value: Details): void {
  const about = aboutOf(article)
  if (value.productId !== article.productId) ask.must('save', { ...about, productId: value.productId })
  if (value.audience !== article.audience || value.governance !== article.governance)
    ask.must('publish.article', about)
}
