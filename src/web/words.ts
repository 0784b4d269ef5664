import type { FindingKind } from '../safety/detector.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "3 days ago", "in 2 hours", "now": how far `at` (ISO 8601) is from `now` (ms since 1970). */
export function ago(at: string, now: number = Date.now()): string {
  const distance = Date.parse(at) - now
  if (Number.isNaN(distance)) return at
  const size = Math.abs(distance)
  if (size < MINUTE) return 'just now'
  const [count, unit] = largestUnit(size)
  const amount = `${count} ${unit}${count === 1 ? '' : 's'}`
  return distance < 0 ? `${amount} ago` : `in ${amount}`
}

/** "25 Nov 2026, 14:02 UTC": the exact time, for hovering and for print. */
export function exactly(at: string): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return at
  return `${onDay(at)}, ${two(time.getUTCHours())}:${two(time.getUTCMinutes())} UTC`
}

/** "25 Nov 2026". */
export function onDay(at: string): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return at
  return `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()}`
}

/** Made once: to make a format takes a hundred times as long as to use it. */
const FIGURES = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

/** "12,345": a whole number as people read it. */
export function figure(value: number): string {
  return FIGURES.format(value)
}

/** "1 answer", "12,345 answers": a count with its unit. */
export function count(value: number, one: string, many: string = `${one}s`): string {
  return `${figure(value)} ${value === 1 ? one : many}`
}

/** "1.2 MB": a number of bytes as people read it. */
export function bytes(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB']
  let size = value
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return `${size.toLocaleString('en-GB', { maximumFractionDigits: size < 10 && unit > 0 ? 1 : 0 })} ${units[unit]}`
}

/** "Licence key": a kind of private material in words; what is not known stays as it is. */
export function kindWords(kind: string): string {
  return KINDS[kind as keyof typeof KINDS] ?? kind
}

/** The functions every template may call. */
export const words = { ago, exactly, onDay, figure, count, bytes, kindWords }

const KINDS: Record<FindingKind | 'image', string> = {
  key: 'Key',
  token: 'Token',
  password: 'Password',
  'code-name': 'Company word',
  card: 'Payment card',
  iban: 'Bank account',
  'national-id': 'National id',
  'birth-date': 'Date of birth',
  'licence-key': 'Licence key',
  'customer-id': 'Customer number',
  'account-id': 'Account number',
  'order-id': 'Order number',
  email: 'E-mail address',
  phone: 'Phone number',
  ip: 'IP address',
  url: 'Private link',
  host: 'Host name',
  address: 'Postal address',
  location: 'Location',
  person: 'Name of a person',
  image: 'Picture',
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function largestUnit(size: number): [number, string] {
  if (size >= 365 * DAY) return [Math.floor(size / (365 * DAY)), 'year']
  if (size >= 60 * DAY) return [Math.floor(size / (30 * DAY)), 'month']
  if (size >= DAY) return [Math.floor(size / DAY), 'day']
  if (size >= HOUR) return [Math.floor(size / HOUR), 'hour']
  return [Math.floor(size / MINUTE), 'minute']
}
