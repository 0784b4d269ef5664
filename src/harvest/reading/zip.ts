/** The table of contents of a zip archive, read by itself: entries are checked before any of them is unpacked. */
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { Refused } from '../../lib/errors.ts'

/** A file in an archive: where its bytes begin and how many they are, packed and unpacked. */
export type ZipEntry = {
  name: string
  packed: number
  unpacked: number
  crc: number
  method: number
  header: number
}

/** Most entries and bytes of a table of contents. */
const MAX_ENTRIES = 500_000
const MAX_DIRECTORY = 200_000_000

/** The files of an archive, folders left out. Refuses what is no zip, broken off, encrypted, or would leave its folder. */
export function zipEntries(path: string): ZipEntry[] {
  const file = openSync(path, 'r')
  try {
    const end = endOf(file, path)
    if (end.count > MAX_ENTRIES || end.size > MAX_DIRECTORY) throw refused(path, 'has too many entries')
    return entriesIn(bytesAt(file, end.offset, end.size), path)
  } finally {
    closeSync(file)
  }
}

/** The bytes of one entry, unpacked as they are read. */
export function zipStream(path: string, entry: ZipEntry): Readable {
  const file = openSync(path, 'r')
  const head = bytesAt(file, entry.header, 30)
  closeSync(file)
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw refused(path, 'is damaged')
  const start = entry.header + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  const packed = createReadStream(path, { start, end: Math.max(start, start + entry.packed - 1) })
  if (entry.method === 0) return packed
  const inflate = createInflateRaw()
  packed.on('error', (error) => inflate.destroy(error))
  return packed.pipe(inflate)
}

/** Throws when a name would leave the folder it is unpacked to, or is none. */
export function refuseName(name: string, path: string): void {
  const parts = name.split('/')
  const isBad = name === '' || name.length > 1000 || /[\u0000-\u001f]/.test(name)
  if (isBad || name.startsWith('/') || /^[a-z]:/i.test(name) || parts.includes('..'))
    throw refused(path, `holds the entry "${name.slice(0, 100)}", which would be unpacked outside its folder`)
}

type End = { count: number; size: number; offset: number }

/** The record at the very end, behind a comment perhaps, that says where the table of contents lies. */
function endOf(file: number, path: string): End {
  const { size } = fstatSync(file)
  const from = Math.max(0, size - 65_557)
  const tail = bytesAt(file, from, size - from)
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x06054b50) continue
    const end = {
      count: tail.readUInt16LE(at + 10),
      size: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    }
    const isLarge = end.count === 0xffff || end.size === 0xffffffff || end.offset === 0xffffffff
    const found = isLarge ? largeEnd(file, from + at - 20, path) : end
    if (found.offset + found.size > size) break
    return found
  }
  throw refused(path, 'is no zip archive, or its end is missing')
}

/** The same for archives above four gigabytes (zip64). */
function largeEnd(file: number, at: number, path: string): End {
  const locator = bytesAt(file, Math.max(0, at), 20)
  if (locator.length < 20 || locator.readUInt32LE(0) !== 0x07064b50) throw refused(path, 'is damaged')
  const record = bytesAt(file, Number(locator.readBigUInt64LE(8)), 56)
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) throw refused(path, 'is damaged')
  const at64 = (offset: number) => Number(record.readBigUInt64LE(offset))
  return { count: at64(32), size: at64(40), offset: at64(48) }
}

function entriesIn(bytes: Buffer, path: string): ZipEntry[] {
  const entries: ZipEntry[] = []
  for (let at = 0; at + 46 <= bytes.length; ) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw refused(path, 'is damaged')
    const lengths = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [number, number, number]
    const next = at + 46 + lengths[0] + lengths[1] + lengths[2]
    if (next > bytes.length) throw refused(path, 'is damaged')
    const entry = entryAt(bytes, at, lengths, path)
    if (!entry.name.endsWith('/')) entries.push(entry)
    at = next
  }
  return entries
}

function entryAt(bytes: Buffer, at: number, [nameLength, extraLength]: number[], path: string): ZipEntry {
  const name = bytes.toString('utf8', at + 46, at + 46 + nameLength!).replaceAll('\\', '/')
  refuseName(name, path)
  const method = bytes.readUInt16LE(at + 10)
  const mode = bytes.readUInt32LE(at + 38) >>> 16
  if ((mode & 0xf000) === 0xa000) throw refused(path, `holds a link ("${name}")`)
  if ((bytes.readUInt16LE(at + 8) & 1) !== 0) throw refused(path, 'is encrypted')
  if (method !== 0 && method !== 8) throw refused(path, `packs "${name}" in a way Winnow does not read`)
  const extra = bytes.subarray(at + 46 + nameLength!, at + 46 + nameLength! + extraLength!)
  const [unpacked, packed, header] = widened(
    extra,
    [24, 20, 42].map((offset) => bytes.readUInt32LE(at + offset)),
  )
  return {
    name,
    method,
    crc: bytes.readUInt32LE(at + 16),
    unpacked: unpacked!,
    packed: packed!,
    header: header!,
  }
}

/** Sizes and places that do not fit in four bytes stand in an extra field, in this order. */
function widened(extra: Buffer, values: number[]): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let from = at + 4
    return values.map((value) => {
      if (value !== 0xffffffff || from + 8 > extra.length) return value
      from += 8
      return Number(extra.readBigUInt64LE(from - 8))
    })
  }
  return values
}

function bytesAt(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, length))
  return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, offset))
}

function refused(path: string, why: string): Refused {
  return new Refused(`The archive ${path} ${why}. Nothing of it was unpacked.`)
}
