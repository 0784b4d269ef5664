import type { Given } from './site-server.ts'

/** A topic of an invented forum; `bumped` is its last activity. */
export type Topic = {
  id: number
  bumped: string
  posts: number
  category: number
  text: string
  /** The last edit of its posts, by post number. */
  edited?: Record<number, string>
  /** The accepted post; its last one unless said. */
  accepted?: number
}
export type Forum = { topics: Topic[]; perPage: number }

/** A forum with its list, its topics in parts of twenty posts, and its categories, as Discourse gives them. */
export function forumOf(forum: Forum) {
  return (path: string, query: URLSearchParams): Given | undefined => {
    if (path === '/categories.json') {
      const categories = [
        { id: 1, name: 'Help', slug: 'help' },
        { id: 2, name: 'Staff', slug: 'staff', read_restricted: true },
      ]
      return { json: { category_list: { categories } } }
    }
    if (path === '/latest.json') {
      const all = [...forum.topics].sort((a, b) => (a.bumped < b.bumped ? 1 : -1))
      const at = Number(query.get('page')) * forum.perPage
      const topics = all.slice(at, at + forum.perPage)
      const more = at + forum.perPage < all.length ? { more_topics_url: '/latest?page=1' } : {}
      const list = topics.map((one) => ({ id: one.id, bumped_at: one.bumped, category_id: one.category }))
      return { json: { topic_list: { topics: list, ...more } } }
    }
    const [, id, part] = /^\/t\/(\d+)(\.json|\/posts\.json)$/.exec(path) ?? []
    const topic = forum.topics.find((one) => one.id === Number(id))
    if (topic === undefined) return undefined
    const all = Array.from({ length: topic.posts }, (_, n) => postOf(topic, n + 1))
    if (part === '/posts.json') {
      const wanted = query.getAll('post_ids[]')
      return {
        json: { post_stream: { posts: all.filter((one) => wanted.includes(String(one.id))) }, id: topic.id },
      }
    }
    const { id: topicId, category, posts } = topic
    const stream = { posts: all.slice(0, 20), stream: all.map((one) => one.id) }
    return {
      json: {
        ...{
          id: topicId,
          title: `Question ${topicId}`,
          category_id: category,
          created_at: '2026-01-01T10:00:00.000Z',
        },
        ...{
          posts_count: posts,
          views: 5,
          accepted_answer: { post_number: topic.accepted ?? posts, username: 'otto' },
          post_stream: stream,
        },
      },
    }
  }
}

function postOf(topic: Topic, number: number) {
  return {
    ...{
      id: topic.id * 1000 + number,
      post_number: number,
      post_type: 1,
      username: number === 1 ? 'anna' : 'otto',
    },
    ...{
      cooked: `<p>${topic.text} ${number}${topic.edited?.[number] === undefined ? '' : ', edited'}</p>`,
      created_at: '2026-01-01T10:00:00.000Z',
      updated_at: topic.edited?.[number] ?? '2026-01-01T10:00:00.000Z',
      topic_id: topic.id,
    },
    ...(number > 1 && number === (topic.accepted ?? topic.posts) && { accepted_answer: true }),
  }
}

/** A topic with three posts. */
export const topic = (id: number, bumped: string, more: Partial<Topic> = {}): Topic => ({
  ...{ id, bumped, posts: 3, category: 1, text: 'The light blinks' },
  ...more,
})
/** The morning of a day in February. */
export const day = (n: number) => `2026-02-${String(n).padStart(2, '0')}T08:00:00.000Z`
