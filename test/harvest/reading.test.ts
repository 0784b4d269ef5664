import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withoutJsx } from '../../src/harvest/importers/mdx.ts'
import { csvRecords, delimiterOf } from '../../src/harvest/reading/csv.ts'
import { jsonValues } from '../../src/harvest/reading/json.ts'
import { linesOf } from '../../src/harvest/reading/lines.ts'
import { readWhole } from '../../src/harvest/reading/whole.ts'
import { readRow, xmlRows } from '../../src/harvest/reading/xml-rows.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-reading-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('CSV', () => {
  test('is read as the common reader reads it, whatever the fields hold', async () => {
    const field = fc.string({ unit: fc.constantFrom(...'ab ,;"\n\t√ü'.split('')), maxLength: 8 })
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (rows, end) => {
        const text = rows.map((row) => row.map(quoted).join(',')).join(end) + end
        const file = put('a.csv', `\ufeff${text}`)
        expect((await fields(file)).map((row) => row.map((one) => one.replace(/\r/g, '')))).toEqual(
          parse(text, { relax_column_count: true }),
        )
      }),
      { numRuns: 300, seed: 3 },
    )
  }, 60_000)

  test('in lines of one field, blank lines are nothing', async () => {
    expect(await fields(put('a.csv', 'a,b\n\n1,2\n\n'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  test('the sign between fields is judged by the header', () => {
    expect([delimiterOf('a;b;"c,d"'), delimiterOf('a\tb'), delimiterOf('a,b'), delimiterOf('a')]).toEqual([
      ';',
      '\t',
      ',',
      ',',
    ])
  })
})

describe('JSON', () => {
  test('an array, lines, an object and a list inside an object give the same records', async () => {
    const records = [
      { id: 1, text: 'a,]}"\\' },
      { id: 2, deep: [[{}]] },
    ]
    const files = [
      put('a.json', JSON.stringify(records)),
      put('b.json', `\ufeff${JSON.stringify(records, null, 2)}\n`),
      put('c.ndjson', records.map((one) => JSON.stringify(one)).join('\r\n')),
      put('d.json', JSON.stringify({ topics: records })),
      put('e.json', records.map((one) => JSON.stringify(one)).join('\n')),
    ]
    for (const file of files) expect(await values(file), file).toEqual(records)
  })

  test('a broken array gives its complete records, and the place where it breaks', async () => {
    const text = '[{"a":1}, {"b":2}, {"c":'
    const read = await all(put('a.json', text))
    expect(read.slice(0, 2)).toMatchObject([{ value: { a: 1 } }, { value: { b: 2 } }])
    expect(read[2]).toMatchObject({
      damage: expect.stringContaining('record 3'),
      offset: text.lastIndexOf(' {'),
    })
  })

  test('a record of an array that is not JSON fails alone', async () => {
    const read = await all(put('a.json', '[{"a":1}, {b:2}, {"c":3}]'))
    expect(read).toMatchObject([
      { value: { a: 1 } },
      { bad: expect.stringContaining('not JSON'), position: 'record 2' },
      { value: { c: 3 } },
    ])
  })
})

describe('text files', () => {
  test('lines know their numbers and bytes, with every kind of end', async () => {
    const lines = []
    for await (const line of linesOf(put('a.txt', '\ufeffone\r\n\r\n  två  \nthree'))) lines.push(line)
    expect(lines).toEqual([
      { text: 'one', number: 1, offset: 0, isLast: false },
      { text: 'två', number: 3, offset: 10, isLast: false },
      { text: 'three', number: 4, offset: 19, isLast: true },
    ])
  })

  test('a file in another encoding is named with the first byte that is wrong; UTF-16 with its mark is read', () => {
    const latin = Buffer.concat([Buffer.from('är gut, '), Buffer.from([0xe4, 0x72])])
    writeFileSync(join(folder, 'a.md'), latin)
    expect(readWhole(join(folder, 'a.md'))).toMatchObject({
      damage: expect.stringContaining('not UTF-8'),
      offset: 9,
    })
    writeFileSync(join(folder, 'b.md'), Buffer.from('\ufeffwide ü', 'utf16le'))
    expect(readWhole(join(folder, 'b.md'))).toEqual({ text: 'wide ü' })
  })
})

describe('XML rows', () => {
  test('are found however the file is laid out, and in whatever portions it is read', async () => {
    const rows = Array.from(
      { length: 2000 },
      (_, n) => `<row Id="${n}" Body="a > b &lt; c &#xA;${'ü'.repeat(n % 700)}" />`,
    )
    for (const between of ['\n  ', '\r\n', '', '<!-- a <row Id="x"/> -->']) {
      const file = put('Posts.xml', `<?xml version="1.0"?><posts>${rows.join(between)}</posts>`)
      const ids = (await rowsIn(file)).map((row) => row.Id)
      expect(ids).toEqual(rows.map((_, n) => String(n)))
    }
  })

  test('read values as XML means them, and nothing else', () => {
    expect(readRow(Buffer.from(`<row a="&lt;p&gt;&#xA;&amp;" b='"' />`))).toEqual({ a: '<p>\n&', b: '"' })
    for (const row of [
      '<row a="&x;"/>',
      '<row a=b/>',
      '<row a="1" a="2"/>',
      '<row',
      `<row ${Array.from({ length: 200 }, (_, n) => `a${n}="1"`).join(' ')}/>`,
    ]) {
      expect(readRow(Buffer.from(row)), row.slice(0, 30)).toHaveProperty('reason')
    }
  })
})

describe('MDX', () => {
  const cases: [what: string, mdx: string, markdown: string][] = [
    [
      'imports and exports',
      "import { A } from './a'\nimport {\n  B,\n} from 'b'\n\nexport const meta = {\n  title: 'x',\n}\n\ntext\n",
      'text',
    ],
    [
      'components leave their text',
      '<Callout type="info">\n\nKeep **this**.\n\n</Callout>',
      'Keep **this**.',
    ],
    ['a title of a component', '<Tab title="Linux">run it</Tab>', '**Linux**\n\nrun it'],
    [
      'code is not touched',
      '```tsx\nimport x from "y"\n<App {...props} />\n```\n\nuse `<App />` and `{a}`',
      '```tsx\nimport x from "y"\n<App {...props} />\n```\n\nuse `<App />` and `{a}`',
    ],
    ['comments and expressions', "a {/* hidden */} b {' '} c {version}", 'a  b   c '],
    [
      'attributes with tags and braces',
      '<Card icon={<Icon name="x" />} onClick={() => { go() }}>text</Card>',
      'text',
    ],
    ['a word that starts like a statement', 'exporting is easy\nimportant', 'exporting is easy\nimportant'],
    ['comparisons', 'a < b and c > d', 'a < b and c > d'],
  ]
  for (const [what, mdx, markdown] of cases)
    test(what, () => expect(withoutJsx(mdx).trim()).toBe(markdown.trim()))

  test('hostile text is read at once', () => {
    for (const text of [
      '<A '.repeat(30_000),
      '{'.repeat(50_000),
      '`'.repeat(50_000),
      '<A x={'.repeat(20_000),
      'export const a = {\n'.repeat(20_000),
      '` a'.repeat(20_000),
    ]) {
      expect(withoutJsx(text)).toBeTypeOf('string')
    }
  })
})

const quoted = (field: string) =>
  /[",\n\r]/.test(field) || field.trim() !== field || field === ''
    ? `"${field.replaceAll('"', '""')}"`
    : field

function put(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

async function fields(file: string): Promise<string[][]> {
  const rows: string[][] = []
  for await (const record of csvRecords(file, ',')) {
    if (!('fields' in record)) throw new Error(JSON.stringify(record))
    rows.push(record.fields)
  }
  return rows
}

async function all(file: string) {
  const read = []
  for await (const one of jsonValues(file, ['topics'])) read.push(one)
  return read
}

async function values(file: string): Promise<unknown[]> {
  return (await all(file)).map((one) => ('value' in one ? one.value : one))
}

async function rowsIn(file: string): Promise<Record<string, string>[]> {
  const found: Record<string, string>[] = []
  for await (const rows of xmlRows(file)) {
    if ('damage' in rows) throw new Error(rows.damage)
    for (const row of rows) found.push(readRow(row.bytes) as Record<string, string>)
  }
  return found
}
