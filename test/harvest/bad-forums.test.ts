// What only one importer of forums, sites, lists and tables can be hurt by; see bad-matrix.test.ts for what hurts all.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { harvest } from '../../src/harvest/harvest.ts'
import { isForPeople } from '../../src/lib/errors.ts'
import { all, db, folder, openBad, sound } from './bad-support.ts'

openBad()

const DEEP = 100_000

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
