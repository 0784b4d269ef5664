import { createReadStream, statSync } from 'node:fs'
import type { BadItem, Damage } from '../importer.ts'
import { elementsOf } from './json-elements.ts'
import { linesOf } from './lines.ts'
import { MAX_WHOLE, readWhole } from './whole.ts'

/** A value of a JSON file; `position` is for people. */
export type JsonValue = { value: unknown; file: string; position: string }

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
  if ((await firstByte(file)) === 0x5b) yield* elementsOf(file, [])
  else if (keys.length === 0 || (await isLines(file))) yield* jsonLines(file)
  else yield* elementsOf(file, keys)
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
    if (value !== undefined) yield { value: value.value, file, position }
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
    if (start.startsWith('[')) yield* elementsOf(file, [])
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
  if (list === undefined) yield { value: whole.value, file, position: 'whole file' }
  else
    for (const [index, value] of list.entries()) {
      yield { value, file, position: list.length === 1 ? 'whole file' : `record ${index + 1}` }
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
