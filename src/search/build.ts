import { createAnalyser } from './analyse.ts'
import { correctionsFrom } from './dictionary.ts'
import type { SearchDocument } from './documents.ts'
import { encoder } from './encoder.ts'
import { addAliases, addBets, facetValues, postingBytes, termEntries } from './entries.ts'
import type { SearchOptions } from './options.ts'
import { isEnglish } from './page/analysis.ts'
import {
  type Branch,
  codeBranches,
  codeTerms,
  codeWords,
  type TermEntry,
  type WordEntry,
} from './page/format.ts'
import { type Root, rootPath } from './page/root.ts'
import { hexOf } from './page/tree.ts'
import { fold } from './page/words.ts'
import { readDocuments } from './reading.ts'
import { documentBoost, scoreTerms } from './scores.ts'
import { byUnits, roundedCount } from './statistics.ts'
import { textLayout, writeGroups } from './texts.ts'
import { type FileSet, fileSet, plantTree, type TreeShape } from './tree.ts'

/** No word's list of documents costs a reader more than about this. */
const mostBytesOfAWord = 3500
const kinds = ['thread', 'document', 'article']
/** Facets with very many values are cut to the most frequent. */
const mostFacetValues = 60

/**
 * The files of the public search, by path below the search folder. The same documents and options give the
 * same bytes, in whatever order the documents come. Two documents with one id are refused.
 */
export function buildIndex(
  documents: readonly SearchDocument[],
  options: SearchOptions,
): Map<string, Uint8Array> {
  const sorted = inOrder(documents)
  const documentCount = roundedCount(sorted.length)
  const reading = readDocuments(sorted, options)
  const boosts = sorted.map((document) => documentBoost(document, options))
  const stopWords = stopWordsIn(reading.words, sorted.length, options)
  const scale = documentCount < 2000 ? 16 : 10
  const entries = termEntries(sorted, reading, scoreTerms(reading, boosts, options), {
    scale,
    mostBytes: mostBytesOfAWord,
  })
  addBets(entries, sorted, options.bestBets, createAnalyser({ ...options, stopWords }))
  if (!isEnglish(options.language)) addAliases(entries, reading)
  const set = fileSet()
  const tree = plantTree(inKeyOrder(entries), termShape(documentCount), set)
  const words = correctionsFrom(reading.words)
  const layout = textLayout(documentCount)
  const documentsWith = (term: number) => entries.get(reading.terms[term]!)?.docs.length ?? 0
  const groups = writeGroups(sorted, reading, layout, documentsWith, set)
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
    words: plantWords(words.forwards, set),
    endings: plantWords(words.backwards, set),
    perFile: layout.perFile,
    perGroup: layout.perGroup,
    facets: countFacets(sorted),
  }
  set.files.set(rootPath, writeRoot(root, groups, tree.top))
  return new Map([...set.files].sort(([a], [b]) => byUnits(a, b)))
}

// Articles come last, and numbers inside ids count as numbers, so that a new article moves no other.
function inOrder(documents: readonly SearchDocument[]): SearchDocument[] {
  const keyOf = ({ kind, id }: SearchDocument) =>
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
  words: ReadonlyMap<string, { count: number }>,
  documents: number,
  options: SearchOptions,
): string[] {
  const least = options.stopShare * documents
  return [...new Set(options.stopWords.map(fold))]
    .filter((word) => (words.get(word)?.count ?? 0) > least)
    .sort(byUnits)
}

function inKeyOrder(entries: Map<string, TermEntry>): TermEntry[] {
  return [...entries.values()].sort((a, b) => byUnits(a.key, b.key))
}

/** A word found in many documents gets a leaf of its own, so that its neighbours stay cheap. */
function termShape(documentCount: number): TreeShape<TermEntry> {
  return {
    folder: 't',
    weightOf: ({ docs }) => 5 + postingBytes(docs.length, documentCount),
    leafWeight: 600,
    alone: 400,
    top: 128,
    writeLeaf: (coder, entries) => codeTerms(coder, documentCount, entries),
  }
}

function plantWords(entries: WordEntry[], set: FileSet): Root['words'] {
  const shape = { folder: 'w', weightOf: () => 3, leafWeight: 1200, alone: 1e9, top: 1000 }
  const { top, depth } = plantTree(
    entries,
    { ...shape, writeLeaf: (coder, part) => codeWords(coder, part) },
    set,
  )
  const coder = encoder()
  codeBranches(coder, top)
  return [hexOf(set.add('w', coder.finish())), depth]
}

function countFacets(documents: readonly SearchDocument[]): Root['facets'] {
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
