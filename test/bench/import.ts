/**
 * How fast an export is imported: records and megabytes per second, and – measured in the same run on the same rows –
 * as a ratio to parsing, converting and plain prepared inserts done one after the other; and the memory it takes.
 * `npm run bench -- import [megabytes]` (default 20; memory is flat from 10 MB to 5 GB).
 */
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openDb } from '../../src/db/open.ts'
import { exportThreads } from '../../src/harvest/export.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { jsonLines } from '../../src/harvest/reading/json.ts'
import { readRow, xmlRows } from '../../src/harvest/reading/xml-rows.ts'
import { toMarkdown } from '../../src/harvest/text.ts'

const megabytes = Number(process.argv[2] ?? 20)
const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'))
const WORDS =
  'the box network light drive backup after update settings Storage version cannot restart cable router because file folder sync account button works again please version error message 4.2 three seconds hold round blue amber wait until then open choose'.split(
    ' ',
  )

let peak = 0
const clock: number[] = []
const sampler = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 20)

try {
  await benchStackExchange()
  await benchLines()
} finally {
  clearInterval(sampler)
  rmSync(folder, { recursive: true, force: true })
}

async function benchStackExchange(): Promise<void> {
  const dump = join(folder, 'bench.stackexchange.com')
  mkdirSync(dump)
  const size = writeDump(join(dump, 'Posts.xml'), megabytes * 1e6)
  const started = process.memoryUsage.rss()

  const parse = await seconds(async () => {
    for await (const rows of xmlRows(join(dump, 'Posts.xml'))) {
      if (!('damage' in rows)) for (const row of rows) readRow(row.bytes)
    }
  })
  let bodies = 0
  const both = await seconds(async () => {
    for await (const rows of xmlRows(join(dump, 'Posts.xml'))) {
      if (!('damage' in rows)) {
        for (const row of rows)
          bodies += toMarkdown((readRow(row.bytes) as { Body: string }).Body, 'html').length
      }
    }
  })
  const alone = openDb(join(folder, 'alone.sqlite'))
  const oneCore = await seconds(() => bring(alone, 'stackexchange', dump, Number.POSITIVE_INFINITY))
  alone.$client.close()
  peak = 0
  const db = openDb(join(folder, 'a.sqlite'))
  const imported = await seconds(() => bring(db, 'stackexchange', dump))
  const again = await seconds(() => bring(db, 'stackexchange', dump))
  const memory = peak
  const { rows, time } = await plainInserts(db)

  const one = both + time
  // In the order they were timed: parsing, both, on one core, the import, the import again, plain inserts.
  const [, bothClock = 0, , importClock = 1, , insertClock = 0] = clock.slice(-6)
  say('Stack Exchange', size, imported, db)
  console.log(`  import again, nothing changed: ${(size / again).toFixed(1)} MB/s`)
  console.log(
    `  parsing alone ${(size / parse).toFixed(1)} MB/s; parsing and converting ${(size / both).toFixed(1)} MB/s (${bodies} characters)`,
  )
  console.log(`  plain inserts of the same ${rows} rows ${time.toFixed(2)} s`)
  console.log(
    `  ratio to parse + convert + plain inserts one after the other: ${((bothClock + insertClock) / importClock).toFixed(2)} by the clock (goal 0.8), ${(one / imported).toFixed(2)} by processor seconds, ${(one / oneCore).toFixed(2)} on one core alone`,
  )
  console.log(`  memory ${(started / 1e6).toFixed(0)} MB before, ${(memory / 1e6).toFixed(0)} MB at its peak`)
  writeLines(db, join(folder, 'threads.jsonl'))
  db.$client.close()
}

async function benchLines(): Promise<void> {
  const file = join(folder, 'threads.jsonl')
  const size = statSync(file).size / 1e6
  const parse = await seconds(async () => {
    for await (const read of jsonLines(file)) if (!('value' in read)) throw new Error('not read')
  })
  const db = openDb(join(folder, 'b.sqlite'))
  const imported = await seconds(() => bring(db, 'winnow', file))
  const { time } = await plainInserts(db)
  say('Winnow JSONL', size, imported, db)
  console.log(
    `  parsing alone ${(size / parse).toFixed(1)} MB/s; ratio to parse + plain inserts: ${((parse + time) / imported).toFixed(2)}`,
  )
  db.$client.close()
}

function bring(db: Db, format: string, path: string, helpFrom?: number) {
  const source = { slug: 'bench', authority: 'community' as const }
  return harvest(db, { source, format, paths: [path], by: null, ...(helpFrom && { helpFrom }) })
}

