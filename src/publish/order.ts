import type { SiteArticle } from './content.ts'
import { byUnits } from './words.ts'

type Order = (a: SiteArticle, b: SiteArticle) => number

/** What is needed most first. */
export const byNeed: Order = (a, b) => b.need - a.need || a.number - b.number

/** What changed last first. */
export const byNewest: Order = (a, b) => byUnits(b.updatedAt, a.updatedAt) || a.number - b.number

/** The first of some articles in an order: most are only compared with the last of these. */
export function first(count: number, articles: SiteArticle[], order: Order): SiteArticle[] {
  const found: SiteArticle[] = []
  for (const article of articles) {
    if (found.length === count && order(found[count - 1]!, article) <= 0) continue
    let place = 0
    for (let end = found.length; place < end; ) {
      const middle = (place + end) >>> 1
      if (order(found[middle]!, article) <= 0) place = middle + 1
      else end = middle
    }
    found.splice(place, 0, article)
    if (found.length > count) found.pop()
  }
  return found
}
