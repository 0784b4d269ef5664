import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { now, record } from '../../db/events.ts'
import { inTransaction } from '../../db/open.ts'
import { products } from '../../db/schema.ts'
import { Invalid } from '../../lib/errors.ts'
import { freeSlug } from '../../lib/slug.ts'
import { page, redirect } from '../answers.ts'
import { type FormPage, words } from '../forms.ts'
import type { Ask, Routes } from '../routes.ts'

export type ProductRow = {
  name: string
  slug: string
  threads: number
  documents: number
  articles: number
  owners: string | null
}
export type ProductsPage = FormPage & { products: ProductRow[] }

const NewProduct = z.object({ name: words('the name', 80) })

/** The catalogue of products: what everything is grouped by. */
export function productRoutes(routes: Routes): void {
  routes.form('/staff/settings/products', 'admin.products', {
    schema: NewProduct,
    show: (ask, form) => page('settings/products', { title: 'Products', form, products: productRows(ask) }),
    act: (ask, { name }) => {
      addProduct(ask, name)
      return redirect('/staff/settings/products', `Added ${name}.`)
    },
  })
}

function addProduct(ask: Ask, name: string): void {
  inTransaction(ask.db, (tx) => {
    const all = tx.select().from(products).all()
    if (all.some((product) => product.name.toLowerCase() === name.toLowerCase())) {
      throw new Invalid([{ field: 'name', code: 'taken', message: `There is already a product "${name}".` }])
    }
    const slug = freeSlug(
      name,
      (wish) => tx.select().from(products).where(eq(products.slug, wish)).get() !== undefined,
    )
    const row = tx
      .insert(products)
      .values({ name, slug, createdAt: now() })
      .returning({ id: products.id })
      .get()
    record(tx, { verb: 'added', subject: 'product', subjectId: row.id, by: ask.by })
  })
}

function productRows(ask: Ask): ProductRow[] {
  const all = ask.db.select().from(products).orderBy(asc(products.name)).all()
  const count = (table: string, id: number) =>
    ask.db.$client.prepare(`SELECT count(*) FROM ${table} WHERE product_id = ?`).pluck().get(id) as number
  const owners = ask.db.$client
    .prepare(
      `SELECT group_concat(u.display_name, ', ') FROM assignments a JOIN users u ON u.id = a.user_id
       WHERE a.kind = 'owner' AND a.product_id = ?`,
    )
    .pluck()
  return all.map(({ id, name, slug }) => ({
    name,
    slug,
    threads: count('threads', id),
    documents: count('documents', id),
    articles: count('articles', id),
    owners: owners.get(id) as string | null,
  }))
}
