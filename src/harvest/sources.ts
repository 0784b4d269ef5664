import { eq, sql } from 'drizzle-orm'
import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { catalogueRedirects, products, sources } from '../db/schema.ts'
import type { Authority } from '../db/words.ts'
import { Invalid, Refused } from '../lib/errors.ts'
import { freeSlug, slugOf } from '../lib/slug.ts'

/** Where records come from, as a person names it. `authority` is needed the first time. */
export type SourceInput = {
  slug: string
  name?: string
  authority?: Authority
  product?: string
  language?: string
  isInternal?: boolean
  isPublic?: boolean
  /** Of records that name none. */
  licence?: string
}

/** A source as stored. */
export type Source = typeof sources.$inferSelect

/** The source of that slug, or undefined. Refuses one whose authority is another than the given. */
export function findSource(db: Db, input: SourceInput): Source | undefined {
  if (!/^[a-z0-9][a-z0-9._-]{0,79}$/.test(input.slug)) {
    throw new Invalid(`"${input.slug}" cannot name a source. Use lower-case letters, digits, "." and "-".`)
  }
  const source = db.select().from(sources).where(eq(sources.slug, input.slug)).get()
  if (source !== undefined && input.authority !== undefined && source.authority !== input.authority) {
    throw new Refused(
      `The source "${input.slug}" is ${source.authority}, not ${input.authority}. Import under another name, or leave the authority out.`,
    )
  }
  return source
}

/** The source of that slug, made if it is new; a new one needs its authority. */
export function ensureSource(db: Db, input: SourceInput, format: string): Source {
  const found = findSource(db, input)
  if (found !== undefined) return found
  return db
    .insert(sources)
    .values({
      slug: input.slug,
      name: input.name ?? nameOf(input.slug),
      authority: authorityOfNew(input),
      format,
      productId: input.product === undefined ? null : ensureProduct(db, input.product),
      language: input.language ?? 'en',
      isInternal: input.isInternal ?? false,
      isPublic: input.isPublic ?? false,
      licence: input.licence ?? null,
      createdAt: now(),
    })
    .returning()
    .get()
}

/** The authority of a source that does not exist yet: as said, else what its format usually holds; never guessed. */
export function authorityOfNew(input: SourceInput, usually?: Authority): Authority {
  const authority = input.authority ?? usually
  if (authority !== undefined) return authority
  throw new Refused(
    `The source "${input.slug}" is new: say what its word is worth with --authority official, community or case.`,
  )
}

/** The id of the product with that name (or slug), made if there is none. */
export function ensureProduct(db: Db, name: string): number {
  const found = findProduct(db, name)
  if (found !== undefined) return found
  const slug = freeSlug(
    name,
    (taken) => db.select().from(products).where(eq(products.slug, taken)).get() !== undefined,
  )
  return db
    .insert(products)
    .values({ name: name.trim(), slug, createdAt: now() })
    .returning({ id: products.id })
    .get().id
}

function findProduct(db: Db, name: string): number | undefined {
  const wanted = name.trim()
  const byName = db
    .select({ id: products.id })
    .from(products)
    .where(sql`lower(${products.name}) = ${wanted.toLowerCase()}`)
    .get()
  return (
    byName ??
    db
      .select({ id: products.id })
      .from(products)
      .where(eq(products.slug, slugOf(wanted)))
      .get() ??
    // A product that was renamed, or taken up into another, is still named so where records come from.
    db
      .select({ id: catalogueRedirects.productId })
      .from(catalogueRedirects)
      .where(eq(catalogueRedirects.fromPath, slugOf(wanted)))
      .get()
  )?.id
}

function nameOf(slug: string): string {
  const words = slug.replace(/[-_]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
