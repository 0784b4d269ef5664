import type { CleanImage } from './clean-image.ts'
import { DamagedImage, sized } from './damaged.ts'

/** Chunks that decide what is seen; text, time, camera data and everything unknown go. */
const KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs acTL fcTL fdAT cICP'.split(' '),
)

/** A PNG with the chunks of its picture only. */
export function cleanPng(bytes: Buffer): CleanImage {
  const parts: Buffer[] = [bytes.subarray(0, 8)]
  for (let at = 8; ; ) {
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (end > bytes.length) throw new DamagedImage('A part of the PNG is cut off.')
    const name = bytes.toString('latin1', at + 4, at + 8)
    if ((at === 8) !== (name === 'IHDR')) throw new DamagedImage('The PNG does not begin with its size.')
    if (KEPT.has(name)) parts.push(bytes.subarray(at, end))
    at = end
    if (name === 'IEND') break
  }
  return { bytes: Buffer.concat(parts), ...sized(bytes.readUInt32BE(16), bytes.readUInt32BE(20)) }
}
