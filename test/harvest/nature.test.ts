import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { postNatures } from '../../src/db/words.ts'
import { withoutMailTrail } from '../../src/harvest/mail.ts'
import { mappedTime } from '../../src/harvest/mapped-time.ts'
import { natureOf } from '../../src/harvest/nature.ts'
import { isoTime } from '../../src/harvest/times.ts'

const golden = JSON.parse(readFileSync(new URL('../golden/natures.json', import.meta.url), 'utf8')) as Record<
  string,
  string[]
>

describe('what a reply does is read from its words', () => {
  for (const [nature, phrases] of Object.entries(golden)) {
    for (const phrase of phrases) {
      test(`${nature}: ${phrase.replace(/\s+/g, ' ')}`, () => expect(natureOf(phrase)).toBe(nature))
    }
  }

  test('every nature that the text of a reply can have is in the table', () => {
    expect(Object.keys(golden).sort()).toEqual(
      postNatures.filter((nature) => nature !== 'question' && nature !== 'comment').sort(),
    )
  })

  test('hostile texts are read at once', () => {
    for (const text of [
      '> '.repeat(50_000),
      'thanks '.repeat(200),
      '[a]('.repeat(20_000),
      '?'.repeat(1400),
      ' '.repeat(1400),
      'same '.repeat(280),
      '@'.repeat(1400),
    ]) {
      expect(postNatures).toContain(natureOf(text))
    }
  })
})

describe('a mail keeps its message and loses what hangs below it', () => {
  const cases: [what: string, mail: string, kept: string][] = [
    ['a signature', 'It fails.\n\n-- \nAda Lovelace\n+44 20 7946 0000', 'It fails.'],
    ['the phone it came from', 'It fails again.\n\nSent from my iPhone', 'It fails again.'],
    [
      'the message it answers',
      'Yes, since Monday.\n\nOn Mon, 3 Mar 2026 at 10:00, Ada <ada@x.example> wrote:\n> Since when?\n> Ada',
      'Yes, since Monday.',
    ],
    ['an original message', 'See below.\n-----Original Message-----\nFrom: Ada\nold text', 'See below.'],
    [
      'a header block',
      'Any news?\n\nFrom: Support\nSent: Monday\nTo: Ada\nSubject: case\n\nold text',
      'Any news?',
    ],
    ['German', 'Geht nicht.\n\nAm 3. März 2026 um 10:00 schrieb Ada:\n> Was geht nicht?', 'Geht nicht.'],
  ]
  for (const [what, mail, kept] of cases) test(what, () => expect(withoutMailTrail(mail)).toBe(kept))

  test('answers between quoted lines, rules and code stay', () => {
    for (const mail of [
      'On Mon, 3 Mar 2026, Ada wrote:\n> Since when?\nSince Monday.\n> Where?\nHere.',
      'a\n---\nb',
      '```\n-- \nSELECT 1\n```',
      '-- \nonly a signature',
    ]) {
      expect(withoutMailTrail(mail)).toBe(mail)
    }
  })
})

describe('times', () => {
  const cases: [written: unknown, time: string | undefined][] = [
    ['2023-09-03T04:05:06.123', '2023-09-03T04:05:06.123Z'],
    ['2026-03-01T09:00:00Z', '2026-03-01T09:00:00.000Z'],
    ['2018-05-16T14:46:15.000+0000', '2018-05-16T14:46:15.000Z'],
    ['2023-07-10 17:02:32 -0700', '2023-07-11T00:02:32.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    [1_700_000_000, '2023-11-14T22:13:20.000Z'],
    ['1700000000123', '2023-11-14T22:13:20.123Z'],
    ['06-Mar-2013 03:06 PM PST', '2013-03-06T23:06:00.000Z'],
    ['Mar 6, 2013 3:06 PM', '2013-03-06T15:06:00.000Z'],
    ['Wed, 6 Mar 2013 15:06:00 +0100', '2013-03-06T14:06:00.000Z'],
    ['29-02-2016 01:23', '2016-02-29T01:23:00.000Z'],
    ['29/02/2015', undefined],
    ['2026-02-30', undefined],
    ['2026-01-01T25:00:00Z', undefined],
    ['yesterday', undefined],
    ['2026-01-01 10:00 XYZ', undefined],
    ['', undefined],
    [null, undefined],
    [Number.NaN, undefined],
    [-5, undefined],
    ['9999-01-01', undefined],
  ]
  for (const [written, time] of cases)
    test(`${written} is ${time}`, () => expect(isoTime(written)).toBe(time))

  test('in a stated form and zone, summer and winter', () => {
    const berlin = { format: 'DD.MM.YYYY HH:mm', zone: 'Europe/Berlin' }
    expect(mappedTime('01.07.2026 12:00', berlin)).toBe('2026-07-01T10:00:00.000Z')
    expect(mappedTime('01.12.2026 12:00', berlin)).toBe('2026-12-01T11:00:00.000Z')
    expect(mappedTime('2026-07-01', berlin)).toBeUndefined()
    expect(mappedTime('2026-07-01 12:00', { zone: '+02:00' })).toBe('2026-07-01T10:00:00.000Z')
  })
})
