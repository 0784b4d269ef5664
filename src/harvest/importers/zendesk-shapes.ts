import { z } from 'zod'

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null)
const id = z.union([z.number(), z.string()]).transform(String)
const via = optional(z.object({ channel: optional(z.string()) }))
/** A comment on a ticket; in an audit it stands as an event. */
export const comment = z.object({
  id,
  author_id: optional(id),
  created_at: optional(z.string()),
  html_body: optional(z.string()),
  plain_body: optional(z.string()),
  body: optional(z.string()),
  attachments: optional(z.array(z.unknown())),
  via,
})
/** One thing an audit tells of. */
export const event = z.object({
  type: optional(z.string()),
  field_name: optional(z.string()),
  value: z.unknown().optional(),
})
/** What was done to a ticket at one time. */
export const audit = z.object({
  created_at: optional(z.string()),
  author_id: optional(id),
  events: optional(z.array(z.unknown())),
  via,
})
/** A ticket with its comments and audits joined. */
export const ticket = z.object({
  subject: optional(z.string()),
  raw_subject: optional(z.string()),
  description: optional(z.string()),
  status: optional(z.string()),
  url: optional(z.string()),
  created_at: z.string(),
  updated_at: optional(z.string()),
  is_public: optional(z.boolean()),
  requester_id: optional(id),
  submitter_id: optional(id),
  assignee_id: optional(id),
  collaborator_ids: optional(z.array(id)),
  email_cc_ids: optional(z.array(id)),
  problem_id: optional(id),
  tags: optional(z.array(z.string())),
  metric_set: optional(z.object({ solved_at: optional(z.string()) })),
  comments: optional(z.array(z.unknown())),
  audits: optional(z.array(z.unknown())),
  people: optional(z.array(z.object({ id, name: z.unknown().optional(), role: optional(z.string()) }))),
})

export type Ticket = z.infer<typeof ticket>
export type Comment = z.infer<typeof comment>
export type Audit = z.infer<typeof audit>
