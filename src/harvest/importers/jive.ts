import { statSync } from 'node:fs'
import type { BadItem, Damage, Importer } from '../importer.ts'
import { newRemoval, PERSONAL_KEYS, type Removal, stripped, takeOut, withoutKeys } from '../private.ts'
import { filesOf } from '../probe.ts'
import { type Found, gathered, type Sorted } from '../reading/gather.ts'
import { jsonValues } from '../reading/json.ts'
import { readWhole } from '../reading/whole.ts'
import { lastNumber, normaliseContent, numberOf, type Value } from './jive-content.ts'
import { jsonHead } from './json-head.ts'

/** Discussions with their messages, and documents, of a Jive community as version 3 of its interface gives them. */
export const jive: Importer = {
  name: 'jive',
  reads:
    'Jive v3: contents and messages as JSON, with or without the "throw" line before it; discussions as threads, documents as documents.',
  recognises: (probe) =>
    jsonHead(
      probe,
      (head) =>
        /^throw '[^']*';|\/api\/core\/v3\//.test(head) &&
        /"(?:contentID|iconCss|resources|published)"/.test(head),
    ),
  items: (paths) =>
    gathered(valuesOf(paths), {
      sort,
      join: ({ value, file, position }, messages) => {
        const raw = { ...value, messages }
        return { kind: 'thread', externalId: numberOf(value)!, raw, file, position }
      },
      orphan: (key) => `messages of content ${key}, which is no discussion or not here`,
    }),
  withoutPrivate,
  normalise: (item) => normaliseContent(item.externalId, item.raw as Value),
}

type Read = Found<Value> | BadItem | Damage

async function* valuesOf(paths: string[]): AsyncGenerator<Read> {
  for (const { file } of filesOf(paths, (name) => /\.(?:json|ndjson|jsonl)$/i.test(name))) {
    for await (const read of recordsOf(file)) {
      if (!('value' in read)) yield read
      else if (read.value === null || typeof read.value !== 'object')
        yield {
          bad: 'The record is not an object.',
          file,
          position: read.position,
          raw: JSON.stringify(read.value),
        }
      else yield { ...read, value: read.value as Value }
    }
  }
}

/** Answers of the interface begin with a line that keeps browsers from running them. */
async function* recordsOf(file: string): AsyncGenerator<Found<unknown> | BadItem | Damage> {
  const read = readWhole(file)
  const guard = 'text' in read ? /^\s*throw\s[^\n;]{0,200};/.exec(read.text) : null
  if (!('text' in read) || guard === null) {
    yield* jsonValues(file, ['list'])
    return
  }
  const list = parsed(read.text.slice(guard[0].length))
  if (list === undefined)
    yield { damage: 'The file breaks off or is no JSON.', file, offset: statSync(file).size }
  else for (const [index, value] of list.entries()) yield { value, file, position: `record ${index + 1}` }
}

function parsed(json: string): unknown[] | undefined {
  try {
    const value = JSON.parse(json) as { list?: unknown } | null
    return Array.isArray(value?.list) ? value.list : [value]
  } catch {
    return undefined
  }
}

function sort(value: Value, { file, position }: Found<Value>): Sorted {
  const number = numberOf(value)
  if (value.type === 'message') {
    const key = lastNumber(value.discussion)
    return key === undefined
      ? { bad: 'The message does not say which discussion it belongs to.' }
      : { part: key, id: typeof value.id === 'string' ? value.id : undefined }
  }
  if (value.type !== 'discussion' && value.type !== 'document')
    return typeof value.type === 'string'
      ? { ignored: `a content of type ${value.type}` }
      : { bad: 'The record has no "type".' }
  if (number === undefined) return { bad: 'The record has no "contentID".' }
  if (value.type === 'discussion') return { head: number }
  return { item: { kind: 'document', externalId: number, raw: value, file, position } }
}

/** Addresses and numbers of people, also where they stand in the address of a person's page. */
function withoutPrivate(raw: object) {
  const removal = newRemoval()
  return stripped(withoutMail(withoutKeys(raw, PRIVATE, removal), removal) as object, removal)
}

const PRIVATE = {
  ...PERSONAL_KEYS,
  ...{
    emails: 'e-mail',
    username: 'user-name',
    phoneNumbers: 'phone',
    addresses: 'address',
    birthDate: 'birth-date',
  },
}

function withoutMail(value: unknown, removal: Removal): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutMail(one, removal))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const isMail =
        /^(?:ref|html|uri|href)$/.test(name) && typeof inner === 'string' && /(?:%40|@)[\w-]+\./.test(inner)
      return [name, isMail ? takeOut(removal, 'e-mail', inner) : withoutMail(inner, removal)]
    }),
  )
}
