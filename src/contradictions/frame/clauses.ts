import { asLongAs, opensMainAfter, startsClause, startsPurpose } from './clause-starts.ts'
import { determiners, hasVerb, openers, prepositions } from './grammar.ts'
import { imperativeAt } from './imperative.ts'
import type { Token } from './tokens.ts'

/** How a clause hangs in its sentence: stated, a condition, a point in time, a purpose, a reason or an exception. */
export type ClauseKind = 'main' | 'condition' | 'time' | 'purpose' | 'reason' | 'exception' | 'contrast'

/** A run of tokens with one verb, and the word that introduced it. */
export interface Clause {
  kind: ClauseKind
  marker: string
  tokens: Token[]
  /** Which part between colons, dashes and brackets it stands in. */
  piece?: number
  /** A comma stood in front of it. */
  afterComma: boolean
}

/** Cuts a sentence into clauses; runs without a verb join a neighbour. */
export function clausesOf(tokens: readonly Token[]): Clause[] {
  const runs: Clause[] = []
  for (const [piece, part] of hardCuts(tokens).entries())
    for (const run of markerCuts(withoutOwn(withoutCleft(withoutLead(part))))) runs.push({ ...run, piece })
  return merge(runs).filter((clause) => clause.tokens.some((token) => token.kind !== 'mark'))
}

/** "It's the browser that checks it": the browser checks it. */
function withoutCleft(tokens: Token[]): Token[] {
  const [a, b] = [tokens[0]?.lower, tokens[1]?.lower]
  if (!/^(?:it|that)$/.test(a ?? '') || !/^(?:is|was)$/.test(b ?? '')) return tokens
  const at = tokens.findIndex(
    (token, index) => index > 2 && index < 9 && /^(?:that|who|which)$/.test(token.lower),
  )
  if (at === -1 || !'VZFXBH'.includes(tokens[at + 1]?.tag ?? 'M')) return tokens
  if (!'NL#S'.includes(tokens[at - 1]!.tag) || tokens.slice(2, at).some((token) => token.kind === 'mark'))
    return tokens
  return [...tokens.slice(2, at), ...tokens.slice(at + 1)]
}

/** "I'd just place it in the oven": advice, as an order would be. */
function withoutOwn(tokens: Token[]): Token[] {
  if (tokens[0]?.lower !== 'i' || tokens[1]?.lower !== 'would' || tokens.some(({ lower }) => lower === 'if'))
    return tokens
  let at = 2
  while (/^(?:just|simply|always|definitely|certainly|also)$/.test(tokens[at]?.lower ?? '')) at++
  const advises =
    tokens[at]?.tag === 'V' &&
    !/^(?:like|love|prefer|hate|appreciate|say|guess|think|suggest|recommend|advise|expect|assume|want|wish|hope|need|imagine|have|be|give|go|pay|buy|kill|trade|rather)$/.test(
      tokens[at]!.lower,
    )
  return advises ? tokens.slice(at) : tokens
}

/** "Note that …", "Keep in mind that …": what they introduce is the statement. */
function withoutLead(tokens: Token[]): Token[] {
  const lead =
    /^(?:(?:please |also |but |and )*(?:note|notice|remember|beware|be aware|keep in mind|bear in mind|mind|the thing is|the fact is|the problem is|the good news is)(?:,? that|,)|(?:oh|well|yes|no|nope|nah|yeah|yep|ah|heads up|btw|by the way|as far as i know|mind you|to be honest|for what it is worth) ,|oh|btw|fwiw|tbh|fyi|yeah|yep|nah) /.exec(
      `${tokens
        .slice(0, 8)
        .map((token) => token.lower)
        .join(' ')} `,
    )
  return lead ? tokens.slice(lead[0].trim().split(' ').length) : tokens
}

