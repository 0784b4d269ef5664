// What help desks' exports must survive: each format gets the same broken, hostile and enormous files.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { freshDb } from '../support/db.ts'

type Json = Record<string, unknown>
type Case = {
  format: string
  table?: 'documents'
  /** A good record with that id; `body` is its text, `at` when it was written. */
  record(id: string, parts?: { body?: string; at?: string; extra?: Json }): Json
}

const WHEN = '2026-03-01T10:00:00Z'
const cases: Case[] = [
  {
    format: 'zendesk',
    record: (id, { body = 'It is gone.', at = WHEN, extra } = {}) => ({
      ...{ id, subject: 'No network', description: body, status: 'open', requester_id: 1, submitter_id: 1 },
      ...{ created_at: at, is_public: true, tags: [], ...extra },
    }),
  },
  {
    format: 'zendesk-help-center',
    table: 'documents',
    record: (id, { body = 'It is gone.', at = WHEN, extra } = {}) => ({
      ...{ id, title: 'No network', body, draft: false, section_id: 5, user_segment_id: null },
      ...{ locale: 'en-us', source_locale: 'en-us', edited_at: at, ...extra },
    }),
  },
  {
    format: 'salesforce',
    record: (id, { body = 'It is gone.', at = WHEN, extra } = {}) => ({
      ...{ attributes: { type: 'Case' }, Id: id, CaseNumber: id, Subject: 'No network', Description: body },
      ...{ Status: 'New', IsClosed: false, CreatedDate: at, ...extra },
    }),
  },
  {
    format: 'freshdesk',
    record: (id, { body = 'It is gone.', at = WHEN, extra } = {}) => ({
      ...{ id, subject: 'No network', description: body, status: 2, requester_id: 1, fr_escalated: false },
      ...{ created_at: at, ...extra },
    }),
  },
  {
    format: 'servicenow',
    record: (id, { body = 'It is gone.', at = WHEN, extra } = {}) => ({
      ...{ number: id, short_description: 'No network', description: body, state: '2', caller_id: '' },
      ...{ opened_at: at, ...extra },
    }),
  },
  {
    format: 'servicenow-knowledge',
    table: 'documents',
    record: (id, { body = 'It is gone.', at = WHEN, extra } = {}) => ({
      ...{ number: id, short_description: 'No network', text: body, workflow_state: 'published' },
      ...{ kb_knowledge_base: 'kb', published: at, ...extra },
    }),
  },
  {
    format: 'jira',
    record: (id, { body = 'It is gone.', at = WHEN, extra } = {}) => ({
      ...{ id, key: `K-${id}`, ...extra },
      fields: { summary: 'No network', description: body, created: at, status: { name: 'Open' } },
    }),
  },
  {
    format: 'intercom',
    record: (id, { body = 'It is gone.', at = WHEN, extra } = {}) => ({
      ...{ type: 'conversation', id, created_at: at, updated_at: 1, state: 'open', title: 'No network' },
      ...{ source: { body, author: { type: 'user' } }, ...extra },
    }),
  },
  {
    format: 'zendesk-community',
    record: (id, { body = 'It is gone.', at = WHEN, extra } = {}) => ({
      ...{ id, title: 'No network', details: body, topic_id: 1, vote_sum: 0, created_at: at, ...extra },
    }),
  },
  {
    format: 'help-scout',
    record: (id, { body = 'It is gone.', at = WHEN, extra } = {}) => ({
      ...{ id, mailboxId: 1, subject: 'No network', status: 'active', state: 'published', createdAt: at },
      ...{ _embedded: { threads: [{ id: 1, type: 'customer', state: 'published', body, createdAt: WHEN }] } },
      ...extra,
    }),
  },
  {
    format: 'jira-service',
    record: (id, { body = 'It is gone.', at = WHEN, extra } = {}) => ({
      ...{ issueId: id, issueKey: `K-${id}`, createdDate: { iso8601: at }, ...extra },
      requestFieldValues: [
        { fieldId: 'summary', value: 'No network' },
        { fieldId: 'description', value: body },
      ],
    }),
  },
]

