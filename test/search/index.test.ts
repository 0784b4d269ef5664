import { expect, test } from 'vitest'
import { buildIndex } from '../../src/search/build.ts'
import type { SearchDocument } from '../../src/search/documents.ts'
import { searchOptions } from '../../src/search/options.ts'
import { openIndex } from '../../src/search/page/search.ts'

const article = (
  id: string,
  title: string,
  body: string,
  rest: Partial<SearchDocument> = {},
): SearchDocument => ({
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
})

const articles = [
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

async function opened(documents = articles, options = searchOptions('en')) {
  const files = buildIndex(documents, options)
  return openIndex(async (path) => files.get(path) ?? Promise.reject(new Error(path)))
}

test('a reader finds an article by its words, in another form and with the words marked', async () => {
  const { search } = await opened()

  const { results } = await search('refunds taking long')

  expect(results[0]).toMatchObject({
    id: 'a1',
    url: 'articles/a1/index.html',
    kind: 'article',
    product: 'Lamp',
  })
  const { passage, marks } = results[0]!
  expect(marks.map(([start, end]) => passage.slice(start, end))).toEqual(['refund', 'takes'])
})

test('a misspelled word is corrected and the reader is told', async () => {
  const { search } = await opened()

  const answer = await search('lamp batery')

  expect(answer.results[0]!.id).toBe('a3')
  expect(answer.didYouMean).toBe('lamp battery')
  expect((await search('lamp battery')).didYouMean).toBeUndefined()
})

test('the last word finds what it begins', async () => {
  const { search } = await opened()

  expect((await search('passw')).results.map((result) => result.id)).toEqual(['a2'])
  expect((await search('passw', { isTyping: false })).results).toEqual([])
})
