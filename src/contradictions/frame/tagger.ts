/**
 * Parts of speech by the likeliest path: what each word can be, and what can follow what (Viterbi over a hand-made
 * table). Words in one clause decide together, so "the sleep mode" and "they sleep" are told apart without word lists.
 */
import { numberWord } from '../../lib/words.ts'
import { type Tag, type Token, tokenise } from './tokens.ts'
import { isVerbForm } from './verbs.ts'

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
  nounsTakenForOrders(tokens, tags)
  verbsTakenForNouns(tokens, tags)
  return tags
}

/** "Sleep mode is entered …": what looks like an order is a noun if its bare noun has a verb of its own. */
function nounsTakenForOrders(tokens: readonly Token[], tags: Tag[]): void {
  for (const [index, tag] of tags.entries()) {
    if (tag !== 'V' || !'NLAG'.includes(tags[index + 1] ?? 'M')) continue
    if (tags.slice(0, index).some((before, at) => !'MCR'.includes(before) && at >= lastBreak(tags, index)))
      continue
    const end = tags.findIndex((next, at) => at > index && 'MCKS'.includes(next))
    const rest = tags.slice(index + 1, end === -1 ? undefined : end)
    if (
      rest.some((next) => 'BXHZ'.includes(next)) &&
      candidates(tokens[index]!, tokens[index + 1]).some(([own]) => own === 'N')
    )
      tags[index] = 'N'
  }
}

