import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import session, { type SessionData, Store } from 'express-session'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../lib/hash.ts'
import type { Notice } from './answers.ts'

declare module 'express-session' {
  interface SessionData {
    userId: number
    /** When the login happened, in ms since 1970: a session ends at the latest MAX_AGE_MS after it. */
    loggedInAt: number
    /** The product filter that sticks. */
    productId: number | null
    notice: Notice
  }
}

/** A browser that does nothing for this long is logged out. */
export const IDLE_MS = 12 * 60 * 60_000
/** However busy, a login ends after this long. */
export const MAX_AGE_MS = 7 * 24 * 60 * 60_000
/** How much of the idle time must have gone before it is written down again: a write per page view costs a disk sync. */
const TOUCH_MS = 5 * 60_000

/** Sessions in the database, by the hash of the cookie's value; only people who logged in have one. */
export function sessions(db: Db, config: Config): RequestHandler {
  return session({
    name: cookieName(config),
    secret: config.secret,
    store: sqliteStore(db),
    genid: () => randomBytes(32).toString('base64url'),
    resave: false,
    saveUninitialized: false,
    rolling: false,
    unset: 'destroy',
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: config.hasSecureCookies,
      path: '/',
      maxAge: MAX_AGE_MS,
    },
  })
}

/** With the prefix browsers only accept over a secure connection, for this very host. */
export function cookieName(config: Config): string {
  return config.hasSecureCookies ? '__Host-winnow' : 'winnow'
}

/** The key a session's row has. */
export function sessionKey(sessionId: string): string {
  return sha256(sessionId)
}

/** Forgets sessions whose time is over; returns how many. */
export function forgetOldSessions(db: Db): number {
  return db.$client.prepare('DELETE FROM sessions WHERE expires_at <= ?').run(new Date().toISOString())
    .changes
}

function sqliteStore(db: Db): Store {
  const read = db.$client.prepare('SELECT data FROM sessions WHERE id_hash = ? AND expires_at > ?').pluck()
  const write = db.$client.prepare(
    `INSERT INTO sessions (id_hash, user_id, data, expires_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id_hash) DO UPDATE SET user_id = excluded.user_id, data = excluded.data, expires_at = excluded.expires_at`,
  )
  const touch = db.$client.prepare('UPDATE sessions SET expires_at = ? WHERE id_hash = ? AND expires_at < ?')
  const remove = db.$client.prepare('DELETE FROM sessions WHERE id_hash = ?')
  // The base class brings what express-session calls besides; it is only declared abstract.
  const store = new (Store as unknown as new () => Store)()
  return Object.assign(store, {
    get: (id: string, done: (error: unknown, data?: SessionData | null) => void) =>
      answer(done, () => {
        const data = read.get(sessionKey(id), new Date().toISOString()) as string | undefined
        return data === undefined ? null : (JSON.parse(data) as SessionData)
      }),
    set: (id: string, data: SessionData, done: (error?: unknown) => void = () => {}) =>
      answer(done, () => {
        write.run(sessionKey(id), data.userId ?? null, JSON.stringify(data), expiry(data))
      }),
    touch: (id: string, data: SessionData, done: (error?: unknown) => void = () => {}) =>
      answer(done, () => {
        const until = expiry(data)
        touch.run(until, sessionKey(id), new Date(Date.parse(until) - TOUCH_MS).toISOString())
      }),
    destroy: (id: string, done: (error?: unknown) => void = () => {}) =>
      answer(done, () => {
        remove.run(sessionKey(id))
      }),
  })
}

function expiry(data: SessionData): string {
  const idleEnd = Date.now() + IDLE_MS
  const end = data.loggedInAt === undefined ? idleEnd : Math.min(idleEnd, data.loggedInAt + MAX_AGE_MS)
  return new Date(end).toISOString()
}

function answer<T>(done: (error: unknown, value?: T) => void, work: () => T): void {
  let value: T
  try {
    value = work()
  } catch (error) {
    done(error)
    return
  }
  done(null, value)
}
