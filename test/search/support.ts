import { buildIndex } from '../../src/search/build.ts'
import type { SearchDocument } from '../../src/search/documents.ts'
import { type SearchOptions, searchOptions } from '../../src/search/options.ts'
import { openIndex } from '../../src/search/page/search.ts'

/** An official English article of the Lamp, as the search sees it. */
export function article(
  id: string,
  title: string,
  body: string,
  rest: Partial<SearchDocument> = {},
): SearchDocument {
  return {
    id,
    kind: 'article',
    url: `articles/${id}/index.html`,
    title,
    headings: [],
    body,
    keywords: [],
    product: 'Lamp',
    versions: [],
    origin: 'official',
    language: 'en',
    isDisputed: false,
    boost: 1,
    ...rest,
  }
}

/** Three articles that share few words. */
export const lampArticles = [
  article(
    'a1',
    'How long does a refund take?',
    'A refund takes five days. We send it to the card you paid with.',
  ),
  article(
    'a2',
    'Reset your password',
    'Open the settings and choose "Forgotten password". You get a letter.',
  ),
  article('a3', 'The lamp flickers', 'Replace the battery. A flickering lamp has an old battery.', {
    isDisputed: true,
  }),
]

/** The search over some documents, built and opened. */
export async function searchOver(
  documents: readonly SearchDocument[],
  changes: Partial<SearchOptions> = {},
  language = 'en',
) {
  const files = buildIndex(documents, searchOptions(language, changes))
  return openIndex(async (path) => files.get(path) ?? Promise.reject(new Error(path)))
}

/** The ids found, best first. */
export async function idsFor(
  words: string,
  over: Awaited<ReturnType<typeof searchOver>>,
  isTyping = false,
): Promise<string[]> {
  return (await over.search(words, { isTyping })).results.map((result) => result.id)
}
