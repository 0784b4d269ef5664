import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Memory, recall, remember } from '../lib/memory-file.ts'
import { textHash } from '../search/statistics.ts'
import type { BuildMemory } from './build-memory.ts'
import type { SiteArticle } from './content.ts'

type Plain = Pick<SiteArticle, 'number' | 'language' | 'product' | 'topic' | 'appliesTo'>

/** How many related articles a page names. */
const MOST = 5
/** Words in more articles than this say nothing about likeness; it also bounds the work. */
const COMMONEST = 40
/** Only an article's rarest words are compared. */
const WORDS_EACH = 8
/** Points from which another article is named as related, and from which it may be the same for other versions. */
const LIKE_ENOUGH = 3
const ALIKE = 12
/** The most points for standing in the same product and topic, and what marks an article as met. */
const MOST_NEAR = 3
const MET = 0.01

type Related = Map<number, Pick<SiteArticle, 'related' | 'otherVersions'>>
type Kept = Memory & { all: Uint32Array }

/** What `relatedArticles` finds, from a file where nothing it depends on has changed since that was written. */
export function relatedFrom(articles: Plain[], words: ArrayLike<number>[], memory?: BuildMemory): Related {
  if (memory === undefined) return relatedArticles(articles, words)
  const known = memory.related
  if (known !== undefined && isSame(known, articles, words)) return known.related
  const related = rememberedRelated(articles, words, join(memory.folder, 'related'))
  memory.related = { articles, words, related }
  return related
}

/** What was found, and for whom. */
export type HeldRelated = { articles: Plain[]; words: ArrayLike<number>[]; related: Related }

function isSame(before: HeldRelated, articles: Plain[], words: ArrayLike<number>[]): boolean {
  if (before.articles.length !== articles.length) return false
  return articles.every((article, i) => {
    const old = before.articles[i]!
    const isLike = old === article || traits(old) === traits(article)
    return isLike && sameNumbers(before.words[i]!, words[i]!)
  })
}

function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** All about an article besides its words that decides what it is related to. */
function traits({ number, language, product, topic, appliesTo }: Plain): string {
  return JSON.stringify([number, language, product, topic, appliesTo.versions])
}

function rememberedRelated(articles: Plain[], words: ArrayLike<number>[], file: string): Related {
  const hash = createHash('sha256').update(CODE)
  articles.forEach((article, i) => {
    hash.update(traits(article)).update(Uint32Array.from(words[i]!))
  })
  const kind = hash.digest('hex')
  const kept = recall<Kept>(file, kind, ['all'])
  if (kept !== undefined) return decoded(kept.all)
  const related = relatedArticles(articles, words)
  remember(file, kind, { all: coded(related) })
  return related
}

/** Raised when what is found changes. */
const CODE = 'related 1'

/** Numbers are above 0: 0 ends the list of an article, and stands for none. */
function coded(related: Related): Uint32Array {
  return Uint32Array.from(
    [...related].flatMap(([number, own]) => [number, own.otherVersions ?? 0, ...own.related, 0]),
  )
}

function decoded(all: Uint32Array): Related {
  const related: Related = new Map()
  for (let at = 0; at < all.length; ) {
    const end = all.indexOf(0, at + 2)
    // In the order in which they are found out, so that both are written alike.
    related.set(all[at]!, { related: [...all.subarray(at + 2, end)], otherVersions: all[at + 1] || null })
    at = end + 1
  }
  return related
}

/**
 * For each article the ones most like it in its language: shared rare words of title and issue, more for the same
 * product and topic. Weights are rounded to powers of two, so that one more article rarely changes other pages.
 */
