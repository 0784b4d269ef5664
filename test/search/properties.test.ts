import fc from 'fast-check'
import MiniSearch from 'minisearch'
import { describe, expect, test } from 'vitest'
import { createAnalyser } from '../../src/search/analyse.ts'
import { buildIndex } from '../../src/search/build.ts'
import type { SearchDocument } from '../../src/search/documents.ts'
import { type SearchOptions, searchOptions } from '../../src/search/options.ts'
import { openIndex } from '../../src/search/page/search.ts'
import { roundedCount, roundedLength } from '../../src/search/statistics.ts'
import { article, lampArticles, searchOver } from './support.ts'

const options = searchOptions('en', { stopWords: [] })
const vocabulary =
  'lamp lamps battery batteries flicker flickering refund password reset resetting open opened card five days glow glass brass 2.3.1 東京都 passé'.split(
    ' ',
  )
const text = (most: number) =>
  fc.array(fc.constantFrom(...vocabulary), { maxLength: most }).map((words) => words.join(' '))
const documents = fc
  .array(
    fc.record({
      title: text(5),
      headings: fc.array(text(3), { maxLength: 2 }),
      body: text(60),
      keywords: fc.array(text(3), { maxLength: 2 }),
      kind: fc.constantFrom('article' as const, 'document' as const, 'thread' as const),
      boost: fc.constantFrom(1, 1.5, 0.5),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((all) => all.map((one, i) => article(`a${i}`, one.title, one.body, one)))

/**
 * The whole MiniSearch over the same analysed words, with the same rounded statistics: words of the title and
 * of headings are repeated as often as they count.
 */
function wholeIndex(all: SearchDocument[], { boosts, bm25, kindBoosts, weights }: SearchOptions) {
  const analyser = createAnalyser(options)
  const fields = {
    fields: ['text', 'keywords'],
    tokenize: (words: string) => words.split(' ').filter(Boolean),
    processTerm: (term: string) => term,
  }
  const whole = new MiniSearch(fields)
  const repeat = (words: string, times: number) =>
    Array(times).fill(analyser.terms(words).join(' ')).join(' ')
  whole.addAll(
    all.map((one) => ({
      id: one.id,
      text: [
        repeat(one.title, boosts.title),
        repeat(one.headings.join('\n'), boosts.headings),
        repeat(one.body, boosts.body),
      ].join(' '),
      keywords: repeat(one.keywords.join('\n'), 1),
    })),
  )
  const plain = whole.toJSON()
  const rounded = MiniSearch.loadJS(
    {
      ...plain,
      documentCount: roundedCount(all.length),
      averageFieldLength: plain.averageFieldLength.map(roundedLength),
    },
    fields,
  )
  const byId = new Map(all.map((one) => [one.id, kindBoosts[one.kind] * one.boost]))
  return (terms: string[], prefix = false) =>
    rounded.search(terms.join(' '), {
      boost: { keywords: boosts.keywords },
      bm25,
      weights,
      prefix,
      boostDocument: (id) => byId.get(id)!,
    })
}

describe('the sharded index and the whole of MiniSearch', () => {
  test('give every document the same sum of scores, up to the quantisation step', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        fc.uniqueArray(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 6 }),
        async (all, words) => {
          const { search, root } = await searchOver(all, { stopWords: [] })
          const terms = [...new Set(createAnalyser(options).terms(words.join(' ')))]
          const known = terms.filter((term) => wholeIndex(all, options)([term]).length)
          fc.pre(known.length === terms.length)

          const ours = (await search(words.join(' '), { isTyping: false, limit: 100 })).results
          const whole = wholeIndex(all, options)(terms)

          expect(ours.map(({ id }) => id).sort()).toEqual(whole.map(({ id }) => id).sort())
          for (const { id, score } of ours) {
            const hit = whole.find((one) => one.id === id)!
            const sum = hit.score / hit.queryTerms.length
            expect(Math.abs(score - sum)).toBeLessThanOrEqual(
              Math.sqrt(terms.length * sum) / root.scale + terms.length / root.scale ** 2,
            )
          }
        },
      ),
      { seed: 7, numRuns: 150 },
    )
  })

  test('weigh the words that a prefix begins alike', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        fc.constantFrom('la', 'bat', 'flic', 'pas', 'rese', 'gl'),
        async (all, prefix) => {
          const { search, root } = await searchOver(all, { stopWords: [] })

          const ours = (await search(prefix, { limit: 100 })).results
          const whole = wholeIndex(all, options)([prefix], true)

          expect(ours.map(({ id }) => id).sort()).toEqual(whole.map(({ id }) => id).sort())
          for (const { id, score } of ours) {
            const sum = whole.find((one) => one.id === id)!.score
            expect(Math.abs(score - sum)).toBeLessThanOrEqual(
              Math.sqrt(6 * sum) / root.scale + 6 / root.scale ** 2,
            )
          }
        },
      ),
      { seed: 7, numRuns: 60 },
    )
  })
})

