import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'

/** A line of a file without its end; `offset` is where it begins, in bytes, `number` counts from 1. */
export type Line = { text: string; number: number; offset: number }
/** A line that cannot be used; its beginning is kept for a person to look at. */
export type BadLine = { bad: string; beginning: string; number: number; offset: number }

/** Longest line that is read, in bytes; a longer one is skipped without ever being in memory as a whole. */
export const MAX_LINE = 24_000_000

/**
 * The lines of a UTF-8 file (LF or CRLF, with or without a byte order mark), streamed. Blank lines are left out and
 * blanks around a line removed, unless `asIs`. `isLast` tells whether the file ended inside the line, as a cut-off
 * file does.
 */
export async function* linesOf(
  file: string,
  asIs = false,
): AsyncGenerator<(Line | BadLine) & { isLast: boolean }> {
  let number = 0
  let offset = 0
  let parts: Buffer[] = []
  let held = 0
  let length = 0
  const take = (chunk: Buffer) => {
    length += chunk.length
    if (held + chunk.length > MAX_LINE && held > 0) return
    parts.push(chunk)
    held += chunk.length
  }
  const lineOf = (isLast: boolean, end: number) => {
    number++
    const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    const line = readLine(bytes, length, number, offset, asIs)
    offset += length + end
    parts = []
    held = 0
    length = 0
    return line === undefined ? undefined : { ...line, isLast }
  }
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      take(chunk.subarray(from, at))
      from = at + 1
      const line = lineOf(false, 1)
      if (line !== undefined) yield line
    }
    if (from < chunk.length) take(Buffer.from(chunk.subarray(from)))
  }
  if (length === 0) return
  const line = lineOf(true, 0)
  if (line !== undefined) yield line
}

function readLine(
  bytes: Buffer,
  length: number,
  number: number,
  offset: number,
  asIs: boolean,
): Line | BadLine | undefined {
  const beginning = () => bytes.toString('latin1', 0, 2000)
  if (length > MAX_LINE) {
    return {
      bad: `The line is ${length} bytes long; ${MAX_LINE} is the most.`,
      beginning: beginning(),
      number,
      offset,
    }
  }
  let from = number === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let to = bytes.length
  if (asIs && bytes[to - 1] === 13) to--
  while (!asIs && from < to && isBlank(bytes[from]!)) from++
  while (!asIs && to > from && isBlank(bytes[to - 1]!)) to--
  if (from === to && !asIs) return undefined
  const content = from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to)
  if (!isUtf8(content)) return { bad: 'The line is not UTF-8 text.', beginning: beginning(), number, offset }
  return { text: content.toString('utf8'), number, offset }
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 13 || byte === 9
}
