import { functionWords, stem } from '../lib/words.ts'
import { exclusiveLines, oppositeLines } from './lexicon/opposites.ts'
import { lightWords, synonymLines } from './lexicon/synonyms.ts'

/** What the detector knows of words: phrases → concepts, opposite concepts, values that exclude each other. */
export interface Lexicon {
  /** Stems joined by blanks → concept. */
  concepts: ReadonlyMap<string, string>
  /** First stem of a phrase → the longest phrase (in words) that begins with it. */
  reach: ReadonlyMap<string, number>
  opposites: ReadonlyMap<string, ReadonlySet<string>>
  /** Concept → the families of mutually exclusive values it belongs to. */
  families: ReadonlyMap<string, readonly string[]>
  /** "family/value" → the wider values it lies inside. */
  inside: ReadonlyMap<string, readonly string[]>
  light: ReadonlySet<string>
  /** Changes whenever the content changes; part of the key under which verdicts are kept. */
  version: string
}

/** One line an editor adds: words that mean the same, two opposites, or values of which only one can hold. */
export type LexiconEntry =
  | { kind: 'same'; words: readonly string[] }
  | { kind: 'opposite'; words: readonly [string, string] }
  | { kind: 'exclusive'; words: readonly string[] }

/** Why an editor's line was not taken, in a sentence that says what to do. */
export interface RejectedEntry {
  entry: LexiconEntry
  message: string
}

/** The lexicon Winnow ships with. */
export function baseLexicon(): Lexicon {
  base ??= buildBase()
  return base
}

/** The concept of a word or phrase. */
export function conceptOf(lexicon: Lexicon, phrase: string): string {
  const key = keyOf(phrase)
  return lexicon.concepts.get(key) ?? key
}

/** Whether two concepts cannot both hold of the same thing. */
export function areOpposite(lexicon: Lexicon, a: string, b: string): boolean {
  return lexicon.opposites.get(a)?.has(b) === true
}

/** The family in which two different values exclude each other, or undefined. */
export function exclusiveFamily(lexicon: Lexicon, a: string, b: string): string | undefined {
  if (a === b) return undefined
  const other = lexicon.families.get(b)
  if (!other) return undefined
  return lexicon.families
    .get(a)
    ?.find(
      (family) =>
        other.includes(family) && !liesInside(lexicon, family, a, b) && !liesInside(lexicon, family, b, a),
    )
}

/** Adds a company's lines to a lexicon; a line that would do harm is left out and explained. */
export function mergeLexicon(
  start: Lexicon,
  entries: readonly LexiconEntry[],
): { lexicon: Lexicon; rejected: RejectedEntry[] } {
  const draft = copy(start)
  const rejected: RejectedEntry[] = []
  const taken: string[] = []
  for (const entry of entries) {
    const message = refusal(draft, entry)
    if (message) rejected.push({ entry, message })
    else {
      addEntry(draft, entry)
      taken.push(JSON.stringify(entry))
    }
  }
  const version = taken.length === 0 ? start.version : fingerprint([start.version, ...taken].join('\n'))
  return { lexicon: { ...draft, version }, rejected }
}

interface Draft {
  concepts: Map<string, string>
  reach: Map<string, number>
  opposites: Map<string, Set<string>>
  families: Map<string, string[]>
  inside: Map<string, string[]>
  light: Set<string>
}

const MOST_OPPOSITES = 12
let base: Lexicon | undefined

