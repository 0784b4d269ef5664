// Server time of the editors' pages over many articles with five versions each: npm run bench -- curation 10000
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { saveVersion } from '../../src/articles/articles.ts'
import { getArticle, getVersion } from '../../src/articles/find.ts'
import { readConfig } from '../../src/config.ts'
import { openDb } from '../../src/db/open.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { refreshIndex } from '../../src/search/staff.ts'
import { createApp } from '../../src/web/app.ts'
import { hashPasswordNow } from '../../src/web/passwords.ts'
import { createUser } from '../../src/web/users.ts'
import { fillArticles, longArticle, touchArticle } from '../support/many-articles.ts'

const size = Number(process.argv[2] ?? 10_000)
const rounds = Number(process.argv[3] ?? 40)
const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'))
const config = readConfig({ WINNOW_DATA: folder, WINNOW_LOG: 'silent', WINNOW_SECRET: 'x'.repeat(40) })
const db = openDb(config.databaseFile)
// Building is not measured: it need not survive a power cut.
db.$client.pragma('synchronous = OFF')
fillArticles(db, size)
for (let version = 2; version <= 5; version++)
  db.$client.transaction(() => {
    for (let n = 1; n <= size; n++) touchArticle(db, n, `Changed in round ${version}.`)
  })()
const long = [1, 2, 3, 4].map((n) => longArticle(db, size + n))
refreshIndex(db)
db.$client.exec('ANALYZE')
db.$client.pragma('synchronous = FULL')
const { userId } = createUser(db, {
  name: 'pia',
  role: 'publisher',
  passwordHash: hashPasswordNow('barley sieve wind'),
  by: null,
})

const server = createServer(createApp(db, config, pino({ level: 'silent' })))
const port = await new Promise<number>((done) => {
  server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port))
})
const at = `http://127.0.0.1:${port}`
const headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' }
const login = await fetch(`${at}/staff/login`, {
  method: 'POST',
  headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
  body: 'name=pia&password=barley+sieve+wind',
  redirect: 'manual',
})
headers.Cookie = (login.headers.get('set-cookie') ?? '').split(';')[0]!

const draftForm = (n: number, words: string) => {
  const version = getVersion(db, getArticle(db, n).draftVersionId!)
  const { title, issue, environment, cause, resolution, notes } = version
  const fields = { title, issue, environment, cause, resolution: `${resolution}\n\n${words}`, notes }
  return new URLSearchParams({ ...fields, basedOnId: String(version.id) }).toString()
}
const pick = (round: number) => ((round * 7919) % size) + 1

const pages: Record<string, (round: number) => [string, string?]> = {
  home: () => ['/staff'],
  list: (round) => [`/staff/articles?from=${(round * 50) % size}`],
  'list, searched': (round) => [`/staff/articles?q=${['bace', 'dibu', 'foce', 'gudi'][round % 4]}`],
  'list, to look at': () => ['/staff/articles?state=due'],
  article: (round) => [`/staff/articles/${pick(round)}`],
  editor: (round) => [`/staff/articles/${pick(round)}/edit`],
  preview: (round) => [`/staff/articles/${pick(round)}/preview`, draftForm(pick(round), 'More words.')],
  'working copy': (round) => [`/staff/articles/${pick(round)}/working-copy`, draftForm(pick(round), 'More.')],
  compare: (round) => [`/staff/articles/${pick(round)}/compare?from=1&to=5`],
  blame: (round) => [`/staff/articles/${pick(round)}/blame`],
  'bulk, 50 chosen': (round) => [
    `/staff/bulk?${Array.from({ length: 50 }, (_, i) => `number=${pick(round * 50 + i)}`).join('&')}`,
  ],
  'workbench, 4 × 2,000 words': () => [
    `/staff/articles/${long[0]}/merge?${long
      .slice(1)
      .map((number) => `with=${number}`)
      .join('&')}`,
  ],
}

const p = (times: number[], share: number) =>
  times.sort((a, b) => a - b)[Math.ceil(times.length * share) - 1]!
const ms = (value: number) => `${value.toFixed(1).padStart(7)} ms`
console.log(
  `${size} articles × 5 versions, ${rounds} rounds; first · p50 · p95 as waited for · p50 · p95 of processor time`,
)
for (const [name, page] of Object.entries(pages)) {
  const times: number[] = []
  const busy: number[] = []
  let first = 0
  for (let round = 0; round < rounds; round++) {
    const [path, body] = page(round)
    const cpu = process.cpuUsage()
    const started = performance.now()
    const response = await fetch(`${at}${path}`, {
      redirect: 'manual',
      headers:
        body === undefined ? headers : { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
      ...(body === undefined ? {} : { method: 'POST', body }),
    })
    await response.text()
    const took = performance.now() - started
    if (response.status !== 200) throw new Error(`${name}: ${path} answered ${response.status}`)
    const { user, system } = process.cpuUsage(cpu)
    if (round === 0) first = took
    else {
      times.push(took)
      busy.push((user + system) / 1000)
    }
  }
  const spent = `${ms(p(busy, 0.5))} ${ms(p(busy, 0.95))}`
  console.log(`${name.padEnd(28)}${ms(first)} ${ms(p(times, 0.5))} ${ms(p(times, 0.95))}  ${spent}`)
}
const saves = Array.from({ length: rounds }, (_, round) => {
  const article = getArticle(db, pick(round))
  const version = getVersion(db, article.draftVersionId!)
  const content = { ...version, resolution: `${version.resolution}\n\nSaved in round ${round}.` }
  const started = performance.now()
  saveVersion(db, {
    articleId: article.id,
    basedOnId: version.id,
    content,
    reason: 'x',
    significance: 'minor',
    by: userId,
  })
  return performance.now() - started
})
console.log(
  `${'saving a version'.padEnd(28)}${ms(saves[0]!)} ${ms(p(saves.slice(1), 0.5))} ${ms(p(saves.slice(1), 0.95))}`,
)
server.close()
await closeRenderPool()
db.$client.close()
rmSync(folder, { recursive: true, force: true })
process.exit(0)
