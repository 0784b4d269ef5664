import { createHmac } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Config } from '../config.ts'
import { now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { users } from '../db/schema.ts'
import { Invalid } from '../lib/errors.ts'
import { TooMany } from './errors.ts'
import { isPassword } from './passwords.ts'

const WINDOW_MS = 15 * 60_000
/** How many failures within the window close a door: for one name from one address, for a name, for an address. */
const LIMITS = { pair: 5, name: 20, address: 50 } as const

/**
 * Who this is, by name and password. A wrong name and a wrong password read and take the same; after too many failures
 * neither is looked at for a while. Failures are kept in the database, so a restart opens no door.
 */
export async function logIn(
  db: Db,
  config: Config,
  input: { name: string; password: string; address: string },
): Promise<{ userId: number }> {
  const name = input.name.trim().toLowerCase()
  const keys = keysOf(config, name, input.address)
  refuseIfTooMany(db, keys)
  const attempt = noteFailure(db, keys)
  const user = db
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(and(eq(users.name, name), isNull(users.disabledAt)))
    .get()
  const isRight = await isPassword(user?.passwordHash, input.password)
  if (!isRight || user === undefined) {
    throw new Invalid([{ code: 'login', message: 'The name or the password is not right.' }])
  }
  inTransaction(db, (tx) => {
    forgetFailures(tx, attempt, keys.pair)
    record(tx, { verb: 'logged-in', subject: 'user', subjectId: user.id, by: user.id })
  })
  return { userId: user.id }
}

/** Failures older than a day are of no use to anybody. */
export function forgetOldFailures(db: Db): void {
  db.$client
    .prepare('DELETE FROM login_failures WHERE at < ?')
    .run(new Date(Date.now() - 24 * 60 * 60_000).toISOString())
}

type Keys = Record<keyof typeof LIMITS, string>

/** Names and addresses are kept as keyed hashes: people type passwords into the wrong box, and addresses are personal. */
function keysOf(config: Config, name: string, address: string): Keys {
  const hash = (kind: string, value: string) =>
    `${kind}:${createHmac('sha256', config.secret).update(`${kind} ${value}`).digest('hex').slice(0, 32)}`
  return {
    pair: hash('pair', JSON.stringify([name, address])),
    name: hash('name', name),
    address: hash('address', address),
  }
}

function refuseIfTooMany(db: Db, keys: Keys): void {
  const since = new Date(Date.now() - WINDOW_MS).toISOString()
  const read = db.$client.prepare(
    'SELECT at FROM login_failures WHERE key = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?',
  )
  for (const kind of ['pair', 'name', 'address'] as const) {
    const oldest = read.pluck().get(keys[kind], since, LIMITS[kind] - 1) as string | undefined
    if (oldest === undefined) continue
    const seconds = Math.max(1, Math.ceil((Date.parse(oldest) + WINDOW_MS - Date.now()) / 1000))
    const minutes = Math.ceil(seconds / 60)
    throw new TooMany(
      `Too many attempts to log in. Try again in ${minutes} minute${minutes === 1 ? '' : 's'}.`,
      seconds,
    )
  }
}

/** Counted before the password is checked, so that attempts at the same moment do not slip past the limit. */
function noteFailure(db: Db, keys: Keys): number[] {
  const write = db.$client.prepare('INSERT INTO login_failures (key, at) VALUES (?, ?)')
  return inTransaction(db, () =>
    Object.values(keys).map((key) => Number(write.run(key, now()).lastInsertRowid)),
  )
}

/** A right password takes its own attempt back, and the earlier ones of this person at this address. */
function forgetFailures(tx: Db, attempt: number[], pairKey: string): void {
  const remove = tx.$client.prepare('DELETE FROM login_failures WHERE id = ?')
  for (const id of attempt) remove.run(id)
  tx.$client.prepare('DELETE FROM login_failures WHERE key = ?').run(pairKey)
}
