import { scoreOf } from './format.ts'
import type { Group } from './plan.ts'
import type { Root } from './root.ts'

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
 * Adds up what each word says about each document, as MiniSearch does before it multiplies by the number of
 * words met, which made long questions worse. Keeps its arrays between searches.
 */
export function scorer({
  documents,
  scale,
}: Root): (groups: Group[], most: number, allowed?: Set<number>) => Hits {
  const scores = new Float64Array(documents)
  return (groups, most, allowed) => {
    const touched: number[] = []
    for (const { found } of groups) {
      for (const { entry, weight } of found) {
        for (let i = 0; i < entry.docs.length; i++) {
          const doc = entry.docs[i]!
          if (!scores[doc]) touched.push(doc)
          scores[doc]! += weight * scoreOf(entry.levels[i]!, scale)
        }
      }
    }
    let total = 0
    let best: Hit[] = []
    let least = 0
    for (const doc of touched) {
      const score = scores[doc]!
      scores[doc] = 0
      if (allowed && !allowed.has(doc)) continue
      total++
      if (score < least || best.push({ doc, score }) < 100 + most) continue
      best = highest(best, most)
      least = best.at(-1)?.score ?? 0
    }
    return { best: highest(best, most), total }
  }
}

function highest(hits: Hit[], most: number): Hit[] {
  return hits.sort((a, b) => b.score - a.score || a.doc - b.doc).slice(0, most)
}
