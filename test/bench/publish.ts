/**
 * What a release costs, beside real peers on the same articles: eleventy for pages, pagefind for the search index.
 *
 *   npx tsx test/bench/publish.ts [articles …]      200, 2,000 and 10,000 if none are named
 *
 * Each figure comes from a process of its own, because peak memory is one of them; CPU counts all its threads.
 * "Pages" renders Markdown, makes the pages and writes them, as eleventy does; gates, search and switching are in
 * "whole release" only. "One change" is an article corrected, until readers have it.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Db, openDb } from '../../src/db/open.ts'
import { keepRenderings } from '../../src/db/renderings.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { siteContent } from '../../src/publish/content.ts'
import { publish, siteOptions } from '../../src/publish/publish.ts'
import { searchables } from '../../src/publish/search-files.ts'
import { languageSites, planSite } from '../../src/publish/site.ts'
import { planIndex } from '../../src/search/build.ts'
import { searchOptions } from '../../src/search/options.ts'
import { fillArticles, touchArticle } from '../support/many-articles.ts'
import { eleventy, writeSources } from './publish/eleventy.ts'

type Figures = { cpu: number; seconds: number; memory: number; note: string }

/** What a process of its own may be asked to do with the folder of a size. */
const tasks: Record<string, (dataDir: string, size: number) => Promise<string> | string> = {
  fill: (dataDir, size) => withDb(dataDir, (db) => String(fillArticles(db, size) ?? '')),
  sources: (dataDir) => withDb(dataDir, (db) => writeSources(siteContent(db), join(dataDir, 'sources'))),
  pages: (dataDir) => withDb(dataDir, (db) => writePages(db, join(dataDir, 'pages'))),
  eleventy: (dataDir) => eleventy(join(dataDir, 'sources'), join(dataDir, 'eleventy')),
  index: (dataDir) => withDb(dataDir, (db) => writeIndex(db)),
  pagefind: (dataDir) => pagefind(join(dataDir, 'pages')),
  release: (dataDir) =>
    withDb(dataDir, async (db) => {
      const release = await publish(db, { dataDir, by: null })
      return `${release.pages} pages, ${megabytes(release.bytes)} MB`
    }),
  changes: (dataDir) => withDb(dataDir, (db) => oneByOne(db, dataDir)),
}

const [first, ...rest] = process.argv.slice(2)
if (first !== undefined && first in tasks) await runTask(first, rest[0]!, Number(rest[1]))
else {
  const sizes = process.argv.slice(2).map(Number).filter(Boolean)
  for (const size of sizes.length > 0 ? sizes : [200, 2_000, 10_000]) measure(size)
}

function measure(size: number): void {
  const dataDir = mkdtempSync(join(tmpdir(), 'winnow-bench-'))
  const ask = (task: string): Figures => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', import.meta.filename, task, dataDir, String(size)],
      { encoding: 'utf8' },
    )
    const line = stdout.trim().split('\n').at(-1) ?? ''
    if (!line.startsWith('{')) throw new Error(`${task}: ${stderr.slice(-2000)}`)
    return JSON.parse(line) as Figures
  }
  console.log(`\n${size} articles`)
  ask('fill')
  const say = (label: string, { cpu, seconds, memory, note }: Figures, against?: [string, Figures]) => {
    const ratio = against === undefined ? '' : `${(cpu / against[1].cpu).toFixed(2)} × ${against[0]}'s CPU`
    const figures = `${cpu.toFixed(2).padStart(8)} CPU s ${seconds.toFixed(2).padStart(8)} s ${memory.toFixed(0).padStart(5)} MB`
    console.log(`  ${label.padEnd(18)}${figures}  ${[ratio, note].filter(Boolean).join(', ')}`)
    return { cpu, seconds, memory, note }
  }
  ask('sources')
  const peer = say('eleventy 3.0.0', ask('eleventy'))
  say('pages', ask('pages'), ['eleventy', peer])
  say('pages again', ask('pages'), ['eleventy', peer])
  const finder = say('pagefind 1.6.0', ask('pagefind'))
  say('search index', ask('index'), ['pagefind', finder])
  say('whole release', ask('release'))
  say('one change', ask('changes'))
  rmSync(dataDir, { recursive: true, force: true })
}

