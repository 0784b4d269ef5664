import {
  auxiliaries,
  determiners,
  hasVerb,
  imperativeAt,
  isVerbAt,
  openers,
  prepositions,
  pronounSubjects,
} from './grammar.ts'
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
    for (const run of markerCuts(withoutLead(part))) runs.push({ ...run, piece })
  return merge(runs).filter((clause) => clause.tokens.some((token) => token.kind !== 'mark'))
}

/** "Note that …", "Keep in mind that …": what they introduce is the statement. */
function withoutLead(tokens: Token[]): Token[] {
  const lead =
    /^(?:(?:please |also |but |and )*(?:note|notice|remember|beware|be aware|keep in mind|bear in mind|mind|the thing is|the fact is|the problem is|the good news is)(?:,? that|,)|(?:oh|well|yes|no|btw|by the way|as far as i know|mind you) ,|oh|btw) /.exec(
      `${tokens
        .slice(0, 8)
        .map((token) => token.lower)
        .join(' ')} `,
    )
  return lead ? tokens.slice(lead[0].trim().split(' ').length) : tokens
}

const kinds = new Map<string, ClauseKind>([
  ...fan('condition', 'if when whenever provided while'),
  ...fan('exception', 'unless except'),
  ...fan('time', 'until till before after once'),
  ...fan('reason', 'because since otherwise so'),
  ...fan('contrast', 'although though whereas'),
  ...fan('main', 'but and then which who or'),
])

function fan(kind: ClauseKind, words: string): [string, ClauseKind][] {
  return words.split(' ').map((word) => [word, kind])
}

