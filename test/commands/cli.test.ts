import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FORUM = join(ROOT, 'data/sources/forum')
const DOCS = join(ROOT, 'data/sources/official/caskwell')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the command line as a person would; `json` is the last line of stdout. */
function winnow(args: string[], data = join(folder, 'data')) {
  const result = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, WINNOW_DATA: data, WINNOW_LOG: 'silent' },
    timeout: 90_000,
  })
  const last = result.stdout.trim().split('\n').at(-1) ?? ''
  return {
    status: result.status,
    says: result.stderr,
    json: last.startsWith('{') ? JSON.parse(last) : undefined,
  }
}

test('import, promote, validate, publish, search: the whole way by command, with the keys scripts build on', () => {
  const imported = winnow([
    'import',
    '--format',
    'auto',
    '--source',
    'forum',
    '--authority',
    'community',
    FORUM,
    '--json',
  ])
  expect(imported.json).toMatchObject({
    records: 78,
    created: 78,
    updated: 0,
    unchanged: 0,
    failed: 0,
    ignored: 0,
  })
  expect(imported.json).toHaveProperty('run')
  expect(imported.json).toHaveProperty('seconds')
  const again = winnow(['import', '--format', 'discourse', '--source', 'forum', FORUM, '--json'])
  expect(again.json).toMatchObject({ created: 0, unchanged: 78 })
  const docs = [
    'import',
    '--format',
    'auto',
    '--source',
    'docs',
    '--authority',
    'official',
    '--product',
    'Caskwell',
    DOCS,
    '--json',
  ]
  expect(winnow(docs).json).toMatchObject({ created: 8 })
  expect(winnow(['adopt', '--source', 'docs', '--json']).json).toEqual({ adopted: 8, skipped: 0 })

  const { candidates } = winnow(['candidates', '--limit', '40', '--json']).json
  const best = candidates.find(
    (row: { class: string }) => row.class === 'not-captured' || row.class === 'new',
  )
  expect(Object.keys(best)).toEqual(
    expect.arrayContaining(['id', 'threadId', 'externalId', 'title', 'class', 'score', 'reasons']),
  )
  const promoted = winnow(['promote', String(best.id), '--json'])
  expect(promoted.json).toMatchObject({ article: 9, version: 1 })
  expect(winnow(['validate', '9', '--json']).json).toMatchObject({ article: 9, version: 1 })
  expect(winnow(['publish-article', promoted.json.slug, '--json']).json).toMatchObject({
    article: 9,
    version: 1,
  })

  const published = winnow(['publish', '--json'])
  expect(published.status).toBe(0)
  for (const key of [
    'release',
    'pages',
    'added',
    'changed',
    'removed',
    'unchanged',
    'bytes',
    'hash',
    'seconds',
  ]) {
    expect(published.json).toHaveProperty(key)
  }
  const found = winnow(['search', best.title, '--public', '--json']).json.results
  expect(found[0]).toMatchObject({ kind: 'article', slug: promoted.json.slug })
  const staff = winnow(['search', 'recovery', 'key', '--json']).json.results
  expect(Object.keys(staff[0])).toEqual(
    expect.arrayContaining(['kind', 'id', 'source', 'externalId', 'url', 'title', 'score']),
  )

  const queries = join(folder, 'queries.jsonl')
  writeFileSync(
    queries,
    `{"id":"q1","query":${JSON.stringify(best.title)}}\n{"id":"q2","query":"zzzzqqqq"}\n`,
  )
  const out = join(folder, 'results.jsonl')
  expect(winnow(['search', '--public', '--batch', queries, '--out', out]).status).toBe(0)
  const lines = readFileSync(out, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map((line) => line.id)).toEqual(['q1', 'q2'])
  expect(lines[0].results[0].slug).toBe(promoted.json.slug)
}, 180_000)

