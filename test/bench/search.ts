/**
 * What the public search costs its readers and its builder, and how well it finds, beside real peers.
 *
 *   npx tsx test/bench/search.ts bytes [articles …]   bytes to the first result, CPU of a search, heap, build
 *   npx tsx test/bench/search.ts found                nDCG@10 on every set, without and with earlier searches
 *
 * Bytes are those of a cold page: script, root and everything fetched, each file as brotli or as it is, if that
 * is smaller; 1 KB = 1,000 bytes. "First" waits for the best hit alone, "eight" for the eight hits shown.
 */
import { brotliCompressSync } from 'node:zlib'
import MiniSearch from 'minisearch'
import { buildIndex } from '../../src/search/build.ts'
import { bundlePageSearch } from '../../src/search/bundle.ts'
import type { SearchDocument } from '../../src/search/documents.ts'
import { searchOptions } from '../../src/search/options.ts'
import { openIndex } from '../../src/search/page/search.ts'
import { articlesFrom, searchesFor } from './search/corpus.ts'
import { fts5, lunrTuned, miniSearchDefaults, miniSearchTuned, ours, type Peer } from './search/peers.ts'
import { type LabelledSet, labelledSets, ndcg } from './search/sets.ts'
import { realTexts } from './search/texts.ts'

type Files = Map<string, Uint8Array>

const shared = process.env.WINNOW_SHARED ?? '../shared'
const [what, ...numbers] = process.argv.slice(2)
if (what === 'found') await measureFound()
else await measureBytes(numbers.length ? numbers.map(Number) : [200, 2000, 10_000])

async function measureBytes(sizes: number[]): Promise<void> {
  const texts = realTexts(shared)
  const script = compressed(bundlePageSearch())
  console.log(`script ${kilobytes(script)} KB`)
  for (const size of sizes) {
    const documents = articlesFrom(texts, size)
    const whole = cpu(() => {
      const index = new MiniSearch({ fields: ['title', 'headings', 'body'] })
      index.addAll(
        documents.map(({ id, title, headings, body }) => ({
          id,
          title,
          headings: headings.join('\n'),
          body,
        })),
      )
    })
    let files: Files = new Map()
    const built = cpu(() => {
      files = buildIndex(documents, searchOptions('en'))
    })
    const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0)
    console.log(
      `\n${size} articles: ${files.size} files, ${kilobytes(bytes)} KB, root ${files.get('root.bin')!.length} bytes`,
    )
    console.log(
      `build ${built.toFixed(1)} s CPU = ${(built / whole).toFixed(2)} × whole minisearch (${whole.toFixed(1)} s)`,
    )
    reportEdit(documents, files)
    for (const [kind, searches] of Object.entries(searchesFor(documents, 250))) {
      await reportBytes(kind, searches, files, script)
    }
    await reportWarm(documents, files)
  }
}

/** How many files change when one article is corrected. */
function reportEdit(documents: SearchDocument[], files: Files): void {
  const at = Math.floor(documents.length / 3)
  const edited = documents.map((document, i) =>
    i === at ? { ...document, body: document.body.replace(/\b(\w+) (\w+)\b/, '$2 corrected $1') } : document,
  )
  const after = buildIndex(edited, searchOptions('en'))
  const changed = [...after.keys()].filter((path) => !files.has(path))
  const of = (folder: string) => [...after.keys()].filter((path) => path.startsWith(folder)).length
  const parts = ['t/', 'w/', 'd/'].map(
    (folder) => `${folder} ${changed.filter((path) => path.startsWith(folder)).length} of ${of(folder)}`,
  )
  console.log(`one article corrected: ${parts.join(', ')} files are new`)
}

async function reportBytes(kind: string, searches: string[], files: Files, script: number): Promise<void> {
  const sizes = new Map<string, number>()
  const sizeOf = (path: string) => {
    const size = sizes.get(path) ?? compressed(files.get(path)!)
    sizes.set(path, size)
    return size
  }
  const totals = { first: [] as number[], eight: [] as number[] }
  const isTyping = kind === 'prefix' || kind === 'last word begun'
  for (const words of searches) {
    for (const [name, limit] of [
      ['first', 1],
      ['eight', 8],
    ] as const) {
      const fetched = new Set<string>()
      const { search } = await openIndex(async (path) => {
        fetched.add(path)
        return files.get(path)!
      })
      await search(words, { limit, isTyping })
      totals[name].push([...fetched].reduce((sum, path) => sum + sizeOf(path), script))
    }
  }
  const line = Object.entries(totals).map(
    ([name, all]) => `${name} ${kilobytes(part(all, 0.5))} / ${kilobytes(part(all, 0.95))}`,
  )
  console.log(`  ${kind.padEnd(16)} ${line.join('   ')}   (p50 / p95 KB, ${searches.length} searches)`)
}

async function reportWarm(documents: SearchDocument[], files: Files): Promise<void> {
  globalThis.gc?.()
  await new Promise((resolve) => setTimeout(resolve, 200))
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers
  const { search } = await openIndex(async (path) => files.get(path)!)
  const searches = searchesFor(documents, 250)
  const all = [...searches.words!, ...searches.questions!]
  for (const words of all) await search(words)
  const times: number[] = []
  for (const words of all) {
    await search(words)
    const start = process.cpuUsage()
    await search(words)
    const { user, system } = process.cpuUsage(start)
    times.push((user + system) / 1000)
  }
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  const heap = globalThis.gc
    ? `${((heapUsed + arrayBuffers - before) / 1e6).toFixed(1)} MB kept`
    : 'run with --expose-gc for the heap'
  console.log(
    `  warm search ${part(times, 0.5).toFixed(2)} / ${part(times, 0.95).toFixed(2)} ms CPU (p50 / p95), ${heap}`,
  )
}

async function measureFound(): Promise<void> {
  const peers: [string, (set: LabelledSet) => Promise<Peer> | Peer][] = [
    ['ours', (set) => ours(set.documents)],
    ['minisearch', (set) => miniSearchDefaults(set.documents)],
    ['minisearch tuned', (set) => miniSearchTuned(set.documents)],
    ['lunr tuned', (set) => lunrTuned(set.documents)],
    ['fts5 corrected', (set) => fts5(set.documents, { correct: true })],
  ]
  for (const withLog of [false, true]) {
    for (const set of labelledSets(shared, withLog)) {
      console.log(
        `\n${set.name}${withLog ? ' with earlier searches' : ''}: ${set.documents.length} articles, ${set.searches.length} searches`,
      )
      for (const [name, open] of peers) {
        const peer = await open(set)
        const clean = await meanGain(peer, set, 'clean')
        const typo = await meanGain(peer, set, 'typo')
        console.log(
          `  ${name.padEnd(18)} ${clean.toFixed(3)} clean, ${typo.toFixed(3)} with one error (${(typo / clean).toFixed(3)})`,
        )
      }
    }
  }
}

async function meanGain(peer: Peer, set: LabelledSet, kind: 'clean' | 'typo'): Promise<number> {
  let sum = 0
  for (const search of set.searches) sum += ndcg(await peer(search[kind]), search.relevant)
  return sum / set.searches.length
}

function cpu(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

function compressed(bytes: Uint8Array): number {
  return Math.min(bytes.length, brotliCompressSync(bytes).length)
}

function part(numbers: number[], share: number): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * share)] ?? 0
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}
