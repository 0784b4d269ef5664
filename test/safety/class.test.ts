import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { safetyClass } from '../../src/safety/class.ts'
import { scanThread } from '../../src/safety/scan-thread.ts'

const golden = JSON.parse(
  readFileSync(new URL('../golden/safety-class.json', import.meta.url), 'utf8'),
) as Record<'case-only' | 'public-ok', string[]>

const thread = (body: string) => ({ title: '', body, posts: [] })

test.each(golden['case-only'])('“%s” stays a case, and the reason quotes its words', (body) => {
  const decided = safetyClass(thread(body))

  expect(decided.class).toBe('case-only')
  for (const reason of decided.reasons) {
    expect(body).toContain(/“(.*)”/.exec(reason)![1])
  }
})

test.each(golden['public-ok'])('“%s” may be public', (body) => {
  expect(safetyClass(thread(body))).toEqual({ class: 'public-ok', reasons: [] })
})

test('an answer decides as well as the question', () => {
  const asked = {
    ...thread('How do I change the logo?'),
    posts: [{ id: '1', body: 'Internal only: edit logo.cfg.' }],
  }

  expect(safetyClass(asked).reasons).toEqual(['internals: “Internal only”'])
})

test('a private post keeps a thread a case', () => {
  const noted = {
    ...thread('How do I change the logo?'),
    posts: [{ id: '1', body: 'Ask Bob.', isPrivate: true }],
  }

  expect(safetyClass(noted)).toEqual({ class: 'case-only', reasons: ['internals: a post is marked private'] })
})

test('a card number keeps a case a case without being shown in the reason; in public text it is only a finding', () => {
  const paid = thread('It says invalid for 4539 5787 6362 1486 as card number.')
  const shared = { ...paid, authority: 'community' as const }

  expect(safetyClass(paid, scanThread(paid)).reasons).toEqual([
    'a customer’s own data: it holds a card number',
  ])
  expect(safetyClass(shared, scanThread(shared)).class).toBe('public-ok')
})

test('words in markup decide, and tags between them do not hide them', () => {
  const html = { ...thread('<p>Our <b>production system</b> is&nbsp;down.</p>'), bodyFormat: 'html' as const }

  expect(safetyClass(html).reasons).toEqual(['production down: “Our production system is down”'])
})
