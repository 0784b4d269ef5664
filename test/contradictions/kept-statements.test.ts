import { expect, test } from 'vitest'
import { aboutOf, type TextWords, wordsOfText } from '../../src/contradictions/about.ts'
import { frameText } from '../../src/contradictions/documents.ts'
import { packFrame, unpackFrame } from '../../src/contradictions/kept-frames.ts'
import { baseLexicon } from '../../src/contradictions/lexicon.ts'
import { touchedBy } from '../../src/contradictions/touched.ts'
import {
  numberOf,
  packClaims,
  packVectors,
  unpackVectors,
  vectorOf,
} from '../../src/contradictions/vectors.ts'

const TEXT = `# Trash on the Team plan
Deleted files stay in the **trash** for 30 days, unless an owner empties it. Since version 4.2 you can't restore folders larger than 2 GB on Windows.
1. Go to Settings > Storage > Trash.
2. Set \`retention\` to 30 before you turn on the archive.
Only administrators must confirm the export; guests may not. Prices start at $12.50 per user and month from 1 May 2026.
Is this too long? I had 3 files last week. Perhaps it still works as before. Too many requests are rejected again.`
const context = {
  title: 'How long are files kept?',
  product: 'Harbor',
  tags: ['trash', 'windows'],
  plans: ['Team'],
}

test('a sentence that was kept is judged as one that was just read', () => {
  const framed = frameText(TEXT, context)

  expect(framed.length).toBeGreaterThan(8)
  for (const one of framed) expect(unpackFrame(packFrame(one))).toEqual(JSON.parse(JSON.stringify(one)))
})

test('the words of claims come back as they were packed', () => {
  const vectors = frameText(TEXT, context).map(vectorOf)

  expect(unpackVectors(packVectors(vectors))).toEqual(vectors)
  expect(unpackVectors(packVectors([]))).toEqual([])
})

const nothing = { concepts: new Uint32Array(), weights: new Uint8Array() }

test('claims are touched by what speaks of the same in the same product, and by a word that counts anew', () => {
  const vector = (text: string) => vectorOf(frameText(text)[0]!)
  const statement = { vector: vector('Deleted files stay in the trash for 30 days.'), productId: 1 }
  const claim = vector('Deleted files stay in the trash for 90 days.')
  const by = (words: string[], changed = [statement]) =>
    touchedBy(changed, [], new Set(words.map(numberOf)), () => 1)

  expect(by([])(packClaims(1, nothing, [claim]))).toBe('by statements')
  expect(by([])(packClaims(null, nothing, [claim]))).toBe('by statements')
  expect(by([])(packClaims(2, nothing, [claim]))).toBeNull()
  expect(
    by([])(packClaims(1, nothing, [vector('The printer on the second floor is out of paper.')])),
  ).toBeNull()
  expect(by(['trash'])(packClaims(2, nothing, [claim]))).toBe('anew')
  expect(
    by([], [{ ...statement, isReweighed: true } as typeof statement])(packClaims(1, nothing, [claim])),
  ).toBe('anew')
  expect(by([])(packClaims(1, nothing, []))).toBeNull()
})

test('an answer is touched by a text that it is about as a whole, whatever words its sentences share', () => {
  const about = aboutOf(
    frameText('Nope, you get the lot back for a quarter of a year.', { title: 'Emptied trash by accident' }),
    {
      question:
        'I deleted a folder and emptied the trash. Can our administrator restore it on the Team plan?',
    },
    baseLexicon(),
  )
  const packed = packClaims(1, about, [])
  const touched = (texts: TextWords[], words: string[] = []) =>
    touchedBy([], texts, new Set(words.map(numberOf)), () => 1)(packed)
  const vectors = frameText(TEXT, context).map(vectorOf)

  expect(touched([wordsOfText(vectors, 1)])).toBe('anew')
  expect(touched([wordsOfText(vectors, 2)])).toBeNull()
  expect(touched([wordsOfText(frameText('Feed the cat twice a day.').map(vectorOf), 1)])).toBeNull()
  expect(touched([], ['trash'])).toBe('anew')
})
