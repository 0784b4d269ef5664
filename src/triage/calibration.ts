import type { Db } from '../db/open.ts'
import { indexStatistics } from '../search/statistics-of-index.ts'
import { askedOf } from './corpus.ts'
import { cosine, dictionary, vectorOf } from './likeness.ts'

/** A thing editors decided about: how sure Winnow was, and whether it was so. */
export type Judged = { value: number; isTrue: boolean }

/** What a threshold comes to on what was decided: called so, rightly, and how many there were to find. */
export type Step = {
  threshold: number
  called: number
  right: number
  wanted: number
  /** Null when nothing was called, or there was nothing to find. */
  precision: number | null
  recall: number | null
}

/** One threshold with everything it is judged by. */
export type Calibrated = { judged: number; steps: Step[] }

const STEPS = Array.from({ length: 15 }, (_, at) => (20 + at * 5) / 100)

/** Precision and recall at each threshold; pure. */
export function stepsOf(judged: readonly Judged[], thresholds: readonly number[] = STEPS): Step[] {
  const wanted = judged.filter((one) => one.isTrue).length
  return thresholds.map((threshold) => {
    const called = judged.filter((one) => one.value >= threshold)
    const right = called.filter((one) => one.isTrue).length
    return {
      threshold,
      called: called.length,
      right,
      wanted,
      precision: called.length === 0 ? null : right / called.length,
      recall: wanted === 0 ? null : right / wanted,
    }
  })
}

/**
 * Whether a text answered a thread already, as editors saw it: merged into an article, or dismissed as known, says
 * yes; promoted to an article of its own says no. Held against the coverage at that moment.
 */
export function calibrateCovered(db: Db): Calibrated {
  const rows = db.$client
    .prepare(
      `SELECT decision, reason, coverage FROM candidate_decisions
       WHERE undone_at IS NULL AND coverage IS NOT NULL AND decision IN ('promoted', 'merged', 'dismissed')`,
    )
    .all() as { decision: string; reason: string; coverage: number }[]
  const judged = rows.flatMap(({ decision, reason, coverage }): Judged[] => {
    if (decision === 'dismissed' && !SAYS_KNOWN.test(reason)) return []
    return [{ value: coverage, isTrue: decision !== 'promoted' }]
  })
  return { judged: judged.length, steps: stepsOf(judged) }
}

/** Words of a dismissal that say that the answer is there already. */
const SAYS_KNOWN =
  /\b(?:already|known|covered|answered|duplicate|documented|exists?|same as|see (?:article|the))\b|\bbekannt|\bdéjà|\bya (?:existe|está)/i

/** Whether two threads ask the same, as editors said by joining and splitting; held against their likeness by words. */
export function calibrateSame(db: Db): Calibrated {
  const pairs = db.$client
    .prepare(
      `SELECT d.thread_a AS a, d.thread_b AS b, d.decision FROM cluster_decisions d
       JOIN threads t ON t.id = d.thread_a AND t.content_hash = d.hash_a
       JOIN threads u ON u.id = d.thread_b AND u.content_hash = d.hash_b
       WHERE d.undone_at IS NULL ORDER BY d.id DESC LIMIT 5000`,
    )
    .all() as { a: number; b: number; decision: 'same' | 'not-same' }[]
  const statistics = indexStatistics(db.$client)
  const terms = dictionary()
  const vectors = new Map(
    askedOf(db, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]).map((asked) => [
      asked.threadId,
      vectorOf(asked.counts, statistics, terms),
    ]),
  )
  const judged = pairs.flatMap(({ a, b, decision }): Judged[] => {
    const [left, right] = [vectors.get(a), vectors.get(b)]
    if (left === undefined || right === undefined) return []
    return [{ value: cosine(left, right), isTrue: decision === 'same' }]
  })
  return { judged: judged.length, steps: stepsOf(judged) }
}

/** How many of all threads each coverage threshold would call answered, as the texts are now. */
export function answeredAt(db: Db): { threshold: number; threads: number }[] {
  // Counted from the index, each stretch once.
  const count = db.$client
    .prepare('SELECT count(*) FROM placements WHERE coverage >= ? AND coverage < ?')
    .pluck()
  const between = STEPS.map((threshold, at) => count.get(threshold, STEPS[at + 1] ?? 2) as number)
  return STEPS.map((threshold, at) => ({
    threshold,
    threads: between.slice(at).reduce((sum, one) => sum + one, 0),
  }))
}
