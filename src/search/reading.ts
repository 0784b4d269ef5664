import { createAnalyser } from './analyse.ts'
import type { SearchDocument } from './documents.ts'
import type { SearchOptions } from './options.ts'
import { eachWord, fold } from './page/words.ts'
import { sentencesIn } from './passages.ts'

/** A document as numbers of terms; `ends` says where each sentence of the body ends. */
export interface ReadDocument {
  title: Uint32Array
  headings: Uint32Array
  keywords: Uint32Array
  body: Uint32Array
  ends: Uint32Array
}

/** A folded word: the term it is filed under, and in how many documents it stands. */
export interface KnownWord {
  term: number
  count: number
}

/** Every document as numbers, with what the numbers mean. */
export interface Reading {
  documents: ReadDocument[]
  terms: string[]
  words: Map<string, KnownWord>
}

/** Reads all documents. Each written form of a word is folded and stemmed once. */
export function readDocuments(documents: readonly SearchDocument[], options: SearchOptions): Reading {
  const analyser = createAnalyser({ ...options, stopWords: [] })
  const terms: string[] = []
  const numbers = new Map<string, number>()
  const words = new Map<string, KnownWord & { last: number }>()
  const written = new Map<string, KnownWord & { last: number }>()
  const numberOf = (term: string) => {
    let number = numbers.get(term)
    if (number === undefined) {
      number = terms.push(term) - 1
      numbers.set(term, number)
    }
    return number
  }
  const nothing = numberOf('')
  const meet = (raw: string) => {
    const folded = fold(raw)
    const known = words.get(folded) ?? { term: numberOf(analyser.term(folded)), count: 0, last: -1 }
    words.set(folded, known)
    written.set(raw, known)
    return known
  }
  let doc = 0
  const hasSynonyms = options.synonyms.length > 0
  const buffer: number[] = []
  const read = (text: string) => {
    const from = buffer.length
    eachWord(text, (raw) => {
      const word = written.get(raw) ?? meet(raw)
      if (word.last !== doc) {
        word.last = doc
        word.count++
      }
      if (word.term !== nothing) buffer.push(word.term)
    })
    if (!hasSynonyms) return
    const names = buffer.splice(from).map((number) => terms[number]!)
    for (const term of analyser.withSynonyms(names)) buffer.push(numberOf(term))
  }
  const take = () => Uint32Array.from(buffer.splice(0))
  const all = documents.map((document, number): ReadDocument => {
    doc = number
    read(document.title)
    const title = take()
    read(document.headings.join('\n'))
    const headings = take()
    read(document.keywords.join('\n'))
    const keywords = take()
    const ends: number[] = []
    for (const sentence of sentencesIn(document.body)) {
      read(sentence)
      ends.push(buffer.length)
    }
    return { title, headings, keywords, body: take(), ends: Uint32Array.from(ends) }
  })
  return { documents: all, terms, words }
}
