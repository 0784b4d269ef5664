import { and, eq } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { catalogueRedirects, products, productVersions, topics } from '../db/schema.ts'
import { Invalid, NotFound } from '../lib/errors.ts'
import { freeSlug, slugOf } from '../lib/slug.ts'

export type Product = typeof products.$inferSelect
export type Topic = typeof topics.$inferSelect

/** Adds a product; two of one name, whatever their case, are one. */
export function addProduct(db: Db, input: { name: string; by: By }): Product {
  return inTransaction(db, (tx) => {
    const name = freeName(tx, input.name)
    const row = tx
      .insert(products)
      .values({ name, slug: freeSlug(name, (slug) => isPathTaken(tx, slug)), createdAt: now() })
      .returning()
      .get()
    record(tx, { verb: 'added', subject: 'product', subjectId: row.id, by: input.by })
    return row
  })
}

/** The product of this slug, or of an old one that leads to it. */
export function getProduct(db: Db, slug: string): Product {
  const product = db.select().from(products).where(eq(products.slug, slug)).get()
  const old =
    product ?? db.select().from(catalogueRedirects).where(eq(catalogueRedirects.fromPath, slug)).get()
  if (old === undefined) throw new NotFound(`There is no product "${slug}".`)
  if ('slug' in old) return old
  return db.select().from(products).where(eq(products.id, old.productId)).get()!
}

/** Gives a product another name and address; the old ones lead on, also when an import names it so. */
export function renameProduct(db: Db, input: { productId: number; name: string; by: By }): Product {
  return inTransaction(db, (tx) => {
    const product = productById(tx, input.productId)
    const name = freeName(tx, input.name, product.id)
    if (name === product.name) return product
    const isOwn = (slug: string) => slug === product.slug || redirectOf(tx, slug)?.productId === product.id
    const slug = freeSlug(name, (wish) => isPathTaken(tx, wish) && !isOwn(wish))
    keepOldAddresses(tx, product, product.id)
    tx.delete(catalogueRedirects).where(eq(catalogueRedirects.fromPath, slug)).run()
    const next = tx.update(products).set({ name, slug }).where(eq(products.id, product.id)).returning().get()
    const detail = { from: product.name, to: name }
    record(tx, { verb: 'renamed', subject: 'product', subjectId: product.id, by: input.by, detail })
    return next
  })
}

/** The topics of a product by name, those under another right after it. */
export function topicsOf(db: Db, productId: number): Topic[] {
  const all = db.select().from(topics).where(eq(topics.productId, productId)).orderBy(topics.name).all()
  const under = (parentId: number | null) => all.filter((topic) => topic.parentId === parentId)
  return under(null).flatMap((topic) => [topic, ...under(topic.id)])
}

/** Says what a topic is called, what it stands under, and which tags and categories of sources mean it. */
export function saveTopic(
  db: Db,
  input: {
    productId: number
    topicId: number | null
    name: string
    parentId: number | null
    tags: string[]
    by: By
  },
): Topic {
  return inTransaction(db, (tx) => {
    const product = productById(tx, input.productId)
    const name = input.name.replace(/\s+/gu, ' ').trim()
    if (name === '' || name.length > 100)
      throw wrong('name', 'Give the topic a name of at most 100 characters.')
    const known = input.topicId === null ? undefined : topicById(tx, product.id, input.topicId)
    const taken = topicOf(tx, product.id, slugOf(name))
    if (taken !== undefined && taken.id !== known?.id)
      throw wrong('name', `${product.name} has a topic “${taken.name}” already. Merge the two instead.`)
    refuseDeep(tx, product.id, input.parentId, known?.id)
    const tags = [...new Set(input.tags.map((tag) => tag.trim().toLowerCase()).filter(Boolean))].slice(0, 200)
    const row = { productId: product.id, slug: slugOf(name), name, parentId: input.parentId, tags }
    if (known === undefined) return tx.insert(topics).values(row).returning().get()
    if (known.slug !== row.slug) {
      redirectFrom(tx, `${product.slug}/${known.slug}`, product.id, known.id)
      tx.delete(catalogueRedirects)
        .where(eq(catalogueRedirects.fromPath, `${product.slug}/${row.slug}`))
        .run()
    }
    const detail = { topic: name, ...(known.name === name ? {} : { from: known.name }) }
    record(tx, { verb: 'changed a topic', subject: 'product', subjectId: product.id, by: input.by, detail })
    return tx.update(topics).set(row).where(eq(topics.id, known.id)).returning().get()
  })
}