async function runTask(name: string, dataDir: string, size: number): Promise<void> {
  const before = process.cpuUsage()
  const started = performance.now()
  const note = await tasks[name]!(dataDir, size)
  const { user, system } = process.cpuUsage(before)
  const figures: Figures = {
    cpu: (user + system) / 1e6,
    seconds: (performance.now() - started) / 1000,
    memory: process.resourceUsage().maxRSS / 1000,
    note,
  }
  const own = /^\{.*\}$/.test(note) ? (JSON.parse(note) as Partial<Figures>) : {}
  console.log(JSON.stringify({ ...figures, ...own }))
}

async function withDb(dataDir: string, work: (db: Db) => Promise<string> | string): Promise<string> {
  const db = openDb(join(dataDir, 'winnow.sqlite'))
  try {
    return await work(db)
  } finally {
    await closeRenderPool()
    db.$client.close()
  }
}

async function writePages(db: Db, folder: string): Promise<string> {
  const files = planSite(siteContent(db), siteOptions(db, {})).parts.flatMap((part) => part.files())
  function* texts() {
    for (const file of files) for (const text of file.texts?.() ?? []) yield { text, textHash: sha256(text) }
  }
  const rendered = await keepRenderings(db, texts())
  for (const { path, make } of files) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, make())
  }
  return `${rendered} texts rendered`
}

function writeIndex(db: Db): string {
  const [site] = languageSites(siteContent(db), siteOptions(db, {}))
  const documents = searchables(site!)
  const before = process.cpuUsage()
  const files = planIndex(documents, searchOptions('en')).parts.flatMap((part) => part.files())
  const bytes = files.reduce((sum, { make }) => sum + make().length, 0)
  const { user, system } = process.cpuUsage(before)
  const note = `${files.length} files, ${megabytes(bytes)} MB`
  return JSON.stringify({ cpu: (user + system) / 1e6, note })
}

/** The command line tool is a program of its own: the shell says what it used. */
function pagefind(folder: string): string {
  const tool = join(import.meta.dirname, '../../node_modules/.bin/pagefind')
  const { stdout } = spawnSync('bash', ['-c', '"$0" --site "$1" >/dev/null; times', tool, folder], {
    encoding: 'utf8',
  })
  const used = stdout.trim().split('\n').at(-1)!
  const cpu = [...used.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, m, s]) => sum + Number(m) * 60 + Number(s),
    0,
  )
  const files = readdirSync(join(folder, 'pagefind'), { recursive: true, withFileTypes: true })
  const bytes = files
    .filter((file) => file.isFile())
    .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0)
  rmSync(join(folder, 'pagefind'), { recursive: true })
  return JSON.stringify({ cpu, memory: 0, note: `${files.length} files, ${megabytes(bytes)} MB` })
}

/** Several corrections in one process, as a server makes them; the middle one counts. */
async function oneByOne(db: Db, dataDir: string): Promise<string> {
  const all: { cpu: number; seconds: number; changed: number }[] = []
  for (let n = 1; n <= 9; n++) {
    touchArticle(db, n * 7, `changed ${n}`)
    const before = process.cpuUsage()
    const { seconds, changed } = await publish(db, { dataDir, by: null })
    const { user, system } = process.cpuUsage(before)
    all.push({ cpu: (user + system) / 1e6, seconds, changed })
  }
  const [cold] = all
  // While fewer releases are kept than may be, a folder for the next one is made after readers have theirs.
  const last = all.slice(-4).sort((a, b) => a.cpu - b.cpu)
  const note = `${last[1]!.changed} pages; the first in a process ${cold!.cpu.toFixed(2)} CPU s, ${cold!.seconds.toFixed(2)} s`
  return JSON.stringify({ cpu: last[1]!.cpu, seconds: last[1]!.seconds, note })
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}
