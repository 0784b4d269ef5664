import type { Db } from '../db/open.ts'
import type { QueueClass } from '../db/words.ts'

/** How many there are in each class, and after how many lines four fifths of the need is met. */
export type QueueFigures = { counts: Record<QueueClass | 'all', number>; line: number }

/** What has to hold of a candidate `c`, as SQL; the class apart, because counts are of all classes. */
export type Conditions = {
  where: string
  values: (string | number)[]
  ofClass: string
  classValues: string[]
}

type Shown = { queueClass?: QueueClass; sort?: 'need' | 'newest' | 'oldest' }

/** Candidates of one class and one score: how many lines, and how many people are estimated to ask. */
type Step = { queueClass: QueueClass; score: number; lines: number; asks: number }

/** How many there are of each class, and the 80 % line, in one pass over an index that is in the order of the groups. */
export function figuresOf(db: Db, fits: Conditions, filter: Shown): QueueFigures {
  const hasLine = (filter.sort ?? 'need') === 'need'
  const steps = db.$client
    .prepare(
      `SELECT c.queue_class AS queueClass, c.score, count(*) AS lines, sum(c.asks) AS asks
       FROM candidates c INDEXED BY candidates_by_class WHERE ${fits.where}
       GROUP BY c.is_lead, c.queue_class${hasLine ? ', c.score' : ''}`,
    )
    .all(...fits.values) as Step[]
  const counts = { all: 0, 'known-agrees': 0, 'known-disagrees': 0, 'not-captured': 0, new: 0 }
  for (const { queueClass, lines } of steps) {
    counts[queueClass] += lines
    counts.all += lines
  }
  const shown = steps.filter(
    (step) => filter.queueClass === undefined || step.queueClass === filter.queueClass,
  )
  return { counts, line: hasLine ? lineOf(db, fits, shown) : 0 }
}

/** How many lines from the top reach four fifths of the need; the score at which it is reached is read line by line. */
function lineOf(db: Db, fits: Conditions, steps: Step[]): number {
  const wanted = steps.reduce((sum, step) => sum + step.asks, 0) * FOUR_FIFTHS
  if (wanted <= 0) return 0
  const byScore = new Map<number, { lines: number; asks: number }>()
  for (const { score, lines, asks } of steps) {
    const before = byScore.get(score)
    byScore.set(score, { lines: (before?.lines ?? 0) + lines, asks: (before?.asks ?? 0) + asks })
  }
  let [above, reached] = [0, 0]
  for (const [score, { lines, asks }] of [...byScore].sort(([a], [b]) => b - a)) {
    if (reached + asks < wanted - 1e-6) {
      above += lines
      reached += asks
      continue
    }
    const each = db.$client
      .prepare(
        `SELECT c.asks FROM candidates c INDEXED BY candidates_by_need
         WHERE ${fits.where}${fits.ofClass} AND c.score = ? ORDER BY c.id`,
      )
      .pluck()
      .all(...fits.values, ...fits.classValues, score) as number[]
    return above + linesUntil(each, wanted - reached)
  }
  return above
}

function linesUntil(asks: number[], wanted: number): number {
  let reached = 0
  for (const [place, one] of asks.entries()) {
    reached += one
    if (reached >= wanted - 1e-6) return place + 1
  }
  return asks.length
}

const FOUR_FIFTHS = 0.8
