import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { SaxesParser } from 'saxes'
import { Refused } from '../../lib/errors.ts'
import type { Damage } from '../importer.ts'

/** A `<row …/>` of a table written as XML: where its bytes lie in the file, and the bytes themselves. */
export type XmlRow = { bytes: Buffer; offset: number }

/** Longest row, in bytes; a longer one is no post. */
export const MAX_ROW = 16_000_000
const MAX_ATTRIBUTES = 100

/**
 * The rows of a file of the form `<posts><row …/>…</posts>`, in portions, streamed. No value may contain "<", so the
 * next one ends a row however the file is laid out, and a broken row cannot take others along. A document type is
 * refused: it could pull in other files. What follows the last complete row of a cut-off file is reported as damage.
 */
export async function* xmlRows(file: string): AsyncGenerator<XmlRow[] | Damage> {
  let rest: Buffer = Buffer.alloc(0)
  let offset = 0
  let isClosed = false
  let isBegun = false
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const rows: XmlRow[] = []
    let at = bytes.indexOf(LESS)
    if (!isBegun && at === -1 && bytes.length > 1000) break
    while (at !== -1) {
      isBegun = true
      const next = bytes.indexOf(LESS, isComment(bytes, at) ? endOfComment(bytes, at) : at + 1)
      if (next === -1) break
      if (isRow(bytes, at)) rows.push({ bytes: bytes.subarray(at, next), offset: offset + at })
      else if (bytes[at + 1] === BANG) refuseDoctype(bytes, at, file)
      at = next
    }
    const kept = at === -1 ? bytes.length : at
    rest = bytes.subarray(kept)
    offset += kept
    if (rows.length > 0) yield rows
    if (rest.length > MAX_ROW) {
      yield { damage: `A row longer than ${MAX_ROW} bytes begins here.`, file, offset }
      return
    }
  }
  if (rest.length > 1 && rest[1] === SLASH) isClosed = rest.includes(GREATER)
  if (isClosed) return
  const damage = isBegun ? 'The file breaks off before its end.' : 'The file is empty or no XML.'
  yield { damage, file, offset }
}

/** The values of a row, or why it cannot be read. */
export function readRow(bytes: Buffer): Record<string, string> | { reason: string } {
  if (!isUtf8(bytes)) return { reason: 'The row is not UTF-8 text.' }
  const text = bytes.toString('utf8').trimEnd()
  const values: Record<string, string> = {}
  let reason = ''
  const parser = new SaxesParser({ fragment: true })
  parser.on('error', (error) => {
    reason ||= error.message.slice(0, 200)
  })
  parser.on('opentag', (tag) => {
    const names = Object.keys(tag.attributes)
    if (names.length > MAX_ATTRIBUTES) reason ||= `The row has ${names.length} values.`
    else Object.assign(values, tag.attributes)
  })
  parser.write(text.endsWith('/>') ? text : `${text}</row>`).close()
  return reason === '' ? values : { reason: `The row is not well-formed XML: ${reason}` }
}

const LESS = 0x3c
const GREATER = 0x3e
const SLASH = 0x2f
const BANG = 0x21

function isRow(bytes: Buffer, at: number): boolean {
  const after = bytes[at + 4]
  const isName = bytes[at + 1] === 0x72 && bytes[at + 2] === 0x6f && bytes[at + 3] === 0x77
  return isName && (after === 32 || after === 10 || after === 13 || after === 9 || after === SLASH)
}

function isComment(bytes: Buffer, at: number): boolean {
  return bytes[at + 1] === BANG && bytes[at + 2] === 0x2d && bytes[at + 3] === 0x2d
}

function endOfComment(bytes: Buffer, at: number): number {
  const end = bytes.indexOf('-->', at + 4)
  return end === -1 ? bytes.length : end
}

function refuseDoctype(bytes: Buffer, at: number, file: string): void {
  if (!/^<!(?:DOCTYPE|ENTITY)/i.test(bytes.toString('latin1', at, at + 12))) return
  throw new Refused(
    `${file} has a document type (<!DOCTYPE …>), which could pull in other files. Remove it and import again.`,
  )
}
