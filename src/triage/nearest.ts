import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import { similarEach } from '../search/staff.ts'
import { indexStatistics } from '../search/statistics-of-index.ts'
import { type Asked, askedOf, averagePart, type Known, knownOf } from './corpus.ts'
import { coverageOf, partOf, wantedOf } from './coverage.ts'
import { normalised } from './duplicates.ts'
import { dictionary, likenessTo, vectorOf } from './likeness.ts'
import { isForProduct } from './place.ts'

const LIKELY_TEXTS = 12
const LIKELY_THREADS = 24
/** Things weighed in a look-up; a hundred thousand threads stay quick. */
const EFFORT = 2_000

/** Another thread, how alike it is (0 to 1), and the place it has. */
export type Near = { thread: Asked; likeness: number; clusterId: number | null; coverage: number }

/** The texts that may answer a question and the threads that may ask the same, by rare words alone. */
export function likelyFor(db: Db, asked: Asked): { texts: Likely[]; threadIds: number[] } {
  const [texts, threads] = similarEach(
    db,
    {
      title: asked.title,
      text: asked.question,
      excludeIds: [{ kind: 'thread', id: asked.threadId }],
      effort: EFFORT,
    },
    [
      { kinds: ['article', 'document'], limit: LIKELY_TEXTS },
      { kinds: ['thread'], limit: LIKELY_THREADS },
    ],
  )
  return { texts: texts as Likely[], threadIds: threads!.map(({ id }) => id) }
}

type Likely = { kind: 'article' | 'document'; id: number }

/** The most alike of these threads by words, and those decided about with it, nearest first; equal texts are as near as can be. */
export function nearestTo(db: Db, asked: Asked, threadIds: number[]): Near[] {
  const statistics = indexStatistics(db.$client)
  const likeness = likenessTo(asked.counts, statistics)
  const plain = normalised(`${asked.title} ${asked.question}`)
  const others = new Set([...threadIds, ...decidedWith(db, asked.threadId)])
  others.delete(asked.threadId)
  const place = prepared(db, placeReader)
  return askedOf(db, [...others])
    .flatMap((thread) => {
      const placed = place.get(thread.threadId) as (Omit<Near, 'thread'> & { length: number }) | undefined
      if (placed === undefined) return []
      const { length: kept, ...where } = placed
      const length = kept || vectorOf(thread.counts, statistics, dictionary()).length
      const isEqual = normalised(`${thread.title} ${thread.question}`) === plain && plain !== ''
      return [{ thread, ...where, likeness: isEqual ? 1 : likeness(thread.counts, length) }]
    })
    .sort((a, b) => b.likeness - a.likeness || a.thread.threadId - b.thread.threadId)
}

/** Reads where a thread stands; to be prepared once. */
export function placeReader(db: Db) {
  return db.$client.prepare(
    'SELECT cluster_id AS clusterId, coverage, length FROM placements WHERE thread_id = ?',
  )
}

/** The one of these texts that answers a thread best, and how likely it does. */
export function answerTo(db: Db, asked: Asked, texts: Likely[]): { coverage: number; by: Known | undefined } {
  const statistics = indexStatistics(db.$client)
  const wanted = wantedOf(asked.counts, statistics)
  let best: { known: Known; weight: number } | undefined
  const average = averagePart(statistics)
  for (const { known, parts } of knownOf(db, texts)) {
    if (!isForProduct(known, asked.productId)) continue
    const found = parts.map(({ counts, length }) =>
      wanted.reduce((sum, { term, weight: asks }) => {
        const count = counts.get(term)
        return count === undefined ? sum : sum + asks * partOf(count, length, average)
      }, 0),
    )
    const weight = Math.max(...found)
    if (best === undefined || weight > best.weight) best = { known, weight }
  }
  return { coverage: best === undefined ? 0 : coverageOf(best.weight, wanted), by: best?.known }
}

/** Threads somebody has decided about together with this one, and those its source links as duplicates. */
function decidedWith(db: Db, threadId: number): number[] {
  return prepared(db, decidedReader).all({ id: threadId }) as number[]
}

function decidedReader(db: Db) {
  return db.$client
    .prepare(
      `SELECT thread_b FROM cluster_decisions WHERE thread_a = @id AND undone_at IS NULL AND decision = 'same'
       UNION SELECT thread_a FROM cluster_decisions WHERE thread_b = @id AND undone_at IS NULL AND decision = 'same'
       UNION SELECT o.id FROM threads t CROSS JOIN json_each(t.links) j
         CROSS JOIN threads o ON o.source_id = t.source_id AND o.external_id = json_extract(j.value, '$.id')
         WHERE t.id = @id AND json_extract(j.value, '$.kind') = 'duplicate'`,
    )
    .pluck()
}
