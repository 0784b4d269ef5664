import type { Worker } from 'node:worker_threads'
import { escapeText, type SafeHtml } from './markdown.ts'
import { startWorker } from './worker.ts'

/** What became of a text: rendered, or kept as escaped text because it was too large or too slow. */
export type Rendering = { html: SafeHtml; outcome: 'rendered' | 'too-large' | 'too-slow' }

/** Texts beyond this many characters are shown as plain text. */
export const RENDER_CAP = 500_000
/** A text that takes longer than this is shown as plain text; the renderer is replaced. */
export const RENDER_DEADLINE_MS = 2_000

type Job = { id: number; text: string; done: (rendering: Rendering) => void }

let worker: Worker | undefined
let isBusy = false
let nextId = 1
const waiting: Job[] = []

/**
 * Renders Markdown away from the event loop, one text at a time, each with a size cap and a deadline:
 * some 50 kB texts keep any Markdown parser busy for seconds.
 */
export function renderApart(text: string): Promise<Rendering> {
  if (text.length > RENDER_CAP) return Promise.resolve(asPlainText(text, 'too-large'))
  return new Promise((done) => {
    waiting.push({ id: nextId++, text, done })
    runNext()
  })
}

/** Ends the renderer so that a short-lived process can exit; the next call starts a new one. */
export async function closeRenderPool(): Promise<void> {
  const old = worker
  worker = undefined
  await old?.terminate()
}

function runNext(): void {
  if (isBusy) return
  const job = waiting.shift()
  if (job === undefined) return
  isBusy = true
  worker ??= startRenderer()
  const current = worker
  let timer: NodeJS.Timeout | undefined
  const finish = (rendering: Rendering) => {
    clearTimeout(timer)
    current.off('message', onMessage)
    current.off('error', onFailure)
    current.off('exit', onFailure)
    current.unref()
    isBusy = false
    job.done(rendering)
    runNext()
  }
  const onMessage = (answer: { id?: number; html?: SafeHtml }) => {
    if (answer.id === job.id && answer.html !== undefined) finish({ html: answer.html, outcome: 'rendered' })
  }
  const onFailure = () => {
    worker = undefined
    finish(asPlainText(job.text, 'too-slow'))
  }
  const startClock = () => {
    timer = setTimeout(() => {
      worker = undefined
      void current.terminate()
      finish(asPlainText(job.text, 'too-slow'))
    }, RENDER_DEADLINE_MS)
  }
  current.ref()
  current.on('message', onMessage)
  current.once('error', onFailure)
  current.once('exit', onFailure)
  // The deadline counts rendering only, not the start of a fresh worker on a slow machine.
  void isReady(current).then(startClock)
  current.postMessage({ id: job.id, text: job.text })
}

const ready = new WeakMap<Worker, Promise<void>>()

function startRenderer(): Worker {
  const started = startWorker(new URL('./render-worker.ts', import.meta.url))
  started.setMaxListeners(20)
  ready.set(started, new Promise((done) => started.once('message', () => done())))
  return started
}

function isReady(started: Worker): Promise<void> {
  return ready.get(started) ?? Promise.resolve()
}

function asPlainText(text: string, outcome: 'too-large' | 'too-slow'): Rendering {
  const reason = outcome === 'too-large' ? 'is too large' : 'takes too long'
  const notice = `<p><em>This text ${reason} to format; it is shown as it was written.</em></p>`
  return { html: `${notice}<pre>${escapeText(text.slice(0, RENDER_CAP))}</pre>` as SafeHtml, outcome }
}
