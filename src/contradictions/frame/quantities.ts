import { numberWord, stem, table } from '../../lib/words.ts'
import { isVerbAt, prepositions } from './grammar.ts'
import type { Token } from './tokens.ts'

/** In which sense a number binds. */
export type Sense = 'exact' | 'max' | 'min' | 'about'

/** A number with its dimension in base units (seconds, bytes, per second …). */
export interface Quantity {
  value: number
  /** "time", "bytes", "money:$", "percent", "count:project", "port", "version:python", "date", "bare" … */
  dimension: string
  sense: Sense
  /** Seconds of "per minute", or 0. */
  per: number
  /** Comes round again ("every 5 minutes", "daily"). */
  recurring: boolean
  denied: boolean
  /** A negation is part of the limit ("not larger than"). */
  negated: boolean
  /** Said as "larger than": what lies beyond it. */
  over: boolean
  from: number
  to: number
  start: number
  end: number
}

const units: Record<string, [string, number] | undefined> = Object.create(null)
for (const [dimension, line] of Object.entries({
  time: 'ms:0.001 millisecond:0.001 s:1 sec:1 second:1 min:60 minute:60 h:3600 hr:3600 hour:3600 d:86400 day:86400 night:86400 w:604800 week:604800 fortnight:1209600 month:2592000 quarter:7776000 y:31536000 yr:31536000 year:31536000 decade:315360000',
  bytes:
    'b:1 byte:1 kb:1e3 kib:1024 kilobyte:1e3 mb:1e6 mib:1048576 meg:1e6 megabyte:1e6 gb:1e9 gib:1073741824 gig:1e9 gigabyte:1e9 tb:1e12 tib:1099511627776 terabyte:1e12 pb:1e15',
  bandwidth: 'kbps:1e3 mbps:1e6 mbit:1e6 mbit/s:1e6 gbps:1e9',
  frequency: 'hz:1 khz:1e3 mhz:1e6 ghz:1e9',
  length: 'mm:0.001 cm:0.01 m:1 metre:1 meter:1 km:1000 inch:0.0254 feet:0.3048 foot:0.3048 ft:0.3048',
  weight: 'g:1 gram:1 kg:1000 kilogram:1000 lb:453.6 lbs:453.6 pound:453.6 oz:28.35',
  pixels: 'px:1 pixel:1 megapixel:1e6',
  percent: '%:1 percent:1 pct:1',
  temperature: '°c:1 °:1 degree:1 celsius:1',
  power: 'watt:1 w:1 kw:1000',
  voltage: 'v:1 volt:1',
  charge: 'mah:1',
  'money:$': 'dollar:1 usd:1 buck:1 cent:0.01',
  'money:€': 'euro:1 eur:1 €:1',
  'money:£': 'gbp:1 £:1 quid:1',
})) {
  for (const pair of line.split(' ')) {
    const cut = pair.lastIndexOf(':')
    units[pair.slice(0, cut)] = [dimension, Number(pair.slice(cut + 1))]
    units[stem(pair.slice(0, cut))] ??= [dimension, Number(pair.slice(cut + 1))]
  }
}

const rates = table<number>({
  hourly: 3600,
  daily: 86400,
  nightly: 86400,
  weekly: 604800,
  biweekly: 1209600,
  monthly: 2592000,
  quarterly: 7776000,
  yearly: 31536000,
  annually: 31536000,
})
const scales = table<number>({
  k: 1e3,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  m: 1e6,
  hundred: 100,
  dozen: 12,
})

/** Nouns that name what follows them, so that the number is a value ("port 443") or a label ("error 502"). */
const named = new Set(['port', 'channel', 'mtu', 'ttl', 'vlan', 'timeout', 'dpi', 'level', 'priority'])
const labels = new Set([
  'error',
  'step',
  'issue',
  'ticket',
  'page',
  'chapter',
  'case',
  'code',
  'figure',
  'example',
  'line',
  'part',
  'section',
  'item',
  'question',
  'article',
  'kb',
  'rfc',
  'iso',
  'http',
  'status',
  'bug',
  'build',
  '#',
  'exit',
  'rule',
  'day',
  'layer',
  'tier',
  'phase',
  'method',
])

