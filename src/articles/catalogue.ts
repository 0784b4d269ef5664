import { and, eq } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { catalogueRedirects, products, productVersions, topics } from '../db/schema.ts'
import { Invalid, NotFound, Refused } from '../lib/errors.ts'
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

/** Every table in which something belongs to a product. */
const BELONGING = ['sources', 'threads', 'documents', 'articles', 'flags', 'candidates', 'requests']

/** Takes a product up into another: everything of it, its topics, versions, people and addresses. */
export function mergeProducts(db: Db, input: { fromId: number; intoId: number; by: By }): void {
  inTransaction(db, (tx) => {
    const from = productById(tx, input.fromId)
    const into = productById(tx, input.intoId)
    if (from.id === into.id) throw new Refused('A product cannot be merged into itself.')
    const run = (sql: string, ...values: unknown[]) => tx.$client.prepare(sql).run(...values)
    keepOldAddresses(tx, from, into.id)
    run('UPDATE catalogue_redirects SET product_id = ? WHERE product_id = ?', into.id, from.id)
    for (const topic of topicsOf(tx, from.id)) {
      const same = topicOf(tx, into.id, topic.slug)
      if (same !== undefined) takeUpTopic(tx, topic, same)
      else run('UPDATE topics SET product_id = ? WHERE id = ?', into.id, topic.id)
    }
    for (const table of BELONGING)
      run(`UPDATE ${table} SET product_id = ? WHERE product_id = ?`, into.id, from.id)
    run(
      `INSERT OR IGNORE INTO assignments (user_id, product_id, kind, created_at)
       SELECT user_id, ?, kind, created_at FROM assignments WHERE product_id = ?`,
      into.id,
      from.id,
    )
    run('DELETE FROM assignments WHERE product_id = ?', from.id)
    for (const { name } of versionsOf(tx, from.id)) addVersion(tx, into.id, name)
    run('DELETE FROM product_versions WHERE product_id = ?', from.id)
    tx.delete(products).where(eq(products.id, from.id)).run()
    const detail = { took: from.name }
    record(tx, { verb: 'merged', subject: 'product', subjectId: into.id, by: input.by, detail })
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

/** Takes a topic up into another of the same product. */
export function mergeTopics(
  db: Db,
  input: { productId: number; fromId: number; intoId: number; by: By },
): void {
  inTransaction(db, (tx) => {
    const product = productById(tx, input.productId)
    const from = topicById(tx, product.id, input.fromId)
    const into = topicById(tx, product.id, input.intoId)
    if (from.id === into.id) throw new Refused('A topic cannot be merged into itself.')
    redirectFrom(tx, `${product.slug}/${from.slug}`, product.id, into.id)
    takeUpTopic(tx, from, into)
    const detail = { took: from.name, topic: into.name }
    record(tx, { verb: 'merged topics', subject: 'product', subjectId: product.id, by: input.by, detail })
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

function productById(tx: Db, productId: number): Product {
  const product = tx.select().from(products).where(eq(products.id, productId)).get()
  if (product === undefined) throw new NotFound('There is no such product.')
  return product
}

function topicById(tx: Db, productId: number, topicId: number): Topic {
  const topic = tx.select().from(topics).where(eq(topics.id, topicId)).get()
  if (topic?.productId !== productId) throw new NotFound('There is no such topic.')
  return topic
}

function topicOf(tx: Db, productId: number, slug: string): Topic | undefined {
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

function isPathTaken(tx: Db, slug: string): boolean {
  return (
    tx.select().from(products).where(eq(products.slug, slug)).get() !== undefined ||
    redirectOf(tx, slug) !== undefined
  )
}

function redirectOf(tx: Db, path: string) {
  return tx.select().from(catalogueRedirects).where(eq(catalogueRedirects.fromPath, path)).get()
}

/** The address of a product and those of all its topics, before they change. */
function keepOldAddresses(tx: Db, product: Product, productId: number): void {
  redirectFrom(tx, product.slug, productId, null)
  for (const topic of topicsOf(tx, product.id))
    redirectFrom(tx, `${product.slug}/${topic.slug}`, productId, topic.id)
}

function redirectFrom(tx: Db, fromPath: string, productId: number, topicId: number | null): void {
  const row = { fromPath, productId, topicId, at: now() }
  tx.insert(catalogueRedirects)
    .values(row)
    .onConflictDoUpdate({ target: catalogueRedirects.fromPath, set: row })
    .run()
}

function takeUpTopic(tx: Db, from: Topic, into: Topic): void {
  const run = (sql: string) => tx.$client.prepare(sql).run(into.id, from.id)
  run('UPDATE articles SET topic_id = ? WHERE topic_id = ?')
  run('UPDATE catalogue_redirects SET topic_id = ? WHERE topic_id = ?')
  // What stood under it stands under the other, or on top where that would be a third level.
  const parentId = into.parentId === null ? into.id : null
  tx.update(topics).set({ parentId }).where(eq(topics.parentId, from.id)).run()
  tx.update(topics)
    .set({ parentId: null })
    .where(and(eq(topics.id, into.id), eq(topics.parentId, into.id)))
    .run()
  const tags = [...new Set([...into.tags, ...from.tags, from.slug])]
  tx.update(topics).set({ tags }).where(eq(topics.id, into.id)).run()
  tx.delete(topics).where(eq(topics.id, from.id)).run()
}

function refuseDeep(tx: Db, productId: number, parentId: number | null, topicId: number | undefined): void {
  if (parentId === null) return
  const parent = topicById(tx, productId, parentId)
  const hasOwn =
    topicId !== undefined && tx.select().from(topics).where(eq(topics.parentId, topicId)).get() !== undefined
  if (parent.id === topicId || parent.parentId !== null || hasOwn)
    throw wrong('parentId', 'Topics stand on two levels at most. Choose one that stands under no other.')
}

function addVersion(tx: Db, productId: number, name: string): void {
  const position = (versionsOf(tx, productId).at(-1)?.position ?? -1) + 1
  tx.insert(productVersions).values({ productId, name, position, addedAt: now() }).onConflictDoNothing().run()
}

function wrong(field: string, message: string): Invalid {
  return new Invalid([{ field, code: 'wrong', message }])
}
