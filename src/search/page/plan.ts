import { isEnglish } from './analysis.ts'
import type { TermEntry, WordEntry } from './format.ts'
import type { Root } from './root.ts'
import type { Tree } from './tree.ts'
import type { Correction } from './typos.ts'
import { type Word, wordsIn } from './words.ts'

/** One word of a search with every term that may stand for it. */
export interface Group {
  word: Word
  /** What is looked up, each with its weight; a document counts the word once, whichever it holds. */
  found: { entry: TermEntry; weight: number }[]
  correction?: Correction
  /** Whether the files that would tell could not be read. */
  isLost?: boolean
}

/** What a search is planned with. */
export interface Known {
  root: Root
  stopWords: ReadonlySet<string>
  /** The term of a folded word, whether it is a stop word or not. */
  stem(folded: string): string
  terms: Tree<TermEntry>
  words: Tree<WordEntry>
  correct(word: string): Promise<Correction[]>
}

/** Longer searches are cut: nobody means more than this. */
const longestSearch = 600
const mostWords = 16
/** About the most bytes of lists that one search reads, once two words are looked up. */
const mostBytes = 4500
/** How many endings of a last word are tried, how many leaves may be read for them all, and beyond that how many lists. */
const mostEndings = 6
const mostLeaves = 2
const likelyLists = 3

/**
 * Understands the words of a search, each as a group; while the last is being typed, it may be any that
 * begins with it. Stop words are left out unless there is nothing else, and so are the words with the longest
 * lists when those of the others fill a search: what stands in most documents tells least.
 */
export async function planSearch(text: string, isTyping: boolean, known: Known): Promise<Group[]> {
  const all = wordsIn(text.slice(0, longestSearch))
  const open = isTyping && /[\p{L}\p{M}\p{N}]$/u.test(text) ? all.at(-1) : undefined
  const telling = all.filter((word) => termIn(word.folded, known))
  const words = new Map(
    (telling.length ? telling : all).map((word) => [termIn(word.folded, known) || word.folded, word]),
  )
  const asked = [...words].slice(-mostWords).map(async ([term, word]) => {
    const size = await known.terms.find(term).then(
      (branch) => branch?.size ?? 0,
      () => 0,
    )
    return { term, word, bytes: word === open ? 0 : size * 512 + 256 }
  })
  let bytes = 0
  const affordable = (await Promise.all(asked))
    .sort((a, b) => a.bytes - b.bytes || a.word.start - b.word.start)
    .filter((one, i) => {
      bytes += one.bytes
      return i < 2 || bytes < mostBytes
    })
  const groups = affordable.map(async ({ term, word }): Promise<Group> => {
    try {
      return await groupOf(word, term, word === open, known)
    } catch {
      return { word, found: [], isLost: true }
    }
  })
  return withoutRepeats(await Promise.all(groups))
}

/** The term of a folded word, or '' for a stop word of this index. */
function termIn(folded: string, { stopWords, stem }: Known): string {
  return stopWords.has(folded) ? '' : stem(folded)
}

async function groupOf(word: Word, term: string, isOpen: boolean, known: Known): Promise<Group> {
  const exact = await lookUp(term, known)
  const found = exact ? [{ entry: exact, weight: 1 }] : []
  if (isOpen) found.push(...(await endings(word.folded, exact, known)))
  return found.length ? { word, found } : corrected(word, known)
}

/** The entry of a term; another spelling leads to the term it stands for. */
async function lookUp(term: string, { terms, root }: Known): Promise<TermEntry | undefined> {
  const entry = (await terms.get(term)) ?? (isEnglish(root.language) ? undefined : await stemOf(term, terms))
  return entry?.alias ? terms.get(entry.alias) : entry
}

// A spelling that no document shows: the longest term it begins with, if little is left over.
async function stemOf(term: string, terms: Tree<TermEntry>): Promise<TermEntry | undefined> {
  const branch = await terms.find(term)
  return (branch ? await terms.leaf(branch) : [])
    .filter(({ key }) => key.length > 3 && term.length - key.length < 6 && term.startsWith(key))
    .sort((a, b) => b.key.length - a.key.length)[0]
}

/** Terms that begin with what is typed so far, the most frequent first, weighted as MiniSearch does. */
async function endings(prefix: string, exact: TermEntry | undefined, known: Known): Promise<Group['found']> {
  if (prefix.length < 2) return []
  const entries = (await known.terms.range(prefix, mostLeaves)) ?? (await likelyEndings(prefix, known))
  const fitting = entries.filter((entry) => entry.docs.length && entry !== exact)
  fitting.sort((a, b) => b.docs.length - a.docs.length || (a.key < b.key ? -1 : 1))
  const share = known.root.weights.prefix
  const found = fitting.slice(0, mostEndings).map((entry) => {
    const distance = Math.max(0, entry.key.length - prefix.length)
    return { entry, weight: (share * entry.key.length) / (entry.key.length + 0.3 * distance) }
  })
  if (found.length || exact) return found
  const stem = await stemOf(prefix, known.terms)
  return stem?.docs.length ? [{ entry: stem, weight: share }] : []
}

// When too many terms begin so, the file of words says which are frequent.
async function likelyEndings(prefix: string, known: Known): Promise<TermEntry[]> {
  const words = (await known.words.range(prefix.slice(0, 3), 12)) ?? []
  words.sort((a, b) => b.rank - a.rank || (a.key < b.key ? -1 : 1))
  const terms = words.filter(({ key }) => key.startsWith(prefix)).map(({ key }) => termIn(key, known))
  const likely = [...new Set(terms)].filter((term) => term.startsWith(prefix)).slice(0, likelyLists)
  const entries = await Promise.all(likely.map((term) => lookUp(term, known)))
  return entries.filter((entry) => entry !== undefined)
}

async function corrected(word: Word, known: Known): Promise<Group> {
  const corrections = await known.correct(word.folded)
  const found: Group['found'] = []
  for (const { word: right, errors } of corrections) {
    const term = termIn(right, known)
    const entry = term && (await lookUp(term, known))
    const weight = right.length / (right.length + errors)
    if (entry) found.push({ entry, weight: found.length ? weight * known.root.weights.fuzzy : weight })
  }
  return { word, found, ...(corrections[0] ? { correction: corrections[0] } : {}) }
}

// Two spellings of one term are one word of the search, and one term adds to a group once.
function withoutRepeats(groups: Group[]): Group[] {
  const first = new Set<TermEntry>()
  return groups.map((group) => {
    const entries = new Set<TermEntry>()
    const found = group.found.filter(({ entry }) => !entries.has(entry) && entries.add(entry))
    const lead = found[0]?.entry
    if (lead && first.has(lead)) return { ...group, found: [] }
    if (lead) first.add(lead)
    return { ...group, found }
  })
}
