import type { Metric } from '../metric.ts'
import { contradictionsUpheld } from './contradictions.ts'
import { emptySearches } from './empty-searches.ts'
import { helpfulness } from './helpfulness.ts'
import { knownQuestions } from './known-questions.ts'
import { linkRate } from './link-rate.ts'
import { reuse } from './reuse.ts'
import { timeToPublish } from './time-to-publish.ts'

/** The open list of figures, in the order of the page. */
export const metrics: readonly Metric[] = [
  knownQuestions,
  helpfulness,
  linkRate,
  reuse,
  timeToPublish,
  contradictionsUpheld,
  emptySearches,
]
