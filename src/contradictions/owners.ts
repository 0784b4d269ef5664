/** Whose official statements are, by their ids, read as they are asked for. */
import type { Db } from '../db/open.ts'
import type { ComparedText } from './texts.ts'
import { totalOf, unpackVectors } from './vectors.ts'

/** Whose a claim is. */
export type Owner = Pick<
  ComparedText,
  'productId' | 'documentId' | 'articleId' | 'versionId' | 'isVouchedFor'
>

/** Whose the statements are and what their words weigh, in arrays by id that fill as they are asked for. */
export function ownersIn(db: Db, places: number, rarity: (concept: number) => number) {
  const totals = new Float32Array(places)
  const products = new Int32Array(places)
  const documents = new Int32Array(places)
  const versions = new Int32Array(places)
  const articles = new Int32Array(places)
  const select = db.$client.prepare(
    `SELECT product_id AS productId, document_id AS documentId, version_id AS versionId, article_id AS articleId, concepts
     FROM official_statements WHERE id = ?`,
  )
  const read = (id: number) => {
    if (totals[id] !== 0) return
    const row = select.get(id) as (Omit<Owner, 'isVouchedFor'> & { concepts: Buffer }) | undefined
    totals[id] =
      row === undefined ? Number.POSITIVE_INFINITY : totalOf(unpackVectors(row.concepts)[0]!, rarity)
    products[id] = row?.productId ?? 0
    documents[id] = row?.documentId ?? 0
    versions[id] = row?.versionId ?? 0
    articles[id] = row?.articleId ?? 0
  }
  return {
    total: (id: number) => {
      read(id)
      return totals[id]!
    },
    /**
     * Two documents meet once, the later claiming; what an article and a document say against each other, the article
     * claims. A text meets itself only where the company vouches for it: a draft may differ from what is live.
     */
    mayMeet: (id: number, claim: Owner) => {
      read(id)
      if (claim.documentId !== null && (documents[id] === 0 || documents[id]! > claim.documentId))
        return false
      if (claim.articleId !== null && articles[id] === claim.articleId)
        if (!claim.isVouchedFor || versions[id] !== claim.versionId) return false
      return claim.productId === null || products[id] === 0 || products[id] === claim.productId
    },
  }
}

/** In which text each statement stands, the texts numbered as they are met. */
export function textsByPlace(db: Db, places: number) {
  const textOf = new Int32Array(places).fill(-1)
  const names: string[] = []
  const numbers = new Map<string, number>()
  const select = db.$client
    .prepare('SELECT id, subject FROM official_statements WHERE id IN (SELECT value FROM json_each(?))')
    .raw()
  const read = (ids: number[]) => {
    for (const [id, subject] of select.iterate(JSON.stringify(ids)) as Iterable<[number, string]>) {
      const number = numbers.get(subject) ?? names.push(subject) - 1
      numbers.set(subject, number)
      textOf[id] = number
    }
  }
  return {
    nameOf: (text: number) => names[text]!,
    /** The texts of some statements, each once. */
    placesOf: (ids: number[]): Uint32Array => {
      const unread = ids.filter((id) => textOf[id] === -1)
      if (unread.length > 0) read(unread)
      // What another process has just taken away or added has no number here; who asks will ask again.
      return Uint32Array.from(new Set(ids.flatMap((id) => (textOf[id]! >= 0 ? textOf[id]! : []))))
    },
  }
}
