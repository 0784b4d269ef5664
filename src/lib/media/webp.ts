import type { CleanImage } from './clean-image.ts'
import { DamagedImage, sized } from './damaged.ts'

const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ANIM', 'ANMF', 'ALPH', 'ICCP'])
/** Bits of VP8X that say the file holds camera data. */
const CAMERA_BITS = 0x08 | 0x04

/** A WebP with the chunks of its picture only. */
export function cleanWebp(bytes: Buffer): CleanImage {
  const whole = Math.min(bytes.length, 8 + bytes.readUInt32LE(4))
  const parts: Buffer[] = []
  let size: { width: number; height: number } | undefined
  for (let at = 12; at + 8 <= whole; ) {
    const name = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (at + 8 + length > whole) throw new DamagedImage('A part of the WebP is cut off.')
    if (KEPT.has(name)) {
      const chunk = Buffer.alloc(8 + length + (length % 2))
      bytes.copy(chunk, 0, at, Math.min(end, whole))
      if (name === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~CAMERA_BITS, 8)
      size ??= sizeIn(name, chunk)
      parts.push(chunk)
    }
    at = end
  }
  if (size === undefined) throw new DamagedImage('The WebP holds no picture.')
  const body = Buffer.concat(parts)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(4 + body.length, 4)
  return { bytes: Buffer.concat([head, body]), ...size }
}

function sizeIn(name: string, chunk: Buffer): { width: number; height: number } | undefined {
  if (name === 'VP8X') return sized(chunk.readUIntLE(12, 3) + 1, chunk.readUIntLE(15, 3) + 1)
  if (name === 'VP8 ') return sized(chunk.readUInt16LE(14) & 0x3fff, chunk.readUInt16LE(16) & 0x3fff)
  if (name !== 'VP8L') return undefined
  const bits = chunk.readUInt32LE(9)
  return sized((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
}
