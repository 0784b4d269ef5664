import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { sha256, stableJson } from '../lib/hash.ts'
import type { Reading, ReadingOptions } from './reading.ts'

/**
 * A reading kept in a file, so that the next build reads only the documents that are new. It is a memory and
 * nothing more: without it, or when it is damaged or was made by other options, everything is read again.
 *
 *   8 bytes: checksum, length of the head · head (JSON) · the arrays · the lists of texts
 */
const KIND = 'reading 1'

/** The reading kept in a file, if there is one by these options and whole. */
export function rememberedReading(file: string, options: ReadingOptions): Reading | undefined {
  try {
    const bytes = new Uint8Array(readFileSync(file))
    const view = new DataView(bytes.buffer)
    if (view.getUint32(0) !== crc32(bytes.subarray(4))) return undefined
    const start = 8 + view.getUint32(4)
    const head = JSON.parse(Buffer.from(bytes.subarray(8, start)).toString()) as Head
    if (head.kind !== kindFor(options)) return undefined
    let at = start
    const next = (length: number) => {
      at += length
      return bytes.buffer.slice(at - length, at)
    }
    const [starts, words, termOf, inText, inKeywords, inputs, spellings, terms] = head.lengths.map(next)
    return {
      starts: new Uint32Array(starts!),
      words: new Uint32Array(words!),
      termOf: new Uint32Array(termOf!),
      inText: new Uint16Array(inText!),
      inKeywords: new Uint16Array(inKeywords!),
      inputs: listIn(inputs!),
      spellings: listIn(spellings!),
      terms: listIn(terms!),
    }
  } catch {
    return undefined
  }
}

/** Keeps a reading. The file is complete or as it was before. */
export function rememberReading(file: string, options: ReadingOptions, reading: Reading): void {
  const { starts, words, termOf, inText, inKeywords, inputs, spellings, terms } = reading
  const parts = [
    ...[starts, words, termOf, inText, inKeywords].map(
      (array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
    ),
    ...[inputs, spellings, terms].map((list) => Buffer.from(list.join('\n'))),
  ]
  const head: Head = { kind: kindFor(options), lengths: parts.map((part) => part.length) }
  const coded = Buffer.from(JSON.stringify(head))
  const start = Buffer.alloc(8)
  start.writeUInt32BE(coded.length, 4)
  const checked = [start.subarray(4), coded, ...parts]
  start.writeUInt32BE(checked.reduce((sum, part) => crc32(part, sum), 0))
  mkdirSync(dirname(file), { recursive: true })
  const handle = openSync(`${file}.new`, 'w')
  try {
    for (const part of [start, coded, ...parts]) writeFileSync(handle, part)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.new`, file)
}

type Head = { kind: string; lengths: number[] }

function kindFor({ language, synonyms, boosts, engine }: ReadingOptions): string {
  return sha256(KIND + stableJson({ language, synonyms, boosts, engine }))
}

function listIn(part: ArrayBuffer): string[] {
  return part.byteLength === 0 ? [] : Buffer.from(part).toString().split('\n')
}
