/** Collects prepared items and writes them in one transaction; keeps the run's counts and what changed. */
import type { By } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { sha256 } from '../lib/hash.ts'
import { documentHash, type StoredDocument, type StoredThread, threadHash } from './content.ts'
import { addFailure, isIgnoredForGood } from './failures.ts'
import type { BadItem, ImportContext, Importer, LeftOut, RawItem } from './importer.ts'
import { type Outcome, type Prepared, prepare, receive } from './prepare.ts'
import { seenIds } from './seen.ts'
import { ensureSource, findSource, type Source, type SourceInput } from './sources.ts'
import {
  type Current,
  currentOf,
  keepRaw,
  openStore,
  pointAt,
  type RawRow,
  setRemoved,
  writeDocument,
  writeThread,
} from './store.ts'

/** A record as it arrives. */
export type Change = { normal: StoredThread | StoredDocument }

export type Counts = {
  records: number
  created: number
  updated: number
  unchanged: number
  failed: number
  ignored: number
}

export type Batch = {
  add(item: RawItem | BadItem | LeftOut): void
  size(): number
  characters(): number
  write(): void
  counts(): Counts
  changes(): {
    changedThreadIds: number[]
    changedDocumentIds: number[]
    removed: Record<string, number>
    first: Change['normal'][]
  }
  close(): void
}

type Setup = {
  importer: Importer
  context: ImportContext
  /** Null for a dry run, which writes nothing. */
  runId: number | null
  source: Source | SourceInput
  by: By
}

type Waiting = { item: RawItem; sourceId: number | null; hash: string; prepared: Prepared | undefined }
type Failing = { bad: BadItem; sourceId: number | null }

const SHOWN = 5

