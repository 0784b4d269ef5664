/** What kind of thing a search result leads to. */
export type DocumentKind = 'article' | 'document' | 'thread'

/** Where a public thing comes from: vouched for, answered by the community, or learned from support cases. */
export type DocumentOrigin = 'official' | 'community' | 'support'

/** One public thing that can be found. Everything here may be shown to anyone. */
export interface SearchDocument {
  /** Unique and lasting. The order of the ids numbers the documents, so new ones should sort last. */
  id: string
  kind: DocumentKind
  /** Relative to the folder of the site, or absolute for what lives elsewhere. */
  url: string
  title: string
  headings: readonly string[]
  /** Plain text, paragraphs separated by line breaks, the answer first. */
  body: string
  /** Earlier searches that led here, and other names of the same thing. */
  keywords: readonly string[]
  product: string
  versions: readonly string[]
  origin: DocumentOrigin
  language: string
  isDisputed: boolean
  /** Multiplies every score of this document; 1 is neutral. */
  boost: number
}

/** A document whose texts are read only when they are needed: most are as they were in the index before. */
export interface Searchable
  extends Pick<SearchDocument, 'id' | 'kind' | 'product' | 'versions' | 'origin' | 'boost'> {
  /** Equal exactly when everything about the document is. */
  input: string
  read(): SearchDocument
}
