import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inTransaction, openDb } from '../../../src/db/open.ts'
import { refreshIndex } from '../../../src/search/staff.ts'
import { placeAll } from '../../../src/triage/place.ts'
import { type QueueFilter, queue } from '../../../src/triage/queries.ts'
import { nominate } from '../../../src/triage/triage.ts'
import { filler } from './fill.ts'
import { questionsAndTexts } from './invent.ts'

/** A tenth as many documents as threads; a file on disk, as in use. */
export function scale(threads: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-triage-'))
  const db = openDb(join(folder, 'winnow.sqlite'))
  try {
    const fill = filler(db)
    const { question, document } = questionsAndTexts()
    const filling = seconds(() =>
      fill.together(() => {
        for (let n = 0; n < threads; n++) fill.thread(question(n), n, true)
        for (let n = 0; n < threads / 10; n++) fill.document(document(n), n, true)
      }),
    )
    console.log(
      `${threads} threads, ${threads / 10} documents, filled in ${filling.toFixed(1)} s; all times are processor time`,
    )
    console.log(`  full-text index from nothing: ${seconds(() => refreshIndex(db)).toFixed(1)} s`)
    const memory = watchMemory()
    console.log(
      `  clustering and coverage from nothing: ${seconds(() => inTransaction(db, placeAll)).toFixed(1)} s, at most ${memory()} MB resident`,
    )
    console.log(`  the whole queue from nothing: ${seconds(() => nominate(db)).toFixed(1)} s`)
    const one: number[] = []
    for (let n = 0; n < 100; n++) {
      const threadId = fill.thread({ ...question(threads + n), id: `new-${n}` }, n, true)
      one.push(seconds(() => nominate(db, { threadIds: [threadId] })) * 1000)
    }
    console.log(`  one new thread, indexed, placed and nominated: ${spread(one)}`)
    for (const [name, filter] of FILTERS) {
      const times = Array.from({ length: 20 }, () => seconds(() => queue(db, filter)) * 1000)
      console.log(`  queue, ${name}: ${spread(times)}`)
    }
  } finally {
    db.$client.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const FILTERS: [string, QueueFilter][] = [
  ['everything', { limit: 40 }],
  ['every thread, not only the first of its like', { isWhole: true, limit: 40 }],
  ['one class', { queueClass: 'not-captured', limit: 40 }],
  ['one class, whole', { queueClass: 'new', isWhole: true, limit: 40 }],
  ['safe ones', { safetyClass: 'public-ok', isWhole: true, limit: 40 }],
  ['one product', { productIds: [1], isWhole: true, limit: 40 }],
  ['one source', { source: 'forum', isWhole: true, limit: 40 }],
  ['one tag', { tag: 'tag-3', isWhole: true, limit: 40 }],
  ['newest', { sort: 'newest', isWhole: true, limit: 40 }],
  ['the last page', { isWhole: true, limit: 40, offset: 60_000 }],
  ['dismissed', { state: 'dismissed', limit: 40 }],
]

/** Processor time, so that a busy machine does not change the figures. */
function seconds(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const used = process.cpuUsage(start)
  return (used.user + used.system) / 1e6
}

/** The peak of resident memory, from the kernel, in megabytes. */
function watchMemory(): () => number {
  return () => Math.round(process.resourceUsage().maxRSS / 1024)
}

function spread(times: number[]): string {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`
}
