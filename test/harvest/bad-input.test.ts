import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { harvest } from '../../src/harvest/harvest.ts'
import { recognise } from '../../src/harvest/importers/index.ts'
import { all, bring, db, folder, line, openBad, put, sources, topic } from './bad-support.ts'

openBad()

describe('what cannot be read at all is refused with a sentence, and leaves no trace', () => {
  const nothing = () => {
    for (const table of ['sources', 'import_runs', 'products'])
      expect(all(`SELECT * FROM ${table}`)).toEqual([])
  }

  test('a path that is not there', async () => {
    await expect(bring('auto', join(folder, 'nowhere'))).rejects.toThrow('nowhere does not exist')
    nothing()
  })

  test('a folder without a known format', async () => {
    put('a.bin', 'x')
    await expect(bring('auto', folder)).rejects.toThrow('is in no format Winnow knows')
    await expect(bring('discourse', folder)).rejects.toThrow('Nothing to import')
    await expect(bring('stackexchange', folder)).rejects.toThrow('has no Posts.xml')
    nothing()
  })

  test('files of two formats', () => {
    put('1.json', '{"post_stream": {}}')
    put('threads.jsonl', '{"type":"thread"}')
    expect(() => recognise([folder])).toThrow('discourse (1.json); winnow (threads.jsonl)')
  })

  test('a format nobody knows', async () => {
    await expect(bring('sharepoint', folder)).rejects.toThrow('Known are: auto,')
    nothing()
  })

  test('a mapping that names a column the file does not have, with the columns it has', async () => {
    put('cases.csv', 'No,Subject,Text\n1,a,b\n')
    put('mapping.json', '{"id":"Number","title":"Subject","body":"Text","createdAt":"Opened"}')
    await expect(bring('csv', folder)).rejects.toThrow(
      /"Number", "Opened", which .*cases\.csv does not have\. It has: No, Subject, Text/,
    )
    nothing()
  })

  test('a mapping that is wrong, no JSON, or not there', async () => {
    const file = put('cases.csv', 'No,Subject\n1,a\n')
    await expect(bring('csv', file)).rejects.toThrow('needs a mapping file')
    put('mapping.json', '{"id":"No","titel":"Subject"}')
    await expect(bring('csv', file)).rejects.toThrow(
      /"mapping" has keys that are not known: titel|"title" is missing/,
    )
    put('mapping.json', '{"id":')
    await expect(bring('csv', file)).rejects.toThrow('is not JSON')
    nothing()
  })

  test('XML with a document type: nothing is fetched or expanded', async () => {
    put(
      'Posts.xml',
      `<?xml version="1.0"?><!DOCTYPE posts [<!ENTITY x SYSTEM "file:///etc/passwd">]><posts><row Id="1" PostTypeId="1" Title="&x;" /></posts>`,
    )
    await expect(bring('stackexchange', folder)).rejects.toThrow('has a document type')
    nothing()
  })

  test('a source name that is no name', async () => {
    const attempt = harvest(db, {
      source: { slug: '../etc', authority: 'case' },
      format: 'auto',
      paths: [join(sources, 'cases')],
      by: null,
    })
    await expect(attempt).rejects.toThrow('cannot name a source')
  })
})

describe('a file that breaks off keeps its complete records, and says where it broke', () => {
  const cases: [format: string, file: string, whole: () => string, kept: number][] = [
    ['stackexchange', 'Posts.xml', () => readFileSync(join(sources, 'stackexchange/Posts.xml'), 'utf8'), 1],
    ['winnow', 'threads.jsonl', () => [line('1'), line('2'), line('3')].join('\n'), 1],
    ['discourse', 'all.json', () => JSON.stringify(['1043', '1051', '1057'].map(topic)), 1],
    ['csv', 'cases.csv', () => readFileSync(join(sources, 'cases/cases.csv'), 'utf8'), 10],
  ]
  for (const [format, name, whole, atLeast] of cases) {
    test(format, async () => {
      if (format === 'csv') put('mapping.json', readFileSync(join(sources, 'cases/mapping.json'), 'utf8'))
      const text = whole()
      const file = put(name, text.slice(0, Math.floor(text.length * 0.62)))

      const first = await bring(format, folder)

      expect(first.state).toBe('incomplete')
      expect(first.created).toBeGreaterThanOrEqual(atLeast)
      expect(first).toMatchObject({ damageFile: file, failed: 0 })
      expect(first.damage).toContain(`(${file}, byte ${first.damageOffset})`)
      expect(all('SELECT state, damage_offset FROM import_runs')).toEqual([
        { state: 'incomplete', damage_offset: first.damageOffset },
      ])

      writeFileSync(file, text)
      const again = await bring(format, folder)
      expect(again).toMatchObject({
        state: 'complete',
        unchanged: first.created,
        updated: format === 'stackexchange' ? again.updated : 0,
      })
      expect(all('SELECT source_id, external_id FROM threads GROUP BY 1, 2 HAVING count(*) > 1')).toEqual([])
    })
  }

  test('an empty file', async () => {
    for (const [format, name] of [
      ['discourse', 'a.json'],
      ['winnow', 'a.jsonl'],
      ['stackexchange', 'Posts.xml'],
    ] as const) {
      rmSync(folder, { recursive: true })
      mkdirSync(folder)
      const file = put(name, '')
      const summary = await bring(format, file)
      expect(summary).toMatchObject({ state: 'incomplete', records: 0, damageFile: file, damageOffset: 0 })
      expect(summary.damage).toMatch(/empty/)
    }
  })
})
