import type { Token } from './tokens.ts'

/** "The key never leaves the device": it goes away, where "leave the lid open" keeps it so. */
export function departs(tokens: readonly Token[], index: number): boolean {
  if (!/^(?:leave|leaves|left)$/.test(tokens[index]!.lower) || !'VZF'.includes(tokens[index]!.tag))
    return false
  if (/^(?:from|for)$/.test(tokens[index + 1]?.lower ?? '')) return true
  let at = index - 1
  while (at >= 0 && 'RX'.includes(tokens[at]!.tag)) at--
  const object = tokens.slice(index + 1, index + 5).findIndex((token) => 'NL'.includes(token.tag))
  const next = tokens[index + 2 + object]
  if (
    /^(?:comment|review|note|message|feedback|rating|reply|tip|space|room)s?$/.test(
      tokens[index + 1 + object]?.lower ?? '',
    )
  )
    return false
  return (
    'NL'.includes(tokens[at]?.tag ?? 'M') && object !== -1 && (next === undefined || 'MK'.includes(next.tag))
  )
}

/** "They dropped it", "this release discontinues …": who makes a thing took it away. */
export function gaveUp(tokens: readonly Token[], index: number): boolean {
  if (
    !/^(?:remov|dropp?|discontinu|retir|abolish|scrapp|ax|withdr[ae]w|phas|sunsett?)(?:e|ed|es|s|n)?$/.test(
      tokens[index]!.lower,
    )
  )
    return false
  if (!'FZJ'.includes(tokens[index]!.tag) || tokens[index]!.lower === 'drops') return false
  const subject = tokens[index - 1]
  return subject !== undefined && /^(?:they|we|have|has|it)$/.test(subject.lower) === true
    ? 'DSNLA'.includes(tokens[index + 1]?.tag ?? 'M')
    : subject?.tag === 'L' && 'DSN'.includes(tokens[index + 1]?.tag ?? 'M')
}
