import { expect, test } from 'vitest'
import { z } from 'zod'
import { messageOf, wrongIn } from '../../src/lib/shape.ts'

const said = (schema: z.ZodType, value: unknown, most?: number) => {
  const { error } = schema.safeParse(value)
  return wrongIn(error!, most)
}

test.each<[z.ZodType, unknown, string]>([
  [z.object({ title: z.string() }), {}, '"title" is missing'],
  [z.object({ title: z.string() }), { title: 7 }, '"title" must be a text'],
  [z.object({}), null, 'it must be an object'],
  [z.object({}), undefined, 'it is missing'],
  [z.array(z.object({ id: z.number() })), [{ id: 1 }, { id: 'x' }], '"1.id" must be a number'],
  [z.number().int(), 1.5, 'it must be a whole number'],
  [z.enum(['thread', 'document']), 'x', 'it must be "thread" or "document"'],
  [z.literal('thread'), 'x', 'it must be "thread"'],
  [z.string().min(1), '', 'it must not be empty'],
  [z.string().min(3), '', 'it must have at least 3 characters'],
  [z.string().max(3), 'abcd', 'it must have at most 3 characters'],
  [z.array(z.string()).max(1), ['a', 'b'], 'it must have at most 1 entries'],
  [z.number().min(1), 0, 'it must be at least 1'],
  [z.iso.datetime(), 'yesterday', 'it must be a time such as 2026-01-31T09:30:00Z'],
  [z.string().regex(/^a$/), 'b', 'it is not written as it should be'],
  [z.strictObject({ a: z.string() }), { a: 'x', titel: 1 }, 'it has keys that are not known: titel'],
  [z.union([z.string(), z.number()]), true, 'it must be a text or a number'],
  [
    z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]),
    {},
    'it has none of the forms it may have',
  ],
  [z.object({ at: z.string({ error: 'is no time of ours' }) }), {}, '"at" is no time of ours'],
])('what is wrong is said in our words, not the library’s: %#', (schema, value, says) => {
  expect(said(schema, value)).toBe(says)
})

test('only the first few are said, and how many there are besides', () => {
  const schema = z.object({ a: z.string(), b: z.string(), c: z.string() })
  expect(said(schema, {}, 2)).toBe('"a" is missing; "b" is missing; and 1 more')
})

test('an error thrown by a schema reads as a sentence, never as JSON', () => {
  const thrown = (work: () => unknown) => {
    try {
      return work()
    } catch (error) {
      return messageOf(error)
    }
  }
  expect(thrown(() => z.object({ id: z.number() }).parse({ id: 'x' }))).toBe('"id" must be a number')
  expect(thrown(() => JSON.parse('{'))).toContain('JSON')
})
