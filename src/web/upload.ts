import { randomBytes } from 'node:crypto'
import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import type { Request } from 'express'
import { Invalid, Refused } from '../lib/errors.ts'
import { bytes } from './words.ts'

/** Files as they arrived: the name of their folder, and each file's path in it. */
export type Received = { folder: string; files: { name: string; bytes: number }[] }

const MAX_FILES = 5000
/** The database needs room too, in bytes. */
const MARGIN = 200_000_000

/**
 * Streams the files of a form to a new folder under `root`, at most `most` bytes of them. When anything goes wrong
 * nothing is left behind, and the rest of what the browser sends is read and thrown away, so that it sees the answer.
 */
export async function receiveUpload(
  request: Request,
  limits: { root: string; most: number },
): Promise<Received> {
  const type = request.headers['content-type'] ?? ''
  if (!/^multipart\/form-data;/i.test(type)) throw new Invalid('Choose at least one file.')
  const folder = randomBytes(12).toString('hex')
  const home = join(limits.root, folder)
  try {
    const announced = Number(request.headers['content-length'] ?? 0)
    if (announced > limits.most + 1_000_000) throw tooLarge(limits.most)
    mkdirSync(home, { recursive: true, mode: 0o700 })
    await refuseIfFull(home, announced)
    const files = await receive(request, type, home, limits.most)
    if (files.length === 0)
      throw new Invalid([{ field: 'files', code: 'missing', message: 'Choose at least one file.' }])
    return { folder, files }
  } catch (error) {
    request.unpipe()
    request.resume()
    rmSync(home, { recursive: true, force: true })
    throw isFull(error) ? new Refused(FULL) : error
  }
}

async function receive(
  request: Request,
  type: string,
  home: string,
  most: number,
): Promise<Received['files']> {
  const reader = busboyFor(type)
  const files: Received['files'] = []
  const writing: Promise<void>[] = []
  const taken = new Set<string>()
  const stop = new AbortController()
  let total = 0
  try {
    await new Promise<void>((done, fail) => {
      reader.on('file', (_field, stream, given) => {
        const name = freeName(safePath(given ?? ''), taken)
        if (name === '') {
          stream.resume()
          return
        }
        taken.add(name.toLowerCase())
        const file = { name, bytes: 0 }
        files.push(file)
        const count = (size: number) => {
          file.bytes += size
          total += size
          if (total > most) throw tooLarge(most)
        }
        const written = write(stream, join(home, name), count, stop.signal)
        writing.push(written)
        written.catch(fail)
      })
      reader.on('filesLimit', () =>
        fail(new Invalid(`Send at most ${MAX_FILES} files at once, or one zip archive.`)),
      )
      reader.on('error', () => fail(new Invalid('The upload arrived damaged. Send it again.')))
      reader.on('finish', () => Promise.all(writing).then(() => done(), fail))
      const brokenOff = () => fail(new Invalid('The upload was broken off. Send it again.'))
      request.on('close', () => !request.complete && brokenOff())
      if (request.destroyed) brokenOff()
      else request.pipe(reader)
    })
    return files
  } finally {
    stop.abort()
    await Promise.allSettled(writing)
  }
}

async function write(
  stream: Readable,
  path: string,
  count: (size: number) => void,
  signal: AbortSignal,
): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      count(chunk.length)
      yield chunk
    }
  }
  await pipeline(stream, counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal })
}

function busboyFor(type: string): InstanceType<typeof Busboy> {
  const limits = { files: MAX_FILES, fields: 20, fieldSize: 1000, parts: MAX_FILES + 40, headerPairs: 50 }
  try {
    return new Busboy({ headers: { 'content-type': type }, limits, preservePath: true })
  } catch {
    throw new Invalid('The upload arrived damaged. Send it again.')
  }
}

/** A path that stays inside its folder whatever a browser calls it; empty when nothing of it is left. */
export function safePath(given: string): string {
  return given
    .normalize('NFC')
    .split(/[/\\]/)
    .map((part) => part.replace(/[\u0000-\u001f\u007f<>:"|?*]/g, '_').replace(/^[. ]+|[. ]+$/g, ''))
    .filter((part) => part !== '')
    .slice(-12)
    .map((part) => shortened(part))
    .join('/')
}

/** The end of a name says what it is, so the middle goes. */
function shortened(part: string): string {
  return part.length > 120 ? `${part.slice(0, 90)}~${part.slice(-28)}` : part
}

function freeName(name: string, taken: Set<string>): string {
  if (name === '' || !taken.has(name.toLowerCase())) return name
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > name.lastIndexOf('/') ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  let n = 2
  while (taken.has(`${stem} (${n})${ending}`.toLowerCase())) n++
  return `${stem} (${n})${ending}`
}

async function refuseIfFull(folder: string, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < needed + MARGIN) throw new Refused(FULL)
}

const FULL =
  'The disk of the server is full. Make room, or ask an administrator to, and send the files again.'

function tooLarge(most: number): Invalid {
  const message = `Send at most ${bytes(most)} at once. Larger exports are imported on the server with the command "import".`
  return new Invalid([{ field: 'files', code: 'large', message }])
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}
