import type { Importer } from '../importer.ts'
import { newRemoval, stripped, takeOut } from '../private.ts'
import { type Belongings, type DeskSorted, deskItems, idOf, type Json } from './desk-items.ts'
import { personOf, withoutPersonal } from './desk-private.ts'
import { jsonHead } from './json-head.ts'
import { isRestricted, normalisePost } from './zendesk-community-post.ts'

/** Posts of a Zendesk community with their comments; a comment marked official is the answer. */
export const zendeskCommunity: Importer = {
  name: 'zendesk-community',
  reads:
    'Zendesk community posts with comments, topics and users: pages of the Help Center API, in any order.',
  unconfirmed: 'https://developer.zendesk.com/api-reference/help_center/help-center-api/post_comments/',
  recognises: (probe) =>
    jsonHead(
      probe,
      (head) =>
        /"topic_id"\s*:/.test(head) &&
        /"vote_sum"\s*:/.test(head) &&
        /"(?:details|follower_count)"\s*:/.test(head),
    ),
  items: (paths) => deskItems(paths, layout),
  withoutPrivate,
  normalise: (item) => normalisePost(item.externalId, item.raw),
}

const layout = {
  keys: ['posts', 'post', 'comments', 'topics', 'users'],
  sort,
  join,
}

function sort(value: Json, place: { key: string | undefined }): DeskSorted {
  const id = idOf(value.id)
  if (id === undefined) return { bad: 'The record has no "id".' }
  const of = idOf(value.post_id)
  if (of !== undefined && 'body' in value) return { part: id, as: 'comments', of }
  if ('topic_id' in value && 'title' in value) return { head: { kind: 'thread', id }, at: value.updated_at }
  if (place.key === 'users' || 'email' in value) return { lookup: `user ${id}` }
  return place.key === 'topics' || 'user_segment_id' in value
    ? { lookup: `topic ${id}` }
    : { ignored: 'a record that is no post, comment, topic or user' }
}

function join(head: Json, _kind: 'thread' | 'document', belongings: Belongings): Json {
  const comments = belongings.parts('comments')
  const topic = belongings.lookup(`topic ${idOf(head.topic_id)}`)
  const authors = new Set([head, ...comments].map((one) => idOf(one.author_id)))
  const people = [...authors].flatMap((id) => {
    const user = id === undefined ? undefined : belongings.lookup(`user ${id}`)
    return user === undefined ? [] : [personOf(id!, user.name, user.role, user.email) as Json]
  })
  const { name, user_segment_id } = topic ?? {}
  return { ...head, comments, people, ...(topic && { topic: { name, user_segment_id } }) }
}

/** The texts of a post in a topic for some readers only. */
function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const post = { ...(raw as Json) }
  if (isRestricted(post)) {
    for (const key of ['title', 'details', 'comments'])
      post[key] = takeOut(removal, 'restricted-post', post[key])
  }
  return stripped(withoutPersonal(post, removal), removal)
}
