import { basename } from 'node:path'
import type { ImportContext, Importer, Item } from '../importer.ts'
import { newRemoval, PERSONAL_KEYS, shown, stripped, takeOutOf, withoutKeys } from '../private.ts'
import { filesOf } from '../probe.ts'
import { jsonValues } from '../reading/json.ts'
import { type Category, categoriesNear } from './discourse-categories.ts'
import { staffNear } from './discourse-staff.ts'
import { acceptersOf, normaliseTopic, privateKind } from './discourse-topic.ts'

/** Topics of a Discourse forum as `/t/{id}.json` gives them. */
export const discourse: Importer = {
  name: 'discourse',
  reads:
    'Discourse topics: a topic’s JSON, a folder of them, an array, or one per line; categories.json beside names the categories.',
  usesMapping: true,
  beside: /(?:^|\/)(?:categories|about)\.json$/,
  recognises: (probe) => {
    const name = probe.names.find((one) => isTopicFile(one))
    return (
      name !== undefined &&
      /"post_stream"\s*:|"topic_id"\s*:.*"cooked"\s*:|"cooked"\s*:.*"topic_id"\s*:/s.test(probe.head(name))
    )
  },
  items,
  withoutPrivate,
  normalise: (item, context) => normaliseTopic(item.raw, context),
}

function isTopicFile(name: string): boolean {
  return (
    /\.(?:json|ndjson|jsonl)$/i.test(name) &&
    !/^(?:categories|mapping|site|about|latest)\.json$/i.test(basename(name))
  )
}

type Found = { value: Record<string, unknown>; file: string; position: string }
type Place = { file: string; position: string }

/**
 * A topic's own file holds its first twenty posts; the rest lies in `/posts.json` parts. Topics that are complete
 * go out at once; the others wait, by name only, until all parts are known.
 */
async function* items(paths: string[], _context: ImportContext): AsyncGenerator<Item> {
  const near: Near = { categories: new Map(), staff: new Map() }
  const waiting = new Map<string, Place>()
  const parts = new Map<string, Place[]>()
  for (const { file } of filesOf(paths, isTopicFile)) {
    for await (const read of jsonValues(file, ['topics'])) {
      if ('damage' in read || 'bad' in read) {
        yield read
        continue
      }
      const { value, position } = read
      const kind = kindOf(value)
      const found = { value: value as Record<string, unknown>, file, position }
      if (kind === 'part') {
        const id = partOf(found.value)
        parts.set(id, [...(parts.get(id) ?? []), { file, position }])
      } else if (kind === 'topic' && isIncomplete(found.value))
        waiting.set(String(found.value.id), { file, position })
      else if (kind === 'topic') yield topicItem(found, near)
      else
        yield {
          bad: 'This is not a Discourse topic: it has no title with posts.',
          file,
          position,
          raw: shown(value),
        }
    }
  }
  for (const file of new Set([...waiting.values()].map((place) => place.file))) {
    for await (const read of jsonValues(file, ['topics'])) {
      if (!('value' in read) || kindOf(read.value) !== 'topic') continue
      const found = { value: read.value as Record<string, unknown>, file, position: read.position }
      const id = String(found.value.id)
      if (waiting.get(id)?.file !== file || !isIncomplete(found.value)) continue
      yield topicItem(joined(found, await readAgain(parts.get(id) ?? [])), near)
    }
  }
  for (const id of parts.keys())
    if (!waiting.has(id)) yield { ignored: `posts of topic ${id}, which is not here` }
}

async function readAgain(places: Place[]): Promise<Found[]> {
  const found: Found[] = []
  for (const place of places) {
    for await (const read of jsonValues(place.file, ['topics'])) {
      if (!('value' in read) || read.position !== place.position) continue
      found.push({ ...place, value: read.value as Record<string, unknown> })
      break
    }
  }
  return found
}

function kindOf(value: unknown): 'topic' | 'part' | undefined {
  if (value === null || typeof value !== 'object' || !('post_stream' in value)) return undefined
  const stream = value.post_stream as { posts?: unknown } | null
  if (!Array.isArray(stream?.posts)) return undefined
  return 'title' in value ? 'topic' : 'part'
}

function partOf(value: Record<string, unknown>): string {
  const posts = (value.post_stream as { posts: { topic_id?: unknown }[] }).posts
  return String(value.id ?? posts[0]?.topic_id)
}

function isIncomplete(value: Record<string, unknown>): boolean {
  const { posts, stream } = value.post_stream as { posts: unknown[]; stream?: unknown }
  return Array.isArray(stream) && stream.length > posts.length
}

function joined(found: Found, parts: Found[]): Found {
  const stream = found.value.post_stream as { posts: { id: unknown }[]; stream: unknown[] }
  const known = new Map(stream.posts.map((one) => [String(one.id), one]))
  for (const part of parts) {
    for (const one of (part.value.post_stream as { posts: { id: unknown }[] }).posts)
      known.set(String(one.id), one)
  }
  const posts = stream.stream.map((id) => known.get(String(id))).filter((one) => one !== undefined)
  return { ...found, value: { ...found.value, post_stream: { ...stream, posts } } }
}

/** What lies beside the topics and says more of them. */
type Near = { categories: Map<string, Map<string, Category>>; staff: Map<string, ReadonlySet<string>> }

function topicItem(found: Found, near: Near): Item {
  const { value, file, position } = found
  const category = categoriesNear(file, near.categories).get(String(value.category_id))
  const staff = staffNear(file, near.staff)
  const markers = acceptersOf(value).filter((name) => staff.has(name))
  const raw = {
    ...value,
    ...(category !== undefined && { category }),
    ...(markers.length > 0 && { staff_markers: markers }),
  }
  return { kind: 'thread', externalId: String(value.id), raw, file, position }
}

function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const stream = (raw as { post_stream?: { posts?: unknown[] } }).post_stream
  if (!Array.isArray(stream?.posts)) return stripped(raw, removal)
  const posts = takeOutOf(removal, stream.posts, privateKind)
  const kept = { ...raw, post_stream: { ...stream, posts } }
  return stripped(withoutKeys(kept, PERSONAL_KEYS, removal), removal)
}
