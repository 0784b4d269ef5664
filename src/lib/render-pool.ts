import type { Worker } from 'node:worker_threads'
import { escapeText, type SafeHtml } from './markdown.ts'
import { startWorker } from './worker.ts'

/** What became of a text: rendered, or kept as escaped text because it was too large or too slow. */
export type Rendering = { html: SafeHtml; outcome: 'rendered' | 'too-large' | 'too-slow' }

/** Texts beyond this many characters are shown as plain text. */
export const RENDER_CAP = 500_000
/** A text that takes longer than this is shown as plain text; the renderer is replaced. */
export const RENDER_DEADLINE_MS = 2_000

/** Texts that go to the renderer together; `done` hears nothing when one of them was too slow or too much. */
type Job = { id: number; texts: string[]; done: (htmls: SafeHtml[] | undefined) => void }

/** How many characters go together: each message wakes both sides, which costs as much as a short text. */
const TOGETHER = 50_000

let worker: Worker | undefined
let isBusy = false
let nextId = 1
const waiting: Job[] = []

/**
 * Renders Markdown away from the event loop, each text with a size cap and a deadline:
 * some 50 kB texts keep any Markdown parser busy for seconds.
 */
export async function renderApart(text: string): Promise<Rendering> {
  if (text.length > RENDER_CAP) return asPlainText(text, 'too-large')
  const htmls = await sent([text])
  return htmls === undefined ? asPlainText(text, 'too-slow') : { html: htmls[0]!, outcome: 'rendered' }
}

/** The same for many texts, short ones together; where one of those misses the deadline, each is tried alone. */
export async function renderAllApart(texts: readonly string[]): Promise<Rendering[]> {
  const all: Rendering[] = []
  for (let at = 0; at < texts.length; ) {
    let end = at
    let length = 0
    do length += texts[end++]!.length
    while (end < texts.length && length + texts[end]!.length <= TOGETHER)
    const own = texts.slice(at, end)
    const htmls = own.length === 1 ? undefined : await sent(own)
    if (htmls !== undefined) for (const html of htmls) all.push({ html, outcome: 'rendered' })
    else for (const text of own) all.push(await renderApart(text))
    at = end
  }
  return all
}

function sent(texts: string[]): Promise<SafeHtml[] | undefined> {
  return new Promise((done) => {
    waiting.push({ id: nextId++, texts, done })
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
  const finish = (htmls: SafeHtml[] | undefined) => {
    clearTimeout(timer)
    current.off('message', onMessage)
    current.off('error', onFailure)
    current.off('exit', onFailure)
    current.unref()
    isBusy = false
    job.done(htmls)
    runNext()
  }
  const onMessage = (answer: { id?: number; htmls?: SafeHtml[] }) => {
    if (answer.id === job.id && answer.htmls !== undefined) finish(answer.htmls)
  }
  const onFailure = () => {
    worker = undefined
    finish(undefined)
  }
  const startClock = () => {
    timer = setTimeout(() => {
      worker = undefined
      void current.terminate()
      finish(undefined)
    }, RENDER_DEADLINE_MS)
  }
  current.ref()
  current.on('message', onMessage)
  current.once('error', onFailure)
  current.once('exit', onFailure)
  // The deadline counts rendering only, not the start of a fresh worker on a slow machine.
  void isReady(current).then(startClock)
  current.postMessage({ id: job.id, texts: job.texts })
}

const ready = new WeakMap<Worker, Promise<void>>()

function startRenderer(): Worker {
  const started = startWorker(new URL('./render-worker.ts', import.meta.url))
  started.setMaxListeners(20)
  // Between two jobs nobody else listens, and its dying then concerns only the next job.
  started.on('error', () => {})
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
