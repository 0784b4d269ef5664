import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '../../src/lib/hash.ts'
import { manifestBytes } from '../../src/publish/manifest.ts'
import { type Entry, releaseFiles, wholeHash } from '../../src/publish/release-files.ts'
import { targetNamed } from '../../src/publish/targets/index.ts'
import { counted } from '../../src/publish/targets/rsync.ts'
import { type Built, headersOf, type Target } from '../../src/publish/targets/target.ts'

const FIRST = {
  'index.html': '<h1>Help</h1>',
  'answers/refund/index.html': '<h1>Refund</h1>',
  'assets/site.0123abcd4567.css': 'body{}',
}
const SECOND = {
  'index.html': '<h1>Help us</h1>',
  'answers/refund/index.html': '<h1>Refund</h1>',
  'answers/größe/index.html': '<h1>Size</h1>',
}

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'winnow-targets-'))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

/** A release with these files, on disk with its manifest. */
function built(release: number, contents: Record<string, string>): Built {
  const folder = join(base, 'releases', String(release))
  const entries = new Map<string, Entry>()
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
    entries.set(path, { sha256: sha256(text), bytes: Buffer.byteLength(text), input: 'x' })
  }
  const files = releaseFiles(entries)
  const manifest = { release, hash: wholeHash(files), files }
  writeFileSync(join(folder, 'manifest.json'), manifestBytes(manifest))
  return { folder, manifest }
}
const bring = (target: Target, release: Built) => target.deploy(release, { isDryRun: false })

describe('a folder', () => {
  const folder = () => join(base, 'www')
  const target = () => targetNamed(folder(), {})

  test('gets what changed, loses what is gone, and keeps what others put there later', async () => {
    expect(await bring(target(), built(1, FIRST))).toMatchObject({ uploaded: 3, removed: 0, unchanged: 0 })
    writeFileSync(join(folder(), 'robots-of-ours.txt'), 'keep')

    expect(await bring(target(), built(2, SECOND))).toMatchObject({ uploaded: 2, removed: 1, unchanged: 1 })

    expect(readFileSync(join(folder(), 'index.html'), 'utf8')).toBe(SECOND['index.html'])
    expect(existsSync(join(folder(), 'assets/site.0123abcd4567.css'))).toBe(false)
    expect(existsSync(join(folder(), 'robots-of-ours.txt'))).toBe(true)
    expect(await bring(target(), built(2, SECOND))).toMatchObject({ uploaded: 0, removed: 0, unchanged: 3 })
  })

  test('gets its longer texts compressed beside them when asked, and loses both together', async () => {
    const long = {
      'index.html': '<p>again</p>'.repeat(200),
      'old/index.html': '<p>old</p>'.repeat(200),
      'a.png': 'x'.repeat(2000),
    }
    await target().deploy(built(1, long), { isDryRun: false, isPrecompressed: true })
    expect(brotliDecompressSync(readFileSync(join(folder(), 'index.html.br'))).toString()).toBe(
      long['index.html'],
    )
    expect(gunzipSync(readFileSync(join(folder(), 'index.html.gz'))).toString()).toBe(long['index.html'])
    expect(existsSync(join(folder(), 'a.png.br'))).toBe(false)

    await target().deploy(built(2, { 'index.html': 'x' }), { isDryRun: false, isPrecompressed: true })
    expect(existsSync(join(folder(), 'old/index.html.br'))).toBe(false)
    expect(existsSync(join(folder(), 'index.html.gz'))).toBe(false)
  })

  test('is only looked at in a dry run', async () => {
    expect(await target().deploy(built(1, FIRST), { isDryRun: true })).toMatchObject({ uploaded: 3 })
    expect(existsSync(folder())).toBe(false)
  })

  test('that holds something else is refused and stays as it was', async () => {
    mkdirSync(folder())
    writeFileSync(join(folder(), 'thesis.doc'), 'mine')
    await expect(bring(target(), built(1, FIRST))).rejects.toThrow('did not put there')
    writeFileSync(join(base, 'file'), '')
    await expect(bring(targetNamed(join(base, 'file'), {}), built(1, FIRST))).rejects.toThrow('not a folder')
  })

  test('whose manifest names files outside loses none of them', async () => {
    writeFileSync(join(base, 'outside.txt'), 'safe')
    mkdirSync(folder())
    const outside = ['../outside.txt', '/outside.txt', 'a/../../outside.txt']
    const files = releaseFiles(outside.map((path) => [path, { sha256: sha256(path), bytes: 1, input: 'x' }]))
    writeFileSync(join(folder(), 'manifest.json'), manifestBytes({ release: 1, hash: 'x', files }))
    await bring(target(), built(2, SECOND))
    expect(readFileSync(join(base, 'outside.txt'), 'utf8')).toBe('safe')
  })
})

