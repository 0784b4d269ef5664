import Database from 'better-sqlite3'
import MiniSearch from 'minisearch'
import { buildIndex } from '../../../src/search/build.ts'
import type { SearchDocument } from '../../../src/search/documents.ts'
import { type SearchOptions, searchOptions } from '../../../src/search/options.ts'
import { porter } from '../../../src/search/page/porter.ts'
import { openIndex } from '../../../src/search/page/search.ts'
import { errorsBetween } from '../../../src/search/page/typos.ts'
import { fold } from '../../../src/search/page/words.ts'

/** A search engine with some documents in it: the ids it finds, best first. */
export type Peer = (words: string) => Promise<string[]> | string[]

/** Ours, through the same code as in the page. */
export async function ours(
  documents: SearchDocument[],
  options: SearchOptions = searchOptions('en'),
): Promise<Peer> {
  const files = buildIndex(documents, options)
  const { search } = await openIndex(async (path) => files.get(path)!)
  return async (words) => (await search(words, { isTyping: false })).results.map((result) => result.id)
}

/** MiniSearch as its documentation recommends: the whole index with its defaults. */
export function miniSearchDefaults(documents: SearchDocument[]): Peer {
  const whole = new MiniSearch({ fields: ['title', 'headings', 'keywords', 'body'] })
  whole.addAll(documents)
  return (words) =>
    whole
      .search(words)
      .slice(0, 10)
      .map((hit) => hit.id)
}

/** MiniSearch tuned: stems, a light stop list, the title boosted, and errors forgiven in unknown words only. */
export function miniSearchTuned(documents: SearchDocument[]): Peer {
  const stopWords = new Set(searchOptions('en').stopWords)
  const processTerm = (word: string) => {
    const folded = fold(word)
    return stopWords.has(folded) ? null : porter(folded)
  }
  const whole = new MiniSearch({ fields: ['title', 'headings', 'keywords', 'body'], processTerm })
  whole.addAll(documents)
  const known = new Set<string>()
  for (const document of documents) {
    for (const text of [document.title, document.body, ...document.headings, ...document.keywords]) {
      for (const word of text.split(/[\n\r\p{Z}\p{P}]+/u)) known.add(processTerm(word) ?? '')
    }
  }
  const searching = { boost: { title: 3 }, fuzzy: (term: string) => (known.has(term) ? false : 0.2) }
  return (words) =>
    whole
      .search(words, searching)
      .slice(0, 10)
      .map((hit) => hit.id)
}

type Lunr = {
  (configure: (this: LunrBuilder) => void): LunrIndex
  tokenizer(text: string): { toString(): string }[]
}
type LunrBuilder = {
  ref(name: string): void
  field(name: string, options?: { boost: number }): void
  add(document: object): void
}
type LunrIndex = {
  invertedIndex: Record<string, unknown>
  pipeline: { runString(text: string): string[] }
  query(ask: (query: { term(term: string, options: object): void }) => void): { ref: string }[]
}

/** lunr with its own stems and stop words, the title boosted, and errors forgiven in unknown words only. */
export async function lunrTuned(documents: SearchDocument[]): Promise<Peer> {
  // @ts-expect-error: lunr has no types.
  const lunr = (await import('lunr')).default as Lunr
  const index = lunr(function () {
    this.ref('id')
    this.field('title', { boost: 3 })
    for (const name of ['headings', 'keywords', 'body']) this.field(name)
    for (const document of documents) this.add(document)
  })
  return (words) => {
    const terms = lunr.tokenizer(words).flatMap((token) => index.pipeline.runString(token.toString()))
    const found = index.query((query) => {
      for (const term of terms) {
        const isKnown = term in index.invertedIndex || term.length < 4
        query.term(term, {
          usePipeline: false,
          ...(isKnown ? {} : { editDistance: term.length > 7 ? 2 : 1 }),
        })
      }
    })
    return found.slice(0, 10).map((hit) => hit.ref)
  }
}

/** SQLite FTS5 with porter stems and the title × 5; unknown words corrected against the vocabulary. */
export function fts5(documents: SearchDocument[], options: { correct: boolean }): Peer {
  const db = new Database(':memory:')
  db.exec(
    `create virtual table found using fts5(id unindexed, title, headings, keywords, body, tokenize = 'porter unicode61')`,
  )
  const insert = db.prepare('insert into found values (?, ?, ?, ?, ?)')
  const counts = new Map<string, number>()
  db.transaction(() => {
    for (const { id, title, headings, keywords, body } of documents) {
      insert.run(id, title, headings.join('\n'), keywords.join('\n'), body)
      const words =
        `${title} ${headings.join(' ')} ${keywords.join(' ')} ${body}`
          .toLowerCase()
          .match(/[\p{L}\p{N}]+/gu) ?? []
      for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  })()
  const query = db
    .prepare('select id from found where found match ? order by bm25(found, 0, 5, 2, 1, 1) limit 10')
    .pluck()
  const stems = new Set([...counts.keys()].map(porter))
  const memory = new Map<string, string>()
  const corrected = (word: string) => {
    if (stems.has(porter(word)) || word.length < 4) return word
    let best = memory.get(word)
    if (best !== undefined) return best
    best = word
    let least = 3
    let most = 0
    for (const [known, count] of counts) {
      const errors = errorsBetween(word, known, word.length > 7 ? 2 : 1)
      if (errors > (word.length > 7 ? 2 : 1) || errors > least || (errors === least && count <= most))
        continue
      least = errors
      most = count
      best = known
    }
    memory.set(word, best)
    return best
  }
  return (words) => {
    const asked = words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
    const terms = options.correct ? asked.map(corrected) : asked
    return terms.length ? (query.all(terms.map((term) => `"${term}"`).join(' OR ')) as string[]) : []
  }
}
