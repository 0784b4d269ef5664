/** What each word can be by itself: closed classes, the commonest open words, and what endings tell. */
import { numberWord } from '../../lib/words.ts'
import type { Tag, Token } from './tokens.ts'
import { isVerbForm } from './verbs.ts'

/** A tag a word can take, and how likely it is (logarithm). */
export type Candidate = readonly [Tag, number]

/** The tags a token can take in its place. */
export function candidates(token: Token, next: Token | undefined, before?: Token): readonly Candidate[] {
  if (token.kind === 'mark') return MARK
  if (token.kind === 'number') return NUMBER
  if (token.kind === 'name' || /^\p{Lu}{2,}$/u.test(token.text)) return NAME
  if (token.text === 'May' && (next === undefined || next.kind !== 'word' || next.lower === 'of')) return NAME
  if (token.lower === 'one' && next?.kind === 'word' && !closedClasses.has(next.lower) && countable(next))
    return NUMBER
  if (
    token.lower === 'back' &&
    next?.lower === 'up' &&
    !/^(?:come|comes|bring|go|goes|get|is|are|be)$/.test(before?.lower ?? '')
  )
    return BACK_UP
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

/** "One suitcase", "one active session": what follows can be a noun or qualify one. */
function countable(next: Token): boolean {
  return !/[^s]s$/.test(next.lower) && openCandidates(next.lower).some(([tag]) => tag === 'N' || tag === 'A')
}

const PLURAL: readonly Candidate[] = [
  ['L', -0.4],
  ['Z', -1],
]
const BACK_UP: readonly Candidate[] = [
  ['V', 0],
  ['R', -2],
]
const MARK: readonly Candidate[] = [['M', 0]]
const NUMBER: readonly Candidate[] = [['#', 0]]
const NAME: readonly Candidate[] = [['N', 0]]
const DETERMINER: readonly Candidate[] = [['D', 0]]
const ADVERB: readonly Candidate[] = [['R', 0]]

const closedClasses = new Map<string, readonly Candidate[]>()
for (const [tags, list] of [
  ['D', 'the a an your my our their its every each no another what whatever whichever'],
  [
    'DS',
    'this these those all both some any either neither his her none such many much few several more most',
  ],
  ['DKS', 'that'],
  [
    'S',
    'i you he she it we they me him us them everyone everybody anyone anybody nobody someone somebody everything anything nothing something there yourself itself themselves myself ourselves himself herself who mine yours ours theirs',
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
  ['#S', 'one'],
  ['#D', 'half'],
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
  if (/[^s]s$/.test(word) && common.get(word.slice(0, -1))?.[0]?.[0] === 'N') return PLURAL
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
