import { expect, test } from 'vitest'
import { buildIndex } from '../../src/search/build.ts'
import { searchOptions } from '../../src/search/options.ts'
import { openIndex } from '../../src/search/page/search.ts'
import { article, idsFor, lampArticles, searchOver } from './support.ts'

test('a reader finds an article by its words, in another form and with the words marked', async () => {
  const { search } = await searchOver(lampArticles)

  const { results } = await search('refunds taking long')

  expect(results[0]).toMatchObject({
    id: 'a1',
    url: 'articles/a1/index.html',
    kind: 'article',
    product: 'Lamp',
  })
  const { passage, marks, title, titleMarks } = results[0]!
  expect(marks.map(([start, end]) => passage.slice(start, end))).toEqual(['refund', 'takes'])
  expect(titleMarks.map(([start, end]) => title.slice(start, end))).toEqual(['long', 'refund', 'take'])
})

test('a misspelled word is corrected and the reader is told', async () => {
  const { search } = await searchOver(lampArticles)

  const answer = await search('lamp batery')

  expect(answer.results[0]!.id).toBe('a3')
  expect(answer.didYouMean).toBe('lamp battery')
  expect((await search('lamp battery')).didYouMean).toBeUndefined()
})

test('the last word finds what it begins, as long as it is being typed', async () => {
  const over = await searchOver(lampArticles)

  expect(await idsFor('passw', over, true)).toEqual(['a2'])
  expect(await idsFor('flickerin', over, true)).toEqual(['a3'])
  expect(await idsFor('passw', over, false)).toEqual([])
})

test('a word of the title outweighs one of the text, and our own articles outweigh threads', async () => {
  const over = await searchOver([
    article('a1', 'Dim the lamp', 'Turn the knob to the left until it glows.'),
    article('a2', 'Turn it on', 'Press the knob. The lamp glows, dim at first.'),
    article('t1', 'Dim the lamp', 'Turn the knob to the left until it glows.', {
      kind: 'thread',
      origin: 'community',
    }),
  ])

  expect(await idsFor('dim lamp', over)).toEqual(['a1', 't1', 'a2'])
})

test('earlier searches and other names lead to an article that does not hold their words', async () => {
  const over = await searchOver([
    ...lampArticles,
    article('a4', 'Return a lamp', 'Send it back.', { keywords: ['rma number', 'warranty claim'] }),
  ])

  expect(await idsFor('warranty', over)).toEqual(['a4'])
  expect(await idsFor('rma', over)).toEqual(['a4'])
})

test('synonyms find each other, words and phrases alike', async () => {
  const documents = [
    article('a1', 'Two-factor login', 'A code is sent.'),
    article('a2', 'Where 2FA codes come from', 'By letter.'),
    article('a3', 'Bulbs', 'Which fit.'),
  ]
  const over = await searchOver(documents, { synonyms: [['2FA', 'two factor', 'second factor']] })

  expect((await idsFor('2fa', over)).sort()).toEqual(['a1', 'a2'])
  expect((await idsFor('two factor', over)).sort()).toEqual(['a1', 'a2'])
  expect(await idsFor('bulb', over)).toEqual(['a3'])
})

test('a best bet stands first for exactly its words', async () => {
  const over = await searchOver(lampArticles, { bestBets: [{ words: 'my lamp', documentId: 'a1' }] })

  const { results } = await over.search('the lamps', { isTyping: false })
  expect(results.map(({ id, isBestBet }) => [id, isBestBet])).toEqual([
    ['a1', true],
    ['a3', false],
  ])
  expect(await idsFor('lamp flickers', over)).toEqual(['a3'])
})

