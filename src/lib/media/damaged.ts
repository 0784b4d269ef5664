/** Thrown where an image is cut off or its parts do not fit together. */
export class DamagedImage extends Error {}

/** The picture's size in pixels; nothing has none. */
export function sized(width: number, height: number): { width: number; height: number } {
  if (width < 1 || height < 1) throw new DamagedImage('The picture has no size.')
  return { width, height }
}
