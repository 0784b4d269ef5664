import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import {
  addProduct,
  getProduct,
  renameProduct,
  saveTopic,
  saveVersions,
  topicForTags,
  topicsOf,
  versionsOf,
} from '../../src/articles/catalogue.ts'
import { mergeProducts, mergeTopics } from '../../src/articles/catalogue-merges.ts'
import { setDetails } from '../../src/articles/details.ts'
import { getArticle } from '../../src/articles/find.ts'
import type { Db } from '../../src/db/open.ts'
import { assignments, candidates, products, threads } from '../../src/db/schema.ts'
import { ensureProduct } from '../../src/harvest/sources.ts'
import type { SafeHtml } from '../../src/lib/markdown.ts'
import { siteContent } from '../../src/publish/content.ts'
import { buildSite } from '../../src/publish/site.ts'
import { promote } from '../../src/triage/promote.ts'
import { nominate } from '../../src/triage/triage.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
let harbor: number
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
  harbor = make.product(db, 'Harbor')
})

const topic = (name: string, more: { parentId?: number; topicId?: number; tags?: string[] } = {}) =>
  saveTopic(db, { productId: harbor, topicId: null, parentId: null, tags: [], by: cast.ada, name, ...more })
const site = () =>
  [
    ...buildSite(siteContent(db), {
      siteUrl: null,
      feedbackUrl: null,
      html: (text) => `<p>${text}</p>` as SafeHtml,
    }),
  ].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)] as const)

test('a renamed product answers to its old name: in addresses, in imports, and on the published site', () => {
  const refunds = topic('Refunds')
  make.publishedArticle(db, { product: 'Harbor', topicId: refunds.id })
  const next = renameProduct(db, { productId: harbor, name: 'Quay', by: cast.ada })

  expect(next.slug).toBe('quay')
  expect(getProduct(db, 'harbor').id).toBe(harbor)
  expect(ensureProduct(db, 'Harbor')).toBe(harbor)
  const files = new Map(site())
  expect(files.get('products/harbor/index.html')).toContain('../quay/index.html')
  expect(files.get('products/harbor/refunds/index.html')).toContain('../../quay/refunds/index.html')
  expect(files.get('routes.json')).toContain('"/products/harbor/"')
  expect(renameProduct(db, { productId: harbor, name: 'Harbor', by: cast.ada }).slug).toBe('harbor')
  expect(new Map(site()).get('products/quay/index.html')).toContain('../harbor/index.html')
})

test('a merged product gives everything it had, whatever table it stands in', () => {
  const pier = make.product(db, 'Pier')
  const { threadId } = make.resolvedThread(db, { product: 'Pier' })
  const article = make.publishedArticle(db, { product: 'Pier' })
  nominate(db)
  saveVersions(db, { productId: pier, names: ['1', '2'], by: null })
  saveVersions(db, { productId: harbor, names: ['2'], by: null })
  topic('Refunds', { tags: ['money'] })
  const other = saveTopic(db, {
    productId: pier,
    topicId: null,
    name: 'Refunds',
    parentId: null,
    tags: ['back'],
    by: null,
  })
  db.insert(assignments)
    .values({ userId: cast.pia, productId: pier, kind: 'owner', createdAt: '2026-01-01' })
    .run()

  mergeProducts(db, { fromId: pier, intoId: harbor, by: cast.ada })

  expect(db.select().from(threads).where(eq(threads.id, threadId)).get()!.productId).toBe(harbor)
  expect(db.select().from(candidates).all()[0]!.productId).toBe(harbor)
  expect(getArticle(db, article.articleId).productId).toBe(harbor)
  expect(versionsOf(db, harbor).map((one) => one.name)).toEqual(['2', '1'])
  expect(topicsOf(db, harbor)).toMatchObject([{ name: 'Refunds', tags: ['money', 'back', 'refunds'] }])
  expect(topicsOf(db, harbor).some((one) => one.id === other.id)).toBe(false)
  expect(getProduct(db, 'pier').id).toBe(harbor)
  expect(ensureProduct(db, 'Pier')).toBe(harbor)
  expect(db.$client.pragma('foreign_key_check')).toEqual([])
  expect(() => mergeProducts(db, { fromId: harbor, intoId: harbor, by: null })).toThrow(/into itself/)
})

