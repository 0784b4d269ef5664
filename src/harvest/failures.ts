import { and, eq, isNotNull } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { importFailures, importRuns, sources } from '../db/schema.ts'
import { NotFound, Refused } from '../lib/errors.ts'
import { sha256 } from '../lib/hash.ts'
import type { BadItem } from './importer.ts'
import { importerNamed } from './importers/index.ts'
import { prepare } from './prepare.ts'
import { currentOf, keepRaw, openStore, writeRows } from './store.ts'

/** Most of a failed record's text that is kept, in characters. */
const MAX_RAW = 100_000

/** Keeps a record that could not be read; call it inside the batch's transaction. */
export function addFailure(
  db: Db,
  input: {
    runId: number
    sourceId: number | null
    kind: 'thread' | 'document' | null
    hash: string
    bad: BadItem
  },
): void {
  const { bad } = input
  db.insert(importFailures)
    .values({
      runId: input.runId,
      sourceId: input.sourceId,
      kind: input.kind,
      externalId: bad.externalId ?? null,
      hash: input.hash,
      file: bad.file,
      position: bad.position,
      reason: bad.bad,
      raw: clean(bad.raw),
    })
    .run()
}

/** Whether somebody decided that this very record is never worth reading. */
export function isIgnoredForGood(db: Db, sourceId: number, hash: string): boolean {
  const where = and(
    eq(importFailures.hash, hash),
    eq(importFailures.sourceId, sourceId),
    isNotNull(importFailures.ignoredAt),
  )
  return db.select({ id: importFailures.id }).from(importFailures).where(where).get() !== undefined
}

/** Takes a failed record off the list for good; the next import counts it as ignored. */
export function ignoreFailure(db: Db, input: { failureId: number; by: By }): void {
  inTransaction(db, (tx) => {
    const failure = getFailure(tx, input.failureId)
    if (failure.ignoredAt !== null) return
    tx.update(importFailures).set({ ignoredAt: now() }).where(eq(importFailures.id, failure.id)).run()
    const detail = { failureId: failure.id, file: failure.file, position: failure.position }
    record(tx, {
      verb: 'ignored failure',
      subject: 'import-run',
      subjectId: failure.runId,
      by: input.by,
      detail,
    })
  })
}

/** Reads a failed record once more, after Winnow or the mapping was mended. Refuses with the reason if it fails again. */
export function retryFailure(
  db: Db,
  input: { failureId: number; by: By },
): { kind: 'thread' | 'document'; id: number } {
  return inTransaction(db, (tx) => {
    const failure = getFailure(tx, input.failureId)
    const { kind, externalId, hash, sourceId } = failure
    if (kind === null || kind === 'article' || externalId === null || hash === null || sourceId === null) {
      throw new Refused('This record could not be read at all. Mend the file and import it again.')
    }
    if (failure.raw.length >= MAX_RAW) {
      throw new Refused('Only the beginning of this record was kept. Import its file again.')
    }
    const run = tx.select().from(importRuns).where(eq(importRuns.id, failure.runId)).get()!
    const source = tx.select().from(sources).where(eq(sources.id, sourceId)).get()!
    const importer = importerNamed(run.format)
    const item = { kind, externalId, raw: JSON.parse(failure.raw) as object }
    const prepared = prepare(importer, item, { ...run.context, authority: source.authority }, source)
    const { outcome } = prepared
    if (outcome.kind === 'bad') throw new Refused(`It still cannot be read: ${outcome.reason}`)
    if (outcome.kind === 'left-out') throw new Refused(`It is left out: ${outcome.why}`)
    const store = openStore(tx)
    const current = currentOf(store, { sourceId, kind, externalId })
    const raw = { sourceId, kind, externalId, hash, format: run.format, runId: run.id }
    const rawRecordId = keepRaw(store, {
      ...raw,
      payload: failure.raw,
      payloadHash: sha256(failure.raw),
      sealed: prepared.sealed,
    })
    const id = writeRows(store, { sourceId, current, rawRecordId }, outcome)
    tx.update(importFailures).set({ retriedAt: now() }).where(eq(importFailures.id, failure.id)).run()
    const detail = { failureId: failure.id, externalId }
    record(tx, { verb: 'retried failure', subject: 'import-run', subjectId: run.id, by: input.by, detail })
    return { kind, id }
  })
}

function getFailure(db: Db, failureId: number) {
  const failure = db.select().from(importFailures).where(eq(importFailures.id, failureId)).get()
  if (failure === undefined) throw new NotFound(`There is no failed record ${failureId}.`)
  return failure
}

function clean(raw: string): string {
  const cut = raw.length > MAX_RAW ? `${raw.slice(0, MAX_RAW - 2)} …` : raw
  return cut.replaceAll('\u0000', '')
}