/** Finds the numbers of a clause with unit, sense and rate; `versions` and scopes are read elsewhere from the same tokens. */
export function quantitiesOf(tokens: readonly Token[]): Quantity[] {
  const found: Quantity[] = []
  for (let index = 0; index < tokens.length; index++) {
    const quantity = readFrequency(tokens, index) ?? readNumber(tokens, index)
    if (!quantity) continue
    const whole = withRemainder(tokens, quantity)
    found.push(whole)
    index = Math.max(index, whole.to - 1)
  }
  return found.map((quantity) => stepped(inRange(tokens, contrasted(tokens, quantity))))
}

/** "3 hours and 40 minutes", "an hour and a half": one quantity. */
function withRemainder(tokens: readonly Token[], quantity: Quantity): Quantity {
  if (quantity.dimension !== 'time' || quantity.recurring) return quantity
  const at = tokens[quantity.to]?.lower === 'and' ? quantity.to + 1 : quantity.to
  if (tokens[at]?.lower === 'a' && tokens[at + 1]?.lower === 'half')
    return { ...quantity, value: quantity.value * 1.5, to: at + 2, end: tokens[at + 1]!.end }
  const number =
    tokens[at] && (tokens[at]!.kind === 'number' ? plainNumber(tokens[at]!) : numberWord(tokens[at]!.lower))
  if (number === undefined || !tokens[at]) return quantity
  const compound =
    tokens[at]!.kind === 'word' && tokens[at + 1]?.kind === 'word'
      ? numberWord(tokens[at + 1]!.lower)
      : undefined
  const unitAt = at + (compound === undefined ? 1 : 2)
  const unit = tokens[unitAt] && units[tokens[unitAt]!.stem]
  if (unit?.[0] !== 'time' || unit[1] >= quantity.value) return quantity
  return {
    ...quantity,
    value: quantity.value + (number + (compound ?? 0)) * unit[1],
    to: unitAt + 1,
    end: tokens[unitAt]!.end,
  }
}

/** "from 1 to 100 %": the second number is the upper end. */
/** "more than one" is at least two. */
function stepped(quantity: Quantity): Quantity {
  return quantity.over && quantity.value === 1 && quantity.dimension.startsWith('count:')
    ? { ...quantity, value: 2 }
    : quantity
}

function inRange(tokens: readonly Token[], quantity: Quantity): Quantity {
  if (quantity.sense !== 'exact' || !/^(?:to|and|or)$/.test(tokens[quantity.from - 1]?.lower ?? ''))
    return quantity
  const other = tokens.slice(Math.max(0, quantity.from - 4), quantity.from - 1)
  const opened = tokens
    .slice(Math.max(0, quantity.from - 6), quantity.from)
    .some((token) => /^(?:from|between|either)$/.test(token.lower))
  return opened && other.some((token) => token.kind === 'number' || numberWord(token.lower) !== undefined)
    ? { ...quantity, sense: 'max' }
    : quantity
}

/** "not after 30 days but after 60": the first number is the one denied. */
function contrasted(tokens: readonly Token[], quantity: Quantity): Quantity {
  const but = tokens.findIndex((token, index) => index >= quantity.to && token.lower === 'but')
  if (but === -1 || but > quantity.to + 2) return quantity
  const denied = tokens
    .slice(Math.max(0, quantity.from - 5), quantity.from)
    .some((token) => token.lower === 'not')
  return denied ? { ...quantity, denied: true } : quantity
}

