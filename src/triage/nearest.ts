import type { Db } from '../db/open.ts'
import { similarTo } from '../search/staff.ts'
import { indexStatistics } from '../search/statistics-of-index.ts'
import { type Asked, askedOf, type Known, knownOf } from './corpus.ts'
import { coverageOf, partOf, wantedOf } from './coverage.ts'
import { normalised } from './duplicates.ts'
import { cosine, dictionary, vectorOf } from './likeness.ts'
import { isForProduct } from './place.ts'

const LIKELY_TEXTS = 12
const LIKELY_THREADS = 24
/** Things weighed in a look-up; a hundred thousand threads stay quick. */
const EFFORT = 6_000

/** Another thread, how alike it is (0 to 1), and the place it has. */
export type Near = { thread: Asked; likeness: number; clusterId: number | null; coverage: number }

/** The most alike threads by words, nearest first; equal texts are as near as can be. */
export function nearestTo(db: Db, asked: Asked): Near[] {
  const statistics = indexStatistics(db.$client)
  const terms = dictionary()
  const own = vectorOf(asked.counts, statistics, terms)
  const plain = normalised(`${asked.title} ${asked.question}`)
  const found = similarTo(db, {
    title: asked.title,
    text: asked.question,
    kinds: ['thread'],
    excludeIds: [{ kind: 'thread', id: asked.threadId }],
    limit: LIKELY_THREADS,
    effort: EFFORT,
  })
  const place = db.$client.prepare(
    'SELECT cluster_id AS clusterId, coverage FROM placements WHERE thread_id = ?',
  )
  const others = new Set([...found.map(({ id }) => id), ...decidedWith(db, asked.threadId)])
  others.delete(asked.threadId)
  return askedOf(db, [...others])
    .flatMap((thread) => {
      const placed = place.get(thread.threadId) as Pick<Near, 'clusterId' | 'coverage'> | undefined
      if (placed === undefined) return []
      const isEqual = normalised(`${thread.title} ${thread.question}`) === plain && plain !== ''
      const likeness = isEqual ? 1 : cosine(own, vectorOf(thread.counts, statistics, terms))
      return [{ thread, likeness, ...placed }]
    })
    .sort((a, b) => b.likeness - a.likeness || a.thread.threadId - b.thread.threadId)
}

/** The text that answers a thread best, and how likely it does. */
export function answerTo(db: Db, asked: Asked): { coverage: number; by: Known | undefined } {
  const statistics = indexStatistics(db.$client)
  const wanted = wantedOf(asked.counts, statistics)
  const found = similarTo(db, {
    title: asked.title,
    text: asked.question,
    kinds: ['article', 'document'],
    limit: LIKELY_TEXTS,
    effort: EFFORT,
  })
  const things = found.map(({ kind, id }) => ({ kind: kind as 'article' | 'document', id }))
  let best: { known: Known; weight: number } | undefined
  for (const { known, counts, length } of knownOf(db, things)) {
    if (!isForProduct(known, asked.productId)) continue
    const weight = wanted.reduce((sum, { term, weight: asks }) => {
      const count = counts.get(term)
      return count === undefined ? sum : sum + asks * partOf(count, length, statistics.averageLength)
    }, 0)
    if (best === undefined || weight > best.weight) best = { known, weight }
  }
  return { coverage: best === undefined ? 0 : coverageOf(best.weight, wanted), by: best?.known }
}

/** Threads somebody has decided about together with this one, and those its source links as duplicates. */
function decidedWith(db: Db, threadId: number): number[] {
  return db.$client
    .prepare(
      `SELECT thread_b FROM cluster_decisions WHERE thread_a = @id AND undone_at IS NULL AND decision = 'same'
       UNION SELECT thread_a FROM cluster_decisions WHERE thread_b = @id AND undone_at IS NULL AND decision = 'same'
       UNION SELECT o.id FROM threads t, json_each(t.links) j
         JOIN threads o ON o.source_id = t.source_id AND o.external_id = json_extract(j.value, '$.id')
         WHERE t.id = @id AND json_extract(j.value, '$.kind') = 'duplicate'`,
    )
    .pluck()
    .all({ id: threadId }) as number[]
}
