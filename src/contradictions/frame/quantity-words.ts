import { numberWord } from '../../lib/words.ts'
import type { Quantity } from './quantities.ts'
import { counted, isCounted, plainNumber, withRate } from './quantity-parts.ts'
import { build } from './quantity-sense.ts'
import type { Token } from './tokens.ts'
import { rates, units } from './units.ts'

export function readFrequency(tokens: readonly Token[], index: number): Quantity | undefined {
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
    const part = /^(?:morning|afternoon|evening|weekday)$/.test(tokens[at]?.lower ?? '')
    const unit = weekday
      ? (['time', 604800] as const)
      : part
        ? (['time', 86400] as const)
        : tokens[at] && units[tokens[at]!.stem]
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
  if (/^(?:end|beginning|start|close|middle)$/.test(token.lower) && tokens[index + 1]?.lower === 'of') {
    const at = /^(?:the|each|every)$/.test(tokens[index + 2]?.lower ?? '') ? index + 3 : index + 2
    const period = /^(?:month|week|year|quarter)$/.test(tokens[at]?.lower ?? '') && units[tokens[at]!.stem]
    return period
      ? build(tokens, index, at + 1, { value: period[1], dimension: 'time', recurring: true })
      : undefined
  }
  const rate = rates[token.lower]
  if (rate === undefined) return undefined
  const previous = tokens[index - 1]
  const next = tokens[index + 1]
  if (previous && next && next.kind === 'word' && /^(?:an?|the|your|our)$/.test(previous.lower))
    return undefined
  return build(tokens, index, index + 1, { value: rate, dimension: 'time', recurring: true })
}

