import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '../../src/lib/hash.ts'
import { remember } from '../../src/lib/memory-file.ts'
import { buildIndex, type Earlier, planIndex, type Work } from '../../src/search/build.ts'
import type { Searchable, SearchDocument } from '../../src/search/documents.ts'
import { searchOptions } from '../../src/search/options.ts'
import { type Reading, readingKind, recalledReading } from '../../src/search/reading.ts'
import { article, lampArticles } from './support.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-memory-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const vocabulary =
  'lamp lamps battery flicker flickering refund password reset resetting card glow glass brass 2.3.1 東京都 passé 2FA two factor the you'.split(
    ' ',
  )
const text = (most: number) =>
  fc.array(fc.constantFrom(...vocabulary), { maxLength: most }).map((words) => words.join(' '))
const content = fc.record({
  title: text(4),
  body: text(40),
  keywords: fc.array(text(2), { maxLength: 2 }),
  product: fc.constantFrom('Lamp', 'Torch', ''),
  versions: fc.array(fc.constantFrom('1', '2'), { maxLength: 2 }),
  origin: fc.constantFrom('official' as const, 'community' as const, 'support' as const),
})
/** One edit: the document with this number is written, or taken away. */
const edits = fc.array(fc.record({ at: fc.nat(90), to: fc.option(content, { freq: 6 }) }), {
  minLength: 1,
  maxLength: 6,
})

/** The documents as a build sees them; counts how many are read. */
function searchables(documents: SearchDocument[], reads = { count: 0 }): Searchable[] {
  return documents.map((document) => ({
    ...document,
    input: sha256(JSON.stringify(document)),
    read: () => {
      reads.count++
      return document
    },
  }))
}

type Before = {
  bytes: Map<string, Uint8Array>
  entries: Map<string, { input: string; bytes: number }>
  reading: Reading
  work: Work
}

/** A build that knows the one before, as a release does; gives all bytes and what the next one may know. */
function build(
  documents: SearchDocument[],
  options: ReturnType<typeof searchOptions>,
  before?: Before,
): Before {
  const earlier: Earlier = before
    ? {
        reading: before.reading,
        work: before.work,
        files: {
          find: (path) => before.entries.get(path),
          pathOf: (input) => [...before.entries].find(([, entry]) => entry.input === input)?.[0],
        },
      }
    : {}
  const { parts, reading, work } = planIndex(searchables(documents), options, earlier)
  const files = parts.flatMap((part) => part.files())
  const bytes = new Map<string, Uint8Array>()
  for (const { path, input, from = path, make } of files) {
    const isKept = before?.entries.get(from)?.input === input
    bytes.set(path, isKept ? before!.bytes.get(from)! : make())
  }
  const entries = new Map(files.map(({ path, input }) => [path, { input, bytes: bytes.get(path)!.length }]))
  return { bytes, entries, reading, work }
}

for (const language of ['en', 'de']) {
  test(`after any edits an index built from the one before is that built from nothing (${language})`, () => {
    const options = searchOptions(language, { synonyms: [['2FA', 'two factor']] })
    fc.assert(
      fc.property(
        fc.array(content, { maxLength: 80 }),
        fc.array(edits, { maxLength: 4 }),
        (first, rounds) => {
          const all = new Map(first.map((one, i) => [i, article(`a${i}`, one.title, one.body, one)]))
          let before = build([...all.values()], options)
          for (const round of rounds) {
            for (const { at, to } of round) {
              if (to) all.set(at, article(`a${at}`, to.title, to.body, to))
              else all.delete(at)
            }
            const after = build([...all.values()], options, before)
            const whole = build([...all.values()], options)
            expect(after.bytes).toEqual(whole.bytes)
            expect(after.reading).toEqual(whole.reading)
            expect(after.work.counts).toEqual(whole.work.counts)
            expect(after.work.scores).toEqual(whole.work.scores)
            before = after
          }
        },
      ),
      { seed: 7, numRuns: 60 },
    )
  }, 60_000)
}

test('only documents that are new are read, and only files that differ are made', () => {
  const documents = Array.from({ length: 300 }, (_, i) =>
    article(`a${i}`, `Lamp ${i}`, `It glows number${i} word${i % 40} in the dark.`),
  )
  const options = searchOptions('en')
  const before = build(documents, options)
  documents[7] = article('a7', 'Lamp 7', 'It glows number7 word7 in the brightest dark.')
  const reads = { count: 0 }

  const { parts } = planIndex(searchables(documents, reads), options, {
    reading: before.reading,
    files: { find: (path) => before.entries.get(path), pathOf: () => undefined },
  })

  expect(reads.count).toBe(1)
  const files = parts.flatMap((part) => part.files())
  const made = files.filter(({ path, input }) => before.entries.get(path)?.input !== input)
  expect(made.filter(({ path }) => path.startsWith('t/')).length).toBeLessThan(5)
})

test('a reading is remembered as it was', () => {
  const options = searchOptions('en')
  const { reading } = planIndex(searchables(lampArticles), options)
  remember(join(folder, 'deep/search-en'), readingKind(options), reading)

  expect(recalledReading(join(folder, 'deep/search-en'), options)).toEqual(reading)
})

test('a memory that is missing, cut, altered or by other options is none', () => {
  const options = searchOptions('en')
  const file = join(folder, 'search-en')
  expect(recalledReading(file, options)).toBeUndefined()
  remember(file, readingKind(options), planIndex(searchables(lampArticles), options).reading)
  const good = readFileSync(file)

  expect(recalledReading(file, searchOptions('en', { synonyms: [['a', 'b']] }))).toBeUndefined()
  expect(recalledReading(file, searchOptions('en', { engine: 'another' }))).toBeUndefined()
  for (const at of [0, 5, 9, good.length >> 1, good.length - 1]) {
    const bad = Buffer.from(good)
    bad[at]! ^= 4
    writeFileSync(file, bad)
    expect(recalledReading(file, options), `byte ${at}`).toBeUndefined()
  }
  for (const length of [0, 3, 8, 40, good.length - 1]) {
    writeFileSync(file, good)
    truncateSync(file, length)
    expect(recalledReading(file, options), `${length} bytes`).toBeUndefined()
  }
  writeFileSync(file, good)
  expect(recalledReading(file, options)).toBeDefined()
})

test('another engine names every file anew, so that none of an older one is read by it', () => {
  const paths = (engine: string) =>
    [...buildIndex(lampArticles, searchOptions('en', { engine })).keys()].filter(
      (path) => path !== 'root.bin',
    )
  expect(paths('b').filter((path) => paths('a').includes(path))).toEqual([])
})
