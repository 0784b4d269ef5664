/**
 * The one way in: an export is read item by item, each item prepared outside any transaction, and written in
 * batches of one transaction each. Complete batches stay whatever happens to the rest, and importing again goes on
 * from there, because an item already stored is recognised by its hash. The run's row tells how it went.
 */
import { eq } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { importRuns, sources } from '../db/schema.ts'
import type { LeftOut } from '../db/words.ts'
import { isForPeople, Refused } from '../lib/errors.ts'
import { type Batch, openBatch } from './batch.ts'
import { refuseIfBusy } from './busy.ts'
import type { StoredDocument, StoredThread } from './content.ts'
import type { ImportContext, Importer, Item } from './importer.ts'
import { importerFor } from './importers/index.ts'
import { filesAside } from './left-out.ts'
import { mappingFor } from './mapping.ts'
import { isMappedByHand } from './recognition.ts'
import {
  authorityOfNew,
  ensureProduct,
  ensureSource,
  findSource,
  type Source,
  type SourceInput,
} from './sources.ts'
import { countsOf } from './tally.ts'
import { asPacked, type Unpacked, unpack } from './unpack.ts'

/** What to read, for which source. `mapping` is a mapping file's path, or its content. */
export type HarvestInput = {
  source: SourceInput
  /** An importer's name, or "auto". */
  format: string
  paths: string[]
  mapping?: unknown
  by: By
  /** Counts what would happen and shows the first records; writes nothing. */
  dryRun?: boolean
  onProgress?: (progress: Progress) => void
  /** Called with the number of the run, once its first record has been read. */
  onStart?: (runId: number) => void
  /** The folder in which archives are unpacked; the system's own unless said. */
  scratch?: string
  /** From how many items on a second core helps; for tests. */
  helpFrom?: number
  /** Ends the import after the record at hand; what was read stays, and the run is incomplete. */
  signal?: AbortSignal
}

export type Progress = { records: number; failed: number; ignored: number; seconds: number }

/** How an import went. `records` = created + updated + unchanged + failed; `ignored` were left out on purpose. */
export type HarvestSummary = {
  /** Null for a dry run. */
  run: number | null
  source: string
  format: string
  state: 'complete' | 'incomplete'
  records: number
  created: number
  updated: number
  unchanged: number
  failed: number
  ignored: number
  seconds: number
  changedThreadIds: number[]
  changedDocumentIds: number[]
  /** Private pieces taken out, by kind. */
  removed: Record<string, number>
  /** Why things were ignored, and which files were not read. */
  leftOut: LeftOut
  /** Keys that a strict format does not know, by name; they are ignored. */
  unknownKeys: Record<string, number>
  /** Where reading stopped, as a sentence with file and byte; null when all was read. */
  damage: string | null
  damageFile: string | null
  damageOffset: number | null
  /** The first records as they would arrive; only a dry run shows them. */
  first: (StoredThread | StoredDocument)[]
}

/** Other work of the process gets a turn at least this often, in milliseconds. */
const BREATH = 40
const INTERRUPTED = 'The import was interrupted.'

/** Imports an export. Refuses, before anything is stored, what cannot be read at all. */
export async function harvest(db: Db, input: HarvestInput): Promise<HarvestSummary> {
  const unpacked = await unpack(input.paths, input.scratch)
  try {
    return await harvestUnpacked(db, input, unpacked)
  } finally {
    unpacked.close()
  }
}

async function harvestUnpacked(db: Db, input: HarvestInput, unpacked: Unpacked): Promise<HarvestSummary> {
  const { paths } = unpacked
  const importer = importerFor(input.format, paths)
  const known = findSource(db, input.source)
  const mapping = mappingFor(importer, paths, input.mapping) ?? keptMapping(importer, known)
  const licence = input.source.licence ?? known?.licence ?? undefined
  const context: ImportContext = {
    authority: known?.authority ?? authorityOfNew(input.source, importer.usually),
    ...(input.source.product !== undefined && { product: input.source.product }),
    ...(licence !== undefined && { licence }),
    ...(mapping !== undefined && { mapping }),
  }
  const items = asPacked(importer.items(paths, context), unpacked)[Symbol.asyncIterator]()
  const first = await items.next()
  if (first.done)
    throw new Refused(`Nothing to import in ${input.paths.join(', ')} for the format ${importer.name}.`)
  const run = input.dryRun ? null : startRun(db, input, importer, context)
  if (run !== null) input.onStart?.(run.id)
  const batch = openBatch(db, {
    importer,
    context: run?.context ?? context,
    runId: run?.id ?? null,
    source: run?.source ?? known ?? input.source,
    helpFrom: input.helpFrom,
  })
  return readAll(db, { items, first: first.value, batch, run, importer, input, paths })
}

type Broken = { reason: string; file: string; offset: number }
type Run = { id: number; source: Source; context: ImportContext }

/** The mapping that was last said for this source, for tables that come without one. */
function keptMapping(importer: Importer, source: Source | undefined): unknown {
  return isMappedByHand(importer) ? (source?.mapping ?? undefined) : undefined
}