function relatedArticles(articles: Plain[], words: ArrayLike<number>[]): Related {
  const holders = holdersOf(words)
  const neighbours = topicNeighbours(articles)
  const languages = articles.map(numbering((article) => article.language))
  const products = articles.map(numbering((article) => article.product ?? ''))
  const topics = articles.map(numbering((article) => `${article.product}/${article.topic ?? ''}`))
  const scores = new Float64Array(articles.length)
  return new Map(
    articles.map((article, i) => {
      // The points of each article met, and who was met; a neighbour in the topic is met without a point.
      const met: number[] = []
      const meet = (other: number, points: number) => {
        if (scores[other] === 0) met.push(other)
        scores[other]! += points
      }
      for (const other of neighbours(i)) meet(other, MET)
      for (const others of rarest(words[i]!, holders)) {
        const weight = weightOf(others.length)
        for (const other of others) meet(other, weight)
      }
      const best: { at: number; score: number }[] = []
      let twin: { at: number; score: number } | undefined
      for (const at of met) {
        let score = scores[at]!
        scores[at] = 0
        if (article.product !== null && products[at] === products[i]) {
          score += article.topic !== null && topics[at] === topics[i] ? MOST_NEAR : 1
        }
        if (at === i || score < LIKE_ENOUGH || languages[at] !== languages[i]) continue
        const candidate = { at, score }
        if (score >= ALIKE && isBefore(candidate, twin) && isForOthers(article, articles[at]!))
          twin = candidate
        let place = best.length
        while (place > 0 && isBefore(candidate, best[place - 1])) place--
        if (place >= MOST) continue
        best.splice(place, 0, candidate)
        if (best.length > MOST) best.pop()
      }
      const related = best.map(({ at }) => articles[at]!.number)
      const otherVersions = twin === undefined ? null : articles[twin.at]!.number
      return [article.number, { related, otherVersions }]
    }),
  )
}

type Candidate = { at: number; score: number }

/** Articles come by number, so that of equals the lower number stands first. */
function isBefore(a: Candidate, b: Candidate | undefined): boolean {
  return b === undefined || a.score > b.score || (a.score === b.score && a.at < b.at)
}

/** By word the places of the articles that have it. */
function holdersOf(words: ArrayLike<number>[]): Map<number, number[]> {
  const holders = new Map<number, number[]>()
  words.forEach((own, i) => {
    for (let at = 0; at < own.length; at++) {
      const among = holders.get(own[at]!)
      if (among === undefined) holders.set(own[at]!, [i])
      else if (among.length <= COMMONEST) among.push(i)
    }
  })
  return holders
}

/** Who has the words of an article that fewest others have, but some do. */
function rarest(own: ArrayLike<number>, holders: ReadonlyMap<number, number[]>): number[][] {
  const found: { word: number; others: number[] }[] = []
  for (let at = 0; at < own.length; at++) {
    const others = holders.get(own[at]!)!
    if (others.length > 1 && others.length <= COMMONEST) found.push({ word: own[at]!, others })
  }
  found.sort((a, b) => a.others.length - b.others.length || a.word - b.word)
  return found.slice(0, WORDS_EACH).map(({ others }) => others)
}

function numbering(keyOf: (article: Plain) => string): (article: Plain) => number {
  const numbers = new Map<string, number>()
  return (article) => {
    const key = keyOf(article)
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  }
}

const SAYS_NOTHING = new Set(
  'the and for with how does what why when where which can cannot not are was from into that this have has its you your there after before about will get set use using work works'.split(
    ' ',
  ),
)

/** The words by which a text is compared with others, each once, as hashes. */
export function wordsToCompare({ title, issue }: { title: string; issue: string }): number[] {
  const found = `${title} ${issue.slice(0, 400)}`.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
  const words = found
    .filter((word) => !SAYS_NOTHING.has(word))
    .map((word) => (word.endsWith('es') ? word.slice(0, -2) : word.endsWith('s') ? word.slice(0, -1) : word))
  return [...new Set(words.map(textHash))]
}

/** 8 for a word of two articles, 1 for one of more than sixty. */
function weightOf(holders: number): number {
  return Math.max(1, 9 - Math.ceil(Math.log2(holders)))
}

/** The few articles before and after in the same topic, so that every page leads somewhere. */
function topicNeighbours(articles: Plain[]): (i: number) => number[] {
  const places = new Map<string, number[]>()
  const keyOf = (article: Plain) =>
    article.topic === null ? undefined : `${article.language}/${article.product}/${article.topic}`
  const rank = new Map<number, number>()
  articles.forEach((article, i) => {
    const key = keyOf(article)
    if (key === undefined) return
    const list = places.get(key) ?? []
    places.set(key, list)
    rank.set(i, list.length)
    list.push(i)
  })
  return (i) => {
    const at = rank.get(i)
    const list = places.get(keyOf(articles[i]!) ?? '') ?? []
    return at === undefined ? [] : [...list.slice(Math.max(0, at - 3), at), ...list.slice(at + 1, at + 4)]
  }
}

function isForOthers(a: Plain, b: Plain): boolean {
  const own = a.appliesTo.versions ?? []
  const others = b.appliesTo.versions ?? []
  return (
    a.product !== null &&
    a.product === b.product &&
    own.length > 0 &&
    others.length > 0 &&
    !own.some((version) => others.includes(version))
  )
}
