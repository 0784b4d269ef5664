import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { elementsOf } from '../../src/harvest/reading/json-elements.ts'
import { type PageRecord, pageRecords } from '../../src/harvest/reading/pages.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-pages-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const KEYS = ['tickets', 'users']

test('a page gives the records of its lists, each with its list’s name; what is no list is passed over', async () => {
  const page = { count: 2, meta: { tickets: 'no list' }, users: [{ id: 9 }], tickets: [{ id: 1 }, { id: 2 }] }
  expect(await brief('a.json', page)).toEqual(['tickets 1', 'tickets 2', 'users 9'])
  expect(await brief('a.json', { response: { tickets: [{ id: 1 }] } })).toEqual(['tickets 1'])
  expect(await brief('a.json', { tickets: { id: 1 } })).toEqual(['tickets 1'])
  expect(await brief('a.json', [page, { tickets: [{ id: 3 }] }])).toEqual([
    ...['tickets 1', 'tickets 2', 'users 9', 'tickets 3'],
  ])
})

test('a record with an id is one, whatever lists it holds', async () => {
  expect(await brief('a.json', { id: 5, tickets: [{ id: 1 }] })).toEqual([' 5'])
  expect(await brief('a.json', [{ id: 5, users: [{ id: 1 }] }, { id: 6 }])).toEqual([' 5', ' 6'])
})

test('pages and records one per line, whatever the file is called', async () => {
  const lines = `{"tickets":[{"id":1}]}\n{"id":2}\n`
  expect(await brief('a.ndjson', lines)).toEqual(['tickets 1', ' 2'])
  expect(await brief('a.json', lines)).toEqual(['tickets 1', ' 2'])
})

test('a file too large for one piece gives the same records, cut out by the scanner', async () => {
  const text = 'a "quoted" [bracket] {brace} \\ comma, ünïcödé 漢字 " tickets": [ '
  const tickets = Array.from({ length: 4000 }, (_one, id) => ({
    id,
    text: text.repeat(40),
    users: [[{ id: 1 }]],
  }))
  const page = { meta: { note: '"tickets": [' }, users: [{ id: 9 }], empty: [], tickets, end: true }

  const whole = await brief('a.json', page)

  expect(JSON.stringify(page).length).toBeGreaterThan(8_000_000)
  expect(whole).toEqual(['users 9', ...tickets.map((one) => `tickets ${one.id}`)])
  const array = await records('b.json', JSON.stringify(tickets, null, 1))
  expect(array.map((one) => one.value)).toEqual(tickets)
})

test('the scanner finds the same wherever the file is cut into pieces', async () => {
  const inner = { a: '\\', b: '"]}', c: [{ d: [] }, '\u2028', 1.5e3, null] }
  const page = { response: { users: [inner, inner], tickets: [] } }
  for (const pad of [0, 1, 2, 3, 262_100, 262_130, 262_143, 262_144]) {
    const file = put('a.json', `${' '.repeat(pad)}${JSON.stringify(page)}`)
    const found = await collect(elementsOf(file, KEYS))
    expect(found, String(pad)).toMatchObject([{ value: inner, key: 'users' }, { value: inner }])
    expect(found).toHaveLength(2)
  }
})

test('a page that breaks off keeps the records before, and says where; one broken record fails alone', async () => {
  const text = JSON.stringify({ tickets: [{ id: 1 }, { id: 2 }, { id: 3 }] })
  for (let cut = 24; cut < text.length; cut++) {
    const found = await collect(pageRecords(put('a.json', text.slice(0, cut)), KEYS))
    const damage = found.filter((one) => 'damage' in one)
    expect(damage, text.slice(0, cut)).toHaveLength(1)
    expect(found.filter((one) => 'value' in one).length).toBeLessThanOrEqual(3)
    expect(found.filter((one) => 'bad' in one)).toEqual([])
  }
  const broken = await collect(
    pageRecords(put('a.json', '{"tickets":[{"id":1},{"id":oops},{"id":3}]}'), KEYS),
  )
  expect(broken).toMatchObject([{ value: { id: 1 } }, { position: 'record 2' }, { value: { id: 3 } }])
  expect(broken[1]).toHaveProperty('bad')
})

test('what is no JSON is one failure', async () => {
  for (const text of ['hello', '<html></html>', ']', '{"a" 1}', '"tickets"x']) {
    const found = await collect(pageRecords(put('a.json', text), KEYS))
    expect(
      found.filter((one) => 'value' in one),
      text,
    ).toEqual([])
    expect(found.length, text).toBe(1)
  }
})

async function brief(name: string, content: unknown): Promise<string[]> {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return (await records(name, text)).map((one) => `${one.key ?? ''} ${(one.value as { id: number }).id}`)
}

async function records(name: string, text: string): Promise<PageRecord[]> {
  const found = await collect(pageRecords(put(name, text), KEYS))
  expect(found.filter((one) => !('value' in one))).toEqual([])
  return found.filter((one) => 'value' in one)
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

function put(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}
