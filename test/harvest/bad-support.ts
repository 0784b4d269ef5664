import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import type { Authority } from '../../src/db/words.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { freshDb } from '../support/db.ts'

export const sources = fileURLToPath(new URL('../../data/sources/', import.meta.url))

/** An empty database and a folder of files, new for each test of a file that calls `openBad`. */
export let db: Db
export let folder: string

export function openBad(): void {
  beforeEach(() => {
    db = freshDb()
    folder = mkdtempSync(join(tmpdir(), 'winnow-bad-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
}

/** An empty database in the middle of a test. */
export function startAnew(): void {
  db = freshDb()
}

export function bring(format: string, path: string, slug = 'bad', authority: Authority = 'community') {
  return harvest(db, { source: { slug, authority }, format, paths: [path], by: null })
}

export function all(sql: string): Record<string, unknown>[] {
  return db.$client.prepare(sql).all() as Record<string, unknown>[]
}

export function put(name: string, text: string): string {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

/** A line of Winnow JSONL that is in order, but for `parts`. */
export function line(id: string, parts: Record<string, unknown> = {}): string {
  const thread = {
    type: 'thread',
    id,
    title: 'No network',
    body: 'It is gone.',
    bodyFormat: 'text',
    createdAt: '2026-01-01T00:00:00Z',
    posts: [],
  }
  return JSON.stringify({ ...thread, ...parts })
}

/** A topic of the demo's forum. */
export function topic(id: string): unknown {
  return JSON.parse(readFileSync(join(sources, 'forum', `${id}.json`), 'utf8'))
}

/** Names of rules that are broken. */
export function sound(): string[] {
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
