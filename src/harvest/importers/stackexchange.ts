import { dirname, resolve } from 'node:path'
import { Refused } from '../../lib/errors.ts'
import type { BadItem, ImportContext, Importer, Item, NormalPost, NormalThread } from '../importer.ts'
import { newRemoval, stripped } from '../private.ts'
import { filesOf } from '../probe.ts'
import { readRow } from '../reading/xml-rows.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'
import { type DumpIndex, hostIn, indexDump, type Place, type ThreadPlaces } from './stackexchange-index.ts'

/** The public dump of a Stack Exchange site: a folder with Posts.xml, and Users, Comments and PostLinks if there. */
export const stackexchange: Importer = {
  name: 'stackexchange',
  reads:
    'A Stack Exchange data dump: a folder with Posts.xml and, if present, Users, Comments, PostLinks and Tags.',
  usesMapping: true,
  beside: /(?:^|\/)(?:users|comments|postlinks)\.xml$/i,
  recognises: (probe) => {
    const name = probe.names.find(isPosts)
    return name !== undefined && /<posts[\s>]/.test(probe.head(name).slice(0, 4000))
  },
  items,
  withoutPrivate: (raw) => stripped(raw, newRemoval()),
  normalise: (item, context) => ({ kind: 'thread', thread: threadOf(item.raw as RawThread, context) }),
}

type Row = Record<string, string>
/** A question with everything around it, each row as the dump has it; names of users by their ids. */
type RawThread = {
  site?: string
  question: Row
  answers: Row[]
  comments: Row[]
  links: { relatedId: number; kind: number }[]
  users: Record<string, string>
}

const DUPLICATE = 3

function isPosts(name: string): boolean {
  return /(?:^|\/)posts\.xml$/i.test(name)
}

async function* items(paths: string[]): AsyncGenerator<Item> {
  const dumps = filesOf(paths, isPosts).filter(({ name }) => isPosts(name))
  if (dumps.length === 0)
    throw new Refused(`${paths.join(', ')} has no Posts.xml. Name the folder of the dump.`)
  if (dumps.length > 1) {
    throw new Refused(
      `${paths.join(', ')} holds ${dumps.length} dumps. Import each as its own source: their ids overlap.`,
    )
  }
  const file = dumps[0]!.file
  const dump = yield* indexDump(dirname(file))
  try {
    const site = hostIn(resolve(dirname(file)))
    for (const places of dump.threads()) yield* threadItems(dump, places, file, site)
  } finally {
    dump.close()
  }
}

function* threadItems(
  dump: DumpIndex,
  places: ThreadPlaces,
  file: string,
  site: string | undefined,
): Generator<Item> {
  const externalId = String(places.id)
  if (places.question === undefined) {
    for (const answer of places.answers) yield { ignored: `answer ${answer.id}, whose question is not here` }
    return
  }
  const question = readRow(dump.readPost(places.question, true))
  const bad = (reason: string, place: Place, bytes: Buffer): BadItem => ({
    ...{ bad: reason, externalId: String(place.id), file, position: `row at byte ${place.offset}` },
    raw: bytes.toString('utf8'),
  })
  if ('reason' in question) {
    yield bad(question.reason!, places.question, dump.readPost(places.question))
    return
  }
  const answers: Row[] = []
  for (const place of places.answers) {
    const row = readRow(dump.readPost(place))
    if ('reason' in row) yield bad(row.reason!, place, dump.readPost(place))
    else answers.push(row)
  }
  const raw = rawThread(dump, { question, answers, site })
  yield { kind: 'thread', externalId, raw, file, position: `row at byte ${places.question.offset}` }
}

function rawThread(
  dump: DumpIndex,
  thread: { question: Row; answers: Row[]; site: string | undefined },
): RawThread {
  const { question, answers, site } = thread
  const posts = [question, ...answers]
  const comments = posts
    .flatMap((post) => dump.commentsOf(Number(post.Id)))
    .map((place) => readRow(dump.readComment(place)))
    .filter((row): row is Row => !('reason' in row))
  const users: Record<string, string> = {}
  for (const row of [...posts, ...comments]) {
    const id = row.OwnerUserId ?? row.UserId
    const name = id === undefined || Object.hasOwn(users, id) ? undefined : dump.userName(Number(id))
    if (id !== undefined && name !== undefined) users[id] = name
  }
  return {
    ...(site && { site }),
    question,
    answers,
    comments,
    links: dump.linksOf(Number(question.Id)),
    users,
  }
}

// ── normalising ───────────────────────────────────────────────────────────────────────────────────────

