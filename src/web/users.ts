import { and, eq, isNull, ne } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { assignments, sessions, users } from '../db/schema.ts'
import type { Role } from '../db/words.ts'
import { Invalid, NotFound, Refused } from '../lib/errors.ts'
import type { AssignmentKind } from './actor.ts'
import { hashPasswordNow, oneTimePassword } from './passwords.ts'

/** A new account. The password arrives hashed, because hashing is slow and must not happen inside a transaction. */
export function createUser(
  db: Db,
  input: {
    name: string
    displayName?: string
    role: Role
    passwordHash: string
    mustChangePassword?: boolean
    isLimited?: boolean
    by: By
  },
): { userId: number } {
  const name = input.name.trim().toLowerCase()
  if (name === 'new' || !/^[\p{L}\d][\p{L}\d._-]{1,39}$/u.test(name)) {
    throw new Invalid([
      {
        field: 'name',
        code: 'name',
        message: 'Use 2 to 40 letters, digits, dots, hyphens or underscores, no spaces.',
      },
    ])
  }
  return inTransaction(db, (tx) => {
    if (tx.select({ id: users.id }).from(users).where(eq(users.name, name)).get() !== undefined) {
      throw new Invalid([{ field: 'name', code: 'taken', message: `There is already a user "${name}".` }])
    }
    const { id: userId } = tx
      .insert(users)
      .values({
        name,
        displayName: input.displayName?.trim() || name,
        passwordHash: input.passwordHash,
        mustChangePassword: input.mustChangePassword ?? false,
        role: input.role,
        isLimited: input.isLimited ?? false,
        createdAt: now(),
      })
      .returning({ id: users.id })
      .get()
    record(tx, {
      verb: 'user-created',
      subject: 'user',
      subjectId: userId,
      by: input.by,
      detail: { role: input.role },
    })
    return { userId }
  })
}

/** A new password; every other browser of that person is logged out. */
export function setPassword(
  db: Db,
  input: { userId: number; passwordHash: string; isOneTime?: boolean; keepSession?: string; by: By },
): void {
  inTransaction(db, (tx) => {
    requireUser(tx, input.userId)
    tx.update(users)
      .set({ passwordHash: input.passwordHash, mustChangePassword: input.isOneTime ?? false })
      .where(eq(users.id, input.userId))
      .run()
    endSessions(tx, input.userId, input.keepSession)
    record(tx, {
      verb: input.isOneTime ? 'password-reset' : 'password-changed',
      subject: 'user',
      subjectId: input.userId,
      by: input.by,
    })
  })
}

/** Another role, all products or some, and the assignments. The last administrator stays one. */
export function setRole(
  db: Db,
  input: {
    userId: number
    role: Role
    isLimited: boolean
    assignments: { productId: number; kind: AssignmentKind }[]
    by: By
  },
): void {
  inTransaction(db, (tx) => {
    const user = requireUser(tx, input.userId)
    if (user.role === 'admin' && (input.role !== 'admin' || input.isLimited)) refuseIfLastAdmin(tx, user.id)
    tx.update(users).set({ role: input.role, isLimited: input.isLimited }).where(eq(users.id, user.id)).run()
    tx.delete(assignments).where(eq(assignments.userId, user.id)).run()
    for (const one of input.assignments) {
      tx.insert(assignments)
        .values({ ...one, userId: user.id, createdAt: now() })
        .onConflictDoNothing()
        .run()
    }
    record(tx, {
      verb: 'role-changed',
      subject: 'user',
      subjectId: user.id,
      by: input.by,
      detail: { from: user.role, to: input.role, isLimited: input.isLimited, assignments: input.assignments },
    })
  })
}

/** Closes or reopens an account; a closed one is logged out everywhere and keeps its name on what it did. */
export function disableUser(db: Db, input: { userId: number; isDisabled: boolean; by: By }): void {
  inTransaction(db, (tx) => {
    const user = requireUser(tx, input.userId)
    if (input.isDisabled && input.by === user.id) throw new Refused('You cannot close your own account.')
    if (input.isDisabled && user.role === 'admin') refuseIfLastAdmin(tx, user.id)
    tx.update(users)
      .set({ disabledAt: input.isDisabled ? now() : null })
      .where(eq(users.id, user.id))
      .run()
    if (input.isDisabled) endSessions(tx, user.id)
    record(tx, {
      verb: input.isDisabled ? 'user-disabled' : 'user-enabled',
      subject: 'user',
      subjectId: user.id,
      by: input.by,
    })
  })
}

/** Makes an administrator with a one-time password when nobody has an account yet; null when somebody has. */
export function firstAdmin(db: Db): { name: string; password: string } | null {
  if (db.select({ id: users.id }).from(users).limit(1).get() !== undefined) return null
  const password = oneTimePassword()
  createUser(db, {
    name: 'admin',
    displayName: 'Administrator',
    role: 'admin',
    passwordHash: hashPasswordNow(password),
    mustChangePassword: true,
    by: null,
  })
  return { name: 'admin', password }
}

function requireUser(tx: Db, userId: number) {
  const user = tx.select().from(users).where(eq(users.id, userId)).get()
  if (user === undefined) throw new NotFound(`There is no user number ${userId}.`)
  return user
}

function refuseIfLastAdmin(tx: Db, userId: number): void {
  const other = tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.role, 'admin'),
        eq(users.isLimited, false),
        isNull(users.disabledAt),
        ne(users.id, userId),
      ),
    )
    .limit(1)
    .get()
  if (other === undefined) {
    throw new Refused('This is the last administrator. Make somebody else an administrator first.')
  }
}

function endSessions(tx: Db, userId: number, keep?: string): void {
  tx.delete(sessions)
    .where(and(eq(sessions.userId, userId), keep === undefined ? undefined : ne(sessions.idHash, keep)))
    .run()
}
