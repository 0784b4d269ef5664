/** Decides what becomes of one prepared item: new, changed, unchanged, left out or failed; and writes it. */
import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { addFailure, isIgnoredForGood } from './failures.ts'
import type { BadItem, ImportContext, Importer, RawItem } from './importer.ts'
import type { Place } from './places.ts'
import type { Good, Prepared } from './prepare.ts'
import type { SeenIds } from './seen.ts'
import {
  type Current,
  currentOf,
  emptyThread,
  keepRaw,
  pointAt,
  type Store,
  setRemoved,
  writeRows,
} from './store.ts'
import { addTo, ignore, type Tally } from './tally.ts'

/**
 * An item on its way: read, or already known to be bad. `prepare` gives the same answer each time. The record itself is
 * let go as soon as it is JSON: what waits long is expensive to keep.
 */
export type Waiting = { place: Place; hash: string } & (
  | { item: Omit<RawItem, 'raw'>; prepare: () => Prepared }
  | { bad: BadItem }
)

/** What all items of a run share. */
export type Settling = {
  db: Db
  store: Store
  seen: SeenIds
  importer: Importer
  context: ImportContext
  runId: number | null
}

type Ready = Extract<Waiting, { item: unknown }>

/** How many records a dry run shows. */
const SHOWN = 5

/** Settles one item and adds what came of it to the tally; call it inside the batch's transaction. */
export function settle(run: Settling, one: Waiting, tally: Tally): void {
  if ('bad' in one) {
    failed(run, one, one.bad.bad, tally)
    return
  }
  const { item, place, hash } = one
  const current = place.id === null ? undefined : currentOf(run.store, { ...item, sourceId: place.id })
  const id = `${place.slug} ${item.kind} ${item.externalId}`
  const isFirst = run.seen.add(id, hash)
  if (!isFirst && run.seen.hashOf(id) !== hash) {
    const reason = `The id "${item.externalId}" occurs twice in this import with different content; the first one is kept.`
    failed(run, one, reason, tally)
  } else if (!isFirst || (current !== undefined && current.hash === hash && current.removedAt === null)) {
    tally.unchanged++
  } else {
    settlePrepared(run, one, current, tally)
  }
}

/** Counts and keeps a failure, unless somebody ignored that very record for good. */
export function failed(run: Settling, one: Waiting, reason: string, tally: Tally): void {
  const { place, hash } = one
  if (place.id !== null && isIgnoredForGood(run.db, place.id, hash)) {
    ignore(tally, 'a record that somebody ignored for good')
    return
  }
  tally.failed++
  if (run.runId === null) return
  const bad =
    'bad' in one ? { ...one.bad, bad: reason } : { ...one.item, bad: reason, raw: one.prepare().payload }
  const kind = 'bad' in one ? null : one.item.kind
  addFailure(run.db, { runId: run.runId, sourceId: place.id, kind, hash, bad })
}

function settlePrepared(run: Settling, one: Ready, current: Current | undefined, tally: Tally): void {
  const { outcome, removed, unknownKeys } = one.prepare()
  for (const [kind, n] of Object.entries(removed)) addTo(tally.removed, kind, n)
  for (const key of unknownKeys) addTo(tally.unknownKeys, key, 1)
  if (outcome.kind === 'bad') failed(run, one, outcome.reason, tally)
  else if (outcome.kind === 'left-out') settleLeftOut(run, one, { current, why: outcome.why }, tally)
  else settleGood(run, one, { current, outcome }, tally)
}

function settleGood(
  run: Settling,
  one: Ready,
  { current, outcome }: { current: Current | undefined; outcome: Good },
  tally: Tally,
): void {
  const isEqual = current?.removedAt === null && current.contentHash === outcome.rows.contentHash
  if (current === undefined) tally.created++
  else if (isEqual) tally.unchanged++
  else tally.updated++
  if (run.runId === null) {
    const record = outcome.kind === 'thread' ? outcome.thread : outcome.document
    if (tally.first.length < SHOWN && record !== undefined) tally.first.push(record)
    return
  }
  const { item, place, hash } = one
  const sourceId = place.id!
  const { payload, payloadHash, sealed } = one.prepare()
  const { kind, externalId } = item
  const row = {
    sourceId,
    kind,
    externalId,
    hash,
    format: run.importer.name,
    payload,
    payloadHash,
    sealed,
    runId: run.runId,
  }
  const rawRecordId = keepRaw(run.store, row)
  if (isEqual) {
    pointAt(run.store, kind, current!.id, rawRecordId)
    return
  }
  const at = { sourceId, current, rawRecordId }
  const id = writeRows(run.store, at, outcome, one.prepare().hidesPosts)
  noteChange(run, { kind, id, rawRecordId, current })
}

/** What is private as a whole now is taken down if it was here before, and never stored. */
function settleLeftOut(
  run: Settling,
  one: Ready,
  { current, why }: { current: Current | undefined; why: string },
  tally: Tally,
): void {
  if (current === undefined || current.removedAt !== null) {
    ignore(tally, why)
    return
  }
  tally.updated++
  if (run.runId === null) return
  const { kind } = one.item
  setRemoved(run.store, kind, current.id, now())
  if (kind === 'thread') emptyThread(run.store, current.id)
  noteChange(run, { kind, id: current.id, rawRecordId: current.rawRecordId, current })
}

function noteChange(
  run: Settling,
  change: { kind: RawItem['kind']; id: number; rawRecordId: number; current: Current | undefined },
): void {
  const { kind, id, rawRecordId, current } = change
  const before = [current?.rawRecordId ?? null, current?.removedAt ?? null]
  run.store.sql.addChange.run(run.runId, kind, id, rawRecordId, ...before)
}