function readFrequency(tokens: readonly Token[], index: number): Quantity | undefined {
  const token = tokens[index]!
  const every =
    token.lower === 'every' ||
    token.lower === 'each' ||
    ((token.lower === 'once' || token.lower === 'twice') &&
      /^(?:an?|per|every|each)$/.test(tokens[index + 1]?.lower ?? ''))
  if (every) {
    let at = index + (token.lower === 'once' || token.lower === 'twice' ? 2 : 1)
    let times = 1
    const number = tokens[at]
    if (number && plainNumber(number) !== undefined && number.kind === 'number') {
      times = plainNumber(number)!
      at++
    } else if (number?.lower === 'other') {
      times = 2
      at++
    } else if (number && numberWord(number.lower)) {
      times = numberWord(number.lower)!
      at++
    }
    const weekday = /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$/.test(tokens[at]?.lower ?? '')
    const unit = weekday ? (['time', 604800] as const) : tokens[at] && units[tokens[at]!.stem]
    if (unit?.[0] !== 'time') return undefined
    if (
      token.lower === 'each' &&
      times === 1 &&
      !(tokens[at + 1] === undefined || tokens[at + 1]!.kind === 'mark')
    )
      return undefined
    const value = (times * unit[1]) / (token.lower === 'twice' ? 2 : 1)
    return build(tokens, index, weekday ? index + 1 : at + 1, { value, dimension: 'time', recurring: true })
  }
  if (
    token.lower === 'on' &&
    /^(?:mon|tues|wednes|thurs|fri|satur|sun)days$/.test(tokens[index + 1]?.lower ?? '')
  )
    return build(tokens, index, index + 1, { value: 604800, dimension: 'time', recurring: true })
  const rate = rates[token.lower]
  if (rate === undefined) return undefined
  const previous = tokens[index - 1]
  const next = tokens[index + 1]
  if (previous && next && next.kind === 'word' && /^(?:an?|the|your|our)$/.test(previous.lower))
    return undefined
  return build(tokens, index, index + 1, { value: rate, dimension: 'time', recurring: true })
}

function readNumber(tokens: readonly Token[], index: number): Quantity | undefined {
  const token = tokens[index]!
  const before = tokens[index - 1]
  const date = readDate(tokens, index)
  if (date) return date
  const clock = readClock(tokens, index)
  if (clock) return clock
  const phrase = readWords(tokens, index)
  if (phrase) return phrase
  if (
    token.kind !== 'number' ||
    /^[/:]$/.test(tokens[index + 1]?.text ?? '') ||
    tokens[index - 1]?.text === '/'
  )
    return undefined
  if (/^[-—–]$/.test(tokens[index + 1]?.text ?? '') && tokens[index + 2]?.kind === 'number') return undefined
  if (/^[-—–]$/.test(tokens[index - 1]?.text ?? '') && tokens[index - 2]?.kind === 'number') return undefined
  if (before?.proper && isModelNumber(tokens, index)) return undefined
  const currency = /^[$€£]/.exec(token.text)?.[0]
  let value = plainNumber(token)
  if (value === undefined) return undefined
  let at = index + 1
  const scale = tokens[at] && scales[tokens[at]!.lower]
  const scaleIsUnit = tokens[at]?.lower === 'm' && !currency
  if (
    scale &&
    !scaleIsUnit &&
    !(tokens[at]!.lower === 'k' && currency === undefined && tokens[at]!.start !== tokens[at - 1]!.end)
  ) {
    value *= scale
    at++
  }
  if (tokens[at]?.lower === 'times' || tokens[at]?.lower === 'x')
    return withRate(tokens, index, at + 1, value, 'count:time')
  if (currency) return withRate(tokens, index, at, value, `money:${currency}`)
  while (
    tokens[at]?.text === '"' ||
    /^(?:calendar|business|working|full|consecutive|whole|more|additional|extra|different|separate|free|-)$/.test(
      tokens[at]?.lower ?? '',
    )
  )
    at++
  const unit = tokens[at]
  const known = unit && unit.kind !== 'number' ? (units[unit.lower] ?? units[unit.stem]) : undefined
  const glued = unit !== undefined && unit.start === tokens[at - 1]!.end
  if (known && (unit!.lower.length > 1 || glued || unit!.kind === 'mark' || /^[€£%]$/.test(unit!.text))) {
    const inactive = at + 1
    return withRate(tokens, index, inactive, value * known[1], known[0])
  }
  const label = labelBefore(tokens, index)
  if (label) return withRate(tokens, index, index + 1, value, label)
  if (/^[vV]/.test(token.text) || (token.text.match(/\./g)?.length ?? 0) > 1) return undefined
  if (before && labels.has(before.lower)) return undefined
  if (unit && unit.kind === 'word' && isCounted(unit)) {
    let head = at
    while (
      tokens[head + 1]?.kind === 'word' &&
      isCounted(tokens[head + 1]!) &&
      head < at + 2 &&
      !(isVerbAt(tokens, head + 1) && /(?:s|people|children|men|women)$/.test(tokens[head]!.lower))
    )
      head++
    const quantity = withRate(tokens, index, at, value, `count:${tokens[head]!.stem}`)
    const per = rateAfter(tokens, head + 1)
    return { ...quantity, per: per.seconds, dimension: `count:${tokens[head]!.stem}` }
  }
  const lead = tokens
    .slice(Math.max(0, index - 3), index)
    .map((item) => item.lower)
    .join(' ')
  if (
    !/(?:^| )(?:to|of|is|are|at|=|:|exceed|than|limit|least|most|only|be|set|about|around|allows|supports|has|maximum|max|minimum|to "|listens on|listening on|runs on)$/.test(
      lead,
    )
  )
    return undefined
  return withRate(tokens, index, index + 1, value, 'bare')
}

