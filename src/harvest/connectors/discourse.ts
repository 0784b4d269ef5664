import { privateKind } from '../importers/discourse-topic.ts'
import type { Again, Connector, Fetch } from './connector.ts'
import { discourseHook } from './discourse-hook.ts'
import { addressIn, goneAmong, listIn, objectIn, textIn } from './reading.ts'
import type { Json, Site } from './site.ts'

/** The last time that was imported, and the topics of that very time, which need not come again. */
type Cursor = { at: string; ids: string[] }
type Changed = { id: string; at: string }

/** Posts that one request for more of a topic may name. */
const POSTS = 20
/** A forum of so many pages of topics is brought in with an export first. */
const MAX_PAGES = 20_000

/** Topics of a Discourse forum, by the time of their last activity. */
export const discourse: Connector = {
  name: 'discourse',
  reads:
    'A Discourse forum: every topic with new activity, with all its posts and its accepted answers; edits of older posts are seen in turn, a hundred topics a sync.',
  format: 'discourse',
  authority: 'community',
  settings: [
    { name: 'address', label: 'Address of the forum', hint: 'Such as https://forum.example.com.' },
    {
      name: 'user',
      label: 'User of the key',
      hint: 'Only with a key; "system" unless said.',
      isOptional: true,
    },
  ],
  token: 'an API key of the forum, only needed when it cannot be read without logging in',
  base: (settings) => addressIn(settings, 'address'),
  headers: (token, settings): Record<string, string> =>
    token === undefined ? {} : { 'Api-Key': token, 'Api-Username': settings.user?.trim() || 'system' },
  changes,
  hook: discourseHook,
  one: async (site, externalId) => [await categories(site), await topicFile(site, externalId)],
  gone: { kind: 'thread', among: lookAgain },
}

function pathOf(id: string): string | undefined {
  return /^\d+$/.test(id) ? `/t/${id}.json` : undefined
}

/** The list says what changed, newest first; topics are fetched oldest change first, so that a cut loses nothing. */
async function* changes(site: Site, cursor: unknown): AsyncGenerator<Fetch> {
  const since = cursor as Cursor | null
  const changed = await changedSince(site, since)
  if (changed.length === 0) return
  const beside = await categories(site)
  let at = since ?? { at: '', ids: [] }
  for (const topic of changed) {
    const file = await topicFile(site, topic.id)
    at = { at: topic.at, ids: topic.at === at.at ? [...at.ids, topic.id] : [topic.id] }
    yield { files: [beside, file], cursor: at }
  }
}

async function changedSince(site: Site, since: Cursor | null): Promise<Changed[]> {
  const found = new Map<string, string>()
  for (let page = 0; page < MAX_PAGES; page++) {
    const list = objectIn(await site.get('/latest.json', { order: 'activity', page }), 'topic_list')
    const topics = listIn(list, 'topics').map((topic) => ({
      ...{ id: textIn(topic, 'id'), at: textIn(topic, 'bumped_at') || textIn(topic, 'last_posted_at') },
      isPinned: topic.pinned === true || topic.pinned_globally === true,
    }))
    const before = found.size
    for (const { id, at } of topics) {
      const isNew = since === null || at > since.at || (at === since.at && !since.ids.includes(id))
      if (/^\d+$/.test(id) && isNew) found.set(id, at)
    }
    // Pinned topics stand first however old they are. A page that brings nothing new is a repeated one, or the end.
    const isPast = since !== null && topics.some((topic) => !topic.isPinned && topic.at < since.at)
    if (topics.length === 0 || isPast || found.size === before || !list.more_topics_url) break
  }
  return [...found]
    .map(([id, at]) => ({ id, at }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : Number(a.id) - Number(b.id)))
}

async function categories(site: Site) {
  const json = await site.get('/categories.json', { include_subcategories: 'true' })
  return { name: 'categories.json', text: JSON.stringify(json ?? {}) }
}

/**
 * An edit of an old post and another accepted answer move no topic in the list: no list of posts is by the time of their
 * last edit. So a topic that is asked for anyway is compared with what is stored of it.
 */
async function lookAgain(site: Site, ids: string[], { rawOf, take }: Again): Promise<string[]> {
  let beside: Fetch['files'] | undefined
  return await goneAmong(site, ids, pathOf, async (id, topic) => {
    const before = rawOf(id)
    const now = await whole(site, id, topic)
    if (before === undefined || stateOf(before) === stateOf(now)) return
    beside ??= [await categories(site)]
    await take({ files: [...beside, fileOf(id, now)], cursor: undefined })
  })
}

/** What an edit, another accepted answer or another title changes in a topic; views and likes change all the time. */
function stateOf(topic: Json): string {
  const posts = listIn(objectIn(topic, 'post_stream'), 'posts').filter(
    (post) => privateKind(post) === undefined,
  )
  const states = posts.map((post) => [
    textIn(post, 'id'),
    textIn(post, 'updated_at'),
    post.accepted_answer === true,
  ])
  return JSON.stringify([
    textIn(topic, 'title'),
    textIn(objectIn(topic, 'accepted_answer'), 'post_number'),
    states,
  ])
}

/** A topic with all its posts: its own answer holds the first twenty. */
async function topicFile(site: Site, id: string) {
  const topic = /^\d+$/.test(id) ? await site.get(`/t/${id}.json`) : undefined
  return fileOf(id, topic === undefined ? gone(id) : await whole(site, id, topic))
}

function fileOf(id: string, topic: Json) {
  return { name: `topic-${id.replace(/\D/g, '_')}.json`, text: JSON.stringify(topic) }
}

async function whole(site: Site, id: string, topic: Json): Promise<Json> {
  const stream = objectIn(topic, 'post_stream')
  const posts = listIn(stream, 'posts')
  const known = new Set(posts.map((post) => textIn(post, 'id')))
  const missing = (Array.isArray(stream.stream) ? stream.stream.map(String) : []).filter(
    (post) => !known.has(post),
  )
  for (let at = 0; at < missing.length; at += POSTS) {
    const query = missing.slice(at, at + POSTS).map((post) => `post_ids[]=${encodeURIComponent(post)}`)
    const part = await site.get(`/t/${id}/posts.json?${query.join('&')}`)
    posts.push(...listIn(objectIn(part, 'post_stream'), 'posts'))
  }
  posts.sort((a, b) => Number(a.post_number) - Number(b.post_number))
  const ids = posts.map((post) => post.id)
  return {
    ...topic,
    base_url: site.base.href.replace(/\/$/, ''),
    post_stream: { ...stream, posts, stream: ids },
  }
}

/** What the forum itself says of a deleted topic to those who may see it. */
function gone(id: string): Json {
  return { id: Number(id), title: 'deleted', deleted_at: 'yes', post_stream: { posts: [], stream: [] } }
}
