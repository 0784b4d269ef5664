import { and, eq } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { catalogueMerges, catalogueRedirects, topics } from '../db/schema.ts'
import type { CatalogueMoved, Runs, TopicTakenUp } from '../db/words.ts'
import { Refused } from '../lib/errors.ts'
import {
  keepOldAddresses,
  productById,
  redirectFrom,
  type Topic,
  topicById,
  topicOf,
  topicsOf,
  versionsOf,
} from './catalogue.ts'

/** Every table in which something belongs to a product. */
export const BELONGING = ['sources', 'threads', 'documents', 'articles', 'flags', 'candidates', 'requests']

/** Takes a product up into another: everything of it, its topics, versions, people and addresses. It can be taken back. */
export function mergeProducts(db: Db, input: { fromId: number; intoId: number; by: By }): void {
  inTransaction(db, (tx) => {
    const from = productById(tx, input.fromId)
    const into = productById(tx, input.intoId)
    if (from.id === into.id) throw new Refused('A product cannot be merged into itself.')
    const run = (sql: string, ...values: unknown[]) => tx.$client.prepare(sql).run(...values)
    const moved: CatalogueMoved = { ...nothingMoved(), product: from }
    const addresses = addressesOf(tx)
    keepOldAddresses(tx, from, into.id)
    run('UPDATE catalogue_redirects SET product_id = ? WHERE product_id = ?', into.id, from.id)
    for (const topic of topicsOf(tx, from.id)) {
      const same = topicOf(tx, into.id, topic.slug)
      if (same !== undefined) moved.takenUp.push(takeUpTopic(tx, topic, same))
      else {
        moved.topics.push(topic.id)
        run('UPDATE topics SET product_id = ? WHERE id = ?', into.id, topic.id)
      }
    }
    for (const table of BELONGING) {
      moved.rows[table] = runsOf(tx, `SELECT id FROM ${table} WHERE product_id = ? ORDER BY id`, from.id)
      run(`UPDATE ${table} SET product_id = ? WHERE product_id = ?`, into.id, from.id)
    }
    moved.last = { threads: lastOf(tx, 'threads'), documents: lastOf(tx, 'documents') }
    moved.assignments = moveAssignments(tx, from.id, into.id)
    moved.versions = moveVersions(tx, from.id, into.id)
    run('DELETE FROM products WHERE id = ?', from.id)
    moved.addresses = changedAddresses(tx, addresses)
    const values = { kind: 'product' as const, name: from.name, intoProductId: into.id, moved }
    tx.insert(catalogueMerges)
      .values({ ...values, by: input.by, at: now() })
      .run()
    const detail = { took: from.name }
    record(tx, { verb: 'merged', subject: 'product', subjectId: into.id, by: input.by, detail })
  })
}

/** Takes a topic up into another of the same product. It can be taken back. */
export function mergeTopics(
  db: Db,
  input: { productId: number; fromId: number; intoId: number; by: By },
): void {
  inTransaction(db, (tx) => {
    const product = productById(tx, input.productId)
    const from = topicById(tx, product.id, input.fromId)
    const into = topicById(tx, product.id, input.intoId)
    if (from.id === into.id) throw new Refused('A topic cannot be merged into itself.')
    const addresses = addressesOf(tx)
    redirectFrom(tx, `${product.slug}/${from.slug}`, product.id, into.id)
    const moved: CatalogueMoved = { ...nothingMoved(), takenUp: [takeUpTopic(tx, from, into)] }
    moved.addresses = changedAddresses(tx, addresses)
    const values = {
      kind: 'topic' as const,
      name: from.name,
      intoProductId: product.id,
      intoTopicId: into.id,
    }
    tx.insert(catalogueMerges)
      .values({ ...values, moved, by: input.by, at: now() })
      .run()
    const detail = { took: from.name, topic: into.name }
    record(tx, { verb: 'merged topics', subject: 'product', subjectId: product.id, by: input.by, detail })
  })
}

function nothingMoved(): CatalogueMoved {
  const last = { threads: 0, documents: 0 }
  return {
    product: null,
    topics: [],
    takenUp: [],
    rows: {},
    last,
    assignments: [],
    versions: [],
    addresses: [],
  }
}

function lastOf(tx: Db, table: 'threads' | 'documents'): number {
  return (tx.$client.prepare(`SELECT max(id) FROM ${table}`).pluck().get() as number | null) ?? 0
}

