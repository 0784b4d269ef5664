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

type Step = { score: number; asks: number } & Record<'new' | 'captured' | 'agrees' | 'disagrees', number>

/** How many there are of each class, and the 80 % line, in one pass over an index that is in order of need. */
export function figuresOf(db: Db, fits: Conditions, filter: Shown): QueueFigures {
  const ofClass = filter.queueClass === undefined ? '' : 'FILTER (WHERE c.queue_class = ?)'
  const steps = db.$client
    .prepare(
      `SELECT c.score, coalesce(sum(c.asks) ${ofClass}, 0) AS asks, sum(c.queue_class = 'new') AS new,
         sum(c.queue_class = 'not-captured') AS captured, sum(c.queue_class = 'known-agrees') AS agrees,
         sum(c.queue_class = 'known-disagrees') AS disagrees
       FROM candidates c WHERE ${fits.where} GROUP BY c.score ORDER BY c.score DESC`,
    )
    .all(...fits.classValues, ...fits.values) as Step[]
  const sum = (key: keyof Step) => steps.reduce((total, step) => total + step[key], 0)
  const counts = {
    'known-agrees': sum('agrees'),
    'known-disagrees': sum('disagrees'),
    'not-captured': sum('captured'),
    new: sum('new'),
  }
  const all = counts['known-agrees'] + counts['known-disagrees'] + counts['not-captured'] + counts.new
  return { counts: { all, ...counts }, line: lineOf(db, fits, filter, steps) }
}

/** How many lines from the top reach four fifths of the need; the step in which it is reached is read line by line. */
function lineOf(db: Db, fits: Conditions, filter: Shown, steps: Step[]): number {
  if ((filter.sort ?? 'need') !== 'need') return 0
  const size = (step: Step) =>
    filter.queueClass === undefined
      ? step.new + step.captured + step.agrees + step.disagrees
      : step[STEP[filter.queueClass]]
  const wanted = steps.reduce((sum, step) => sum + step.asks, 0) * FOUR_FIFTHS
  if (wanted <= 0) return 0
  let [above, reached] = [0, 0]
  for (const step of steps) {
    if (reached + step.asks < wanted - 1e-6) {
      above += size(step)
      reached += step.asks
      continue
    }
    const asks = db.$client
      .prepare(
        `SELECT c.asks FROM candidates c WHERE ${fits.where}${fits.ofClass} AND c.score = ? ORDER BY c.id`,
      )
      .pluck()
      .all(...fits.values, ...fits.classValues, step.score) as number[]
    return above + linesUntil(asks, wanted - reached)
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
const STEP = {
  'known-agrees': 'agrees',
  'known-disagrees': 'disagrees',
  'not-captured': 'captured',
  new: 'new',
} as const