let db: Db
let folder: string
beforeEach(() => {
  db = freshDb()
  folder = mkdtempSync(join(tmpdir(), 'winnow-bad-desks-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

for (const { format, table = 'threads', record } of cases) {
  describe(format, () => {
    const good = (id: string) => JSON.stringify(record(id))

    test('a file that breaks off keeps its complete records and is told apart from a whole one', async () => {
      for (const [name, text] of [
        ['a.json', JSON.stringify(['1', '2', '3'].map((id) => record(id)))],
        ['a.ndjson', ['1', '2', '3'].map(good).join('\n')],
      ] as const) {
        db = freshDb()
        const file = put(name, text.slice(0, Math.floor(text.length * 0.8)))
        const first = await bring(file)
        expect(first).toMatchObject({ state: 'incomplete', created: 2, failed: 0, damageFile: file })

        put(name, text)
        expect(await bring(file)).toMatchObject({ state: 'complete', created: 1, unchanged: 2 })
        rmSync(file)
      }
    })

    test('an empty file and a file of NUL bytes are damage or one failure, never a crash', async () => {
      expect(await bring(put('a.json', ''))).toMatchObject({ state: 'incomplete', records: 0 })
      const summary = await bring(put('a.json', Buffer.alloc(5000)))
      expect(summary.created).toBe(0)
      expect(summary.failed + (summary.state === 'incomplete' ? 1 : 0)).toBeGreaterThan(0)
    })

    test('broken lines fail alone, with their place; the good ones arrive', async () => {
      const wrong = good('8').replace('It is gone.', 'It is \u00ff gone.')
      const bytes = Buffer.concat([
        Buffer.from(`${good('1')}\n{"id": nope}\n${good('2')}\n`),
        Buffer.from(`${good('7').slice(0, -1)}\u0000}\n`),
        Buffer.from(`${wrong}\n`, 'latin1'),
        Buffer.from(`[1,2]\n"text"\nnull\n${good('3')}\n`),
      ])
      const summary = await bring(put('a.ndjson', bytes))

      expect(summary).toMatchObject({ state: 'complete', created: 3, failed: 7 })
      expect(rows('SELECT position FROM import_failures').map((row) => row.position)).toContain('line 2')
      expect(ids(table)).toEqual(['1', '2', '3'])
    })

    test('an export in UTF-16 is read', async () => {
      const text = JSON.stringify([record('1')])
      const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
      expect(await bring(put('a.json', bytes))).toMatchObject({ created: 1, failed: 0 })
    })

    test('two records with one id: one is kept, the other is told', async () => {
      const lines = [record('1', { body: 'One.' }), record('1', { body: 'Two.' })].map((one) =>
        JSON.stringify(one),
      )
      const summary = await bring(put('a.ndjson', lines.join('\n')))
      expect(summary).toMatchObject({ created: 1, failed: 1 })
      expect(await bring(join(folder, 'a.ndjson'))).toMatchObject({ created: 0, unchanged: 1, failed: 1 })
    })

    test('ids that look like paths, tags or SQL are only ids', async () => {
      const strange = ['../../etc/passwd', `1'; DROP TABLE threads; --`, '<b>', '__proto__', 'CON']
      const summary = await bring(put('a.ndjson', strange.map(good).join('\n')))
      expect(summary).toMatchObject({ created: strange.length, failed: 0 })
      expect(ids(table)).toEqual([...strange].sort())
    })

    test('times that are none fail alone', async () => {
      const times = ['yesterday', '2026-02-31T10:00:00Z', '9999999999999999']
      const lines = times.map((at, index) => JSON.stringify(record(String(index), { at })))
      const summary = await bring(put('a.ndjson', [...lines, good('9')].join('\n')))
      expect(summary).toMatchObject({ created: 1, failed: times.length })
    })

    test('a record nested a hundred thousand times fails or is flattened, alone', async () => {
      const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
      const nested = good('1').replace(/\}$/, `,"strange":${deep}}`)
      const html = '<div>'.repeat(100_000)
      const body = JSON.stringify(record('2', { body: `${html}text` }))
      const summary = await bring(put('a.ndjson', [nested, body, good('3')].join('\n')))
      expect(summary.state).toBe('complete')
      expect(summary.created + summary.failed).toBe(3)
      expect(ids(table)).toContain('3')
    })

    test('a text of millions of characters is cut, and nothing else', async () => {
      const long = JSON.stringify(record('1', { body: 'word '.repeat(600_000) }))
      const summary = await bring(put('a.ndjson', [long, good('2')].join('\n')))
      expect(summary).toMatchObject({ state: 'complete', created: 2, failed: 0 })
    })
  })
}

describe('salesforce as CSV', () => {
  const header = 'Id,Subject,Status,CaseNumber,Description,CreatedDate\r\n'
  const row = (id: string, text = 'It is gone.', at = WHEN) =>
    `${id},No network,New,${id},"${text}",${at}\r\n`

  test('a row that is too long or not UTF-8 fails alone; NUL bytes and a million characters do no harm', async () => {
    const bytes = Buffer.concat([
      Buffer.from(header + row('1')),
      Buffer.from(`2,too,many,fields,in,this,row,here\r\n`),
      Buffer.from(row('3', 'It is \u00ff gone.'), 'latin1'),
      Buffer.from(row('4', 'It is \u0000 gone.')),
      Buffer.from(row('5', 'word '.repeat(300_000))),
      Buffer.from(row('6', 'It is gone.', 'yesterday')),
      Buffer.from(row('../../etc/passwd')),
    ])
    const summary = await bring(put('Case.csv', bytes), 'salesforce')
    expect(summary).toMatchObject({ state: 'complete', created: 4, failed: 3 })
    expect(ids('threads')).toEqual(['../../etc/passwd', '1', '4', '5'])
  })

  test('a file that breaks off inside a text or a row keeps the rows before', async () => {
    for (const end of ['3,No network,New,3,"It is', '3,No net']) {
      db = freshDb()
      const summary = await bring(put('Case.csv', header + row('1') + row('2') + end), 'salesforce')
      expect(summary).toMatchObject({ state: 'incomplete', created: 2, failed: 0 })
    }
  })

  test('an empty file, and one with a header only', async () => {
    expect(await bring(put('Case.csv', ''), 'salesforce')).toMatchObject({ state: 'incomplete', records: 0 })
    await expect(bring(put('Case.csv', header), 'salesforce')).rejects.toThrow('Nothing to import')
  })
})

describe('servicenow as XML', () => {
  const record = (id: string, more = '') =>
    `<incident><number>${id}</number><short_description>No network</short_description><opened_at>2026-03-01 10:00:00</opened_at>${more}</incident>`

  test('a document type is refused, and nothing is fetched or expanded', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]><xml>${record('1', '<description>&b;</description>')}</xml>`
    await expect(bring(put('a.xml', bomb), 'servicenow')).rejects.toThrow('has a document type')
  })

  test('XML that breaks off, is wrong, too deep or not UTF-8 keeps the records before', async () => {
    const deep = '<a>'.repeat(100_000)
    for (const end of [
      '<incident><number>3',
      '<incident></wrong>',
      `<incident>${deep}`,
      '<incident>&nothing;',
      '',
    ]) {
      db = freshDb()
      const summary = await bring(put('a.xml', `<xml>${record('1')}${record('2')}${end}`), 'servicenow')
      expect(summary, end.slice(0, 30)).toMatchObject({ state: 'incomplete', created: 2, failed: 0 })
      expect(summary.damage).toMatch(/breaks off or is wrong/)
    }
    db = freshDb()
    const bytes = Buffer.concat([
      Buffer.from(`<xml>${record('1')}`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('</xml>'),
    ])
    expect(await bring(put('a.xml', bytes), 'servicenow')).toMatchObject({ state: 'incomplete' })
  })
})

function bring(path: string, format = formatOf()) {
  const source = { slug: 'bad', authority: 'case' as const }
  return harvest(db, { source, format, paths: [path], by: null })
}

function formatOf(): string {
  return expect.getState().currentTestName!.split(' > ')[0]!
}

function ids(table: string): unknown[] {
  return rows(`SELECT external_id FROM ${table} ORDER BY external_id`).map((row) => row.external_id)
}

function rows(sql: string): Json[] {
  return db.$client.prepare(sql).all() as Json[]
}

function put(name: string, content: string | Buffer): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
