import { and, eq } from 'drizzle-orm'
import { type By, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { articles, products, topics, users } from '../db/schema.ts'
import type { Audience, governances, Template } from '../db/words.ts'
import { Invalid } from '../lib/errors.ts'
import { slugOf } from '../lib/slug.ts'
import { type Article, getArticle, refuseIfArchived } from './find.ts'

/** What an article is filed under and who may see and change it; the topic is given by name and made if new. */
export type Details = {
  productId: number | null
  topic: string
  ownerId: number | null
  language: string
  template: Template
  audience: Audience
  governance: (typeof governances)[number]
  /** The article it says in another language, by number; left out, it stays as it is. */
  translationOf?: number | null
}

/** Files an article anew. Audience and governance are facts of their own: each change says who and from what to what. */
export function setDetails(db: Db, input: Details & { articleId: number; by: By }): void {
  inTransaction(db, (tx) => {
    const article = getArticle(tx, input.articleId)
    refuseIfArchived(tx, article)
    checkDetails(tx, input)
    const next = {
      productId: input.productId,
      topicId: topicNamed(tx, input.productId, input.topic),
      ownerId: input.ownerId,
      language: input.language,
      template: input.template,
      audience: input.audience,
      governance: input.governance,
      ...translationIn(tx, article, input),
    }
    const changed = changesOf(article, next)
    if (Object.keys(changed).length === 0) return
    tx.update(articles).set(next).where(eq(articles.id, article.id)).run()
    record(tx, { verb: 'filed', subject: 'article', subjectId: article.id, by: input.by, detail: changed })
  })
}

/** The topic of this name within a product, made when it is new; none without a product or a name. */
export function topicNamed(tx: Db, productId: number | null, name: string): number | null {
  const label = name.replace(/\s+/gu, ' ').trim()
  if (productId === null || label === '') return null
  const slug = slugOf(label)
  const isIt = and(eq(topics.productId, productId), eq(topics.slug, slug))
  const known = tx.select({ id: topics.id }).from(topics).where(isIt).get()
  if (known !== undefined) return known.id
  return tx.insert(topics).values({ productId, slug, name: label }).returning({ id: topics.id }).get().id
}

/** Whether a text has the shape of a language code. */
export function isLanguage(code: string): boolean {
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code)
}

/** What is said of anything else. */
export const LANGUAGE_SHAPE = {
  field: 'language',
  code: 'shape',
  message: 'Use a language code such as en, de or pt-BR.',
}

/** Translations point at one article, never at each other, and say it in another language. */
function translationIn(tx: Db, article: Article, input: Details): Partial<Article> {
  if (input.translationOf === undefined) return {}
  if (input.translationOf === null) return { translationOfId: null }
  const wrong = (message: string) => new Invalid([{ field: 'translationOf', code: 'wrong', message }])
  const named = tx.select().from(articles).where(eq(articles.number, input.translationOf)).get()
  if (named === undefined) throw wrong(`There is no article ${input.translationOf}.`)
  const original = named.translationOfId === null ? named : getArticle(tx, named.translationOfId)
  if (original.id === article.id) throw wrong('An article is no translation of itself.')
  if (original.language === input.language)
    throw wrong(`Article ${original.number} is in ${original.language} as well. Correct the language first.`)
  tx.update(articles)
    .set({ translationOfId: original.id })
    .where(eq(articles.translationOfId, article.id))
    .run()
  return { translationOfId: original.id }
}

function checkDetails(tx: Db, input: Details): void {
  if (!isLanguage(input.language)) throw new Invalid([LANGUAGE_SHAPE])
  const hasProduct =
    input.productId === null ||
    tx.select({ id: products.id }).from(products).where(eq(products.id, input.productId)).get() !== undefined
  if (!hasProduct)
    throw new Invalid([{ field: 'productId', code: 'unknown', message: 'There is no such product.' }])
  const hasOwner =
    input.ownerId === null ||
    tx.select({ id: users.id }).from(users).where(eq(users.id, input.ownerId)).get() !== undefined
  if (!hasOwner)
    throw new Invalid([{ field: 'ownerId', code: 'unknown', message: 'There is no such person.' }])
}

function changesOf(article: Article, next: Partial<Article>): Record<string, unknown> {
  const changed = Object.entries(next).filter(([name, value]) => article[name as keyof Article] !== value)
  return Object.fromEntries(changed.map(([name, to]) => [name, { from: article[name as keyof Article], to }]))
}
