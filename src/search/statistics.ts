/**
 * Global statistics enter scores rounded, so that one edited document leaves the scores of all others
 * alone: an eighth of an octave is at most 9 %.
 */

/** The number of documents, rounded up to an eighth of an octave; exact up to 16. */
export function roundedCount(count: number): number {
  if (count <= 16) return count
  const step = 2 ** (Math.floor(Math.log2(count)) - 3)
  return Math.ceil(count / step) * step
}

/** The average length of a field, to the nearest eighth of an octave. */
export function roundedLength(length: number): number {
  return length > 0 ? 2 ** (Math.round(Math.log2(length) * 8) / 8) : 1
}

/** FNV-1a over UTF-16 units, 32 bits: spreads names evenly, guards against nothing. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 15
  return Math.imul(hash, 0x2c1b3c6d) >>> 0
}

/** Orders texts by their UTF-16 units, the same on every machine. */
export function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
