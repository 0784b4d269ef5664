import type { BadItem, Damage } from '../importer.ts'
import { type Line, linesOf } from './lines.ts'

/** One record of a CSV file; `line` is where it begins. */
export type CsvRecord = { fields: string[]; line: number; offset: number }

/** Most lines and characters one record may span; a quote that is never closed must not swallow the file. */
const MAX_LINES = 20_000
const MAX_CHARACTERS = 4_000_000
const MAX_FIELDS = 2_000

/**
 * The records of a CSV file (RFC 4180: quoted fields may hold commas, line ends and doubled quotes), streamed.
 * A record that breaks the rules is reported alone and reading goes on with the line after its first.
 */
export async function* csvRecords(
  file: string,
  delimiter: string,
): AsyncGenerator<CsvRecord | BadItem | Damage> {
  let held: Line[] = []
  let scan = newScan()
  const feed = function* (line: Line): Generator<CsvRecord | BadItem> {
    const queue = [line]
    while (queue.length > 0) {
      const next = queue.shift()!
      if (held.length === 0 && next.text.trim() === '') continue
      held.push(next)
      const state = scanLine(scan, next.text, delimiter, held.length)
      if (state === 'open') continue
      const [first, ...others] = held
      if (state === 'done') yield { fields: scan.fields, line: first!.number, offset: first!.offset }
      else {
        yield { bad: state, file, position: `line ${first!.number}`, raw: first!.text }
        queue.unshift(...others)
      }
      held = []
      scan = newScan()
    }
  }
  for await (const line of linesOf(file, true)) {
    if ('bad' in line) yield { bad: line.bad, file, position: `line ${line.number}`, raw: line.beginning }
    else yield* feed(line)
  }
  const first = held[0]
  if (first !== undefined) {
    const damage = `The file breaks off inside a quoted field of the record that begins in line ${first.number}.`
    yield { damage, file, offset: first.offset }
  }
}

/** The sign between fields, judged by the header line: comma, semicolon or tab. */
export function delimiterOf(header: string): string {
  const count = (sign: string) => header.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

type Scan = { fields: string[]; field: string; isQuoted: boolean; length: number }

function newScan(): Scan {
  return { fields: [], field: '', isQuoted: false, length: 0 }
}

/** Reads one line into the scan: the record is done, still open (inside quotes), or wrong for the reason given. */
function scanLine(
  scan: Scan,
  line: string,
  delimiter: string,
  lines: number,
): 'done' | 'open' | (string & {}) {
  scan.length += line.length
  if (scan.length > MAX_CHARACTERS || lines > MAX_LINES) {
    return `A record longer than ${MAX_CHARACTERS} characters or ${MAX_LINES} lines begins here; is a quote not closed?`
  }
  let at = 0
  if (scan.isQuoted) scan.field += '\n'
  for (;;) {
    if (scan.fields.length > MAX_FIELDS) return `The record has more than ${MAX_FIELDS} fields.`
    if (scan.isQuoted) {
      const quote = line.indexOf('"', at)
      if (quote === -1) {
        scan.field += line.slice(at)
        return 'open'
      }
      scan.field += line.slice(at, quote)
      at = quote + 1
      if (line[at] === '"') {
        scan.field += '"'
        at++
        continue
      }
      scan.isQuoted = false
      if (at < line.length && line[at] !== delimiter) return 'Text follows a closing quote inside a field.'
      scan.fields.push(scan.field)
    } else if (line[at] === '"') {
      scan.isQuoted = true
      scan.field = ''
      at++
      continue
    } else {
      const end = line.indexOf(delimiter, at)
      scan.fields.push(end === -1 ? line.slice(at) : line.slice(at, end))
      at = end === -1 ? line.length : end
    }
    if (at >= line.length) return 'done'
    at++
  }
}
