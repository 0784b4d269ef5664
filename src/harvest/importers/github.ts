import { statSync } from 'node:fs'
import type { Importer, Item } from '../importer.ts'
import { newRemoval, PERSONAL_KEYS, stripped, takeOutOf, withoutKeys } from '../private.ts'
import { filesOf } from '../probe.ts'
import { gathered, type Sorted } from '../reading/gather.ts'
import { jsonValues } from '../reading/json.ts'
import { MAX_WHOLE } from '../reading/whole.ts'
import { isPull, listOf, placeOf, privateKind, seen } from './github-shapes.ts'
import { normaliseGitHub } from './github-thread.ts'
import { jsonHead } from './json-head.ts'

/** Discussions and issues of GitHub: answers of its GraphQL and REST interfaces, recorded or collected. */
export const github: Importer = {
  name: 'github',
  reads:
    'GitHub Discussions and issues as JSON: GraphQL or REST answers, or arrays collected from them; comments inside or beside.',
  recognises: (probe) => jsonHead(probe, (head) => ADDRESS.test(head) && SHAPE.test(head)),
  items: (paths) =>
    gathered(recordsOf(paths), {
      sort,
      join: (head, parts) => itemOf({ ...head, value: { ...(head.value as object), commentList: parts } }),
      orphan: (key) => `comments of ${key}, which is not here`,
    }),
  withoutPrivate,
  normalise: (item) => ({ kind: 'thread', thread: normaliseGitHub(item.externalId, item.raw) }),
}

const ADDRESS = /https:\\?\/\\?\/(?:api\.)?[^"\s]*\\?\/(?:discussions|issues)\\?\/\d/
/** A title and one of the names that only GitHub gives to what stands beside it. */
const SHAPE =
  /"(?:author_association|authorAssociation|chosenAt|answerChosenAt|isAnswered|answer_chosen_at|upvoteCount|state_reason|stateReason)"\s*:/

function isJson(name: string): boolean {
  return /\.(?:json|ndjson|jsonl)$/i.test(name) && !/(?:^|\/)mapping\.json$/i.test(name)
}

type Found = { value: unknown; file: string; position: string }

/** Everything in the files that is a discussion, an issue or a comment, however deep its answer is wrapped. */
async function* recordsOf(paths: string[]) {
  for (const { file } of filesOf(paths, isJson)) {
    const keys = statSync(file).size > MAX_WHOLE ? LISTS : []
    for await (const read of jsonValues(file, keys)) {
      if (!('value' in read)) yield read
      else yield* unwrapped(read, 0)
    }
  }
}

/** Where large answers keep their records; small ones are unwrapped below. */
const LISTS = ['nodes', 'discussions', 'issues']

/** Wrappers such as `data.repository.discussions.nodes`; something that is none of these comes out as it is. */
function* unwrapped(found: Found, depth: number): Generator<Found> {
  const { value } = found
  if (value === null || typeof value !== 'object' || depth > MAX_WRAPPERS) yield found
  else if (Array.isArray(value)) {
    for (const [index, inner] of value.entries())
      yield* unwrapped(
        { ...found, value: inner, position: `${found.position}, item ${index + 1}` },
        depth + 1,
      )
  } else if (isRecord(value)) yield found
  else {
    const inner = Object.entries(value).filter(([name, one]) => WRAPPERS.test(name) && holdsRecords(one))
    if (inner.length === 0) yield found
    for (const [, one] of inner) yield* unwrapped({ ...found, value: one }, depth + 1)
  }
}

const MAX_WRAPPERS = 8
const WRAPPERS =
  /^(?:data|repository|organization|viewer|search|node|nodes|edges|items|discussions?|issues?|pulls|pullRequests|comments?|response|output)$/

function holdsRecords(value: unknown): boolean {
  return value !== null && typeof value === 'object'
}

function isRecord(value: object): boolean {
  return 'body' in value || 'bodyHTML' in value || 'body_html' in value
    ? 'title' in value || isComment(value)
    : false
}

function isComment(value: object): boolean {
  return 'issue_url' in value || 'discussion_id' in value || ('html_url' in value && !('title' in value))
}

function sort(value: unknown, found: Found): Sorted {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !isRecord(value))
    return { bad: 'This is no GitHub discussion, issue or comment.' }
  const place = placeOf(value)
  if (isPull(value)) return { ignored: 'a pull request' }
  if (!('title' in value))
    return place === undefined
      ? { bad: 'The comment does not say where it belongs.' }
      : { part: place, id: seen(value).id }
  if (place === undefined) return { bad: 'The record has neither a number nor an address.' }
  const isWhole = listOf(value) !== undefined || (value as { comments?: unknown }).comments === 0
  return isWhole ? { item: itemOf({ ...found, value }) } : { head: place }
}

function itemOf({ value, file, position }: Found): Item {
  const externalId = placeOf(value as object)!
  return { kind: 'thread', externalId, raw: value as object, file, position }
}

/** Comments hidden as spam, abuse or off-topic go as a whole; of people, names stay. */
function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const clean = (value: unknown, depth: number): unknown => {
    if (depth > 60 || value === null || typeof value !== 'object') return value
    if (Array.isArray(value))
      return takeOutOf(removal, value, privateKind).map((one) => clean(one, depth + 1))
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        name === 'answer' && privateKind(inner) !== undefined ? null : clean(inner, depth + 1),
      ]),
    )
  }
  return stripped(withoutKeys(clean(raw, 0) as object, PERSONAL_KEYS, removal), removal)
}