/** "Eco 40 takes …", "the DeepWell 350 does …": the number belongs to the name before it. */
export function isModelNumber(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!
  const next = tokens[index + 1]
  if (
    /^\d{1,4}$/.test(token.text) &&
    /^(?:the|a|an|your|my|this)$/.test(tokens[index - 2]?.lower ?? '') &&
    next?.kind === 'word' &&
    !units[next.lower] &&
    !units[next.stem]
  )
    return true
  if (!/^\d{1,5}$/.test(token.text) || monthOf(tokens[index - 1]) > 0) return false
  if (!next || next.kind === 'mark') return true
  if (units[next.lower] || units[next.stem]) return false
  return (
    next.kind === 'word' &&
    (isVerbAt(tokens, index + 1) ||
      prepositions.has(next.lower) ||
      /^(?:and|or|that|which|only|also)$/.test(next.lower))
  )
}

function isCounted(token: Token): boolean {
  return (
    token.kind === 'word' &&
    !notCounted.has(token.lower) &&
    !prepositions.has(token.lower) &&
    token.lower.length > 2
  )
}
const notCounted = new Set(
  'a an the to for of in on at by from with and or but so if when then than is are was were be has have can will should must may it you they we i this that per each every only also not no never or-later later newer above below older earlier up down ago more most least now before after until while since between through without as because just even too either however any all some which who what where how there here does did do back long wide high deep apart away left total today automatically again tops anyway straight onward onwards upward upwards'.split(
    ' ',
  ),
)

