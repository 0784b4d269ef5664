import { expect, test } from 'vitest'
import { ago, bytes, count, exactly, figure, onDay } from '../../src/web/words.ts'

const NOW = Date.parse('2026-11-25T14:02:00Z')

test.each([
  ['2026-11-25T14:01:30Z', 'just now'],
  ['2026-11-25T14:01:00Z', '1 minute ago'],
  ['2026-11-25T02:02:01Z', '11 hours ago'],
  ['2026-11-22T09:00:00Z', '3 days ago'],
  ['2026-10-01T00:00:00Z', '55 days ago'],
  ['2026-06-25T00:00:00Z', '5 months ago'],
  ['2024-06-25T00:00:00Z', '2 years ago'],
  ['2026-11-25T16:03:00Z', 'in 2 hours'],
  ['not a time', 'not a time'],
])('%s is "%s"', (at, words) => {
  expect(ago(at, NOW)).toBe(words)
})

test('exact times, counts and sizes read as people write them', () => {
  expect(exactly('2026-11-25T14:02:00Z')).toBe('25 Nov 2026, 14:02 UTC')
  expect(onDay('2026-01-02T00:00:00Z')).toBe('2 Jan 2026')
  expect([count(1, 'answer'), count(12345, 'answer'), count(0, 'reply', 'replies')]).toEqual([
    '1 answer',
    '12,345 answers',
    '0 replies',
  ])
  expect(figure(1234.56)).toBe('1,234.6')
  expect([bytes(999), bytes(1200), bytes(123_456_789)]).toEqual(['999 bytes', '1.2 kB', '123 MB'])
})