function takeUpTopic(tx: Db, from: Topic, into: Topic): TopicTakenUp {
  const run = (sql: string) => tx.$client.prepare(sql).run(into.id, from.id)
  const articles = runsOf(tx, 'SELECT id FROM articles WHERE topic_id = ? ORDER BY id', from.id)
  run('UPDATE articles SET topic_id = ? WHERE topic_id = ?')
  run('UPDATE catalogue_redirects SET topic_id = ? WHERE topic_id = ?')
  // What stood under it stands under the other, or on top where that would be a third level.
  const parentId = into.parentId === null ? into.id : null
  const isUnder = eq(topics.parentId, from.id)
  const under = tx.update(topics).set({ parentId }).where(isUnder).returning({ id: topics.id }).all()
  tx.update(topics)
    .set({ parentId: null })
    .where(and(eq(topics.id, into.id), eq(topics.parentId, into.id)))
    .run()
  const tags = [...new Set([...into.tags, ...from.tags, from.slug])]
  tx.update(topics).set({ tags }).where(eq(topics.id, into.id)).run()
  tx.delete(topics).where(eq(topics.id, from.id)).run()
  const { productId: _, ...topic } = from
  const before = { id: into.id, parentId: into.parentId, tags: into.tags }
  return { topic, into: before, articles, under: under.map((one) => one.id) }
}

function moveAssignments(tx: Db, fromId: number, intoId: number): CatalogueMoved['assignments'] {
  const all = tx.$client
    .prepare(
      `SELECT user_id AS userId, kind, created_at AS createdAt, NOT EXISTS (SELECT 1 FROM assignments b
         WHERE b.product_id = ? AND b.user_id = a.user_id AND b.kind = a.kind) AS isNew
       FROM assignments a WHERE product_id = ? ORDER BY user_id, kind`,
    )
    .all(intoId, fromId) as CatalogueMoved['assignments']
  const add = tx.$client.prepare(
    'INSERT INTO assignments (user_id, product_id, kind, created_at) VALUES (?, ?, ?, ?)',
  )
  for (const one of all) if (one.isNew) add.run(one.userId, intoId, one.kind, one.createdAt)
  tx.$client.prepare('DELETE FROM assignments WHERE product_id = ?').run(fromId)
  return all.map((one) => ({ ...one, isNew: Boolean(one.isNew) }))
}

/** Versions the other has not follow its own; they came when they came, so that nothing waits to be looked at anew. */
function moveVersions(tx: Db, fromId: number, intoId: number): CatalogueMoved['versions'] {
  const there = versionsOf(tx, intoId)
  const known = new Set(there.map((one) => one.name))
  let position = there.at(-1)?.position ?? -1
  const all = versionsOf(tx, fromId).map((one) => ({ ...one, isNew: !known.has(one.name) }))
  tx.$client.prepare('DELETE FROM product_versions WHERE product_id = ?').run(fromId)
  const add = tx.$client.prepare(
    'INSERT INTO product_versions (product_id, name, position, added_at) VALUES (?, ?, ?, ?)',
  )
  for (const one of all) if (one.isNew) add.run(intoId, one.name, ++position, one.addedAt)
  return all.map(({ name, position: at, addedAt, isNew }) => ({ name, position: at, addedAt, isNew }))
}

type Address = typeof catalogueRedirects.$inferSelect

function addressesOf(tx: Db): Map<string, Address> {
  const all = tx.select().from(catalogueRedirects).all()
  return new Map(all.map((one) => [one.fromPath, one]))
}

/** Which addresses lead elsewhere than they did; a merge never takes one away. */
function changedAddresses(tx: Db, before: Map<string, Address>): CatalogueMoved['addresses'] {
  return [...addressesOf(tx).values()].flatMap(({ fromPath: path, productId, topicId }) => {
    const was = before.get(path)
    if (was?.productId === productId && was.topicId === topicId) return []
    const { productId: oldProduct, topicId: oldTopic, at } = was ?? {}
    const earlier = was === undefined ? null : { productId: oldProduct!, topicId: oldTopic!, at: at! }
    return [{ path, before: earlier, after: { productId, topicId } }]
  })
}

function runsOf(tx: Db, sql: string, value: number): Runs {
  const runs: Runs = []
  for (const id of tx.$client.prepare(sql).pluck().iterate(value) as IterableIterator<number>) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === id - 1) last[1] = id
    else runs.push([id, id])
  }
  return runs
}
