import { isoTime } from './times.ts'

/** A time written in a stated form and zone → ISO 8601 in UTC, or undefined when it does not fit. */
export function mappedTime(
  text: string,
  said: { format?: string | undefined; zone: string },
): string | undefined {
  if (said.format === undefined) {
    const time = isoTime(text)
    return time !== undefined && !hasZone(text) ? inZone(time, said.zone) : time
  }
  const read = parse(text, said.format)
  return read === undefined ? undefined : inZone(read, said.zone)
}

const PARTS: Record<string, string> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<short>\\d{2})',
  MM: '(?<month>\\d{1,2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{1,2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
}

function parse(text: string, format: string): string | undefined {
  const pattern = format.replace(
    /YYYY|YY|MM|M|DD|D|HH|H|mm|ss|[.*+?^${}()|[\]\\]/g,
    (part) => PARTS[part] ?? `\\${part}`,
  )
  const found = new RegExp(`^${pattern}$`).exec(text.trim())?.groups
  if (found === undefined) return undefined
  const two = (value: string | undefined) => (value ?? '0').padStart(2, '0')
  const year = found.year ?? (found.short === undefined ? undefined : `20${found.short}`)
  if (year === undefined) return undefined
  const day = `${year}-${(found.month ?? '1').padStart(2, '0')}-${(found.day ?? '1').padStart(2, '0')}`
  return isoTime(`${day}T${two(found.hour)}:${two(found.minute)}:${two(found.second)}`)
}

function hasZone(text: string): boolean {
  return /(?:Z|[A-Z]{3,4}|[+-]\d\d:?\d\d)$/.test(text.trim()) || /^\d{9,13}$/.test(text.trim())
}

/** Takes a time that was read as UTC as the local time of a zone. */
function inZone(time: string, zone: string): string | undefined {
  if (zone === 'UTC' || zone === 'Z' || zone === 'GMT') return time
  const utc = Date.parse(time)
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(zone)
  if (fixed !== null) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3])
    return new Date(utc - (fixed[1] === '-' ? -1 : 1) * minutes * 60_000).toISOString()
  }
  const first = utc - ahead(utc, zone)
  return new Date(utc - ahead(first, zone)).toISOString()
}

/** Milliseconds that clocks in a zone are ahead of UTC at a moment. */
function ahead(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    },
  }).formatToParts(moment)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return local - Math.floor(moment / 1000) * 1000
}
