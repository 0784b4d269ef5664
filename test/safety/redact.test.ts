import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ScanContext } from '../../src/safety/detector.ts'
import { placeholdersFor, redact } from '../../src/safety/redact.ts'
import { scanText } from '../../src/safety/scan.ts'
import { scanThread } from '../../src/safety/scan-thread.ts'

function redacted(text: string, context: ScanContext = {}): string {
  const [rows] = placeholdersFor([{ text, findings: scanText(text, context) }])
  return redact(text, rows!, context.format === 'html' ? 'html' : 'text')
}

test('the same host, address or person keeps one placeholder through the whole thread', () => {
  const texts = [
    'Hi Maria,\nSRV-DB-01 is down. Write to M.Schulz@Firma.de',
    'I restarted srv-db-01, told Maria Schulz, and wrote to m.schulz@firma.de.',
    'And srv-db-02 too, please.',
  ]
  const context: ScanContext = { participants: [{ name: 'Maria Schulz' }] }
  const rows = placeholdersFor(texts.map((text) => ({ text, findings: scanText(text, context) })))

  expect(texts.map((text, i) => redact(text, rows[i]!))).toEqual([
    'Hi <person-1>,\n<host-1> is down. Write to <email-1>',
    'I restarted <host-1>, told <person-1>, and wrote to <email-1>.',
    'And <host-2> too, please.',
  ])
})

test('a first name shared by two people belongs to neither', () => {
  const text = 'Maria Schulz and Maria Lopez met. Maria left.'
  const context: ScanContext = { participants: [{ name: 'Maria Schulz' }, { name: 'Maria Lopez' }] }

  expect(redacted(text, context)).toBe('<person-1> and <person-2> met. <person-3> left.')
})

test('a placeholder that stands in the text already is numbered past and never a finding', () => {
  const text = 'We called it <host-7> before. Now see srv-db-01.'

  expect(redacted(text)).toBe('We called it <host-7> before. Now see <host-8>.')
})

test('in HTML a placeholder is written so that a browser shows it', () => {
  const html = '<p>See <a href="mailto:max@firma.de">max@firma.de</a></p>'

  expect(redacted(html, { format: 'html' })).toBe(
    '<p>See <a href="mailto:&lt;email-1&gt;">&lt;email-1&gt;</a></p>',
  )
})

test('rows that overlap show one placeholder and leave no rest readable', () => {
  const rows = [
    { start: 4, end: 9, placeholder: '<url-1>' },
    { start: 0, end: 6, placeholder: '<host-1>' },
  ]

  expect(redact('abcdefghijk', rows)).toBe('<host-1>jk')
})

test('a row that belongs to another text is refused instead of shown', () => {
  expect(() => redact('short', [{ start: 2, end: 40, placeholder: '<host-1>' }])).toThrow(RangeError)
  expect(() => redact('short', [{ start: 3, end: 3, placeholder: '<host-1>' }])).toThrow(RangeError)
  expect(() => redact('short', [{ start: Number.NaN, end: 3, placeholder: '<host-1>' }])).toThrow(RangeError)
})

const fragments = [
  'Hi Maria,',
  'Kind regards,\n',
  'John Miller',
  'max@firma.de',
  'mailto:',
  '10.20.30.40',
  ':8080',
  'srv-db-01',
  '.corp.local',
  'http://',
  'https://u:p4ssw0rd@',
  'password: ',
  'Geheim#123',
  'api_key=',
  '9f8a7b6c5d4e3f2a1b0c9d8e',
  '4111 1111 1111 1111',
  'DE89 3704 0044 0532 0130 00',
  '+49 30 901820',
  '(415) 555-0132',
  '<host-1>',
  '&lt;phone-2&gt;',
  '\\<ip-3>',
  '<a href="',
  '">',
  '</a>',
  '<br>',
  '&amp;',
  '&#64;',
  '`',
  '**',
  '\n',
  ' ',
  ' ',
  ', ',
  '@',
  '.',
  '1',
  '0',
  '-',
  'Customer number: ',
  'C-10023',
  'order #',
  '12 Baker Street',
  ', 10115 Berlin',
  'born 12.05.1980',
  '\u200b',
  'ß',
  '😀',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF123',
  '\\\\fs01\\share',
]

test.each(['text', 'markdown', 'html'] as const)('redacting twice changes nothing (%s)', (format) => {
  const contexts: ScanContext[] = [
    { format, authority: 'case', participants: [{ name: 'Maria Schulz' }] },
    { format, authority: 'community' },
  ]
  const text = fc.array(fc.constantFrom(...fragments), { maxLength: 24 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, fc.constantFrom(...contexts), (original, context) => {
      const once = redacted(original, context)
      expect(scanText(once, context)).toEqual([])
      expect(redacted(once, context)).toBe(once)
    }),
    { numRuns: 1500, seed: 4 },
  )
})

test('findings never overlap, lie in the text, and hold exactly the text at their place', () => {
  const text = fc.array(fc.constantFrom(...fragments), { maxLength: 24 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, fc.constantFrom('text', 'markdown', 'html' as const), (original, format) => {
      let last = 0
      for (const found of scanText(original, { format })) {
        expect(found.start).toBeGreaterThanOrEqual(last)
        expect(found.end).toBeGreaterThan(found.start)
        expect(found.text).toBe(original.slice(found.start, found.end))
        last = found.end
      }
    }),
    { numRuns: 1000, seed: 4 },
  )
})

test('a case’s company and machine keep their placeholder when they are called by their short names', () => {
  const fields = scanThread({
    title: 'Backup fails',
    body: 'This is Maria Kowalczyk of Nordwind Logistik. Our server srv-db01.nordwind.local stops.',
    authority: 'case',
    author: 'Maria Kowalczyk',
    posts: [{ id: 'a', body: 'Restart the service on srv-db01. Nordwind has 12 seats.' }],
  })

  const shown = placeholdersFor(fields).map((rows, place) => redact(fields[place]!.text, rows))

  const host = /<host-\d>/.exec(shown[1]!)![0]
  const company = /of (<person-\d>)/.exec(shown[1]!)![1]
  expect(shown[2]).toBe(`Restart the service on ${host}. ${company} has 12 seats.`)
})