/** The rows an import wrote, written again into an empty database with its guards, in transactions of as many threads. */
async function plainInserts(from: Db): Promise<{ rows: number; time: number }> {
  const to = openDb(join(folder, `plain-${Math.round(performance.now())}.sqlite`))
  to.$client.pragma('foreign_keys = OFF')
  const tables = ['raw_records', 'threads', 'posts', 'import_changes']
  const all = tables.map(
    (table) => from.$client.prepare(`SELECT * FROM ${table} ORDER BY 1`).raw().all() as unknown[][],
  )
  const inserts = tables.map((table, at) =>
    to.$client.prepare(`INSERT INTO ${table} VALUES (${(all[at]![0] ?? []).map(() => '?').join(', ')})`),
  )
  const threads = all[1]!.length
  const time = await seconds(async () => {
    for (let start = 0; start < threads; start += 200) {
      to.$client.transaction(() => {
        for (const [at, rows] of all.entries()) {
          const [a, b] = [start, start + 200].map((thread) => Math.round((thread / threads) * rows.length))
          for (const row of rows.slice(a, b)) inserts[at]!.run(...row)
        }
      })()
    }
  })
  to.$client.close()
  return { rows: all.flat().length, time }
}

function writeLines(db: Db, file: string): void {
  const out = openSync(file, 'w')
  for (const line of exportThreads(db)) writeSync(out, `${line}\n`)
  closeSync(out)
}

function say(name: string, size: number, time: number, db: Db): void {
  const threads = db.$client.prepare('SELECT count(*) FROM threads').pluck().get() as number
  const posts = db.$client.prepare('SELECT count(*) FROM posts').pluck().get() as number
  console.log(
    `${name}: ${size.toFixed(1)} MB, ${threads} threads, ${posts} posts in ${time.toFixed(2)} s: ` +
      `${(threads / time).toFixed(0)} threads/s, ${(size / time).toFixed(1)} MB/s`,
  )
}

/** Processor seconds of all threads; the seconds on the clock are added to `clock`. */
async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage()
  const began = performance.now()
  await work()
  const { user, system } = process.cpuUsage(start)
  clock.push((performance.now() - began) / 1000)
  return (user + system) / 1e6
}

/** A dump with questions, their answers right behind or far away, code, lists and links, as real ones have. */
function writeDump(file: string, bytes: number): number {
  const out = openSync(file, 'w')
  let written = 0
  const put = (text: string) => {
    written += writeSync(out, text)
  }
  put('\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n<posts>\r\n')
  for (let id = 1; written < bytes; id++) {
    const isQuestion = id % 3 === 1
    const parent = id % 50 === 0 ? Math.max(1, id - 49 - ((id - 50) % 3)) : id - ((id - 1) % 3)
    const kind = isQuestion
      ? `PostTypeId="1" AcceptedAnswerId="${id + 1}" Title="${text(id, 8)}" Tags="|box|network|" ViewCount="${id % 977}"`
      : `PostTypeId="2" ParentId="${parent}"`
    put(
      `  <row Id="${id}" ${kind} CreationDate="2025-01-01T00:00:00.000" Score="${id % 7}" Body="${escaped(body(id))}" OwnerUserId="${id % 5000}" ContentLicense="CC BY-SA 4.0" />\r\n`,
    )
  }
  put('</posts>')
  closeSync(out)
  return written / 1e6
}

function body(seed: number): string {
  const paragraphs = Array.from(
    { length: 1 + (seed % 4) },
    (_, n) => `<p>${text(seed + n, 40 + (seed % 60))}</p>\n`,
  )
  const code =
    seed % 6 === 0
      ? `<pre class="lang-bash prettyprint-override"><code>boxctl set --mode ${seed}\nboxctl status\n</code></pre>\n`
      : ''
  const list =
    seed % 7 === 0
      ? `<ul>\n<li>${text(seed, 9)}</li>\n<li><strong>${text(seed + 1, 5)}</strong></li>\n</ul>\n`
      : ''
  const link =
    seed % 2 === 0
      ? `<p>See <a href="https://help.example.org/${seed}" rel="nofollow">the page &amp; more</a>, <code>a &lt; b</code>.</p>\n`
      : ''
  return paragraphs.join('\n') + code + list + link
}

function text(seed: number, length: number): string {
  return Array.from(
    { length },
    (_, n) => WORDS[(seed * 31 + n * 17 + ((seed * n) % 11)) % WORDS.length],
  ).join(' ')
}

function escaped(html: string): string {
  return html
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#xA;')
}
