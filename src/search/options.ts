import { stopWordsOf } from './stop-words.ts'

/** A part of a document that is searched. */
export const searchFields = ['title', 'headings', 'keywords', 'body'] as const
export type SearchField = (typeof searchFields)[number]

/** The people who know the site say: for these words, this document comes first. */
export interface BestBet {
  words: string
  documentId: string
}

/** Everything that decides what a search finds, as plain data, so that it can travel with an index. */
export interface SearchOptions {
  /** BCP 47; the part before the first hyphen picks the stems. */
  language: string
  /**
   * Title, headings and body are one text in which a word counts this many times wherever it stands (whole
   * numbers); keywords are a text of their own, whose scores are multiplied.
   */
  boosts: Record<SearchField, number>
  /** Multiplies a document's scores by its kind, so that our own articles come first. */
  kindBoosts: { article: number; document: number; thread: number }
  /** Parameters of BM25+ as MiniSearch names them. */
  bm25: { k: number; b: number; d: number }
  stopWords: readonly string[]
  /** A stop word is left out only where more than this share of the documents holds it. */
  stopShare: number
  /** Each group lists words or phrases that mean the same. */
  synonyms: readonly (readonly string[])[]
  bestBets: readonly BestBet[]
  /** Weights of a match that is only a beginning, or only similar, against an exact one (1). */
  weights: { prefix: number; fuzzy: number }
  /** Names the code that reads the index: what another engine wrote is never taken for its own. */
  engine: string
  typos: {
    /** Shorter words are never corrected. */
    shortest: number
    /** From this length on two errors are forgiven. */
    twoErrorsFrom: number
  }
}

/** The options for a language; `changes` overrides single ones. */
export function searchOptions(language: string, changes: Partial<SearchOptions> = {}): SearchOptions {
  return {
    language,
    boosts: { title: 5, headings: 2, keywords: 3, body: 1 },
    kindBoosts: { article: 1, document: 0.9, thread: 0.7 },
    bm25: { k: 2, b: 0.95, d: 0 },
    stopWords: stopWordsOf(language),
    stopShare: 0.5,
    synonyms: [],
    bestBets: [],
    weights: { prefix: 0.375, fuzzy: 0.45 },
    typos: { shortest: 4, twoErrorsFrom: 8 },
    engine: '',
    ...changes,
  }
}
