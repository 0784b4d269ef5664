import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { catalogueMerges, catalogueRedirects, products, topics } from '../db/schema.ts'
import type { CatalogueAddress, CatalogueMoved, Runs, TopicTakenUp } from '../db/words.ts'
import { Refused } from '../lib/errors.ts'
import { freeSlug } from '../lib/slug.ts'
import { isPathTaken, type Product, redirectFrom, topicOf, topicsOf } from './catalogue.ts'
import { BELONGING } from './catalogue-merges.ts'

/** A product that went, under its name and, unless it was given away, its address. */
export function productAgain(tx: Db, was: NonNullable<CatalogueMoved['product']>): Product {
  const all = tx.select().from(products).all()
  if (all.some((one) => one.name.toLowerCase() === was.name.toLowerCase()))
    throw new Refused(`There is another product “${was.name}” since. Give that one another name first.`)
  const isSlugFree = all.every((one) => one.slug !== was.slug)
  const slug = isSlugFree ? was.slug : freeSlug(was.name, (wish) => isPathTaken(tx, wish))
  const { id, ...row } = was
  const isIdFree = all.every((one) => one.id !== id)
  const home = tx
    .insert(products)
    .values({ ...row, slug, ...(isIdFree ? { id } : {}) })
    .returning()
    .get()
  const own = eq(catalogueMerges.intoProductId, id)
  tx.update(catalogueMerges).set({ intoProductId: home.id }).where(own).run()
  return home
}

/** All topics and their tree as before, but for what was moved in it since. Answers with what an id is called now. */
export function topicsAgain(
  tx: Db,
  moved: CatalogueMoved,
  home: Product,
  into: Product,
): (id: number) => number {
  const ids = new Map<number, number>()
  for (const { topic, into: other } of moved.takenUp) {
    const { id, ...row } = topic
    const values = {
      ...row,
      productId: home.id,
      parentId: null,
      ...(topicRow(tx, id) === undefined ? { id } : {}),
    }
    ids.set(id, tx.insert(topics).values(values).returning({ id: topics.id }).get().id)
    const isBrought = (tag: string) =>
      (topic.tags.includes(tag) || tag === topic.slug) && !other.tags.includes(tag)
    const tags = topicRow(tx, other.id)!.tags.filter((tag) => !isBrought(tag))
    tx.update(topics).set({ tags }).where(eq(topics.id, other.id)).run()
  }
  const back = movedTopics(tx, moved, into).map((topic) => topic.id)
  if (back.length > 0) tx.update(topics).set({ productId: home.id }).where(inArray(topics.id, back)).run()
  const renumbered = (id: number) => ids.get(id) ?? id
  for (const one of moved.takenUp) treeAgain(tx, one, home, renumbered)
  // No topic stands under one of another product.
  tx.$client.exec(
    `UPDATE topics SET parent_id = NULL WHERE parent_id IS NOT NULL
       AND product_id <> (SELECT p.product_id FROM topics p WHERE p.id = topics.parent_id)`,
  )
  return renumbered
}

function treeAgain(tx: Db, one: TopicTakenUp, home: Product, renumbered: (id: number) => number): void {
  const place = (id: number, parentId: number) => {
    const [topic, parent] = [topicRow(tx, id), topicRow(tx, parentId)]
    const isBare = tx.select().from(topics).where(eq(topics.parentId, id)).get() === undefined
    if (topic?.productId !== home.id || parent?.productId !== home.id || parent.parentId !== null || !isBare)
      return
    tx.update(topics).set({ parentId }).where(eq(topics.id, id)).run()
  }
  const id = renumbered(one.topic.id)
  if (one.topic.parentId !== null) place(id, renumbered(one.topic.parentId))
  const left = one.into.parentId === null ? one.into.id : null
  for (const under of one.under.map(renumbered)) if (topicRow(tx, under)?.parentId === left) place(under, id)
}

