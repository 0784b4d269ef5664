import { expect, test } from 'vitest'
import { refreshIndex } from '../../src/search/staff.ts'
import { indexStatistics, readFrequenciesAside } from '../../src/search/statistics-of-index.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

test('how frequent words are is the same whether read aside, portion by portion, or looked up one by one', async () => {
  const db = freshDb()
  for (let n = 0; n < 40; n++)
    make.resolvedThread(db, {
      title: `Thread ${n}`,
      body: Array.from({ length: 20 }, (_, i) => `word${n * 20 + i}x`).join(' '),
    })
  refreshIndex(db)
  const terms = db.$client.prepare('SELECT term, doc FROM search_words').raw().all() as [string, number][]
  expect(terms.length).toBeGreaterThan(600)

  await readFrequenciesAside(db.$client)
  const { docs } = indexStatistics(db.$client)
  expect(terms.filter(([term, count]) => docs(term) !== count)).toEqual([])
  expect(indexStatistics(db.$client).docs('nobodysaysthis')).toBe(0)
})

test('reading aside ends when the database is closed, and an empty index has nothing to read', async () => {
  await readFrequenciesAside(freshDb().$client)
  const db = freshDb()
  for (let n = 0; n < 30; n++)
    make.article(db, {
      title: Array.from({ length: 30 }, (_, i) => `w${n * 30 + i}q`)
        .join(' ')
        .slice(0, 190),
    })
  refreshIndex(db)
  const reading = readFrequenciesAside(db.$client)
  db.$client.close()
  await reading
})