/** "Calls to the number cost 20 cents": a stretch without any verb has the likeliest noun before its object for one. */
function verbsTakenForNouns(tokens: readonly Token[], tags: Tag[]): void {
  for (let from = 0; from < tags.length; ) {
    const stop = tags.findIndex((tag, at) => at >= from && (tag === 'K' || tag === 'M'))
    const to = stop === -1 ? tags.length : stop
    const listed = tokens[stop]?.text === ',' || tokens[from - 1]?.text === ','
    if (!tags.slice(from, to).some((tag) => 'VZFXBH'.includes(tag))) promote(tokens, tags, from, to, listed)
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

type Candidate = readonly [Tag, number]

function candidates(token: Token, next: Token | undefined, before?: Token): readonly Candidate[] {
  if (token.kind === 'mark') return MARK
  if (token.kind === 'number') return NUMBER
  if (token.kind === 'name' || /^\p{Lu}{2,}$/u.test(token.text)) return NAME
  if (token.text === 'May' && (next === undefined || next.kind !== 'word' || next.lower === 'of')) return NAME
  if (token.joined || next === undefined || token.lower !== 'no') {
    const closed = closedClasses.get(token.lower)
    if (closed && !token.joined) return closed
  }
  if (token.lower === 'no') return next && next.kind !== 'mark' ? DETERMINER : ADVERB
  if (numberWord(token.lower) !== undefined) return NUMBER
  if (token.lower === 'longer' && before?.lower === 'no') return ADVERB
  const found = openCandidates(token.lower)
  if (token.joined) return found.filter(([tag]) => 'NLAJGR'.includes(tag)).concat([['A', -2]])
  if (token.proper)
    return [
      ...found.map(
        ([tag, score]): Candidate => [tag, 'NLA'.includes(tag) ? Math.max(score, -0.7) : score - 2.5],
      ),
      ['N', -1],
    ]
  return found
}

const MARK: readonly Candidate[] = [['M', 0]]
const NUMBER: readonly Candidate[] = [['#', 0]]
const NAME: readonly Candidate[] = [['N', 0]]
const DETERMINER: readonly Candidate[] = [['D', 0]]
const ADVERB: readonly Candidate[] = [['R', 0]]

const closedClasses = new Map<string, readonly Candidate[]>()
for (const [tags, list] of [
  ['D', 'the a an your my our their its every each no another what whatever'],
  [
    'DS',
    'this these those all both some any either neither his her none such many much few several more most',
  ],
  ['DKS', 'that'],
  [
    'S',
    'i you he she it we they me him us them everyone everybody anyone anybody nobody someone somebody everything anything nothing something there yourself itself themselves myself ourselves himself herself who one mine yours ours theirs',
  ],
  [
    'K',
    'if when whenever while because although though unless whereas whether where why how which whom whose',
  ],
  ['KP', 'before after until till since once than as'],
  [
    'P',
    'of at by for with about against between into through during from without per via under inside outside across onto upon within toward towards beside besides except despite versus among',
  ],
  ['PR', 'in on up down off out over above below behind along around near aside apart away back beyond'],
  ['PV', 'like'],
  ['T', 'to'],
  ['C', 'and or but nor'],
  ['RC', 'so then yet'],
  ['X', 'can could may might must will would shall should cannot'],
  ['XV', 'do need dare'],
  ['XZ', 'does'],
  ['XF', 'did'],
  ['B', 'am is are was were be been being'],
  ['H', 'have has had having'],
  [
    'R',
    'not never also too very just even still already always ever often sometimes usually really quite rather almost maybe perhaps actually basically simply please now soon later again anyway however therefore instead otherwise else though only here yes ok okay hi hello hey thanks well nowadays anymore afterwards together first',
  ],
] as const)
  for (const word of list.split(' '))
    closedClasses.set(
      word,
      [...tags].map((tag, at): Candidate => [tag as Tag, at === 0 ? 0 : -0.4]),
    )

/** What a content word can be: from lists of the commonest, from the verbs known, else from its ending. */
function openCandidates(word: string): readonly Candidate[] {
  const listed = common.get(word)
  if (listed) return listed
  if (!isVerbForm(word)) return byEnding(word)
  if (/[aeiouy].*ing$/.test(word))
    return [
      ['G', -0.4],
      ['N', -1.5],
    ]
  if (/ed$/.test(word))
    return [
      ['J', -0.5],
      ['F', -1],
      ['N', -5],
    ]
  if (/[^s]s$/.test(word))
    return [
      ['L', -0.8],
      ['Z', -0.45],
    ]
  return [
    ['V', -0.5],
    ['N', -0.9],
  ]
}

function byEnding(word: string): readonly Candidate[] {
  if (/ly$/.test(word))
    return [
      ['R', -0.1],
      ['A', -2.5],
      ['N', -3],
    ]
  if (/(?:able|ible|al|ic|ous|ive|less|ful|ish|ary|proof)$/.test(word))
    return [
      ['A', -0.3],
      ['N', -1.2],
    ]
  if (/^(?:bring|ring|sing|string|spring|king|wing|ping|swing|sting|cling)$/.test(word))
    return [
      ['V', -0.6],
      ['N', -0.8],
    ]
  if (/[a-z]{2}ing$/.test(word))
    return [
      ['G', -0.5],
      ['N', -1],
    ]
  if (/[a-z]{2}ed$/.test(word))
    return [
      ['J', -0.5],
      ['F', -1],
      ['N', -4],
    ]
  if (/[^sui]s$/.test(word))
    return [
      ['L', -0.2],
      ['Z', -1.8],
      ['N', -2.5],
    ]
  return [
    ['N', -0.2],
    ['A', -1.7],
    ['V', -2.5],
  ]
}

/** Words whose form does not show what they mostly are, by the tags they take, likeliest first. */
const common = new Map<string, readonly Candidate[]>()
for (const [tags, list] of [
  [
    'A',
    'new old long short high low big small large great good bad right wrong same different own open free full empty single whole main wide narrow thick thin deep valid raw soft hard hot cold warm cool dry wet young late early fast slow easy strong weak safe sure ready fine nice clean dirty heavy light loud quiet true false correct direct exact next last third fourth fifth other certain clear dark bright red green blue white black yellow grey brown least best worst better worse online offline public private internal external upper lower southern northern eastern western front rear left less available due able unable higher longer larger smaller shorter newer older later faster slower earlier cheaper latest newest oldest prior extra spare minimum maximum manual automatic daily weekly monthly yearly annual nightly hourly mobile remote local digital',
  ],
  [
    'J',
    'sent built lost gone paid told taken given found left begun chosen written broken held meant made become bought sold shown drawn grown hidden kept known got gotten seen thrown driven risen fallen felt brought thought taught caught lent bent dealt slept swept bound worn torn shaken frozen spoken stolen won led fed spent eaten forgotten overwritten withdrawn rewritten undone worked forbidden heard stuck hung sworn shut set put cut split reset read',
  ],
  [
    'F',
    'sent built lost went paid said told took gave found left began chose wrote broke held meant made came became bought sold drew grew hid kept knew got saw threw drove rose fell felt brought thought taught caught ate forgot overwrote withdrew undid ran worked had heard wore tore shook froze spoke stole won led fed spent',
  ],
  [
    'V',
    'come give take know see become begin choose write break lose send build keep hold mean put set let say tell think go get make want ask happen exist allow include require receive become contain remain appear depend belong apply',
  ],
  [
    'N',
    'mode time type way day year week month hour number system service device version user team data page account price plan point rate rule part place state side hand face head back front end name line level order result form field key code test trial group area process access support control contact report search market record record traffic scale stock store light public private external internal minimum maximum mobile remote original',
  ],
  [
    'R',
    'enough away twice once soon alone ago instead yet maybe else everywhere anywhere nowhere somewhere overnight abroad upstairs downstairs',
  ],
] as const)
  for (const word of list.split(' ')) {
    const before = common.get(word) ?? []
    const tag = tags as Tag
    common.set(word, [...before.filter(([own]) => own !== tag), [tag, before.length === 0 ? -0.3 : -0.8]])
  }
for (const [word, before] of common) {
  const tags = before.map(([tag]) => tag)
  const extra: Candidate[] = []
  if (!tags.includes('N') && !tags.includes('F')) extra.push(['N', -2.5])
  if (tags[0] !== 'V' && isVerbForm(word) && !/(?:ed|ing)$/.test(word) && !tags.includes('F'))
    extra.push(['V', -1.2])
  if (tags.includes('J') && isVerbForm(word) && /^(?:set|put|cut|split|reset|read|shut|become)$/.test(word))
    extra.push(['V', -0.5], ['N', -1.2])
  common.set(word, [...before, ...extra])
  if (tags[0] === 'V')
    common.set(/(?:o|s|ss|sh|ch|x)$/.test(word) ? `${word}es` : `${word}s`, [
      ['Z', -0.1],
      ['L', -3],
    ])
}
