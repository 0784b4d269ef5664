import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type By, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { products, sources } from '../db/schema.ts'
import { changeSetting, settingOf } from '../db/settings.ts'
import { Invalid, NotFound } from '../lib/errors.ts'

const KEY = 'triage.product-weights'
const HEAVIEST = 10
const kept = z.record(z.string().regex(/^\d{1,15}$/), z.number().min(0).max(HEAVIEST))

/** What the need of each product's threads is multiplied by; 1 for those not named. */
export function productWeights(db: Db): Map<number, number> {
  const parsed = kept.safeParse(settingOf(db, KEY) ?? {})
  const entries = parsed.success ? Object.entries(parsed.data) : []
  return new Map(entries.map(([id, weight]) => [Number(id), weight]))
}

/** Says how much a product's threads weigh in the queue; holds from the next time the queue is decided. */
export function weighProduct(db: Db, input: { productId: number; weight: number; by: By }): void {
  refuseWeight(input.weight)
  const product = db.select().from(products).where(eq(products.id, input.productId)).get()
  if (product === undefined) throw new NotFound(`There is no product ${input.productId}.`)
  const weights = Object.fromEntries(productWeights(db))
  changeSetting(db, { key: KEY, value: { ...weights, [input.productId]: input.weight }, by: input.by })
}

/** Says how much a source's threads weigh in the queue; holds from the next time the queue is decided. */
export function weighSource(db: Db, input: { sourceId: number; weight: number; by: By }): void {
  refuseWeight(input.weight)
  inTransaction(db, (tx) => {
    const source = tx.select().from(sources).where(eq(sources.id, input.sourceId)).get()
    if (source === undefined) throw new NotFound(`There is no source ${input.sourceId}.`)
    tx.update(sources).set({ weight: input.weight }).where(eq(sources.id, source.id)).run()
    const detail = { before: source.weight, weight: input.weight }
    record(tx, { verb: 'weighed', subject: 'source', subjectId: source.id, by: input.by, detail })
  })
}

function refuseWeight(weight: number): void {
  if (Number.isFinite(weight) && weight >= 0 && weight <= HEAVIEST) return
  throw new Invalid([
    { field: 'weight', code: 'range', message: `Choose a weight from 0 to ${HEAVIEST}; 1 is neutral.` },
  ])
}
