import { z } from 'zod'

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null)
/** A post as a topic's JSON has it. */
export const post = z.object({
  id: z.union([z.number(), z.string()]),
  username: optional(z.string()),
  name: optional(z.string()),
  user_id: optional(z.number()),
  cooked: optional(z.string()),
  raw: optional(z.string()),
  created_at: z.string(),
  updated_at: optional(z.string()),
  version: optional(z.number()),
  post_number: z.number(),
  post_type: optional(z.number()),
  post_url: optional(z.string()),
  score: optional(z.number()),
  accepted_answer: optional(z.boolean()),
  hidden: optional(z.boolean()),
  staff: optional(z.boolean()),
  admin: optional(z.boolean()),
  moderator: optional(z.boolean()),
  actions_summary: optional(z.array(z.object({ id: optional(z.number()), count: optional(z.number()) }))),
})
const accepted = z.object({
  post_number: z.number(),
  username: optional(z.string()),
  accepter_username: optional(z.string()),
})
const participant = z.object({
  username: optional(z.string()),
  admin: optional(z.boolean()),
  moderator: optional(z.boolean()),
})
/** A topic with its posts, which are checked one by one. */
export const topic = z.object({
  id: z.union([z.number(), z.string()]),
  title: z.string(),
  slug: optional(z.string()),
  /** Only saved pages state it. */
  base_url: optional(z.string()),
  created_at: optional(z.string()),
  last_posted_at: optional(z.string()),
  views: optional(z.number()),
  like_count: optional(z.number()),
  archetype: optional(z.string()),
  deleted_at: optional(z.string()),
  visible: optional(z.boolean()),
  user_id: optional(z.number()),
  tags: optional(z.array(z.union([z.string(), z.object({ name: z.string() })]))),
  accepted_answer: optional(accepted),
  accepted_answers: optional(z.array(accepted)),
  /** Who of those that marked an answer is staff, by the forum's list of its staff. */
  staff_markers: optional(z.array(z.string())),
  details: optional(z.object({ participants: optional(z.array(participant)) })),
  category: optional(
    z.object({
      name: z.string(),
      slug: z.string(),
      parent: optional(z.string()),
      isRestricted: optional(z.boolean()),
    }),
  ),
  post_stream: z.object({
    posts: z.array(z.unknown()),
    stream: optional(z.array(z.union([z.number(), z.string()]))),
  }),
})

export type Topic = z.infer<typeof topic>
export type Post = z.infer<typeof post>
