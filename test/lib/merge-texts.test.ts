import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeLists, mergeTexts } from '../../src/lib/merge-texts.ts'

test.each([
  ['only they changed', 'a\nb\nc', 'a\nB\nc', 'a\nb\nc', 'a\nB\nc'],
  ['only you changed', 'a\nb\nc', 'a\nb\nc', 'a\nb\nC', 'a\nb\nC'],
  ['both made the same change', 'a\nb', 'a\nB', 'a\nB', 'a\nB'],
  ['different lines', 'a\nb\nc', 'A\nb\nc', 'a\nb\nC', 'A\nb\nC'],
  ['neighbouring lines', 'a\nb', 'A\nb', 'a\nB', 'A\nB'],
  ['one adds, the other takes away elsewhere', 'a\nb\nc\nd', 'a\nb\nc\nd\ne', 'b\nc\nd', 'b\nc\nd\ne'],
])('%s: both changes are in', (_name, base, theirs, yours, merged) => {
  expect(mergeTexts(base, theirs, yours)).toBe(merged)
})

test.each([
  ['the same line changed differently', 'a\nb\nc', 'a\nX\nc', 'a\nY\nc'],
  ['something added at the same place', 'a\nb', 'a\nX\nb', 'a\nY\nb'],
  ['one took away what the other changed', 'a\nb\nc', 'a\nc', 'a\nB\nc'],
  ['everything written anew', 'a', 'b\nc', 'd\ne\nf'],
])('%s: a person has to choose', (_name, base, theirs, yours) => {
  expect(mergeTexts(base, theirs, yours)).toBeUndefined()
})

test('it does not matter who is who, and a side that changed nothing changes nothing', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, text, (base, theirs, yours) => {
      expect(mergeTexts(base, base, yours)).toBe(yours)
      expect(mergeTexts(base, theirs, base)).toBe(theirs)
      const merged = mergeTexts(base, theirs, yours)
      expect(mergeTexts(base, yours, theirs) === undefined).toBe(merged === undefined)
    }),
  )
})

test('lists keep what either side added and lose what either side took out', () => {
  expect(mergeLists(['4.0', '4.1'], ['4.0', '4.1', '5.0'], ['4.1', 'beta'])).toEqual(['4.1', '5.0', 'beta'])
})
