import { stem, table } from '../../lib/words.ts'

/**
 * N noun, L plural noun, A adjective, R adverb, V base verb, Z verb in -s, F past tense, G verb in -ing, J participle,
 * X modal or do, B be, H have, S pronoun, D determiner, P preposition, T to, C and/or/but, K subordinator, # number, M mark.
 */
export type Tag =
  | 'N'
  | 'L'
  | 'A'
  | 'R'
  | 'V'
  | 'Z'
  | 'F'
  | 'G'
  | 'J'
  | 'X'
  | 'B'
  | 'H'
  | 'S'
  | 'D'
  | 'P'
  | 'T'
  | 'C'
  | 'K'
  | '#'
  | 'M'

/** One token with its place in the source; contractions become two tokens at one place ("don't" → do, not). */
export interface Token {
  lower: string
  stem: string
  /** The word as written. */
  text: string
  start: number
  end: number
  kind: 'word' | 'number' | 'name' | 'mark'
  /** Its part of speech in the sentence. */
  tag: Tag
  /** Written with a capital although not first in the sentence. */
  proper: boolean
  /** A hyphen ties it to the next token. */
  joined?: boolean
  /** Stands in a remark behind a comma that has no verb of its own. */
  tail?: boolean
}

/** Longest text that is analysed as one sentence; the rest of a longer one is not looked at. */
export const SENTENCE_LIMIT = 1200

/** Splits one sentence into tokens; `offset` is added to every place. */
export function tokenise(sentence: string, offset: number): Token[] {
  const text = (sentence.length > SENTENCE_LIMIT ? sentence.slice(0, SENTENCE_LIMIT) : sentence).replace(
    /(?<![\p{L}\d])['‘]([^'‘’\n]{1,40})['’](?![\p{L}\d])/gu,
    '"$1"',
  )
  const tokens: Token[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const raw = match[0]
    const start = offset + match.index
    const { flag, date, clock, number, unit, name, word, mark } = match.groups ?? {}
    const first = tokens.every((token) => token.kind === 'mark')
    if (flag || name) tokens.push(make(raw, raw.toLowerCase(), start, 'name', false))
    else if (date || clock) tokens.push(make(raw, raw.toLowerCase(), start, 'number', false))
    else if (number) {
      tokens.push(make(number, number.toLowerCase(), start, 'number', false))
      if (unit) tokens.push(make(unit, unit.toLowerCase(), start + raw.length - unit.length, 'word', false))
    } else if (word) pushWord(tokens, word, start, first)
    else if (mark) tokens.push(make(raw, marks[raw] ?? raw, start, 'mark', false))
  }
  for (let index = 1; index < tokens.length; index++) {
    const token = tokens[index]!
    if (hadDone(tokens[index - 1]!, token))
      tokens[index - 1] = { ...tokens[index - 1]!, lower: 'had', stem: 'had' }
    const before = tokens[index - 1]!.lower
    const led = /^(?:the|a|an|your|this|that|every|each|any|all|both|in|at|far|top|bottom|on|to)$/.test(
      before,
    )
    const value =
      /^(?:settings?|way|place|time|choice|answer|value|thing|option|amount|size|version|one|order|password|moment|person|tool|direction)$/.test(
        tokens[index + 1]?.lower ?? '',
      )
    const deed =
      token.lower === 'lower' && /^(?:the|your|a|an|it|its|this|them)$/.test(tokens[index + 1]?.lower ?? '')
    if (led && !value && !deed && /^(?:left|right|lower|upper)$/.test(token.lower))
      token.stem = `${token.lower} side`
    else if (
      /^stores?$/.test(token.lower) &&
      (led || /^(?:big|small|large|local|online|our|their|of)$/.test(before))
    )
      token.stem = 'shop'
  }
  return tokens
}

