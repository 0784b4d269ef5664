import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findingKinds, type ScanContext } from '../../src/safety/detector.ts'
import { detectors } from '../../src/safety/detectors/index.ts'
import { scanText } from '../../src/safety/scan.ts'
import { readWords } from '../../src/safety/words.ts'

type Case = { text: string; finds?: string[]; context?: Omit<ScanContext, 'words'> & { words?: string[] } }
type Golden = { hits: Case[]; misses: Case[] }

const folder = new URL('../golden/detectors/', import.meta.url)
const golden = new Map(
  readdirSync(folder).map((file) => [
    file.replace('.json', ''),
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Golden,
  ]),
)

/** What a scan finds of one kind; a case's context counts as a private case unless it says otherwise. */
function found(kind: string, { text, context }: Case): string[] {
  const { words, ...rest } = context ?? {}
  const scanned = scanText(text, { ...rest, words: words && readWords(words) })
  return scanned.filter((finding) => finding.kind === kind).map((finding) => finding.text)
}

test('every kind has a detector, and golden cases with as many near misses as hits', () => {
  expect(detectors.map((detector) => detector.kind).sort()).toEqual([...findingKinds].sort())
  expect([...golden.keys()].sort()).toEqual([...findingKinds].sort())
  for (const [kind, { hits, misses }] of golden) {
    expect(misses.length, kind).toBeGreaterThanOrEqual(hits.length)
  }
})

for (const [kind, { hits, misses }] of golden) {
  test.each(hits)(`${kind}: $finds is found in “$text”`, (hit) => {
    expect(found(kind, hit)).toEqual(hit.finds)
  })
  test.each(misses)(`${kind}: nothing is found in “$text”`, (miss) => {
    expect(found(kind, miss)).toEqual([])
  })
}