function hardCuts(tokens: readonly Token[]): Token[][] {
  const pieces: Token[][] = [[]]
  let quoted = false
  for (const [index, token] of tokens.entries()) {
    if (/^["”]$/.test(token.text) || token.lower === '"') quoted = !quoted
    const dash =
      token.text === '-' &&
      tokens[index - 1] !== undefined &&
      tokens[index - 1]!.end < token.start &&
      tokens[index + 1] !== undefined &&
      tokens[index + 1]!.start > token.end
    const between = tokens[index - 1]?.kind === 'number' && tokens[index + 1]?.kind === 'number'
    if (
      token.kind === 'mark' &&
      (dash ||
        (/^[;:()?!]$/.test(token.text) && !(quoted && /^[()]$/.test(token.text)) && !labels(tokens, index)) ||
        (/^[—–]$/.test(token.text) && !between))
    )
      pieces.push([])
    else pieces.at(-1)!.push(token)
  }
  return pieces.filter((piece) => piece.length > 0)
}

/** "Instant transfers: up to €15,000 each": a name and its value, both without a verb, are one statement. */
function labels(tokens: readonly Token[], colon: number): boolean {
  const value = tokens.slice(colon + 1)
  return (
    tokens[colon]!.text === ':' &&
    value.some((token) => token.kind === 'number') &&
    !hasVerb(tokens.slice(0, colon)) &&
    !hasVerb(value) &&
    imperativeAt(value) === -1
  )
}

function markerCuts(tokens: Token[]): Clause[] {
  const runs: Clause[] = []
  let current: Clause = { kind: 'main', marker: '', tokens: [], afterComma: false }
  const open = (kind: ClauseKind, marker: string) => {
    const afterComma = marker === ',' || current.tokens.at(-1)?.text === ','
    if (current.tokens.length > 0) runs.push(current)
    current = { kind, marker, tokens: [], afterComma }
  }
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!
    const begin = current.tokens.length === 0
    if (token.text === ',') {
      if (begin) continue
      current.tokens.push(token)
      open('main', ',')
      continue
    }
    const asLong = asLongAs(tokens, index)
    if (asLong > 0) {
      if (begin || onlyOpeners(current.tokens))
        current = { kind: 'condition', marker: 'when', tokens: [], afterComma: current.afterComma }
      else open('condition', 'when')
      index += asLong - 1
      continue
    }
    const kind = token.kind === 'word' ? startsClause(tokens, index, current) : undefined
    if (kind) {
      if (kind === 'main' && token.lower === 'and' && leadsOn(runs, current)) {
        open(current.kind, current.marker)
        continue
      }
      if (begin || onlyOpeners(current.tokens)) {
        const marker = current.tokens.at(-1)?.lower === 'even' ? `even ${token.lower}` : token.lower
        current = { kind, marker, tokens: [], afterComma: current.afterComma }
      } else open(kind, token.lower)
      continue
    }
    if (begin && current.kind === 'main' && startsPurpose(tokens, index))
      current = { kind: 'purpose', marker: 'to', tokens: [], afterComma: current.afterComma }
    else if (!begin && current.kind !== 'main' && opensMainAfter(tokens, index, current)) open('main', '')
    current.tokens.push(token)
  }
  if (current.tokens.length > 0) runs.push(current)
  return runs
}

/** "If A and B, C": what "and" joins to a leading condition is a condition too. */
function leadsOn(runs: readonly Clause[], current: Clause): boolean {
  return (
    (current.kind === 'condition' || current.kind === 'exception') && runs.every((run) => run.kind !== 'main')
  )
}

function onlyOpeners(tokens: readonly Token[]): boolean {
  return tokens.every(
    (token) =>
      token.kind === 'mark' || ['and', 'but', 'then', 'just', 'so', 'even', 'or'].includes(token.lower),
  )
}

/** Joins runs without a verb to their neighbour: list members to the left, introductions to the right. */
function merge(runs: Clause[]): Clause[] {
  const merged: Clause[] = []
  let waiting: Token[] = []
  for (const run of runs) {
    const bare = !hasVerb(run.tokens) && imperativeAt(run.tokens) === -1
    const comma = run.marker === ',' || run.marker === ''
    const last = merged.at(-1)?.piece === run.piece ? merged.at(-1) : undefined
    if (bare && comma && last)
      last.tokens.push(...waiting.splice(0), ...run.tokens.map((token) => ({ ...token, tail: true })))
    else if (bare && comma) waiting.push(...run.tokens)
    else {
      const alone =
        waiting.filter(
          (token) => token.kind === 'word' && !determiners.has(token.lower) && !prepositions.has(token.lower),
        ).length >= 3 && !run.afterComma
      if (
        run.kind !== 'main' &&
        waiting.length <= 3 &&
        waiting.every((token) => token.kind === 'mark' || openers.has(token.lower))
      )
        waiting = []
      if (run.kind !== 'main' && alone)
        merged.push({ kind: 'main', marker: '', tokens: waiting, afterComma: false })
      else run.tokens.unshift(...waiting)
      waiting = []
      merged.push(run)
    }
  }
  if (waiting.length > 0) merged.push({ kind: 'main', marker: '', tokens: waiting, afterComma: false })
  if (
    merged.length > 0 &&
    !merged.some((clause) => clause.kind === 'main') &&
    (merged.at(-1)!.kind === 'time' || merged.at(-1)!.kind === 'purpose')
  )
    merged.at(-1)!.kind = 'main'
  return merged
}
