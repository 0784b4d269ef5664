import type { Analyser } from '../search/analyse.ts'
import { stopWordsOf } from '../search/stop-words.ts'

/** How often words occur: in how many of `total` indexed things a term stands. */
export type Statistics = { total: number; docs(term: string): number }

/**
 * A question as weighted terms, scaled to length 1, in order of term, so that two can be multiplied in one pass;
 * `length` is what it was before.
 */
export type Vector = { terms: Int32Array; weights: Float32Array; length: number }

/** Numbers for terms, given out as they come; vectors can be compared when they share one. */
export type Dictionary = (term: string) => number

/** An empty dictionary; numbers begin at `first`. */
export function dictionary(first = 0): Dictionary {
  const ids = new Map<string, number>()
  return (term) => {
    let id = ids.get(term)
    if (id === undefined) {
      id = first + ids.size
      ids.set(term, id)
    }
    return id
  }
}

/** Longer questions are read this far (UTF-16 units): what is asked stands at the start, logs stand at the end. */
const READ = 1_500
/** A question is told by its heaviest terms; the rest of a long one is noise. */
export const MOST_TERMS = 64
/** A title says what is asked; a word of it counts as much as three of the text. */
export const TITLE_COUNTS = 3

/** Addresses and code say little of what is asked; fences are cut by lines, so that no text makes this slow. */
const ADDRESS = /https?:\/\/\S{1,2000}/g
const FENCE = /^ {0,3}(?:`{3}|~{3})/

/** What a question says in words: code blocks and addresses left out, unless nothing else is there. */
export function wording(text: string): string {
  const start = text.slice(0, READ * 4)
  const kept: string[] = []
  let isCode = false
  for (const line of start.split('\n')) {
    if (FENCE.test(line)) isCode = !isCode
    else if (!isCode) kept.push(line)
  }
  const words = kept.join('\n').replace(ADDRESS, ' ')
  return (/[\p{L}\p{N}]/u.test(words) ? words : start).slice(0, READ)
}

/** How often each term stands in a question; the terms of its title count thrice. */
export function termCounts(analyser: Analyser, title: string, question: string): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (text: string, times: number) => {
    for (const term of analyser.terms(text)) counts.set(term, (counts.get(term) ?? 0) + times)
  }
  const said = wording(question)
  add(title, TITLE_COUNTS)
  if (said.trim() !== title.trim()) add(said, 1)
  return counts
}

/** What a term weighs that stands so often in a question: tf-idf, with a logarithm on both. */
function weightOf(term: string, count: number, statistics: Statistics): number {
  return (1 + Math.log(count)) * (1 + telling(statistics, term))
}

/** The terms of a question by weight, scaled to length 1. Empty for a text without words. */
export function vectorOf(
  counts: ReadonlyMap<string, number>,
  statistics: Statistics,
  terms: Dictionary,
): Vector {
  const weighted: [number, number][] = []
  for (const [term, count] of counts) weighted.push([terms(term), weightOf(term, count, statistics)])
  return scaled(weighted, MOST_TERMS)
}

/** How alike questions are to one (0 to 1), from their words and the length kept of them: only shared terms are weighed. */
export function likenessTo(
  counts: ReadonlyMap<string, number>,
  statistics: Statistics,
): (other: ReadonlyMap<string, number>, length: number) => number {
  const own = [...counts]
    .map(([term, count]) => ({ term, weight: weightOf(term, count, statistics) }))
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, MOST_TERMS)
  const ownLength = Math.hypot(...own.map(({ weight }) => weight))
  return (other, length) => {
    let sum = 0
    for (const { term, weight } of own) {
      const count = other.get(term)
      if (count !== undefined) sum += weight * weightOf(term, count, statistics)
    }
    return sum === 0 ? 0 : Math.min(1, sum / (ownLength * length))
  }
}

/** Weights by term as a vector of length 1, the `most` heaviest only. Each term stands once. */
export function scaled(weights: Iterable<[number, number]>, most = Number.POSITIVE_INFINITY): Vector {
  let entries = [...weights].filter(([, weight]) => weight > 0)
  if (entries.length > most) entries = entries.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most)
  entries.sort((a, b) => a[0] - b[0])
  const length = Math.sqrt(entries.reduce((sum, [, weight]) => sum + weight * weight, 0))
  return {
    terms: Int32Array.from(entries, ([term]) => term),
    weights: Float32Array.from(entries, ([, weight]) => weight / length),
    length,
  }
}

/** Cosine of two vectors, 0 to 1. */
export function cosine(a: Vector, b: Vector): number {
  let sum = 0
  for (let i = 0, j = 0; i < a.terms.length && j < b.terms.length; ) {
    const [left, right] = [a.terms[i]!, b.terms[j]!]
    if (left === right) sum += a.weights[i++]! * b.weights[j++]!
    else if (left < right) i++
    else j++
  }
  return Math.min(1, sum)
}

/** A young collection says nothing of how rare a word is; it is taken for at least this large. */
const LEAST_TOTAL = 1_000
/** Words without a subject stand in at least this share of all texts, however few were collected. */
const STOP_SHARE = 0.1
const STOP_TERMS = new Set(stopWordsOf('en'))

/** How telling a term is: the logarithm of how few things have it, from 0 on. */
export function telling(statistics: Statistics, term: string): number {
  const total = Math.max(LEAST_TOTAL, statistics.total)
  const docs = STOP_TERMS.has(term)
    ? Math.max(statistics.docs(term), STOP_SHARE * total)
    : statistics.docs(term)
  return Math.max(0, Math.log((1 + total) / (1 + docs)))
}
