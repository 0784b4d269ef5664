import { createServer } from 'node:http'
import { pino } from 'pino'
import { readConfig } from '../../../src/config.ts'
import type { Db } from '../../../src/db/open.ts'
import { closeRenderPool } from '../../../src/lib/render-pool.ts'
import { saveView } from '../../../src/triage/saved-views.ts'
import { createApp } from '../../../src/web/app.ts'
import { hashPasswordNow } from '../../../src/web/passwords.ts'
import { createUser } from '../../../src/web/users.ts'

const ROUNDS = 3
const PASSWORD = 'barley sieve wind'

/** One filter of each kind, and every two of them together, in each order and on several pages. */
export function queueAddresses(): string[] {
  const parts: string[][] = [
    ['class=not-captured', 'class=new', 'class=known-agrees'],
    ['safety=public-ok', 'safety=case-only'],
    ['product=harbor'],
    ['source=forum', 'source=desk'],
    ['tag=tag-3', 'tag=tag-39', 'tag=nowhere'],
    ['age=week', 'age=month', 'age=year', 'age=older'],
    ['assignee=me'],
    ['state=dismissed', 'state=snoozed'],
  ]
  const ends = [
    '',
    'from=40',
    'from=4000',
    'from=60000',
    'sort=newest',
    'sort=oldest',
    'sort=newest&from=60000',
  ]
  const alone = parts.flat()
  const both = parts.flatMap((some, at) =>
    parts.slice(at + 1).flatMap((others) => some.flatMap((one) => others.map((other) => `${one}&${other}`))),
  )
  const all = ['', ...alone].flatMap((one) => ends.map((end) => [one, end].filter(Boolean).join('&')))
  return [...all, ...both, ...both.map((one) => `${one}&sort=newest`)].map((query) => `/staff/queue?${query}`)
}

/** Processor time the server takes for its pages over this database, in milliseconds, slowest first. */
export async function measurePages(
  db: Db,
  groups: Record<string, string[]>,
): Promise<{ name: string; times: { address: string; ms: number }[] }[]> {
  const config = readConfig({ WINNOW_DATA: '/nowhere', WINNOW_LOG: 'silent', WINNOW_SECRET: 'x'.repeat(40) })
  const app = createApp(db, config, pino({ level: 'silent' }))
  let took = 0
  const server = createServer((request, response) => {
    const start = process.cpuUsage()
    response.once('finish', () => {
      const { user, system } = process.cpuUsage(start)
      took = (user + system) / 1_000
    })
    app(request, response)
  })
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port))
  })
  const headers = await loggedIn(db, `http://127.0.0.1:${port}`)
  const measured = []
  for (const [name, addresses] of Object.entries(groups)) {
    const times: { address: string; ms: number }[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      for (const address of addresses) {
        const answer = await fetch(`http://127.0.0.1:${port}${address}`, { headers, redirect: 'manual' })
        await answer.text()
        if (answer.status !== 200) throw new Error(`${address} answers ${answer.status}`)
        // The first round fills the caches of a server that has just started.
        if (round > 0) times.push({ address, ms: took })
      }
    }
    measured.push({ name, times: times.sort((a, b) => b.ms - a.ms) })
  }
  server.close()
  await closeRenderPool()
  return measured
}

async function loggedIn(db: Db, at: string): Promise<Record<string, string>> {
  const known = db.$client.prepare(`SELECT id FROM users WHERE name = 'measure'`).pluck().get()
  if (known === undefined) {
    const passwordHash = hashPasswordNow(PASSWORD)
    const { userId } = createUser(db, {
      name: 'measure',
      role: 'admin',
      isLimited: false,
      passwordHash,
      by: null,
    })
    saveView(db, { name: 'Mine', query: 'class=new&tag=tag-3', isShared: true, userId })
  }
  const headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' }
  const login = await fetch(`${at}/staff/login`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ name: 'measure', password: PASSWORD }).toString(),
    redirect: 'manual',
  })
  return { ...headers, Cookie: (login.headers.get('set-cookie') ?? '').split(';')[0]! }
}
