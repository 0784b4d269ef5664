import { expect, test } from 'vitest'
import { sentencesOf } from '../../src/lib/sentences.ts'

const texts = (markdown: string) =>
  sentencesOf(markdown).map((sentence) => sentence.text.replace(/\s+/g, ' '))

test('a sentence keeps its place in the source, markup and all', () => {
  const markdown = '# Limits\n\nFiles up to **5 GB** are [fine](https://a.example/x). More is not.\n'
  const sentences = sentencesOf(markdown)

  expect(sentences.map((sentence) => markdown.slice(sentence.start, sentence.end))).toEqual([
    'Limits',
    'Files up to **5 GB** are [fine](https://a.example/x).',
    'More is not.',
  ])
  expect(sentences[1]).toMatchObject({ block: 'paragraph', headings: ['Limits'] })
})

test('numbers, versions and abbreviations do not end a sentence', () => {
  expect(texts('Use v2.3.1 e.g. on port 80. It opens at 8 a.m. daily.')).toEqual([
    'Use v2.3.1 e.g. on port 80.',
    'It opens at 8 a.m. daily.',
  ])
})

test('questions and forum sentences in lower case end too', () => {
  expect(texts('does it work? yes. it does')).toEqual(['does it work?', 'yes.', 'it does'])
})

test('code is left out, quotes and items are marked', () => {
  const sentences = sentencesOf('```\nnot this.\n```\n\n> quoted words.\n\n- an item.\n\n    nor this.\n')

  expect(sentences.map((sentence) => [sentence.block, sentence.text])).toEqual([
    ['quote', 'quoted words.'],
    ['item', 'an item.'],
  ])
})

test('a heading closes the ones below it', () => {
  const last = sentencesOf('# A\n\n## B\n\nb.\n\n# C\n\nc.\n').at(-1)

  expect(last).toMatchObject({ text: 'c.', headings: ['C'] })
})

test('an unfinished comment, fence or front matter loses nothing but itself', () => {
  expect(texts('---\ntitle: x\n---\nA sentence.\n')).toEqual(['A sentence.'])
  expect(texts('A sentence.\n```\nopen')).toEqual(['A sentence.'])
})
