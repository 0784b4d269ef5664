/** The day of a time for machines: "2026-11-25". */
export function machineTime(at: string): string {
  return at.slice(0, 10)
}

/** "1 answer", "12,345 answers". */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${String(value).replace(/\B(?=(\d{3})+$)/g, ',')} ${value === 1 ? one : many}`
}

/** The order of UTF-16 units, the same everywhere, unlike a locale's. */
export function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