/** The topic that the tags and categories of a source mean, if any does; the name of a topic is a tag of it. */
export function topicForTags(db: Db, productId: number | null, tags: readonly string[]): number | null {
  if (productId === null || tags.length === 0) return null
  const wanted = tags.map((tag) => tag.trim().toLowerCase())
  const slugs = new Set(wanted.map((tag) => slugOf(tag)))
  const all = topicsOf(db, productId)
  const said = all.find((topic) => topic.tags.some((tag) => wanted.includes(tag)))
  return (said ?? all.find((topic) => slugs.has(topic.slug)))?.id ?? null
}

/** What the vendor ships of a product, the oldest first. */
export function versionsOf(db: Db, productId: number): (typeof productVersions.$inferSelect)[] {
  const own = eq(productVersions.productId, productId)
  return db.select().from(productVersions).where(own).orderBy(productVersions.position).all()
}

/** Says all versions of a product in order, oldest first; a name that is new is a version that came now. */
export function saveVersions(
  db: Db,
  input: { productId: number; names: string[]; by: By },
): { added: string[] } {
  return inTransaction(db, (tx) => {
    const product = productById(tx, input.productId)
    const names = [...new Set(input.names.map((name) => name.replace(/\s+/gu, ' ').trim()).filter(Boolean))]
    if (names.length > 500 || names.some((name) => name.length > 60))
      throw wrong('versions', 'Use at most 500 versions, of at most 60 characters each.')
    const known = new Map(versionsOf(tx, product.id).map((one) => [one.name, one]))
    const added = names.filter((name) => !known.has(name))
    tx.delete(productVersions).where(eq(productVersions.productId, product.id)).run()
    names.forEach((name, position) => {
      const addedAt = known.get(name)?.addedAt ?? now()
      tx.insert(productVersions).values({ productId: product.id, name, position, addedAt }).run()
    })
    const detail = { versions: names.join(', ') }
    record(tx, {
      verb: 'listed its versions',
      subject: 'product',
      subjectId: product.id,
      by: input.by,
      detail,
    })
    return { added }
  })
}

/** The product of this id. */
export function productById(tx: Db, productId: number): Product {
  const product = tx.select().from(products).where(eq(products.id, productId)).get()
  if (product === undefined) throw new NotFound('There is no such product.')
  return product
}

/** The topic of this id, if it is the product's. */
export function topicById(tx: Db, productId: number, topicId: number): Topic {
  const topic = tx.select().from(topics).where(eq(topics.id, topicId)).get()
  if (topic?.productId !== productId) throw new NotFound('There is no such topic.')
  return topic
}

/** The topic of this address within a product. */
export function topicOf(tx: Db, productId: number, slug: string): Topic | undefined {
  const isIt = and(eq(topics.productId, productId), eq(topics.slug, slug))
  return tx.select().from(topics).where(isIt).get()
}

function freeName(tx: Db, wish: string, ownId?: number): string {
  const name = wish.replace(/\s+/gu, ' ').trim()
  if (name === '' || name.length > 80)
    throw wrong('name', 'Give the product a name of at most 80 characters.')
  const all = tx.select().from(products).all()
  if (all.some((one) => one.id !== ownId && one.name.toLowerCase() === name.toLowerCase()))
    throw wrong('name', `There is already a product "${name}".`)
  return name
}

/** Whether a product answers at this address, or did. */
export function isPathTaken(tx: Db, slug: string): boolean {
  return (
    tx.select().from(products).where(eq(products.slug, slug)).get() !== undefined ||
    redirectOf(tx, slug) !== undefined
  )
}

function redirectOf(tx: Db, path: string) {
  return tx.select().from(catalogueRedirects).where(eq(catalogueRedirects.fromPath, path)).get()
}

/** The address of a product and those of all its topics, before they change. */
export function keepOldAddresses(tx: Db, product: Product, productId: number): void {
  redirectFrom(tx, product.slug, productId, null)
  for (const topic of topicsOf(tx, product.id))
    redirectFrom(tx, `${product.slug}/${topic.slug}`, productId, topic.id)
}

/** Lets an old address lead somewhere, whatever it led to before. */
export function redirectFrom(tx: Db, fromPath: string, productId: number, topicId: number | null): void {
  const row = { fromPath, productId, topicId, at: now() }
  tx.insert(catalogueRedirects)
    .values(row)
    .onConflictDoUpdate({ target: catalogueRedirects.fromPath, set: row })
    .run()
}

function refuseDeep(tx: Db, productId: number, parentId: number | null, topicId: number | undefined): void {
  if (parentId === null) return
  const parent = topicById(tx, productId, parentId)
  const hasOwn =
    topicId !== undefined && tx.select().from(topics).where(eq(topics.parentId, topicId)).get() !== undefined
  if (parent.id === topicId || parent.parentId !== null || hasOwn)
    throw wrong('parentId', 'Topics stand on two levels at most. Choose one that stands under no other.')
}

function wrong(field: string, message: string): Invalid {
  return new Invalid([{ field, code: 'wrong', message }])
}
