import stemmers from 'snowball-stemmers'
import type { SearchOptions } from './options.ts'
import { isEnglish, termOf } from './page/analysis.ts'
import { fold, wordsIn } from './page/words.ts'

/** Turns text into the terms it is filed under; remembers words, so keep one for many texts. */
export interface Analyser {
  /** The terms in order, stop words left out, synonyms added behind the word they stand for. */
  terms(text: string): string[]
  /** Terms with those that mean the same added behind them. */
  withSynonyms(terms: string[]): string[]
  /** The term of one folded word, or '' for a stop word. */
  term(folded: string): string
}

const algorithms: Record<string, string> = {
  ar: 'arabic',
  hy: 'armenian',
  eu: 'basque',
  ca: 'catalan',
  cs: 'czech',
  da: 'danish',
  nl: 'dutch',
  fi: 'finnish',
  fr: 'french',
  de: 'german',
  hu: 'hungarian',
  ga: 'irish',
  it: 'italian',
  no: 'norwegian',
  nb: 'norwegian',
  nn: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  es: 'spanish',
  sl: 'slovene',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
}

/** An analyser for the language and synonyms of the options. */
export function createAnalyser(
  options: Pick<SearchOptions, 'language' | 'stopWords' | 'synonyms'>,
): Analyser {
  const stem = stemmerOf(options.language)
  const stopWords = new Set(options.stopWords.map(fold))
  const known = new Map<string, string>()
  const term = (folded: string) => {
    let found = known.get(folded)
    if (found === undefined) {
      found = termOf(folded, options, stopWords)
      if (found) found = stem(found)
      known.set(folded, found)
    }
    return found
  }
  const plain = (text: string) =>
    wordsIn(text)
      .map((word) => term(word.folded))
      .filter((found) => found !== '')
  const synonyms = phrasesByFirstTerm(options.synonyms, plain)
  const expand = (terms: string[]) => withSynonyms(terms, synonyms)
  return { term, terms: (text) => expand(plain(text)), withSynonyms: expand }
}

/** English is stemmed by the page's own stemmer, which `termOf` has applied already. */
function stemmerOf(language: string): (folded: string) => string {
  const algorithm = algorithms[language.split('-')[0] ?? '']
  if (isEnglish(language) || !algorithm) return (folded) => folded
  const stemmer = stemmers.newStemmer(algorithm)
  return (folded) => (/\p{N}/u.test(folded) ? folded : fold(stemmer.stem(folded)) || folded)
}

interface Phrase {
  terms: string[]
  means: string[]
}

function phrasesByFirstTerm(
  groups: SearchOptions['synonyms'],
  analyse: (text: string) => string[],
): Map<string, Phrase[]> {
  const phrases = new Map<string, Phrase[]>()
  for (const group of groups) {
    const members = group.map(analyse).filter((terms) => terms.length > 0)
    for (const terms of members) {
      const others = members.filter((other) => other !== terms).flat()
      const means = [...new Set(others)].filter((other) => !terms.includes(other))
      if (means.length) phrases.set(terms[0]!, [...(phrases.get(terms[0]!) ?? []), { terms, means }])
    }
  }
  return phrases
}

function withSynonyms(terms: string[], phrases: Map<string, Phrase[]>): string[] {
  if (!phrases.size) return terms
  return terms.flatMap((term, at) => {
    const met = phrases.get(term)?.filter((phrase) => phrase.terms.every((part, i) => terms[at + i] === part))
    return met?.length ? [term, ...met.flatMap((phrase) => phrase.means)] : [term]
  })
}
