import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, inTransaction, openDb } from '../../../src/db/open.ts'
import { refreshIndex } from '../../../src/search/staff.ts'
import { placeAll } from '../../../src/triage/place.ts'
import { nominate } from '../../../src/triage/triage.ts'
import { filler } from './fill.ts'
import { questionsAndTexts } from './invent.ts'
import { measurePages, queueAddresses } from './pages.ts'

/** A tenth as many documents as threads; a file on disk, as in use. One that is named is kept, and used again. */
export async function scale(threads: number, kept?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-triage-'))
  const file = kept ?? join(folder, 'winnow.sqlite')
  const isMade = existsSync(file)
  const db = openDb(file)
  try {
    console.log(`${threads} threads, ${threads / 10} documents; all times are processor time`)
    if (!isMade) decideFromNothing(db, threads)
    placeNew(db, threads)
    for (const { name, times } of await measurePages(db, {
      queue: queueAddresses(),
      home: ['/staff'],
      coverage: ['/staff/coverage'],
      thresholds: ['/staff/settings/thresholds'],
    })) {
      console.log(`  ${name}: ${spread(times.map(({ ms }) => ms))} over ${times.length} requests`)
      if (name !== 'queue') continue
      console.log(
        `    slowest: ${times.slice(0, 3).map(({ address, ms }) => `${address} ${ms.toFixed(0)} ms`)}`,
      )
    }
  } finally {
    db.$client.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function decideFromNothing(db: Db, threads: number): void {
  const fill = filler(db)
  const { question, document } = questionsAndTexts()
  fill.together(() => {
    for (let n = 0; n < threads; n++) fill.thread(question(n), n, true)
    for (let n = 0; n < threads / 10; n++) fill.document(document(n), n, true)
  })
  console.log(`  full-text index from nothing: ${seconds(() => refreshIndex(db)).toFixed(1)} s`)
  const placing = seconds(() => inTransaction(db, placeAll)).toFixed(1)
  console.log(`  clustering and coverage from nothing: ${placing} s, at most ${peak()} MB resident`)
  console.log(`  the whole queue from nothing: ${seconds(() => nominate(db)).toFixed(1)} s`)
}

const NEW = 100

function placeNew(db: Db, threads: number): void {
  const fill = filler(db)
  const { question } = questionsAndTexts()
  const first = db.$client.prepare('SELECT count(*) FROM threads').pluck().get() as number
  const one = Array.from({ length: NEW }, (_, n) => {
    const id = fill.thread({ ...question(Math.max(threads, first) + n), id: `new-${first + n}` }, n, true)
    return seconds(() => nominate(db, { threadIds: [id] })) * 1000
  })
  console.log(`  one new thread, indexed, placed and nominated: ${spread(one)}`)
}

/** Processor time, so that a busy machine does not change the figures. */
function seconds(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const used = process.cpuUsage(start)
  return (used.user + used.system) / 1e6
}

/** The peak of resident memory, from the kernel, in megabytes. */
function peak(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024)
}

function spread(times: number[]): string {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`
}
