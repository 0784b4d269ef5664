/** Looks through everything that somebody asked for: one at a time, written down as they go, ended at any moment. */
import { desc, eq } from 'drizzle-orm'
import { type By, now } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { scans, users } from '../db/schema.ts'
import { isAlive } from '../harvest/busy.ts'
import { Refused } from '../lib/errors.ts'
import { waitingCount } from './claims.ts'
import { type ScanSummary, scan } from './scan.ts'

/** How the last scan went, or goes; one that was cut off is finished by the next. */
export type LastScan = {
  state: 'running' | 'complete' | 'cut off'
  by: string | null
  at: string
  progress: string
  scanned: number
  flags: number
  /** How many texts wait to be compared. */
  waiting: number
}

/** Scans everything and writes down how far it is; refused while another process does. */
export function scanInTurn(db: Db, input: { by: By; onProgress?: (line: string) => void }): ScanSummary {
  const scanId = inTransaction(db, (tx) => {
    refuseIfScanning(tx)
    const row = { by: input.by, process: process.pid, startedAt: now() }
    return tx.insert(scans).values(row).returning({ id: scans.id }).get().id
  })
  const note = (what: Partial<typeof scans.$inferInsert>) =>
    db.update(scans).set(what).where(eq(scans.id, scanId)).run()
  const summary = scan(db, {
    onProgress: (progress) => {
      note({ progress })
      input.onProgress?.(progress)
    },
  })
  const { scanned, flags } = summary
  note({ scanned, flags, finishedAt: now() })
  return summary
}

/** Refuses while some process scans. */
export function refuseIfScanning(db: Db): void {
  if (lastScan(db)?.state === 'running')
    throw new Refused('A scan is running already. Wait until it has ended, or interrupt it.')
}

/** The last scan that somebody asked for, if any. */
export function lastScan(db: Db): LastScan | null {
  const last = db
    .select({ scan: scans, by: users.displayName })
    .from(scans)
    .leftJoin(users, eq(users.id, scans.by))
    .orderBy(desc(scans.id))
    .limit(1)
    .get()
  if (last === undefined) return null
  const { process, startedAt, finishedAt, progress, scanned, flags } = last.scan
  const state = finishedAt !== null ? 'complete' : isAlive(process) ? 'running' : 'cut off'
  return {
    state,
    by: last.by,
    at: finishedAt ?? startedAt,
    progress,
    scanned,
    flags,
    waiting: waitingCount(db),
  }
}
