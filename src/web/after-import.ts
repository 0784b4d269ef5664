import { keepWithdrawn } from '../articles/erase.ts'
import { scan } from '../contradictions/scan.ts'
import type { By } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { scanCases } from '../safety/scan-stored.ts'
import { refreshIndex } from '../search/staff.ts'
import { nominate } from '../triage/triage.ts'

/** So many records are compared by themselves; a larger import is the occasion to look through everything. */
const MOST_BY_THEMSELVES = 50
/** Texts compared before an import is done, about a minute of work; the running server goes on with those that wait. */
const MOST_COMPARED = 20_000

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
  const { changedThreadIds: threadIds, changedDocumentIds: documentIds } = changed
  for (const portion of inPortions(threadIds)) keepWithdrawn(db, portion)
  onProgress('Taking it into the search index')
  refreshIndex(db)
  onProgress('Looking for what is private in the cases')
  for (const portion of inPortions(threadIds)) inTransaction(db, (tx) => scanCases(tx, portion))
  const isSmall = threadIds.length + documentIds.length <= MOST_BY_THEMSELVES
  scan(db, { onProgress, most: MOST_COMPARED, ...(isSmall ? { only: { threadIds, documentIds } } : {}) })
  onProgress('Deciding the queue')
  nominate(db, isQuickAnew(db) ? undefined : { threadIds, documentIds })
}

const PORTION = 1_000

function* inPortions(ids: number[]): Generator<number[]> {
  for (let at = 0; at < ids.length; at += PORTION) yield ids.slice(at, at + PORTION)
}

/** Comparing so many threads anew takes seconds, and groups them better than one by one. */
const QUICK = 2_000

function isQuickAnew(db: Db): boolean {
  return (db.$client.prepare('SELECT count(*) FROM threads').pluck().get() as number) <= QUICK
}