test('export, import into an empty database, export again: byte by byte the same', () => {
  const out = (name: string) => join(folder, name)
  const first = winnow(['export', '--out', out('export-1'), '--json'])
  expect(first.json).toMatchObject({ threads: 78, documents: 8, articles: 9 })
  const other = join(folder, 'other')

  const back = winnow(
    [
      'import',
      '--format',
      'winnow',
      '--source',
      'forum',
      '--authority',
      'community',
      out('export-1'),
      '--json',
    ],
    other,
  )
  expect(back.status).toBe(0)
  winnow(['export', '--out', out('export-2')], other)

  const diff = spawnSync('diff', ['-r', out('export-1'), out('export-2')], { encoding: 'utf8' })
  expect(diff.stdout.slice(0, 500)).toBe('')
  expect(winnow(['export', '--out', out('export-1')])).toMatchObject({ status: 1 })
}, 180_000)

test('backup, check and restore', () => {
  const file = join(folder, 'backup.sqlite')
  expect(winnow(['backup', file, '--json']).json).toMatchObject({ ok: true })
  expect(winnow(['check', '--json']).json).toMatchObject({ ok: true })
  expect(winnow(['restore', file, '--json']).json).toMatchObject({ ok: true })
  expect(winnow(['backup', file])).toMatchObject({
    status: 1,
    says: expect.stringContaining('exists already'),
  })
}, 120_000)

test('contradictions are judged, scanned and exported', () => {
  const pairs = join(folder, 'pairs.jsonl')
  const pair = {
    id: 'a',
    official: 'Attachments can be up to 25 MB.',
    community: 'Attachments can be up to 50 MB.',
  }
  writeFileSync(
    pairs,
    `${JSON.stringify(pair)}\n${JSON.stringify({ ...pair, id: 'b', community: pair.official })}\n`,
  )
  const verdicts = join(folder, 'verdicts.jsonl')
  expect(winnow(['contradictions', 'judge', '--pairs', pairs, '--out', verdicts, '--json']).json).toEqual({
    pairs: 2,
    contradictions: 1,
  })
  const [first] = readFileSync(verdicts, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(first).toMatchObject({ id: 'a', label: 'contradiction' })
  expect(Object.keys(first)).toEqual(expect.arrayContaining(['tier', 'kind', 'confidence']))

  expect(winnow(['contradictions', 'scan', '--json']).json).toHaveProperty('pairs')
  const flags = join(folder, 'flags.jsonl')
  expect(winnow(['contradictions', 'export', '--out', flags, '--json']).json.flags).toBeGreaterThan(0)
  const flag = readFileSync(flags, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .find((line) => line.thread !== null)
  expect(flag).toMatchObject({ threadSource: 'forum' })
  expect(Object.keys(flag)).toEqual(
    expect.arrayContaining([
      'claim',
      'evidence',
      'kind',
      'tier',
      'confidence',
      'thread',
      'post',
      'document',
      'article',
    ]),
  )
}, 120_000)

test('bad input gets a sentence and the right status', () => {
  const file = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  const attempt = (path: string, format = 'auto') =>
    winnow(['import', '--format', format, '--source', 'bad', '--authority', 'community', path])

  expect(winnow(['conquer'])).toMatchObject({
    status: 2,
    says: expect.stringContaining("unknown command 'conquer'"),
  })
  expect(winnow(['import'])).toMatchObject({ status: 2 })
  expect(winnow(['validate', 'nothing'])).toMatchObject({
    status: 1,
    says: expect.stringContaining('no article "nothing"'),
  })
  expect(attempt(file('empty.json', ''))).toMatchObject({
    status: 1,
    says: expect.stringContaining('empty.json'),
  })
  expect(attempt(file('other.json', '{"a":1}'), 'discourse')).toMatchObject({
    status: 1,
    says: expect.stringContaining('other.json'),
  })
  expect(attempt(join(folder, 'not-there'))).toMatchObject({
    status: 1,
    says: expect.stringContaining('not-there'),
  })
  expect(winnow(['user', 'add', 'x y', '--role', 'editor'])).toMatchObject({ status: 1 })
}, 180_000)

test('a port in use is said, with what to do', async () => {
  const server = createServer()
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port))
  })

  const result = winnow(['serve', '--port', String(port)])

  server.close()
  expect(result).toMatchObject({ status: 1, says: expect.stringContaining(`Port ${port} is in use`) })
}, 60_000)
