import { createReadStream, statSync } from 'node:fs'
import type { BadItem, Damage } from '../importer.ts'
import { elementsOf } from './json-elements.ts'
import { linesOf } from './lines.ts'
import { MAX_WHOLE, readWhole } from './whole.ts'

/** A value of a JSON file; `position` is for people. */
export type JsonValue = { value: unknown; file: string; position: string; offset: number }

/**
 * The records of a JSON file however it is laid out: one object, an array of them, or one per line (NDJSON).
 * Arrays and lines are streamed, so their size does not matter; one record alone must fit in memory.
 */
export async function* jsonValues(
  file: string,
  keys: readonly string[] = [],
): AsyncGenerator<JsonValue | BadItem | Damage> {
  if (statSync(file).size === 0) yield { damage: 'The file is empty.', file, offset: 0 }
  else if (/\.(?:ndjson|jsonl)$/i.test(file)) yield* jsonLines(file)
  else if (statSync(file).size > MAX_WHOLE) yield* largeJson(file, keys)
  else yield* wholeJson(file, keys)
}

/** An array, one record per line, or one object with the list under one of the keys; nothing is read as a whole. */
async function* largeJson(
  file: string,
  keys: readonly string[],
): AsyncGenerator<JsonValue | BadItem | Damage> {
  if ((await firstByte(file)) === 0x5b) yield* jsonArray(file)
  else if (keys.length === 0 || (await isLines(file))) yield* jsonLines(file)
  else for await (const read of elementsOf(file, keys)) yield 'value' in read ? { ...read, offset: 0 } : read
}

/** Whether the first line is a whole record. */
async function isLines(file: string): Promise<boolean> {
  for await (const line of linesOf(file)) return !('bad' in line) && parsed(line.text) !== undefined
  return false
}

async function firstByte(file: string): Promise<number | undefined> {
  for await (const chunk of createReadStream(file, { end: 1000 }) as AsyncIterable<Buffer>) {
    return chunk.find((byte) => byte > 32 && byte < 0x80)
  }
  return undefined
}

/** One value per line; a broken line fails alone, a last line that breaks off is damage. */
export async function* jsonLines(file: string): AsyncGenerator<JsonValue | BadItem | Damage> {
  for await (const line of linesOf(file)) {
    const position = `line ${line.number}`
    if ('bad' in line) {
      yield { bad: line.bad, file, position, raw: line.beginning }
      continue
    }
    const value = parsed(line.text)
    if (value !== undefined) yield { value: value.value, file, position, offset: line.offset }
    else if (line.isLast && isCutOff(line.text)) {
      yield { damage: `The file breaks off in ${position}.`, file, offset: line.offset }
    } else {
      yield { bad: `The line is not JSON: ${jsonError(line.text)}`, file, position, raw: line.text }
    }
  }
}

async function* wholeJson(
  file: string,
  keys: readonly string[],
): AsyncGenerator<JsonValue | BadItem | Damage> {
  const read = readWhole(file)
  if ('damage' in read) {
    yield read
    return
  }
  const whole = parsed(read.text)
  if (whole === undefined) {
    const start = read.text.trimStart()
    if (start.startsWith('[')) yield* jsonArray(file)
    else if (/^\{[^\n]*\}\s*\n\s*\{/.test(start)) yield* jsonLines(file)
    else if (isCutOff(start))
      yield { damage: `The file breaks off: ${jsonError(read.text)}`, file, offset: statSync(file).size }
    else
      yield {
        bad: `The file is not JSON: ${jsonError(read.text)}`,
        file,
        position: 'whole file',
        raw: read.text,
      }
    return
  }
  const list = listIn(whole.value, keys)
  if (list === undefined) yield { value: whole.value, file, position: 'whole file', offset: 0 }
  else
    for (const [index, value] of list.entries()) {
      yield { value, file, position: list.length === 1 ? 'whole file' : `record ${index + 1}`, offset: 0 }
    }
}

/** The array itself, or the one under one of the keys that this kind of export uses. */
function listIn(value: unknown, keys: readonly string[]): unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (value === null || typeof value !== 'object') return undefined
  for (const key of keys) {
    const inner = (value as Record<string, unknown>)[key]
    if (Array.isArray(inner)) return inner
  }
  return undefined
}

/** The elements of one long array, cut at its commas by a scanner that knows strings and nesting. */
async function* jsonArray(file: string): AsyncGenerator<JsonValue | BadItem | Damage> {
  let depth = 0
  let inString = false
  let isEscaped = false
  let start = 0
  let offset = 0
  let count = 0
  let parts: Buffer[] = []
  let isDone = false
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    let from = depth >= 1 ? 0 : -1
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!
      if (inString) {
        if (isEscaped) isEscaped = false
        else if (byte === 0x5c) isEscaped = true
        else if (byte === 0x22) inString = false
        continue
      }
      if (byte === 0x22) inString = true
      const isEnd = (byte === 0x2c && depth === 1) || ((byte === 0x5d || byte === 0x7d) && depth === 1)
      if (isEnd && !isDone) {
        parts.push(chunk.subarray(from, at))
        const text = Buffer.concat(parts).toString('utf8').trim()
        parts = []
        from = at + 1
        if (text !== '') yield element(text, file, ++count, start)
        start = offset + at + 1
        isDone = byte !== 0x2c
      }
      if (byte === 0x5b || byte === 0x7b) {
        if (depth === 0) {
          from = at + 1
          start = offset + at + 1
        }
        depth++
      } else if (byte === 0x5d || byte === 0x7d) depth--
    }
    if (depth >= 1 && from >= 0) parts.push(Buffer.from(chunk.subarray(from)))
    offset += chunk.length
  }
  if (!isDone) yield { damage: `The file breaks off in record ${count + 1}.`, file, offset: start }
}

function element(text: string, file: string, number: number, offset: number): JsonValue | BadItem {
  const position = `record ${number}`
  const value = parsed(text)
  if (value === undefined)
    return { bad: `The record is not JSON: ${jsonError(text)}`, file, position, raw: text }
  return { value: value.value, file, position, offset }
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function jsonError(text: string): string {
  try {
    JSON.parse(text)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 120) : ''
  }
}

/** Whether a text that does not parse would do so if it went on: it ends inside a string or with brackets open. */
function isCutOff(text: string): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (inString) {
      if (sign === '\\') at++
      else if (sign === '"') inString = false
    } else if (sign === '"') inString = true
    else if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') depth--
  }
  return /^[[{]/.test(text.trimStart()) && (inString || depth > 0)
}