function buildBase(): Lexicon {
  const draft: Draft = {
    concepts: new Map(),
    reach: new Map(),
    opposites: new Map(),
    families: new Map(),
    inside: new Map(),
    light: new Set(),
  }
  for (const line of linesOf(synonymLines)) {
    const [name = '', rest = ''] = line.split(/:\s*/)
    addSame(draft, [name, ...rest.split(/,\s*/)])
  }
  for (const line of linesOf(oppositeLines)) {
    const [a = '', b = ''] = line.split(/\s*\|\s*/)
    addOpposite(draft, a, b)
  }
  for (const line of linesOf(exclusiveLines)) {
    const [family = '', rest = ''] = line.split(/:\s*/)
    addFamily(draft, family, rest.split(/,\s*/))
  }
  for (const word of lightWords.split(/\s+/).filter(Boolean)) {
    if (nameOf(draft, word) === keyOf(word)) draft.light.add(keyOf(word))
  }
  return { ...draft, version: fingerprint(synonymLines + oppositeLines + exclusiveLines + lightWords) }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

function keyOf(phrase: string): string {
  return phrase
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(Boolean)
    .map(stem)
    .join(' ')
}

function nameOf(draft: Draft, phrase: string): string {
  const key = keyOf(phrase)
  return draft.concepts.get(key) ?? key
}

function addSame(draft: Draft, words: readonly string[]): void {
  const name = nameOf(draft, words[0]!)
  for (const word of words) {
    const key = keyOf(word)
    if (!draft.concepts.has(key)) draft.concepts.set(key, name)
    reachFor(draft, key)
  }
}

function reachFor(draft: Draft, key: string): void {
  const parts = key.split(' ')
  if (parts.length > (draft.reach.get(parts[0]!) ?? 1)) draft.reach.set(parts[0]!, parts.length)
}

function addOpposite(draft: Draft, first: string, second: string): void {
  const a = nameOf(draft, first)
  const b = nameOf(draft, second)
  for (const word of [first, second]) {
    const key = keyOf(word)
    if (key.includes(' ') && !draft.concepts.has(key)) draft.concepts.set(key, key)
    reachFor(draft, key)
  }
  draft.opposites.set(a, (draft.opposites.get(a) ?? new Set()).add(b))
  draft.opposites.set(b, (draft.opposites.get(b) ?? new Set()).add(a))
}

function addFamily(draft: Draft, family: string, values: readonly string[]): void {
  for (const value of values) {
    const [word = '', wider] = value.split(/\s*<\s*/)
    const key = keyOf(word)
    if (key.includes(' ') && !draft.concepts.has(key)) draft.concepts.set(key, key)
    reachFor(draft, key)
    const name = nameOf(draft, word)
    const families = draft.families.get(name) ?? []
    if (!families.includes(family)) draft.families.set(name, [...families, family])
    if (wider) {
      const place = `${family}/${name}`
      draft.inside.set(place, [...(draft.inside.get(place) ?? []), nameOf(draft, wider)])
    }
  }
}

function liesInside(lexicon: Lexicon, family: string, inner: string, outer: string, depth = 0): boolean {
  if (depth > 5) return false
  const wider = lexicon.inside.get(`${family}/${inner}`) ?? []
  return wider.some((name) => name === outer || liesInside(lexicon, family, name, outer, depth + 1))
}

function refusal(draft: Draft, entry: LexiconEntry): string | undefined {
  const words = entry.words.map((word) => word.trim())
  if (words.length < 2) return 'A line needs at least two words; add the second one.'
  for (const word of words) {
    const key = keyOf(word)
    if (!/[\p{L}\d]/u.test(key)) return `“${word}” holds no word; write a word or a short phrase.`
    if (word.length > 60 || key.split(' ').length > 5)
      return `“${word.slice(0, 40)}…” is too long; use at most five words.`
    if (functionWords.has(word.toLowerCase()))
      return `“${word}” stands in nearly every sentence, so this line would make everything differ; use a more specific word.`
  }
  const names = words.map((word) => nameOf(draft, word))
  if (new Set(names).size < names.length)
    return entry.kind === 'same'
      ? undefined
      : `“${words[0]}” and “${words[1]}” already mean the same here, so they cannot exclude each other.`
  const light = words.find((_, index) => draft.light.has(names[index]!))
  if (light && entry.kind !== 'same')
    return `“${light}” is so general that this line would make many sentences differ; use a more specific word.`
  return entry.kind === 'same'
    ? sameRefusal(draft, words, names)
    : oppositeRefusal(draft, entry, words, names)
}

function sameRefusal(draft: Draft, words: string[], names: string[]): string | undefined {
  for (const [index, name] of names.entries()) {
    const other = names.findIndex((candidate) => draft.opposites.get(name)?.has(candidate))
    if (other !== -1)
      return `“${words[index]}” and “${words[other]}” are opposites here, so they cannot mean the same.`
  }
  return undefined
}

function oppositeRefusal(
  draft: Draft,
  entry: LexiconEntry,
  words: string[],
  names: string[],
): string | undefined {
  if (entry.kind !== 'opposite') return undefined
  const crowded = words.find((_, index) => (draft.opposites.get(names[index]!)?.size ?? 0) >= MOST_OPPOSITES)
  return crowded
    ? `“${crowded}” has ${MOST_OPPOSITES} opposites already; one more would make everything an opposite of it.`
    : undefined
}

function addEntry(draft: Draft, entry: LexiconEntry): void {
  if (entry.kind === 'same') {
    const name = nameOf(draft, entry.words[0]!)
    for (const word of entry.words) {
      const key = keyOf(word)
      draft.concepts.set(key, name)
      reachFor(draft, key)
    }
  } else if (entry.kind === 'opposite') addOpposite(draft, entry.words[0], entry.words[1])
  else addFamily(draft, `own: ${entry.words.map(keyOf).join(', ')}`, entry.words)
}

function copy(lexicon: Lexicon): Draft {
  return {
    concepts: new Map(lexicon.concepts),
    reach: new Map(lexicon.reach),
    opposites: new Map([...lexicon.opposites].map(([name, set]) => [name, new Set(set)])),
    families: new Map([...lexicon.families].map(([name, list]) => [name, [...list]])),
    inside: new Map([...lexicon.inside].map(([name, list]) => [name, [...list]])),
    light: new Set(lexicon.light),
  }
}

/** A short stable fingerprint (FNV-1a, two lanes). */
function fingerprint(text: string): string {
  let a = 0x811c9dc5
  let b = 0x01000193
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b)
  }
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0')
}
