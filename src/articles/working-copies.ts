import { and, eq, ne } from 'drizzle-orm'
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
  const row = { basedOnId, content, savedAt, ...(setAside === undefined ? {} : { setAside }) }
  db.insert(workingCopies)
    .values({ articleId: input.articleId, userId: input.userId, ...row })
    .onConflictDoUpdate({ target: [workingCopies.articleId, workingCopies.userId], set: row })
    .run()
  return { savedAt }
}

/** What this person was writing on the article, if anything. */
export function workingCopyOf(db: Db, input: { articleId: number; userId: number }): WorkingCopy | undefined {
  return db.select().from(workingCopies).where(mine(input)).get()
}

/** Throws away what this person was writing. */
export function dropWorkingCopy(db: Db, input: { articleId: number; userId: number }): void {
  db.delete(workingCopies).where(mine(input)).run()
}

/** Who else is writing on the article now. */
export function othersWriting(
  db: Db,
  input: { articleId: number; userId: number },
): { name: string; savedAt: string }[] {
  const others = and(eq(workingCopies.articleId, input.articleId), ne(workingCopies.userId, input.userId))
  return db
    .select({ name: users.displayName, savedAt: workingCopies.savedAt })
    .from(workingCopies)
    .innerJoin(users, eq(workingCopies.userId, users.id))
    .where(others)
    .orderBy(users.displayName)
    .all()
}

function mine(input: { articleId: number; userId: number }) {
  return and(eq(workingCopies.articleId, input.articleId), eq(workingCopies.userId, input.userId))
}
