import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sample } from './samples.ts'

/** Samples of forums, sites, lists and tables; they lie beside the golden records. */
export const forumSamples: Sample[] = [
  {
    ...{ name: 'github', importer: 'github', path: own('github'), authority: 'community' },
    counts: { created: 4, ignored: 2 },
    secrets: ['odile@vans.example', 'pieter@boats.example', 'spam-lines.example'],
    breakOne: (folder) =>
      edit(
        join(folder, 'collected.json'),
        '"createdAt": "2025-05-01T12:00:00Z"',
        '"createdAt": "some day in May"',
      ),
  },
  {
    ...{ name: 'schema-org', importer: 'schema-org', path: own('schema-org'), authority: 'community' },
    counts: { created: 4, ignored: 1 },
    secrets: ['ilse@kettles.example'],
    breakOne: (folder) => edit(join(folder, 'descale.html'), '<title>', `${'<div>'.repeat(100_000)}<title>`),
  },
  {
    ...{ name: 'json', importer: 'json', path: own('json'), authority: 'case' },
    counts: { created: 3, ignored: 0 },
    secrets: ['gudrun@ovens.example', 'GOLD-4471', 'Ask Karl'],
    breakOne: (folder) => edit(join(folder, 'items.json'), '"2025-07-01 10:00:00"', '"in July"'),
  },
  {
    ...{ name: 'thunderbird', importer: 'thunderbird', path: own('thunderbird'), authority: 'community' },
    counts: { created: 2, ignored: 1 },
    secrets: ['free hotline', 'cheap99'],
    breakOne: (folder) => edit(join(folder, 'questions.csv'), '2024-02-03 09:00:00', 'in February'),
  },
  {
    ...{
      name: 'discourse-html',
      importer: 'discourse-html',
      path: own('discourse-html'),
      authority: 'community',
    },
    counts: { created: 2, ignored: 1 },
    secrets: ['hedda@polish.example'],
    breakOne: (folder) => edit(join(folder, '91.html'), '2024-06-02T10:00:00Z', 'yesterday'),
  },
  {
    ...{ name: 'jive', importer: 'jive', path: own('jive'), authority: 'community' },
    counts: { created: 3, ignored: 3 },
    secrets: ['wim.smit@looms.example', 'wim.smit%40looms.example', '+31 20 555', 'Salary table'],
    breakOne: (folder) => edit(join(folder, 'contents.json'), '2023-03-05T10:00:00.000+0000', 'noon'),
  },
  {
    ...{ name: 'html', importer: 'html', path: own('html'), authority: 'official' },
    counts: { created: 4, ignored: 1 },
    secrets: [],
    breakOne: (folder) => {
      writeFileSync(join(folder, 'care', 'sharpen.html'), Buffer.from([0x3c, 0x70, 0x3e, 0xff, 0xfe, 0xfd]))
      return 1
    },
  },
  {
    ...{ name: 'doxygen', importer: 'doxygen', path: own('doxygen'), authority: 'official' },
    counts: { created: 3, ignored: 1 },
    secrets: [],
    breakOne: (folder) => {
      writeFileSync(join(folder, 'More.dox'), Buffer.from([0x2f, 0x2a, 0x2a, 0xff, 0xfe, 0xfd]))
      return 1
    },
  },
  {
    ...{ name: 'mbox', importer: 'mbox', path: own('mbox'), authority: 'community' },
    counts: { created: 4, ignored: 2 },
    secrets: ['anke@scales.example', 'anke at scales.example', 'bo@scales.example', 'Weigh cheap'],
    breakOne: (folder) =>
      edit(
        join(folder, '2019-May.mbox'),
        'From dan@scales.example  Fri May 24 10:00:00 2019',
        'From dan@scales.example  Fri May 44 10:00:00 2019',
      ),
  },
  {
    ...{ name: 'khoros', importer: 'khoros', path: own('khoros'), authority: 'community' },
    counts: { created: 3, ignored: 2 },
    secrets: ['tom@drums.example', 'Cheap sticks here'],
    breakOne: (folder) => edit(join(folder, 'topics.json'), '2024-03-01T00:00:00.000+00:00', 'in March'),
  },
]

function own(name: string): string {
  return `../../test/golden/importers/exports/${name}`
}

function edit(file: string, from: string, to: string): number {
  const text = readFileSync(file, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`)
  writeFileSync(file, text.replace(from, to))
  return 1
}
