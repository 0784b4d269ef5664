import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import supertest from 'supertest'
import { afterEach } from 'vitest'
import { type Config, readConfig } from '../../src/config.ts'
import { now } from '../../src/db/events.ts'
import type { Db } from '../../src/db/open.ts'
import { assignments, products } from '../../src/db/schema.ts'
import type { Role } from '../../src/db/words.ts'
import type { AssignmentKind } from '../../src/web/actor.ts'
import { createApp } from '../../src/web/app.ts'
import { hashPasswordNow } from '../../src/web/passwords.ts'
import { createUser } from '../../src/web/users.ts'

export const PASSWORD = 'barley sieve morning wind'
const PASSWORD_HASH = hashPasswordNow(PASSWORD)
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A configuration over a fresh data folder that is removed after the test. */
export function testConfig(env: Record<string, string> = {}): Config {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-data-'))
  folders.push(folder)
  return readConfig({
    WINNOW_DATA: folder,
    WINNOW_LOG: 'silent',
    WINNOW_SECRET: 'a secret that is only used in tests',
    ...env,
  })
}

/** The app over a database, what it logged (bugs only), and ways to talk to it. */
export function testApp(db: Db, config: Config = testConfig()) {
  const bugs: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => bugs.push(line) })
  const app = createApp(db, config, log)
  return {
    app,
    config,
    bugs,
    /** A browser nobody has logged in with; it says where its requests come from, as browsers do. */
    browser: () => supertest.agent(app).set('Sec-Fetch-Site', 'same-origin'),
    /** A browser somebody of this role is logged in with: the person is made when there is none of that name. */
    loggedIn: async (role: Role, options: LoginOptions = {}) => {
      const name = options.name ?? role
      if (hasUser(db, name)) givePassword(db, name)
      else addUser(db, name, role, options)
      const agent = supertest.agent(app).set('Sec-Fetch-Site', 'same-origin')
      await agent.post('/staff/login').type('form').send({ name, password: PASSWORD }).expect(303)
      return agent
    },
  }
}

export type LoginOptions = {
  name?: string
  isLimited?: boolean
  assignments?: { productId: number; kind: AssignmentKind }[]
}

/** Adds a person with the password all test people share; returns the id. */
export function addUser(db: Db, name: string, role: Role, options: LoginOptions = {}): number {
  const isLimited = options.isLimited ?? false
  const { userId } = createUser(db, { name, role, isLimited, passwordHash: PASSWORD_HASH, by: null })
  for (const one of options.assignments ?? []) {
    db.insert(assignments)
      .values({ ...one, userId, createdAt: now() })
      .run()
  }
  return userId
}

/** Adds a product; returns the id. */
export function addProduct(db: Db, name: string): number {
  const slug = name.toLowerCase().replaceAll(' ', '-')
  return db.insert(products).values({ slug, name, createdAt: now() }).returning({ id: products.id }).get().id
}

function hasUser(db: Db, name: string): boolean {
  return db.$client.prepare('SELECT 1 FROM users WHERE name = ?').get(name) !== undefined
}

/** People a test added without one (the cast) can log in with the shared password. */
function givePassword(db: Db, name: string): void {
  db.$client.prepare('UPDATE users SET password_hash = ? WHERE name = ?').run(PASSWORD_HASH, name)
}