function startRun(db: Db, input: HarvestInput, importer: Importer, context: ImportContext): Run {
  return inTransaction(db, (tx) => {
    const source = ensureSource(tx, { ...input.source, authority: context.authority }, importer.name)
    refuseIfBusy(tx, source)
    if (input.mapping !== undefined && isMappedByHand(importer))
      tx.update(sources).set({ mapping: context.mapping }).where(eq(sources.id, source.id)).run()
    if (input.source.product !== undefined) ensureProduct(tx, input.source.product)
    const { authority: _, ...said } = context
    const { id } = tx
      .insert(importRuns)
      .values({
        sourceId: source.id,
        format: importer.name,
        paths: input.paths,
        state: 'running',
        context: said,
        process: process.pid,
        startedAt: now(),
        by: input.by,
      })
      .returning({ id: importRuns.id })
      .get()
    return { id, source, context: { ...context, authority: source.authority } }
  })
}

type Reading = {
  items: AsyncIterator<Item>
  first: Item
  batch: Batch
  run: Run | null
  importer: Importer
  input: HarvestInput
  /** What the importer was given, with archives unpacked. */
  paths: string[]
}

async function readAll(db: Db, reading: Reading): Promise<HarvestSummary> {
  const { batch, input } = reading
  const started = performance.now()
  const seconds = () => Math.round(performance.now() - started) / 1000
  const tell = () => input.onProgress?.({ ...countsOf(batch.tally), seconds: seconds() })
  let damage: Broken | undefined
  try {
    let breath = performance.now()
    for await (const item of rest(reading)) {
      if (input.signal?.aborted) {
        damage = { reason: INTERRUPTED, file: input.paths.join(', '), offset: 0 }
        break
      }
      if ('damage' in item) damage ??= { reason: item.damage, file: item.file, offset: item.offset }
      else batch.add(item)
      if (batch.isFull()) {
        await batch.write()
        tell()
      }
      if (performance.now() - breath > BREATH) {
        await new Promise((resolve) => setImmediate(resolve))
        breath = performance.now()
      }
    }
    await batch.write(true)
  } catch (error) {
    damage = { reason: messageOf(error), file: input.paths.join(', '), offset: 0 }
    await batch.write(true)
    if (!isForPeople(error) && !isFileError(error)) {
      finish(db, reading, damage)
      throw error
    }
  } finally {
    batch.close()
  }
  tell()
  const leftOut = finish(db, reading, damage)
  return {
    run: reading.run?.id ?? null,
    source: input.source.slug,
    format: reading.importer.name,
    state: damage === undefined ? 'complete' : 'incomplete',
    ...countsOf(batch.tally),
    seconds: seconds(),
    changedThreadIds: changedBy(db, reading.run, 'thread'),
    changedDocumentIds: changedBy(db, reading.run, 'document'),
    removed: batch.tally.removed,
    leftOut,
    unknownKeys: batch.tally.unknownKeys,
    first: batch.tally.first.slice(0, 5),
    damage: damage === undefined ? null : `${damage.reason} (${damage.file}, byte ${damage.offset})`,
    damageFile: damage?.file ?? null,
    damageOffset: damage?.offset ?? null,
  }
}

async function* rest({ first, items }: Reading): AsyncGenerator<Item> {
  try {
    yield first
    for (let next = await items.next(); !next.done; next = await items.next()) yield next.value
  } finally {
    await items.return?.()
  }
}

function finish(db: Db, reading: Reading, damage: Broken | undefined): LeftOut {
  const { run, batch, input, importer, paths } = reading
  const { reasons, removed } = batch.tally
  const leftOut = { ignored: reasons, removed, files: filesAside(importer, paths) }
  if (run === null) return leftOut
  inTransaction(db, (tx) => {
    tx.update(importRuns)
      .set({
        state: damage === undefined ? 'complete' : 'incomplete',
        damage: damage?.reason ?? null,
        damageFile: damage?.file ?? null,
        damageOffset: damage?.offset ?? null,
        finishedAt: now(),
        leftOut,
        ...countsOf(batch.tally),
      })
      .where(eq(importRuns.id, run.id))
      .run()
    record(tx, {
      verb: 'imported',
      subject: 'import-run',
      subjectId: run.id,
      by: input.by,
      detail: {
        source: run.source.slug,
        ...countsOf(batch.tally),
        ...(damage !== undefined && { damage: damage.reason }),
      },
    })
  })
  return leftOut
}

/** What the run brought, changed or took down, as it was written: millions of ids need no second list meanwhile. */
function changedBy(db: Db, run: Run | null, kind: 'thread' | 'document'): number[] {
  const ids = db.$client.prepare(
    'SELECT subject_id FROM import_changes WHERE run_id = ? AND kind = ? ORDER BY subject_id',
  )
  return run === null ? [] : (ids.pluck().all(run.id, kind) as number[])
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** A disk or permission error while reading: the fault of the file, not of Winnow. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code))
}
