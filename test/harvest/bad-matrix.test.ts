// Every importer against every harm that can come to a file: the import ends, and throws only sentences for people.
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type HarvestSummary, harvest } from '../../src/harvest/harvest.ts'
import { isForPeople } from '../../src/lib/errors.ts'
import { db, folder, openBad, sound, sources, startAnew } from './bad-support.ts'
import { type Sample, samples } from './samples.ts'

openBad()

const DEEP = 100_000
/** Of a sample of many files alike, these are enough. */
const MOST_FILES = 3

const harms: [what: string, harm: (bytes: Buffer, name: string) => Buffer][] = [
  ['cut off in the middle', (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.5))],
  ['cut off near the end', (bytes) => bytes.subarray(0, bytes.length - 7)],
  ['empty', () => Buffer.alloc(0)],
  ['only blanks', () => Buffer.from(' \n\r\n\t')],
  [
    'in UTF-16',
    (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString('utf8'), 'utf16le')]),
  ],
  ['in Latin-1', (bytes) => Buffer.from(bytes.toString('utf8').replaceAll('e', 'é'), 'latin1')],
  ['with NUL bytes', (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('a', 'a\u0000'), 'latin1')],
  [
    'with a line of a million characters',
    (bytes) => Buffer.concat([bytes, Buffer.from('x'.repeat(1_000_000))]),
  ],
  [
    'with a text of a million characters',
    (bytes) => Buffer.from(bytes.toString('latin1').replace(/the /, 'x'.repeat(1_000_000)), 'latin1'),
  ],
  [
    'with lone surrogates and odd signs',
    (bytes) => Buffer.from(bytes.toString('utf8').replaceAll('the', '\\ud800\u202e\u0007\ufeff')),
  ],
  ['nothing but brackets, a hundred thousand deep', (_bytes, name) => Buffer.from(nested(name))],
  ['another kind of file', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 3])],
]

for (const sample of samples) {
  describe(sample.name, () => {
    for (const [what, harm] of harms) {
      test(`${what}: the import ends, and the other files arrive`, async () => {
        const path = join(sources, sample.path)
        const names = filesIn(path).filter((name) => name !== 'mapping.json')
        for (const name of names.slice(0, MOST_FILES)) {
          startAnew()
          const copy = join(folder, name.replaceAll('/', '-'))
          cpSync(path, copy, { recursive: true })
          writeFileSync(join(copy, name), harm(readFileSync(join(path, name)), name))

          const summary = await bring(sample, copy)

          if (summary !== undefined) {
            expect(summary.records).toBe(
              summary.created + summary.updated + summary.unchanged + summary.failed,
            )
            expect(sound(), `${what}: ${name}`).toEqual([])
          }
        }
      })
    }

    test('the same export under another name and twice over: each record once, nothing broken', async () => {
      const path = join(sources, sample.path)
      cpSync(path, join(folder, 'a'), { recursive: true })
      cpSync(path, join(folder, 'b'), { recursive: true })
      const mapping = filesIn(path).includes('mapping.json') ? join(path, 'mapping.json') : undefined
      const once = (await bring(sample, join(folder, 'a'), mapping))!
      startAnew()

      const summary = await bring(sample, folder, mapping)

      const isByPath = ['html', 'markdown'].includes(sample.importer)
      // Two dumps overlap in their ids, and are refused.
      if (sample.importer === 'stackexchange') expect(summary).toBeUndefined()
      else expect(summary!.created).toBe(isByPath ? once.created * 2 : once.created)
      expect(sound()).toEqual([])
    })
  })
}

async function bring(sample: Sample, path: string, mapping?: string): Promise<HarvestSummary | undefined> {
  const source = { slug: 'bad', authority: sample.authority }
  try {
    return await harvest(db, {
      source,
      format: sample.importer,
      paths: [path],
      by: null,
      ...(mapping && { mapping }),
    })
  } catch (error) {
    if (!isForPeople(error)) throw error
    return undefined
  }
}

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(path, name)).isFile(),
  )
}

function nested(name: string): string {
  if (/html?$/.test(name)) return '<div>'.repeat(DEEP)
  if (/json/.test(name)) return '['.repeat(DEEP) + ']'.repeat(DEEP)
  return `From a at b.example  Mon May 20 09:00:00 2019\nSubject: x\n\n${'> '.repeat(DEEP)}`
}
