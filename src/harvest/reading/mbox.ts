import { createReadStream } from 'node:fs'
import type { BadItem, Damage } from '../importer.ts'

/** The bytes of one message as a mailbox holds it, and what its separating line says of when it came. */
export type MboxMessage = { value: Buffer; envelope: string; file: string; position: string }

/** Longest message, in bytes; a longer one is skipped without ever being in memory as a whole. */
export const MAX_MESSAGE = 24_000_000

/**
 * The messages of an mbox file, streamed. Only a line such as "From ann Mon Mar  2 10:00:00 1998" behind a blank one
 * separates them: texts hold lines that begin with "From " too.
 */
export async function* mboxMessages(file: string): AsyncGenerator<MboxMessage | BadItem | Damage> {
  let parts: Buffer[] = []
  let length = 0
  let envelope: string | undefined
  let start = 1
  let number = 0
  let isBlankBefore = true
  const done = (): MboxMessage | BadItem | undefined => {
    const position = `line ${start}`
    const value = Buffer.concat(parts)
    const size = length
    const said = envelope
    parts = []
    length = 0
    if (said === undefined || size === 0) return undefined
    if (size <= MAX_MESSAGE) return { value, envelope: said, file, position }
    return {
      bad: `The message is ${size} bytes long; ${MAX_MESSAGE} is the most.`,
      file,
      position,
      raw: value.toString('latin1', 0, 2000),
    }
  }
  for await (const line of lines(file)) {
    number++
    const isSeparator =
      isBlankBefore && line.length < 400 && isFrom(line) && SEPARATOR.test(line.toString('latin1'))
    if (isSeparator) {
      const message = done()
      if (message !== undefined) yield message
      envelope = line.toString('latin1').trim()
      start = number
    } else if (envelope === undefined && line.toString('latin1').trim() !== '') {
      yield { damage: 'The file does not begin as a mailbox does, with a "From " line.', file, offset: 0 }
      return
    } else {
      length += line.length
      if (length <= MAX_MESSAGE) parts.push(line)
    }
    isBlankBefore = line.length <= 2 && (line[0] === 10 || line[0] === 13)
  }
  const message = done()
  if (message !== undefined) yield message
  else if (envelope === undefined) yield { damage: 'The file is empty.', file, offset: 0 }
}

/** Who, weekday, month, day, time, perhaps a zone, year. */
const SEPARATOR =
  /^From .{1,200}\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{1,2}\s+\d\d:\d\d(?::\d\d)?\s+(?:[A-Z+\-\d]{1,6}\s+)?\d{4}(?:\s+[+-]\d{4})?\s*$/

function isFrom(line: Buffer): boolean {
  return line[0] === 0x46 && line[1] === 0x72 && line[2] === 0x6f && line[3] === 0x6d && line[4] === 0x20
}

/** Lines with their ends; a line of a million characters comes in pieces. */
async function* lines(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let from = 0
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, from)) {
      yield Buffer.from(bytes.subarray(from, at + 1))
      from = at + 1
    }
    rest = Buffer.from(bytes.subarray(from))
    if (rest.length > 1 << 20) {
      yield rest
      rest = Buffer.alloc(0)
    }
  }
  if (rest.length > 0) yield rest
}
