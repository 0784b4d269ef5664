import { type Config, readConfig } from '../config.ts'
import type { By } from '../db/events.ts'
import { type Db, openDb } from '../db/open.ts'
import { fileTrouble, Invalid, isForPeople } from '../lib/errors.ts'
import { closeRenderPool } from '../lib/render-pool.ts'
import { findUser } from '../web/people.ts'

/** What a verb came to: a sentence for people on stderr, an object for scripts on stdout. */
export type Outcome = { says: string; json: Record<string, unknown>; isRefused?: boolean }

/** Where a verb speaks; replaced in tests. */
export type Terminal = {
  out(line: string): void
  say(line: string): void
  /** Draws over the current line; does nothing when nobody watches. */
  progress(line: string): void
}

export type Common = { json?: boolean; by?: string }

/** What was typed means nothing, whatever is in the database: the exit status is 2, not 1. */
export class WrongUsage extends Invalid {}

/** Runs a verb that needs the database, prints what it came to, and answers with the exit status. */
export async function runVerb(
  terminal: Terminal,
  options: Common,
  verb: (db: Db, config: Config) => Outcome | Promise<Outcome>,
): Promise<number> {
  let db: Db | undefined
  return await runPlain(terminal, options, async () => {
    const config = readConfig()
    db = openDb(config.databaseFile)
    return await verb(db, config)
  }).finally(() => db?.$client.close())
}

/** Runs a verb that needs no database. */
export async function runPlain(
  terminal: Terminal,
  options: Common,
  verb: () => Outcome | Promise<Outcome>,
): Promise<number> {
  try {
    const outcome = await verb()
    terminal.progress('')
    terminal.say(outcome.says)
    if (options.json) terminal.out(JSON.stringify(outcome.json))
    return outcome.isRefused ? 1 : 0
  } catch (error) {
    terminal.progress('')
    const message = isForPeople(error) ? error.message : fileTrouble(error)
    if (message === undefined) throw error
    terminal.say(message)
    if (options.json) terminal.out(JSON.stringify({ error: message }))
    return error instanceof WrongUsage ? 2 : 1
  } finally {
    await closeRenderPool()
  }
}

/** The user named with `--by`, or Winnow itself. */
export function actorOf(db: Db, options: Common): By {
  return options.by === undefined ? null : findUser(db, options.by).id
}

/** The number of something, as it was typed. */
export function wholeNumber(text: string, what: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new WrongUsage(`"${text}" is not the number of ${what}.`)
  return Number(text)
}

/** One of the words an option takes. */
export function oneOf<T extends string>(known: readonly T[], text: string, what: string): T {
  const found = known.find((one) => one === text)
  if (found === undefined)
    throw new WrongUsage(`There is no ${what} "${text}". Known are: ${known.join(', ')}.`)
  return found
}

/** What somebody typed, read by what knows how: a value that means nothing to it is wrong usage. */
export function asTyped<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Invalid ? new WrongUsage(error.message) : error
  }
}

/** "1 article", "2 articles". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`
}
