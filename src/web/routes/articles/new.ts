import { z } from 'zod'
import { createArticle } from '../../../articles/articles.ts'
import { emptyContent } from '../../../articles/content.ts'
import { isLanguage, LANGUAGE_SHAPE, topicNamed } from '../../../articles/details.ts'
import { TEMPLATE_WORDS } from '../../../articles/words.ts'
import { inTransaction } from '../../../db/open.ts'
import { products } from '../../../db/schema.ts'
import { templates } from '../../../db/words.ts'
import { Invalid } from '../../../lib/errors.ts'
import { aboutEach } from '../../about.ts'
import { fragment, page, redirect } from '../../answers.ts'
import { choice, type FormPage, type FormState, optionalWords, readForm, words } from '../../forms.ts'
import type { PageBase } from '../../pages.ts'
import type { Ask, Routes } from '../../routes.ts'
import { refuseTwin, type Similar, similarArticles } from './similar.ts'

export type NewArticlePage = FormPage & {
  products: { value: string; label: string }[]
  templates: { value: string; label: string }[]
  similar: Similar[]
  /** Something seems to ask the same, and the person has not said that it should be made all the same. */
  hasTwin: boolean
}
export type SimilarPage = PageBase & { similar: Similar[]; empty: string }

const NewArticle = z.object({
  title: words('a title', 300),
  issue: z.string().max(100_000).default(''),
  productId: z
    .string()
    .regex(/^\d{0,15}$/)
    .default('')
    .transform((text) => (text === '' ? null : Number(text))),
  topic: optionalWords('the topic', 100),
  template: choice(templates, 'a template'),
  language: words('a language', 20),
  anyway: optionalWords('', 10),
})
const Typed = z.object({ title: optionalWords('the title', 300), issue: z.string().max(100_000).default('') })

/** Writing an article that comes from no thread. */
export function newRoutes(routes: Routes): void {
  routes.form('/staff/articles/new', 'save', aboutEach, {
    schema: NewArticle,
    start: (ask) => ({
      title: ask.query.title ?? '',
      productId: String(ask.product?.id ?? ''),
      template: 'question',
      language: 'en',
    }),
    show: (ask, form) => page('articles/new', newPage(ask, form)),
    act: (ask, value) => {
      refuseUnknown(ask, value)
      ask.must('save', { productId: value.productId })
      // Looked at once more before anything is made.
      if (value.anyway === '') refuseTwin(alike(ask, value), 'Open it, or make a new article all the same.')
      const { title, issue, template, language, productId } = value
      const saved = inTransaction(ask.db, (tx) =>
        createArticle(tx, {
          content: { ...emptyContent(), title, issue },
          sources: [],
          productId,
          topicId: topicNamed(tx, productId, value.topic),
          ownerId: ask.by,
          ...{ language, template, origin: 'official' as const },
          by: ask.by,
          reason: 'Written from scratch',
        }),
      )
      return redirect(
        `/staff/articles/${saved.number}/edit`,
        `Article ${saved.number} is made. Write the answer.`,
      )
    },
  })

  routes.post('/staff/articles/new/similar', 'save', aboutEach, (ask) =>
    fragment('articles/new/similar', {
      title: 'Similar',
      similar: alike(ask, readForm(Typed, ask.body)),
      empty: 'Nothing like it yet.',
    }),
  )
}

function newPage(ask: Ask, form: FormState): NewArticlePage {
  const seen = ask.db.select().from(products).orderBy(products.name).all()
  const similar = alike(ask, { title: form.values.title ?? '', issue: form.values.issue ?? '' })
  return {
    title: 'Write an article',
    form,
    products: [
      ...(ask.may('save', { productId: null }) ? [{ value: '', label: 'None' }] : []),
      ...seen
        .filter((row) => ask.may('save', { productId: row.id }))
        .map((row) => ({ value: String(row.id), label: row.name })),
    ],
    templates: templates.map((value) => ({ value, label: TEMPLATE_WORDS[value] })),
    similar,
    hasTwin: form.summary.some((issue) => issue.code === 'twin'),
  }
}

function refuseUnknown(ask: Ask, value: { productId: number | null; language: string }): void {
  const isProduct =
    value.productId === null ||
    ask.db.$client.prepare('SELECT 1 FROM products WHERE id = ?').get(value.productId) !== undefined
  if (!isProduct)
    throw new Invalid([{ field: 'productId', code: 'unknown', message: 'There is no such product.' }])
  if (!isLanguage(value.language)) throw new Invalid([LANGUAGE_SHAPE])
}

function alike(ask: Ask, typed: { title: string; issue: string }): Similar[] {
  const content = { ...typed, resolution: '' }
  return similarArticles(ask.db, { content, productIds: ask.productIds, limit: 6 })
}
