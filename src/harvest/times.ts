/** How numbers stand in a date such as 03/04/2023; needed only where a source leaves it open. */
export type DayOrder = 'dmy' | 'mdy' | 'ymd'

/**
 * The many ways exports write a time → ISO 8601 in UTC with milliseconds, or undefined when it is none.
 * A time without a zone is UTC. Numbers are epoch seconds, or milliseconds above 10^11.
 */
export function isoTime(value: unknown, order: DayOrder = 'dmy'): string | undefined {
  if (typeof value === 'number') return fromNumber(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (text.length < 8 || text.length > 60) return undefined
  if (PLAIN.test(text)) {
    const time = new Date(text.endsWith('Z') ? text : `${text}Z`)
    const iso = Number.isNaN(time.getTime()) ? '' : time.toISOString()
    return iso.startsWith(text.slice(0, 10)) ? within(time.getTime(), iso) : undefined
  }
  if (/^\d{9,13}(?:\.\d+)?$/.test(text)) return fromNumber(Number(text))
  return fromIso(text) ?? fromNumeric(text, order) ?? fromNamedMonth(text)
}

/** How nearly all exports write it. */
const PLAIN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z?$/

function fromNumber(value: number): string | undefined {
  return within(value > 1e11 ? value : value * 1000)
}

function fromIso(text: string): string | undefined {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[A-Z]{3,4}|[+-]\d\d:?\d\d|[+-]\d\d)?$/.exec(
      text,
    )
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, fraction, zone] = match
  const milliseconds = Math.floor(Number(`0.${fraction ?? '0'}`) * 1000)
  return at([year, month, day, hour, minute, second].map(Number), milliseconds, zone)
}

function fromNumeric(text: string, order: DayOrder): string | undefined {
  const match =
    /^(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})(?:,?[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AaPp][Mm])?)?\s*([A-Z]{1,4}|[+-]\d\d:?\d\d)?$/.exec(
      text,
    )
  if (match === null) return undefined
  const [, a, b, c, hour, minute, second, half, zone] = match
  const isYearFirst = a!.length === 4
  const year = isYearFirst ? Number(a) : fullYear(Number(c))
  const [month, day] = isYearFirst ? [b, c] : order === 'mdy' ? [a, b] : [b, a]
  return at(
    [year, Number(month), Number(day), hour24(hour, half), Number(minute ?? 0), Number(second ?? 0)],
    0,
    zone,
  )
}

function fromNamedMonth(text: string): string | undefined {
  const match =
    /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})(?:,?\s+(?:at\s+)?(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AaPp][Mm])?)?\s*([A-Z]{1,4}|[+-]\d\d:?\d\d)?(?:\s*\([^)]*\))?$/.exec(
      text,
    ) ?? swapped(text)
  if (match === null) return undefined
  const [, day, name, year, hour, minute, second, half, zone] = match
  const month = MONTHS.indexOf(name!.slice(0, 3).toLowerCase()) + 1
  return at(
    [Number(year), month, Number(day), hour24(hour, half), Number(minute ?? 0), Number(second ?? 0)],
    0,
    zone,
  )
}

/** "Mar 6, 2013 3:06 PM" as the match that "6 Mar 2013 3:06 PM" gives. */
function swapped(text: string): RegExpExecArray | null {
  const match =
    /^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(?:at\s+)?(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AaPp][Mm])?)?\s*([A-Z]{1,4}|[+-]\d\d:?\d\d)?$/.exec(
      text,
    )
  if (match !== null) [match[1], match[2]] = [match[2]!, match[1]!]
  return match
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Hours ahead of UTC of the zones that exports name; an unknown name is refused rather than guessed. */
const ZONES: Record<string, number> = {
  ...{ Z: 0, UTC: 0, GMT: 0, UT: 0, WET: 0, BST: 1, WEST: 1, CET: 1, CEST: 2, EET: 2, EEST: 3, MSK: 3 },
  ...{ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, JST: 9, AEST: 10, AEDT: 11 },
}

function hour24(hour: string | undefined, half: string | undefined): number {
  const given = Number(hour ?? 0)
  if (half === undefined) return given
  return (given % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
}

function fullYear(year: number): number {
  return year >= 100 ? year : year + (year < 70 ? 2000 : 1900)
}

function at(parts: number[], milliseconds: number, zone: string | undefined): string | undefined {
  const [year, month, day, hour, minute, second] = parts.map((part) => (Number.isNaN(part) ? 0 : part)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const time = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds)
  const date = new Date(time)
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60
  const offset = minutesAhead(zone)
  return isReal && offset !== undefined ? within(time - offset * 60_000) : undefined
}

function minutesAhead(zone: string | undefined): number | undefined {
  if (zone === undefined) return 0
  if (Object.hasOwn(ZONES, zone)) return ZONES[zone]! * 60
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone)
  if (match === null) return undefined
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0))
}

/** Anything before 1970 or after 2100 is a mistake in a support archive. */
function within(time: number, iso?: string): string | undefined {
  return time >= 0 && time < 4_102_444_800_000 ? (iso ?? new Date(time).toISOString()) : undefined
}
