import { scoreOf } from './format.ts'
import type { Group } from './plan.ts'

export interface Hit {
  doc: number
  score: number
}

/** The documents with the highest scores, and how many there are in all. */
export interface Hits {
  best: Hit[]
  total: number
}

/**
 * Adds up what each word says about each document and multiplies by the number of different words met, as
 * MiniSearch does. Keeps its arrays between searches.
 */
export function scorer(documents: number): (groups: Group[], most: number, allowed?: Set<number>) => Hits {
  const scores = new Float64Array(documents)
  const met = new Uint8Array(documents)
  const lastGroup = new Uint8Array(documents)
  return (groups, most, allowed) => {
    const touched: number[] = []
    groups.forEach(({ found }, number) => {
      for (const { entry, weight } of found) {
        for (let i = 0; i < entry.docs.length; i++) {
          const doc = entry.docs[i]!
          if (!met[doc]) touched.push(doc)
          if (lastGroup[doc] !== number + 1) {
            lastGroup[doc] = number + 1
            met[doc]!++
          }
          scores[doc]! += weight * scoreOf(entry.levels[i]!)
        }
      }
    })
    let total = 0
    let best: Hit[] = []
    for (const doc of touched) {
      const score = scores[doc]! * met[doc]!
      scores[doc] = met[doc] = lastGroup[doc] = 0
      if (allowed && !allowed.has(doc)) continue
      total++
      best.push({ doc, score })
      if (best.length >= 512 + most) best = highest(best, most)
    }
    return { best: highest(best, most), total }
  }
}

function highest(hits: Hit[], most: number): Hit[] {
  return hits.sort((a, b) => b.score - a.score || a.doc - b.doc).slice(0, most)
}
