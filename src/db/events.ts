import type { Db } from './open.ts'
import { events } from './schema.ts'

/** Who does something: a user by id, or null for Winnow itself (*system*). */
export type By = number | null

/** What an event is about. */
export type Subject =
  | 'article'
  | 'candidate'
  | 'cluster'
  | 'flag'
  | 'source'
  | 'import-run'
  | 'release'
  | 'user'
  | 'link'
  | 'finding'
  | 'setting'
  | 'product'
  | 'medium'
  | 'request'
  | 'bulk-act'
  | 'contributor'
  | 'thread'
  | 'view'

/** The time now as ISO 8601 in UTC with milliseconds, the form every `…At` column holds. */
export function now(): string {
  return new Date(Date.now() - setBackBy).toISOString()
}

/** Sets the clock of `now()` back by so many milliseconds: the demo tells what took weeks. 0 is the true time. */
export function setClockBack(milliseconds: number): void {
  setBackBy = milliseconds
}

let setBackBy = 0

/** Writes the one event of a verb; call it inside the verb's transaction. */
export function record(
  tx: Db,
  event: { verb: string; subject: Subject; subjectId: number; by: By; detail?: Record<string, unknown> },
): void {
  tx.insert(events)
    .values({ ...event, at: now(), detail: event.detail ?? {} })
    .run()
}
