/** Words that templates of the site may call; all depend on their input only, never on clock, place or locale. */
export const words = { onDay, count, list, machineTime }

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** "25 November 2026", in UTC. */
export function onDay(at: string): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return at
  return `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()}`
}

/** The day of a time for machines: "2026-11-25". */
export function machineTime(at: string): string {
  return at.slice(0, 10)
}

/** "1 answer", "12,345 answers". */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${String(value).replace(/\B(?=(\d{3})+$)/g, ',')} ${value === 1 ? one : many}`
}

/** "a, b and c". */
export function list(items: string[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** The order of UTF-16 units, the same everywhere, unlike a locale's. */
export function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
