/** A share with its 95 % interval. */
export type Share = { part: number; whole: number; share: number; low: number; high: number }

const Z = 1.959964

/** Share of `part` in `whole` with the Wilson score interval (E. B. Wilson, JASA 22, 1927); null for an empty whole. */
export function shareOf(part: number, whole: number): Share | null {
  if (whole === 0) return null
  const share = part / whole
  const z2 = Z * Z
  const centre = (share + z2 / (2 * whole)) / (1 + z2 / whole)
  const half = (Z * Math.sqrt((share * (1 - share)) / whole + z2 / (4 * whole * whole))) / (1 + z2 / whole)
  return { part, whole, share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

/** The value below which `q` (0 to 1) of the sorted values lie, the nearest rank; null for none. */
export function quantile(sorted: number[], q: number): number | null {
  if (sorted.length === 0) return null
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? null
}
