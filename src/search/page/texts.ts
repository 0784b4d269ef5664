import type { DocumentKind, DocumentOrigin } from '../documents.ts'

/** What is shown of a document, as it stands in a text file. */
export interface DocumentText {
  id: string
  kind: DocumentKind
  url: string
  title: string
  product: string
  origin: DocumentOrigin
  isDisputed: boolean
  passages: string[]
}

const kinds: DocumentKind[] = ['article', 'document', 'thread']
const origins: DocumentOrigin[] = ['community', 'official', 'support']

/** One document is some lines: marks, id, url, title, product, passages. No value may hold a line break. */
export function writeTexts(texts: readonly DocumentText[]): string {
  return texts
    .map((text) => {
      const marks = `${kinds.indexOf(text.kind)}${origins.indexOf(text.origin)}${+text.isDisputed}`
      const values = [marks, text.id, text.url, text.title, text.product, ...text.passages]
      return values.map((value) => value.replace(/[\s\f]+/g, ' ')).join('\n')
    })
    .join('\f')
}

/** The document at a place of a text file. */
export function readText(file: string, place: number): DocumentText {
  const [marks = '', id = '', url = '', title = '', product = '', ...passages] = (
    file.split('\f')[place] ?? ''
  ).split('\n')
  return {
    id,
    kind: kinds[+marks[0]!] ?? 'article',
    url,
    title,
    product,
    origin: origins[+marks[1]!] ?? 'community',
    isDisputed: marks[2] === '1',
    passages,
  }
}
