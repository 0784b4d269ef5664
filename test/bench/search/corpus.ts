import type { SearchDocument } from '../../../src/search/documents.ts'
import { plainDocument, withTypo } from './sets.ts'
import type { RealText } from './texts.ts'

/** As many support articles as wanted, each the halves of two real texts, always the same ones. */
export function articlesFrom(texts: readonly RealText[], count: number): SearchDocument[] {
  const usable = texts.filter((text) => text.body.length > 300 && text.title.length > 8)
  return Array.from({ length: count }, (_, i) => {
    const one = usable[i % usable.length]!
    const round = Math.floor(i / usable.length)
    const other = usable[(i * 7 + round * 131 + 3) % usable.length]!
    const isCopy = round > 0
    const title = isCopy ? `${half(one.title, ' ', 0)} ${half(other.title, ' ', 1)}` : one.title
    const body = isCopy
      ? `${half(one.body, '\n', round % 2)}\n${half(other.body, '\n', (round + 1) % 2)}`
      : one.body
    return plainDocument(`a${i + 1}`, {
      url: `articles/${title
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 60)}-${i}/index.html`,
      title,
      headings: one.headings,
      body: body.slice(0, 6000),
      product: one.from,
      origin: one.from.startsWith('official') ? 'official' : 'community',
    })
  })
}

function half(text: string, between: string, which: number): string {
  const parts = text.split(between)
  const middle = Math.ceil(parts.length / 2)
  return (which ? parts.slice(middle) : parts.slice(0, middle)).join(between)
}

/** Searches of four kinds for articles of a corpus: whole questions, two to four words, prefixes, typing errors. */
export function searchesFor(documents: readonly SearchDocument[], count: number): Record<string, string[]> {
  const step = Math.max(1, Math.floor(documents.length / count))
  const titles = documents
    .filter((_, i) => i % step === 0)
    .slice(0, count)
    .map((document) => document.title)
  const words = titles.map((title, i) => {
    const telling = title.match(/[a-z][a-z0-9]{3,}/gi) ?? ['help']
    return telling.slice(0, 2 + (i % 3)).join(' ')
  })
  return {
    words,
    questions: titles,
    prefix: words.map((text, i) => text.split(' ')[0]!.slice(0, 2 + (i % 2))),
    'last word begun': words.map((text) => text.slice(0, Math.max(4, text.length - 3))),
    typo: words.map((text, i) => withTypo(text, i)),
  }
}
