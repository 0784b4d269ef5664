import type { Logger } from 'pino'
import { carryOutPlans } from '../articles/schedule.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import { isForPeople } from '../lib/errors.ts'
import { publish } from '../publish/publish.ts'
import { siteSettings } from '../publish/settings.ts'
import { forgetOldFailures } from './login.ts'
import { forgetOldSessions } from './session-store.ts'

const EVERY_MS = 60_000
/** How often a release is tried that another build or a fault stopped. */
const TRIES = 5

/** Looks once a minute whether something planned has come due, does it, and brings it to readers. Returns its end. */
export function startTimetable(db: Db, config: Config, log: Logger): () => Promise<void> {
  let running = Promise.resolve()
  let owed = 0
  const look = () => {
    running = running
      .then(async () => {
        owed = await lookNow(db, config, log, owed)
      })
      .catch((error) => log.error({ err: error }, 'bug'))
  }
  const timer = setInterval(look, EVERY_MS)
  timer.unref()
  look()
  return () => {
    clearInterval(timer)
    return running
  }
}

/**
 * Forgets sessions and failed logins whose time is over. Does what has come due; readers get a release when anything was done. `owed` is how often a release that could not be
 * made is still to be tried; answers with what is owed then.
 */
export async function lookNow(db: Db, config: Config, log: Logger, owed = 0): Promise<number> {
  forgetOldSessions(db)
  forgetOldFailures(db)
  const done = carryOutPlans(db, { expiry: siteSettings(db).expiry })
  for (const one of done) log.info(one, 'carried out a plan')
  const tries = done.some((one) => one.problem === null) ? TRIES : owed
  if (tries === 0) return 0
  const { dataDir, siteUrl, feedbackUrl } = config
  try {
    const { release } = await publish(db, { dataDir, siteUrl, feedbackUrl, by: null })
    log.info({ release }, 'published what was planned')
    return 0
  } catch (error) {
    // Another build may be running; what else stops a release is a matter for people, and it comes with their next one.
    if (!isForPeople(error)) throw error
    log.warn(error.message)
    return tries - 1
  }
}
