import { sha256, stableJson } from '../lib/hash.ts'
import { recall } from '../lib/memory-file.ts'
import { createAnalyser } from './analyse.ts'
import type { Searchable, SearchDocument } from './documents.ts'
import type { SearchOptions } from './options.ts'
import { eachWord, fold } from './page/words.ts'
import { byUnits } from './statistics.ts'

/**
 * Every document as numbers of words, in flat arrays: those of document n stand from `starts[n]` on, each once.
 * Words and terms are sorted, so that the same documents give the same reading whatever was read before.
 */
export type Reading = {
  /** What each document was read from. */
  inputs: string[]
  starts: Uint32Array
  words: Uint32Array
  /** How often a word stands in title, headings and body, each place counted as the options say. */
  inText: Uint16Array
  inKeywords: Uint16Array
  /** The folded spelling of each word; one that only stands for a synonym's term begins with `SYNONYM`. */
  spellings: string[]
  /** The term each word is filed under. */
  termOf: Uint32Array
  terms: string[]
}

/** Begins the name of a word that nobody wrote. */
export const SYNONYM = '\u0002'

/** The part of the options that decides a reading. */
export type ReadingOptions = Pick<SearchOptions, 'language' | 'synonyms' | 'boosts' | 'engine'>

/** Names readings that can stand for each other: raised with every change of how documents are read. */
export function readingKind({ language, synonyms, boosts, engine }: ReadingOptions): string {
  return sha256(`reading 1 ${stableJson({ language, synonyms, boosts, engine })}`)
}

/** A reading that a build before left in a file. */
export function recalledReading(file: string, options: ReadingOptions): Reading | undefined {
  const arrays = ['starts', 'words', 'inText', 'inKeywords', 'termOf'] as const
  return recall<Reading>(file, readingKind(options), [...arrays, 'inputs', 'spellings', 'terms'])
}

/**
 * Reads all documents. Those that stand in an earlier reading by the same options are taken from there; `from` says
 * where each stood in it, -1 for one that was read now.
 */
export function readDocuments(
  documents: readonly Searchable[],
  options: ReadingOptions,
  earlier?: Reading,
): { reading: Reading; from: Int32Array } {
  const reader = createReader(options, earlier)
  const from = new Int32Array(documents.length).fill(-1)
  const known = new Map(earlier?.inputs.map((input, place) => [input, place]))
  for (let at = 0; at < documents.length; ) {
    const place = known.get(documents[at]!.input)
    if (place === undefined) {
      reader.read(documents[at++]!.read())
      continue
    }
    // Neighbours that were neighbours before are taken together.
    let count = 1
    while (at + count < documents.length && known.get(documents[at + count]!.input) === place + count) count++
    reader.take(place, place + count)
    for (let i = 0; i < count; i++) from[at + i] = place + i
    at += count
  }
  return { reading: sorted({ inputs: documents.map(({ input }) => input), ...reader.finish() }), from }
}

function createReader({ language, synonyms, boosts }: ReadingOptions, earlier?: Reading) {
  const analyser = createAnalyser({ language, synonyms, stopWords: [] })
  const spellings = numbering(earlier?.spellings ?? [])
  const terms = numbering(earlier?.terms ?? [])
  const termOf = growing(Uint32Array, earlier?.termOf)
  const starts = growing(Uint32Array)
  const words = growing(Uint32Array)
  const inText = growing(Uint16Array)
  const inKeywords = growing(Uint16Array)
  const places = growing(Uint32Array)
  const written = new Map<string, number>()
  starts.push(0)

  const wordOf = (spelling: string, term: string) => {
    if (term === '') return -1
    const number = spellings.numberOf(spelling)
    if (number === termOf.length) termOf.push(terms.numberOf(term))
    return number
  }
  const meet = (raw: string) => {
    const folded = fold(raw)
    const word = wordOf(folded, analyser.term(folded))
    written.set(raw, word)
    return word
  }
  /** Where a word stands in the document being read; places begin at 1, so that 0 says not yet. */
  const placeOf = (word: number) => {
    const place = places.at(word)
    if (place > starts.at(starts.length - 1)) return place - 1
    inText.push(0)
    inKeywords.push(0)
    places.set(word, words.push(word))
    return words.length - 1
  }
  const count = (text: string, into: typeof inText, times: number) => {
    const names: string[] = []
    eachWord(text, (raw) => {
      const word = written.get(raw) ?? meet(raw)
      if (word < 0) return
      into.add(placeOf(word), times)
      if (synonyms.length > 0) names.push(terms.nameOf(termOf.at(word)))
    })
    if (names.length === 0) return
    const own = new Map<string, number>()
    for (const name of names) own.set(name, (own.get(name) ?? 0) + 1)
    for (const name of analyser.withSynonyms(names)) {
      const left = own.get(name) ?? 0
      if (left > 0) own.set(name, left - 1)
      else into.add(placeOf(wordOf(SYNONYM + name, name)), times)
    }
  }
  return {
    read({ title, headings, body, keywords }: SearchDocument) {
      count(title, inText, boosts.title)
      count(headings.join('\n'), inText, boosts.headings)
      count(keywords.join('\n'), inKeywords, 1)
      count(body, inText, boosts.body)
      starts.push(words.length)
    },
    take(first: number, end: number) {
      const [from, to] = [earlier!.starts[first]!, earlier!.starts[end]!]
      const shift = words.length - from
      words.append(earlier!.words.subarray(from, to))
      inText.append(earlier!.inText.subarray(from, to))
      inKeywords.append(earlier!.inKeywords.subarray(from, to))
      for (let place = first; place < end; place++) starts.push(earlier!.starts[place + 1]! + shift)
    },
    finish: () => ({
      ...{ starts: starts.all(), words: words.all(), inText: inText.all(), inKeywords: inKeywords.all() },
      ...{ spellings: spellings.all(), termOf: termOf.all(), terms: terms.all() },
    }),
  }
}

