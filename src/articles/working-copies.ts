import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { users, workingCopies } from '../db/schema.ts'
import type { Content } from '../db/words.ts'
import { Conflict } from '../lib/errors.ts'
import { contentHash } from './content.ts'

export type WorkingCopy = typeof workingCopies.$inferSelect

/**
 * Keeps what a person is writing, so that a closed tab loses nothing. Not a version, and nobody else's business. Throws
 * `Conflict` rather than writing over what another window of theirs has kept.
 */
export function keepWorkingCopy(
  db: Db,
  input: {
    articleId: number
    userId: number
    basedOnId: number | null
    content: Content
    /** A text to keep beside it; left out, what was set aside before stays. */
    setAside?: Content
    /** When the text this one goes on from was kept, empty for none; left out, whatever is kept is written over. */
    seenAt?: string
  },
): { savedAt: string } {
  const other = input.seenAt === undefined ? undefined : unseenCopyOf(db, { ...input, seenAt: input.seenAt })
  if (other !== undefined && contentHash(other.content) !== contentHash(input.content))
    throw new Conflict(
      'Another window of yours has kept another text of this article. Yours is not written over it.',
    )
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

/** What another window of this person has kept since `seenAt`, if anything. */
export function unseenCopyOf(
  db: Db,
  input: { articleId: number; userId: number; seenAt: string },
): WorkingCopy | undefined {
  const kept = workingCopyOf(db, input)
  return kept?.savedAt === input.seenAt ? undefined : kept
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

/**
 * Forgets what this person was writing, because it is saved; what another window has kept since `seenAt` stays, unless
 * it is the text that was saved.
 */
export function dropWorkingCopy(
  db: Db,
  input: { articleId: number; userId: number; content?: Content; seenAt?: string | undefined },
): void {
  const { seenAt, content } = input
  const other = seenAt === undefined ? undefined : unseenCopyOf(db, { ...input, seenAt })
  const isSaved = content !== undefined && contentHash(other?.content ?? content) === contentHash(content)
  if (other === undefined || isSaved) db.delete(workingCopies).where(mine(input)).run()
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