function hardCuts(tokens: readonly Token[]): Token[][] {
  const pieces: Token[][] = [[]]
  for (const [index, token] of tokens.entries()) {
    const dash =
      token.text === '-' &&
      tokens[index - 1] !== undefined &&
      tokens[index - 1]!.end < token.start &&
      tokens[index + 1] !== undefined &&
      tokens[index + 1]!.start > token.end
    const between = tokens[index - 1]?.kind === 'number' && tokens[index + 1]?.kind === 'number'
    if (
      token.kind === 'mark' &&
      (dash || /^[;:()?!]$/.test(token.text) || (/^[—–]$/.test(token.text) && !between))
    )
      pieces.push([])
    else pieces.at(-1)!.push(token)
  }
  return pieces.filter((piece) => piece.length > 0)
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
      if (begin || onlyOpeners(current.tokens))
        current = { kind, marker: token.lower, tokens: [], afterComma: current.afterComma }
      else open(kind, token.lower)
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

/** "as soon as", "as long as", "every time", "in case": conditions of several words; their length or 0. */
function asLongAs(tokens: readonly Token[], index: number): number {
  const [a, b, c] = [tokens[index]!.lower, tokens[index + 1]?.lower, tokens[index + 2]?.lower]
  if (a === 'as' && (b === 'soon' || b === 'long' || b === 'often') && c === 'as') return 3
  if (
    (a === 'every' || a === 'each' || a === 'any') &&
    b === 'time' &&
    tokens[index + 2] &&
    c !== 'in' &&
    tokens[index + 2]!.kind === 'word' &&
    pronounSubjects.has(c ?? '')
  )
    return 2
  if (a === 'in' && b === 'case' && c !== 'of' && c !== undefined) return 2
  if (a === 'the' && b === 'moment' && c !== undefined && pronounSubjects.has(c)) return 2
  return 0
}

function onlyOpeners(tokens: readonly Token[]): boolean {
  return tokens.every(
    (token) =>
      token.kind === 'mark' || ['and', 'but', 'then', 'just', 'so', 'even', 'or'].includes(token.lower),
  )
}

function startsClause(tokens: readonly Token[], index: number, current: Clause): ClauseKind | undefined {
  const token = tokens[index]!
  const next = tokens[index + 1]
  const kind = kinds.get(token.lower)
  if (!kind || !next) return undefined
  const begin = current.tokens.length === 0
  const rest = tokens.slice(index + 1, index + 14)
  switch (token.lower) {
    case 'and':
    case 'or':
      return !begin && next.lower !== 'not' && hasVerb(current.tokens) && startsPredicate(rest)
        ? kind
        : undefined
    case 'but':
      return begin || hasVerb(rest) ? kind : undefined
    case 'then':
      return !begin && hasVerb(current.tokens) && imperativeAt(rest) === 0 ? kind : undefined
    case 'so':
      return next.lower === 'that' ||
        next.lower === 'far' ||
        !(
          pronounSubjects.has(next.lower) ||
          determiners.has(next.lower) ||
          imperativeAt(rest) === 0 ||
          hasVerb(rest.slice(0, 5))
        )
        ? undefined
        : kind
    case 'since':
      return hasVerb(rest.slice(0, 6)) && next.kind !== 'number' ? kind : undefined
    case 'once':
      return next.lower === 'a' || next.lower === 'per' || next.lower === 'every' || !hasVerb(rest)
        ? undefined
        : kind
    case 'before':
    case 'after':
    case 'until':
    case 'till':
      return tokens[index - 1]?.kind === 'number' && !begin && token.lower === 'before'
        ? undefined
        : timeKind(rest)
    case 'except':
      return kind
    case 'provided':
      return next.lower === 'that' || pronounSubjects.has(next.lower) || determiners.has(next.lower)
        ? kind
        : undefined
    case 'who':
    case 'which':
      return !begin && tokens[index - 1]?.text === ',' && hasVerb(rest) ? kind : undefined
    default:
      return hasVerb(rest) || begin || kind === 'condition' || kind === 'exception' ? kind : undefined
  }
}

/** "before upgrading", "after you …", "until the light turns …" open a clause; "after 15 minutes" does not. */
function timeKind(rest: readonly Token[]): ClauseKind | undefined {
  const first = rest[0]!
  if (first.kind === 'number' || first.lower === 'a' || first.lower === 'which' || first.lower === 'that')
    return undefined
  return /ing$/.test(first.lower) || hasVerb(rest) || determiners.has(first.lower) ? 'time' : undefined
}

function startsPredicate(rest: readonly Token[]): boolean {
  const first = rest[0]
  if (first?.kind !== 'word') return false
  if (auxiliaries.has(first.lower) || ['it', 'you', 'they', 'there', 'we', 'i'].includes(first.lower))
    return true
  if (imperativeAt(rest) === 0 && rest.length > 1) return true
  if (first.proper && rest.length > 2 && isVerbAt(rest, 1)) return true
  if (['then', 'only', 'also', 'never', 'always', 'not', 'no'].includes(first.lower))
    return hasVerb(rest.slice(1))
  return determiners.has(first.lower) && hasVerb(rest.slice(1, 7))
}

function startsPurpose(tokens: readonly Token[], index: number): boolean {
  return (
    tokens[index]!.lower === 'to' &&
    index <= 1 &&
    tokens[index + 1]?.kind === 'word' &&
    !determiners.has(tokens[index + 1]!.lower)
  )
}

/** Without a comma, a second verb phrase after a leading condition or purpose opens the main clause. */
function opensMainAfter(tokens: readonly Token[], index: number, current: Clause): boolean {
  if (laterComma(tokens, index)) return false
  const token = tokens[index]!
  const before = tokens[index - 1]!
  if (
    current.tokens.length < 3 ||
    (determiners.has(before.lower) && !/^(?:after|before|than|like)$/.test(tokens[index - 2]?.lower ?? '')) ||
    before.kind === 'mark'
  )
    return false
  const rest = tokens.slice(index)
  if (current.kind === 'purpose' && index > 0) {
    return (
      imperativeAt(rest) === 0 &&
      !/^(?:to|and|or|not)$/.test(before.lower) &&
      isVerbAt([{ ...before, kind: 'mark' }, ...rest], 1) &&
      (rest.length < 2 ||
        determiners.has(rest[1]!.lower) ||
        rest[1]!.proper ||
        rest[1]!.lower === 'to' ||
        rest[1]!.kind === 'name')
    )
  }
  if (
    current.marker === 'before' ||
    current.marker === 'after' ||
    current.marker === 'until' ||
    !['if', 'when', 'whenever', 'once', 'while', 'unless'].includes(current.marker)
  ) {
    return (
      ['you', 'it', 'they'].includes(token.lower) &&
      hasVerb(rest) &&
      !auxiliaries.has(before.lower) &&
      !/^(?:to|and|or|for|with|of|in|on|if|when)$/.test(before.lower) &&
      current.kind !== 'main' &&
      (/ing$/.test(current.tokens[0]!.lower) || hasVerb(current.tokens.slice(0, -1)))
    )
  }
  const subject = [
    'you',
    'it',
    'they',
    'your',
    'the',
    'there',
    'its',
    'all',
    'nothing',
    'everything',
    'something',
    'someone',
    'they',
  ].includes(token.lower)
  return (
    subject &&
    hasVerb(current.tokens) &&
    hasVerb(rest) &&
    !isVerbAt(tokens, index - 1) &&
    !/^(?:to|and|or|for|with|of|in|on|from|by|at|if|when|not|than|as)$/.test(before.lower)
  )
}

/** A comma further on closes the clause, unless it only begins a remark ("…, so …", "…, which …"). */
function laterComma(tokens: readonly Token[], index: number): boolean {
  const at = tokens.findIndex((token, place) => place >= index && token.text === ',')
  return (
    at !== -1 &&
    !/^(?:so|but|and|because|which|otherwise|since|as|just|nothing|no)$/.test(tokens[at + 1]?.lower ?? '')
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
