import { asc } from 'drizzle-orm'
import { z } from 'zod'
import {
  addProduct,
  getProduct,
  type Product,
  renameProduct,
  saveTopic,
  saveVersions,
  topicsOf,
  versionsOf,
} from '../../articles/catalogue.ts'
import { mergeProducts, mergeTopics } from '../../articles/catalogue-merges.ts'
import {
  type CatalogueMerge,
  catalogueMergesOf,
  type Unmerged,
  unmergeCatalogue,
} from '../../articles/catalogue-unmerge.ts'
import { products } from '../../db/schema.ts'
import { Refused } from '../../lib/errors.ts'
import { productWeights, weighProduct } from '../../triage/weights.ts'
import { type Answer, page, redirect } from '../answers.ts'
import { blankForm, type FormPage, formAgain, id, optionalWords, readForm, weight, words } from '../forms.ts'
import type { Ask, Routes } from '../routes.ts'
import { type Option, optionalId } from './articles/acts.ts'

export type ProductRow = {
  name: string
  slug: string
  threads: number
  documents: number
  articles: number
  owners: string | null
}
export type ProductsPage = FormPage & { products: ProductRow[] }
export type ProductPage = FormPage & {
  product: ProductRow
  weight: number
  versions: string
  topics: {
    topicId: number
    name: string
    parentId: string
    tags: string
    articles: number
    isUnder: boolean
  }[]
  /** Topics that others may stand under. */
  parents: Option[]
  others: Option[]
  /** Tags of the product's threads that mean no topic yet, the most frequent first. */
  looseTags: string[]
  /** What became part of it and can go back. */
  merges: CatalogueMerge[]
}

const Name = z.object({ name: words('the name', 80) })
const Versions = z.object({ versions: optionalWords('the versions', 40_000) })
const Merge = z.object({ into: id('the product it becomes part of') })
const TopicForm = z.object({
  topicId: optionalId,
  name: words('the name of the topic', 100),
  parentId: optionalId,
  tags: optionalWords('the tags', 10_000),
})
const TopicMerge = z.object({ topicId: id('a topic'), into: id('the topic it becomes part of') })

const LIST = '/staff/settings/products'

/** The catalogue: products with their versions and topics, what everything is grouped by. */
export function productRoutes(routes: Routes): void {
  routes.form(LIST, 'admin.products', {
    schema: Name,
    show: (ask, form) => page('settings/products', { title: 'Products', form, products: productRows(ask) }),
    act: (ask, { name }) => {
      const { slug } = addProduct(ask.db, { name, by: ask.by })
      return redirect(`${LIST}/${slug}`, `Added ${name}.`)
    },
  })

  routes.get(`${LIST}/:product`, 'admin.products', (ask) => productPage(ask, blankForm()))

  routes.post(`${LIST}/:product/name`, 'admin.products', (ask) =>
    act(ask, Name, (product, { name }) => {
      const { slug } = renameProduct(ask.db, { productId: product.id, name, by: ask.by })
      return redirect(`${LIST}/${slug}`, `It is called ${name} now. Its old addresses lead here.`)
    }),
  )

  routes.post(`${LIST}/:product/weight`, 'admin.products', (ask) =>
    act(ask, weight, (product, value) => {
      weighProduct(ask.db, { productId: product.id, ...value, by: ask.by })
      return redirect(
        `${LIST}/${product.slug}#weight`,
        'Saved. It holds from the next time the queue is decided.',
      )
    }),
  )

  routes.post(`${LIST}/:product/versions`, 'admin.products', (ask) =>
    act(ask, Versions, (product, value) => {
      const names = value.versions.split(/[,\n]/)
      const { added } = saveVersions(ask.db, { productId: product.id, names, by: ask.by })
      const says = added.length === 0 ? 'The versions are in this order now.' : `New: ${added.join(', ')}.`
      return redirect(`${LIST}/${product.slug}#versions`, says)
    }),
  )

  routes.post(`${LIST}/:product/topics`, 'admin.products', (ask) =>
    act(ask, TopicForm, (product, value) => {
      const tags = value.tags.split(/[,\n]/)
      const { name } = saveTopic(ask.db, { ...value, tags, productId: product.id, by: ask.by })
      return redirect(`${LIST}/${product.slug}#topics`, `${name} is kept.`)
    }),
  )

  routes.post(`${LIST}/:product/topics/mergers`, 'admin.products', (ask) =>
    act(ask, TopicMerge, (product, value) => {
      mergeTopics(ask.db, { productId: product.id, fromId: value.topicId, intoId: value.into, by: ask.by })
      return redirect(`${LIST}/${product.slug}#topics`, 'Merged. The old address leads on.')
    }),
  )

  routes.post(`${LIST}/:product/mergers`, 'admin.products', (ask) =>
    act(ask, Merge, (product, value) => {
      mergeProducts(ask.db, { fromId: product.id, intoId: value.into, by: ask.by })
      const into = ask.db
        .select()
        .from(products)
        .all()
        .find((one) => one.id === value.into)!
      return redirect(
        `${LIST}/${into.slug}`,
        `${product.name} is part of ${into.name} now. Its addresses lead here.`,
      )
    }),
  )

  routes.post(`${LIST}/:product/mergers/:merge/undo`, 'admin.products', (ask) =>
    act(ask, z.object({}), (product) => {
      const mergeId = Number(ask.params.merge)
      if (!catalogueMergesOf(ask.db, product.id).some((one) => one.mergeId === mergeId))
        throw new Refused('This merge has been taken back already, or was never made here.')
      const back = unmergeCatalogue(ask.db, { mergeId, by: ask.by })
      return redirect(`${LIST}/${back.address}`, unmergedWords(back))
    }),
  )
}

