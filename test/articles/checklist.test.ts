import { expect, test } from 'vitest'
import { type CheckFacts, checklist } from '../../src/articles/checklist.ts'
import { emptyContent } from '../../src/articles/content.ts'
import type { Content } from '../../src/db/words.ts'
import { readingEase } from '../../src/lib/reading-ease.ts'

const FACTS: CheckFacts = {
  language: 'en',
  hasProduct: true,
  hasTopic: true,
  hasOwner: true,
  sameQuestion: [],
  versions: [],
  deadLinks: [],
}
const GOOD: Content = {
  ...emptyContent(),
  title: 'How long does a refund take?',
  issue: 'A customer waits for a refund.',
  environment: 'Version 4, all plans',
  resolution: 'A refund arrives within ten days. Ask the bank after that.',
  appliesTo: { versions: ['4'] },
}

function notes(change: Partial<Content>, facts: Partial<CheckFacts> = {}): string[] {
  return checklist({ ...GOOD, ...change }, { ...FACTS, ...facts }).flatMap((check) => check.notes)
}

test('a good article has nothing to look at', () => {
  expect(notes({})).toEqual([])
})

test.each<[string, Partial<Content>, Partial<CheckFacts>, RegExp]>([
  ['no answer', { resolution: '' }, {}, /resolution is missing/],
  ['no issue', { issue: ' ' }, {}, /issue, in the asker’s words, is missing/],
  ['nothing says where it applies', { environment: '', appliesTo: {} }, {}, /Nothing says where it applies/],
  ['far too long', { resolution: 'one word more. '.repeat(600) }, {}, /1,800 words|1,8\d\d words/],
  ['a heading that skips a level', { resolution: '# A\n\n### B\n\nrefund' }, {}, /“B” skips a level/],
  ['a title nobody finds', { title: 'Problem' }, {}, /too general/],
  [
    'a title of 120 characters',
    { title: `How long does a refund take ${'really '.repeat(14)}?` },
    {},
    /fit a result/,
  ],
  ['a title about something else', { title: 'Printing labels upside down' }, {}, /No word of the title/],
  [
    'a picture without text',
    { resolution: 'refund ![](https://x.example/a.png)' },
    {},
    /picture has no text/,
  ],
  ['a link that says here', { resolution: 'refund [here](https://x.example)' }, {}, /Say where it leads/],
  ['a link without address', { resolution: 'refund [the manual]()' }, {}, /link has no address/],
  ['a script as an address', { resolution: 'refund [x y](javascript:alert(1))' }, {}, /readers cannot open/],
  ['a dead link', {}, { deadLinks: ['/nowhere/'] }, /\/nowhere\/ leads to no article/],
  ['a twin', {}, { sameQuestion: ['Refund time'] }, /“Refund time” seems to ask the same/],
  ['no owner', {}, { hasOwner: false }, /Nobody owns it/],
  ['no topic', {}, { hasTopic: false }, /no topic/],
  [
    'a version nobody shipped',
    { appliesTo: { versions: ['4', '9'] } },
    { versions: ['4', '5'] },
    /no version 9\./,
  ],
])('%s is noticed, and nothing else', (_name, change, facts, expected) => {
  const found = notes(change, facts)

  expect(found.filter((note) => expected.test(note))).toHaveLength(1)
  expect(found.length).toBeLessThanOrEqual(2)
})

test('a heading inside a code block is no heading, and a picture with text is fine', () => {
  expect(notes({ resolution: 'A refund:\n\n```\n# a\n### b\n```\n\n![the refund page](a.png)' })).toEqual([])
})

test('a hard text is noticed in English only', () => {
  const hard = `${'Notwithstanding organisational considerations, refund reimbursement necessitates comprehensive documentation authorisation. '.repeat(8)}`

  expect(notes({ resolution: hard }).some((note) => /reads hard/.test(note))).toBe(true)
  expect(notes({ resolution: hard }, { language: 'de' })).toEqual([])
})

test('reading ease tells plain English from officialese, and says nothing of a few words', () => {
  const plain = Array(10).fill('Open the page and press the red key.')
  const official = Array(10).fill('Authorisation necessitates comprehensive organisational documentation.')

  expect(readingEase(plain)!.score).toBeGreaterThan(80)
  expect(readingEase(official)!.score).toBeLessThan(0)
  expect(readingEase(['Press Send.'])).toBeUndefined()
  expect(readingEase([])).toBeUndefined()
})