/** Opens a batch for one run; `close` must be called at the end. */
export function openBatch(db: Db, setup: Setup): Batch {
  const store = openStore(db)
  const seen = seenIds(db)
  const isDry = setup.runId === null
  const counts: Counts = { records: 0, created: 0, updated: 0, unchanged: 0, failed: 0, ignored: 0 }
  const threadIds = new Set<number>()
  const documentIds = new Set<number>()
  const removed: Record<string, number> = {}
  const first: Change['normal'][] = []
  const places = new Map<string, Place>()
  const addChange = db.$client.prepare(
    `INSERT INTO import_changes (run_id, kind, subject_id, raw_record_id, previous_raw_record_id, previous_removed_at)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const setCounts = db.$client.prepare(
    `UPDATE import_runs SET records = @records, created = @created, updated = @updated, unchanged = @unchanged,
     failed = @failed, ignored = @ignored WHERE id = @id`,
  )
  let waiting: (Waiting | Failing)[] = []
  let characters = 0

  /** Where an item belongs: the run's source, or the one the item names itself. */
  function placeOf(item: RawItem): Place {
    const slug = item.source?.slug ?? setup.source.slug
    const known = places.get(slug)
    if (known !== undefined) return known
    const place = slug === setup.source.slug ? placeFor(setup.source) : placeFor(namedSource(item))
    places.set(slug, place)
    return place
  }

  function placeFor(source: Source | SourceInput): Place {
    const { language, isInternal } = { language: 'en', isInternal: false, ...source }
    return {
      id: 'id' in source ? source.id : null,
      language: language ?? 'en',
      isInternal: isInternal ?? false,
    }
  }

  function namedSource(item: RawItem): Source | SourceInput {
    const named = { slug: item.source!.slug, authority: item.source!.authority ?? setup.context.authority }
    const found = findSource(db, {
      slug: named.slug,
      ...(item.source!.authority && { authority: named.authority }),
    })
    if (found !== undefined || isDry) return found ?? named
    return inTransaction(db, (tx) => ensureSource(tx, named, setup.importer.name))
  }

  function add(item: RawItem | BadItem | LeftOut): void {
    if ('ignored' in item) {
      counts.ignored++
      return
    }
    if ('bad' in item) {
      waiting.push({ bad: item, sourceId: placeOfRun() })
      characters += item.raw.length
      return
    }
    try {
      waiting.push(prepareItem(item))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      waiting.push({ bad: { ...item, bad: reason, raw: '' }, sourceId: placeOfRun() })
    }
  }

  function placeOfRun(): number | null {
    return 'id' in setup.source ? setup.source.id : null
  }

  function prepareItem(item: RawItem): Waiting | Failing {
    const place = placeOf(item)
    const received = receive(item.raw, setup.context)
    if ('bad' in received) {
      return { bad: { ...item, bad: received.bad, raw: '' }, sourceId: place.id }
    }
    characters += received.received.length
    const current = place.id === null ? undefined : currentOf(store, { ...item, sourceId: place.id })
    const isUnchanged = current !== undefined && current.hash === received.hash && current.removedAt === null
    const prepared = isUnchanged
      ? undefined
      : prepare(setup.importer, item, setup.context, place, received.received)
    return { item, sourceId: place.id, hash: received.hash, prepared }
  }

  function write(): void {
    if (waiting.length === 0) return
    const batch = waiting
    waiting = []
    characters = 0
    if (isDry) {
      for (const one of batch) settle(one)
      return
    }
    const before = { ...counts }
    const savedRemoved = { ...removed }
    try {
      inTransaction(db, () => {
        for (const one of batch) settle(one)
        setCounts.run({ ...counts, id: setup.runId })
      })
    } catch {
      Object.assign(counts, before)
      for (const kind of Object.keys(removed)) removed[kind] = savedRemoved[kind] ?? 0
      store.products.clear()
      inTransaction(db, () => {
        for (const one of batch) settleAlone(one)
        setCounts.run({ ...counts, id: setup.runId })
      })
    }
  }

  /** One record that the database refuses must not take its batch along. */
  function settleAlone(one: Waiting | Failing): void {
    const before = { ...counts }
    try {
      db.$client.transaction(() => settle(one))()
    } catch (error) {
      Object.assign(counts, before)
      if ('bad' in one) throw error
      const reason = `The record could not be stored: ${error instanceof Error ? error.message : String(error)}`
      fail({ ...one.item, bad: reason, raw: one.prepared?.payload ?? '' }, one.sourceId, one)
    }
  }

  function settle(one: Waiting | Failing): void {
    if ('bad' in one) {
      fail(one.bad, one.sourceId)
      return
    }
    const { item, hash } = one
    const current = one.sourceId === null ? undefined : currentOf(store, { ...item, sourceId: one.sourceId })
    const isSame = current !== undefined && current.hash === hash && current.removedAt === null
    if (!seen.add(`${one.sourceId} ${item.source?.slug ?? ''} ${item.kind} ${item.externalId}`, hash)) {
      settleRepeated(one)
    } else if (isSame) {
      counts.records++
      counts.unchanged++
    } else {
      one.prepared ??= prepare(setup.importer, item, setup.context, placeOf(item))
      for (const [kind, n] of Object.entries(one.prepared.removed)) removed[kind] = (removed[kind] ?? 0) + n
      settleOutcome(one, one.prepared, current)
    }
  }

  /** The same id twice in one import: the same text again is nothing new, another text cannot both be right. */
  function settleRepeated(one: Waiting): void {
    if (
      seen.hashOf(
        `${one.sourceId} ${one.item.source?.slug ?? ''} ${one.item.kind} ${one.item.externalId}`,
      ) === one.hash
    ) {
      counts.records++
      counts.unchanged++
      return
    }
    const reason = `The id "${one.item.externalId}" occurs twice in this import with different content; the first one is kept.`
    fail({ ...one.item, bad: reason, raw: one.prepared?.payload ?? '' }, one.sourceId, one)
  }

  function settleOutcome(one: Waiting, prepared: Prepared, current: Current | undefined): void {
    const { outcome } = prepared
    if (outcome.kind === 'bad') {
      fail({ ...one.item, bad: outcome.reason, raw: prepared.payload }, one.sourceId, one)
    } else if (outcome.kind === 'left-out') {
      settleLeftOut(one, current)
    } else {
      counts.records++
      if (first.length < SHOWN) first.push(outcome.kind === 'thread' ? outcome.thread : outcome.document)
      const isEqual = current?.removedAt === null && current.contentHash === contentHash(outcome)
      if (current === undefined) counts.created++
      else if (isEqual) counts.unchanged++
      else counts.updated++
      if (!isDry) store1(one, prepared, current, outcome, isEqual)
    }
  }

  function store1(
    one: Waiting,
    prepared: Prepared,
    current: Current | undefined,
    outcome: Extract<Outcome, { kind: 'thread' | 'document' }>,
    isEqual: boolean,
  ): void {
    const { item, hash } = one
    const sourceId = one.sourceId!
    const row: RawRow = {
      ...{ sourceId, kind: item.kind, externalId: item.externalId, hash, format: setup.importer.name },
      ...{ payload: prepared.payload, sealed: prepared.sealed, runId: setup.runId! },
    }
    const rawRecordId = keepRaw(store, row)
    if (isEqual) {
      pointAt(store, item.kind, current!.id, rawRecordId)
      return
    }
    const id =
      outcome.kind === 'thread'
        ? writeThread(store, { sourceId, current, rawRecordId, thread: outcome.thread })
        : writeDocument(store, { sourceId, current, rawRecordId, document: outcome.document })
    noteChange(item.kind, id, rawRecordId, current)
  }

  /** What is private as a whole now is taken down if it was here before, and never stored. */
  function settleLeftOut(one: Waiting, current: Current | undefined): void {
    if (current === undefined || current.removedAt !== null) {
      counts.ignored++
      return
    }
    counts.records++
    counts.updated++
    if (isDry) return
    setRemoved(store, one.item.kind, current.id, new Date().toISOString())
    noteChange(one.item.kind, current.id, current.rawRecordId, current)
  }

  function noteChange(
    kind: RawItem['kind'],
    id: number,
    rawRecordId: number,
    before: Current | undefined,
  ): void {
    ;(kind === 'thread' ? threadIds : documentIds).add(id)
    addChange.run(setup.runId, kind, id, rawRecordId, before?.rawRecordId ?? null, before?.removedAt ?? null)
  }

  function fail(bad: BadItem, sourceId: number | null, one?: Waiting): void {
    const hash = one?.hash ?? sha256(bad.raw === '' ? `${bad.file} ${bad.position} ${bad.bad}` : bad.raw)
    if (sourceId !== null && isIgnoredForGood(db, sourceId, hash)) {
      counts.ignored++
      return
    }
    counts.records++
    counts.failed++
    if (isDry) return
    addFailure(db, { runId: setup.runId!, sourceId, kind: one?.item.kind ?? null, hash, bad })
  }

  return {
    add,
    size: () => waiting.length,
    characters: () => characters,
    write,
    counts: () => ({ ...counts }),
    changes: () => ({
      changedThreadIds: [...threadIds],
      changedDocumentIds: [...documentIds],
      removed: { ...removed },
      first: [...first],
    }),
    close: () => seen.close(),
  }
}

type Place = { id: number | null; language: string; isInternal: boolean }

function contentHash(outcome: Extract<Outcome, { kind: 'thread' | 'document' }>): string {
  return outcome.kind === 'thread' ? threadHash(outcome.thread) : documentHash(outcome.document)
}
