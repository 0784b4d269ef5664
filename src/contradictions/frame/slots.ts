import { functionWords, table } from '../../lib/words.ts'
import type { Lexicon } from '../lexicon.ts'
import { auxiliaries, determiners, prepositions } from './grammar.ts'
import type { Token } from './tokens.ts'

/** A setting and the value it is given. */
export interface Setting {
  attribute: string[]
  value: string
  start: number
  end: number
}

const paired = table<string>({
  true: 'true',
  yes: 'true',
  enabled: 'true',
  on: 'true',
  false: 'false',
  no: 'false',
  disabled: 'false',
  off: 'false',
})

/** "set X to V", "X must be V", "use V as X": settings with a value that is not a plain number. */
export function settingsOf(
  tokens: readonly Token[],
  lexicon: Lexicon,
  denied: boolean,
): { settings: Setting[]; taken: Set<number> } {
  const settings: Setting[] = []
  const taken = new Set<number>()
  for (const [index, token] of tokens.entries()) {
    const reading =
      toValue(tokens, index) ??
      beValue(tokens, index) ??
      asAttribute(tokens, index) ??
      quotedBefore(tokens, index) ??
      intoField(tokens, index) ??
      lettered(tokens, index)
    if (!reading || reading.attribute.length === 0) continue
    const coded = reading.attribute.filter((word) => word.kind === 'name')
    const attribute = (coded.length > 0 ? coded : reading.attribute)
      .filter((word) => word.kind !== 'mark' && !functionWords.has(word.lower))
      .map((word) => lexicon.concepts.get(word.stem) ?? word.stem)
    if (attribute.length === 0) continue
    const raw = reading.value.map((word) => word.lower).join(' ')
    const value = denied && paired[raw] ? (paired[raw] === 'true' ? 'false' : 'true') : (paired[raw] ?? raw)
    settings.push({ attribute, value, start: reading.value[0]!.start, end: reading.value.at(-1)!.end })
    for (const word of reading.value) taken.add(tokens.indexOf(word))
    void token
  }
  return { settings, taken }
}

interface Reading {
  attribute: Token[]
  value: Token[]
}

function toValue(tokens: readonly Token[], index: number): Reading | undefined {
  if (!/^(?:set|chang|switch|configur|adjust|put|defin|default)$/.test(tokens[index]!.stem)) return undefined
  for (let at = index + 1; at < Math.min(tokens.length, index + 9); at++) {
    const token = tokens[at]!
    if (token.lower === 'to' || token.text === '=') {
      const passive = at === index + 1
      const attribute = passive ? namedBefore(tokens, index) : tokens.slice(index + 1, at)
      const value = valueAt(tokens, at + 1) ?? plainValue(tokens, attribute, at)
      return value ? { attribute, value } : undefined
    }
    if (token.kind === 'mark' && token.text !== '"') return undefined
  }
  return undefined
}

/** "The log level should be set": the noun phrase in front of the verb. */
function namedBefore(tokens: readonly Token[], verb: number): Token[] {
  let to = verb
  while (to > 0 && (auxiliaries.has(tokens[to - 1]!.lower) || 'RT'.includes(tokens[to - 1]!.tag))) to--
  let from = to
  while (
    from > 0 &&
    to - from < 5 &&
    !prepositions.has(tokens[from - 1]!.lower) &&
    tokens[from - 1]!.kind !== 'mark' &&
    !determiners.has(tokens[from - 1]!.lower)
  )
    from--
  return tokens.slice(from, to)
}

/** "Set the log_level option to warn": a plain word is a value if it ends the clause and the setting is named as one. */
function plainValue(tokens: readonly Token[], attribute: readonly Token[], at: number): Token[] | undefined {
  const named = attribute.some(
    (token) =>
      token.kind === 'name' ||
      /^(?:option|setting|parameter|field|mode|level|type|policy|property|attribute|variable|value|profile|method|scheme|format)$/.test(
        token.lower,
      ),
  )
  const value = tokens[at + 1]
  const next = tokens[at + 2]
  if (!named || value?.kind !== 'word' || functionWords.has(value.lower)) return undefined
  return !next ||
    next.kind === 'mark' ||
    prepositions.has(next.lower) ||
    /^(?:if|when|before|after|and|unless|while)$/.test(next.lower)
    ? [value]
    : undefined
}

