import { createHash } from 'node:crypto'
import { type Analyser, createAnalyser } from './analyse.ts'
import { collectWords } from './dictionary.ts'
import type { SearchDocument } from './documents.ts'
import { encoder } from './encoder.ts'
import { facetValues, termEntries, withAliases } from './entries.ts'
import type { SearchOptions } from './options.ts'
import { isEnglish } from './page/analysis.ts'
import { codeBranches, codeTerms, codeWords, type TermEntry, type WordEntry } from './page/format.ts'
import { type Root, rootPath } from './page/root.ts'
import { writeTexts } from './page/texts.ts'
import { choosePassages, sentencesIn } from './passages.ts'
import { type AnalysedDocument, documentBoost, type ScoredIndex, scoreTerms } from './scores.ts'
import { byUnits } from './statistics.ts'
import { type FileSet, fileSet, hexOf, plantTree, type TreeShape } from './tree.ts'

/** How many documents share a text file, and how many passages each may show. */
const perFile = 2
const passagesEach = 3

/**
 * The files of the public search, by path below the search folder. The same documents and options give the
 * same bytes, in whatever order the documents come. Two documents with one id are refused.
 */
export function buildIndex(
  documents: readonly SearchDocument[],
  options: SearchOptions,
): Map<string, Uint8Array> {
  const sorted = inOrder(documents)
  const analyser = createAnalyser(options)
  const read = sorted.map((document) => readDocument(document, analyser, options))
  const { documentCount, terms } = scoreTerms(read, options)
  const set = fileSet()
  const found = termEntries(sorted, terms, options.bestBets, analyser)
  const entries = isEnglish(options.language) ? found : withAliases(found, sorted, analyser)
  const tree = plantTree(entries, termShape(documentCount), set)
  const words = collectWords(sorted)
  const perGroup = groupSize(documentCount)
  const root: Root = {
    format: 1,
    documents: sorted.length,
    documentCount,
    language: options.language,
    stopWords: [...options.stopWords],
    weights: options.weights,
    typos: options.typos,
    depth: tree.depth,
    words: plantWords(words.forwards, set),
    endings: plantWords(words.backwards, set),
    perFile,
    perGroup,
    facets: countFacets(sorted),
  }
  const groups = writeGroups(sorted, read, terms, perGroup, set)
  set.files.set(rootPath, writeRoot(root, groups, tree.top))
  return new Map([...set.files].sort(([a], [b]) => byUnits(a, b)))
}

function inOrder(documents: readonly SearchDocument[]): SearchDocument[] {
  // Numbers inside ids count as numbers, so that article 10 follows article 9.
  const key = (id: string) => id.replace(/\d+/g, (digits) => String(digits.length).padStart(3, '0') + digits)
  const sorted = documents
    .map((document) => ({ document, key: key(document.id) }))
    .sort((a, b) => byUnits(a.key, b.key) || byUnits(a.document.id, b.document.id))
    .map(({ document }) => document)
  sorted.forEach((document, i) => {
    if (document.id === sorted[i - 1]?.id)
      throw new Error(`Two search documents have the id "${document.id}".`)
  })
  return sorted
}

type ReadDocument = AnalysedDocument & { pieces: { text: string; terms: string[] }[] }

function readDocument(document: SearchDocument, analyser: Analyser, options: SearchOptions): ReadDocument {
  const pieces = sentencesIn(document.body).map((text) => ({ text, terms: analyser.terms(text) }))
  return {
    title: analyser.terms(document.title),
    headings: analyser.terms(document.headings.join('\n')),
    keywords: analyser.terms(document.keywords.join('\n')),
    body: pieces.flatMap((piece) => piece.terms),
    boost: documentBoost(document, options),
    pieces,
  }
}

/** A word found in many documents gets a leaf of its own, so that its neighbours stay cheap. */
function termShape(documentCount: number): TreeShape<TermEntry> {
  return {
    folder: 't',
    weightOf: ({ docs }) => 5 + (docs.length * (Math.log2(documentCount / (docs.length || 1)) + 5)) / 8,
    leafWeight: 700,
    alone: 500,
    branches: 96,
    writeLeaf: (coder, entries) => codeTerms(coder, documentCount, entries),
  }
}

function plantWords(entries: WordEntry[], set: FileSet): Root['words'] {
  const shape = { folder: 'w', weightOf: () => 3, leafWeight: 1200, alone: 1e9, branches: 1000 }
  const { top, depth } = plantTree(
    entries,
    { ...shape, writeLeaf: (coder, part) => codeWords(coder, part) },
    set,
  )
  const coder = encoder()
  codeBranches(coder, top)
  return [hexOf(set.add('w', coder.finish())), depth]
}

/** A power of two near a hundredth of the documents, at least 64: one name in the root serves a group. */
function groupSize(documentCount: number): number {
  return Math.max(64, 2 ** Math.ceil(Math.log2(documentCount / 100 || 1)))
}

function writeGroups(
  documents: readonly SearchDocument[],
  read: readonly ReadDocument[],
  terms: ScoredIndex['terms'],
  perGroup: number,
  set: FileSet,
): number[] {
  const weights = weightsByDocument(terms, documents.length)
  const texts = documents.map((document, doc) => {
    const weightOf = (term: string) => weights[doc]!.get(term) ?? 0
    return { ...document, passages: choosePassages(read[doc]!.pieces, weightOf, passagesEach) }
  })
  const groups: number[] = []
  for (let first = 0; first < texts.length; first += perGroup) {
    const files: string[] = []
    for (let at = first; at < Math.min(first + perGroup, texts.length); at += perFile) {
      files.push(writeTexts(texts.slice(at, Math.min(at + perFile, first + perGroup))))
    }
    const hash = createHash('sha256').update(files.join('\0')).digest().readUInt32BE(0)
    groups.push(hash)
    files.forEach((file, n) => {
      set.files.set(`d/${groups.length - 1}-${hexOf(hash)}/${n}.txt`, new TextEncoder().encode(file))
    })
  }
  return groups
}

function weightsByDocument(terms: ScoredIndex['terms'], count: number): Map<string, number>[] {
  const weights = Array.from({ length: count }, () => new Map<string, number>())
  for (const [term, { docs, scores }] of terms) {
    for (let i = 0; i < docs.length; i++) weights[docs[i]!]!.set(term, scores[i]!)
  }
  return weights
}

function countFacets(documents: readonly SearchDocument[]): Root['facets'] {
  const counts: Root['facets'] = { origin: {}, product: {}, version: {} }
  const all = documents.flatMap(facetValues).sort((a, b) => byUnits(a[1], b[1]))
  for (const [facet, value] of all) counts[facet]![value] = (counts[facet]![value] ?? 0) + 1
  return counts
}

function writeRoot(root: Root, groups: number[], top: Parameters<typeof codeBranches>[1]): Uint8Array {
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
