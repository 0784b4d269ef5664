import type { Analyser } from './analyse.ts'
import type { Counts } from './counts.ts'
import type { Searchable } from './documents.ts'
import type { BestBet } from './options.ts'
import { facetKey, type TermEntry } from './page/format.ts'
import { type Reading, SYNONYM } from './reading.ts'
import type { Scores } from './scores.ts'
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

/** The leaf entries of an index: facets first, then terms. */
export function termRows(
  documents: readonly Searchable[],
  { terms, starts, docs }: Counts,
  { levels }: Scores,
  { mostBytes, documentCount }: { mostBytes: number; documentCount: number },
): TermRows {
  const facets = [...facetDocuments(documents)].sort(([a], [b]) => byUnits(a, b))
  const before = facets.reduce((sum, [, own]) => sum + own.length, 0)
  const all = { docs: new Uint32Array(before + docs.length), levels: new Uint8Array(before + docs.length) }
  all.docs.set(docs, before)
  all.levels.set(levels, before)
  const keys = [...facets.map(([key]) => key), ...terms]
  const from = new Uint32Array(keys.length)
  const to = new Uint32Array(keys.length)
  let row = 0
  for (const [, own] of facets) {
    from[row] = row === 0 ? 0 : to[row - 1]!
    all.docs.set(own, from[row])
    to[row] = from[row]! + own.length
    row++
  }
  for (let term = 0; term < terms.length; term++, row++) {
    from[row] = before + starts[term]!
    const kept = keepBest(all, from[row]!, before + starts[term + 1]!, documentCount, mostBytes)
    to[row] = from[row]! + kept
  }
  return { keys, from, to, ...all, aliases: new Map(), bets: new Map() }
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
  { docs, levels }: Pick<TermRows, 'docs' | 'levels'>,
  from: number,
  to: number,
  documentCount: number,
  mostBytes: number,
): number {
  let keep = to - from
  while (keep > 0 && postingBytes(keep, documentCount) > mostBytes) keep = Math.floor(keep * 0.95)
  if (keep === to - from) return keep
  const most = levels.slice(from, to).sort().reverse()
  const least = most[keep - 1] ?? 256
  // Of those at the lowest level that stay, the first stay.
  let spare = keep - most.indexOf(least)
  for (let at = from, next = from; at < to; at++) {
    const level = levels[at]!
    if (level < least || (level === least && spare-- <= 0)) continue
    docs[next] = docs[at]!
    levels[next++] = level
  }
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
 * Adds the spellings of a language that the page does not stem between the terms: each leads to its term. A spelling that is itself
 * some term's name keeps its own documents.
 */
export function addAliases(rows: TermRows, { spellings, termOf, terms }: Reading): void {
  const known = new Map(rows.keys.map((key, row) => [key, row]))
  spellings.forEach((key, word) => {
    if (!key.startsWith(SYNONYM) && !known.has(key)) rows.aliases.set(key, terms[termOf[word]!]!)
  })
  const keys = [...rows.keys, ...rows.aliases.keys()].sort(byUnits)
  const bound = (of: Uint32Array) => Uint32Array.from(keys, (key) => of[known.get(key) ?? -1] ?? 0)
  Object.assign(rows, { keys, from: bound(rows.from), to: bound(rows.to) })
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
