import type { PostRole, Resolver } from '../../db/words.ts'
import type { NormalPost, NormalThread } from '../importer.ts'
import { withoutMailTrail } from '../mail.ts'
import { natureOf } from '../nature.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'
import { listOf, nameOf, repliesOf, type Seen, seen, tagsOf } from './github-shapes.ts'

type Value = Record<string, unknown>
type Context = { asker: string | undefined; url: string | undefined; maintainers: ReadonlySet<string> }

/** A discussion or an issue as a thread; throws what is wrong with it. */
export function normaliseGitHub(externalId: string, raw: object): NormalThread {
  const value = raw as Value
  const question = seen(value)
  const title = typeof value.title === 'string' ? value.title : ''
  const said = (listOf(value) ?? []).flatMap((comment) => [comment, ...repliesOf(comment)]).map(seen)
  const answer = answerOf(value, said)
  const all = answer === undefined || said.includes(answer) ? said : [...said, answer]
  const context = {
    asker: question.author,
    url: question.url,
    maintainers: maintainersOf(value, [question, ...all]),
  }
  const ids = new Map<string, number>()
  const kept = all.filter((one) => !one.isBot)
  const posts = kept.map((one) => postOf(one, one === answer || one.isAnswer, context, ids))
  const { resolution, takenId } = resolutionOf(value, posts, context)
  return {
    externalId,
    title,
    body: bodyOf(question),
    author: question.author,
    url: question.url,
    createdAt: timeOf(question, 'record'),
    updatedAt: isoTime(value.updatedAt ?? value.updated_at),
    tags: tagsOf(value),
    views: 0,
    score: question.score,
    environment: {},
    links: [],
    participants: [],
    resolution,
    posts: posts.map((post) => (post.externalId === takenId ? { ...post, isAccepted: true } : post)),
  }
}

/** The answer chosen; its text is repeated among the comments, which is where it belongs. */
function answerOf(value: Value, said: Seen[]): Seen | undefined {
  const address = value.answer_html_url
  if (typeof address === 'string') return said.find((one) => one.url === address)
  if (value.answer === null || typeof value.answer !== 'object') return said.find((one) => one.isAnswer)
  const answer = seen(value.answer)
  const isSame = (one: Seen) =>
    (answer.id !== undefined && one.id === answer.id) ||
    (one.author === answer.author && one.createdAt === answer.createdAt)
  return said.find(isSame) ?? answer
}

/** Who may choose an answer besides the asker has rights over the repository. */
function maintainersOf(value: Value, all: Seen[]): ReadonlySet<string> {
  const asker = all[0]!.author
  const chooser = chooserOf(value)
  const members = all.filter((one) => one.isMember).map((one) => one.author)
  return new Set([...members, chooser === asker ? undefined : chooser].filter((name) => name !== undefined))
}

function chooserOf(value: Value): string | undefined {
  const answer = value.answer as Value | null | undefined
  return nameOf(answer?.chosenBy) ?? nameOf(value.answerChosenBy) ?? nameOf(value.answer_chosen_by)
}

function postOf(one: Seen, isAccepted: boolean, context: Context, ids: Map<string, number>): NormalPost {
  const createdAt = timeOf(one, 'comment')
  const base = one.id ?? `${createdAt} ${one.author ?? 'ghost'}`
  const times = (ids.get(base) ?? 0) + 1
  ids.set(base, times)
  return {
    externalId: times === 1 || one.id !== undefined ? base : `${base} (${times})`,
    role: roleOf(one, context),
    author: one.author,
    body: bodyOf(one),
    createdAt,
    editedAt: isoTime(one.editedAt),
    isAccepted,
    score: one.score,
    url: one.url ?? context.url,
  }
}

function roleOf(one: Seen, { asker, maintainers }: Context): PostRole {
  if (one.author === undefined) return 'community'
  if (one.author === asker) return 'asker'
  return one.isMember || maintainers.has(one.author) ? 'staff' : 'community'
}

function bodyOf({ body, format }: Seen): string {
  if (format === 'html') return withoutMailTrail(toMarkdown(body, 'html', { baseUrl: 'https://github.com' }))
  return toMarkdown(withoutMailTrail(withoutTemplateNotes(body)), 'markdown')
}

/** What an issue's form says to whoever fills it in. */
function withoutTemplateNotes(markdown: string): string {
  return markdown.replace(/^[ \t]*<!--[\s\S]{0,5000}?-->[ \t]*$/gm, '').replace(/\n{3,}/g, '\n\n')
}

function timeOf(one: Seen, what: string): string {
  const at = isoTime(one.createdAt)
  if (at === undefined) throw new Error(`The time "${String(one.createdAt)}" of the ${what} is none.`)
  return at
}

type Resolved = { resolution: NormalThread['resolution']; takenId?: string | undefined }

function resolutionOf(value: Value, posts: NormalPost[], context: Context): Resolved {
  const answer = value.answer as Value | null | undefined
  if (posts.some((post) => post.isAccepted)) {
    const at = isoTime(answer?.chosenAt ?? value.answerChosenAt ?? value.answer_chosen_at)
    return { resolution: { kind: 'marked', by: resolverOf(chooserOf(value), context), at } }
  }
  if (typeof value.answer_html_url === 'string') {
    const reason = 'The chosen answer is not in this export.'
    return { resolution: { kind: 'marked', by: resolverOf(chooserOf(value), context), reason } }
  }
  return closedState(value, posts, context)
}

/** An issue closed as completed, or a discussion closed as resolved; not planned and duplicates resolve nothing. */
function closedState(value: Value, posts: NormalPost[], context: Context): Resolved {
  const isClosed = value.closed === true || /^closed$/i.test(String(value.state ?? ''))
  const why = String(value.stateReason ?? value.state_reason ?? '').toLowerCase()
  if (!isClosed || !['', 'null', 'completed', 'resolved'].includes(why))
    return { resolution: { kind: 'unknown' } }
  const at = isoTime(value.closedAt ?? value.closed_at)
  const taken = posts.findLast(
    (post) =>
      post.role === 'staff' && (at === undefined || post.createdAt <= at) && natureOf(post.body) === 'answer',
  )
  const state = why === '' || why === 'null' ? 'Closed' : `Closed as ${why}`
  const reason =
    taken === undefined
      ? `${state}; no maintainer answered before.`
      : `${state}; the last answer of a maintainer before that.`
  const closer = nameOf(value.closed_by) ?? nameOf(value.closedBy)
  return {
    resolution: { kind: 'closed', by: resolverOf(closer, context), reason, at },
    takenId: taken?.externalId,
  }
}

/** Besides the asker only people with rights over the repository can choose an answer or close. */
function resolverOf(name: string | undefined, { asker }: Context): Resolver {
  if (name === undefined) return 'unknown'
  return name === asker ? 'asker' : 'staff'
}
