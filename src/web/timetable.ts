import type { Logger } from 'pino'
import { carryOutPlans } from '../articles/schedule.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import { isForPeople } from '../lib/errors.ts'
import { publish } from '../publish/publish.ts'
import { siteSettings } from '../publish/settings.ts'

const EVERY_MS = 60_000

/** Looks once a minute whether something planned has come due, does it, and brings it to readers. Returns its end. */
export function startTimetable(db: Db, config: Config, log: Logger): () => Promise<void> {
  let running = Promise.resolve()
  const look = () => {
    running = running.then(() => lookNow(db, config, log)).catch((error) => log.error({ err: error }, 'bug'))
  }
  const timer = setInterval(look, EVERY_MS)
  timer.unref()
  look()
  return () => {
    clearInterval(timer)
    return running
  }
}

/** Does what has come due; readers get a release when anything was done and a site is published at all. */
export async function lookNow(db: Db, config: Config, log: Logger): Promise<void> {
  const done = carryOutPlans(db, { expiry: siteSettings(db).expiry })
  for (const one of done) log.info(one, 'carried out a plan')
  if (!done.some((one) => one.problem === null)) return
  const { dataDir, siteUrl, feedbackUrl } = config
  try {
    const { release } = await publish(db, { dataDir, siteUrl, feedbackUrl, by: null })
    log.info({ release }, 'published what was planned')
  } catch (error) {
    // What stops a release is a matter for people; what is due is live all the same and comes with the next one.
    if (!isForPeople(error)) throw error
    log.warn(error.message)
  }
}
