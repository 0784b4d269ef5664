import { expect, test } from 'vitest'
import { frameText } from '../../src/contradictions/documents.ts'
import { packFrame, unpackFrame } from '../../src/contradictions/kept-frames.ts'
import {
  numberOf,
  packClaims,
  packVectors,
  touchedBy,
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

test('claims are touched by what speaks of the same in the same product, and by a word that counts anew', () => {
  const vector = (text: string) => vectorOf(frameText(text)[0]!)
  const statement = { vector: vector('Deleted files stay in the trash for 30 days.'), productId: 1 }
  const claim = vector('Deleted files stay in the trash for 90 days.')
  const by = (words: string[], changed = [statement]) =>
    touchedBy(changed, new Set(words.map(numberOf)), () => 1)

  expect(by([])(packClaims(1, [claim]))).toBe('by statements')
  expect(by([])(packClaims(null, [claim]))).toBe('by statements')
  expect(by([])(packClaims(2, [claim]))).toBeNull()
  expect(by([])(packClaims(1, [vector('The printer on the second floor is out of paper.')]))).toBeNull()
  expect(by(['trash'])(packClaims(2, [claim]))).toBe('anew')
  expect(by([], [{ ...statement, isReweighed: true } as typeof statement])(packClaims(1, [claim]))).toBe(
    'anew',
  )
  expect(by([])(packClaims(1, []))).toBeNull()
})
