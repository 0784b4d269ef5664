import { DamagedImage } from './damaged.ts'
import { cleanGif } from './gif.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanPng } from './png.ts'
import { cleanWebp } from './webp.ts'

/** An image without what a camera or program wrote beside the picture, and its size in pixels as it is shown. */
export type CleanImage = { bytes: Uint8Array; width: number; height: number }

const CLEANERS: Record<string, (bytes: Buffer) => CleanImage> = {
  'image/png': cleanPng,
  'image/jpeg': cleanJpeg,
  'image/gif': cleanGif,
  'image/webp': cleanWebp,
}

/**
 * The picture alone: place, time, device, author, comments, previews and whatever follows the end are left out;
 * colours, movement and the way up stay. Nothing is decoded, each file is read once from front to back.
 */
export function cleanImage(type: string, bytes: Uint8Array): CleanImage {
  const clean = CLEANERS[type]
  if (clean === undefined) throw new DamagedImage(`${type} is no image.`)
  try {
    return clean(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  } catch (error) {
    if (error instanceof RangeError) throw new DamagedImage('The file ends in the middle of the picture.')
    throw error
  }
}
