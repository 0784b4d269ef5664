import type { CleanImage } from './clean-image.ts'
import { DamagedImage, sized } from './damaged.ts'

const EXTENSION = 0x21
const IMAGE = 0x2c
const END = 0x3b
const CONTROL = 0xf9
const APPLICATION = 0xff

/** A GIF with its pictures and their timing only; comments, texts and other programs' data go. */
export function cleanGif(bytes: Buffer): CleanImage {
  let at = 13 + tableSize(bytes.readUInt8(10))
  const parts: Buffer[] = [bytes.subarray(0, at)]
  for (;;) {
    const start = at
    const kind = bytes.readUInt8(at++)
    if (kind === END) {
      parts.push(bytes.subarray(start, at))
      break
    }
    if (kind === IMAGE) {
      at += 9 + tableSize(bytes.readUInt8(at + 8)) + 1
      at = endOfBlocks(bytes, at)
      parts.push(bytes.subarray(start, at))
    } else if (kind === EXTENSION) {
      const label = bytes.readUInt8(at++)
      const owner = bytes.toString('latin1', at + 1, at + 12)
      at = endOfBlocks(bytes, at)
      const isKept = label === CONTROL || (label === APPLICATION && owner === 'NETSCAPE2.0')
      if (isKept) parts.push(bytes.subarray(start, at))
    } else throw new DamagedImage('The GIF holds a part that cannot be read.')
  }
  return { bytes: Buffer.concat(parts), ...sized(bytes.readUInt16LE(6), bytes.readUInt16LE(8)) }
}

/** Bytes of the colour table that these flags announce. */
function tableSize(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1)
}

function endOfBlocks(bytes: Buffer, from: number): number {
  let at = from
  for (let size = bytes.readUInt8(at++); size !== 0; size = bytes.readUInt8(at++)) at += size
  return at
}
