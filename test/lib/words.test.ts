import { expect, test } from 'vitest'
import { jaccard, numberWord, stem, table } from '../../src/lib/words.ts'

test.each([
  [['retain', 'retains', 'retained', 'retaining']],
  [['enable', 'enables', 'enabled', 'enabling']],
  [['copy', 'copies', 'copied', 'copying']],
  [['stop', 'stops', 'stopped', 'stopping']],
  [['delete', 'deletes', 'deleted', 'deletion']],
  [['take', 'takes', 'took', 'taken', 'taking']],
  [['licence', 'license', 'licences']],
])('%j share one stem', (words) => {
  expect(new Set(words.map(stem)).size).toBe(1)
})

test.each([
  ['status', 'state'],
  ['address', 'add'],
  ['site', 'sit'],
])('“%s” and “%s” keep apart', (a, b) => {
  expect(stem(a)).not.toBe(stem(b))
})

test('number words have values, other words have none', () => {
  expect(numberWord('thirty')).toBe(30)
  expect(numberWord('constructor')).toBeUndefined()
})

test('a table knows only its own words', () => {
  expect(table({ a: 1 }).constructor).toBeUndefined()
})

test('two empty sets have nothing in common', () => {
  expect(jaccard(new Set(), new Set())).toBe(0)
  expect(jaccard(new Set(['a', 'b']), new Set(['b']))).toBe(0.5)
})
