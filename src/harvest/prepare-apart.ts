/**
 * Converting HTML is what an import costs; a second core takes a part of it. Items go to a worker while it has little
 * to do and are prepared here otherwise, so both are always busy and a machine with one core loses nothing.
 */
import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { startWorker } from '../lib/worker.ts'
import type { ImportContext, Importer, RawItem } from './importer.ts'
import { type Prepared, prepare, type Received } from './prepare.ts'

type Defaults = { language: string; isInternal: boolean }

/** What the worker is told at its start, gets, and gives back; a payload that is as received stays at home. */
export type WorkerSetup = { importer: string; context: ImportContext }
export type Sent = { id: number; kind: RawItem['kind']; externalId: string; defaults: Defaults } & Received
export type Back = { id: number; prepared: Omit<Prepared, 'payload'> & { payload: string | null } }

/** An item on its way: `now` gives it prepared, here when the worker has not done it. */
export type Job = { isReady: () => boolean; now: () => Prepared }

/** Prepares the items of one run; `close` must be called at the end. */
export type Preparer = {
  /** An item that is `known` already is most likely never asked for. */
  start(item: RawItem, defaults: Defaults, received: Received, isKnown: boolean): Job
  /** Takes in what the worker has done; with `untilOne`, waits until it has done something. */
  collect(untilOne: boolean): Promise<void>
  close(): void
}

/** So many items are prepared here before a worker is worth its start. */
const WORTH_IT = 400
/** Most items, and characters of them, that lie with the worker. */
const MOST_AWAY = 128
const MOST_CHARACTERS = 4_000_000
const TOGETHER = 16
/** Its memory, in megabytes; a record too large for it is prepared here after all. */
const MEMORY = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 }

/** Opens a preparer; nothing is started until enough items have come. */
export function openPreparer(importer: Importer, context: ImportContext, worthIt = WORTH_IT): Preparer {
  const away = new Map<number, { length: number; done: (prepared: Back['prepared']) => void }>()
  let worker: Worker | undefined
  let bundle: Sent[] = []
  let characters = 0
  let count = 0
  let wake = () => {}

  function start(item: RawItem, place: Defaults, received: Received, isKnown: boolean): Job {
    const { kind, externalId } = item
    const defaults = { language: place.language, isInternal: place.isInternal }
    if (isKnown) return { isReady: () => true, now: here }
    const id = ++count
    if (id === worthIt && availableParallelism() > 1) open()
    const isFull = away.size >= MOST_AWAY || characters >= MOST_CHARACTERS
    let prepared =
      worker === undefined || isFull ? prepare(importer, item, context, defaults, received) : undefined
    function here(): Prepared {
      const raw = JSON.parse(received.received) as object
      return prepare(importer, { kind, externalId, raw }, context, defaults, received)
    }
    if (prepared === undefined) {
      const { length } = received.received
      const done = (back: Back['prepared']) => {
        prepared = { ...back, payload: back.payload ?? received.received }
      }
      away.set(id, { length, done })
      characters += length
      bundle.push({ id, kind, externalId, defaults, ...received })
      if (bundle.length >= TOGETHER) send()
    }
    return {
      isReady: () => prepared !== undefined || worker === undefined,
      now: () => {
        prepared ??= here()
        return prepared
      },
    }
  }

  function open(): void {
    worker = startWorker(new URL('./prepare-worker.ts', import.meta.url), {
      workerData: { importer: importer.name, context } satisfies WorkerSetup,
      resourceLimits: MEMORY,
    })
    worker.unref()
    worker.on('message', take)
    worker.once('error', giveUp)
    worker.once('exit', giveUp)
  }

  function take(backs: Back[]): void {
    for (const { id, prepared } of backs) {
      const one = away.get(id)
      away.delete(id)
      characters -= one?.length ?? 0
      one?.done(prepared)
    }
    wake()
  }

  /** A worker that is gone loses nothing: what lay with it is prepared here when it is asked for. */
  function giveUp(): void {
    worker = undefined
    away.clear()
    bundle = []
    characters = 0
    wake()
  }

  function send(): void {
    const sent = bundle
    bundle = []
    try {
      if (sent.length > 0) worker?.postMessage(sent)
    } catch {
      const old = worker
      giveUp()
      void old?.terminate()
    }
  }

  async function collect(untilOne: boolean): Promise<void> {
    send()
    if (worker === undefined) return
    if (!untilOne) return await new Promise((resolve) => setImmediate(resolve))
    worker.ref()
    await new Promise<void>((resolve) => {
      wake = resolve
    })
    wake = () => {}
    worker?.unref()
  }

  return {
    start,
    collect,
    close() {
      const old = worker
      giveUp()
      void old?.terminate()
    },
  }
}
