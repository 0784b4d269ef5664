import { porter } from './porter.ts'

/** What the page must know to turn a word into the term it is filed under. It travels in the root. */
export interface PageAnalysis {
  language: string
  stopWords: readonly string[]
}

/**
 * The term of a folded word, or '' for a stop word. English is stemmed here; in other languages the index
 * lists every spelling it knows beside its stem, so that no stemmer has to be downloaded.
 */
export function termOf(folded: string, analysis: PageAnalysis, stopWords: ReadonlySet<string>): string {
  if (stopWords.has(folded)) return ''
  return isEnglish(analysis.language) ? porter(folded) : folded
}

export function isEnglish(language: string): boolean {
  return language === 'en' || language.startsWith('en-')
}