/** "MTU to 1492", "port 443", "timeout of 30": the attribute named right before the number. */
function labelBefore(tokens: readonly Token[], index: number): string | undefined {
  let at = index - 1
  while (at >= 0 && /^(?:to|of|is|at|=|:|"|be|number|the|value|size|as)$/.test(tokens[at]!.lower)) at--
  const noun = tokens[at]
  if (noun && named.has(noun.lower) && index - at <= 4) return noun.stem
  return undefined
}

function withRate(
  tokens: readonly Token[],
  from: number,
  to: number,
  value: number,
  dimension: string,
): Quantity {
  const rate = rateAfter(tokens, to)
  return build(tokens, from, to, { value, dimension, per: rate.seconds })
}

function rateAfter(tokens: readonly Token[], at: number): { seconds: number } {
  for (let index = at; index < Math.min(tokens.length, at + 5); index++) {
    const token = tokens[index]!
    const rate = rates[token.lower]
    if (rate && token.lower !== 'nightly') return { seconds: rate }
    if (/^(?:per|a|an|each|every|\/)$/.test(token.lower)) {
      const unit = tokens[index + 1] && units[tokens[index + 1]!.stem]
      if (unit?.[0] === 'time' && tokens[index + 1]!.kind === 'word') return { seconds: unit[1] }
    } else if (
      token.kind === 'mark' ||
      /^(?:for|to|in|on|if|when|is|are|after|within|of|before)$/.test(token.lower)
    )
      break
  }
  return { seconds: 0 }
}

function readWords(tokens: readonly Token[], index: number): Quantity | undefined {
  const token = tokens[index]!
  if (token.lower === 'three' && tokens[index + 1]?.lower === 'quarters' && tokens[index + 2]?.lower === 'of')
    return fraction(tokens, index, index + 3, 0.75)
  if (token.lower === 'half' && /^an?$/.test(tokens[index + 1]?.lower ?? ''))
    return fraction(tokens, index, index + 2, 0.5)
  if (token.lower === 'quarter' && tokens[index + 1]?.lower === 'of')
    return fraction(tokens, index, index + 3, 0.25)
  const before = tokens[index - 1]?.lower ?? ''
  const vague =
    /^(?:several|multiple|many|numerous)$/.test(token.lower) &&
    tokens[index + 1] &&
    isCounted(tokens[index + 1]!) &&
    !/^(?:as|how|so|too)$/.test(before)
  if (token.lower === 'two' && tokens[index + 1]?.lower === 'dozen') return dozens(tokens, index, 24)
  if (vague) {
    let head = index + 1
    while (
      tokens[head + 1]?.kind === 'word' &&
      isCounted(tokens[head + 1]!) &&
      head < index + 3 &&
      !(isVerbAt(tokens, head + 1) && /(?:s|people|children|men|women)$/.test(tokens[head]!.lower))
    )
      head++
    return {
      ...build(tokens, index, index + 1, { value: 2, dimension: `count:${tokens[head]!.stem}` }),
      sense: 'min',
    }
  }
  const article = /^an?$/.test(token.lower)
  const value = article ? 1 : numberWord(token.lower)
  if (value === undefined || token.kind !== 'word') return undefined
  let at = index + 1
  let total = value
  const next = tokens[at] && numberWord(tokens[at]!.lower)
  if (!article && next !== undefined && ((value >= 20 && next < 10) || next >= 100)) {
    total = next >= 100 ? value * next : value + next
    at++
  }
  if (article && tokens[at] && /^(?:full|whole|single|calendar|business)$/.test(tokens[at]!.lower)) at++
  if (tokens[at]?.lower === 'quarter' && tokens[at + 1]?.lower === 'of' && article) return undefined
  const unit = tokens[at] && units[tokens[at]!.stem]
  const word = tokens[at]
  if (unit && word!.lower.length > 2 && word!.kind === 'word') {
    if (
      article &&
      (/^(?:per|once|twice|times|\d.*)$/.test(before) ||
        (tokens[index - 1]?.kind === 'word' && units[tokens[index - 1]!.stem]))
    )
      return undefined
    if (article && unit[0] !== 'time') return undefined
    if (article && !/^(?:for|after|within|in|of|takes?|lasts?|about|only|to|is|than)$/.test(before))
      return undefined
    return withRate(tokens, index, at + 1, total * unit[1], unit[0])
  }
  if (article && word?.lower === 'quarter' && tokens[at + 1]?.lower === 'of') return undefined
  if (token.joined || (word && /^(?:factor|step|way|fold|sided|thing)$/.test(word.lower))) return undefined
  if (word?.lower === 'dozen')
    return {
      ...build(tokens, index, at + 1, {
        value: total * 12,
        dimension: `count:${(tokens[at + 1] ?? word).stem}`,
      }),
    }
  if (article || (value === 1 && !word) || !word || !isCounted(word)) return undefined
  if (value === 1 && !/^(?:one)$/.test(token.lower)) return undefined
  if (value === 1 && /^(?:of|by|thing|day|way|more|time)$/.test(word.lower)) return undefined
  let head = at
  while (
    tokens[head + 1] &&
    isCounted(tokens[head + 1]!) &&
    head < at + 2 &&
    tokens[head + 1]!.lower !== 'only'
  )
    head++
  return {
    ...build(tokens, index, at, { value: total, dimension: `count:${tokens[head]!.stem}` }),
    per: rateAfter(tokens, head + 1).seconds,
  }
}

function dozens(tokens: readonly Token[], index: number, value: number): Quantity {
  return build(tokens, index, index + 2, {
    value,
    dimension: `count:${(tokens[index + 2] ?? tokens[index + 1]!).stem}`,
  })
}

function fraction(tokens: readonly Token[], from: number, at: number, share: number): Quantity | undefined {
  let unitAt = at
  if (/^an?$/.test(tokens[unitAt]?.lower ?? '')) unitAt++
  const unit = tokens[unitAt] && units[tokens[unitAt]!.stem]
  return unit ? withRate(tokens, from, unitAt + 1, share * unit[1], unit[0]) : undefined
}

const months = 'january february march april may june july august september october november december'.split(
  ' ',
)
const monthOf = (token: Token | undefined): number =>
  token?.kind === 'word'
    ? months.findIndex(
        (name) =>
          name === token.lower ||
          (token.lower.length >= 3 && token.proper && name.slice(0, 3) === token.lower) ||
          (token.lower === 'sept' && name === 'september'),
      ) + 1
    : 0

/** Dates as yyyymmdd with zeros for what is not said. */
function readDate(tokens: readonly Token[], index: number): Quantity | undefined {
  const token = tokens[index]!
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(token.text)
  if (iso)
    return build(tokens, index, index + 1, {
      value: Number(iso[1]) * 1e4 + Number(iso[2]) * 100 + Number(iso[3]),
      dimension: 'date',
    })
  const dayFirst = token.kind === 'number' && /^\d{1,2}$/.test(token.text)
  let at = index + 1
  if (dayFirst && /^(?:st|nd|rd|th)$/.test(tokens[at]?.lower ?? '')) at++
  if (dayFirst && tokens[at]?.lower === 'of') at++
  if (dayFirst && monthOf(tokens[at])) {
    const year = yearOf(tokens[at + 1]?.text === ',' ? tokens[at + 2] : tokens[at + 1])
    return build(tokens, index, at + (year ? 2 : 1), {
      value: year * 1e4 + monthOf(tokens[at]) * 100 + Number(token.text),
      dimension: 'date',
    })
  }
  const month = monthOf(token)
  if (!month) return undefined
  const next = tokens[index + 1]
  if (yearOf(next))
    return build(tokens, index, index + 2, { value: yearOf(next) * 1e4 + month * 100, dimension: 'date' })
  if (next?.kind !== 'number' || !/^\d{1,2}$/.test(next.text) || Number(next.text) > 31) return undefined
  let end = index + 2
  if (/^(?:st|nd|rd|th)$/.test(tokens[end]?.lower ?? '')) end++
  const year = yearOf(tokens[end]?.text === ',' ? tokens[end + 1] : tokens[end])
  return build(tokens, index, year ? end + (tokens[end]?.text === ',' ? 2 : 1) : end, {
    value: year * 1e4 + month * 100 + Number(next.text),
    dimension: 'date',
  })
}

function yearOf(token: Token | undefined): number {
  return token?.kind === 'number' && /^(?:19|20)\d\d$/.test(token.text) ? Number(token.text) : 0
}

function readClock(tokens: readonly Token[], index: number): Quantity | undefined {
  const token = tokens[index]!
  if (token.kind !== 'number') return undefined
  const next = tokens[index + 1]?.lower
  const half = /^[ap]\.?m\.?$/.test(next ?? '') ? `${next![0]}m` : undefined
  const parts = /^(\d{1,2})(?::(\d{2}))?(?::\d{2})?$/.exec(token.text)
  if (!parts || (parts[2] === undefined && !half)) return undefined
  const hour = (Number(parts[1]) % (half ? 12 : 24)) + (half === 'pm' ? 12 : 0)
  return build(tokens, index, index + (half ? 2 : 1), {
    value: hour * 60 + Number(parts[2] ?? 0),
    dimension: 'clock',
  })
}

function plainNumber(token: Token): number | undefined {
  const text = token.text.replace(/^[$€£vV]+/, '')
  if (token.kind !== 'number' || !/^\d/.test(text)) return undefined
  const value = Number(
    /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'),
  )
  return Number.isFinite(value) ? value : undefined
}

function build(
  tokens: readonly Token[],
  from: number,
  to: number,
  part: { value: number; dimension: string; per?: number; recurring?: boolean },
): Quantity {
  const sense = senseOf(tokens, from, to)
  return {
    ...part,
    per: part.per ?? 0,
    recurring: part.recurring ?? false,
    ...sense,
    from,
    to,
    start: tokens[from]!.start,
    end: tokens[to - 1]!.end,
  }
}

const maxBefore =
  /(?:up to|at most|no more than|not more than|maximum(?: \w+)?(?: of| is)?|max(?: of| is)?|limited to|limit(?: \w+){0,4}(?: of| is| to| at)|capped at|cap(?: \w+){0,2}(?: of| is| at)|max(?:es)? out at|tops? out at|stops? at|ends? at|(?:not|never) exceed|no longer than|within|under|below|less than|fewer than|only|not (?:be |have |upload |use |add |invite )?(?:\w+ ){0,4}(?:larger|more|longer|bigger|greater|over|above)(?: than)?|restricted to|allows?|supports?|holds?|fits?|accommodates?|carry|carries|handles?)(?: the| a| an)?$/
const minBefore =
  /(?:at least|minimum(?: \w+){0,2}(?: of| is)?|min(?: of| is)?|no less than|no fewer than|not less than|starting (?:at|from)|not (?:be |have )?(?:\w+ ){0,3}(?:shorter|less|fewer|smaller|lower|under|below)(?: than)?)(?: the| a| an)?$/
const overBefore =
  /(?:larger than|more than|longer than|bigger than|greater than|over|above|exceed(?:s|ing)?|beyond|older than)$/
const aboutBefore =
  /(?:about|around|roughly|approximately|approx|nearly|almost|some|~|circa|usually|typically|average)$/
const minAfter =
  /^(?:or (?:more|later|newer|above|higher|greater|up)|and (?:later|newer|above|up|higher|more)|\+|minimum|at least|upwards)/
const maxAfter =
  /^(?:or (?:less|fewer|older|earlier|below|lower|under)|and (?:older|earlier|below)|max\b|maximum|at most|tops|limit|cap\b|quota)/

function senseOf(
  tokens: readonly Token[],
  from: number,
  to: number,
): { sense: Sense; denied: boolean; negated: boolean; over: boolean } {
  const before = tokens
    .slice(Math.max(0, from - 9), from)
    .map((token) => token.lower)
    .join(' ')
  const after = tokens
    .slice(to, to + 4)
    .map((token) => token.lower)
    .join(' ')
  const denied = /\b(?:not|never)(?: just| only)?$/.test(before)
  const negated = /(?:^|\s)(?:not|never)\b/.test(
    (maxBefore.exec(before) ?? minBefore.exec(before) ?? [''])[0],
  )
  if (aboutBefore.test(before)) return { sense: 'about', denied, negated: false, over: false }
  if (minBefore.test(before) || minAfter.test(after) || minAfter.test(after.replace(/^\w+ /, '')))
    return { sense: 'min', denied, negated, over: false }
  if (maxBefore.test(before) || maxAfter.test(after) || maxAfter.test(after.replace(/^\w+ /, '')))
    return { sense: 'max', denied, negated, over: false }
  if (overBefore.test(before)) return { sense: 'min', denied, negated: false, over: true }
  return { sense: 'exact', denied, negated: false, over: false }
}
