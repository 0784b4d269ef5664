import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Authority } from '../../src/db/words.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { freshDb } from '../support/db.ts'

export type Json = Record<string, unknown>

let folder: string

/** Gives each test of the file an empty folder to lay its export out in. */
export function inOwnFolder(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'winnow-desks-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
}

/** What a JSON file holds. */
export function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** The rows of a CSV file, read the plain way: the whole text, sign by sign. */
export function table(path: string): Record<string, string>[] {
  const rows: string[][] = [['']]
  let isQuoted = false
  for (const sign of readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .replace(/""/g, '\u0001')) {
    const row = rows.at(-1)!
    if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && sign === ',') row.push('')
    else if (!isQuoted && sign === '\n') rows.push([''])
    else if (sign !== '\r') row[row.length - 1] += sign === '\u0001' ? '"' : sign
  }
  const [header, ...lines] = rows.filter((row) => row.length > 1)
  return lines.map((line) => Object.fromEntries(header!.map((name, index) => [name, line[index] ?? ''])))
}

/** The answers recorded in a file of requests, by their addresses. */
export function recorded(path: string): { at: string; answer: unknown }[] {
  const { api } = read(path) as { api: Record<string, Record<string, { response: unknown }>> }
  return Object.values(api).flatMap((calls) =>
    Object.entries(calls).flatMap(([at, call]) =>
      (Array.isArray(call) ? call : [call]).map((one: { response: unknown }) => ({
        at,
        answer: one.response,
      })),
    ),
  )
}

/** A file of the test's export. */
export function put(name: string, value: unknown): void {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
}

/** Imports the test's export, or the given paths, into an empty database. */
export async function bring(authority: Authority, paths = [folder], format = 'auto') {
  const db = freshDb()
  const source = { slug: 'real', authority }
  const summary = await harvest(db, { source, format, paths, by: null })
  const all = (sql: string) => db.$client.prepare(sql).all() as Json[]
  const count = (table: string, where: string) =>
    all(`SELECT count(*) AS n FROM ${table} WHERE ${where}`)[0]!.n
  const text = () =>
    ['raw_records', 'threads', 'posts', 'documents', 'import_failures']
      .map((table) => JSON.stringify(all(`SELECT * FROM ${table}`)))
      .join('\n')
  return { summary, all, count, text }
}
