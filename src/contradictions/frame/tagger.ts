/**
 * Parts of speech by the likeliest path: what each word can be, and what can follow what (Viterbi over a hand-made
 * table). Words in one clause decide together, so "the sleep mode" and "they sleep" are told apart without word lists.
 */
import { candidates } from './tagger-words.ts'
import { type Tag, type Token, tokenise } from './tokens.ts'

/** Tokens of a sentence with their parts of speech. */
export function taggedTokens(sentence: string, offset: number): Token[] {
  const tokens = tokenise(sentence, offset)
  const tags = tagsOf(tokens)
  for (const [index, token] of tokens.entries()) token.tag = tags[index]!
  return tokens
}

/** The likeliest tag of every token, in order. */
export function tagsOf(tokens: readonly Token[]): Tag[] {
  const paths: { tag: Tag; score: number; back: number }[][] = []
  for (const [index, token] of tokens.entries()) {
    const before = paths.at(-1)
    paths.push(
      candidates(token, tokens[index + 1], tokens[index - 1]).map(([tag, own]) => {
        let best = { tag, score: Number.NEGATIVE_INFINITY, back: 0 }
        if (!before) return { tag, score: own + follow('^', tag), back: 0 }
        for (const [back, path] of before.entries()) {
          const from =
            path.tag === 'M' && tokens[index - 1]!.text !== ',' && tokens[index - 1]!.text !== '"'
              ? '^'
              : path.tag
          const score = path.score + own + follow(from, tag)
          if (score > best.score) best = { tag, score, back }
        }
        return best
      }),
    )
  }
  const tags: Tag[] = []
  let at = -1
  for (let index = paths.length - 1; index >= 0; index--) {
    const column = paths[index]!
    if (at === -1)
      at = column.reduce((best, path, place) => (path.score > column[best]!.score ? place : best), 0)
    tags.unshift(column[at]!.tag)
    at = column[at]!.back
  }
  nounsAfterAuxiliaries(tokens, tags)
  nounsTakenForOrders(tokens, tags)
  nounsBehindPreposition(tokens, tags)
  nounsEndingPhrase(tokens, tags)
  verbsTakenForNouns(tokens, tags)
  return tags
}

/** "We do not store card numbers": behind a subject and an auxiliary stands a verb if the word can be one. */
function nounsAfterAuxiliaries(tokens: readonly Token[], tags: Tag[]): void {
  for (const [index, tag] of tags.entries()) {
    if (tag !== 'X' || !'SNL'.includes(tags[index - 1] ?? 'M')) continue
    let at = index + 1
    while (tags[at] === 'R') at++
    if (tags[at] === 'N' && candidates(tokens[at]!, tokens[at + 1]).some(([own]) => own === 'V'))
      tags[at] = 'V'
  }
}

/** "Sleep mode is entered …": what looks like an order is a noun if its bare noun has a verb of its own. */
function nounsTakenForOrders(tokens: readonly Token[], tags: Tag[]): void {
  for (const [index, tag] of tags.entries()) {
    if (tag !== 'V' || !'NLAG'.includes(tags[index + 1] ?? 'M')) continue
    if (tags.slice(0, index).some((before, at) => !'MCR'.includes(before) && at >= lastBreak(tags, index)))
      continue
    const end = tags.findIndex((next, at) => at > index && 'MCKS'.includes(next))
    const rest = tags.slice(index + 1, end === -1 ? undefined : end)
    const agrees = rest[0] === 'L' && rest[1] === 'V' && !letting.test(tokens[index]!.lower)
    if (
      (agrees || rest.some((next) => 'BXHZ'.includes(next))) &&
      candidates(tokens[index]!, tokens[index + 1]).some(([own]) => own === 'N')
    )
      tags[index] = 'N'
  }
}