test('nothing that belongs to a product is forgotten when it is merged', () => {
  const tables = db.$client
    .prepare(
      `SELECT m.name FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f ON f."table" = 'products'
       WHERE m.type = 'table' ORDER BY 1`,
    )
    .pluck()
    .all()

  // A table added here has to be moved by mergeProducts as well.
  expect(tables).toEqual(
    'articles assignments candidates catalogue_redirects documents flags product_versions requests sources threads topics'.split(
      ' ',
    ),
  )
})

test('topics stand on two levels at most, and a renamed or merged one leaves its address behind', () => {
  const money = topic('Money')
  const refunds = topic('Refunds', { parentId: money.id })
  expect(() => topic('Deeper', { parentId: refunds.id })).toThrow(/two levels/)
  expect(() => topic('Money', { topicId: money.id, parentId: refunds.id })).toThrow(/two levels/)
  expect(() => topic('refunds')).toThrow(/already/)
  const article = make.publishedArticle(db, { product: 'Harbor', topicId: refunds.id })

  topic('Money back', { topicId: refunds.id, parentId: money.id })
  const files = new Map(site())
  expect(files.get('products/harbor/refunds/index.html')).toContain('../money-back/index.html')
  expect(files.get('products/harbor/money/index.html')).toContain('How long does a refund take?')
  expect(files.get('products/harbor/index.html')).toContain('money/index.html')

  const other = topic('Payments')
  mergeTopics(db, { productId: harbor, fromId: money.id, intoId: other.id, by: cast.ada })
  expect(topicsOf(db, harbor).map((one) => [one.name, one.parentId])).toEqual([
    ['Payments', null],
    ['Money back', other.id],
  ])
  mergeTopics(db, { productId: harbor, fromId: other.id, intoId: refunds.id, by: cast.ada })
  expect(topicsOf(db, harbor).map((one) => [one.name, one.parentId])).toEqual([['Money back', null]])
  expect(getArticle(db, article.articleId).topicId).toBe(refunds.id)
})

test('tags of a source choose the topic of what is promoted from it', () => {
  const refunds = topic('Refunds', { tags: ['Money-Back', 'chargeback'] })
  expect(topicForTags(db, harbor, ['x', 'MONEY-BACK'])).toBe(refunds.id)
  expect(topicForTags(db, harbor, ['refunds'])).toBe(refunds.id)
  expect(topicForTags(db, harbor, ['x'])).toBeNull()
  make.resolvedThread(db, { product: 'Harbor', tags: ['chargeback'] })
  nominate(db)

  const saved = promote(db, { candidateId: db.select().from(candidates).all()[0]!.id, by: cast.edith })
  expect(getArticle(db, saved.articleId).topicId).toBe(refunds.id)
})

test('names that are empty, endless or taken are refused with a sentence', () => {
  for (const name of ['', '  ', 'x'.repeat(81), 'hARBOR'])
    expect(() => addProduct(db, { name, by: null }), name).toThrow(/name of at most|already/)
  expect(addProduct(db, { name: '港口', by: null }).slug).toMatch(/^[a-z0-9-]+$/)
  expect(() => getProduct(db, 'nothing')).toThrow(/no product/)
  expect(db.select().from(products).all()).toHaveLength(2)
})

test('a translation points at its original, never at itself, another translation or the same language', () => {
  const original = make.article(db, { title: 'One' })
  const german = make.article(db, { title: 'Eins', language: 'de' })
  const french = make.article(db, { title: 'Un', language: 'fr' })
  const file = (articleId: number, language: string, translationOf: number | null) => {
    const { productId, ownerId, template, audience, governance } = getArticle(db, articleId)
    const details = { productId, ownerId, template, audience, governance, language, topic: '', translationOf }
    setDetails(db, { ...details, articleId, by: cast.edith })
  }
  file(german.articleId, 'de', original.number)
  file(french.articleId, 'fr', german.number)

  expect(getArticle(db, french.articleId).translationOfId).toBe(original.articleId)
  expect(() => file(original.articleId, 'en', original.number)).toThrow(/itself/)
  expect(() => file(german.articleId, 'en', original.number)).toThrow(/in en as well/)
  expect(() => file(german.articleId, 'de', 99)).toThrow(/no article 99/)
  file(french.articleId, 'fr', null)
  expect(getArticle(db, french.articleId).translationOfId).toBeNull()
})
