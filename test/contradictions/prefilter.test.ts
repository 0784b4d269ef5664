import { expect, test } from 'vitest'
import { frameText, isCommunityClaim, isOfficialStatement } from '../../src/contradictions/documents.ts'
import { baseLexicon } from '../../src/contradictions/lexicon.ts'
import { couldMeet } from '../../src/contradictions/prefilter.ts'
import { officialIndex } from '../../src/contradictions/retrieval.ts'

const lexicon = baseLexicon()
const statements = [
  'Deleted files stay in the trash for 30 days.',
  'Two-factor authentication is turned off by default.',
  'Stop the worker before you detach the volume.',
  'The R7 has four ports.',
]
const frames = statements.flatMap((text) =>
  frameText(text)
    .map((item) => item.frame)
    .filter(isOfficialStatement),
)
const answers = [
  'Files you removed stay in the recycle bin for 90 days.',
  '2FA is switched on from the start.',
  'Detach the volume first, then stop the worker.',
  'The R7 comes with two ports, I counted them.',
  'My cat is asleep.',
  'Restart the browser and clear its cache.',
  'Log in with a two-step code; it is off by default.',
]

test('every answer the index finds a statement for passes the test of its words', () => {
  const index = officialIndex(frames)
  const passes = couldMeet(frames, lexicon, () => 1)
  const found = answers.filter((text) =>
    frameText(text)
      .map((item) => item.frame)
      .filter(isCommunityClaim)
      .some((frame) => index.candidates(frame).length > 0),
  )

  expect(found.length).toBeGreaterThan(2)
  expect(found.filter((text) => !passes(text))).toEqual([])
})

test('an answer about something else is not even read', () => {
  expect(couldMeet(frames, lexicon, () => 1)('My cat is asleep.')).toBe(false)
  expect(couldMeet([], lexicon, () => 1)('Deleted files stay in the trash for 30 days.')).toBe(false)
})