/** What went back, and what somebody had decided otherwise meanwhile. */
function unmergedWords({ name, stayed, cameAlong }: Unmerged): string {
  const filed =
    stayed === 1
      ? 'One article was filed elsewhere since and stays'
      : `${stayed} articles were filed elsewhere since and stay`
  const made =
    cameAlong === 1 ? 'One article made since goes along' : `${cameAlong} articles made since go along`
  return [`${name} is back.`, stayed === 0 ? '' : `${filed} there.`, cameAlong === 0 ? '' : `${made}.`]
    .filter((words) => words !== '')
    .join(' ')
}

/** Does what a form of the product's page asks, or shows the page again with what is wrong. */
function act<S extends z.ZodType>(
  ask: Ask,
  schema: S,
  run: (product: Product, value: z.output<S>) => Answer,
): Answer {
  try {
    return run(getProduct(ask.db, ask.params.product ?? ''), readForm(schema, ask.body))
  } catch (error) {
    return productPage(ask, formAgain(ask.body, error), 422)
  }
}

function productPage(ask: Ask, form: FormPage['form'], status = 200): Answer {
  const product = getProduct(ask.db, ask.params.product ?? '')
  const row = productRows(ask).find((one) => one.slug === product.slug)!
  const topics = topicsOf(ask.db, product.id)
  const byTopic = countsBy(ask, 'articles', 'topic_id')
  const data: ProductPage = {
    title: product.name,
    form,
    product: row,
    weight: productWeights(ask.db).get(product.id) ?? 1,
    versions: versionsOf(ask.db, product.id)
      .map((one) => one.name)
      .join('\n'),
    topics: topics.map(({ id: topicId, name, parentId, tags }) => ({
      ...{
        topicId,
        name,
        parentId: String(parentId ?? ''),
        tags: tags.join(', '),
        isUnder: parentId !== null,
      },
      articles: byTopic.get(topicId) ?? 0,
    })),
    parents: topics
      .filter((topic) => topic.parentId === null)
      .map((topic) => ({ value: String(topic.id), label: topic.name })),
    others: ask.db
      .select()
      .from(products)
      .orderBy(asc(products.name))
      .all()
      .filter((one) => one.id !== product.id)
      .map((one) => ({ value: String(one.id), label: one.name })),
    merges: catalogueMergesOf(ask.db, product.id),
    looseTags: looseTags(
      ask,
      product.id,
      topics.flatMap((topic) => [topic.slug, ...topic.tags]),
    ),
  }
  return page('settings/product', data, status)
}

/** Of a great many threads the newest say which tags are in use. */
const LOOKED_AT = 2_000

function looseTags(ask: Ask, productId: number, meant: string[]): string[] {
  const rows = ask.db.$client
    .prepare(
      `SELECT lower(g.tag) FROM (SELECT id FROM candidates WHERE product_id = ? ORDER BY id DESC LIMIT ${LOOKED_AT}) c
       CROSS JOIN candidate_tags g ON g.candidate_id = c.id GROUP BY lower(g.tag) ORDER BY count(*) DESC, 1 LIMIT 100`,
    )
    .pluck()
    .all(productId) as string[]
  return rows.filter((tag) => !meant.includes(tag)).slice(0, 30)
}

function productRows(ask: Ask): ProductRow[] {
  const all = ask.db.select().from(products).orderBy(asc(products.name)).all()
  const [threads, documents, articles] = (['threads', 'documents', 'articles'] as const).map((table) =>
    countsBy(ask, table, 'product_id'),
  )
  const owners = ask.db.$client
    .prepare(
      `SELECT group_concat(u.display_name, ', ') FROM assignments a JOIN users u ON u.id = a.user_id
       WHERE a.kind = 'owner' AND a.product_id = ?`,
    )
    .pluck()
  return all.map((product) => ({
    name: product.name,
    slug: product.slug,
    threads: threads!.get(product.id) ?? 0,
    documents: documents!.get(product.id) ?? 0,
    articles: articles!.get(product.id) ?? 0,
    owners: owners.get(product.id) as string | null,
  }))
}

function countsBy(
  ask: Ask,
  table: 'threads' | 'documents' | 'articles',
  column: 'product_id' | 'topic_id',
): Map<number, number> {
  const sql = `SELECT ${column}, count(*) FROM ${table} WHERE ${column} IS NOT NULL GROUP BY ${column}`
  return new Map(ask.db.$client.prepare(sql).raw().all() as [number, number][])
}
