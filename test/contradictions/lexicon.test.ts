import { expect, test } from 'vitest'
import { judgePair } from '../../src/contradictions/judge.ts'
import {
  areOpposite,
  baseLexicon,
  conceptOf,
  exclusiveFamily,
  mergeLexicon,
} from '../../src/contradictions/lexicon.ts'

const base = baseLexicon()

test('a company’s own words make a conflict visible', () => {
  const pair = {
    official: { text: 'The reactor is scrammed at startup.' },
    community: { text: 'The reactor is quenched at startup.' },
  }
  const { lexicon, rejected } = mergeLexicon(base, [{ kind: 'opposite', words: ['scrammed', 'quenched'] }])

  expect(rejected).toEqual([])
  expect(judgePair(pair, base).label).not.toBe('contradiction')
  expect(judgePair(pair, lexicon).label).toBe('contradiction')
  expect(lexicon.version).not.toBe(base.version)
  expect(areOpposite(base, 'scram', 'quench')).toBe(false)
})

test.each([
  [['the', 'kettle'], 'make everything differ'],
  [['not', 'always'], 'make everything differ'],
  [['enable', 'turn on'], 'already mean the same'],
  [['feature', 'kettle'], 'so general'],
  [['', 'kettle'], 'holds no word'],
  [['one two three four five six', 'kettle'], 'too long'],
] as const)('the line %j is refused and says why', (words, reason) => {
  const { lexicon, rejected } = mergeLexicon(base, [{ kind: 'opposite', words: [words[0], words[1]] }])

  expect(rejected).toHaveLength(1)
  expect(rejected[0]!.message).toContain(reason)
  expect(lexicon.version).toBe(base.version)
})

test('opposites cannot be declared to mean the same', () => {
  const { rejected } = mergeLexicon(base, [{ kind: 'same', words: ['enable', 'disable'] }])

  expect(rejected[0]!.message).toContain('are opposites')
})

test('a bad line does not keep the good ones out', () => {
  const { lexicon, rejected } = mergeLexicon(base, [
    { kind: 'opposite', words: ['the', 'a'] },
    { kind: 'exclusive', words: ['Mercury', 'Venus'] },
  ])

  expect(rejected).toHaveLength(1)
  expect(exclusiveFamily(lexicon, conceptOf(lexicon, 'mercury'), conceptOf(lexicon, 'venus'))).toBeDefined()
})

test('a place inside another does not exclude it', () => {
  const concept = (word: string) => conceptOf(base, word)

  expect(exclusiveFamily(base, concept('germany'), concept('frankfurt'))).toBeUndefined()
  expect(exclusiveFamily(base, concept('germany'), concept('singapore'))).toBe('region')
})
