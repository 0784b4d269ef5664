/** What a schema does not like about a value, in words for people: what, where, and how it should be. */
import { z } from 'zod'

type Issue = z.core.$ZodIssue

/** The first few things that are wrong, each with its place: `"posts.0.body" is missing; "score" must be a number`. */
export function wrongIn(error: z.ZodError, most = 3): string {
  const said = error.issues.slice(0, most).map((issue) => `${placeOf(issue)} ${saysOf(issue)}`)
  const others = error.issues.length - said.length
  return said.join('; ') + (others > 0 ? `; and ${others} more` : '')
}

/** An error as one line: what a schema threw in our words, anything else by its own message. */
export function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return wrongIn(error)
  return error instanceof Error ? error.message : String(error)
}

/** One issue as the words that follow the name of what is wrong; words of a schema's own stay as they are. */
export function saysOf(issue: Issue): string {
  if (!/^(?:Invalid|Too (?:small|big)|Unrecognized)\b/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return /received undefined$/.test(issue.message) ? 'is missing' : `must be ${kindOf(issue.expected)}`
    case 'invalid_value':
      return `must be ${oneOf(issue.values.map((value) => JSON.stringify(value)))}`
    case 'too_small':
      return Number(issue.minimum) === 1 && issue.origin !== 'number'
        ? 'must not be empty'
        : `must ${sizeOf(issue.origin, 'at least', issue.minimum)}`
    case 'too_big':
      return `must ${sizeOf(issue.origin, 'at most', issue.maximum)}`
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'is not written as it should be'
    case 'unrecognized_keys':
      return `has keys that are not known: ${issue.keys.slice(0, 5).join(', ')}`
    case 'invalid_union':
      return unionSays(issue.errors)
    default:
      return 'is not as it should be'
  }
}

function placeOf({ path }: Issue): string {
  return path.length === 0 ? 'it' : `"${path.join('.').slice(0, 200)}"`
}

const KINDS: Record<string, string> = {
  ...{ string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false' },
  ...{ array: 'a list', object: 'an object', record: 'an object', null: 'null', date: 'a time' },
}

function kindOf(expected: string): string {
  return KINDS[expected] ?? `of the kind "${expected}"`
}

function oneOf(values: string[]): string {
  if (values.length > 12) return `one of ${values.slice(0, 12).join(', ')} …`
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
}

function sizeOf(origin: string, how: string, limit: number | bigint): string {
  if (origin === 'string') return `have ${how} ${limit} characters`
  if (origin === 'array' || origin === 'set') return `have ${how} ${limit} entries`
  return `be ${how} ${limit}`
}

const FORMATS: Record<string, string> = {
  ...{ datetime: 'must be a time such as 2026-01-31T09:30:00Z', date: 'must be a day such as 2026-01-31' },
  ...{ url: 'must be an address such as https://example.com', email: 'must be an e-mail address' },
}

/** What each way of a union asks for, when that can be said shortly. */
function unionSays(ways: Issue[][]): string {
  const kinds = ways.map(([first, more]) =>
    first?.code === 'invalid_type' && first.path.length === 0 && more === undefined
      ? kindOf(first.expected)
      : undefined,
  )
  const known = kinds.filter((kind) => kind !== undefined)
  if (known.length > 0 && known.length === ways.length) return `must be ${oneOf([...new Set(known)])}`
  return 'has none of the forms it may have'
}
