import type { Analyser } from './analyse.ts'
import type { Searchable } from './documents.ts'
import type { BestBet } from './options.ts'
import { facetKey, type TermEntry } from './page/format.ts'
import { type Reading, SYNONYM } from './reading.ts'
import type { Postings } from './scores.ts'
import { byUnits } from './statistics.ts'

/** The entries of an index in the order of their keys; postings of entry n are those between `from[n]` and `to[n]`. */
export interface TermRows {
  keys: string[]
  from: Uint32Array
  to: Uint32Array
  docs: Uint32Array
  levels: Uint8Array
  /** Keys without documents: the term of which each is another spelling. */
  aliases: Map<string, string>
  bets: Map<string, TermEntry['bets']>
}

/** The leaf entries of an index: facets first, then terms, and between them other spellings that lead to one. */
export function termRows(
  documents: readonly Searchable[],
  reading: Reading,
  { starts, docs, levels }: Postings,
  { mostBytes, hasAliases }: { mostBytes: number; hasAliases: boolean },
): TermRows {
  const facets = [...facetDocuments(documents)].sort(([a], [b]) => byUnits(a, b))
  const before = facets.reduce((sum, [, own]) => sum + own.length, 0)
  const all = { docs: new Uint32Array(before + docs.length), levels: new Uint8Array(before + docs.length) }
  all.docs.set(docs, before)
  all.levels.set(levels, before)
  const places = new Map<string, [from: number, to: number]>()
  let at = 0
  for (const [key, own] of facets) {
    all.docs.set(own, at)
    places.set(key, [at, at + own.length])
    at += own.length
  }
  reading.terms.forEach((key, term) => {
    const from = before + starts[term]!
    const kept = keepBest(all, from, before + starts[term + 1]!, documents.length, mostBytes)
    places.set(key, [from, from + kept])
  })
  const aliases = hasAliases ? aliasesIn(reading, places) : new Map<string, string>()
  const keys = aliases.size === 0 ? [...places.keys()] : [...places.keys(), ...aliases.keys()].sort(byUnits)
  const bound = (which: 0 | 1) => Uint32Array.from(keys, (key) => places.get(key)?.[which] ?? 0)
  return { keys, from: bound(0), to: bound(1), ...all, aliases, bets: new Map() }
}

/** One entry as a leaf holds it. */
export function entryAt({ keys, from, to, docs, levels, aliases, bets }: TermRows, row: number): TermEntry {
  const key = keys[row]!
  return {
    key,
    docs: docs.subarray(from[row], to[row]),
    levels: levels.subarray(from[row], to[row]),
    alias: aliases.get(key) ?? '',
    bets: bets.get(key) ?? [],
  }
}

/** About how many bytes the documents of a term take. */
export function postingBytes(found: number, documentCount: number): number {
  const share = Math.min(1, found / documentCount)
  const gap = share === 1 ? 0 : -Math.log2(share) - ((1 - share) / share) * Math.log2(1 - share)
  return (found * (gap + 3)) / 8
}

// Beyond a few kilobytes only the documents are kept about which a word says most: on a very large site, a
// word that stands in every tenth document should not cost its readers more than all the others together.
function keepBest(
  { docs, levels }: Pick<Postings, 'docs' | 'levels'>,
  from: number,
  to: number,
  documentCount: number,
  mostBytes: number,
): number {
  let keep = to - from
  while (keep > 0 && postingBytes(keep, documentCount) > mostBytes) keep = Math.floor(keep * 0.95)
  if (keep === to - from) return keep
  const all = { docs: docs.slice(from, to), levels: levels.slice(from, to) }
  const best = Uint32Array.from(all.docs.keys()).sort((a, b) => all.levels[b]! - all.levels[a]! || a - b)
  best
    .slice(0, keep)
    .sort()
    .forEach((place, i) => {
      docs[from + i] = all.docs[place]!
      levels[from + i] = all.levels[place]!
    })
  return keep
}

/** The values by which a document can be found when results are narrowed. */
export function facetValues(document: Searchable): [facet: string, value: string][] {
  const values: [string, string][] = [['origin', document.origin]]
  if (document.product) values.push(['product', document.product])
  for (const version of new Set(document.versions)) values.push(['version', version])
  return values
}

function facetDocuments(documents: readonly Searchable[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  documents.forEach((document, doc) => {
    for (const [facet, value] of facetValues(document)) {
      const key = facetKey(facet, value)
      const docs = found.get(key)
      if (docs) docs.push(doc)
      else found.set(key, [doc])
    }
  })
  return found
}

/**
 * The spellings of a language that the page does not stem: each leads to its term. A spelling that is itself
 * some term's name keeps its own documents.
 */
function aliasesIn(reading: Reading, places: ReadonlyMap<string, unknown>): Map<string, string> {
  const aliases = new Map<string, string>()
  reading.spellings.forEach((key, word) => {
    if (!key.startsWith(SYNONYM) && !places.has(key)) aliases.set(key, reading.terms[reading.termOf[word]!]!)
  })
  return aliases
}

/** A best bet hangs on the first of its terms in order; words that the index does not hold are left out. */
export function addBets(
  rows: TermRows,
  documents: readonly Searchable[],
  bestBets: readonly BestBet[],
  analyser: Analyser,
): void {
  if (bestBets.length === 0) return
  const numbers = new Map(documents.map((document, doc) => [document.id, doc]))
  const known = new Set(rows.keys)
  for (const { words, documentId } of bestBets) {
    const terms = [...new Set(analyser.terms(words))].filter((term) => known.has(term)).sort(byUnits)
    const [first] = terms
    const doc = numbers.get(documentId)
    if (doc === undefined || first === undefined) continue
    rows.bets.set(first, [...(rows.bets.get(first) ?? []), { words: terms.join(' '), doc }])
  }
}
