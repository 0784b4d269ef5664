import { and, eq, gt, isNull } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { catalogueMerges, products } from '../db/schema.ts'
import type { CatalogueMoved, Runs } from '../db/words.ts'
import { NotFound, Refused } from '../lib/errors.ts'
import { type Product, topicsOf } from './catalogue.ts'
import {
  addressesAgain,
  eachRun,
  everythingAgain,
  movedTopics,
  productAgain,
  topicRow,
  topicsAgain,
} from './catalogue-again.ts'

/** A merge of the catalogue that can be taken back, with how much it moved. */
export type CatalogueMerge = {
  mergeId: number
  kind: 'product' | 'topic'
  name: string
  /** The topic it became part of, when it was one. */
  into: string | null
  by: string | null
  at: string
  topics: number
  articles: number
  threads: number
  documents: number
  /** Articles made in the product since. */
  since: number
}

/** What came of going back: articles that stayed because somebody filed them elsewhere, those made since that went along. */
export type Unmerged = { name: string; address: string; stayed: number; cameAlong: number }

/** What became part of a product and could go back, the latest first: they go back in this order. */
export function catalogueMergesOf(db: Db, productId: number): CatalogueMerge[] {
  const rows = db.$client
    .prepare(
      `SELECT m.id AS mergeId, m.kind, m.name, m.moved, m.at, u.display_name AS "by", t.name AS "into",
         (SELECT count(*) FROM articles a WHERE a.product_id = m.into_product_id AND a.created_at > m.at) AS since
       FROM catalogue_merges m LEFT JOIN users u ON u.id = m."by" LEFT JOIN topics t ON t.id = m.into_topic_id
       WHERE m.into_product_id = ? AND m.undone_at IS NULL ORDER BY m.id DESC`,
    )
    .all(productId) as (CatalogueMerge & { moved: string })[]
  return rows.map(({ moved: json, ...row }) => {
    const moved = JSON.parse(json) as CatalogueMoved
    return {
      ...row,
      topics: moved.topics.length + moved.takenUp.length,
      articles: sizeOf(articleRuns(moved)),
      threads: sizeOf(moved.rows.threads ?? []),
      documents: sizeOf(moved.rows.documents ?? []),
    }
  })
}

/**
 * Gives back a product or topic that became part of another, with its address. What somebody decided since stays decided:
 * an article filed elsewhere stays there, a person taken off is not put on again. What came since under one of its topics
 * or from one of its sources goes along.
 */
export function unmergeCatalogue(db: Db, input: { mergeId: number; by: By }): Unmerged {
  return inTransaction(db, (tx) => {
    const merge = tx.select().from(catalogueMerges).where(eq(catalogueMerges.id, input.mergeId)).get()
    if (merge === undefined) throw new NotFound('There is no such merge.')
    const { moved, name } = merge
    const into = refuseUnlessNext(tx, merge)
    refuseSameTopics(tx, moved, into)
    const home = moved.product === null ? into : productAgain(tx, moved.product)
    const renumbered = topicsAgain(tx, moved, home, into)
    for (const one of moved.takenUp)
      eachRun(one.articles, (first, last) =>
        tx.$client
          .prepare('UPDATE articles SET topic_id = ? WHERE topic_id = ? AND id BETWEEN ? AND ?')
          .run(renumbered(one.topic.id), one.into.id, first, last),
      )
    if (moved.product !== null) everythingAgain(tx, moved, home, into)
    addressesAgain(tx, moved, { home, into, renumbered })
    tx.update(catalogueMerges).set({ undoneAt: now() }).where(eq(catalogueMerges.id, merge.id)).run()
    const isBack =
      moved.product === null
        ? `topic_id = ${renumbered(moved.takenUp[0]!.topic.id)}`
        : `product_id = ${home.id}`
    const result = counted(tx, articleRuns(moved), isBack)
    const detail = { name, ...result }
    record(tx, { verb: 'took a merge back', subject: 'product', subjectId: home.id, by: input.by, detail })
    return { name, address: home.slug, ...result, cameAlong: moved.product === null ? 0 : result.cameAlong }
  })
}

/** A merge goes back when nothing that came later stands on it; answers with the product it went into. */
function refuseUnlessNext(tx: Db, merge: typeof catalogueMerges.$inferSelect): Product {
  if (merge.undoneAt !== null) throw new Refused('This merge has been taken back already.')
  const into = tx.select().from(products).where(eq(products.id, merge.intoProductId)).get()
  if (into === undefined) throw new Refused('Its product is part of another now. Take that merge back first.')
  const later = tx
    .select({ name: catalogueMerges.name })
    .from(catalogueMerges)
    .where(
      and(
        eq(catalogueMerges.intoProductId, into.id),
        gt(catalogueMerges.id, merge.id),
        isNull(catalogueMerges.undoneAt),
      ),
    )
    .orderBy(catalogueMerges.id)
    .all()
    .at(-1)
  if (later !== undefined)
    throw new Refused(`“${later.name}” was merged later. Take that back first, then this.`)
  if (merge.moved.takenUp.some((one) => topicRow(tx, one.into.id) === undefined))
    throw new Refused('The topic it became part of is gone.')
  return into
}

function refuseSameTopics(tx: Db, moved: CatalogueMoved, into: Product): void {
  const back = moved.takenUp.map((one) => one.topic.slug)
  const beside = moved.product === null ? topicsOf(tx, into.id) : movedTopics(tx, moved, into)
  const same = beside.find((topic) => back.includes(topic.slug))
  if (same !== undefined)
    throw new Refused(`There is another topic “${same.name}” since. Give that one another name first.`)
}

function counted(tx: Db, runs: Runs, isBack: string): Pick<Unmerged, 'stayed' | 'cameAlong'> {
  const count = tx.$client
    .prepare(`SELECT count(*) FROM articles WHERE ${isBack} AND id BETWEEN ? AND ?`)
    .pluck()
  let back = 0
  eachRun(runs, (first, last) => {
    back += count.get(first, last) as number
  })
  return { stayed: sizeOf(runs) - back, cameAlong: (count.get(0, Number.MAX_SAFE_INTEGER) as number) - back }
}

function articleRuns(moved: CatalogueMoved): Runs {
  return moved.rows.articles ?? moved.takenUp.flatMap((one) => one.articles)
}

function sizeOf(runs: Runs): number {
  return runs.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}
