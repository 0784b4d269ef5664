import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { safetyClass } from '../../src/safety/class.ts'
import { scanThread } from '../../src/safety/scan-thread.ts'

/** Closed cases as "title|question|answer", by what a practitioner says of them. */
const golden = JSON.parse(
  readFileSync(new URL('../golden/safety-class-cases.json', import.meta.url), 'utf8'),
) as Record<'case-only' | 'public-ok', string[]>

function decided(written: string, authority: 'case' | 'community' = 'case') {
  const [title = '', body = '', answer = ''] = written.split('|')
  const thread = { title, body, authority, posts: [{ id: '1', body: answer }] }
  return safetyClass(thread, scanThread(thread))
}

test.each(golden['case-only'])('stays a case, with a reason: %s', (written) => {
  const { class: said, reasons } = decided(written)

  expect(said).toBe('case-only')
  expect(reasons.length).toBeGreaterThan(0)
})

test.each(golden['public-ok'])('may be public: %s', (written) => {
  expect(decided(written)).toEqual({ class: 'public-ok', reasons: [] })
})

test('a password keeps a case a case, without standing in the reason; a machine only if it is called the customer’s own', () => {
  const password = decided(
    'Connector|It says denied for user svc, password Regen+Bogen77.|Encode the plus sign.',
  )
  const own = decided('Sync|Our server srv-sync-02.corp.nordwind.nl refuses it.|Choose port 8443.')
  const named = decided('Sync|The log names srv-sync-02.corp.nordwind.nl once.|Choose port 8443.')

  expect(password.reasons).toEqual(['a customer’s own data: it holds a password'])
  expect(own.reasons).toEqual(['a customer’s own data: it holds the name of an internal machine'])
  expect(named.class).toBe('public-ok')
})

test('what staff did for one customer is no answer for all; in a forum the same words decide nothing', () => {
  const moved = 'Move our licence|Please move our licence to the new server.|Moved.'

  expect(decided(moved).class).toBe('case-only')
  expect(decided('Other|It has moved.|Moved.', 'community').class).toBe('public-ok')
})
