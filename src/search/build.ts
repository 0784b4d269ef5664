import { sha256, stableJson } from '../lib/hash.ts'
import { createAnalyser } from './analyse.ts'
import { plantDictionary, wordCounts } from './dictionary.ts'
import type { Searchable, SearchDocument } from './documents.ts'
import { encoder } from './encoder.ts'
import { addBets, entryAt, facetValues, postingBytes, type TermRows, termRows } from './entries.ts'
import { type EarlierFiles, fileSet, type IndexFile } from './file-set.ts'
import type { SearchOptions } from './options.ts'
import { isEnglish } from './page/analysis.ts'
import { type Branch, codeBranches, codeTerms } from './page/format.ts'
import { type Root, rootPath } from './page/root.ts'
import { fold } from './page/words.ts'
import { type Reading, readDocuments } from './reading.ts'
import { documentBoost, scoreTerms } from './scores.ts'
import { byUnits, roundedCount } from './statistics.ts'
import { addTexts, textLayout } from './texts.ts'
import { plantTree, type TreeRows } from './tree.ts'

/** No word's list of documents costs a reader more than about this. */
const mostBytesOfAWord = 3500
/** Raised with every change of how files are written, so that none from before is taken for a new one. */
const LAYOUT = 'layout 2'
const kinds = ['thread', 'document', 'article']
/** Facets with very many values are cut to the most frequent. */
const mostFacetValues = 60

/** What an index before left behind: neither changes the result, both save work. */
export interface Earlier {
  reading?: Reading | undefined
  files?: EarlierFiles | undefined
}

/**
 * The files of the public search, by path below the search folder, and the reading for the next time. The same
 * documents and options give the same bytes, in whatever order the documents come and whatever is known from
 * before. Two documents with one id are refused.
 */
export function planIndex(
  documents: readonly Searchable[],
  options: SearchOptions,
  earlier: Earlier = {},
): { files: IndexFile[]; reading: Reading } {
  const sorted = inOrder(documents)
  const documentCount = roundedCount(sorted.length)
  const reading = readDocuments(sorted, options, earlier.reading)
  const counts = wordCounts(reading)
  const boosts = sorted.map((document) => documentBoost(document, options))
  const stopWords = stopWordsIn(reading, counts, sorted.length, options)
  const scale = documentCount < 2000 ? 16 : 10
  const rows = termRows(sorted, reading, scoreTerms(reading, boosts, options, scale), {
    mostBytes: mostBytesOfAWord,
    hasAliases: !isEnglish(options.language),
  })
  addBets(rows, sorted, options.bestBets, createAnalyser({ ...options, stopWords }))
  const set = fileSet(`${LAYOUT} ${options.engine} ${options.language}`, earlier.files)
  const tree = plantTree(treeOf(rows, documentCount), set)
  const layout = textLayout(documentCount)
  const groups = addTexts(sorted, layout, options.stopWords, set, earlier.files)
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
    ...plantDictionary(reading.spellings, counts, set),
    perFile: layout.perFile,
    perGroup: layout.perGroup,
    facets: countFacets(sorted),
  }
  const bytes = writeRoot(root, groups, tree.top)
  set.put({ path: rootPath, input: sha256(bytes), make: () => bytes })
  return { files: set.all(), reading }
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
  return new Map(planIndex(all, options).files.map(({ path, make }) => [path, make()]))
}

// Articles come last, and numbers inside ids count as numbers, so that a new article moves no other.
function inOrder(documents: readonly Searchable[]): Searchable[] {
  const keyOf = ({ kind, id }: Searchable) =>
    kinds.indexOf(kind) + id.replace(/\d+/g, (digits) => String(digits.length).padStart(3, '0') + digits)
  const keyed = documents.map((document) => ({ document, key: keyOf(document) }))
  keyed.sort((a, b) => byUnits(a.key, b.key) || byUnits(a.document.id, b.document.id))
  const ids = new Set<string>()
  for (const { id } of documents) {
    if (ids.has(id)) throw new Error(`Two search documents have the id "${id}".`)
    ids.add(id)
  }
  return keyed.map(({ document }) => document)
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
