import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { all, bring, folder, line, openBad, put, topic } from './bad-support.ts'

openBad()

describe('a broken record fails alone', () => {
  test('in lines: not JSON, not UTF-8, no id, a NUL byte, a day that is none, a line longer than any record', async () => {
    const lines = [
      Buffer.from(line('1')),
      Buffer.from('{"type":"thread"'),
      Buffer.concat([
        Buffer.from('{"type":"thread","id":"2","title":"'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('"}'),
      ]),
      Buffer.from('{"type":"thread","title":"no id"}'),
      Buffer.from(line('3', { createdAt: '2026-02-30T00:00:00Z' })),
      Buffer.from(line('4', { title: 'a\u0000b' })),
      Buffer.from(line('5', { body: 'x'.repeat(25_000_000) })),
      Buffer.from('[]'),
      Buffer.from(line('6')),
    ]
    writeFileSync(
      join(folder, 'threads.jsonl'),
      Buffer.concat(lines.flatMap((one) => [one, Buffer.from('\n')])),
    )

    const summary = await bring('winnow', folder)

    expect(summary).toMatchObject({ created: 3, failed: 6, state: 'complete' })
    expect(all('SELECT external_id, title FROM threads ORDER BY 1')).toEqual([
      { external_id: '1', title: 'No network' },
      { external_id: '4', title: 'a b' },
      { external_id: '6', title: 'No network' },
    ])
    expect(
      all('SELECT position, length(raw) AS n FROM import_failures').every((row) => Number(row.n) <= 100_000),
    ).toBe(true)
    expect(all('SELECT position FROM import_failures').map((row) => row.position)).toEqual(
      [2, 3, 4, 5, 7, 8].map((n) => `line ${n}`),
    )
  })

  test('in CSV: too many fields, text after a quote, a quote that never ends, half a million columns', async () => {
    put('mapping.json', '{"id":"No","title":"Subject","body":"Text","createdAt":"Opened"}')
    const good = (no: number) => `${no},Title,"Text, with\nlines and ""quotes""",2026-01-01`
    const rows = [
      'No,Subject,Text,Opened',
      good(1),
      '2,a,b,2026-01-01,extra',
      '3,"a"x,b,2026-01-01',
      good(4),
      '5,"open,b,2026-01-01',
      good(6),
      `7,${','.repeat(500_000)}`,
      good(8),
    ]
    put('cases.csv', rows.join('\r\n'))

    const summary = await bring('csv', folder)

    expect(all('SELECT external_id FROM threads ORDER BY 1').map((row) => row.external_id)).toEqual([
      '1',
      '4',
      '6',
      '8',
    ])
    expect(summary.state).toBe('complete')
    expect(all(`SELECT body FROM posts WHERE position = 0 AND external_id = '1'`)[0]!.body).toBe(
      'Text, with  \nlines and "quotes"',
    )
  })

  test('in XML: not well-formed, an unknown entity, no id, the same id twice, a control sign', async () => {
    const row = (id: string, rest = '') =>
      `<row Id="${id}" PostTypeId="1" Title="T" Body="b" CreationDate="2026-01-01T00:00:00" ${rest}/>`
    put(
      'Posts.xml',
      `<posts>\n${[row('1'), row('2', 'Tags="&nope;"'), row('3', 'Tags=x'), '<row PostTypeId="1" />', row('1'), row('4', 'Tags="\u0001"'), row('5')].join('\n')}\n</posts>`,
    )

    const summary = await bring('stackexchange', folder)

    expect(summary).toMatchObject({ created: 2, failed: 5, state: 'complete' })
    expect(all('SELECT external_id FROM threads').map((one) => one.external_id)).toEqual(['1', '5'])
  })

  test('a record nested a hundred thousand levels deep', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    put(
      'threads.jsonl',
      `${line('1')}\n{"type":"thread","id":"2","title":"x","deep":${deep}}\n${line('3')}\n`,
    )
    put('topics/1.json', JSON.stringify(topic('1043')))
    put('topics/2.json', `{"title":"x","post_stream":{"posts":[${deep}]}}`)

    expect(await bring('winnow', join(folder, 'threads.jsonl'))).toMatchObject({ created: 2, failed: 1 })
    expect(await bring('discourse', join(folder, 'topics'), 'forum')).toMatchObject({ created: 1, failed: 1 })
  })

  test('ids that look like paths are ids and nothing else', async () => {
    put(
      'threads.jsonl',
      ['../../etc/passwd', 'a/b', 'C:\\x', '__proto__', 'constructor'].map((id) => line(id)).join('\n'),
    )

    expect(await bring('winnow', folder)).toMatchObject({ created: 5, failed: 0 })
    expect(all(`SELECT external_id FROM threads WHERE external_id = '__proto__'`)).toHaveLength(1)
  })

  test('addresses that are scripts are no addresses', async () => {
    put(
      'threads.jsonl',
      line('1', {
        url: 'javascript:alert(1)',
        posts: [
          {
            id: 'p',
            role: 'staff',
            body: '<a href="javascript:x">a</a>',
            bodyFormat: 'html',
            createdAt: '2026-01-01T00:00:00Z',
            url: 'data:text/html,x',
          },
        ],
      }),
    )
    await bring('winnow', folder)
    expect(
      all('SELECT url FROM threads UNION ALL SELECT url FROM posts').every((row) => row.url === null),
    ).toBe(true)
    expect(all('SELECT body FROM posts WHERE position = 1')[0]!.body).toBe('a')
  })
})

test('two in a hundred broken records among ten thousand good ones: every good one arrives, every bad one is listed', async () => {
  const lines = Array.from({ length: 10_000 }, (_, n) =>
    n % 50 === 7 ? `{"type":"thread","id":"${n}"` : line(String(n)),
  )
  put('threads.jsonl', `${lines.join('\n')}\n`)

  const summary = await bring('winnow', folder)

  expect(summary).toMatchObject({ records: 10_000, created: 9800, failed: 200, state: 'complete' })
  expect(all('SELECT count(DISTINCT position) AS n FROM import_failures')).toEqual([{ n: 200 }])
}, 60_000)