/** "On kids' accounts sharing is off": no verb stands inside the phrase that leads in, if one follows. */
function nounsBehindPreposition(tokens: readonly Token[], tags: Tag[]): void {
  if (tags[0] !== 'P') return
  const at = tags.findIndex((tag, index) => index > 1 && !'DNLAJ'.includes(tag))
  if (tags[at] !== 'Z' || !'NLGA'.includes(tags[at + 1] ?? 'M')) return
  const end = tags.findIndex((tag, index) => index > at && 'MK'.includes(tag))
  const rest = tags.slice(at + 1, end === -1 ? undefined : end)
  if (
    rest.some((tag) => 'BXH'.includes(tag)) &&
    candidates(tokens[at]!, tokens[at + 1]).some(([own]) => own === 'L')
  )
    tags[at] = 'L'
}

/** "Set it to false for payroll imports": what ends a phrase behind a preposition is a noun where a verb stands already. */
function nounsEndingPhrase(tokens: readonly Token[], tags: Tag[]): void {
  for (const [at, tag] of tags.entries()) {
    if (tag !== 'Z' || !'MPKC'.includes(tags[at + 1] ?? 'M')) continue
    let start = at - 1
    while (start > 0 && 'DNLAJ'.includes(tags[start]!)) start--
    const verbs = tags.slice(0, Math.max(0, start)).some((other) => 'VBXHF'.includes(other))
    if (
      tags[start] === 'P' &&
      start < at - 1 &&
      verbs &&
      candidates(tokens[at]!, tokens[at + 1]).some(([own]) => own === 'L')
    )
      tags[at] = 'L'
  }
}

/** "Help customers choose": an order that has a subject of its own behind it. */
const letting = /^(?:let|help|make|have|see|watch|hear|feel|ask|tell)$/

/** "Calls to the number cost 20 cents": a stretch without any verb has the likeliest noun before its object for one. */
function verbsTakenForNouns(tokens: readonly Token[], tags: Tag[]): void {
  for (let from = 0; from < tags.length; ) {
    const stop = tags.findIndex((tag, at) => at >= from && (tag === 'K' || tag === 'M'))
    const to = stop === -1 ? tags.length : stop
    const listed = tokens[stop]?.text === ',' || tokens[from - 1]?.text === ','
    const leadsIn = tags[from] === 'P' && tokens[stop]?.text === ','
    if (!leadsIn && !tags.slice(from, to).some((tag) => 'VZFXBH'.includes(tag)))
      promote(tokens, tags, from, to, listed)
    from = to + 1
  }
}

function promote(tokens: readonly Token[], tags: Tag[], from: number, to: number, listed: boolean): void {
  for (let at = from + 1; at < to; at++) {
    const object = 'D#PTRK'.includes(tags[at + 1] ?? 'M') || (at === to - 1 && listed)
    if (!'NLJ'.includes(tags[at]!) || !'NLG'.includes(tags[at - 1]!) || !object || tokens[at]!.proper)
      continue
    const found = candidates(tokens[at]!, tokens[at + 1]).find(([tag]) =>
      (listed ? 'ZF' : 'VZF').includes(tag),
    )
    if (!found || (found[0] === 'V' && tags[at - 1] === 'N' && !tags.slice(from, at).includes('L'))) continue
    tags[at] = found[0]
    return
  }
}

function lastBreak(tags: readonly Tag[], index: number): number {
  return tags.lastIndexOf('M', index - 1) + 1
}

const UNLIKELY = -4

function follow(from: Tag | '^', to: Tag): number {
  return transitions.get(from)?.get(to) ?? UNLIKELY
}

