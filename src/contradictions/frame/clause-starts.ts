import type { Clause, ClauseKind } from './clauses.ts'
import { auxiliaries, determiners, hasVerb, isVerbAt, possessives, pronounSubjects } from './grammar.ts'
import { imperativeAt } from './imperative.ts'
import type { Token } from './tokens.ts'

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

/** "as soon as", "as long as", "every time", "in case": conditions of several words; their length or 0. */
export function asLongAs(tokens: readonly Token[], index: number): number {
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

export function startsClause(
  tokens: readonly Token[],
  index: number,
  current: Clause,
): ClauseKind | undefined {
  const token = tokens[index]!
  const next = tokens[index + 1]
  const kind = kinds.get(token.lower)
  if (!kind || !next) return undefined
  const begin = current.tokens.length === 0
  const rest = tokens.slice(index + 1, index + 14)
  switch (token.lower) {
    case 'while':
      return /^(?:a|the)$/.test(tokens[index - 1]?.lower ?? '') ? undefined : kind
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
      return next.kind === 'mark' ||
        next.lower === 'a' ||
        (next.lower === 'in' && tokens[index + 2]?.lower === 'a') ||
        next.lower === 'per' ||
        next.lower === 'every' ||
        !hasVerb(rest)
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
    case 'otherwise':
      return begin ? kind : undefined
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
  const doer = 'NL'.includes(rest[1]?.tag ?? 'M') && 'VZFBX'.includes(rest[2]?.tag ?? 'M')
  if (
    first.kind === 'number' ||
    (first.lower === 'a' && !doer) ||
    first.lower === 'which' ||
    first.lower === 'that'
  )
    return undefined
  if (/^(?:first|second|third|last)$/.test(rest[1]?.lower ?? '') && rest[2]?.lower === 'of') return undefined
  return /ing$/.test(first.lower) || hasVerb(rest) || determiners.has(first.lower) ? 'time' : undefined
}

function startsPredicate(rest: readonly Token[]): boolean {
  const first = rest[0]
  if (first?.kind !== 'word') return false
  if (auxiliaries.has(first.lower) || ['it', 'you', 'they', 'there', 'we', 'i'].includes(first.lower))
    return true
  if (first.lower === 'after' && /^(?:that|this|which)$/.test(rest[1]?.lower ?? '')) return true
  if (imperativeAt(rest) === 0 && rest.length > 1) return true
  if (first.proper && rest.length > 2 && isVerbAt(rest, 1)) return true
  if (['then', 'only', 'also', 'never', 'always', 'not', 'no'].includes(first.lower))
    return hasVerb(rest.slice(1))
  return determiners.has(first.lower) && hasVerb(rest.slice(1, 7))
}

export function startsPurpose(tokens: readonly Token[], index: number): boolean {
  return (
    tokens[index]!.lower === 'to' &&
    index <= 1 &&
    tokens[index + 1]?.kind === 'word' &&
    !determiners.has(tokens[index + 1]!.lower)
  )
}

/** Without a comma, a second verb phrase after a leading condition or purpose opens the main clause. */
export function opensMainAfter(tokens: readonly Token[], index: number, current: Clause): boolean {
  const token = tokens[index]!
  if (laterComma(tokens, index) && !statesBeforeComma(tokens, index)) return false
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
      ['you', 'it', 'they', 'there', 'this', 'that'].includes(token.lower) &&
      hasVerb(rest) &&
      !auxiliaries.has(before.lower) &&
      !/^(?:to|and|or|for|with|of|in|on|if|when)$/.test(before.lower) &&
      current.kind !== 'main' &&
      (/ing$/.test(current.tokens[0]!.lower) || hasVerb(current.tokens.slice(0, -1)))
    )
  }
  if (
    /^(?:just|simply|then|please)$/.test(token.lower) &&
    imperativeAt(rest) === 1 &&
    hasVerb(current.tokens)
  )
    return true
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
    (!'VZFXBHPTD'.includes(before.tag) || closesClause(tokens, index)) &&
    !/^(?:to|and|or|for|with|of|in|on|from|by|at|if|when|not|than|as)$/.test(before.lower)
  )
}

/** "is down", "is off", "after that": a particle or a pronoun that ends its clause. */
function closesClause(tokens: readonly Token[], index: number): boolean {
  const [before, lead] = [tokens[index - 1]!.lower, tokens[index - 2]]
  if (/^(?:down|up|off|out|away|over|on)$/.test(before))
    return lead !== undefined && 'BHVZF'.includes(lead.tag)
  return /^(?:that|this|it)$/.test(before) && 'PVK'.includes(lead?.tag ?? 'M')
}

/** "If you resit an exam your grant is affected, ask …": a statement of its own stands before the comma. */
function statesBeforeComma(tokens: readonly Token[], index: number): boolean {
  if (/^(?:you|it|they|there)$/.test(tokens[index]!.lower))
    return 'XBH'.includes(tokens[index + 1]?.tag ?? 'M')
  if (!possessives.has(tokens[index]!.lower)) return false
  const comma = tokens.findIndex((token, at) => at > index && token.text === ',')
  return tokens.slice(index, comma).some((token) => token.tag === 'B' || token.tag === 'X')
}

/** A comma further on closes the clause, unless it only begins a remark ("…, so …", "…, which …"). */
function laterComma(tokens: readonly Token[], index: number): boolean {
  const at = tokens.findIndex((token, place) => place >= index && token.text === ',')
  return (
    at !== -1 &&
    !/^(?:so|but|and|because|which|otherwise|since|as|just|nothing|no|even)$/.test(
      tokens[at + 1]?.lower ?? '',
    )
  )
}
