/**
 * How long a release takes: every step of a full build, then one corrected article, then again with as many releases
 * kept as may stay. Run: `npx tsx test/bench/publish.ts [articles …]`, 1,000 and 10,000 if none are named.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb } from '../../src/db/open.ts'
import { keepRenderings } from '../../src/db/renderings.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { siteContent } from '../../src/publish/content.ts'
import { createGates } from '../../src/publish/gates.ts'
import { knownSecrets, leakFinder } from '../../src/publish/leaks.ts'
import { publish, siteOptions } from '../../src/publish/publish.ts'
import { planSite } from '../../src/publish/site.ts'
import { fillArticles, touchArticle } from '../support/many-articles.ts'

const sizes = process.argv.slice(2).map(Number).filter(Boolean)
const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'))
for (const size of sizes.length > 0 ? sizes : [1_000, 10_000]) await measure(size)
await closeRenderPool()
rmSync(folder, { recursive: true, force: true })

async function measure(size: number): Promise<void> {
  const dataDir = join(folder, String(size))
  const db = openDb(join(dataDir, 'winnow.sqlite'))
  fillArticles(db, size)
  console.log(`\n${size} articles`)
  const content = await timed('snapshot', size, () => siteContent(db))
  const plan = await timed('plan', size, () => planSite(content, siteOptions(db, {})))
  const texts = plan.files.flatMap((file) => file.texts?.() ?? [])
  await timed('Markdown, kept for later', size, () =>
    keepRenderings(
      db,
      texts.map((text) => ({ text, textHash: sha256(text) })),
    ),
  )
  await timed('pages made', size, () => plan.files.reduce((sum, file) => sum + file.make().length, 0))
  await timed('search index', size, () =>
    plan.search.map((part) => part().reduce((sum, file) => sum + file.make().length, 0)),
  )
  const facts = {
    ...{ findLeaks: leakFinder(knownSecrets(db)), words: undefined },
    ...{ pageBudget: 1e9, basePath: '', feedbackUrl: null },
  }
  const gates = createGates(facts)
  await timed('pages made and gated', size, () => {
    for (const { path, make } of plan.files) gates.watch(path, make())
    return gates.issues(() => true)
  })
  const first = await timed('whole release', size, () => publish(db, { dataDir, by: null }))
  console.log(`  ${first.pages} pages, ${(first.bytes / 1e6).toFixed(1)} MB`)
  for (let n = 2; n <= 8; n++) {
    touchArticle(db, n, `changed ${n}`)
    const label = n < 6 ? 'one change, linked' : 'one change, recycled'
    const release = await timed(label, size, () => publish(db, { dataDir, by: null }))
    if (release.changed > size / 100 + 20) console.log(`  ${release.changed} pages changed`)
  }
  console.log(`  memory: ${Math.round(process.resourceUsage().maxRSS / 1000)} MB at most`)
  db.$client.close()
  rmSync(dataDir, { recursive: true, force: true })
}

async function timed<T>(label: string, size: number, work: () => T | Promise<T>): Promise<T> {
  const cpu = process.cpuUsage()
  const started = performance.now()
  const result = await work()
  const ms = performance.now() - started
  const used = process.cpuUsage(cpu)
  const rate = Math.round((size / ms) * 1000)
  console.log(
    `  ${label.padEnd(26)} ${ms.toFixed(0).padStart(7)} ms  ${((used.user + used.system) / 1e6).toFixed(2).padStart(6)} CPU s  ${String(rate).padStart(7)} articles/s`,
  )
  return result
}
