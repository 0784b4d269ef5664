import { and, eq, isNull } from 'drizzle-orm'
import type { By } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { articles, documents, sources } from '../db/schema.ts'
import { NotFound, Refused } from '../lib/errors.ts'
import { visibleText } from '../safety/visible.ts'
import { createArticle, type SavedVersion } from './articles.ts'
import { emptyContent } from './content.ts'
import { topicNamed } from './details.ts'

/** Makes an official document an article of ours, its source and address kept. A second time changes nothing. */
export function adopt(db: Db, input: { documentId: number; by: By }): SavedVersion | undefined {
  return inTransaction(db, (tx) => {
    const document = tx.select().from(documents).where(eq(documents.id, input.documentId)).get()
    if (document === undefined) throw new NotFound(`There is no document with id ${input.documentId}.`)
    if (document.removedAt !== null) throw new Refused(`"${document.title}" is no longer in its source.`)
    if (document.visibility === 'restricted')
      throw new Refused(`"${document.title}" is restricted and cannot be adopted.`)
    const existing = tx.select().from(articles).where(eq(articles.documentId, document.id)).get()
    if (existing !== undefined) return undefined
    const text = visibleText(tx, document.body, document.textHash)
    return createArticle(tx, {
      content: { ...emptyContent(), title: document.title, resolution: text, appliesTo: document.appliesTo },
      sources: [{ documentId: document.id, text, textHash: document.textHash }],
      productId: document.productId,
      topicId: topicNamed(tx, document.productId, document.section ?? ''),
      language: document.language,
      template: /^how\b/i.test(document.title) ? 'how-to' : 'question',
      origin: 'official',
      documentId: document.id,
      by: input.by,
      reason: 'Adopted from the official documents',
    })
  })
}

/** Adopts every public document of a source that is not an article yet. */
export function adoptSource(db: Db, input: { source: string; by: By }): { adopted: number; skipped: number } {
  const source = db.select().from(sources).where(eq(sources.slug, input.source)).get()
  if (source === undefined) throw new NotFound(`There is no source "${input.source}".`)
  const rows = db
    .select({ id: documents.id, visibility: documents.visibility })
    .from(documents)
    .where(and(eq(documents.sourceId, source.id), isNull(documents.removedAt)))
    .orderBy(documents.externalId)
    .all()
  let adopted = 0
  for (const row of rows) {
    if (row.visibility === 'restricted') continue
    if (adopt(db, { documentId: row.id, by: input.by }) !== undefined) adopted++
  }
  return { adopted, skipped: rows.length - adopted }
}

/** The document a person names by `source:externalId`, by its external id alone, or by its number. */
export function findDocument(db: Db, ref: string): { id: number } {
  const [source, externalId] = ref.includes(':')
    ? [ref.slice(0, ref.indexOf(':')), ref.slice(ref.indexOf(':') + 1)]
    : []
  const named = db
    .select({ id: documents.id, source: sources.slug })
    .from(documents)
    .innerJoin(sources, eq(documents.sourceId, sources.id))
    .where(eq(documents.externalId, externalId ?? ref))
    .all()
  const matches = source === undefined ? named : named.filter((row) => row.source === source)
  const [only] = matches
  if (only === undefined) throw new NotFound(`There is no document "${ref}". Name it as source:id.`)
  if (matches.length > 1) throw new Refused(`Several sources have a document "${ref}". Name it as source:id.`)
  return only
}
