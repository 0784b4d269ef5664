import { and, eq, gt, isNull } from 'drizzle-orm'
import { type Db, inTransaction } from '../db/open.ts'
import { documents, sources, threads } from '../db/schema.ts'
import { NotFound } from '../lib/errors.ts'
import { replay } from './replay.ts'
import { currentOf, openStore, type Store, writeRows } from './store.ts'

/** How a second reading went; a record that cannot be read any more keeps the rows it has. */
export type Renormalised = {
  records: number
  updated: number
  failed: number
  changedThreadIds: number[]
  changedDocumentIds: number[]
}

type Row = { id: number; sourceId: number; externalId: string; rawRecordId: number; contentHash: string }

/** Reads the stored raw records again, after Winnow learned to read them better. */
export function renormalise(db: Db, input: { source?: string } = {}): Renormalised {
  const sourceId = input.source === undefined ? undefined : sourceNamed(db, input.source)
  const store = openStore(db)
  const result: Renormalised = {
    records: 0,
    updated: 0,
    failed: 0,
    changedThreadIds: [],
    changedDocumentIds: [],
  }
  for (const kind of ['thread', 'document'] as const) {
    for (let last = 0; ; ) {
      const rows = rowsAfter(db, { kind, sourceId, last })
      inTransaction(db, () => {
        for (const row of rows) readAgain(store, kind, row, result)
      })
      if (rows.length < PORTION) break
      last = rows.at(-1)!.id
    }
  }
  return result
}

/** Records read again in one transaction; more of them are never in memory. */
const PORTION = 100

function rowsAfter(
  db: Db,
  { kind, sourceId, last }: { kind: 'thread' | 'document'; sourceId: number | undefined; last: number },
): Row[] {
  const table = kind === 'thread' ? threads : documents
  const ofSource = sourceId === undefined ? undefined : eq(table.sourceId, sourceId)
  const columns = {
    id: table.id,
    sourceId: table.sourceId,
    externalId: table.externalId,
    rawRecordId: table.rawRecordId,
    contentHash: table.contentHash,
  }
  return db
    .select(columns)
    .from(table)
    .where(and(isNull(table.removedAt), ofSource, gt(table.id, last)))
    .orderBy(table.id)
    .limit(PORTION)
    .all()
}

function readAgain(store: Store, kind: 'thread' | 'document', row: Row, result: Renormalised): void {
  result.records++
  const outcome = replay(store.db, row.rawRecordId)
  const current = currentOf(store, { ...row, kind })
  if (outcome.kind === 'bad' || outcome.kind === 'left-out') {
    result.failed++
    return
  }
  if (outcome.rows.contentHash === row.contentHash) return
  writeRows(store, { ...row, current }, outcome)
  ;(kind === 'thread' ? result.changedThreadIds : result.changedDocumentIds).push(row.id)
  result.updated++
}

function sourceNamed(db: Db, slug: string): number {
  const source = db.select().from(sources).where(eq(sources.slug, slug)).get()
  if (source === undefined) throw new NotFound(`There is no source "${slug}".`)
  return source.id
}
