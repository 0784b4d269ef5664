import { z } from 'zod'
import type { PostRole, ThreadLink } from '../../db/words.ts'
import { wrongIn } from '../../lib/shape.ts'
import { adfToHtml, isAdf } from '../adf.ts'
import type { Normalised } from '../importer.ts'
import { cleanLine, MAX_BODY, toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'
import { deskBody, personName } from './desk-body.ts'
import { type DeskClosing, type DeskReply, deskOutcome, firstWords, timeOf } from './desk-thread.ts'
import { wikiToMarkdown } from './jira-wiki.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null)
const text = optional(z.string())
const person = optional(
  z.object({ accountId: text, name: text, key: text, displayName: text, accountType: text }),
)
const named = z.object({ name: text })
const linked = optional(z.object({ id: text, key: text }))
const comment = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  author: person,
  body: z.unknown().optional(),
  renderedBody: text,
  created: z.string(),
  updated: text,
})
const fields = z.object({
  summary: text,
  description: z.unknown().optional(),
  environment: z.unknown().optional(),
  created: z.string(),
  updated: text,
  resolutiondate: text,
  resolution: optional(named),
  status: optional(z.object({ name: text, statusCategory: optional(z.object({ key: text })) })),
  security: optional(z.object({})),
  project: optional(z.object({ key: text, projectTypeKey: text })),
  reporter: person,
  creator: person,
  assignee: person,
  labels: optional(z.array(z.string())),
  components: optional(z.array(named)),
  versions: optional(z.array(named)),
  attachment: optional(
    z.array(z.object({ filename: z.unknown().optional(), content: z.unknown().optional() })),
  ),
  issuelinks: optional(
    z.array(z.object({ type: optional(named), inwardIssue: linked, outwardIssue: linked })),
  ),
  comment: optional(z.object({ comments: z.array(z.unknown()) })),
})
const issue = z.object({
  key: text,
  self: text,
  fields,
  renderedFields: optional(
    z.object({
      description: text,
      comment: optional(
        z.object({ comments: z.array(z.object({ id: z.unknown().optional(), body: text })) }),
      ),
    }),
  ),
})

type Issue = z.infer<typeof issue>
type Person = z.infer<typeof person>

/** An issue as a thread; throws what is wrong with it. */
export function normaliseIssue(externalId: string, raw: object): Normalised {
  const parsed = issue.safeParse(raw)
  if (!parsed.success) throw new Error(`This is not a Jira issue: ${wrongIn(parsed.error)}`)
  const value = parsed.data
  const about = value.fields
  if (about.security) return { kind: 'left-out', why: 'an issue for a part of the readers only' }
  const files = (about.attachment ?? []).map((file) => ({ name: file.filename, url: file.content }))
  const body = bodyOf(about.description, value.renderedFields?.description, files)
  return {
    kind: 'thread',
    thread: {
      externalId,
      title: about.summary ?? firstWords(body),
      body,
      author: nameOf(about.reporter ?? about.creator),
      url: urlOf(value),
      createdAt: timeOf(about.created, 'issue'),
      updatedAt: isoTime(about.updated),
      tags: [...(about.labels ?? []), ...(about.components ?? []).flatMap((one) => one.name ?? [])],
      views: 0,
      score: 0,
      environment: environmentOf(value),
      links: linksOf(value),
      participants: [],
      ...deskOutcome(
        externalId,
        (about.comment?.comments ?? []).map((one) => replyOf(one, value)),
        closingOf(value),
      ),
    },
  }
}

/** Rendered HTML first, because it is what people saw; then the document format; else wiki text. */
function bodyOf(
  body: unknown,
  rendered: string | null | undefined,
  files: { name: unknown; url: unknown }[] = [],
): string {
  if (rendered) return deskBody({ html: rendered }, files)
  if (isAdf(body)) return deskBody({ html: adfToHtml(body) }, files)
  return deskBody(
    { markdown: typeof body === 'string' ? wikiToMarkdown(body.slice(0, MAX_BODY)) : '' },
    files,
  )
}

function replyOf(one: unknown, value: Issue): DeskReply {
  const parsed = comment.safeParse(one)
  if (!parsed.success) throw new Error(`A comment cannot be read: ${wrongIn(parsed.error)}`)
  const said = parsed.data
  const rendered = value.renderedFields?.comment?.comments.find((copy) => String(copy.id) === said.id)?.body
  return {
    id: said.id,
    role: roleOf(said.author, value),
    author: nameOf(said.author),
    body: bodyOf(said.body, said.renderedBody ?? rendered),
    createdAt: timeOf(said.created, `comment ${said.id}`),
    editedAt: said.updated === said.created ? undefined : isoTime(said.updated),
  }
}

/**
 * The assignee is staff, and on a service desk everybody with an account of the company's own; of other people on an
 * issue nothing is known.
 */
function roleOf(author: Person, value: Issue): PostRole {
  const { reporter, assignee, project } = value.fields
  const is = (other: Person) => accountOf(author) !== undefined && accountOf(author) === accountOf(other)
  if (is(reporter)) return 'asker'
  const isDesk = project?.projectTypeKey === 'service_desk' || reporter?.accountType === 'customer'
  return is(assignee) || (isDesk && author?.accountType === 'atlassian') ? 'staff' : 'community'
}

function accountOf(who: Person): string | undefined {
  return who?.accountId ?? who?.key ?? who?.name ?? undefined
}

function nameOf(who: Person): string | undefined {
  return personName(who?.displayName ?? who?.name)
}

/** With a resolution, or, where a project uses none, in a status that counts as done; not every resolution solves. */
function closingOf({ fields: about }: Issue): DeskClosing | undefined {
  const name = about.resolution?.name ?? undefined
  const isDone = about.status?.statusCategory?.key === 'done'
  if ((name === undefined && !isDone) || UNSOLVED.test(name ?? about.status?.name ?? '')) return undefined
  const status = [...new Set([about.status?.name, name])].filter(Boolean).join(', ')
  return { status, at: isoTime(about.resolutiondate) }
}

const UNSOLVED =
  /^(?:unresolved|won['’]?t |will not|cannot |can['’]?t |could not|not |duplicate|declined|rejected|incomplete|cancel|abandon|invalid|obsolete|suspended|timed out|no response|known error)/i

function linksOf({ fields: about }: Issue): ThreadLink[] {
  return (about.issuelinks ?? []).flatMap((link) => {
    const id = (link.outwardIssue ?? link.inwardIssue)?.id
    const isDuplicate = /duplicate/i.test(link.type?.name ?? '') && link.outwardIssue != null
    return id ? [{ kind: isDuplicate ? ('duplicate' as const) : ('related' as const), id }] : []
  })
}

function environmentOf({ fields: about }: Issue): Record<string, string> {
  const where = isAdf(about.environment)
    ? toMarkdown(adfToHtml(about.environment), 'html')
    : about.environment
  const known: Record<string, string> = {
    environment: typeof where === 'string' ? cleanLine(where) : '',
    version: (about.versions ?? []).flatMap((one) => one.name ?? []).join(', '),
  }
  return Object.fromEntries(Object.entries(known).filter(([, shown]) => shown !== ''))
}

/** The site's own address; the one through which apps call the API leads nowhere. */
function urlOf(value: Issue): string | undefined {
  if (!value.key || !value.self || !URL.canParse(value.self)) return undefined
  const { origin, host, pathname } = new URL(value.self)
  return host === 'api.atlassian.com'
    ? undefined
    : `${origin}${pathname.replace(/\/rest\/.*$/, '')}/browse/${value.key}`
}
