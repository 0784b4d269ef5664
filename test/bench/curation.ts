// Server time of the editors' pages over a house in use: npm run bench -- curation 10000 100000 [rounds] [folder]
// A folder that is named is kept, and used as it is the next time.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { saveVersion } from '../../src/articles/articles.ts'
import { getArticle, getVersion } from '../../src/articles/find.ts'
import { readConfig } from '../../src/config.ts'
import { openDb } from '../../src/db/open.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { readFrequenciesAside } from '../../src/search/statistics-of-index.ts'
import { createApp } from '../../src/web/app.ts'
import { fillHouse } from './curation/fill.ts'

const [articles, threads, rounds] = [2, 3, 4].map((n, i) =>
  Number(process.argv[n] ?? [10_000, 100_000, 40][i]),
)
const size = articles!
const kept = process.argv[5]
const folder = kept ?? mkdtempSync(join(tmpdir(), 'winnow-bench-'))
const config = readConfig({ WINNOW_DATA: folder, WINNOW_LOG: 'silent', WINNOW_SECRET: 'x'.repeat(40) })
const isBuilt = existsSync(config.databaseFile)
const db = openDb(config.databaseFile)
if (!isBuilt) fillHouse(db, size, threads!)
if (rounds === 0) process.exit(0)
const userId = 1
const long = [1, 2, 3, 4].map((n) => size + n)

const app = createApp(db, config, pino({ level: 'silent' }))
// As the server does when it starts.
await readFrequenciesAside(db.$client)
await app.locals.warmUp()
/** What the server itself took for the request that was answered last, by the clock and of processor time (all threads), in ms. */
let took = { clock: 0, busy: 0 }
const server = createServer((request, response) => {
  const started = performance.now()
  const before = process.cpuUsage()
  response.once('finish', () => {
    const { user, system } = process.cpuUsage(before)
    took = { clock: performance.now() - started, busy: (user + system) / 1000 }
  })
  app(request, response)
})
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
  'what happened': () => ['/staff/happened'],
  list: (round) => [`/staff/articles?from=${(round * 50) % size}`],
  'list, published': () => ['/staff/articles?state=published'],
  'list, drafts': () => ['/staff/articles?state=draft'],
  'list, in review': () => ['/staff/articles?state=in-review'],
  'list, mine': () => ['/staff/articles?owner=me'],
  'list, searched': (round) => [`/staff/articles?q=${['bace', 'dibu', 'foce', 'gudi'][round % 4]}`],
  'list, to look at': () => ['/staff/articles?state=due'],
  article: (round) => [`/staff/articles/${pick(round)}`],
  'article, with its sources': (round) => [`/staff/articles/${pick(round)}?margin=sources`],
  editor: (round) => [`/staff/articles/${pick(round)}/edit`],
  'beside the text, anew': (round) => [
    `/staff/articles/${pick(round)}/preview`,
    draftForm(pick(round), 'More.'),
  ],
  'working copy': (round) => [`/staff/articles/${pick(round)}/working-copy`, draftForm(pick(round), 'More.')],
  compare: (round) => [`/staff/articles/${pick(round)}/compare?from=1&to=5`],
  blame: (round) => [`/staff/articles/${pick(round)}/blame`],
  details: (round) => [`/staff/articles/${pick(round)}/details`],
  'bulk, 50 chosen': (round) => [
    `/staff/bulk?${Array.from({ length: 50 }, (_, i) => `number=${pick(round * 50 + i)}`).join('&')}`,
  ],
  split: (round) => [`/staff/articles/${pick(round)}/split`],
  'new article': () => ['/staff/articles/new'],
  candidate: (round) => [`/staff/candidates/${pick(round)}`],
  requests: () => ['/staff/requests'],
  media: () => ['/staff/media'],
  products: () => ['/staff/settings/products'],
  'a product': (round) => [`/staff/settings/products/product-${round % 10}`],
  'workbench, 4 × 2,000 words': () => [
    `/staff/articles/${long[0]}/merge?${long
      .slice(1)
      .map((number) => `with=${number}`)
      .join('&')}`,
  ],
}

const p = (times: number[], share: number) =>
  times.sort((a, b) => a - b)[Math.ceil(times.length * share) - 1]!
const spread = (times: number[]) => `${ms(p(times, 0.5))} ${ms(p(times, 0.95))}`
const ms = (value: number) => `${value.toFixed(1).padStart(7)} ms`
console.log(
  `${size} articles × 5 versions, ${threads} threads, ${rounds} rounds; first of its processor time · p50 · p95 by the clock of the server · p50 · p95 of its processor time · kB`,
)
const wanted = process.argv[6]
for (const [name, page] of Object.entries(pages)) {
  if (wanted !== undefined && !name.includes(wanted)) continue
  const times: number[] = []
  const busy: number[] = []
  let first = 0
  let bytes = 0
  for (let round = 0; round < rounds!; round++) {
    const [path, body] = page(round)
    const response = await fetch(`${at}${path}`, {
      redirect: 'manual',
      headers:
        body === undefined ? headers : { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
      ...(body === undefined ? {} : { method: 'POST', body }),
    })
    bytes = (await response.text()).length
    if (response.status !== 200) throw new Error(`${name}: ${path} answered ${response.status}`)
    if (round === 0) first = took.busy
    else {
      times.push(took.clock)
      busy.push(took.busy)
    }
  }
  const size = `${(bytes / 1000).toFixed(0).padStart(5)} kB`
  console.log(`${name.padEnd(28)}${ms(first)} ${spread(times)}  ${spread(busy)} ${size}`)
}
if (wanted === undefined || 'saving, by the page'.includes(wanted)) {
  const posted: (typeof took)[] = []
  for (let round = 0; round < rounds!; round++) {
    const n = pick(round + 1000)
    const body = `${draftForm(n, `Sent in round ${round} ${Date.now()}.`)}&reason=x&significance=minor&next=save`
    const response = await fetch(`${at}/staff/articles/${n}/versions`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
    })
    await response.text()
    if (response.status !== 303) throw new Error(`saving ${n} answered ${response.status}`)
    posted.push(took)
  }
  console.log(
    `${'saving, by the page'.padEnd(28)}${ms(posted[0]!.clock)} ${spread(posted.slice(1).map((one) => one.clock))}  ${spread(posted.slice(1).map((one) => one.busy))}`,
  )
}
const saves = Array.from({ length: rounds! }, (_, round) => {
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
console.log(`${'saving a version'.padEnd(28)}${ms(saves[0]!)} ${spread(saves.slice(1))}`)
server.close()
await closeRenderPool()
db.$client.close()
if (kept === undefined) rmSync(folder, { recursive: true, force: true })
process.exit(0)
