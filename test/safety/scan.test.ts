import { expect, test } from 'vitest'
import { scanText } from '../../src/safety/scan.ts'
import { scanThread } from '../../src/safety/scan-thread.ts'
import { readWords } from '../../src/safety/words.ts'

const kindsAndTexts = (text: string, context = {}) =>
  scanText(text, context).map(({ kind, text: found }) => `${kind} ${found}`)

test('positions count UTF-16 units of the field as given, in any markup', () => {
  const html = '<p>😀 caf&eacute; &amp; <b>max</b>@firma.de &#8211; 10.20.30.40</p>'

  for (const found of scanText(html, { format: 'html' })) {
    expect(html.slice(found.start, found.end)).toBe(found.text)
  }
  expect(kindsAndTexts(html, { format: 'html' })).toEqual(['email max</b>@firma.de', 'ip 10.20.30.40'])
})

test('an identifier broken by invisible characters or full-width digits is found', () => {
  expect(kindsAndTexts('mail ma\u200bx@fir\u00adma.de')).toEqual(['email ma\u200bx@fir\u00adma.de'])
  expect(kindsAndTexts('Tel. ０３−１２３４−５６７８')).toEqual(['phone ０３−１２３４−５６７８'])
})

test('what overlaps becomes one finding that covers all of it', () => {
  const text = 'http://intranet/users/max@firma.de?ip=10.20.30.40'

  expect(kindsAndTexts(text)).toEqual([`url ${text}`])
})

test('a password in an address keeps its kind, and the host beside it is found too', () => {
  expect(kindsAndTexts('postgres://app:Pa55w0rd@db01.corp.local:5432/shop')).toEqual([
    'password Pa55w0rd',
    'host db01.corp.local',
  ])
})

test('identifiers are found in Markdown, YAML, JSON, ini and logs', () => {
  expect(kindsAndTexts('| Host | `srv-db-01` |\n| Mail | [us](mailto:it@firma.de) |')).toEqual([
    'host srv-db-01',
    'email it@firma.de',
  ])
  expect(kindsAndTexts('smtp:\n  host: mail.firma.de\n  password: "Kx9!aa"\n')).toEqual([
    'host mail.firma.de',
    'password Kx9!aa',
  ])
  expect(kindsAndTexts('{"customer_id":"K-10023","phone":"+4930901820"}')).toEqual([
    'customer-id K-10023',
    'phone +4930901820',
  ])
  expect(kindsAndTexts('[db]\nserver=SQLPROD01\npwd=Abc12345')).toEqual([
    'host SQLPROD01',
    'password Abc12345',
  ])
  expect(kindsAndTexts('2024-03-01T12:00:01Z ERROR user=max@firma.de ip=84.23.110.9 took 12ms')).toEqual([
    'email max@firma.de',
    'ip 84.23.110.9',
  ])
})

test('a forum’s own names and mentions are public, a case’s are not', () => {
  const thread = {
    title: 'Question of Maria',
    body: 'Hi @otto_f, thanks! Maria',
    author: 'Maria Schulz',
    posts: [{ id: '1', author: 'otto_f', body: 'You are welcome, Maria.\nRegards,\nOtto' }],
  }
  const found = (authority: 'community' | 'case') =>
    scanThread({ ...thread, authority }).flatMap((field) => field.findings.map((one) => one.text))

  expect(found('community')).toEqual([])
  expect(found('case')).toEqual(['Maria', 'otto_f', 'Maria', 'Maria', 'Otto'])
})

test('a name that signs one message of a case is found in the others', () => {
  const fields = scanThread({
    title: 'Import',
    body: 'It fails.\n\nKind regards,\nBeatrix Okonkwo',
    authority: 'case',
    posts: [{ id: 'a', body: 'We asked Okonkwo for the log.' }],
  })

  expect(fields.map(({ post, field, findings }) => [post, field, findings.map((one) => one.text)])).toEqual([
    [null, 'title', []],
    [null, 'body', ['Beatrix Okonkwo']],
    ['a', 'body', ['Okonkwo']],
  ])
})

test('a list of code names ignores empty lines and takes an endless expression as plain text', () => {
  const { notes, ...words } = readWords('Bluebird\r\n\r\n   \n(a+)+$\n*\nNight*\n')

  expect(notes.map(({ line, entry }) => [line, entry])).toEqual([
    [4, '(a+)+$'],
    [5, '*'],
  ])
  expect(kindsAndTexts(`${'a'.repeat(50_000)}! bluebird Nightowl`, { words })).toEqual([
    'code-name bluebird',
    'code-name Nightowl',
  ])
})

test('an everyday word on the list is taken, and a sentence says what follows from it', () => {
  const { notes, ...words } = readWords('update\nNightjar\nAPI\nof\nupdate manager nine\n')

  expect(notes.map(({ line }) => line)).toEqual([1, 3, 4])
  for (const { note } of notes) expect(note).toContain('everyday word')
  expect(kindsAndTexts('the Update of Nightjar', { words })).toEqual([
    'code-name Update',
    'code-name of',
    'code-name Nightjar',
  ])
})

/** Each once made a detector slow, or is of the kind that does; a scan that is not linear would not end in time. */
const hostile = [
  'token=',
  'a_',
  'a-',
  'a.',
  '@a.',
  'a@',
  '1 ',
  '1.1.1.',
  'a:',
  '://',
  '\\\\a\\',
  '<',
  '<a href="',
  '&',
  '-----BEGIN PRIVATE KEY-----',
  'eyJa.',
  'password: ',
  'curl -u ',
  'Hi A',
  'Aa Bb ',
  'Mr. Aa ',
  'Flat 1, ',
  '12 rue Aa ',
  'straße 1 ',
  '4111 ',
  'customer no: ',
  'A1B2-',
  'born 1.1.',
  '〒',
  '[at] ',
  '<host-',
  '"a":"',
  'İ',
  '😀',
  '\u200b',
  '\x1a',
  'Street, Aa, Aa',
]

test.each(hostile)('200 kB of “%s” are scanned, and every finding lies in the text', (unit) => {
  const text = unit.repeat(Math.ceil(200_000 / unit.length))
  const found = scanText(text, { participants: [{ name: 'Aa Bb' }] })

  for (const { start, end } of found.slice(0, 50)) {
    expect(end).toBeLessThanOrEqual(text.length)
    expect(start).toBeLessThan(end)
  }
})

test('a secret of many pieces is judged in one look', () => {
  for (const value of ['a_'.repeat(250), `${'a.'.repeat(250)}!`, 'aB'.repeat(250), '_'.repeat(500)]) {
    expect(scanText(`token: ${value}1!`).length).toBeLessThan(3)
  }
})

test('empty text and text without words hold nothing', () => {
  expect(scanText('')).toEqual([])
  expect(scanText(' \n\t ')).toEqual([])
  expect(scanText('\u0000\u0001')).toEqual([])
})