describe('a bucket', () => {
  let server: Server
  let store: Map<string, { body: string; headers: IncomingMessage['headers'] }>
  let asked: string[]
  let fail: (request: string, response: ServerResponse) => boolean
  const env = () => ({
    AWS_ACCESS_KEY_ID: 'AKIATEST',
    AWS_SECRET_ACCESS_KEY: 'very-secret',
    WINNOW_S3_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  })
  const target = () => targetNamed('s3://help/faq', env())
  beforeEach(async () => {
    store = new Map()
    asked = []
    fail = () => false
    server = createServer(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const path = decodeURIComponent(request.url!)
      asked.push(`${request.method} ${path}`)
      if (!/^AWS4-HMAC-SHA256 Credential=AKIATEST\//.test(request.headers.authorization ?? ''))
        return response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>')
      if (fail(`${request.method} ${path}`, response)) return
      if (request.method === 'PUT')
        store.set(path, { body: Buffer.concat(parts).toString(), headers: request.headers })
      if (request.method === 'DELETE') store.delete(path)
      const found = store.get(path)
      response.writeHead(request.method === 'GET' && !found ? 404 : 200).end(found?.body ?? '')
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })

  test('gets signed requests: parts, then pages, then the manifest; only what changed; deletes last', async () => {
    await bring(target(), built(1, FIRST))
    expect(asked[1]).toBe('PUT /help/faq/assets/site.0123abcd4567.css')
    expect(asked.at(-1)).toBe('PUT /help/faq/manifest.json')
    expect(store.get('/help/faq/index.html')!.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=60, must-revalidate',
    })
    expect(store.get('/help/faq/assets/site.0123abcd4567.css')!.headers['cache-control']).toContain(
      'immutable',
    )

    asked = []
    await bring(target(), built(2, SECOND))
    expect(asked.slice(1).sort()).toEqual([
      'DELETE /help/faq/assets/site.0123abcd4567.css',
      'PUT /help/faq/answers/größe/index.html',
      'PUT /help/faq/index.html',
      'PUT /help/faq/manifest.json',
    ])
    expect(asked.at(-1)).toMatch(/^DELETE/)
  })

  test('that fails once is asked again; one that goes on failing is named, and the next run takes it up', async () => {
    let failures = 1
    fail = (request, response) => {
      const isHit = request.includes('refund') && failures-- > 0
      if (isHit) response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>')
      return isHit
    }
    await bring(target(), built(1, FIRST))
    expect(store.has('/help/faq/answers/refund/index.html')).toBe(true)

    failures = 99
    store.clear()
    await expect(bring(target(), built(2, SECOND))).rejects.toThrow('503 SlowDown')
    expect(store.has('/help/faq/manifest.json')).toBe(false)
    failures = 0
    await bring(target(), built(2, SECOND))
    expect(store.has('/help/faq/manifest.json')).toBe(true)
  })

  test('that refuses us, or without keys, is said in a sentence without the secret', async () => {
    const wrong = targetNamed('s3://help', { ...env(), AWS_ACCESS_KEY_ID: 'OTHER' })
    const said = await bring(wrong, built(1, FIRST)).catch((error: Error) => error.message)
    expect(said).toContain('s3://help refused to give manifest.json: 403 AccessDenied')
    expect(said).not.toContain('very-secret')
    expect(() => targetNamed('s3://help', {})).toThrow('AWS_ACCESS_KEY_ID is not set')
  })
})

describe('a branch', () => {
  const git = (...given: string[]) => execFileSync('git', given, { cwd: base, encoding: 'utf8' })

  test('gets one commit per release, with everything others keep there, and none when nothing changed', async () => {
    git('init', '--quiet', '--bare', 'pages.git')
    const target = targetNamed(`git+file://${join(base, 'pages.git')}#site`, {})

    await bring(target, built(1, FIRST))
    await bring(target, built(2, SECOND))
    expect(await bring(target, built(2, SECOND))).toMatchObject({ uploaded: 0 })

    expect(git('-C', 'pages.git', 'log', '--format=%s', 'site').trim().split('\n')).toEqual([
      expect.stringContaining('Publish release 2'),
      expect.stringContaining('Publish release 1'),
    ])
    expect(git('-C', 'pages.git', 'show', 'site:index.html')).toBe(SECOND['index.html'])
    expect(git('-C', 'pages.git', 'ls-tree', '-r', '--name-only', '-z', 'site')).not.toContain('assets/')
  })

  test('of a repository that is not there is refused with what git said, without the password', async () => {
    const target = targetNamed('git+https://me:hunter2@127.0.0.1:9/none#site', {})
    const said = await bring(target, built(1, FIRST)).catch((error: Error) => error.message)
    expect(said).toContain('Publishing to https://127.0.0.1:9/none#site failed')
    expect(said).not.toContain('hunter2')
  })
})

test('another machine by rsync: what it says is counted; without the program a sentence says so', async () => {
  const said = 'send 0 answers/\nsend 123 index.html\ndel. 0 old/index.html\ndel. 0 old/\nsent 500 bytes'
  expect(counted(said, 10)).toEqual({ uploaded: 1, removed: 1, unchanged: 9, bytes: 123 })
  const path = process.env.PATH
  process.env.PATH = base
  try {
    const target = targetNamed('ssh://web@host.example/srv/faq', {})
    await expect(bring(target, built(1, FIRST))).rejects.toThrow('needs the program rsync')
  } finally {
    process.env.PATH = path
  }
  expect(() => targetNamed('ssh://host.example/', {})).toThrow('names no folder')
})

test('a place that is none is refused with examples, and without its password', () => {
  expect(() => targetNamed('ftp://me:hunter2@host/x', {})).toThrow('"ftp://host/x" is not a place')
})

test('types and lifetimes fit the files of a release', () => {
  expect(headersOf('search/ab12cd34ef.bin')['content-type']).toBe('application/octet-stream')
  expect(headersOf('changes.atom')['content-type']).toBe('application/atom+xml')
  expect(headersOf('search/root.bin')['cache-control']).not.toContain('immutable')
})