/** All that belonged to the product, its people and versions. */
export function everythingAgain(tx: Db, moved: CatalogueMoved, home: Product, into: Product): void {
  const run = (sql: string, ...values: unknown[]) => tx.$client.prepare(sql).run(...values)
  const ofHome = `IN (SELECT id FROM topics WHERE product_id = ${home.id})`
  for (const table of BELONGING) {
    // An article that was filed under a topic of the other since is one of the other's now.
    const unlessFiled = table === 'articles' ? `AND (topic_id IS NULL OR topic_id ${ofHome})` : ''
    const again = tx.$client.prepare(
      `UPDATE ${table} SET product_id = ? WHERE product_id = ? AND id BETWEEN ? AND ? ${unlessFiled}`,
    )
    eachRun(moved.rows[table] ?? [], (first, last) => again.run(home.id, into.id, first, last))
  }
  run(`UPDATE articles SET product_id = ? WHERE product_id = ? AND topic_id ${ofHome}`, home.id, into.id)
  for (const table of ['threads', 'documents'] as const)
    run(
      `UPDATE ${table} SET product_id = ? WHERE product_id = ? AND id > ?
         AND source_id IN (SELECT id FROM sources WHERE product_id = ?)`,
      ...[home.id, into.id, moved.last[table], home.id],
    )
  run(
    `UPDATE candidates SET product_id = ? WHERE product_id = ?
       AND thread_id IN (SELECT id FROM threads WHERE product_id = ?)`,
    ...[home.id, into.id, home.id],
  )
  const isOn = tx.$client
    .prepare('SELECT created_at FROM assignments WHERE user_id = ? AND product_id = ? AND kind = ?')
    .pluck()
  for (const { userId, kind, createdAt, isNew } of moved.assignments) {
    const since = isOn.get(userId, into.id, kind)
    if (since === undefined) continue
    if (isNew && since === createdAt)
      run('DELETE FROM assignments WHERE user_id = ? AND product_id = ? AND kind = ?', userId, into.id, kind)
    run('INSERT INTO assignments VALUES (?, ?, ?, ?)', userId, home.id, kind, createdAt)
  }
  for (const { name, position, addedAt, isNew } of moved.versions) {
    const own = 'product_id = ? AND name = ? AND added_at = ?'
    if (isNew) run(`DELETE FROM product_versions WHERE ${own}`, into.id, name, addedAt)
    const columns = 'product_id, name, position, added_at'
    run(`INSERT INTO product_versions (${columns}) VALUES (?, ?, ?, ?)`, home.id, name, position, addedAt)
  }
}

/** Old addresses lead where they led; those that came with the merge lead to where things are now. */
export function addressesAgain(
  tx: Db,
  moved: CatalogueMoved,
  now: { home: Product; into: Product; renumbered: (id: number) => number },
): void {
  const { home, into, renumbered } = now
  const isAt = (path: string) => eq(catalogueRedirects.fromPath, path)
  for (const { path, before, after } of moved.addresses) {
    const row = tx.select().from(catalogueRedirects).where(isAt(path)).get()
    if (row?.productId !== after.productId || row.topicId !== after.topicId) continue
    tx.delete(catalogueRedirects).where(isAt(path)).run()
    const leadsTo = before === null ? undefined : stillThere(tx, before, moved, home, renumbered)
    if (leadsTo !== undefined)
      tx.insert(catalogueRedirects)
        .values({ fromPath: path, ...leadsTo, at: before!.at })
        .run()
  }
  if (moved.product === null) return
  for (const topic of topicsOf(tx, home.id)) {
    if (moved.topics.includes(topic.id) && topicOf(tx, into.id, topic.slug) === undefined)
      redirectFrom(tx, `${into.slug}/${topic.slug}`, home.id, topic.id)
    tx.delete(catalogueRedirects)
      .where(isAt(`${home.slug}/${topic.slug}`))
      .run()
  }
  tx.delete(catalogueRedirects).where(isAt(home.slug)).run()
}

function stillThere(
  tx: Db,
  was: CatalogueAddress,
  moved: CatalogueMoved,
  home: Product,
  renumbered: (id: number) => number,
): CatalogueAddress | undefined {
  const productId = was.productId === moved.product?.id ? home.id : was.productId
  if (tx.select().from(products).where(eq(products.id, productId)).get() === undefined) return undefined
  const topicId = was.topicId === null ? null : renumbered(was.topicId)
  return { productId, topicId: topicId !== null && topicRow(tx, topicId) === undefined ? null : topicId }
}

/** Topics that moved as they were and that nobody took away since. */
export function movedTopics(tx: Db, moved: CatalogueMoved, into: Product) {
  if (moved.topics.length === 0) return []
  const isIt = and(eq(topics.productId, into.id), inArray(topics.id, moved.topics))
  return tx.select().from(topics).where(isIt).all()
}

/** The topic of this id. */
export function topicRow(tx: Db, topicId: number) {
  return tx.select().from(topics).where(eq(topics.id, topicId)).get()
}

/** Does something for each run of ids. */
export function eachRun(runs: Runs, work: (first: number, last: number) => void): void {
  for (const [first, last] of runs) work(first, last)
}
