import { expect, test } from 'vitest'
import { stripPrivate } from '../../src/safety/private.ts'

const ticket = {
  id: 7,
  requester: { name: 'Maria Schulz', email: 'maria@firma.de', tags: [] },
  comments: [
    { public: true, body: 'Hello', metadata: { system: { ip_address: '10.1.2.3', location: 'Köln' } } },
    {
      public: false,
      body: 'Customer is angry',
      metadata: { system: { ip_address: '10.9.9.9', location: '' } },
    },
  ],
}

test('private parts are replaced by their kind and count, everything else stays', () => {
  const stripped = stripPrivate(ticket, [
    { kind: 'email', path: '**.email' },
    { kind: 'ip', path: 'comments.*.metadata.**.ip_address' },
    { kind: 'location', path: '**.location' },
    {
      kind: 'internal-note',
      path: 'comments.*.body',
      when: (_, owner) => !(owner as { public: boolean }).public,
    },
  ])

  expect(stripped.value).toEqual({
    id: 7,
    requester: { name: 'Maria Schulz', email: { removed: 'email', count: 1 }, tags: [] },
    comments: [
      {
        public: true,
        body: 'Hello',
        metadata: {
          system: { ip_address: { removed: 'ip', count: 1 }, location: { removed: 'location', count: 1 } },
        },
      },
      {
        public: false,
        body: { removed: 'internal-note', count: 1 },
        metadata: { system: { ip_address: { removed: 'ip', count: 1 }, location: '' } },
      },
    ],
  })
  expect(stripped.removed).toEqual({ email: 1, ip: 2, location: 1, 'internal-note': 1 })
})

test('the record as received is not changed', () => {
  const before = structuredClone(ticket)

  stripPrivate(ticket, [{ kind: 'everything', path: '**' }])

  expect(ticket).toEqual(before)
})

test('a list that goes as a whole is counted by its entries', () => {
  const stripped = stripPrivate({ notes: ['a', 'b', 'c'] }, [{ kind: 'internal-note', path: 'notes' }])

  expect(stripped).toEqual({
    value: { notes: { removed: 'internal-note', count: 3 } },
    removed: { 'internal-note': 3 },
  })
})

test('a rule for another place takes nothing', () => {
  const rules = [
    { kind: 'email', path: 'email' },
    { kind: 'ip', path: 'requester.*.ip' },
  ]

  expect(stripPrivate(ticket, rules)).toEqual({ value: ticket, removed: {} })
})

test('a key named __proto__ stays a key, and a bottomless record is cut off', () => {
  const odd = JSON.parse('{"__proto__":{"admin":true}}') as unknown
  const deep = JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as unknown

  expect(JSON.stringify(stripPrivate(odd, []).value)).toBe('{"__proto__":{"admin":true}}')
  expect(stripPrivate(deep, []).removed).toEqual({ 'too-deep': 1 })
})