/** Numbers names: sorted ones that are there already by halving, new ones behind them as they come. */
function numbering(before: readonly string[]) {
  const fresh: string[] = []
  const numbers = new Map<string, number>()
  const numberOf = (name: string): number => {
    const known = numbers.get(name)
    if (known !== undefined) return known
    let low = 0
    for (let high = before.length; low < high; ) {
      const middle = (low + high) >>> 1
      if (before[middle]! < name) low = middle + 1
      else high = middle
    }
    const isThere = low < before.length && before[low] === name
    const number = isThere ? low : before.length + fresh.push(name) - 1
    numbers.set(name, number)
    return number
  }
  return {
    numberOf,
    nameOf: (number: number) => before[number] ?? fresh[number - before.length]!,
    // The very list from before where nothing came to it, so that whoever knows it need not look again.
    all: () => (fresh.length === 0 ? (before as string[]) : [...before, ...fresh]),
  }
}

/** Numbers in a typed array that grows; what was never set is 0. */
function growing<T extends Uint32Array | Uint16Array>(kind: { new (length: number): T }, first?: T) {
  let array = new kind(1024)
  const grown = {
    length: 0,
    reserve(length: number) {
      if (length <= array.length) return
      const larger = new kind(Math.ceil(length * 1.5))
      larger.set(array)
      array = larger
    },
    /** Adds a number at the end and says how many there are. */
    push(value: number): number {
      grown.reserve(grown.length + 1)
      array[grown.length] = value
      return ++grown.length
    },
    append(values: ArrayLike<number>): void {
      grown.reserve(grown.length + values.length)
      array.set(values, grown.length)
      grown.length += values.length
    },
    at: (place: number) => array[place] ?? 0,
    set(place: number, value: number): void {
      grown.reserve(place + 1)
      array[place] = value
    },
    /** As far as 16 bits go. */
    add(place: number, value: number): void {
      array[place] = Math.min(65535, array[place]! + value)
    },
    all: () => array.subarray(0, grown.length) as T,
  }
  if (first) grown.append(first)
  return grown
}

/** Numbers words and terms in their order, without those no document holds any more. */
function sorted(reading: Reading): Reading {
  const { words, termOf } = reading
  const used = new Uint8Array(reading.spellings.length)
  for (let at = 0; at < words.length; at++) used[words[at]!] = 1
  const spellings = renumbered(reading.spellings, used)
  const usedTerms = new Uint8Array(reading.terms.length)
  for (let word = 0; word < used.length; word++) if (used[word]) usedTerms[termOf[word]!] = 1
  const terms = renumbered(reading.terms, usedTerms)
  if (spellings !== undefined) {
    for (let at = 0; at < words.length; at++) words[at] = spellings.numbers[words[at]!]!
  }
  const order = spellings?.order ?? termOf.keys()
  return {
    ...reading,
    spellings: spellings?.names ?? reading.spellings,
    termOf: Uint32Array.from(order, (word) => terms?.numbers[termOf[word]!] ?? termOf[word]!),
    terms: terms?.names ?? reading.terms,
  }
}

/** The order of the names in use; undefined where they are all in use and in order already. */
function renumbered(names: string[], used: Uint8Array) {
  const isInOrder = names.every((name, i) => used[i] === 1 && (i === 0 || names[i - 1]! < name))
  if (isInOrder) return undefined
  const order: number[] = []
  for (let i = 0; i < names.length; i++) if (used[i]) order.push(i)
  order.sort((a, b) => byUnits(names[a]!, names[b]!))
  const numbers = new Uint32Array(names.length)
  order.forEach((old, number) => {
    numbers[old] = number
  })
  return { order, numbers, names: order.map((old) => names[old]!) }
}
