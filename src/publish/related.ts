import type { SiteArticle } from './content.ts'

type Plain = Omit<SiteArticle, 'related' | 'otherVersions'>

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

/**
 * For each article the ones most like it in its language: shared rare words of title and issue, more for the same
 * product and topic. Weights are rounded to powers of two, so that one more article rarely changes other pages.
 */
export function relatedArticles(
  articles: Plain[],
): Map<number, Pick<SiteArticle, 'related' | 'otherVersions'>> {
  const { words, holders } = wordIndex(articles)
  const neighbours = topicNeighbours(articles)
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
      for (const word of rarest(words[i]!, holders)) {
        const others = holders[word]!
        const weight = weightOf(others.length)
        for (const other of others) meet(other, weight)
      }
      const ranked: { other: Plain; score: number }[] = []
      for (const at of met) {
        const points = scores[at]!
        scores[at] = 0
        if (at === i || points + MOST_NEAR < LIKE_ENOUGH) continue
        const other = articles[at]!
        const score = points + nearness(article, other)
        if (score >= LIKE_ENOUGH && other.language === article.language) ranked.push({ other, score })
      }
      ranked.sort((a, b) => b.score - a.score || a.other.number - b.other.number)
      const otherVersions = ranked.find(({ other, score }) => score >= ALIKE && isForOthers(article, other))
      return [
        article.number,
        {
          related: ranked.slice(0, MOST).map(({ other }) => other.number),
          otherVersions: otherVersions?.other.number ?? null,
        },
      ]
    }),
  )
}

/** The words of each article as numbers, and by a word's number the places of the articles that have it. */
type WordIndex = { words: number[][]; holders: number[][] }

function wordIndex(articles: Plain[]): WordIndex {
  const numbers = new Map<string, number>()
  const holders: number[][] = []
  const words = articles.map((article, i) => {
    const own: number[] = []
    for (const word of wordsOf(`${article.title} ${article.issue.slice(0, 400)}`)) {
      const known = numbers.get(word)
      const number = known ?? numbers.size
      if (known === undefined) numbers.set(word, number)
      const among = holders[number] ?? []
      holders[number] = among
      if (among.at(-1) === i) continue
      among.push(i)
      own.push(number)
    }
    return own
  })
  return { words, holders }
}

/** The words of an article that fewest others have, but some do. */
function rarest(own: number[], holders: number[][]): number[] {
  return own
    .filter((word) => holders[word]!.length > 1 && holders[word]!.length <= COMMONEST)
    .sort((a, b) => holders[a]!.length - holders[b]!.length || a - b)
    .slice(0, WORDS_EACH)
}

const SAYS_NOTHING = new Set(
  'the and for with how does what why when where which can cannot not are was from into that this have has its you your there after before about will get set use using work works'.split(
    ' ',
  ),
)

function wordsOf(text: string): string[] {
  const found = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
  return found
    .filter((word) => !SAYS_NOTHING.has(word))
    .map((word) => (word.endsWith('es') ? word.slice(0, -2) : word.endsWith('s') ? word.slice(0, -1) : word))
}

/** 8 for a word of two articles, 1 for one of more than sixty. */
function weightOf(holders: number): number {
  return Math.max(1, 9 - Math.ceil(Math.log2(holders)))
}

function nearness(a: Plain, b: Plain): number {
  if (a.product === null || a.product !== b.product) return 0
  return a.topic !== null && a.topic === b.topic ? MOST_NEAR : 1
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
