import type { Config } from '../config.ts'
import type { By } from '../db/events.ts'
import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { connectionOf, noteConnection, wishesOf } from '../harvest/connections.ts'
import { isRunningApart, startApart } from './apart.ts'

/**
 * Starts a sync in a process of its own, unless one runs already. What is asked for while it runs is fetched when it
 * has ended.
 */
export function startSync(
  db: Db,
  config: Config,
  input: { sourceId: number; slug: string; by: By; onlyWishes: boolean },
): void {
  const { sourceId, slug } = input
  if (isRunningApart(config, syncKey(slug))) return
  const startedAt = now()
  const args = [
    'sync',
    slug,
    ...(input.onlyWishes ? ['--asked'] : []),
    ...(input.by === null ? [] : ['--by-id', String(input.by)]),
  ]
  startApart(config, syncKey(slug), args, () => {
    if (!db.$client.open) return
    const connection = connectionOf(db, sourceId)
    if (connection !== undefined && connection.process !== null)
      noteConnection(db, sourceId, { process: null, progress: null, problem: CUT_OFF })
    if (wishesOf(db, sourceId).some((one) => one.askedAt > startedAt))
      startSync(db, config, { ...input, onlyWishes: true })
  })
}

/** Under which key the sync of a source runs. */
export function syncKey(slug: string): string {
  return `sync ${slug}`
}

const CUT_OFF = 'The sync ended before it was done. The next one goes on from there.'
