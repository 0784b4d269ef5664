import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import {
  addProduct,
  getProduct,
  renameProduct,
  saveTopic,
  saveVersions,
  topicsOf,
  versionsOf,
} from '../../src/articles/catalogue.ts'
import { mergeProducts, mergeTopics } from '../../src/articles/catalogue-merges.ts'
import { catalogueMergesOf, unmergeCatalogue } from '../../src/articles/catalogue-unmerge.ts'
import { getArticle } from '../../src/articles/find.ts'
import type { Db } from '../../src/db/open.ts'
import { articles, assignments, sources, threads } from '../../src/db/schema.ts'
import { ensureProduct } from '../../src/harvest/sources.ts'
import { nominate } from '../../src/triage/triage.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
let harbor: number
let pier: number
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-04-01T09:00:00Z') })
  db = freshDb()
  cast = addCast(db)
  harbor = make.product(db, 'Harbor')
  pier = make.product(db, 'Pier')
  return () => vi.useRealTimers()
})

const topic = (productId: number, name: string, parentId: number | null = null, tags: string[] = []) =>
  saveTopic(db, { productId, topicId: null, name, parentId, tags, by: cast.ada })
const merge = () => mergeProducts(db, { fromId: pier, intoId: harbor, by: cast.ada })
const back = (productId = harbor) =>
  unmergeCatalogue(db, { mergeId: catalogueMergesOf(db, productId)[0]!.mergeId, by: cast.ada })
const own = (userId: number, productId: number, createdAt = '2026-01-01') =>
  db.insert(assignments).values({ userId, productId, kind: 'owner', createdAt }).run()
/** Everything that says what belongs to what. */
const catalogue = () =>
  Object.fromEntries(
    [
      ...['products', 'topics', 'assignments', 'catalogue_redirects', 'sources', 'threads', 'documents'],
      ...['articles', 'flags', 'candidates', 'requests'],
    ].map((table) => [table, db.$client.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()]),
  )
const versions = () =>
  [harbor, pier].map((id) =>
    versionsOf(db, id).map(({ name, position, addedAt }) => ({ name, position, addedAt })),
  )

test('a product that became part of another comes back whole: its rows, topics, people, versions and addresses', () => {
  renameProduct(db, { productId: pier, name: 'Quay', by: cast.ada })
  make.resolvedThread(db, { product: 'Quay' })
  make.resolvedThread(db, { product: 'Harbor' })
  make.document(db, { product: 'Quay' })
  nominate(db)
  const money = topic(pier, 'Money', null, ['cash'])
  const refunds = topic(pier, 'Refunds', money.id)
  topic(pier, 'Boats')
  topic(harbor, 'Money', null, ['coins'])
  make.publishedArticle(db, { product: 'Quay', topicId: money.id })
  make.publishedArticle(db, { product: 'Quay', topicId: refunds.id, title: 'Two' })
  saveVersions(db, { productId: pier, names: ['1', '2'], by: null })
  saveVersions(db, { productId: harbor, names: ['2', '3'], by: null })
  own(cast.pia, pier)
  own(cast.edith, pier)
  own(cast.edith, harbor, '2026-02-02')
  const [before, beforeVersions] = [catalogue(), versions()]
  vi.setSystemTime(new Date('2026-05-01T09:00:00Z'))

  merge()
  expect(catalogue()).not.toEqual(before)
  expect(catalogueMergesOf(db, harbor)).toMatchObject([
    { kind: 'product', name: 'Quay', by: 'Ada', topics: 3, articles: 2, threads: 1, documents: 1, since: 0 },
  ])
  const result = back()

  expect(result).toEqual({ name: 'Quay', address: 'quay', stayed: 0, cameAlong: 0 })
  const after = catalogue()
  // The address a topic had meanwhile leads to it still.
  const meanwhile = after.catalogue_redirects!.filter((row) =>
    String((row as { from_path: string }).from_path).startsWith('harbor/'),
  )
  expect(meanwhile.map((row) => (row as { from_path: string }).from_path)).toEqual([
    'harbor/boats',
    'harbor/refunds',
  ])
  after.catalogue_redirects = after.catalogue_redirects!.filter((row) => !meanwhile.includes(row))
  expect(after).toEqual(before)
  expect(versions()).toEqual(beforeVersions)
  expect(ensureProduct(db, 'Quay')).toBe(pier)
  expect(getProduct(db, 'pier').id).toBe(pier)
  expect(() => unmergeCatalogue(db, { mergeId: 1, by: null })).toThrow(/already/)
  expect(db.$client.pragma('foreign_key_check')).toEqual([])
})

