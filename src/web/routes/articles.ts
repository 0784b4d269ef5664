import type { Routes } from '../routes.ts'
import { actRoutes } from './articles/acts.ts'
import { blameRoutes } from './articles/blame.ts'
import { bulkRoutes } from './articles/bulk.ts'
import { compareRoutes } from './articles/compare.ts'
import { conflictRoutes } from './articles/conflict.ts'
import { discussionRoutes } from './articles/discussion.ts'
import { editRoutes } from './articles/edit.ts'
import { filingRoutes } from './articles/filing.ts'
import { findingRoutes } from './articles/findings.ts'
import { keptRoutes } from './articles/kept.ts'
import { listRoutes } from './articles/list.ts'
import { mediaRoutes } from './articles/media.ts'
import { mergeRoutes } from './articles/merge.ts'
import { newRoutes } from './articles/new.ts'
import { planRoutes } from './articles/plan.ts'
import { presenceRoutes } from './articles/presence.ts'
import { previewRoutes } from './articles/preview.ts'
import { showRoutes } from './articles/show.ts'
import { splitRoutes } from './articles/split.ts'
import { unmergeRoutes } from './articles/unmerge.ts'
import { upkeepRoutes } from './articles/upkeep.ts'

/** The place where editors spend their day: the list, each article, its editor, its versions. */
export function articleRoutes(routes: Routes): void {
  for (const declare of declares) declare(routes)
}

const declares = [
  listRoutes,
  newRoutes,
  bulkRoutes,
  showRoutes,
  actRoutes,
  upkeepRoutes,
  discussionRoutes,
  filingRoutes,
  findingRoutes,
  editRoutes,
  keptRoutes,
  conflictRoutes,
  mediaRoutes,
  presenceRoutes,
  planRoutes,
  previewRoutes,
  compareRoutes,
  blameRoutes,
  mergeRoutes,
  unmergeRoutes,
  splitRoutes,
]