export function readWords(tokens: readonly Token[], index: number): Quantity | undefined {
  const token = tokens[index]!
  if (token.lower === 'three' && tokens[index + 1]?.lower === 'quarters' && tokens[index + 2]?.lower === 'of')
    return fraction(tokens, index, index + 3, 0.75)
  if (token.lower === 'half' && tokens[index + 1]?.lower === 'a' && tokens[index + 2]?.lower === 'dozen')
    return {
      ...build(tokens, index, index + 3, {
        value: 6,
        dimension: `count:${(tokens[index + 3] ?? token).stem}`,
      }),
    }
  if (token.lower === 'half' && /^an?$/.test(tokens[index + 1]?.lower ?? ''))
    return fraction(tokens, index, index + 2, 0.5)
  if (token.lower === 'quarter' && tokens[index + 1]?.lower === 'of')
    return fraction(tokens, index, index + 3, 0.25)
  const before = tokens[index - 1]?.lower ?? ''
  const turns = timesOf(token.lower, before, tokens[index + 1]?.lower ?? '')
  if (turns > 0) return build(tokens, index, index + 1, { value: turns, dimension: 'count:time' })
  const vague =
    /^(?:several|multiple|many|numerous)$/.test(token.lower) &&
    tokens[index + 1] &&
    isCounted(tokens[index + 1]!) &&
    !/^(?:as|how|so|too)$/.test(before)
  if (token.lower === 'two' && tokens[index + 1]?.lower === 'dozen') return dozens(tokens, index, 24)
  if (vague) return { ...counted(tokens, index, index + 1, 2), sense: 'min' }
  const both = bothOf(tokens, index)
  if (both !== -1) return counted(tokens, index, both, token.lower === 'both' ? 2 : 1)
  const article = /^an?$/.test(token.lower)
  const value = article ? 1 : numberWord(token.lower)
  if (
    value === undefined ||
    token.kind !== 'word' ||
    (tokens[index - 1]?.joined && numberWord(before) !== undefined)
  )
    return undefined
  let at = index + 1
  let total = value
  const half =
    !article &&
    tokens[at]?.lower === 'and' &&
    tokens[at + 1]?.lower === 'a' &&
    tokens[at + 2]?.lower === 'half' &&
    units[tokens[at + 3]?.stem ?? ''] !== undefined
  if (half) {
    total += 0.5
    at += 3
  }
  const next = tokens[at] && numberWord(tokens[at]!.lower)
  if (!article && next !== undefined && ((value >= 20 && next < 10) || next >= 100)) {
    total = next >= 100 ? value * next : value + next
    at++
  }
  if (tokens[at] && /^(?:full|whole|single|calendar|business|working|consecutive)$/.test(tokens[at]!.lower))
    at++
  if (tokens[at]?.lower === 'quarter' && tokens[at + 1]?.lower === 'of' && article) return undefined
  const unit = tokens[at] && units[tokens[at]!.stem]
  const word = tokens[at]
  if (article && word?.lower === 'second' && 'NLA'.includes(tokens[at + 1]?.tag ?? 'M'))
    return { ...counted(tokens, index, at + 1, 1), sense: 'min', over: true }
  if (unit && word!.lower.length > 2 && word!.kind === 'word') {
    if (
      article &&
      (/^(?:per|once|twice|times|\d.*)$/.test(before) ||
        (tokens[index - 1]?.kind === 'word' && units[tokens[index - 1]!.stem]))
    )
      return undefined
    if (article && unit[0] !== 'time') return undefined
    if (
      article &&
      !/^(?:least|most|for|after|within|in|of|takes?|lasts?|about|only|to|is|than|get|got|have|has|gets|every|by|once|holds?|till|until|be|was|another|just|full|and)$/.test(
        before,
      )
    )
      return undefined
    return withRate(tokens, index, at + 1, total * unit[1], unit[0])
  }
  if (article && word?.lower === 'quarter' && tokens[at + 1]?.lower === 'of') return undefined
  const set =
    token.kind === 'word' &&
    word?.lower === 'of' &&
    /^(?:your|the|these|those|our|my|their)$/.test(tokens[at + 1]?.lower ?? '')
  if (set && !article) {
    const things = tokens.slice(at + 2, at + 6)
    const noun = things.find((other) => other.tag === 'L') ?? things.find((other) => other.tag === 'N')
    return noun ? build(tokens, index, at, { value: total, dimension: `count:${noun.stem}` }) : undefined
  }
  if (/^(?:your|the|these|those|our|my|their)$/.test(before) && tokens[index - 2]?.lower === 'of')
    return undefined
  if (
    (token.joined && at === index + 1) ||
    (word && /^(?:factor|step|way|fold|sided|thing)$/.test(word.lower))
  )
    return undefined
  if (word?.lower === 'dozen')
    return {
      ...build(tokens, index, at + 1, {
        value: total * 12,
        dimension: `count:${(tokens[at + 1] ?? word).stem}`,
      }),
    }
  if (
    !article &&
    total >= 2 &&
    (!word || word.kind === 'mark' || !isCounted(word)) &&
    /^(?:at|to|is|be)$/.test(before)
  )
    return build(tokens, index, at, { value: total, dimension: 'bare' })
  if (article || !word || !isCounted(word)) return undefined
  if (!'NLAJG'.includes(word.tag) && !(word.tag === 'Z' && value > 1 && /[^su]s$/.test(word.lower)))
    return undefined
  if (value === 1 && !/^(?:one)$/.test(token.lower)) return undefined
  if (value === 1 && /^(?:of|by|thing|day|way|more|time)$/.test(word.lower)) return undefined
  return counted(tokens, index, at, total)
}

/** "Twice", "only once": so many times; 0 for any other word. */
function timesOf(word: string, before: string, next: string): number {
  if (/^(?:as|the|that|daily|weekly|monthly|yearly|nightly|more)$/.test(next)) return 0
  if (word === 'twice') return 2
  if (word === 'thrice') return 3
  return word === 'once' && /^(?:only|just|exactly|most|than)$/.test(before) ? 1 : 0
}

/** "Both keys", "either of the keys", not "both A and B": where what is counted stands, or -1. */
function bothOf(tokens: readonly Token[], index: number): number {
  if (
    !/^(?:both|either)$/.test(tokens[index]!.lower) ||
    (tokens[index]!.lower === 'either' && tokens[index + 1]?.lower !== 'of')
  )
    return -1
  let at = index + 1
  while (/^(?:of|the|these|those|your)$/.test(tokens[at]?.lower ?? '')) at++
  while (tokens[at]?.tag === 'A' || (tokens[at]?.tag === 'N' && tokens[at + 1]?.tag === 'L')) at++
  const noun = tokens[at]
  return noun?.kind === 'word' && /[^s]s$/.test(noun.lower) && tokens[at + 1]?.lower !== 'and' ? at : -1
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
