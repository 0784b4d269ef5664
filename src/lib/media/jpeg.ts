import type { CleanImage } from './clean-image.ts'
import { DamagedImage, sized } from './damaged.ts'

const START = Buffer.from([0xff, 0xd8])
const END = 0xd9
const SCAN = 0xda
const ADOBE = 0xee
const CAMERA = 0xe1
const COLOURS = 0xe2

/**
 * A JPEG with the segments of its picture only. Of the camera's data one thing stays, because the picture would lie on
 * its side without it: which way is up.
 */
export function cleanJpeg(bytes: Buffer): CleanImage {
  const parts: Buffer[] = []
  let size: { width: number; height: number } | undefined
  let turn = 1
  for (let at = 2; ; ) {
    if (bytes.readUInt8(at) !== 0xff) throw new DamagedImage('The JPEG holds a part that cannot be read.')
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === END) break
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2
      continue
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length || end < at + 4) throw new DamagedImage('A part of the JPEG is cut off.')
    const segment = bytes.subarray(at, end)
    if (marker === CAMERA) turn = orientationIn(segment) ?? turn
    if (isFrame(marker)) size = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) }
    at = marker === SCAN ? endOfScan(bytes, end) : end
    if (isKept(marker, segment)) parts.push(bytes.subarray(end - segment.length, at))
  }
  if (size === undefined) throw new DamagedImage('The JPEG holds no picture.')
  const { width, height } = sized(size.width, size.height)
  const way = turn === 1 ? [] : [upright(turn)]
  const isOnItsSide = turn >= 5
  return {
    bytes: Buffer.concat([START, ...way, ...parts, Buffer.from([0xff, END])]),
    width: isOnItsSide ? height : width,
    height: isOnItsSide ? width : height,
  }
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

/** Tables, frames and scans; of the programs' segments only the two that decide about colours. */
function isKept(marker: number, segment: Buffer): boolean {
  if (marker === COLOURS) return segment.toString('latin1', 4, 15) === 'ICC_PROFILE'
  if (marker === ADOBE) return segment.toString('latin1', 4, 9) === 'Adobe'
  return !(marker >= 0xe0 && marker <= 0xef) && marker !== 0xfe
}

/** The picture's own data ends at the next marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes.readUInt8(at + 1)
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  throw new DamagedImage('The JPEG ends in the middle of the picture.')
}

/** The way up that a camera noted (1 to 8), from the first directory of its data. */
function orientationIn(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return undefined
  const tiff = segment.subarray(10)
  if (tiff.length < 14) return undefined
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (directory + 2 > tiff.length) return undefined
  const entries = Math.min(short(directory), 200)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > tiff.length) return undefined
    if (short(at) !== 0x0112) continue
    const value = short(at + 8)
    return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

/** Camera data that says nothing but which way is up. */
function upright(turn: number): Buffer {
  const data = Buffer.from(
    'ffe100224578696600004d4d002a000000080001011200030000000100000000' + '00000000',
    'hex',
  )
  data.writeUInt16BE(turn, 28)
  return data
}
