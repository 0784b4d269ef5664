import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import type { Damage } from '../importer.ts'

/** Largest file that is read in one piece, in bytes. */
export const MAX_WHOLE = 100_000_000

/** A whole text file, or what is wrong with it and where. UTF-16 with its mark is understood too. */
export function readWhole(file: string, most = MAX_WHOLE): { text: string } | Damage {
  const { size } = statSync(file)
  if (size === 0) return { damage: 'The file is empty.', file, offset: 0 }
  if (size > most)
    return { damage: `The file has ${size} bytes; ${most} is the most for one record.`, file, offset: most }
  const bytes = readFileSync(file)
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : ''
  if (wide !== '') return { text: new TextDecoder(wide).decode(bytes) }
  if (!isUtf8(bytes)) {
    const offset = firstInvalid(bytes)
    return { damage: 'The file is not UTF-8 text. Save it as UTF-8 and import it again.', file, offset }
  }
  return { text: bytes.toString('utf8').replace(/^\ufeff/, '') }
}

/** The first byte that is not UTF-8, found by halving. */
export function firstInvalid(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isUtf8(bytes.subarray(0, boundary(bytes, middle)))) good = middle
    else bad = middle
  }
  return Math.max(0, boundary(bytes, good))
}

/** The nearest place at or before `index` where no character is cut. */
function boundary(bytes: Uint8Array, index: number): number {
  let at = index
  while (at > 0 && at > index - 4 && (bytes[at]! & 0xc0) === 0x80) at--
  return at
}