test('versions that came with a merge are as old as they were, so that nothing waits to be looked at because of it', () => {
  saveVersions(db, { productId: pier, names: ['1'], by: null })
  saveVersions(db, { productId: harbor, names: ['2'], by: null })
  vi.setSystemTime(new Date('2026-06-01T09:00:00Z'))
  merge()
  expect(versionsOf(db, harbor).map((one) => one.addedAt.slice(0, 7))).toEqual(['2026-04', '2026-04'])
})

test('what was decided since stays decided, what came since under its topics or from its sources goes along', () => {
  const other = make.product(db, 'Other')
  const boats = topic(pier, 'Boats')
  const ships = topic(harbor, 'Ships')
  const [filed, stays, kept] = ['Filed', 'Stays', 'Kept'].map((title) =>
    make.publishedArticle(db, { product: 'Pier', topicId: boats.id, title }),
  )
  const { threadId } = make.resolvedThread(db, { product: 'Pier', source: 'pier-forum' })
  db.update(sources).set({ productId: pier }).run()
  own(cast.pia, pier)
  own(cast.edith, pier)
  merge()
  vi.setSystemTime(new Date('2026-05-01T09:00:00Z'))
  db.update(articles).set({ topicId: ships.id }).where(eq(articles.id, filed!.articleId)).run()
  db.update(articles).set({ productId: other, topicId: null }).where(eq(articles.id, stays!.articleId)).run()
  const along = make.publishedArticle(db, { product: 'Harbor', topicId: boats.id, title: 'Along' })
  const since = make.publishedArticle(db, { product: 'Harbor', title: 'Since' })
  const came = make.resolvedThread(db, { product: 'Harbor', source: 'pier-forum' })
  const others = make.resolvedThread(db, { product: 'Harbor', source: 'harbor-forum' })
  db.delete(assignments).where(eq(assignments.userId, cast.pia)).run()

  expect(catalogueMergesOf(db, harbor)[0]!.since).toBe(2)
  expect(back()).toMatchObject({ stayed: 2, cameAlong: 1 })

  const productOf = (saved: { articleId: number } | undefined) => getArticle(db, saved!.articleId).productId
  expect([filed, stays, kept, along, since].map(productOf)).toEqual([harbor, other, pier, pier, harbor])
  const threadsOf = db
    .select({ id: threads.id, productId: threads.productId })
    .from(threads)
    .orderBy(threads.id)
    .all()
  expect(threadsOf).toEqual([
    { id: threadId, productId: pier },
    { id: came.threadId, productId: pier },
    { id: others.threadId, productId: harbor },
  ])
  expect(db.select().from(assignments).all()).toMatchObject([{ userId: cast.edith, productId: pier }])
})

test('a merged topic comes back with its articles, its tags, what stood under it, and its address', () => {
  const money = topic(harbor, 'Money', null, ['cash', 'coins'])
  const refunds = topic(harbor, 'Refunds', money.id)
  const payments = topic(harbor, 'Payments', null, ['coins'])
  const saved = make.publishedArticle(db, { product: 'Harbor', topicId: money.id })
  const before = catalogue()
  mergeTopics(db, { productId: harbor, fromId: money.id, intoId: payments.id, by: cast.ada })
  expect(topicsOf(db, harbor).map((one) => [one.name, one.parentId])).toEqual([
    ['Payments', null],
    ['Refunds', payments.id],
  ])
  expect(catalogueMergesOf(db, harbor)).toMatchObject([
    { kind: 'topic', into: 'Payments', articles: 1, topics: 1 },
  ])
  const since = make.publishedArticle(db, { product: 'Harbor', topicId: payments.id, title: 'Since' })
  const tagged = {
    topicId: payments.id,
    name: 'Payments',
    parentId: null,
    tags: ['cash', 'coins', 'notes', 'money'],
  }
  saveTopic(db, { productId: harbor, ...tagged, by: cast.ada })

  expect(back()).toMatchObject({ name: 'Money', stayed: 0, cameAlong: 0 })
  expect(getArticle(db, saved.articleId).topicId).toBe(money.id)
  expect(getArticle(db, since.articleId).topicId).toBe(payments.id)
  expect(topicsOf(db, harbor).map((one) => [one.name, one.parentId, one.tags])).toEqual([
    ['Money', null, ['cash', 'coins']],
    ['Refunds', money.id, []],
    ['Payments', null, ['coins', 'notes']],
  ])
  expect(refunds.parentId).toBe(money.id)
  expect(catalogue().catalogue_redirects).toEqual(before.catalogue_redirects)
})

