/** One import at a time for a source: told by the process that reads, so that a crash blocks nobody. */
import { and, eq } from 'drizzle-orm'
import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { importRuns } from '../db/schema.ts'
import { Refused } from '../lib/errors.ts'

const CUT_OFF =
  'Winnow was stopped while this import ran. Import the same files again: what is stored is kept.'

/** At start-up: runs that were cut off by a stop or crash are marked, so that nobody waits for them. */
export function closeCutOffRuns(db: Db): number {
  const running = db.select().from(importRuns).where(eq(importRuns.state, 'running')).all()
  const cutOff = running.filter((run) => !isAlive(run.process))
  for (const run of cutOff) cutShort(db, run.id)
  return cutOff.length
}

/** Refuses while another process imports for this source; a run that nobody works at any more is marked. */
export function refuseIfBusy(db: Db, source: { id: number; slug: string }): void {
  const runs = db
    .select()
    .from(importRuns)
    .where(and(eq(importRuns.sourceId, source.id), eq(importRuns.state, 'running')))
    .all()
  for (const run of runs) {
    if (isAlive(run.process)) {
      throw new Refused(
        `Import ${run.id} for "${source.slug}" is still running. Wait until it has ended, or interrupt it.`,
      )
    }
    cutShort(db, run.id)
  }
}

/** Whether a process of that number works on this machine. This process itself is never busy twice. */
export function isAlive(pid: number | null): boolean {
  if (pid === null || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function cutShort(db: Db, runId: number): void {
  db.update(importRuns)
    .set({ state: 'incomplete', damage: CUT_OFF, finishedAt: now() })
    .where(and(eq(importRuns.id, runId), eq(importRuns.state, 'running')))
    .run()
}
