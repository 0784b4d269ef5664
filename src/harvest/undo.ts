import { and, eq, gt } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { documents, importChanges, importRuns, threads } from '../db/schema.ts'
import { NotFound, Refused } from '../lib/errors.ts'
import { replay } from './replay.ts'
import { currentOf, openStore, type Store, setRemoved, writeRows } from './store.ts'

/** What an undone import gave back. `kept` were changed again by a later import and stay as they are. */
export type Undone = {
  restored: number
  removed: number
  kept: number
  changedThreadIds: number[]
  changedDocumentIds: number[]
}

type Change = typeof importChanges.$inferSelect

/**
 * Takes a whole import back: what it brought is marked removed, what it changed reads as before. Articles and
 * everything else editors made since are not touched. Refuses a run that is going on or undone already.
 */
export function undoImport(db: Db, input: { runId: number; by: By }): Undone {
  return inTransaction(db, (tx) => {
    const run = tx.select().from(importRuns).where(eq(importRuns.id, input.runId)).get()
    if (run === undefined) throw new NotFound(`There is no import ${input.runId}.`)
    if (run.state === 'running')
      throw new Refused(`Import ${run.id} is still running. Wait until it has ended.`)
    if (run.state === 'undone') throw new Refused(`Import ${run.id} is undone already.`)
    const store = openStore(tx)
    const result: Undone = { restored: 0, removed: 0, kept: 0, changedThreadIds: [], changedDocumentIds: [] }
    for (const change of changesOf(tx, run.id)) giveBack(store, change, result)
    tx.update(importRuns).set({ state: 'undone' }).where(eq(importRuns.id, run.id)).run()
    const { restored, removed, kept } = result
    record(tx, {
      verb: 'undid import',
      subject: 'import-run',
      subjectId: run.id,
      by: input.by,
      detail: { restored, removed, kept },
    })
    return result
  })
}

/** Changes read at a time: those of a large import do not fit into memory. */
const PORTION = 1_000

function* changesOf(tx: Db, runId: number): Generator<Change> {
  for (const kind of ['document', 'thread'] as const) {
    const ofKind = and(eq(importChanges.runId, runId), eq(importChanges.kind, kind))
    for (let last = 0; ; ) {
      const after = and(ofKind, gt(importChanges.subjectId, last))
      const changes = tx
        .select()
        .from(importChanges)
        .where(after)
        .orderBy(importChanges.subjectId)
        .limit(PORTION)
        .all()
      yield* changes
      if (changes.length < PORTION) break
      last = changes.at(-1)!.subjectId
    }
  }
}

function giveBack(store: Store, change: Change, result: Undone): void {
  const kind = change.kind === 'document' ? 'document' : 'thread'
  const row = rowOf(store, kind, change.subjectId)
  if (row === undefined || row.rawRecordId !== change.rawRecordId) {
    result.kept++
    return
  }
  ;(kind === 'thread' ? result.changedThreadIds : result.changedDocumentIds).push(row.id)
  if (change.previousRawRecordId === null || change.previousRemovedAt !== null) {
    setRemoved(store, kind, row.id, change.previousRemovedAt ?? now())
    result.removed++
    return
  }
  const outcome = replay(store.db, change.previousRawRecordId)
  const current = currentOf(store, { ...row, kind })
  const at = { sourceId: row.sourceId, current, rawRecordId: change.previousRawRecordId }
  if (outcome.kind === 'bad' || outcome.kind === 'left-out') {
    const why = outcome.kind === 'bad' ? outcome.reason : outcome.why
    throw new Refused(`What ${row.externalId} was before can no longer be read: ${why}`)
  }
  writeRows(store, at, outcome)
  result.restored++
}

function rowOf(store: Store, kind: 'thread' | 'document', id: number) {
  const table = kind === 'thread' ? threads : documents
  const columns = {
    id: table.id,
    sourceId: table.sourceId,
    externalId: table.externalId,
    rawRecordId: table.rawRecordId,
  }
  return store.db.select(columns).from(table).where(eq(table.id, id)).get()
}