function threadOf(raw: RawThread, context: ImportContext): NormalThread {
  const { question } = raw
  const base = baseOf(raw, context)
  const createdAt = timeOf(question, 'question')
  const answers = raw.answers.map((row) => answerOf(row, raw, base))
  const links = raw.links
    .filter((link) => link.kind === DUPLICATE || link.kind === 1)
    .map((link) => ({
      kind: link.kind === DUPLICATE ? ('duplicate' as const) : ('related' as const),
      id: String(link.relatedId),
    }))
  return {
    externalId: question.Id!,
    title: question.Title ?? '',
    body: toMarkdown(question.Body ?? '', 'html', base === undefined ? {} : { baseUrl: base }),
    author: authorOf(question, raw),
    url: base && `${base}/questions/${question.Id}`,
    language: languageOf(raw.site),
    createdAt,
    updatedAt: isoTime(question.LastActivityDate ?? question.LastEditDate),
    licence: question.ContentLicense,
    tags: (question.Tags ?? '').split(/[<>|]+/).filter((tag) => tag !== ''),
    views: number(question.ViewCount),
    score: number(question.Score),
    environment: {},
    links,
    participants: [],
    resolution: resolutionOf(raw),
    posts: withComments(answers, raw, base),
  }
}

/** Only the asker can accept an answer there. */
function resolutionOf({ question, answers }: RawThread): NormalThread['resolution'] {
  const accepted = question.AcceptedAnswerId
  if (accepted === undefined) return { kind: 'unknown' }
  const isHere = answers.some((row) => row.Id === accepted)
  return {
    kind: 'marked',
    by: 'asker',
    ...(!isHere && { reason: `The accepted answer ${accepted} is not in this dump.` }),
  }
}

function answerOf(row: Row, raw: RawThread, base: string | undefined): NormalPost {
  return {
    externalId: row.Id!,
    role:
      row.OwnerUserId !== undefined && row.OwnerUserId === raw.question.OwnerUserId ? 'asker' : 'community',
    author: authorOf(row, raw),
    body: toMarkdown(row.Body ?? '', 'html', base === undefined ? {} : { baseUrl: base }),
    createdAt: timeOf(row, `answer ${row.Id}`),
    editedAt: isoTime(row.LastEditDate),
    isAccepted: row.Id === raw.question.AcceptedAnswerId,
    score: number(row.Score),
    url: base && `${base}/a/${row.Id}`,
    licence: row.ContentLicense,
  }
}

/** Each post is followed by the comments made on it; their text is Markdown already. */
function withComments(answers: NormalPost[], raw: RawThread, base: string | undefined): NormalPost[] {
  const of = (postId: string) =>
    raw.comments
      .filter((row) => row.PostId === postId)
      .map(
        (row): NormalPost => ({
          externalId: `comment-${row.Id}`,
          role: row.UserId !== undefined && row.UserId === raw.question.OwnerUserId ? 'asker' : 'community',
          author: (row.UserId && raw.users[row.UserId]) || row.UserDisplayName,
          body: toMarkdown(row.Text ?? '', 'markdown'),
          createdAt: timeOf(row, `comment ${row.Id}`),
          isAccepted: false,
          isComment: true,
          score: number(row.Score),
          url: base && `${base}/posts/comments/${row.Id}`,
          licence: row.ContentLicense,
        }),
      )
  return [...of(raw.question.Id!), ...answers.flatMap((answer) => [answer, ...of(answer.externalId)])]
}

function authorOf(row: Row, raw: RawThread): string | undefined {
  return (row.OwnerUserId && raw.users[row.OwnerUserId]) || row.OwnerDisplayName
}

function timeOf(row: Row, what: string): string {
  const at = isoTime(row.CreationDate)
  if (at === undefined) throw new Error(`The time "${row.CreationDate}" of the ${what} is none.`)
  return at
}

/** The site's address: from the mapping if it states one, else from the dump's folder. */
function baseOf(raw: RawThread, context: ImportContext): string | undefined {
  const stated = (context.mapping as { url?: unknown } | undefined)?.url
  if (typeof stated === 'string' && /^https?:\/\//.test(stated)) return stated.replace(/\/+$/, '')
  return raw.site === undefined ? undefined : `https://${raw.site}`
}

function languageOf(site: string | undefined): string | undefined {
  const first = site?.split('.')[0]
  return first !== undefined && ['es', 'pt', 'ja', 'ru'].includes(first) ? first : undefined
}

function number(text: string | undefined): number {
  const value = Number(text ?? 0)
  return Number.isFinite(value) ? value : 0
}
