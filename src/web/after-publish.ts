import type { Db } from '../db/open.ts'
import { nominate } from '../triage/triage.ts'

/**
 * What follows every release: threads that may be answered by what was written, archived or brought back since the
 * release before get their queue class anew.
 */
export function afterPublish(db: Db): void {
  const isAnythingPlaced = db.$client.prepare('SELECT 1 FROM placements LIMIT 1').get() !== undefined
  if (!isAnythingPlaced) return
  const before = db.$client.prepare('SELECT at FROM releases ORDER BY number DESC LIMIT 1 OFFSET 1').pluck()
  const articleIds = db.$client
    .prepare(
      `SELECT article_id FROM article_versions WHERE created_at >= @since
       UNION SELECT article_id FROM archivals WHERE at >= @since OR ended_at >= @since`,
    )
    .pluck()
    .all({ since: (before.get() as string | undefined) ?? '' }) as number[]
  if (articleIds.length > 0) nominate(db, { articleIds })
}
