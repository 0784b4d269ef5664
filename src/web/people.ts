import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import { assignments, products, users } from '../db/schema.ts'
import { NotFound } from '../lib/errors.ts'
import type { Person } from './actor.ts'

/** Everybody, by name, with the products they are assigned to. */
export function listUsers(db: Db) {
  const rows = db.select().from(users).orderBy(asc(users.name)).all()
  const assigned = listAssignments(db)
  return rows.map(({ passwordHash: _, ...user }) => ({
    ...user,
    assignments: assigned.filter((one) => one.userId === user.id),
  }))
}
export type UserRow = ReturnType<typeof listUsers>[number]

/** One account by its name. */
export function findUser(db: Db, name: string): UserRow {
  const user = listUsers(db).find((row) => row.name === name)
  if (user === undefined) throw new NotFound(`There is no user "${name}".`)
  return user
}

/** Who somebody is and what they may do; undefined when the account is gone or closed. */
export function findPerson(db: Db, userId: number): Person | undefined {
  const read = prepared(db, reads)
  const user = read.user.get({ userId })
  if (user === undefined) return undefined
  const { id, name, displayName, role, isLimited, mustChangePassword } = user
  const assigned = read.assignments.all({ userId })
  return { id, name, displayName, role, isLimited, mustChangePassword, assignments: assigned }
}

/** What every request asks, compiled once. */
function reads(db: Db) {
  const userId = sql.placeholder('userId')
  return {
    user: db
      .select()
      .from(users)
      .where(and(eq(users.id, userId), isNull(users.disabledAt)))
      .prepare(),
    assignments: db
      .select({ productId: assignments.productId, kind: assignments.kind })
      .from(assignments)
      .where(eq(assignments.userId, userId))
      .prepare(),
  }
}

function listAssignments(db: Db) {
  return db
    .select({
      userId: assignments.userId,
      productId: assignments.productId,
      product: products.name,
      kind: assignments.kind,
    })
    .from(assignments)
    .innerJoin(products, eq(products.id, assignments.productId))
    .orderBy(asc(products.name), asc(assignments.kind))
    .all()
}
