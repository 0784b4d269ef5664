import { now } from '../../src/db/events.ts'
import type { Db } from '../../src/db/open.ts'
import { users } from '../../src/db/schema.ts'
import type { Role } from '../../src/db/words.ts'

/** The people of the tests: Aziz the agent, Clara the contributor, Edith the editor, Pia the publisher, Ada the admin. */
export type Cast = { aziz: number; clara: number; edith: number; pia: number; ada: number }

const PEOPLE: [keyof Cast, string, Role][] = [
  ['aziz', 'Aziz', 'agent'],
  ['clara', 'Clara', 'contributor'],
  ['edith', 'Edith', 'editor'],
  ['pia', 'Pia', 'publisher'],
  ['ada', 'Ada', 'admin'],
]

/** Adds the cast to a database and says their ids. They cannot log in; request tests give them passwords. */
export function addCast(db: Db): Cast {
  const ids = PEOPLE.map(([name, displayName, role]) => {
    const row = { name, displayName, role, passwordHash: 'none', createdAt: now() }
    return [name, db.insert(users).values(row).returning({ id: users.id }).get().id]
  })
  return Object.fromEntries(ids) as Cast
}
