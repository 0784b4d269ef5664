import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { changeSetting } from '../../src/db/settings.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { passageOf } from '../../src/search/snippet.ts'
import { editErrors } from '../../src/search/spelling.ts'
import { rebuildIndex, refreshIndex, searchStaff, similarTo } from '../../src/search/staff.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
})

const find = (words: string, parts: object = {}) => searchStaff(db, { words, limit: 10, ...parts })
const titles = (words: string, parts: object = {}) => find(words, parts).map((found) => found.title)

describe('staff search', () => {
  test('finds threads, documents and articles by any form of a word, the title before the text', () => {
    make.resolvedThread(db, { title: 'Nothing in common', body: 'We talk about refunding on Fridays.' })
    make.document(db, { title: 'Refunds', body: 'Money comes back.' })

    expect(titles('refunded')).toEqual(['Refunds', 'Nothing in common'])
  })

  test('names a result by its source and the id it has there', () => {
    make.resolvedThread(db, { id: 'a/7', title: 'Crane does not turn', source: 'yard' })

    expect(find('crane')[0]).toMatchObject({
      ...{ kind: 'thread', source: 'yard', externalId: 'a/7', slug: null, title: 'Crane does not turn' },
      url: 'https://forum.example/t/a/7',
    })
  })

  test('sets spelling right only for words nobody wrote', () => {
    make.resolvedThread(db, { title: 'Recovery of a lost badge', body: 'badge' })
    make.resolvedThread(db, { title: 'Bagde is a word here', body: 'bagde' })

    expect(titles('recvoery now')).toEqual(['Recovery of a lost badge'])
    expect(titles('ercovery now')).toEqual(['Recovery of a lost badge'])
    expect(titles('bagde now')).toEqual(['Bagde is a word here'])
  })

  test('takes the last word as a beginning while it is being typed, and as a word after a space', () => {
    make.resolvedThread(db, { title: 'Conveyor', body: 'It stopped.' })

    expect(titles('conv')).toEqual(['Conveyor'])
    expect(titles('conv ')).toEqual([])
  })

  test('finds what the company’s own synonyms mean', () => {
    changeSetting(db, { key: 'search.synonyms', value: [['invoice', 'bill']], by: null })
    make.resolvedThread(db, { title: 'Where is my bill', body: 'I cannot see it.' })

    expect(titles('invoices ')).toEqual(['Where is my bill'])
  })

  test('reads apostrophes, accents, C# and scripts without spaces as people do', () => {
    make.resolvedThread(db, { title: 'The customer’s belt doesn’t move', body: 'Größe des Ordners' })
    make.resolvedThread(db, { title: 'C# client', body: '返金はいつ届きますか' })

    expect(titles("doesn't ")).toEqual(['The customer’s belt doesn’t move'])
    expect(titles('customers ')).toEqual(['The customer’s belt doesn’t move'])
    expect(titles('grösse ')).toEqual(['The customer’s belt doesn’t move'])
    expect(titles('c# ')).toEqual(['C# client'])
    expect(titles('返金')).toEqual(['C# client'])
  })

  test('keeps to the product and the kinds asked for', () => {
    make.resolvedThread(db, { title: 'Belt of Harbor', product: 'Harbor' })
    make.resolvedThread(db, { title: 'Belt of Anchor', product: 'Anchor' })
    make.document(db, { title: 'Belt manual', product: 'Anchor' })

    expect(titles('belt', { productId: make.product(db, 'Anchor') }).sort()).toEqual([
      'Belt manual',
      'Belt of Anchor',
    ])
    expect(titles('belt', { kinds: ['document'] })).toEqual(['Belt manual'])
  })

  test('shows the passage that speaks of the words, with their places', () => {
    const body = `${'Something else entirely. '.repeat(40)}The sluice gate opens by itself at night.`
    make.resolvedThread(db, { title: 'Gate', body, posts: [] })
    const [found] = find('sluice gates open')

    const { text, marks } = found!.snippet
    expect(text).toContain('The sluice gate opens by itself')
    expect(marks.map(([start, end]) => text.slice(start, end))).toEqual(['sluice', 'gate', 'opens'])
  })

  test('never throws for what somebody types', () => {
    make.resolvedThread(db, { title: 'Quotes "and" NEAR(things) OR col:umn', body: '* - ^ ( ) AND NOT' })
    const hostile = [
      '"',
      "'",
      '*',
      'a* OR',
      'NEAR(',
      'title:',
      '-',
      '^x',
      'AND',
      '()',
      '\u0000',
      '\ud800',
      '%',
      ';--',
      '',
    ]
    for (const words of hostile) expect(() => find(words)).not.toThrow()
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (words) => {
        find(words)
      }),
      { numRuns: 300, seed: 4 },
    )
    expect(find('x '.repeat(50_000))).toBeDefined()
    expect(find(`${'y'.repeat(100_000)}`)).toEqual([])
  })
})

