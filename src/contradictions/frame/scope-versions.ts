import { stem } from '../../lib/words.ts'
import { prepositions } from './grammar.ts'
import { isModelNumber } from './quantity-parts.ts'
import { ENDLESS, list, type ScopeReading, take } from './scopes.ts'
import type { Token } from './tokens.ts'

const versionWords = list('version versions release firmware build v ver client sdk patch')

const versionTools = list(
  'python node nodejs java php ruby perl go dotnet net angular react vue django rails laravel mysql postgres postgresql mongodb redis ubuntu debian macos ios android windows chrome firefox safari edge office excel outlook wordpress kubernetes docker bluetooth usb tls ssl gcc clang npm typescript directx opengl',
)

export function readVersion(tokens: readonly Token[], index: number, reading: ScopeReading): void {
  const token = tokens[index]!
  if (token.kind !== 'number' || !/^v?\d+(?:\.\d+){0,3}(?:\.x)?$/i.test(token.text)) return
  const before = tokens[index - 1]
  const marked = /^v/i.test(token.text)
  const worded =
    before !== undefined &&
    (versionWords.has(before.lower) ||
      (/^(?:software|driver|kernel|plugin|app)$/.test(before.lower) && token.text.includes('.')))
  const toolName =
    (before?.kind === 'word' || versionTools.has(plainName(before))) &&
    before !== undefined &&
    (versionTools.has(plainName(before)) ||
      (before.proper &&
        !/^(?:Step|Error|Port|Page|Chapter|Section|Figure|Table|Table|Day|Level|Part|Item|Option|Issue|Code|Type|Plan|Category|Layer|Phase|Class|Method|Case|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)$/i.test(
          before.text,
        )))
  const ranged = rangeAfter(tokens, index + 1)
  if (
    toolName &&
    !ranged &&
    !token.text.includes('.') &&
    !versionTools.has(plainName(before)) &&
    isModelNumber(tokens, index)
  )
    return
  const scopePrep =
    before !== undefined &&
    /^(?:in|on|since|from|before|until|as|than|with|of)$/.test(before.lower) &&
    token.text.includes('.')
  if (!marked && !worded && !toolName && !scopePrep && !(ranged && token.text.includes('.'))) return
  const unit = tokens[index + 1]
  if (!marked && !worded && unit?.kind === 'word' && unit.start === token.end) return
  if (
    toolName &&
    !versionTools.has(plainName(before)) &&
    !token.text.includes('.') &&
    unit?.kind === 'word' &&
    !ranged &&
    !prepositions.has(unit.lower) &&
    !/^(?:is|are|and|or|has|can|you|does|only|users?|devices?|it|works?|supports?|too|just|fine|as|already|still|now)$/.test(
      unit.lower,
    )
  )
    return
  const nameToken = worded
    ? nameBefore(tokens, index - 1)
    : toolName
      ? before
      : scopePrep || ranged
        ? undefined
        : nameBefore(tokens, index)
  const lead = leadIndex(tokens, worded ? index - 1 : toolName ? index - 1 : index, nameToken)
  const prep = tokens[lead]?.lower ?? ''
  const upTo = prep === 'to' && tokens[lead - 1]?.lower === 'up'
  const from = versionValue(token.text)
  const sense =
    ranged ??
    (/^(?:since|from|starting|after|as|least|minimum|earliest)$/.test(prep) || isFirst(tokens, index)
      ? 'min'
      : upTo || /^(?:before|until|prior|below|under)$/.test(prep) || olderThan(tokens, lead)
        ? 'max'
        : 'exact')
  const range =
    sense === 'min'
      ? { from, to: ENDLESS }
      : sense === 'max'
        ? { from: 0, to: ranged || upTo ? above(token.text) : from }
        : { from, to: above(token.text) }
  const asScope =
    upTo ||
    /^(?:in|on|since|from|before|until|with|as|under|of|prior|after|starting|for|by|running|using)$/.test(
      prep,
    ) ||
    (prep === '' && lead < 0 && !ranged)
  const start = worded || toolName ? before!.start : token.start
  reading.mentions.push({
    name: nameToken ? stem(plainName(nameToken)) : '',
    ...range,
    sense,
    asScope,
    than: olderThan(tokens, lead) || ranged === 'max',
    index,
    text: token.text,
    start,
    end: token.end,
  })
  take(reading, index)
  if (worded) take(reading, index - 1)
  if (ranged)
    for (let at = index + 1; at <= index + 3 && at < tokens.length; at++)
      if (isRangeWord(tokens[at]!)) take(reading, at)
}

