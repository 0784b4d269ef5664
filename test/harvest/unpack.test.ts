// Archives are made here byte by byte, so that the bad ones can be bad in just one way.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { freshDb } from '../support/db.ts'

const sources = fileURLToPath(new URL('../../data/sources/', import.meta.url))
let db: Db
let folder: string
let temporary: string
const usual = process.env.TMPDIR
beforeEach(() => {
  db = freshDb()
  folder = mkdtempSync(join(tmpdir(), 'winnow-packed-'))
  temporary = mkdtempSync(join(tmpdir(), 'winnow-temporary-'))
  process.env.TMPDIR = temporary
})
afterEach(() => {
  if (usual === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = usual
  // The loader of a worker may keep what it compiled; nothing of ours may stay.
  expect(readdirSync(temporary).filter((name) => !name.startsWith('tsx'))).toEqual([])
  for (const one of [folder, temporary]) rmSync(one, { recursive: true, force: true })
})

describe('what is packed arrives as if it were not', () => {
  test('a zip of a dump: the same threads, with the site’s address from the archive’s name', async () => {
    const files = readdirSync(join(sources, 'stackexchange')).filter((name) => name.endsWith('.xml'))
    const path = put(
      'bicycles.stackexchange.com.zip',
      zip(files.map((name) => [name, source(`stackexchange/${name}`)])),
    )

    const summary = await bring(path)

    expect(summary).toMatchObject({ format: 'stackexchange', state: 'complete', created: 3, failed: 0 })
    expect(all('SELECT url FROM threads LIMIT 1')[0]!.url).toMatch(
      /^https:\/\/bicycles\.stackexchange\.com\//,
    )
  })

  test('a gzipped table with its mapping beside it', async () => {
    put('mapping.json', source('cases/mapping.json'))
    const path = put('cases.csv.gz', gzipSync(source('cases/cases.csv')))

    expect(await bring(path, 'case')).toMatchObject({ format: 'csv', state: 'complete', created: 28 })
    db = freshDb()
    expect(await bring(folder, 'case')).toMatchObject({ format: 'csv', state: 'complete', created: 28 })
  })

  test('a folder of packed topics beside unpacked ones', async () => {
    put('1043.json', source('forum/1043.json'))
    put('1051.json.gz', gzipSync(source('forum/1051.json')))

    expect(await bring(folder)).toMatchObject({ format: 'discourse', state: 'complete', created: 2 })
  })

  test('a broken record is listed under its place in the archive', async () => {
    const path = put('export.zip', zip([['deep/threads.jsonl', Buffer.from('{"type":"thread","id":"1"}\n')]]))

    await bring(path)

    expect(all('SELECT file FROM import_failures')[0]!.file).toBe(`${path}/deep/threads.jsonl`)
    expect(all('SELECT paths FROM import_runs')[0]!.paths).toBe(JSON.stringify([path]))
  })

  test('a gzip file that breaks off gives its complete records and says so', async () => {
    const lines = Array.from({ length: 2000 }, (_, n) => line(n)).join('\n')
    const bytes = gzipSync(lines)
    const path = put('threads.jsonl.gz', bytes.subarray(0, bytes.length - 2000))

    const summary = await bring(path)

    expect(summary.state).toBe('incomplete')
    expect(summary.created).toBeGreaterThan(100)
    expect(summary.damageFile).toBe(path)
  })

  test('a .7z without a program for it is refused with what to do, and read when there is one', async () => {
    const path = put('forum.7z', Buffer.from("7z\u00bc\u00af'\u001c0000", 'latin1'))
    const before = process.env.PATH
    process.env.PATH = folder
    try {
      await expect(bring(path)).rejects.toThrow(/neither 7zz nor bsdtar is on this machine\. Install one/)
      put('threads.jsonl', Buffer.from(line(1)))
      tool('/bin/cat', 'Path = threads.jsonl\nSize = 12\n')
      expect(await bring(path)).toMatchObject({ format: 'winnow', created: 1 })
      for (const listing of [
        'Path = ../out\n',
        'Path = /etc/x\n',
        'Path = a\nSymbolic Link = /etc\n',
        'Path = a\nSize = 99999999\n',
      ]) {
        tool('/bin/cat', listing)
        await expect(bring(path), listing).rejects.toThrow(/outside its folder|holds a link|would grow/)
      }
    } finally {
      process.env.PATH = before
    }
  })
})

describe('an archive that is not safe is refused, and leaves nothing behind', () => {
  const good: [string, Buffer] = ['threads.jsonl', Buffer.from(line(1))]
  const cases: [why: string, bytes: () => Buffer, says: RegExp][] = [
    [
      'an entry above its folder',
      () => zip([good, ['../evil.jsonl', good[1]]]),
      /"\.\.\/evil.jsonl", which would be unpacked outside/,
    ],
    ['one deeper that climbs out', () => zip([['a/../../evil.jsonl', good[1]]]), /outside its folder/],
    ['one with backslashes', () => zip([['..\\evil.jsonl', good[1]]]), /outside its folder/],
    ['an absolute path', () => zip([['/etc/evil.jsonl', good[1]]]), /outside its folder/],
    ['a drive', () => zip([['C:/evil.jsonl', good[1]]]), /outside its folder/],
    ['a NUL byte in the name', () => zip([['a\u0000.jsonl', good[1]]]), /outside its folder/],
    ['a link', () => zip([['link.jsonl', Buffer.from('/etc/passwd')]], { mode: 0o120777 }), /holds a link/],
    ['an encrypted entry', () => zip([good], { flags: 1 }), /is encrypted/],
    ['a bomb', () => zip([['threads.jsonl', Buffer.alloc(30_000_000, 32)]]), /200 times its size/],
    [
      'a bomb that lies about its size',
      () => zip([['threads.jsonl', Buffer.alloc(30_000_000, 32)]], { claimed: 10 }),
      /200 times its size/,
    ],
    ['a wrong checksum', () => zip([good], { crc: 1 }), /is damaged in "threads.jsonl"/],
    ['a table of contents cut off', () => zip([good]).subarray(0, -30), /its end is missing/],
    ['two entries of one name', () => zip([good, good]), /is damaged/],
    [
      'a file that is also a folder',
      () =>
        zip([
          ['a', good[1]],
          ['a/b.jsonl', good[1]],
        ]),
      /is damaged/,
    ],
  ]
  for (const [why, bytes, says] of cases) {
    test(why, async () => {
      const path = put('export.zip', bytes())
      await expect(bring(path)).rejects.toThrow(says)
      expect(all('SELECT * FROM sources')).toEqual([])
      expect(existsSync(join(folder, '..', 'evil.jsonl'))).toBe(false)
    })
  }

  test('a gzip bomb', async () => {
    const path = put('threads.jsonl.gz', gzipSync(Buffer.alloc(40_000_000, 32)))
    await expect(bring(path)).rejects.toThrow(/200 times its size/)
  })

  test('something that only has the name of an archive', async () => {
    await expect(bring(put('export.zip', Buffer.from('hello')))).rejects.toThrow(
      'is in no format Winnow knows',
    )
    await expect(bring(put('empty.zip', Buffer.alloc(0)))).rejects.toThrow('is in no format Winnow knows')
  })
})

type Wrong = { mode?: number; flags?: number; claimed?: number; crc?: number }

function zip(files: [string, Buffer][], wrong: Wrong = {}): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const [name, bytes] of files) {
    const packed = deflateRawSync(bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(wrong.flags ?? 0, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(wrong.crc ?? crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(wrong.claimed ?? bytes.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(((wrong.mode ?? 0o100644) << 16) >>> 0, 6)
    tail.writeUInt32LE(offset, 10)
    centrals.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.alloc(2), common, tail, Buffer.from(name)]),
    )
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** A stand-in for a program of the machine: lists what it is told, and "unpacks" the file that lies beside it. */
function tool(cat: string, listing: string): void {
  const script = `#!/bin/sh
case "$1" in l) ${cat} "${folder}/listing";; x) for part in "$@"; do case "$part" in -o*) ${cat} "${folder}/threads.jsonl" > "\${part#-o}/threads.jsonl";; esac; done;; esac`
  writeFileSync(join(folder, 'listing'), listing)
  writeFileSync(join(folder, '7zz'), script)
  chmodSync(join(folder, '7zz'), 0o755)
}

function bring(path: string, authority: 'community' | 'case' = 'community') {
  return harvest(db, { source: { slug: 'packed', authority }, format: 'auto', paths: [path], by: null })
}

function all(sql: string): Record<string, unknown>[] {
  return db.$client.prepare(sql).all() as Record<string, unknown>[]
}

function put(name: string, bytes: Buffer): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

function source(name: string): Buffer {
  return readFileSync(join(sources, name))
}

function line(n: number): string {
  const thread = {
    type: 'thread',
    id: `t${n}`,
    title: `No network ${n}`,
    body: `Gone since ${n * 7919}.`,
    bodyFormat: 'text',
  }
  return JSON.stringify({ ...thread, createdAt: '2026-01-01T00:00:00Z', posts: [] })
}
