import type { Routes } from '../routes.ts'
import { actRoutes } from './articles/acts.ts'
import { compareRoutes } from './articles/compare.ts'
import { editRoutes } from './articles/edit.ts'
import { findingRoutes } from './articles/findings.ts'
import { listRoutes } from './articles/list.ts'
import { newRoutes } from './articles/new.ts'
import { showRoutes } from './articles/show.ts'

/** The place where editors spend their day: the list, each article, its editor, its versions. */
export function articleRoutes(routes: Routes): void {
  for (const declare of [
    listRoutes,
    newRoutes,
    showRoutes,
    actRoutes,
    editRoutes,
    compareRoutes,
    findingRoutes,
  ]) {
    declare(routes)
  }
}
