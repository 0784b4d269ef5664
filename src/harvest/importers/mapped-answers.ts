import type { NormalPost, NormalThread } from '../importer.ts'
import { natureOf } from '../nature.ts'
import type { Mapping } from './mapped-columns.ts'
import { bodyOf, isYes, number, type Row, rowOf, valueAt } from './mapped-values.ts'

type Answers = Pick<NormalThread, 'resolution' | 'posts'>

/** The replies of a record and its resolution, which may be a reply marked so or a column of its own. */
export function answersOf(raw: object, row: Row, mapping: Mapping, createdAt: string): Answers {
  const replies = repliesOf(raw, mapping, { createdAt, asker: row.value(mapping.author) })
  const { resolution, posts } = resolutionOf(row, mapping, createdAt)
  const isMarked = replies.some((post) => post.isAccepted)
  if (isMarked && resolution.kind === 'unknown')
    return { resolution: { kind: 'marked', by: 'unknown' }, posts: [...replies, ...posts] }
  if (posts.length > 0 || resolution.kind !== 'closed') return { resolution, posts: [...replies, ...posts] }
  const state = `Status "${row.value(mapping.resolution?.status)}"`
  const last = replies.findLast((post) => post.role === 'staff' && natureOf(post.body) === 'answer')
  if (isMarked)
    return {
      resolution: { ...resolution, reason: `${state}; the answer is the reply marked so.` },
      posts: replies,
    }
  if (last === undefined) return { resolution, posts: replies }
  const reason = `${state}; the last reply of the staff is taken as the answer.`
  return {
    resolution: { ...resolution, reason },
    posts: replies.map((post) => (post === last ? { ...post, isAccepted: true } : post)),
  }
}

/** A closed case, or a marked answer: the mapped text is the answer because its status says so. */
function resolutionOf(row: Row, mapping: Mapping, createdAt: string): Answers {
  const { resolution } = mapping
  if (resolution === undefined) return { resolution: { kind: 'unknown' }, posts: [] }
  const { kind } = resolution
  const status = row.value(resolution.status)
  const at = row.time(resolution.at)
  const body = bodyOf(row.value(resolution.text), mapping)
  const isOver =
    resolution.status === undefined
      ? kind === 'marked' && body !== ''
      : resolution.closedValues.some((value) => value.toLowerCase() === status.toLowerCase())
  const post = {
    externalId: `${row.value(mapping.id)}-resolution`,
    role: kind === 'closed' ? ('staff' as const) : ('community' as const),
    author: row.value(resolution.author) || undefined,
    body,
    createdAt: at ?? createdAt,
    isAccepted: isOver,
    score: 0,
    licence: row.value(mapping.licence) || undefined,
  }
  const posts = body === '' ? [] : [post]
  if (!isOver) return { resolution: { kind: 'unknown' }, posts }
  const from = body === '' ? 'no resolution is written' : `the answer is the column "${resolution.text}"`
  const reason =
    resolution.status === undefined ? `The answer${from.slice(10)}.` : `Status "${status}"; ${from}.`
  return { resolution: { kind, by: kind === 'closed' ? 'staff' : 'unknown', reason, at }, posts }
}

/** Replies of JSON records; those for staff only never get here. */
function repliesOf(
  raw: object,
  mapping: Mapping,
  thread: { createdAt: string; asker: string },
): NormalPost[] {
  const { posts } = mapping
  const list = posts === undefined ? undefined : valueAt(raw, posts.list)
  if (posts === undefined || !Array.isArray(list)) return []
  return list.filter(isObject).map((one, index) => {
    const reply = rowOf(one, mapping)
    const author = reply.value(posts.author) || undefined
    const isAsker = author !== undefined && author === thread.asker
    return {
      externalId: reply.value(posts.id) || `reply-${index + 1}`,
      role: isAsker ? 'asker' : isYes(reply.value(posts.isStaff)) ? 'staff' : 'community',
      author,
      body: bodyOf(reply.value(posts.body), mapping),
      createdAt: reply.time(posts.createdAt) ?? thread.createdAt,
      isAccepted: isYes(reply.value(posts.isAccepted)),
      score: number(reply.value(posts.score)),
      url: reply.value(posts.url) || undefined,
      licence: reply.value(mapping.licence) || undefined,
    }
  })
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === 'object'
}
