import { keepWithdrawn } from '../articles/erase.ts'
import { scan } from '../contradictions/scan.ts'
import type { By } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { scanCases } from '../safety/scan-stored.ts'
import { refreshIndex } from '../search/staff.ts'
import { nominate } from '../triage/triage.ts'

/** So many records are compared by themselves; a larger import is the occasion to look through everything. */
const MOST_BY_THEMSELVES = 50

/**
 * What follows every import, by hand or by command: the search index takes in what changed, new answers are set
 * against everything official, and the queue is decided anew for what is concerned.
 */
export function afterImport(
  db: Db,
  changed: {
    changedThreadIds: number[]
    changedDocumentIds: number[]
    by: By
    onProgress?: (line: string) => void
  },
): void {
  if (changed.changedThreadIds.length === 0 && changed.changedDocumentIds.length === 0) return
  const onProgress = changed.onProgress ?? (() => {})
  keepWithdrawn(db, changed.changedThreadIds)
  onProgress('Taking it into the search index')
  refreshIndex(db)
  onProgress('Looking for what is private in the cases')
  inTransaction(db, (tx) => scanCases(tx, changed.changedThreadIds))
  const { changedThreadIds: threadIds, changedDocumentIds: documentIds } = changed
  const isSmall = threadIds.length + documentIds.length <= MOST_BY_THEMSELVES
  scan(db, { onProgress, ...(isSmall ? { only: { threadIds, documentIds } } : {}) })
  onProgress('Deciding the queue')
  nominate(
    db,
    isQuickAnew(db)
      ? undefined
      : { threadIds: changed.changedThreadIds, documentIds: changed.changedDocumentIds },
  )
}

/** Comparing so many threads anew takes seconds, and groups them better than one by one. */
const QUICK = 2_000

function isQuickAnew(db: Db): boolean {
  return (db.$client.prepare('SELECT count(*) FROM threads').pluck().get() as number) <= QUICK
}
