import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Invalid } from '../../src/lib/errors.ts'
import { scanFile } from '../../src/safety/scan-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-safety-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function scan(lines: string[], words?: string) {
  writeFileSync(join(folder, 'in.jsonl'), lines.join('\n'))
  const out = join(folder, 'out.jsonl')
  const summary = await scanFile({
    in: join(folder, 'in.jsonl'),
    out,
    ...(words === undefined ? {} : { words }),
  })
  const written = readFileSync(out, 'utf8').split('\n').filter(Boolean)
  return { summary, written: written.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

const thread = {
  type: 'thread',
  id: 'c-1',
  authority: 'case',
  title: 'Bluebird does not start',
  body: 'Call +49 30 901820.',
  bodyFormat: 'text',
  createdAt: '2024-01-01T00:00:00Z',
  unheardOf: 1,
  posts: [
    {
      id: 'p1',
      author: 'x',
      role: 'staff',
      body: '<p>ask max@firma.de</p>',
      bodyFormat: 'html',
      createdAt: '',
    },
  ],
}

test('a line a finding and a line an item, with positions in the field as given', async () => {
  const { summary, written } = await scan([JSON.stringify(thread)], '\nbluebird\n')

  expect(written).toEqual([
    {
      item: 'c-1',
      post: null,
      field: 'title',
      start: 0,
      end: 8,
      text: 'Bluebird',
      kind: 'code-name',
      confidence: 0.99,
    },
    {
      item: 'c-1',
      post: null,
      field: 'body',
      start: 5,
      end: 18,
      text: '+49 30 901820',
      kind: 'phone',
      confidence: 0.97,
    },
    {
      item: 'c-1',
      post: 'p1',
      field: 'body',
      start: 7,
      end: 19,
      text: 'max@firma.de',
      kind: 'email',
      confidence: 0.98,
    },
    { item: 'c-1', class: 'public-ok', reasons: [] },
  ])
  expect(summary).toEqual({ items: 1, findings: 3, caseOnly: 0, failed: 0, failures: [], notes: [] })
})

test('a line that cannot be read fails alone and is named', async () => {
  const { summary, written } = await scan([
    '{"type":"thread"',
    JSON.stringify(thread),
    '',
    '{"type":"cake","id":"1"}',
    '{"type":"thread"}',
  ])

  expect(summary.items).toBe(1)
  expect(summary.failures.map((failure) => failure.line)).toEqual([1, 4, 5])
  expect(summary.failures[0]!.message).toMatch(/^It is not JSON/)
  expect(written.at(-1)).toEqual({ item: 'c-1', class: 'public-ok', reasons: [] })
})

test('a restricted document stays inside, a public one may go out', async () => {
  const document = {
    type: 'document',
    id: 'd',
    title: 'Limits',
    body: 'Up to 5,000 rows.',
    bodyFormat: 'markdown',
  }
  const { written } = await scan([
    JSON.stringify(document),
    JSON.stringify({ ...document, visibility: 'restricted' }),
  ])

  expect(written.map((line) => line.class)).toEqual(['public-ok', 'case-only'])
})

test('a thread without an authority is a case unless it has what only a forum has', async () => {
  const plain = { ...thread, authority: undefined, author: 'Maria Schulz', body: 'Maria here', posts: [] }
  const { written } = await scan([JSON.stringify(plain), JSON.stringify({ ...plain, id: 'f-1', views: 12 })])

  expect(written.filter((line) => line.kind === 'person').map((line) => line.item)).toEqual(['c-1'])
})

test('the file that is read is never overwritten, and a missing one leaves nothing behind', async () => {
  const path = join(folder, 'same.jsonl')
  writeFileSync(path, '')

  await expect(scanFile({ in: path, out: path })).rejects.toThrow(Invalid)
  await expect(scanFile({ in: join(folder, 'none'), out: join(folder, 'out.jsonl') })).rejects.toThrow(
    'ENOENT',
  )
  expect(existsSync(join(folder, 'out.jsonl'))).toBe(false)
  expect(existsSync(join(folder, 'out.jsonl.part'))).toBe(false)
})
