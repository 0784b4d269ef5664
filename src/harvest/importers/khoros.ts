import type { BadItem, Damage, Importer } from '../importer.ts'
import { newRemoval, PERSONAL_KEYS, stripped, takeOutOf, withoutKeys } from '../private.ts'
import { filesOf } from '../probe.ts'
import { type Found, gathered, type Sorted } from '../reading/gather.ts'
import { jsonValues } from '../reading/json.ts'
import { jsonHead } from './json-head.ts'
import { idOf, isHidden, normaliseTopicMessages, styleOf, topicOf, type Value } from './khoros-topic.ts'

/** Topics of a Khoros community (once Lithium) with their replies, and its knowledge base, as messages of API v2. */
export const khoros: Importer = {
  name: 'khoros',
  reads:
    'Khoros Community API v2: answers to queries of messages as JSON; forum and Q&A topics as threads, knowledge base articles as documents.',
  unconfirmed: 'https://devdocportal.lithium.com/t5/Community-API-v2-Reference/bd-p/restv2docs',
  recognises: (probe) =>
    jsonHead(
      probe,
      (head) =>
        /"type"\s*:\s*"messages?"/.test(head) && /"(?:is_solution|post_time|conversation)"\s*:/.test(head),
    ),
  items: (paths) =>
    gathered(messagesOf(paths), {
      sort,
      join: ({ value, file, position }, replies) => {
        const kind = styleOf(value) === 'tkb' ? 'document' : 'thread'
        const raw = kind === 'document' ? value : { ...value, replyMessages: replies }
        return { kind, externalId: idOf(value.id)!, raw, file, position }
      },
      orphan: (key) => `replies to message ${key}, which is not here`,
    }),
  withoutPrivate,
  normalise: (item) => normaliseTopicMessages(item.externalId, item.raw as Value),
}

async function* messagesOf(paths: string[]): AsyncGenerator<Found<Value> | BadItem | Damage> {
  const isJson = (name: string) => /\.(?:json|ndjson|jsonl)$/i.test(name)
  for (const { file } of filesOf(paths, isJson)) {
    for await (const read of jsonValues(file, ['items'])) {
      if (!('value' in read)) yield read
      else for (const value of itemsIn(read.value)) yield { ...read, value: (value ?? {}) as Value }
    }
  }
}

/** A message, or the answer to a query with a list of them. */
function itemsIn(value: unknown): unknown[] {
  const { data, items } = (value ?? {}) as { data?: { items?: unknown; id?: unknown }; items?: unknown }
  if (Array.isArray(data?.items)) return data.items
  if (Array.isArray(items) && (value as Value).body === undefined) return items
  return [data?.id === undefined ? value : data]
}

function sort(value: Value): Sorted {
  const id = idOf(value.id)
  if (value.type !== 'message' && value.body === undefined)
    return { bad: 'This is no message: it has no body.' }
  if (id === undefined) return { bad: 'The message has no "id".' }
  const topic = topicOf(value)
  if (topic !== undefined && topic !== id) return { part: topic, id }
  const style = styleOf(value)
  if (!['forum', 'qanda', 'tkb', 'group', ''].includes(style)) return { ignored: `a topic of style ${style}` }
  return { head: id }
}

/** Rejected and deleted messages as a whole; of people, names stay. */
function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const { replyMessages } = raw as { replyMessages?: unknown[] }
  const kept = Array.isArray(replyMessages)
    ? {
        ...raw,
        replyMessages: takeOutOf(removal, replyMessages, (one) =>
          isHidden(one) ? 'hidden-post' : undefined,
        ),
      }
    : raw
  return stripped(withoutKeys(kept, PERSONAL_KEYS, removal), removal)
}
