import { sha256, stableJson } from '../lib/hash.ts'
import { createAnalyser } from './analyse.ts'
import { type Counts, countTerms, recount } from './counts.ts'
import { plantDictionary, type SortedWords, sortedWords, wordCounts } from './dictionary.ts'
import type { Searchable, SearchDocument } from './documents.ts'
import { encoder } from './encoder.ts'
import {
  addAliases,
  addBets,
  entryAt,
  facetValues,
  postingBytes,
  type TermRows,
  termRows,
} from './entries.ts'
import { type EarlierFiles, fileSet, type IndexPart } from './file-set.ts'
import type { SearchOptions } from './options.ts'
import { isEnglish } from './page/analysis.ts'
import { type Branch, codeBranches, codeTerms, facetKey } from './page/format.ts'
import { type Root, rootPath } from './page/root.ts'
import { fold } from './page/words.ts'
import { type Reading, readDocuments } from './reading.ts'
import { documentBoost, type Scored, type Scores, scoreTerms } from './scores.ts'
import { byUnits, roundedCount } from './statistics.ts'
import { textGroups, textLayout } from './texts.ts'
import { type Leaves, plantTree, type TreeRows } from './tree.ts'

/** No word's list of documents costs a reader more than about this. */
const mostBytesOfAWord = 3500
/** Raised with every change of how files are written, so that none from before is taken for a new one. */
const LAYOUT = 'layout 3'
const kinds = ['thread', 'document', 'article']
/** Facets with very many values are cut to the most frequent. */
const mostFacetValues = 60

/** What an index before left behind: nothing of it changes the result, all of it saves work. */
export interface Earlier {
  reading?: Reading | undefined
  files?: EarlierFiles | undefined
  /** Of the same reading. */
  work?: Work | undefined
}

/** What a process that builds again and again keeps in memory besides the reading. */
export interface Work {
  counts: Counts
  scores: Scores
  rows: Pick<TermRows, 'aliases' | 'bets'>
  leaves: Leaves
  words: SortedWords
}

/**
 * The files of the public search, by path below the search folder, what the next build may use, and how many
 * documents were read. The same
 * documents and options give the same bytes, in whatever order the documents come and whatever is known from
 * before. Two documents with one id are refused.
 */
export function planIndex(
  documents: readonly Searchable[],
  options: SearchOptions,
  earlier: Earlier = {},
): { parts: IndexPart[]; reading: Reading; work: Work; read: number } {
  const sorted = inOrder(documents)
  const documentCount = roundedCount(sorted.length)
  const { reading, from } = readDocuments(sorted, options, earlier.reading)
  const before = earlier.reading && earlier.work && { ...earlier.work, reading: earlier.reading }
  const again = before && recount(reading, from, before)
  const counts = again?.counts ?? countTerms(reading)
  const boosts = sorted.map((document) => documentBoost(document, options))
  const scale = documentCount < 2000 ? 16 : 10
  const known = before && again && { ...before, changes: again.changes }
  const scores = scoreTerms(counts, boosts, options, scale, known)
  const wordsIn = wordCounts(reading)
  const stopWords = stopWordsIn(reading, wordsIn, sorted.length, options)
  const hasAliases = !isEnglish(options.language)
  const rows = termRows(sorted, counts, scores, { mostBytes: mostBytesOfAWord, documentCount })
  if (hasAliases) addAliases(rows, reading)
  addBets(rows, sorted, options.bestBets, createAnalyser({ ...options, stopWords }))
  const set = fileSet(`${LAYOUT} ${options.engine} ${options.language}`, earlier.files)
  const isSame = known?.scores.rules === scores.rules ? sameRows(rows, counts, known) : undefined
  const leavesBefore = known && isSame && { leaves: known.leaves, isSame }
  const tree = plantTree({ ...treeOf(rows, documentCount), before: leavesBefore }, set)
  const words = sortedWords(reading.spellings, before?.words)
  const layout = textLayout(documentCount)
  const groups = textGroups(sorted, layout, options.stopWords, set.layout, earlier.files)
  const root: Root = {
    format: 1,
    documents: sorted.length,
    documentCount,
    scale,
    language: options.language,
    stopWords,
    weights: options.weights,
    typos: options.typos,
    depth: tree.depth,
    ...plantDictionary(words, wordsIn, set),
    perFile: layout.perFile,
    perGroup: layout.perGroup,
    facets: countFacets(sorted),
  }
  const hashes = groups.map(({ hash }) => hash)
  const bytes = writeRoot(root, hashes, tree.top)
  set.put({ path: rootPath, input: sha256(bytes), make: () => bytes })
  const { aliases, bets } = rows
  const work = { counts, scores, rows: { aliases, bets }, leaves: tree.inputs, words }
  const read = from.reduce((sum, place) => sum + (place < 0 ? 1 : 0), 0)
  return { parts: [...groups.map(({ part }) => part), ...set.parts()], reading, work, read }
}

