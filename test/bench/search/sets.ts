import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SearchDocument } from '../../../src/search/documents.ts'
import { grouped, realTexts } from './texts.ts'

/** A set of searches of which it is known what should be found. */
export interface LabelledSet {
  name: string
  documents: SearchDocument[]
  searches: { clean: string; typo: string; relevant: string[] }[]
}

/** A document with nothing but what is named. */
export function plainDocument(id: string, changes: Partial<SearchDocument>): SearchDocument {
  return {
    id,
    kind: 'article',
    url: `articles/${id}/index.html`,
    title: '',
    headings: [],
    body: '',
    keywords: [],
    product: 'Product',
    versions: [],
    origin: 'official',
    language: 'en',
    isDisputed: false,
    boost: 1,
    ...changes,
  }
}

/** The labelled sets that are there, without or with earlier searches. */
export function labelledSets(shared: string, withLog: boolean): LabelledSet[] {
  const folder = join(shared, 'eval/search')
  const sets = ['banking77', 'clinc150'].filter((name) => existsSync(join(folder, `${name}-articles.jsonl`)))
  const read = sets.map((name) => {
    const lines = (part: string) => jsonLines(join(folder, `${name}-${part}.jsonl`))
    const logs = new Map(lines('query-log').map((line) => [line.id, line.log as string]))
    return {
      name,
      documents: lines('articles').map(({ id, title, body }) =>
        plainDocument(id, { title, body, keywords: withLog ? [logs.get(id) ?? ''] : [] }),
      ),
      searches: lines('queries').map(({ query, typo, relevant }) => ({ clean: query, typo, relevant })),
    }
  })
  return withLog ? read : [...read, ...knownItems(shared)]
}

/** Questions whose titles were taken away: the title is searched, the rest should be found. */
function knownItems(shared: string): LabelledSet[] {
  const byOrigin = grouped(realTexts(shared), (text) => text.from)
  return [...byOrigin].map(([name, all]) => {
    const texts = all.filter((text) => text.title.split(' ').length > 2 && text.body.length > 200)
    return {
      name: `${name} (own title)`,
      documents: texts.map((text, i) =>
        plainDocument(`k${i}`, {
          title: text.headings[0] ?? '',
          headings: text.headings.slice(1),
          body: text.body,
        }),
      ),
      searches: texts.map((text, i) => ({
        clean: text.title,
        typo: withTypo(text.title, i),
        relevant: [`k${i}`],
      })),
    }
  })
}

// biome-ignore lint/suspicious/noExplicitAny: the lines of three kinds of file
function jsonLines(path: string): any[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

/** The text with one typing error in one of its longer words; the number decides which. */
export function withTypo(text: string, number: number): string {
  const words = text.split(' ')
  const long = words.flatMap((word, at) => (/^[a-z]{5,}$/i.test(word) ? [at] : []))
  if (!long.length) return text
  const chosen = long[(number * 7) % long.length]!
  const word = words[chosen]!
  const at = 1 + ((number * 13) % (word.length - 2))
  const letter = 'etaoinshrdlu'[(number * 5) % 12]!
  const wrong = [
    word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
  ]
  words[chosen] = wrong[number % 4]!
  return words.join(' ')
}

/** Normalised discounted cumulative gain of the first ten, with relevant or not as the only grades. */
export function ndcg(found: readonly string[], relevant: readonly string[]): number {
  let gain = 0
  let best = 0
  found.slice(0, 10).forEach((id, at) => {
    if (relevant.includes(id)) gain += 1 / Math.log2(at + 2)
  })
  for (let at = 0; at < Math.min(10, relevant.length); at++) best += 1 / Math.log2(at + 2)
  return best ? gain / best : 0
}
