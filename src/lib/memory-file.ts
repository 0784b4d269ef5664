import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'

/**
 * Numbers and texts that were costly to find out, kept in a file for the next time. It is a memory and nothing more:
 * without it, or when it is damaged or of another kind, everything is found out again.
 *
 *   8 bytes: checksum, length of the head · head (JSON) · the parts one after the other
 */
export type Memory = Record<string, Uint32Array | Uint16Array | string[]>

type Head = { kind: string; parts: [name: string, type: 'u32' | 'u16' | 'text', bytes: number][] }

/** What is remembered in a file, if it is of this kind, whole and has these parts. */
export function recall<M extends Memory>(
  file: string,
  kind: string,
  names: readonly (keyof M & string)[],
): M | undefined {
  try {
    const bytes = new Uint8Array(readFileSync(file))
    const view = new DataView(bytes.buffer)
    if (view.getUint32(0) !== crc32(bytes.subarray(4))) return undefined
    let at = 8 + view.getUint32(4)
    const head = JSON.parse(Buffer.from(bytes.subarray(8, at)).toString()) as Head
    if (head.kind !== kind || names.some((name) => !head.parts.some(([own]) => own === name)))
      return undefined
    const memory: Memory = {}
    for (const [name, type, length] of head.parts) {
      const part = bytes.buffer.slice(at, at + length)
      at += length
      if (type === 'u32') memory[name] = new Uint32Array(part)
      else if (type === 'u16') memory[name] = new Uint16Array(part)
      else memory[name] = length === 0 ? [] : Buffer.from(part).toString().split('\n')
    }
    return memory as M
  } catch {
    return undefined
  }
}

/** Remembers lists of one-line texts and arrays of numbers. The file is complete or as it was before. */
export function remember(file: string, kind: string, memory: Memory): void {
  const parts = Object.entries(memory).map(([name, part]): [Head['parts'][number], Uint8Array] => {
    if (Array.isArray(part)) {
      const text = Buffer.from(part.join('\n'))
      return [[name, 'text', text.length], text]
    }
    const type = part instanceof Uint32Array ? 'u32' : 'u16'
    return [[name, type, part.byteLength], new Uint8Array(part.buffer, part.byteOffset, part.byteLength)]
  })
  const head = Buffer.from(JSON.stringify({ kind, parts: parts.map(([named]) => named) } satisfies Head))
  const start = Buffer.alloc(8)
  start.writeUInt32BE(head.length, 4)
  const checked = [start.subarray(4), head, ...parts.map(([, bytes]) => bytes)]
  start.writeUInt32BE(checked.reduce((sum, bytes) => crc32(bytes, sum), 0))
  mkdirSync(dirname(file), { recursive: true })
  const handle = openSync(`${file}.new`, 'w')
  try {
    for (const bytes of [start.subarray(0, 4), ...checked]) writeFileSync(handle, bytes)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.new`, file)
}
