import { determiners, prepositions } from './grammar.ts'
import type { Token } from './tokens.ts'
import { mayBeVerb } from './verbs.ts'

/** A way through menus, outermost first. */
export interface MenuPath {
  steps: string[]
  /** Shown by arrows, or said with "menu", "tab" or "under". */
  placed: boolean
  from: number
  to: number
  start: number
  end: number
}

/** "Settings > Billing > Address", "Settings, then Billing": the way through the menus, if the clause shows one. */
export function menuPathOf(tokens: readonly Token[]): MenuPath | undefined {
  const first = tokens.findIndex(
    (token, index) =>
      token.text === '>' && tokens[index - 1]?.kind === 'word' && tokens[index + 1]?.kind !== 'number',
  )
  const at =
    first === -1
      ? tokens.findIndex((token) => token.kind === 'mark' && ['→', '->', '›', '»', '=>'].includes(token.text))
      : first
  if (at > 0) return arrowPath(tokens, at)
  return spokenPath(tokens)
}

const arrow = (token: Token | undefined): boolean =>
  token?.kind === 'mark' && /^(?:>|→|->|›|»|=>)$/.test(token.text)

function arrowPath(tokens: readonly Token[], first: number): MenuPath | undefined {
  let from = first
  while (from > 0 && first - from < 4 && isStepWord(tokens, from - 1, first)) from--
  let to = first
  for (let index = first; index < tokens.length; index++) {
    if (arrow(tokens[index])) to = index + 1
    else if (index - to >= 4 || !isStepTail(tokens, index, to)) break
    else if (index >= to) {
      const ahead = tokens.slice(index, index + 5).findIndex(arrow)
      if (ahead > 0 || index === to || (tokens[index]!.proper && tokens[to]!.proper)) to = Math.max(to, index)
    }
  }
  let end = to
  const plain = tokens.slice(to).findIndex((token) => token.kind === 'mark' && !arrow(token))
  const tail = plain === -1 ? tokens.length : to + plain
  if (
    tail - to === 2 &&
    tokens[to]!.kind === 'word' &&
    tokens[to + 1]!.kind === 'word' &&
    isStepTail(tokens, to + 1, to)
  )
    end = tail
  while (
    end < tokens.length &&
    end - to < 4 &&
    isStepTail(tokens, end, to) &&
    (end === to || tokens[end]!.proper || !tokens[to]!.proper)
  )
    end++
  const steps: string[] = []
  let current: string[] = []
  for (const token of tokens.slice(from, end)) {
    if (arrow(token)) {
      if (current.length > 0) steps.push(current.join(' '))
      current = []
    } else if (token.kind !== 'mark') current.push(token.stem)
  }
  if (current.length > 0) steps.push(current.join(' '))
  if (steps.length < 2) return undefined
  return { steps, placed: true, from, to: end, start: tokens[from]!.start, end: tokens[end - 1]!.end }
}

function isStepWord(tokens: readonly Token[], index: number, first: number): boolean {
  const token = tokens[index]!
  if (token.kind === 'mark' || determiners.has(token.lower) || prepositions.has(token.lower)) return false
  if (
    /^(?:go|open|click|select|choose|goto|visit|tap|press|then|is|are|it|s|find|see|you|and|navigate)$/.test(
      token.lower,
    )
  )
    return false
  return index === first - 1 || token.proper === tokens[first - 1]!.proper
}

function isStepTail(tokens: readonly Token[], index: number, from: number): boolean {
  const token = tokens[index]
  if (!token || (token.kind === 'mark' && !arrow(token) && token.text !== '&' && token.text !== '"'))
    return false
  if (arrow(token)) return true
  if (
    index > from &&
    /^(?:in|to|and|then|on|if|for|you|where|from|that|at|is|with|instead|there|also|works|menu|bar|when|because|which|the|but|too|now|page|tab|screen)$/.test(
      token.lower,
    )
  )
    return false
  return true
}

/** "click Settings, then Billing", "under Preferences": only with capitalised names, and a verb or preposition of place. */
function spokenPath(tokens: readonly Token[]): MenuPath | undefined {
  const steps: string[] = []
  let from = -1
  let to = -1
  let named = false
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!
    const lead =
      /^(?:under|open|click|go|goto|select|choose|tap|in|to|then|visit|inside|into|press|on|from|navigate)$/.test(
        token.lower,
      )
    const name = lead ? nameAfter(tokens, index + 1) : undefined
    if (!name) continue
    const noun = tokens[name.to]?.lower ?? ''
    const placed =
      /^(?:menu|tab|section|page|panel|screen|settings|dialog|pane|area|sidebar|submenu|category)$/.test(noun)
    const led =
      token.lower !== 'to' ||
      steps.length > 0 ||
      tokens
        .slice(Math.max(0, index - 2), index)
        .some((word) => /^(?:go|navigate|head|switch|over|back|jump)$/.test(word.lower))
    const chained =
      led && /^(?:click|go|goto|select|choose|tap|open|then|navigate|visit|press|to)$/.test(token.lower)
    if (
      !placed &&
      !(token.lower === 'under') &&
      !(
        chained &&
        (steps.length > 0 || /^(?:go|click|open|select|tap|to|navigate|choose)$/.test(token.lower))
      )
    )
      continue
    if (!placed && token.lower === 'to' && 'NL'.includes(tokens[name.to]?.tag ?? 'M')) continue
    if (placed || token.lower === 'under') named = true
    if (from === -1) from = name.from
    to = name.to
    steps.push(
      tokens
        .slice(name.from, name.to)
        .map((word) => word.stem)
        .join(' '),
    )
    index = name.to - 1
  }
  if (steps.length === 0) return undefined
  return { steps, placed: named, from, to, start: tokens[from]!.start, end: tokens[to - 1]!.end }
}

function nameAfter(tokens: readonly Token[], at: number): { from: number; to: number } | undefined {
  let from = at
  while (from < at + 3 && /^(?:the|your|to|on|in|"|of|into)$/.test(tokens[from]?.lower ?? '')) from++
  let to = from
  while (to < from + 4 && tokens[to]?.kind === 'word' && tokens[to]!.proper) to++
  return to > from && !(to === from + 1 && mayBeVerb(tokens[from]!) && false) ? { from, to } : undefined
}
