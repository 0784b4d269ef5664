/**
 * Collects items, each prepared as it comes, and writes them in one transaction. A record that the database refuses
 * fails alone: its batch is then written again, record by record.
 */
import { type Db, inTransaction } from '../db/open.ts'
import { sha256 } from '../lib/hash.ts'
import type { BadItem, ImportContext, Importer, LeftOut, RawItem } from './importer.ts'
import { openPlaces, type Place } from './places.ts'
import { reasonOf, receive } from './prepare.ts'
import { type Job, openPreparer } from './prepare-apart.ts'
import { seenIds } from './seen.ts'
import { failed, type Settling, settle, type Waiting } from './settle.ts'
import type { Source, SourceInput } from './sources.ts'
import { currentOf, openStore } from './store.ts'
import { addTally, countsOf, ignore, newTally, type Tally } from './tally.ts'

/** An open batch; `close` must be called at the end. */
export type Batch = {
  add(item: RawItem | BadItem | LeftOut): void
  /** Whether enough has come since the last write for a transaction of its own. */
  isFull(): boolean
  /** Writes what is ready, so that reading goes on while the rest is prepared; with `all`, everything. */
  write(all?: boolean): Promise<void>
  tally: Tally
  close(): void
}

/** What a batch works for; `runId` is null for a dry run, which writes nothing. */
export type BatchSetup = {
  importer: Importer
  context: ImportContext
  runId: number | null
  source: Source | SourceInput
  /** From how many items on a second core helps; for tests. */
  helpFrom?: number | undefined
}

const BATCH_RECORDS = 200
const BATCH_CHARACTERS = 8_000_000
/** Characters that may wait to be written before reading goes on. */
const MOST_WAITING = 16_000_000
/** Pages of the write-ahead log between two tidyings (16 MB): an index page changed often is then written once. */
const LOG_PAGES = 4000
const USUAL_PAGES = 1000
/** Longest external id, in characters. */
const MAX_ID = 500

/** Opens a batch for one run. */
export function openBatch(db: Db, setup: BatchSetup): Batch {
  const isDry = setup.runId === null
  const placeOf = openPlaces(db, { ...setup, format: setup.importer.name, isDry })
  const settling: Settling = { ...setup, db, store: openStore(db), seen: seenIds(db) }
  const tally = newTally()
  db.$client.pragma(`wal_autocheckpoint = ${LOG_PAGES}`)
  const helpFrom = isDry ? Number.POSITIVE_INFINITY : setup.helpFrom
  const preparer = openPreparer(setup.importer, setup.context, helpFrom)
  const setCounts = db.$client.prepare(
    `UPDATE import_runs SET records = @records, created = @created, updated = @updated, unchanged = @unchanged,
     failed = @failed, ignored = @ignored WHERE id = @id`,
  )
  const waiting: { one: Waiting; length: number; job?: Job }[] = []
  let characters = 0
  let fresh = { items: 0, characters: 0 }

  function add(item: RawItem | BadItem | LeftOut): void {
    if ('ignored' in item) ignore(tally, item.ignored)
    else if ('bad' in item) wait(badWaiting(item, placeOf()), item.raw.length)
    else addRaw(item)
  }

  function addRaw(item: RawItem): void {
    let place = placeOf()
    try {
      place = placeOf(item)
      refuseId(item.externalId)
    } catch (error) {
      wait(badWaiting({ ...item, bad: reasonOf(error), raw: '' }, place), 0)
      return
    }
    const received = receive(item.raw, setup.context)
    if ('bad' in received) {
      wait(badWaiting({ ...item, bad: received.bad, raw: '' }, place), 0)
      return
    }
    const current = place.id === null ? undefined : currentOf(settling.store, { ...item, sourceId: place.id })
    const isKnown = current?.hash === received.hash && current.removedAt === null
    const job = preparer.start(item, place, received, isKnown)
    const { raw: _, ...rest } = item
    wait({ item: rest, place, hash: received.hash, prepare: job.now }, received.received.length, job)
  }

  function wait(one: Waiting, length: number, job?: Job): void {
    waiting.push({ one, length, ...(job === undefined ? {} : { job }) })
    characters += length
    fresh = { items: fresh.items + 1, characters: fresh.characters + length }
  }

  async function write(all = false): Promise<void> {
    fresh = { items: 0, characters: 0 }
    await preparer.collect(false)
    while (waiting.length > 0) {
      writeReady()
      if (!all && characters < MOST_WAITING) return
      if (waiting.length > 0) await preparer.collect(true)
    }
  }

  /** Items are written in the order in which they were read. */
  function writeReady(): void {
    const end = waiting.findIndex(({ job }) => job !== undefined && !job.isReady())
    const ready = end === -1 ? waiting.splice(0) : waiting.splice(0, end)
    if (ready.length === 0) return
    characters -= ready.reduce((sum, { length }) => sum + length, 0)
    const batch = ready.map(({ one }) => one)
    if (isDry) addTally(tally, settleAll(batch))
    else addTally(tally, writeTogether(batch))
  }

  function writeTogether(batch: Waiting[]): Tally {
    try {
      return written(() => settleAll(batch))
    } catch {
      settling.store.products.clear()
      return written(() => settleEach(batch))
    }
  }

  /** What `work` settles and the run's counts, in one transaction. */
  function written(work: () => Tally): Tally {
    return inTransaction(db, () => {
      const part = work()
      setCounts.run({ ...countsOf(tally, part), id: setup.runId })
      return part
    })
  }

  function settleAll(batch: Waiting[]): Tally {
    const part = newTally()
    for (const one of batch) settle(settling, one, part)
    return part
  }

  function settleEach(batch: Waiting[]): Tally {
    const whole = newTally()
    for (const one of batch) {
      try {
        addTally(whole, db.$client.transaction(() => settleAll([one]))())
      } catch (error) {
        failed(settling, one, `The record could not be stored: ${reasonOf(error)}`, whole)
      }
    }
    return whole
  }

  return {
    ...{ add, write, tally },
    isFull: () => fresh.items >= BATCH_RECORDS || fresh.characters >= BATCH_CHARACTERS,
    close() {
      preparer.close()
      db.$client.pragma(`wal_autocheckpoint = ${USUAL_PAGES}`)
      settling.seen.close()
    },
  }
}

function badWaiting(bad: BadItem, place: Place): Waiting {
  const hash = sha256(bad.raw === '' ? `${bad.file} ${bad.position} ${bad.bad}` : bad.raw)
  return { bad, place, hash }
}

function refuseId(externalId: string): void {
  if (externalId.trim() === '' || /[\u0000-\u001f]/.test(externalId))
    throw new Error('The record has no usable id.')
  if (externalId.length > MAX_ID) throw new Error(`The record's id is longer than ${MAX_ID} characters.`)
}