test('results are narrowed by product, version and origin, alone and together', async () => {
  const { search, root } = await searchOver([
    article('a1', 'Charge', 'Charge it.', { product: 'Lamp', versions: ['1', '2'] }),
    article('a2', 'Charge', 'Charge it.', { product: 'Torch', versions: ['2'] }),
    article('a3', 'Charge', 'Charge it.', { product: 'Torch', versions: ['3'], origin: 'community' }),
  ])
  const found = async (request: object) =>
    (await search('charge', request)).results.map((result) => result.id)

  expect(root.facets).toEqual({
    origin: ['official', 'community'],
    product: ['Torch', 'Lamp'],
    version: ['2', '1', '3'],
  })
  expect(await found({ product: 'Torch' })).toEqual(['a2', 'a3'])
  expect(await found({ version: '2' })).toEqual(['a1', 'a2'])
  expect(await found({ product: 'Torch', origin: 'community' })).toEqual(['a3'])
  expect(await found({ product: 'Heater' })).toEqual([])
})

test('the passage shown is the one that holds the searched words', async () => {
  const filler =
    'It stands on three legs and is made of brass and glass by people who like what they do, every day of the week. '
  const { search } = await searchOver([
    article('a9', 'The lamp', `${filler}${filler}Before cleaning, unplug the transformer. ${filler}`),
    ...lampArticles.slice(0, 2),
  ])

  const { passage, marks } = (await search('transformer')).results[0]!

  expect(passage).toContain('unplug the transformer')
  expect(marks.map(([start, end]) => passage.slice(start, end))).toEqual(['transformer'])
})

test('a stop word is left out where it stands everywhere, and searched where it does not', async () => {
  const over = await searchOver([
    article('a1', 'Who are you?', 'A lamp.'),
    article('a2', 'The bulb', 'The glass.'),
    article('a3', 'The leg', 'The brass.'),
  ])

  expect(await idsFor('you', over)).toEqual(['a1'])
  expect(over.root.stopWords).toEqual(['the'])
  expect((await idsFor('the', over)).length).toBe(2)
})

test('a part that cannot be read is tried twice, said, and the rest still found', async () => {
  const files = buildIndex(lampArticles, searchOptions('en'))
  const tried = new Map<string, number>()
  const failing = [...files.keys()].find(
    (path) => path.startsWith('d/') && new TextDecoder().decode(files.get(path)).includes('refund'),
  )!
  const { search } = await openIndex(async (path) => {
    tried.set(path, (tried.get(path) ?? 0) + 1)
    return path === failing ? Promise.reject(new Error('gone')) : files.get(path)!
  })

  const answer = await search('refund lamp', { isTyping: false })

  expect(answer.isIncomplete).toBe(true)
  expect(answer.results.map((result) => result.id)).toEqual(['a3'])
  expect(tried.get(failing)).toBe(2)
  expect((await search('lamp', { isTyping: false })).isIncomplete).toBe(false)
})

test('a list of documents that cannot be read is said, the other words still find, and later it is tried again', async () => {
  const many = Array.from({ length: 400 }, (_, i) =>
    article(`b${i}`, `Thing ${i}`, `Number word${i} of other${i % 90} things${i % 7}.`),
  )
  const files = buildIndex([...lampArticles, ...many], searchOptions('en'))
  let isBroken = true
  const { search } = await openIndex(async (path) => {
    const isLost = isBroken && path.startsWith('t/') && files.get(path)!.length > 60
    return isLost ? Promise.reject(new Error('gone')) : files.get(path)!
  })

  const broken = await search('battery word7 flicker', { isTyping: false })
  isBroken = false
  const whole = await search('battery word7 flicker', { isTyping: false })

  expect(broken.isIncomplete).toBe(true)
  expect(whole.isIncomplete).toBe(false)
  expect(whole.results.map((result) => result.id)).toEqual(expect.arrayContaining(['a3', 'b7']))
  expect(broken.results.length).toBeLessThan(whole.results.length)
})

test('an index of nothing finds nothing', async () => {
  const { search } = await searchOver([])
  expect(await search('lamp')).toEqual({ results: [], total: 0, isIncomplete: false })
})

test('two documents with one id are refused by name', () => {
  expect(() => buildIndex([lampArticles[0]!, lampArticles[0]!], searchOptions('en'))).toThrow('a1')
})