function beValue(tokens: readonly Token[], index: number): Reading | undefined {
  const token = tokens[index]!
  const given = tokens[index + 2]
  if (
    token.kind === 'name' &&
    /^(?:on|at|to)$/.test(tokens[index + 1]?.lower ?? '') &&
    /^(?:true|false)$/.test(given?.lower ?? '')
  )
    return { attribute: [token], value: [given!] }
  if (token.lower !== 'be' && token.lower !== 'is' && token.text !== '=') return undefined
  const next = tokens[index + 1]
  const value =
    next &&
    (/^(?:true|false)$/.test(next.lower)
      ? [next]
      : next.text === '"' || token.text === '=' || (token.lower === 'be' && next.kind === 'name')
        ? valueAt(tokens, index + 1)
        : undefined)
  if (!value) return undefined
  const attribute = tokens
    .slice(Math.max(0, index - 4), index)
    .filter((word) => !/^(?:must|should|has|have|to|not|need|needs)$/.test(word.lower))
  return { attribute, value }
}

function asAttribute(tokens: readonly Token[], index: number): Reading | undefined {
  if (!/^(?:choos|select|pick|us|use|specifi|enter)$/.test(tokens[index]!.stem)) return undefined
  const value = valueAt(tokens, index + 1)
  if (!value) return undefined
  const after = tokens.indexOf(value.at(-1)!) + 1
  const as = tokens.slice(after, after + 3).findIndex((word) => word.lower === 'as' || word.lower === 'for')
  if (as === -1 || tokens[after + as]!.lower !== 'as') return undefined
  const attribute = tokens.slice(after + as + 1, after + as + 6)
  const stop = attribute.findIndex((word) => word.kind === 'mark' || prepositions.has(word.lower))
  return { attribute: stop === -1 ? attribute : attribute.slice(0, stop), value }
}

/** 'Select the "Landscape" orientation', 'use the profile "Matte"': the quoted value stands beside what it is a value of. */
function quotedBefore(tokens: readonly Token[], index: number): Reading | undefined {
  if (!/^(?:choos|select|pick|us|use|set)$/.test(tokens[index]!.stem)) return undefined
  const open = tokens.findIndex((token, at) => at > index && at <= index + 5 && /^["“]$/.test(token.text))
  const value = open === -1 ? undefined : valueAt(tokens, open)
  if (!value) return undefined
  const lead = tokens.slice(index + 1, open).filter((token) => !determiners.has(token.lower))
  if (lead.length > 0)
    return lead.every((token) => 'NLA'.includes(token.tag)) ? { attribute: lead, value } : undefined
  const noun = tokens[tokens.indexOf(value.at(-1)!) + 2]
  return noun && 'NL'.includes(noun.tag) && noun.kind === 'word' ? { attribute: [noun], value } : undefined
}

/** "Enter internet.example in the APN field", "In the APN field, enter …". */
function intoField(tokens: readonly Token[], index: number): Reading | undefined {
  if (!/^(?:enter|type|put|insert|fill|us|use|specifi)$/.test(tokens[index]!.stem)) return undefined
  const value = valueAt(tokens, index + 1)
  if (!value) return undefined
  const field = tokens.findIndex((token) =>
    /^(?:field|box|parameter|variable|header|column|option|setting)$/.test(token.lower),
  )
  if (field < 1) return undefined
  let from = field
  while (
    from > 0 &&
    field - from < 4 &&
    !prepositions.has(tokens[from - 1]!.lower) &&
    tokens[from - 1]!.kind !== 'mark' &&
    !value.includes(tokens[from - 1]!)
  )
    from--
  return from < field ? { attribute: tokens.slice(from, field), value } : undefined
}

/** "position B", "slot A", "type C": a letter names the value. */
function lettered(tokens: readonly Token[], index: number): Reading | undefined {
  const token = tokens[index]!
  const next = tokens[index + 1]
  if (
    !/^(?:position|slot|mode|socket|terminal|input|output|option|setting|side|pin|bank|channel)$/.test(
      token.lower,
    )
  )
    return undefined
  return next && /^[A-Z]$/.test(next.text) && !(next.text === 'I')
    ? { attribute: [token], value: [next] }
    : undefined
}

function valueAt(tokens: readonly Token[], at: number): Token[] | undefined {
  const token = tokens[at]
  if (!token) return undefined
  if (token.text === '"' || token.text === '”') {
    const close = tokens.findIndex((other, index) => index > at && /["”]/.test(other.text))
    const inside = close === -1 || close > at + 9 ? [] : tokens.slice(at + 1, close)
    return inside.length > 0 && !(inside.length === 1 && inside[0]!.kind === 'number') ? inside : undefined
  }
  if (token.kind === 'number') return undefined
  if (
    paired[token.lower] ||
    token.kind === 'name' ||
    token.proper ||
    /^(?:none|null|auto|automatic|manual|always|never|utf8)$/.test(token.lower)
  ) {
    let end = at + 1
    while (token.proper && tokens[end]?.proper) end++
    return tokens.slice(at, end)
  }
  return undefined
}