/** "Node.js" is told as "Node" too. */
function plainName(token: Token | undefined): string {
  return token?.lower.replace(/\.js$/, '') ?? ''
}

/** "Software older than 22.4". */
function olderThan(tokens: readonly Token[], lead: number): boolean {
  return (
    /^(?:below|under)$/.test(tokens[lead]?.lower ?? '') ||
    (tokens[lead]?.lower === 'than' && /^(?:older|earlier|lower)$/.test(tokens[lead - 1]?.lower ?? ''))
  )
}

/** "Build 1900 was the first one that …" */
function isFirst(tokens: readonly Token[], index: number): boolean {
  return (
    /^(?:is|was)$/.test(tokens[index + 1]?.lower ?? '') &&
    tokens.slice(index + 2, index + 4).some((token) => token.lower === 'first')
  )
}

const isRangeWord = (token: Token): boolean =>
  /^(?:later|newer|above|higher|greater|upwards?|onwards?|beyond|earlier|older|below|lower|prior|up)$/.test(
    token.lower,
  )

function rangeAfter(tokens: readonly Token[], at: number): 'min' | 'max' | undefined {
  const after = tokens
    .slice(at, at + 3)
    .map((token) => token.lower)
    .join(' ')
  if (
    /^(?:(?:\w+ )?(?:or|and) (?:later|newer|above|higher|up|greater|upwards|more recent|onwards?|beyond)|\+|onwards?|upwards|up$|up )/.test(
      after,
    )
  )
    return 'min'
  if (/^(?:at (?:a )?(?:minimum|least)|minimum)/.test(after)) return 'min'
  if (/^(?:\w+ )?(?:or|and) (?:earlier|older|below|lower|prior)/.test(after)) return 'max'
  return undefined
}

/** "app version 4.2" → app; "firmware 2.4" → firmware. */
function nameBefore(tokens: readonly Token[], index: number): Token | undefined {
  const noun = tokens[index]
  if (noun?.lower === 'firmware') return noun
  const before = tokens[index - 1]
  return before?.kind === 'word' &&
    !prepositions.has(before.lower) &&
    !/^(?:the|a|an|is|are|requires?|needs?|have|has|your|and|or|to|least|you|than|this|that|later|old|new|since|before|only|with|until)$/.test(
      before.lower,
    ) &&
    versionWords.has(noun?.lower ?? '')
    ? before
    : undefined
}

function leadIndex(tokens: readonly Token[], index: number, nameToken: Token | undefined): number {
  let at = index - 1
  while (
    at >= 0 &&
    (tokens[at] === nameToken ||
      /^(?:the|a|an|your|of|app|all|to|version|versions)$/.test(tokens[at]!.lower)) &&
    !(tokens[at]!.lower === 'of' && false)
  ) {
    if (tokens[at]!.lower === 'to' && tokens[at - 1]?.lower !== 'prior') break
    at--
  }
  return at
}

/** 4.10.2 → 4·10⁸ + 10·10⁴ + 2, so that versions compare as numbers. */
export function versionValue(text: string): number {
  const [major = 0, minor = 0, patch = 0] = text
    .replace(/^v/i, '')
    .split('.')
    .map((part) => Number(part) || 0)
  return Math.min(major, 99999) * 1e8 + Math.min(minor, 9999) * 1e4 + Math.min(patch, 9999)
}

/** The first version after everything that carries this number: 5 → 6.0, 4.8 → 4.9. */
export function above(text: string): number {
  const parts = text.replace(/^v/i, '').replace(/\.x$/i, '').split('.').length
  return versionValue(text) + (parts === 1 ? 1e8 : parts === 2 ? 1e4 : 1)
}
