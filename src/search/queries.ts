import type { Db } from '../db/open.ts'
import { visibleText } from '../safety/visible.ts'
import type { DocumentKind } from './documents.ts'

/** A thing as a result list names it: source and external id are the source's own; an article has a slug instead. */
export type Thing = {
  kind: DocumentKind
  id: number
  title: string
  source: string | null
  externalId: string
  slug: string | null
  url: string | null
  productId: number | null
}

/** What a list says about these things, in their order; what is gone is left out. */
export function describeThings(db: Db, things: { kind: DocumentKind; id: number }[]): Thing[] {
  const thread = db.$client.prepare(
    `SELECT t.title, s.slug AS source, t.external_id AS externalId, NULL AS slug, t.url, t.product_id AS productId
     FROM threads t JOIN sources s ON s.id = t.source_id WHERE t.id = ?`,
  )
  const document = db.$client.prepare(
    `SELECT d.title, s.slug AS source, d.external_id AS externalId, NULL AS slug, d.url, d.product_id AS productId
     FROM documents d JOIN sources s ON s.id = d.source_id WHERE d.id = ?`,
  )
  const article = db.$client.prepare(
    `SELECT v.title, NULL AS source, a.number AS externalId, a.slug, NULL AS url, a.product_id AS productId
     FROM articles a JOIN article_versions v ON v.id = coalesce(a.draft_version_id, a.live_version_id) WHERE a.id = ?`,
  )
  const by = { thread, document, article }
  return things.flatMap(({ kind, id }) => {
    const row = by[kind].get(id) as Omit<Thing, 'kind' | 'id'> | undefined
    if (row === undefined) return []
    return [{ ...row, kind, id, title: visibleText(db, row.title), externalId: String(row.externalId) }]
  })
}
