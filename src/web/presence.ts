import type { Db } from '../db/open.ts'

/** Somebody who has the editor of an article open now. */
export type Present = { name: string }

/** Who told us within this long is still there; browsers tell every 20 seconds while the tab is in front. */
const STAYS_MS = 60_000

type Seen = Map<number, { name: string; at: number }>

/** Kept in memory only: it means nothing after a restart. */
const rooms = new WeakMap<object, Map<number, Seen>>()

/** Notes that a person has an article open and says who else has, by name. `at` in ms since 1970. */
export function enter(
  db: Db,
  visit: { articleId: number; person: { id: number; displayName: string }; at: number },
): Present[] {
  const articles = rooms.get(db.$client) ?? new Map<number, Seen>()
  rooms.set(db.$client, articles)
  const seen = articles.get(visit.articleId) ?? new Map()
  articles.set(visit.articleId, seen)
  seen.set(visit.person.id, { name: visit.person.displayName, at: visit.at })
  for (const [id, other] of seen) if (visit.at - other.at > STAYS_MS) seen.delete(id)
  return [...seen]
    .filter(([id]) => id !== visit.person.id)
    .map(([, { name }]) => ({ name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Notes that a person has left. */
export function leave(db: Db, visit: { articleId: number; personId: number }): void {
  rooms.get(db.$client)?.get(visit.articleId)?.delete(visit.personId)
}