test('each reason against going back is a sentence, and nothing has moved then', () => {
  const [one, two, three] = ['One', 'Two', 'Three'].map((name) => topic(harbor, name))
  mergeTopics(db, { productId: harbor, fromId: one!.id, intoId: two!.id, by: null })
  mergeTopics(db, { productId: harbor, fromId: two!.id, intoId: three!.id, by: null })
  const [last, first] = catalogueMergesOf(db, harbor)
  const undo = (mergeId: number) => () => unmergeCatalogue(db, { mergeId, by: null })
  expect(undo(first!.mergeId)).toThrow('“Two” was merged later. Take that back first, then this.')
  topic(harbor, 'Two')
  const before = catalogue()
  expect(undo(last!.mergeId)).toThrow('There is another topic “Two” since. Give that one another name first.')
  expect(catalogue()).toEqual(before)
  expect(undo(99)).toThrow(/no such merge/)

  merge()
  renameProduct(db, { productId: harbor, name: 'Pier', by: null })
  expect(() => back()).toThrow('There is another product “Pier” since. Give that one another name first.')
  renameProduct(db, { productId: harbor, name: 'Harbor', by: null })
  const dock = addProduct(db, { name: 'Dock', by: null })
  const [pierMerge] = catalogueMergesOf(db, harbor)
  mergeProducts(db, { fromId: harbor, intoId: dock.id, by: null })
  expect(undo(pierMerge!.mergeId)).toThrow(/part of another now/)
  back(dock.id)
  expect(back()).toMatchObject({ name: 'Pier', address: 'pier' })
  expect(db.$client.pragma('foreign_key_check')).toEqual([])
})

test('a product whose number was given to another comes back under a new one, with its own merges', () => {
  const [one, two] = ['One', 'Two'].map((name) => topic(pier, name))
  mergeTopics(db, { productId: pier, fromId: one!.id, intoId: two!.id, by: null })
  const saved = make.publishedArticle(db, { product: 'Pier', topicId: two!.id })
  merge()
  const other = addProduct(db, { name: 'Other', by: null })
  expect(other.id).toBe(pier)
  back()
  const again = getProduct(db, 'pier')
  expect(again.id).not.toBe(pier)
  expect(getArticle(db, saved.articleId).productId).toBe(again.id)
  expect(unmergeCatalogue(db, { mergeId: catalogueMergesOf(db, again.id)[0]!.mergeId, by: null }).name).toBe(
    'One',
  )
  expect(topicsOf(db, again.id).map((row) => row.name)).toEqual(['One', 'Two'])
  expect(topicsOf(db, other.id)).toEqual([])
})

test('property: merging and taking back, in any tree of topics, is as if nothing had happened', () => {
  const names = ['Alpha', 'Beta', 'Gamma', 'Delta']
  const one = fc.record({
    name: fc.constantFrom(...names),
    under: fc.option(fc.constantFrom(...names)),
    tags: fc.array(fc.constantFrom('a', 'b', 'c', 'alpha', 'beta'), { maxLength: 3 }),
    articles: fc.nat(2),
  })
  const tree = fc.uniqueArray(one, { selector: ({ name }) => name, maxLength: 4 })
  const steps = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 3 })
  fc.assert(
    fc.property(tree, tree, steps, (ofHarbor, ofPier, topicMerges) => {
      db = freshDb()
      cast = addCast(db)
      harbor = make.product(db, 'Harbor')
      pier = make.product(db, 'Pier')
      for (const [productId, product, made] of [
        [harbor, 'Harbor', ofHarbor],
        [pier, 'Pier', ofPier],
      ] as const)
        for (const { name, under, tags, articles: count } of made) {
          const parent = topicsOf(db, productId).find((row) => row.name === under && row.parentId === null)
          const { id } = topic(productId, name, parent?.id ?? null, tags)
          for (let n = 0; n < count; n++)
            make.article(db, { product, topicId: id, title: `${product} ${name} ${n}` })
        }
      const states = [catalogue()]
      for (const [from, into] of topicMerges) {
        const all = topicsOf(db, harbor)
        if (all[from] === undefined || all[into] === undefined || from === into) continue
        mergeTopics(db, { productId: harbor, fromId: all[from].id, intoId: all[into].id, by: null })
        states.push(catalogue())
      }
      merge()
      back()
      // Addresses that came about meanwhile stay; everything else is as before.
      const addresses = (state: ReturnType<typeof catalogue>) =>
        state.catalogue_redirects!.map((row) => (row as { from_path: string }).from_path)
      for (const state of states.reverse()) {
        const after = catalogue()
        expect({ ...after, catalogue_redirects: [] }).toEqual({ ...state, catalogue_redirects: [] })
        expect(addresses(after)).toEqual(expect.arrayContaining(addresses(state)))
        expect(addresses(after).filter((path) => path.startsWith('pier'))).toEqual([])
        if (state !== states.at(-1)) back()
      }
    }),
    { numRuns: 60 },
  )
})
