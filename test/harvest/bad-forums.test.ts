// Importers of forums, sites, lists and tables against bad files: an import ends, and throws only sentences for people.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { type HarvestSummary, harvest } from '../../src/harvest/harvest.ts'
import { isForPeople } from '../../src/lib/errors.ts'
import { freshDb } from '../support/db.ts'
import type { Sample } from './samples.ts'
import { forumSamples } from './samples-forums.ts'

const sources = fileURLToPath(new URL('../../data/sources/', import.meta.url))
const DEEP = 100_000
let db: Db
let folder: string
beforeEach(() => {
  db = freshDb()
  folder = mkdtempSync(join(tmpdir(), 'winnow-bad-forums-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

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

for (const sample of forumSamples) {
  describe(sample.name, () => {
    for (const [what, harm] of harms) {
      test(`${what}: the import ends, and the other files arrive`, async () => {
        const path = join(sources, sample.path)
        const names = filesIn(path).filter((name) => name !== 'mapping.json')
        for (const name of names) {
          db = freshDb()
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
      db = freshDb()

      const summary = (await bring(sample, folder, mapping))!

      const isByPath = sample.importer === 'html'
      expect(summary.created).toBe(isByPath ? once.created * 2 : once.created)
      expect(sound()).toEqual([])
    })
  })
}

describe('what only one format can be hurt by', () => {
  const cases: [importer: string, name: string, text: () => string, expected: object][] = [
    [
      'github',
      'a.json',
      () => JSON.stringify([thread({ createdAt: 'noon' }), thread({ number: 2 })]),
      { created: 1, failed: 1 },
    ],
    [
      'github',
      'a.json',
      () => JSON.stringify([thread({ url: undefined, number: '../../etc/passwd' })]),
      { created: 1, failed: 0 },
    ],
    [
      'github',
      'a.json',
      () => JSON.stringify([thread({ body: `${'<div dir="auto">'.repeat(DEEP)}deep` })]),
      { created: 1 },
    ],
    [
      'github',
      'a.json',
      () => JSON.stringify([thread({ comments: 'many', author: 7, labels: 3, answer: [] })]),
      { created: 0 },
    ],
    [
      'schema-org',
      'a.html',
      () => page(`{"@type":"QAPage","mainEntity":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`),
      { created: 0 },
    ],
    [
      'schema-org',
      'a.html',
      () => page('{"@type":"QAPage","mainEntity":{"@type":"Question","name":"x","text":"y"}}'),
      { created: 0, failed: 1 },
    ],
    ['schema-org', 'a.html', () => page('{"@type":"FAQPage","mainEntity":null}'), { created: 0, failed: 0 }],
    ['schema-org', 'a.html', () => `${page('{}').replace('{}', '{"@type":"QAPage"')}`, { created: 0 }],
    [
      'schema-org',
      'a.html',
      () =>
        `<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><div itemscope itemtype="https://schema.org/Question"><b itemprop="name">&x;</b><time itemprop="dateCreated" datetime="2026-01-01">`,
      { created: 1 },
    ],
    [
      'schema-org',
      'a.html',
      () =>
        `<div itemscope itemtype="https://schema.org/Question"><i itemprop="__proto__">x</i><b itemprop="name">t</b><time itemprop="dateCreated" datetime="2026-01-01">`,
      { created: 1 },
    ],
    [
      'html',
      'a.html',
      () => `<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><h1>&b;</h1><p>text`,
      { created: 1 },
    ],
    ['html', 'a.html', () => '<b>'.repeat(DEEP), { created: 0, failed: 1 }],
    ['html', 'a.html', () => '<table><tr><td>'.repeat(DEEP), { created: 0, failed: 1 }],
    ['html', 'a.html', () => '<h1>T</h1>'.concat('<'.repeat(300_000)), { created: 1 }],
    ['doxygen', 'a.dox', () => `/** \\page a A\n${'\\ref '.repeat(DEEP)}*/`, { created: 1 }],
    ['doxygen', 'a.dox', () => `/** \\page a A\n\\code\n${'x\n'.repeat(DEEP)}`, { created: 1 }],
    ['doxygen', 'a.dox', () => '/** \\page a A\n b */\n/** \\page a B\n c */', { created: 1, failed: 1 }],
    [
      'mbox',
      'a.mbox',
      () =>
        mail(
          `Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: multipart/mixed; boundary=b\n\n'.repeat(20_000)}`,
        ),
      { created: 1 },
    ],
    ['mbox', 'a.mbox', () => mail(`References: ${'<m@x.example> '.repeat(DEEP)}\n\nround`), { created: 1 }],
    [
      'mbox',
      'a.mbox',
      () => mail('In-Reply-To: <n@x.example>\n\na') + mail('In-Reply-To: <m@x.example>\n\nb', 'n'),
      { created: 1 },
    ],
    ['mbox', 'a.mbox', () => mail('Content-Transfer-Encoding: base64\n\n%%%not base64'), { created: 1 }],
    ['mbox', 'a.mbox', () => mail('Content-Type: text/plain; charset=klingon\n\nnuqneH'), { created: 1 }],
    ['mbox', 'a.mbox', () => mail(`Subject: ${'=?utf-8?Q?=41?= '.repeat(50_000)}\n\nx`), { created: 1 }],
    [
      'jive',
      'a.json',
      () => "throw 'allowIllegalResourceCall is false.';",
      { state: 'incomplete', created: 0 },
    ],
    ['jive', 'a.json', () => 'throw \'x\';\n{"list":[null,1,[],{},{"type":"discussion"}]}', { created: 0 }],
    [
      'khoros',
      'a.json',
      () =>
        '{"data":{"items":[null,1,{"type":"message"},{"type":"message","id":"1","depth":0,"body":"x","post_time":"no"}]}}',
      { created: 0, failed: 4 },
    ],
    [
      'thunderbird',
      'a.csv',
      () =>
        `id,title,content,answers,creator,locale,link,created\n1,"never closed,x,,,,,2026-01-01\n2,t,c,,a,en,l,2026-01-01\n`,
      { state: 'incomplete', created: 0 },
    ],
    [
      'discourse-html',
      'a.html',
      () =>
        '<meta name="generator" content="Discourse"><div class="crawler-post" id="post_999999999999999999999">',
      { created: 0 },
    ],
  ]
  for (const [importer, name, text, expected] of cases) {
    test(`${importer}: ${text().slice(0, 60).replace(/\s+/g, ' ')}`, async () => {
      writeFileSync(join(folder, name), text())
      const summary = await harvest(db, {
        source: { slug: 'bad', authority: 'community' },
        format: importer,
        paths: [folder],
        by: null,
      }).catch((error: unknown) => {
        if (!isForPeople(error)) throw error
        return { created: 0, failed: 0, state: 'refused' }
      })
      expect(summary).toMatchObject(expected)
      expect(sound()).toEqual([])
      expect(
        JSON.stringify(all('SELECT body FROM posts UNION ALL SELECT body FROM documents')),
      ).not.toContain('root:')
    })
  }
})

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

/** Names of rules that are broken. */
function sound(): string[] {
  const rules: Record<string, string> = {
    'two threads of one id': 'SELECT 1 FROM threads GROUP BY source_id, external_id HAVING count(*) > 1',
    'a thread without its question':
      'SELECT 1 FROM threads WHERE id NOT IN (SELECT thread_id FROM posts WHERE position = 0)',
    'a thread without title or time': `SELECT 1 FROM threads WHERE title = '' OR created_at NOT LIKE '____-__-__T%Z'`,
    'a failure without reason or place': `SELECT 1 FROM import_failures WHERE reason = '' OR position = ''`,
    'control characters in a text': `SELECT 1 FROM posts WHERE instr(CAST(body AS BLOB), x'00') > 0 OR instr(body, char(7)) > 0`,
    'a text longer than any': 'SELECT 1 FROM posts WHERE length(body) > 900000',
    'a script in a text': `SELECT 1 FROM posts WHERE body LIKE '%<script%'`,
  }
  return Object.entries(rules)
    .filter(([, sql]) => all(sql).length > 0)
    .map(([name]) => name)
}

function all(sql: string): Record<string, unknown>[] {
  return db.$client.prepare(sql).all() as Record<string, unknown>[]
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

function thread(parts: object): object {
  const url = 'https://github.com/o/r/issues/1'
  return {
    number: 1,
    title: 'T',
    url,
    body: 'B',
    author: { login: 'a' },
    createdAt: '2026-01-01T00:00:00Z',
    comments: [],
    upvoteCount: 1,
    ...parts,
    ...('number' in parts &&
      !('url' in parts) && { url: `https://github.com/o/r/issues/${(parts as { number: unknown }).number}` }),
  }
}

function page(json: string): string {
  return `<html><script type="application/ld+json">${json}</script></html>`
}

function mail(rest: string, id = 'm'): string {
  return `From a at x.example  Mon May 20 09:00:00 2019\nFrom: a at x.example (A)\nDate: Mon, 20 May 2019 09:00:00 +0000\nMessage-ID: <${id}@x.example>\n${rest.startsWith('Subject') ? '' : 'Subject: s\n'}${rest}\n\n`
}
