import { table } from '../../lib/words.ts'
import type { Quantity } from './quantities.ts'
import { build } from './quantity-sense.ts'
import type { Token } from './tokens.ts'

const months = 'january february march april may june july august september october november december'.split(
  ' ',
)

export const monthOf = (token: Token | undefined): number =>
  token?.kind === 'word'
    ? months.findIndex(
        (name) =>
          name === token.lower ||
          (token.lower.length >= 3 && token.proper && name.slice(0, 3) === token.lower) ||
          (token.lower === 'sept' && name === 'september'),
      ) + 1
    : 0

const ordinals = table<number>({
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  tenth: 10,
  fifteenth: 15,
  last: 31,
})

/** Dates as yyyymmdd with zeros for what is not said. */
export function readDate(tokens: readonly Token[], index: number): Quantity | undefined {
  const token = tokens[index]!
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(token.text)
  if (iso)
    return build(tokens, index, index + 1, {
      value: Number(iso[1]) * 1e4 + Number(iso[2]) * 100 + Number(iso[3]),
      dimension: 'date',
    })
  if (ordinals[token.lower] && tokens[index + 1]?.lower === 'of' && monthOf(tokens[index + 2]))
    return build(tokens, index, index + 3, {
      value: monthOf(tokens[index + 2]) * 100 + ordinals[token.lower]!,
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
  const part =
    /^(?:end|beginning|start|middle)$/.test(token.lower) && tokens[index + 1]?.lower === 'of' ? 2 : 1
  if ((part === 2 || /^(?:mid|early|late)$/.test(token.lower)) && monthOf(tokens[index + part])) {
    const year = yearOf(tokens[index + part + 1])
    return build(tokens, index, index + part + (year ? 2 : 1), {
      value: year * 1e4 + monthOf(tokens[index + part]) * 100,
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

export function readClock(tokens: readonly Token[], index: number): Quantity | undefined {
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
