import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { users, workingCopies } from '../db/schema.ts'
import type { Content } from '../db/words.ts'

export type WorkingCopy = typeof workingCopies.$inferSelect

/** Keeps what a person is writing, so that a closed tab loses nothing. Not a version, and nobody else's business. */
export function keepWorkingCopy(
  db: Db,
  input: {
    articleId: number
    userId: number
    basedOnId: number | null
    content: Content
    /** A text to keep beside it; left out, what was set aside before stays. */
    setAside?: Content
  },
): { savedAt: string } {
  const savedAt = now()
  const { basedOnId, content, setAside } = input
  // What was thrown away before is gone with the first new word.
  db.delete(workingCopies)
    .where(and(mine(input), isNotNull(workingCopies.thrownAt)))
    .run()
  const row = { basedOnId, content, savedAt, ...(setAside === undefined ? {} : { setAside }) }
  db.insert(workingCopies)
    .values({ articleId: input.articleId, userId: input.userId, ...row })
    .onConflictDoUpdate({ target: [workingCopies.articleId, workingCopies.userId], set: row })
    .run()
  return { savedAt }
}

/** What this person was writing on the article, if anything. */
export function workingCopyOf(db: Db, input: { articleId: number; userId: number }): WorkingCopy | undefined {
  return db
    .select()
    .from(workingCopies)
    .where(and(mine(input), isNull(workingCopies.thrownAt)))
    .get()
}

/** Puts away what this person was writing; `takeBack` brings it back until something else is written. */
export function throwAway(db: Db, input: { articleId: number; userId: number }): void {
  db.update(workingCopies).set({ thrownAt: now() }).where(mine(input)).run()
}

/** Brings back what was thrown away; says whether there was anything. */
export function takeBack(db: Db, input: { articleId: number; userId: number }): boolean {
  const thrown = and(mine(input), isNotNull(workingCopies.thrownAt))
  return db.update(workingCopies).set({ thrownAt: null }).where(thrown).run().changes > 0
}

/** Forgets what this person was writing, because it is saved or gone on with elsewhere. */
export function dropWorkingCopy(db: Db, input: { articleId: number; userId: number }): void {
  db.delete(workingCopies).where(mine(input)).run()
}

/** Who else is writing on the article now. */
export function othersWriting(
  db: Db,
  input: { articleId: number; userId: number },
): { name: string; savedAt: string }[] {
  const others = and(eq(workingCopies.articleId, input.articleId), ne(workingCopies.userId, input.userId))
  const isKept = isNull(workingCopies.thrownAt)
  return db
    .select({ name: users.displayName, savedAt: workingCopies.savedAt })
    .from(workingCopies)
    .innerJoin(users, eq(workingCopies.userId, users.id))
    .where(and(others, isKept))
    .orderBy(users.displayName)
    .all()
}

function mine(input: { articleId: number; userId: number }) {
  return and(eq(workingCopies.articleId, input.articleId), eq(workingCopies.userId, input.userId))
}
