import { isEnglish, termOf } from './analysis.ts'
import type { TermEntry, WordEntry } from './format.ts'
import type { Root } from './root.ts'
import type { Tree } from './tree.ts'
import type { Correction } from './typos.ts'
import { fold, type Word, wordsIn } from './words.ts'

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
  terms: Tree<TermEntry>
  words: Tree<WordEntry>
  correct(word: string): Promise<Correction[]>
}

/** Longer searches are cut: nobody means more than this. */
const longestSearch = 600
const mostWords = 16
/** How many endings of a last word are tried, and how many leaves are read to find them. */
const mostEndings = 8
const mostLeaves = 2

/**
 * Understands the words of a search, each as a group; while the last is being typed, it may be any that
 * begins with it. Stop words are left out unless there is nothing else.
 */
export async function planSearch(text: string, isTyping: boolean, known: Known): Promise<Group[]> {
  const stopWords = new Set(known.root.stopWords.map(fold))
  const all = wordsIn(text.slice(0, longestSearch))
  const open = isTyping && /[\p{L}\p{M}\p{N}]$/u.test(text) ? all.at(-1) : undefined
  const term = (word: Word) => termOf(word.folded, known.root, stopWords)
  const telling = all.filter((word) => term(word) !== '')
  const asked = telling.length ? telling : all
  const words = new Map(asked.map((word) => [term(word) || word.folded, word]))
  const groups = [...words].slice(-mostWords).map(async ([key, word]): Promise<Group> => {
    try {
      return await groupOf(word, key, word === open, known)
    } catch {
      return { word, found: [], isLost: true }
    }
  })
  return withoutRepeats(await Promise.all(groups))
}

async function groupOf(word: Word, term: string, isOpen: boolean, known: Known): Promise<Group> {
  const exact = await lookUp(term, known)
  const found = exact ? [{ entry: exact, weight: 1 }] : []
  if (isOpen) found.push(...(await endings(word.folded, exact, known)))
  if (found.length) return { word, found }
  return corrected(word, known)
}

/** The entry of a term; another spelling leads to the term it stands for. */
async function lookUp(term: string, { terms, root }: Known): Promise<TermEntry | undefined> {
  const leaf = await terms.leaf(term)
  const entry =
    leaf.find(({ key }) => key === term) ?? (isEnglish(root.language) ? undefined : stemIn(leaf, term))
  if (entry?.alias === undefined) return entry
  return (await terms.leaf(entry.alias)).find(({ key }) => key === entry.alias)
}

// A spelling that no document shows: the longest term it begins with, if little is left over.
function stemIn(leaf: TermEntry[], term: string): TermEntry | undefined {
  return leaf
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
  const stem = stemIn(await known.terms.leaf(prefix), prefix)
  return stem?.docs.length ? [{ entry: stem, weight: share }] : []
}

// When too many terms begin so, the file of words says which are frequent.
async function likelyEndings(prefix: string, known: Known): Promise<TermEntry[]> {
  const words = (await known.words.range(prefix.slice(0, 2), 12)) ?? []
  const likely = words.filter(
    ({ key }) => key.startsWith(prefix) && termOf(key, known.root, new Set()).startsWith(prefix),
  )
  likely.sort((a, b) => b.rank - a.rank || (a.key < b.key ? -1 : 1))
  const terms = new Set(likely.map(({ key }) => termOf(key, known.root, new Set())))
  const entries = await Promise.all([...terms].slice(0, mostEndings / 2).map((term) => lookUp(term, known)))
  return [...new Set(entries.filter((entry) => entry !== undefined))]
}

async function corrected(word: Word, known: Known): Promise<Group> {
  const stopWords = new Set(known.root.stopWords.map(fold))
  const corrections = await known.correct(word.folded)
  const found: Group['found'] = []
  for (const { word: right, errors } of corrections) {
    const term = termOf(right, known.root, stopWords)
    const entry = term ? await lookUp(term, known) : undefined
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