describe('the files', () => {
  test('are the same bytes for the same documents in any order', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const backwards = buildIndex([...all].reverse(), options)
        expect(buildIndex(all, options)).toEqual(backwards)
      }),
      { seed: 7, numRuns: 30 },
    )
  })

  test('hardly change when one article of many is corrected', () => {
    const all = manyArticles(3000)
    const before = buildIndex(all, options)
    const after = buildIndex(
      all.map((one, i) => (i === 1234 ? { ...one, body: one.body.replace('common ', 'corrected ') } : one)),
      options,
    )

    const isNew = (folder: string) =>
      [...after.keys()].filter((path) => path.startsWith(folder) && !before.has(path)).length
    const share = (folder: string) =>
      isNew(folder) / [...after.keys()].filter((path) => path.startsWith(folder)).length
    expect(isNew('t/')).toBeGreaterThan(0)
    expect(share('t/')).toBeLessThan(0.05)
    expect(isNew('w/')).toBeLessThanOrEqual(4)
    expect(share('d/')).toBeLessThan(0.05)
  })

  test('keep their names when an article is added at the end', () => {
    const all = manyArticles(3000)
    const before = buildIndex(all, options)
    const after = buildIndex([...all, article('a99999', 'A new lamp', 'It glows.')], options)

    const isNew = [...after.keys()].filter((path) => path.startsWith('t/') && !before.has(path)).length
    expect(isNew / [...after.keys()].filter((path) => path.startsWith('t/')).length).toBeLessThan(0.05)
  })
})

describe('hostile searches', () => {
  const hostile = [
    'x'.repeat(10_000),
    'lamp '.repeat(2_000),
    'a',
    '.',
    '?!',
    '   ',
    '.*+?^$\u007b}()|[]\\',
    '</script><script>alert(1)</script>',
    '__proto__',
    'constructor',
    'toString',
    '\u0000',
    '\u0001origin=official',
    '\ud800',
    '👍🏽',
    '😀'.repeat(500),
    '東'.repeat(5_000),
    'لا'.repeat(300),
    '%E0%A4%A',
    '-1',
    "' OR 1=1 --",
  ]

  test.each(hostile.map((words) => [words.slice(0, 30), words]))('%j is answered', async (_, words) => {
    const { search } = await searchOver(lampArticles)
    const { results, isIncomplete } = await search(words)
    expect(isIncomplete).toBe(false)
    expect(results.every(({ passage }) => typeof passage === 'string')).toBe(true)
  })

  test('any text is answered, with marks inside the passage and in order', async () => {
    const { search } = await searchOver([
      ...lampArticles,
      article('a9', '</script> & 😀 東京', 'Über “all” the <b>lamps</b> 東京都 \ud800 end.'),
    ])
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), text(4)), async (words) => {
        for (const { passage, marks } of (await search(words)).results) {
          let at = 0
          for (const [start, end] of marks) {
            expect(start).toBeGreaterThanOrEqual(at)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(passage.length)
            at = end
          }
        }
      }),
      { seed: 7, numRuns: 300 },
    )
  })

  test('texts of any kind can be indexed and found again', async () => {
    const strange = [
      '</script>',
      'x'.repeat(200_000),
      '🧨'.repeat(150),
      'لماذا لا تعمل',
      '\u0000\n\f\t',
      '__proto__',
      '"quoted" \\ back',
    ]
    const files = buildIndex(
      strange.map((one, i) =>
        article(`a${i}`, one.slice(0, 300), one, { product: one.slice(0, 20), versions: [one.slice(0, 20)] }),
      ),
      searchOptions('en'),
    )
    const { search } = await openIndex(async (path) => files.get(path)!)
    expect((await search('script')).results[0]!.title).toBe('</script>')
    expect((await search('تعمل')).results[0]!.id).toBe('a3')
    expect((await search('__proto__', { product: '__proto__' })).results.map((result) => result.id)).toEqual([
      'a5',
    ])
  })
})

// The words of an article fall on each rank as Zipf's law would have it; a word is its rank in letters.
function manyArticles(count: number): SearchDocument[] {
  const letters = (rank: number) => `w${rank.toString(26)}`.replace(/\d/g, (digit) => 'qrstuvwxyz'[+digit]!)
  const word = (number: number) => letters(Math.floor(2000 ** ((number * 0.618034) % 1)))
  return Array.from({ length: count }, (_, i) => {
    const body = Array.from({ length: 60 }, (_, n) => word(i * 61 + n * 7)).join(' ')
    return article(`a${i}`, `${word(i * 3)} ${word(i * 5)}`, `common ${body}.`)
  })
}
