import { Busboy, type BusboyInstance } from '@fastify/busboy'
import type { Request } from 'express'
import { Invalid } from '../lib/errors.ts'

/** A form with one file in it, as a browser sends it. */
export type FormWithFile = {
  body: Record<string, string>
  /** Null when no file was chosen. */
  file: { name: string; bytes: Buffer } | null
}

/** The text beside a file may be as long as a whole article. */
const MOST_TEXT = 4_000_000

const DAMAGED = 'The form arrived damaged. Send it again.'

/** Reads a form with its file into memory, at most `largest` bytes of it; more is refused with a sentence. */
export async function readFormWithFile(request: Request, largest: number): Promise<FormWithFile> {
  const type = request.headers['content-type'] ?? ''
  if (!/^multipart\/form-data;/i.test(type)) throw new Invalid('Choose a file and send the form again.')
  const form: FormWithFile = { body: {}, file: null }
  const reader = readerFor(type, largest)
  let isTooLarge = false
  reader.on('field', (name, value, _isNameCut, isCut) => {
    if (isCut) isTooLarge = true
    if (Object.hasOwn(form.body, name) || name === '__proto__') return
    form.body[name] = value
  })
  let tellDamaged = () => {}
  reader.on('file', (_field, stream, name) => {
    // A file that is cut off is told to its own stream, and a stream nobody listens to ends the process.
    stream.on('error', () => tellDamaged())
    const pieces: Buffer[] = []
    stream.on('data', (piece: Buffer) => pieces.push(piece))
    stream.on('limit', () => {
      isTooLarge = true
    })
    stream.on('end', () => {
      const bytes = Buffer.concat(pieces)
      if (form.file === null && (bytes.length > 0 || name !== '')) form.file = { name, bytes }
    })
  })
  await new Promise<void>((done, fail) => {
    tellDamaged = () => fail(new Invalid(DAMAGED))
    reader.on('finish', done)
    reader.on('error', tellDamaged)
    request.on('aborted', () => fail(new Invalid('The upload was broken off.')))
    request.pipe(reader)
  })
  if (isTooLarge)
    throw new Invalid([
      { field: 'file', code: 'large', message: `Send at most ${largest / 1_000_000} MB at once.` },
    ])
  return form
}

function readerFor(type: string, largest: number): BusboyInstance {
  const limits = { files: 1, fields: 60, fieldSize: MOST_TEXT, fileSize: largest + 1, parts: 80 }
  try {
    return new Busboy({ headers: { 'content-type': type }, limits })
  } catch {
    throw new Invalid(DAMAGED)
  }
}
