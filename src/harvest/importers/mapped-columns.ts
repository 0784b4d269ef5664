import { z } from 'zod'
import { Invalid } from '../../lib/errors.ts'
import { saysOf } from '../../lib/shape.ts'

const column = z.string().min(1)
const columns = z.array(column)

/**
 * What a mapping file says: values are names of columns unless noted. In JSON a column is a key, or a way of keys
 * with dots between them ("customer.name").
 */
const mappingSchema = z.strictObject({
  /** What a row is. */
  record: z.enum(['thread', 'document']).default('thread'),
  id: column,
  title: column,
  body: column,
  /** Literal; holds for the body and the resolution. */
  bodyFormat: z.enum(['text', 'markdown', 'html']).default('text'),
  product: column.optional(),
  language: column.optional(),
  author: column.optional(),
  url: column.optional(),
  licence: column.optional(),
  views: column.optional(),
  score: column.optional(),
  section: column.optional(),
  createdAt: column.optional(),
  /** Literal: the time of a record that states none. */
  createdAtIfMissing: z.iso.date().optional(),
  updatedAt: column.optional(),
  resolution: z
    .strictObject({
      /** Literal: what the text is, the answer that was marked or what a case was closed with. */
      kind: z.enum(['closed', 'marked']).default('closed'),
      text: column.optional(),
      status: column.optional(),
      /** Literals: statuses that count as closed. */
      closedValues: z.array(z.string()).default([]),
      at: column.optional(),
      author: column.optional(),
    })
    .optional(),
  /** JSON only: the key that holds the list of records, where a file is not the list itself. */
  records: column.optional(),
  /** JSON only: the key that holds a record's replies; the other columns are those of a reply. */
  posts: z
    .strictObject({
      list: column,
      body: column,
      id: column.optional(),
      author: column.optional(),
      createdAt: column.optional(),
      score: column.optional(),
      url: column.optional(),
      /** Columns with true, false, 1, 0, yes, no: the accepted answer; written by staff; for staff only. */
      isAccepted: column.optional(),
      isStaff: column.optional(),
      isPrivate: column.optional(),
    })
    .optional(),
  participants: z
    .array(
      z.strictObject({
        name: column,
        email: column.optional(),
        /** Literal. */
        role: z.enum(['asker', 'community', 'staff']),
      }),
    )
    .default([]),
  environment: z.record(z.string(), column).default({}),
  appliesTo: z
    .strictObject({
      versions: column.optional(),
      plans: column.optional(),
      platforms: column.optional(),
      regions: column.optional(),
    })
    .optional(),
  tags: columns.default([]),
  /** Columns that are taken out before anything is stored. */
  private: columns.default([]),
  /** Literal, from YYYY, MM, DD, HH, mm, ss. */
  dateFormat: z.string().optional(),
  /** Literal: UTC, an offset such as +02:00, or a name such as Europe/Berlin. */
  timeZone: z.string().default('UTC'),
  /** Literal: comma, semicolon or tab; judged by the header when left out. */
  delimiter: z.enum([',', ';', '\t']).optional(),
})

export type Mapping = z.infer<typeof mappingSchema>

/** The checked mapping; a wrong one is refused with the key that is wrong. */
export function readColumns(mapping: unknown): Mapping {
  if (mapping === undefined) {
    throw new Invalid(
      'A table needs a mapping file that says which column means what: give --mapping <file>, or put mapping.json beside it.',
    )
  }
  const known = typeof mapping === 'object' && mapping !== null ? checkedBefore.get(mapping) : undefined
  if (known !== undefined) return known
  const parsed = mappingSchema.safeParse(mapping)
  if (parsed.success) {
    const read = checked(parsed.data)
    checkedBefore.set(mapping as object, read)
    return read
  }
  const issues = parsed.error.issues.slice(0, 5).map((issue) => {
    const field = issue.path.join('.') || 'mapping'
    return { field, code: 'mapping', message: `The mapping's "${field}" ${saysOf(issue)}.` }
  })
  throw new Invalid(issues)
}

/** One import asks for every record. */
const checkedBefore = new WeakMap<object, Mapping>()

/** The names of all columns a mapping speaks of. */
export function columnsOf(mapping: Mapping): string[] {
  const { resolution: r, appliesTo: a } = mapping
  const single = [
    ...[
      mapping.id,
      mapping.title,
      mapping.body,
      mapping.product,
      mapping.language,
      mapping.author,
      mapping.url,
    ],
    ...[mapping.licence, mapping.views, mapping.score, mapping.section, mapping.createdAt, mapping.updatedAt],
    ...[r?.text, r?.status, r?.at, r?.author, a?.versions, a?.plans, a?.platforms, a?.regions],
    ...mapping.participants.flatMap((person) => [person.name, person.email]),
    ...Object.values(mapping.environment),
    ...mapping.tags,
    ...mapping.private,
  ]
  return [...new Set(single.filter((name) => name !== undefined))]
}

function checked(mapping: Mapping): Mapping {
  const hasTime = mapping.createdAt !== undefined || mapping.createdAtIfMissing !== undefined
  if (mapping.record === 'thread' && !hasTime) {
    throw new Invalid('The mapping lacks "createdAt": the column that says when the thread began.')
  }
  const content = new Set([mapping.id, mapping.title, mapping.body, mapping.resolution?.text])
  const both = mapping.private.find((name) => content.has(name))
  if (both !== undefined)
    throw new Invalid(`The mapping calls "${both}" private and uses it as text. Choose one.`)
  return mapping
}
