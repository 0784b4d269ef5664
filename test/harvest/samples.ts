import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Authority } from '../../src/db/words.ts'
import { deskSamples } from './samples-desks.ts'
import { forumSamples } from './samples-forums.ts'

/** A sample export under data/sources with what is expected of it. */
export type Sample = {
  /** Names the golden file too. */
  name: string
  importer: string
  path: string
  authority: Authority
  counts: { created: number; ignored?: number }
  /** Texts the sample holds that must be stored nowhere. */
  secrets: string[]
  /** Breaks one record of a copy; says how many records fewer arrive. */
  breakOne(folder: string): number
}

/** One sample per importer at least. */
export const samples: Sample[] = [
  {
    ...{ name: 'discourse', importer: 'discourse', path: 'forum', authority: 'community' },
    counts: { created: 78, ignored: 0 },
    secrets: [],
    breakOne: (folder) =>
      edit(
        join(folder, '1043.json'),
        '"created_at": "2025-02-10T21:06',
        '"created_at": "noon, 2025-02-10T21:06',
      ),
  },
  {
    ...{ name: 'csv', importer: 'csv', path: 'cases', authority: 'case' },
    counts: { created: 28, ignored: 0 },
    secrets: ['harriet.olufsen@marsh-and-daughters.example', 'Second router case from the same provider'],
    breakOne: (folder) => edit(join(folder, 'cases.csv'), '2026-03-03 09:14', 'some day in March'),
  },
  {
    ...{ name: 'markdown', importer: 'markdown', path: 'official', authority: 'official' },
    counts: { created: 20, ignored: 0 },
    secrets: [],
    breakOne: (folder) => {
      writeFileSync(join(folder, 'caskwell', 'retention.md'), Buffer.from([0x23, 0x20, 0xff, 0xfe, 0xfd]))
      return 1
    },
  },
  {
    ...{ name: 'winnow', importer: 'winnow', path: 'winnow', authority: 'community' },
    counts: { created: 4, ignored: 0 },
    secrets: ['nadia@kessler.example', 'VIP list'],
    breakOne: (folder) =>
      edit(join(folder, 'threads.jsonl'), '"createdAt": "2026-01-05T09:00:00Z"', '"createdAt": "noon"'),
  },
  {
    ...{ name: 'stackexchange', importer: 'stackexchange', path: 'stackexchange', authority: 'community' },
    counts: { created: 3, ignored: 2 },
    secrets: ['Little Wexcombe', 'call me'],
    breakOne: (folder) =>
      edit(
        join(folder, 'Posts.xml'),
        'Id="4" PostTypeId="1" CreationDate="2026',
        'Id="4" PostTypeId="1" CreationDate="noon',
      ),
  },
  ...forumSamples,
  ...deskSamples,
]

function edit(file: string, from: string, to: string): number {
  const text = readFileSync(file, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`)
  writeFileSync(file, text.replace(from, to))
  return 1
}