/** The files of an index over documents that are at hand, made at once. */
export function buildIndex(
  documents: readonly SearchDocument[],
  options: SearchOptions,
): Map<string, Uint8Array> {
  const all = documents.map((document) => ({
    ...document,
    input: sha256(stableJson(document)),
    read: () => document,
  }))
  const files = planIndex(all, options).parts.flatMap((part) => part.files())
  return new Map(files.map(({ path, make }) => [path, make()]))
}

// Articles come last, and numbers inside ids count as numbers, so that a new article moves no other.
function inOrder(documents: readonly Searchable[]): Searchable[] {
  const keyed = documents.map((document) => ({ document, key: keyOf(document) }))
  keyed.sort((a, b) => byUnits(a.key, b.key) || byUnits(a.document.id, b.document.id))
  const ids = new Set<string>()
  for (const { id } of documents) {
    if (ids.has(id)) throw new Error(`Two search documents have the id "${id}".`)
    ids.add(id)
  }
  return keyed.map(({ document }) => document)
}

const keys = new WeakMap<Searchable, string>()

function keyOf(document: Searchable): string {
  const { kind, id } = document
  const known = keys.get(document)
  if (known !== undefined) return known
  const numbered = id.replace(/\d+/g, (digits) => String(digits.length).padStart(3, '0') + digits)
  const key = kinds.indexOf(kind) + numbered
  keys.set(document, key)
  return key
}

/** The words of the stop list that really are everywhere on this site. */
function stopWordsIn(
  { spellings }: Reading,
  counts: Uint32Array,
  documents: number,
  options: SearchOptions,
): string[] {
  const listed = new Set(options.stopWords.map(fold))
  return spellings.filter((word, n) => listed.has(word) && counts[n]! > options.stopShare * documents)
}

/** A word found in many documents gets a leaf of its own, so that its neighbours stay cheap. */
function treeOf(rows: TermRows, documentCount: number): TreeRows {
  const { keys, from, to, docs, levels, aliases, bets } = rows
  return {
    ...{ folder: 't', keys, leafWeight: 600, alone: 400, top: 128 },
    weights: Float64Array.from(keys, (_, row) => 5 + postingBytes(to[row]! - from[row]!, documentCount)),
    describe(hash, first, end) {
      const own = keys.slice(first, end)
      hash.update(JSON.stringify([documentCount, own.map((key) => [aliases.get(key), bets.get(key)])]))
      hash.update(Uint32Array.from(own, (_, i) => to[first + i]! - from[first + i]!))
      // Entries whose documents stand one after the other go in as one.
      for (let row = first; row < end; ) {
        const start = from[row]!
        let stop = to[row++]!
        while (row < end && from[row] === stop) stop = to[row++]!
        hash.update(docs.subarray(start, stop)).update(levels.subarray(start, stop))
      }
    },
    write: (coder, first, end) =>
      codeTerms(
        coder,
        documentCount,
        keys.slice(first, end).map((_, i) => entryAt(rows, first + i)),
      ),
  }
}

/** Tells whether all entries of a range are as they were; those that narrow results never count as such. */
function sameRows(
  { keys, aliases, bets }: TermRows,
  { terms }: Counts,
  before: Pick<Work, 'rows'> & Scored,
): (from: number, to: number) => boolean {
  const fresh = new Set(terms.filter((_, term) => before.changes.isTermNew[term] === 1))
  const isFresh = (key: string) =>
    key.startsWith(facetKey('', '')[0]!) ||
    fresh.has(key) ||
    aliases.get(key) !== before.rows.aliases.get(key) ||
    bets.has(key) ||
    before.rows.bets.has(key)
  const freshBelow = new Uint32Array(keys.length + 1)
  keys.forEach((key, row) => {
    freshBelow[row + 1] = freshBelow[row]! + (isFresh(key) ? 1 : 0)
  })
  return (from, to) => freshBelow[from] === freshBelow[to]
}

function countFacets(documents: readonly Searchable[]): Root['facets'] {
  const counts = {
    origin: new Map<string, number>(),
    product: new Map<string, number>(),
    version: new Map<string, number>(),
  }
  for (const [facet, value] of documents.flatMap(facetValues)) {
    const of = counts[facet as keyof typeof counts]
    of.set(value, (of.get(value) ?? 0) + 1)
  }
  const frequent = (of: Map<string, number>) =>
    [...of]
      .sort((a, b) => b[1] - a[1] || byUnits(a[0], b[0]))
      .slice(0, mostFacetValues)
      .map(([value]) => value)
  return {
    origin: frequent(counts.origin),
    product: frequent(counts.product),
    version: frequent(counts.version),
  }
}

function writeRoot(root: Root, groups: number[], top: Branch[]): Uint8Array {
  const json = Buffer.from(JSON.stringify(root))
  const coder = encoder()
  codeBranches(coder, top)
  const head = Buffer.alloc(2 + json.length + groups.length * 4)
  head.writeUInt16BE(json.length)
  json.copy(head, 2)
  groups.forEach((hash, i) => {
    head.writeUInt32BE(hash, 2 + json.length + i * 4)
  })
  return Uint8Array.from(Buffer.concat([head, coder.finish()]))
}
