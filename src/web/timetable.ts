import type { Logger } from 'pino'
import { carryOutPlans } from '../articles/schedule.ts'
import type { Config } from '../config.ts'
import { compareArticle, compareSome } from '../contradictions/scan.ts'
import type { Db } from '../db/open.ts'
import { isForPeople } from '../lib/errors.ts'
import { publish } from '../publish/publish.ts'
import { siteSettings } from '../publish/settings.ts'
import { readFrequenciesAside } from '../search/statistics-of-index.ts'
import { wakeSnoozed } from '../triage/decisions.ts'
import { afterPublish } from './after-publish.ts'
import { forgetOldFailures } from './login.ts'
import { queueMails, sendMails } from './outbox.ts'
import { forgetOldSessions } from './session-store.ts'

const EVERY_MS = 60_000
/** How often a release is tried that another build or a fault stopped. */
const TRIES = 5
/** How many answers that an edit touched are compared at once: a fraction of a second. */
const COMPARED_AT_ONCE = 200

/**
 * Looks once a minute whether something planned has come due, does it, and brings it to readers; and whether somebody is
 * to be told by mail what waits. Returns its end.
 */
export function startTimetable(db: Db, config: Config, log: Logger): () => Promise<void> {
  let owed = 0
  let isEnding = false
  const plans = everyMinute(log, async () => {
    owed = await lookNow(db, config, log, owed)
  })
  // How frequent words are is known before somebody looks for what is like a text.
  const words = everyMinute(log, () => readFrequenciesAside(db.$client))
  // A mail server may be slow; what is planned does not wait for it.
  const mails =
    config.mail === null ? null : everyMinute(log, () => tellByMail(db, config, log, () => isEnding))
  return async () => {
    isEnding = true
    await Promise.all([plans(), words(), mails?.()])
  }
}

/** Does a work now and every minute, never twice at a time. Returns its end. */
function everyMinute(log: Logger, work: () => Promise<void>): () => Promise<void> {
  let running = Promise.resolve()
  const look = () => {
    running = running.then(work).catch((error) => log.error({ err: error }, 'bug'))
  }
  const timer = setInterval(look, EVERY_MS)
  timer.unref()
  look()
  return () => {
    clearInterval(timer)
    return running
  }
}

/** Writes and sends the mails that are due. The log says which number came to what, not who was told what. */
export async function tellByMail(
  db: Db,
  config: Config,
  log: Logger,
  isEnding: () => boolean = () => false,
): Promise<void> {
  if (config.mail === null) return
  await queueMails(db)
  for (const news of await sendMails(db, { server: config.mail, staffUrl: config.staffUrl, isEnding })) {
    if ('problem' in news) log.warn(news, 'a mail')
    else log.info(news, 'a mail')
  }
}

/**
 * Forgets sessions and failed logins whose time is over, and opens what was put away until today. Does what has come due; readers get a release when anything was done. `owed` is how often a release that could not be
 * made is still to be tried; answers with what is owed then.
 */
export async function lookNow(db: Db, config: Config, log: Logger, owed = 0): Promise<number> {
  forgetOldSessions(db)
  forgetOldFailures(db)
  wakeSnoozed(db)
  const done = carryOutPlans(db, {
    expiry: siteSettings(db).expiry,
    beforePublishing: (articleId) => compareArticle(db, articleId),
  })
  compareSome(db, COMPARED_AT_ONCE)
  for (const one of done) log.info(one, 'carried out a plan')
  const tries = done.some((one) => one.problem === null) ? TRIES : owed
  if (tries === 0) return 0
  const { dataDir, siteUrl, feedbackUrl } = config
  try {
    const { release } = await publish(db, { dataDir, siteUrl, feedbackUrl, by: null })
    afterPublish(db)
    log.info({ release }, 'published what was planned')
    return 0
  } catch (error) {
    // Another build may be running; what else stops a release is a matter for people, and it comes with their next one.
    if (!isForPeople(error)) throw error
    log.warn(error.message)
    return tries - 1
  }
}