/** "The items you'd reserved": had, not would. */
function hadDone(would: Token, next: Token): boolean {
  return (
    would.lower === 'would' &&
    /['’]d$/i.test(would.text) &&
    /(?:[^e]ed|ought|better)$/.test(next.lower) &&
    !/^(?:embed|shed|wed)$/.test(next.lower)
  )
}

const pattern = new RegExp(
  [
    String.raw`(?<flag>(?<![\w-])--?[A-Za-z][\w-]*(?:=[\w.-]+)?)`,
    String.raw`(?<date>\d{4}-\d{2}-\d{2})`,
    String.raw`(?<clock>\d{1,2}:\d{2}(?::\d{2})?(?!\d))`,
    String.raw`(?<number>[$€£]?(?<![\w.])[vV]?\d+(?:[.,]\d+)*(?:\.[xX](?!\w))?)(?<unit>(?:[kKmMgGtT](?:i?[bB](?:ps|it)?|[hH]z|bits?)?|[bsmhdxwvWVC]|ms|secs?|mins?|hrs?|px|pt|mm|cm|km|kg|lbs?|oz|mAh|th|st|nd|rd|[ap]\.?m\b\.?|fps|dpi|Hz|USD|EUR|GBP|°[CF]?|%)(?![\w-]))?(?![A-Za-z])`,
    String.raw`(?<name>(?<![\w~.])[~.]{0,2}/[\w.~-]+(?:/[\w.~*-]+)*/?|%?\w+%?(?:[\\/][\w.%~-]+){2,}|\w+(?:[._:@#]\w+)+(?:\(\))?|\w+\(\)|\p{Ll}+\p{Lu}[\p{L}\d]*|\p{Lu}{1,6}-?\d+[\p{L}\d-]*|\p{L}+\d[\p{L}\d]*|\d+[\p{L}][\p{L}\d]*)`,
    String.raw`(?<word>°[CF]?(?!\w)|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*(?:-[\p{L}\d]+(?:['’]\p{L}+)?)*)`,
    `(?<mark>->|=>|[→›»>,;:()"“”?!—–=&+|/.$€£%#@-])`,
  ].join('|'),
  'gu',
)

const marks = table<string>({
  '→': '>',
  '->': '>',
  '=>': '>',
  '›': '>',
  '»': '>',
  '“': '"',
  '”': '"',
  '–': '—',
})

function make(text: string, lower: string, start: number, kind: Token['kind'], proper: boolean): Token {
  const stemmed = kind === 'word' ? stem(lower) : lower
  return { text, lower, stem: stemmed, start, end: start + text.length, kind, tag: 'N', proper }
}

function pushWord(tokens: Token[], word: string, start: number, first: boolean): void {
  const lower = word === 'US' ? 'usa' : word.toLowerCase().replaceAll('’', "'")
  const parts = contractions.get(lower) ?? contraction(lower)
  if (parts) {
    for (const part of parts) tokens.push({ ...make(word, part, start, 'word', false) })
    return
  }
  if (!word.includes('-') || wholeHyphen.test(lower)) {
    tokens.push(make(word, lower.replaceAll('-', ''), start, 'word', !first && /^\p{Lu}/u.test(word)))
    return
  }
  if (/-(?:now|all|here|again|then|this|me)$/.test(lower)) {
    tokens.push(make(word, lower, start, 'name', false))
    return
  }
  let at = start
  for (const part of word.split('-')) {
    if (part)
      tokens.push({
        ...make(part, part.toLowerCase(), at, 'word', !first && /^\p{Lu}/u.test(part)),
        joined: at + part.length < start + word.length,
      })
    at += part.length + 1
  }
}

const wholeHyphen =
  /^(?:e-?mails?|wi-fi|e-\w+|re-\w+|pre-\w+|x-\w+|co-\w+|add-ons?|plug-ins?|log-?ins?|on-line|off-line)$/

function contraction(lower: string): string[] | undefined {
  const at = lower.indexOf("'")
  if (at === -1) return undefined
  if (lower.endsWith("n't")) return [lower.slice(0, -3), 'not']
  const ending = endings[lower.slice(at)]
  return ending && subjects.has(lower.slice(0, at)) ? [lower.slice(0, at), ending] : undefined
}

const endings = table<string>({
  "'re": 'are',
  "'ve": 'have',
  "'ll": 'will',
  "'d": 'would',
  "'m": 'am',
  "'s": 'is',
})

const subjects = new Set(
  'i you he she it we they there that what who where here how this everyone everything'.split(' '),
)

const contractions = new Map<string, string[]>([
  ["can't", ['can', 'not']],
  ['cannot', ['can', 'not']],
  ["won't", ['will', 'not']],
  ["shan't", ['will', 'not']],
  ["ain't", ['is', 'not']],
  ["let's", ['let', 'us']],
  ["y'all", ['you']],
  ...'dont doesnt didnt isnt arent wasnt werent cant wont shouldnt couldnt wouldnt havent hasnt hadnt mustnt neednt'
    .split(' ')
    .map((word): [string, string[]] => [
      word,
      [word === 'wont' ? 'will' : word === 'cant' ? 'can' : word.slice(0, -2), 'not'],
    ]),
  ...'dont doesnt isnt'.split(' ').map((word): [string, string[]] => [word, [word.slice(0, -2), 'not']]),
])
