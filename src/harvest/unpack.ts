/**
 * Archives are read as if they were unpacked: .zip, .gz and .7z go, streamed and bounded, into a temporary folder
 * that is gone when the import is. Several importers read a file twice or jump about in it, which no packed stream
 * allows; this way all of them read all archives.
 */
import {
  closeSync,
  copyFileSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, sep } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createGunzip } from 'node:zlib'
import { Refused } from '../lib/errors.ts'
import type { Damage, Item } from './importer.ts'
import { mappingBeside } from './mapping.ts'
import { namesUnder } from './probe.ts'
import { unpackSevenZip } from './reading/seven-zip.ts'
import { zipEntries, zipStream } from './reading/zip.ts'

/** Paths an importer can read, with what was damaged; `nameOf` gives a file's place in its archive for people. */
export type Unpacked = { paths: string[]; damages: Damage[]; nameOf(file: string): string; close(): void }

/** How many times its size a file may grow; text packs by 3 to 30. Small files may. */
const MAX_RATIO = 200
const SMALL = 65_536
const ARCHIVE = /\.(?:zip|gz|7z)$/i

/** Unpacks what is packed under `scratch`; other paths stay as they are. Refuses an archive that is unsafe or cannot be opened. */
export async function unpack(paths: string[], scratch: string = tmpdir()): Promise<Unpacked> {
  const work: Work = { scratch, folder: undefined, names: new Map(), damages: [] }
  const close = () => {
    if (work.folder !== undefined) rmSync(work.folder, { recursive: true, force: true })
  }
  try {
    const opened: string[] = []
    for (const path of paths) opened.push(...(await openPath(path, work)))
    return { paths: opened, damages: work.damages, nameOf: (file) => nameIn(work, file), close }
  } catch (error) {
    close()
    throw error
  }
}

/** Items with the names of their files as people know them, and at the end what was damaged in the archives. */
export async function* asPacked(items: AsyncIterable<Item>, unpacked: Unpacked): AsyncGenerator<Item> {
  for await (const item of items) {
    if ('file' in item) yield { ...item, file: unpacked.nameOf(item.file) }
    else yield item
  }
  yield* unpacked.damages
}

type Work = { scratch: string; folder: string | undefined; names: Map<string, string>; damages: Damage[] }

/** A folder stands for what is unpacked from the archives in it, and for itself when it holds other files too. */
async function openPath(path: string, work: Work): Promise<string[]> {
  const status = statSync(path, { throwIfNoEntry: false })
  if (status === undefined) return [path]
  if (!status.isDirectory()) return isArchive(path) ? [await openArchive(path, work)] : [path]
  const names = namesUnder(path, Number.POSITIVE_INFINITY)
  const archives = names.filter((name) => ARCHIVE.test(name) && isArchive(join(path, name)))
  if (archives.length === 0) return [path]
  const others = names.filter(
    (name) => !archives.includes(name) && !/(?:^|\/)(?:mapping\.json|readme[^/]*)$/i.test(name),
  )
  const opened: string[] = others.length === 0 ? [] : [path]
  for (const name of archives) opened.push(await openArchive(join(path, name), work))
  return opened
}

/** By its first bytes: a name alone proves nothing. */
function isArchive(path: string): boolean {
  const bytes = Buffer.alloc(6)
  const file = openSync(path, 'r')
  readSync(file, bytes, 0, 6, 0)
  closeSync(file)
  const start = bytes.toString('latin1')
  return (
    start.startsWith('PK\u0003\u0004') ||
    start.startsWith('PK\u0005\u0006') ||
    start.startsWith('\u001f\u008b') ||
    start.startsWith("7z\u00bc\u00af'\u001c")
  )
}

async function openArchive(path: string, work: Work): Promise<string> {
  work.folder ??= mkdtempSync(join(work.scratch, 'winnow-unpacked-'))
  const place = join(work.folder, String(work.names.size + 1))
  const name = basename(path).replace(ARCHIVE, '') || 'archive'
  const to = join(place, name)
  mkdirSync(place)
  work.names.set(place, path)
  const mapping = mappingBeside(path)
  if (mapping !== undefined) copyFileSync(mapping, join(place, 'mapping.json'))
  const start = Buffer.alloc(2)
  const file = openSync(path, 'r')
  readSync(file, start, 0, 2, 0)
  closeSync(file)
  if (start[0] === 0x1f) await openGzip(path, to, work)
  else {
    mkdirSync(to)
    if (mapping !== undefined) copyFileSync(mapping, join(to, 'mapping.json'))
    if (start.toString('latin1') === 'PK') await openZip(path, to)
    else await unpackSevenZip(path, to, Math.max(SMALL, statSync(path).size * MAX_RATIO))
  }
  return to
}

/** A gzip file that breaks off gives what it holds up to there. */
async function openGzip(path: string, to: string, work: Work): Promise<void> {
  const { size } = statSync(path)
  const counted = bounded(path, size)
  try {
    await pipeline(createReadStream(path), createGunzip(), counted, createWriteStream(to, { flags: 'wx' }))
  } catch (error) {
    if (error instanceof Refused || !isPackingError(error)) throw error
    work.damages.push({ damage: 'The archive is damaged or breaks off.', file: path, offset: size })
  }
}

async function openZip(path: string, to: string): Promise<void> {
  const entries = zipEntries(path)
  const whole = { grown: 0, most: Math.max(SMALL, statSync(path).size * MAX_RATIO) }
  for (const entry of entries) {
    if (/(?:^|\/)(?:\.|__MACOSX\/)/.test(entry.name)) continue
    const target = join(to, ...entry.name.split('/'))
    if (!target.startsWith(to + sep))
      throw new Refused(`The archive ${path} holds an entry that leaves its folder.`)
    const counted = bounded(path, entry.packed, whole)
    try {
      mkdirSync(dirname(target), { recursive: true })
      await pipeline(zipStream(path, entry) as Readable, counted, createWriteStream(target, { flags: 'wx' }))
    } catch (error) {
      if (error instanceof Refused || !isPackingError(error)) throw error
      throw new Refused(
        `The archive ${path} is damaged in "${entry.name}". Pack it again and import it again.`,
      )
    }
    if (counted.sum() !== entry.crc)
      throw new Refused(
        `The archive ${path} is damaged in "${entry.name}". Pack it again and import it again.`,
      )
  }
}

/** Lets bytes through and counts them; stops an entry, or an archive, that grows beyond belief. */
function bounded(path: string, packed: number, whole = { grown: 0, most: Number.POSITIVE_INFINITY }) {
  const most = Math.max(SMALL, packed * MAX_RATIO)
  let grown = 0
  let sum = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      grown += chunk.length
      whole.grown += chunk.length
      sum = crc32(chunk, sum)
      const isBomb = grown > most || whole.grown > whole.most
      if (isBomb)
        done(
          new Refused(
            `The archive ${path} grows to more than ${MAX_RATIO} times its size, as no real data does. It was not read.`,
          ),
        )
      else done(null, chunk)
    },
  })
  return Object.assign(stream, { sum: () => sum })
}

function isPackingError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    /^Z_|^ERR_(?:STREAM|ZLIB)|^EEXIST$|^ENOTDIR$|^EISDIR$/.test(String(error.code))
  )
}

/** "export.zip/topics/1.json" for a file that lies in the temporary folder. */
function nameIn(work: Work, file: string): string {
  for (const [place, archive] of work.names) {
    if (!file.startsWith(place + sep)) continue
    const rest = file
      .slice(place.length + 1)
      .split(sep)
      .slice(1)
      .join('/')
    return rest === '' ? archive : `${archive}/${rest}`
  }
  return file
}
