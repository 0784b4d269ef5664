import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import type { BadItem, Damage } from '../importer.ts'
import { MAX_LINE } from './lines.ts'

/** An element of a list in a JSON file; `key` names the list, and is absent for the file's own array or value. */
export type JsonElement = { value: unknown; key?: string; file: string; position: string }

/**
 * The elements of the lists in one JSON file, streamed: of the array that the file is, or of every array under one of
 * the keys, or, where there is none of these, the one value. A scanner that knows strings and nesting finds their ends.
 */
export async function* elementsOf(
  file: string,
  keys: readonly string[],
): AsyncGenerator<JsonElement | BadItem | Damage> {
  const scan = newScan(keys)
  let offset = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    for (const cut of scanChunk(scan, chunk, offset)) yield elementOf(cut, file)
    offset += chunk.length
  }
  if (scan.depth > 0 || scan.inString) {
    const where = scan.listDepth < 0 ? 'its only record' : `record ${scan.count + 1}`
    yield { damage: `The file breaks off in ${where}.`, file, offset: Math.max(0, scan.start) }
  } else if (scan.count === 0 && !scan.hasList) {
    yield { bad: 'The file is not JSON.', file, position: 'whole file', raw: '' }
  }
}

/** What a record is known by in the exports read here; a page of records has none of these itself. */
export const ID_KEYS: readonly string[] = ['id', 'Id', 'sys_id', 'key', 'number']

type Cut = { bytes: Buffer | undefined; key: string | undefined; number: number; length: number }

/**
 * `listDepth` is the depth inside the list now read (or of the whole value when the file is no list), -1 outside;
 * `last` is the string read last, which is a key when a colon follows it; a file that begins as a record with an id
 * is one record, whatever lists it holds.
 */
type Scan = {
  keys: readonly string[]
  depth: number
  inString: boolean
  isEscaped: boolean
  listDepth: number
  listKey: string | undefined
  last: number[]
  lastKey: string
  hasList: boolean
  isRecord: boolean
  start: number
  parts: Buffer[]
  length: number
  count: number
}

function newScan(keys: readonly string[]): Scan {
  return {
    ...{ keys, depth: 0, inString: false, isEscaped: false, listDepth: -1, listKey: undefined },
    ...{ last: [], lastKey: '', hasList: false, isRecord: false, start: -1, parts: [], length: 0, count: 0 },
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN = [0x5b, 0x7b]
const CLOSE = [0x5d, 0x7d]
/** Keys stand this deep at most: a page, or a page inside its wrappers. */
const KEY_DEPTH = 4
const KEY_LENGTH = 40

function* scanChunk(scan: Scan, chunk: Buffer, offset: number): Generator<Cut> {
  let from = scan.listDepth < 0 ? -1 : 0
  const isOutside = () => scan.listDepth < 0
  for (let at = 0; at < chunk.length; at++) {
    const byte = chunk[at]!
    if (scan.inString) {
      if (scan.isEscaped) scan.isEscaped = false
      else if (byte === BACKSLASH) scan.isEscaped = true
      else if (byte === QUOTE) scan.inString = false
      else if (isOutside() && scan.last.length < KEY_LENGTH) scan.last.push(byte)
      continue
    }
    if (byte === QUOTE) {
      scan.inString = true
      scan.last = []
    } else if (byte === COLON && isOutside() && scan.depth <= KEY_DEPTH) {
      scan.lastKey = Buffer.from(scan.last).toString('latin1')
      if (scan.depth === 1 && ID_KEYS.includes(scan.lastKey)) scan.isRecord = true
    } else if (byte === COMMA) {
      if (scan.depth === scan.listDepth) {
        yield* closed(scan, chunk.subarray(from, at))
        from = at + 1
        scan.start = offset + at + 1
      } else if (isOutside()) scan.lastKey = ''
    } else if (byte === OPEN[0] || byte === OPEN[1]) {
      scan.depth++
      const isRoot = scan.depth === 1 && byte === OPEN[0]
      const isNamed = byte === OPEN[0] && !scan.isRecord && scan.keys.includes(scan.lastKey)
      if (isOutside() && (isRoot || isNamed)) {
        scan.listDepth = scan.depth
        scan.listKey = isRoot ? undefined : scan.lastKey
        scan.hasList = true
        from = at + 1
        scan.start = offset + at + 1
      }
    } else if (byte === CLOSE[0] || byte === CLOSE[1]) {
      if (scan.depth === scan.listDepth) {
        yield* closed(scan, chunk.subarray(from, at))
        scan.listDepth = -1
        scan.lastKey = ''
      }
      scan.depth = Math.max(0, scan.depth - 1)
    }
  }
  if (!isOutside()) keep(scan, Buffer.from(chunk.subarray(Math.max(0, from))))
}

function keep(scan: Scan, bytes: Buffer): void {
  scan.length += bytes.length
  if (scan.length <= MAX_LINE) scan.parts.push(bytes)
  else scan.parts = scan.parts.slice(0, 1)
}

function* closed(scan: Scan, bytes: Buffer): Generator<Cut> {
  keep(scan, bytes)
  const whole = scan.parts.length === 1 ? scan.parts[0]! : Buffer.concat(scan.parts)
  const { length } = scan
  scan.parts = []
  scan.length = 0
  if (length <= MAX_LINE && whole.toString('latin1').trim() === '') return
  scan.count++
  yield { bytes: length > MAX_LINE ? undefined : whole, key: scan.listKey, number: scan.count, length }
}

function elementOf(cut: Cut, file: string): JsonElement | BadItem {
  const position = `record ${cut.number}`
  const bad = (reason: string): BadItem => {
    return { bad: reason, file, position, raw: cut.bytes?.toString('latin1', 0, 2000) ?? '' }
  }
  if (cut.bytes === undefined) return bad(`The record is ${cut.length} bytes long; ${MAX_LINE} is the most.`)
  if (!isUtf8(cut.bytes)) return bad('The record is not UTF-8 text.')
  try {
    const value = JSON.parse(cut.bytes.toString('utf8').replace(/^\ufeff/, '')) as unknown
    return { value, ...(cut.key !== undefined && { key: cut.key }), file, position }
  } catch (error) {
    return bad(`The record is not JSON: ${error instanceof Error ? error.message.slice(0, 120) : ''}`)
  }
}