const rows: Record<string, string> = {
  '^': 'S0 D0 N-.9 L-.5 P-.7 K-.7 V-.8 R-.7 X-2.5 B-3.5 H-3.5 A-1 #-.8 G-1.5 J-2.5 C-1 Z-5 F-5 T-1.5 M-1',
  M: 'S0 D-.2 C0 K-.2 P-.5 N-.8 L-.5 V-.9 R-.4 A-.8 #-.8 G-1 J-1.2 Z-2 F-2.5 X-2 B-2 H-2.5 T-1 M-1',
  D: 'N0 L0 A0 #-.5 J-.8 G-1 R-1.5 M-2 P-2.5 K-4 Z-7 V-8 F-7 X-3.5 B-3 H-3.5 D-1 S-4',
  '#': 'N0 L0 A-.5 J-1 P-1 M-.5 C-1 K-2 X-2.5 B-2 Z-1.8 V-3.5 R-2 #-1.5 T-2 S-3 D-3 H-3',
  A: 'N0 L0 A-1 P-.8 M-.8 C-.8 K-1 T-1 #-2 G-1.5 R-2 D-3 S-3 X-3 B-3 H-3 Z-4 V-5 F-5 J-2',
  N: 'P-.3 M-.3 B-.5 X-.5 H-.7 Z-.6 F-.8 C-.6 K-.7 N-.7 L-.8 T-.9 R-1 V-3 J-1.6 G-1.8 A-2.2 D-3 S-2 #-1.8',
  L: 'P-.3 M-.3 B-.5 X-.5 H-.7 V-.8 F-.8 C-.6 K-.7 T-.9 R-1 Z-2.6 J-1.3 G-1.8 A-1.8 N-2.5 L-3 D-2.6 S-2 #-2',
  S: 'X-.2 B-.2 V-.3 Z-.8 F-.5 H-.3 R-.6 P-1.5 M-1 K-2 N-5 L-4 A-3.5 D-2.5 J-3 G-3 C-1.8 T-1.8 S-2.5 #-3',
  X: 'V0 R-.2 B0 H-.3 S-.8 D-1.8 N-1.7 L-1.7 M-1.5 J-3 Z-6 F-6 P-3 A-3 G-5 K-3 T-2 #-3',
  B: 'J0 A0 D-.3 R-.2 G-.3 P-.6 N-1 L-1.2 #-1 T-.8 S-1 M-1 K-1 V-7 Z-7 F-6 X-5 B-1 H-5',
  H: 'J0 D0 R-.3 T-.3 A-.7 N-.7 L-.6 #-.4 S-1 B-.2 M-1.5 P-1.5 V-4 G-3 Z-7 F-3 K-2.5',
  V: 'D0 N-1 L-.6 P-.4 T-.6 A-.8 S-.5 R-.7 #-.7 M-.5 J-2.4 G-1.5 C-1 K-.6 V-4 Z-5 F-5 X-4 B-4 H-4',
  G: 'D0 N-.4 L-.4 P-.4 T-.7 A-.8 S-.7 R-.7 #-.9 M-.5 J-1.8 G-1.8 C-1 K-.8 V-4 Z-1.8 F-3 X-1.6 B-1.5 H-2',
  J: 'P0 M-.3 T-.4 R-.6 C-.8 K-.7 N-.8 L-.8 D-1.2 A-1.8 #-1.2 S-2.2 B-2.5 X-2.5 G-2 V-4 Z-4 J-1.5 H-3 F-4',
  R: 'V-.9 Z-.9 F-.9 J-.5 A-.4 R-.8 P-.7 D-.9 N-1.6 L-1.6 S-.9 X-1 B-1 H-1 G-1 M-.4 C-1 K-.8 T-1 #-1',
  P: 'D0 N-.4 L-.4 A-.5 #-.5 S-.4 G-.5 J-1.5 P-1.3 R-1.5 M-1.5 K-1.5 V-6 Z-7 F-7 X-5 B-5 H-5 T-4 C-2.5',
  T: 'V0 B0 H-.3 D-.5 N-1 L-1 S-1 A-1.5 #-1 R-1 G-3 J-3 M-2 P-3 Z-7 F-7 X-7',
  C: 'N-.7 L-.7 D-.6 S-.6 V-.9 A-.8 R-.8 P-1 X-1.4 B-1.4 H-1.6 Z-1.2 F-1.4 J-1 G-1.2 #-1 K-1 T-1.2 M-1.5 C-3',
  K: 'S0 D0 N-.5 L-.5 V-1.5 Z-1 F-1 X-.8 B-.8 H-1 A-1 P-1 R-.7 #-1 G-1 J-1.2 T-2 K-3 M-2',
}
const transitions = new Map<string, Map<Tag, number>>(
  Object.entries({ ...rows, Z: rows.V!, F: rows.V! }).map(([from, row]) => [
    from,
    new Map(row.split(' ').map((cell) => [cell[0] as Tag, Number(cell.slice(1))])),
  ]),
)
