import { and, eq } from 'drizzle-orm'
import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { documents, posts, products, sources, threads, users } from '../db/schema.ts'
import { slugOf } from '../lib/slug.ts'
import type { ExportedOrigin } from './export.ts'

/** The product of this name, made when it is new. */
export function productNamed(tx: Db, name: string): number {
  const known = tx.select({ id: products.id }).from(products).where(eq(products.name, name)).get()
  if (known !== undefined) return known.id
  const row = { name, slug: slugOf(name), createdAt: now() }
  return tx.insert(products).values(row).returning({ id: products.id }).get().id
}

/** The person of this login name; one who is not here comes along as an account nobody can log in to. */
export function personNamed(tx: Db, name: string | null): number | null {
  if (name === null) return null
  const known = tx.select({ id: users.id }).from(users).where(eq(users.name, name)).get()
  if (known !== undefined) return known.id
  const row = {
    name,
    displayName: name,
    passwordHash: 'none',
    role: 'agent' as const,
    disabledAt: now(),
    createdAt: now(),
  }
  return tx.insert(users).values(row).returning({ id: users.id }).get().id
}

/** The post an exported origin names, if it is here. */
export function postNamed(tx: Db, origin: ExportedOrigin): number | undefined {
  if (origin.thread === undefined || origin.post === undefined) return undefined
  return tx
    .select({ id: posts.id })
    .from(posts)
    .innerJoin(threads, eq(posts.threadId, threads.id))
    .innerJoin(sources, eq(threads.sourceId, sources.id))
    .where(
      and(
        eq(sources.slug, origin.source),
        eq(threads.externalId, origin.thread),
        eq(posts.externalId, origin.post),
      ),
    )
    .get()?.id
}

/** The document of this source and id, if it is here. */
export function documentNamed(tx: Db, named: { source: string; id: string }): number | undefined {
  return tx
    .select({ id: documents.id })
    .from(documents)
    .innerJoin(sources, eq(documents.sourceId, sources.id))
    .where(and(eq(sources.slug, named.source), eq(documents.externalId, named.id)))
    .get()?.id
}