describe('the index', () => {
  test('forgets a word as soon as it is redacted, in post, title and article', () => {
    const secret = 'Call Wilhelmina at noon'
    make.resolvedThread(db, { title: 'Ask Wilhelmina first', body: secret })
    const article = make.article(db, { title: 'About the belt', issue: secret, resolution: 'Ask at noon.' })
    expect(titles('wilhelmina ')).toHaveLength(2)

    for (const text of [secret, 'Ask Wilhelmina first']) {
      const start = text.indexOf('Wilhelmina')
      db.$client
        .prepare(
          `INSERT INTO redactions (text_hash, start, "end", kind, placeholder, at) VALUES (?, ?, ?, 'person', '<person-1>', '2026-01-01')`,
        )
        .run(sha256(text), start, start + 'Wilhelmina'.length)
    }

    expect(titles('wilhelmina ')).toEqual([])
    expect(titles('noon ').sort()).toEqual(['About the belt', 'Ask <person-1> first'])
    expect(JSON.stringify(find('noon '))).not.toContain('Wilhelmina')
    expect(article.articleId).toBeGreaterThan(0)
  })

  test('never holds restricted documents, removed threads or removed posts', () => {
    const { threadId, postIds } = make.resolvedThread(db, {
      title: 'Crane',
      posts: [{ body: 'Turn the winch.' }],
    })
    const documentId = make.document(db, { title: 'Winch manual' })
    db.$client.prepare(`UPDATE documents SET visibility = 'restricted' WHERE id = ?`).run(documentId)
    db.$client.prepare(`UPDATE posts SET removed_at = '2026-01-01' WHERE id = ?`).run(postIds[1]!)
    expect(titles('winch ')).toEqual([])
    expect(titles('crane ')).toEqual(['Crane'])

    db.$client.prepare(`UPDATE threads SET removed_at = '2026-01-01' WHERE id = ?`).run(threadId)
    expect(titles('crane ')).toEqual([])
  })

  test('is brought up to date once, and made anew gives the same', () => {
    make.resolvedThread(db, { title: 'Crane' })
    expect(refreshIndex(db)).toBe(1)
    expect(refreshIndex(db)).toBe(0)
    const before = find('crane ')

    rebuildIndex(db)

    expect(find('crane ')).toEqual(before)
  })
})

describe('things alike', () => {
  test('are found by their rare words, without the thing itself', () => {
    const own = make.resolvedThread(db, {
      title: 'Sluice gate stays open',
      body: 'The sluice gate stays open.',
    })
    const like = make.resolvedThread(db, {
      title: 'Gate of the sluice open',
      body: 'It stays open all night.',
    })
    make.resolvedThread(db, { title: 'Printer', body: 'The printer stays silent.' })

    const found = similarTo(db, {
      ...{
        title: 'Sluice gate stays open',
        text: 'The sluice gate stays open.',
        kinds: ['thread'],
        limit: 2,
      },
      excludeIds: [{ kind: 'thread', id: own.threadId }],
    })

    expect(found[0]).toMatchObject({ kind: 'thread', id: like.threadId })
    expect(found.map(({ id }) => id)).not.toContain(own.threadId)
  })

  test('of a text without words are none', () => {
    make.resolvedThread(db, {})
    expect(similarTo(db, { title: '…', text: '!!!', kinds: ['thread'], limit: 5 })).toEqual([])
  })
})

test('errors between words count letters missing, extra, wrong or swapped', () => {
  expect(['card', 'crad', 'cart', 'car', 'cards', 'dog'].map((word) => editErrors('card', word, 2))).toEqual([
    0, 1, 1, 1, 1, 3,
  ])
})

test('marks lie in the passage, in order, apart from each other, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
      const passage = passageOf(text, new Set(['a', 'the', 'b']), 'c')
      let last = 0
      for (const [start, end] of passage.marks) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        last = end
      }
      expect(last).toBeLessThanOrEqual(passage.text.length)
    }),
    { numRuns: 200, seed: 4 },
  )
})
