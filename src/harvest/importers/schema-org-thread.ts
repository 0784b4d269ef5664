import type { Normalised, NormalPost, NormalThread } from '../importer.ts'
import { isoTime } from '../times.ts'
import type { Thing } from './schema-org-data.ts'
import {
  addressOf,
  authorOf,
  bodyOf,
  createdOf,
  lineOf,
  numberOf,
  textIn,
  thingsOf,
} from './schema-org-values.ts'

/** A question as it stood in a page, with what the page says of itself. */
export type RawQuestion = {
  page: { path: string; url?: string; title?: string; language?: string; licence?: string }
  isFaq: boolean
  question: Thing
}

/** A visitor's question with its answers, or one of the publisher's own, which is official text. */
export function normaliseQuestion(externalId: string, raw: RawQuestion): Normalised {
  return raw.isFaq
    ? { kind: 'document', document: documentOf(externalId, raw) }
    : { kind: 'thread', thread: threadOf(externalId, raw) }
}

/** The id of a question: the address it gives itself, else the page's, else the file's name. */
export function idOf({ page, question, isFaq }: RawQuestion): string {
  const own = addressOf(question.url, page.url) ?? addressOf(question['@id'], page.url)
  if (own !== undefined && !(isFaq && own === page.url)) return own
  const place = page.url ?? page.path
  return isFaq ? `${place}#${lineOf(question.name).toLowerCase()}` : place
}

function documentOf(externalId: string, raw: RawQuestion) {
  const { page, question } = raw
  const answers = thingsOf(question.acceptedAnswer ?? question.suggestedAnswer)
  const body = answers.map((answer) => bodyOf(answer, page.url)).join('\n\n')
  if (body === '') throw new Error('The question has no answer.')
  return {
    externalId,
    title: lineOf(question.name) || lineOf(textIn(question.text)),
    body,
    section: page.title,
    language: page.language,
    appliesTo: {},
    url: addressOf(question.url, page.url) ?? page.url,
    licence: licenceOf(question, page),
    visibility: 'public' as const,
    updatedAt: isoTime(question.dateModified ?? question.datePublished ?? question.dateCreated),
  }
}

function threadOf(externalId: string, raw: RawQuestion): NormalThread {
  const { page, question } = raw
  const accepted = thingsOf(question.acceptedAnswer)
  const suggested = thingsOf(question.suggestedAnswer)
  const url = addressOf(question.url, page.url) ?? page.url
  const author = authorOf(question)
  const known = new Map<string, NormalPost>()
  for (const [answers, isAccepted] of [
    [accepted, true],
    [suggested, false],
  ] as const) {
    for (const answer of answers) {
      const post = postOf(answer, { isAccepted, author, page, url, created: createdOf(question) })
      const isRepeated = [...known.values()].some(
        (one) => one.isAccepted && one.body === post.body && !isAccepted,
      )
      if (!isRepeated && !known.has(post.externalId)) known.set(post.externalId, post)
    }
  }
  const posts = withComments([...known.values()], [question, ...accepted, ...suggested], {
    author,
    page,
    url,
  })
  const createdAt = createdOf(question) ?? posts.map((post) => post.createdAt).sort()[0]
  if (createdAt === undefined)
    throw new Error('Neither the question nor an answer states when it was written.')
  return {
    externalId,
    title: lineOf(question.name) || (page.title ?? ''),
    body: bodyOf(question, url),
    author,
    url,
    language: page.language,
    createdAt,
    updatedAt: isoTime(question.dateModified),
    licence: licenceOf(question, page),
    tags: [question.keywords].flat().flatMap((words) => lineOf(words).split(',')),
    views: 0,
    score: numberOf(question.upvoteCount),
    environment: {},
    links: [],
    participants: [],
    resolution:
      accepted.length === 0
        ? { kind: 'unknown' }
        : { kind: 'marked', by: isOfAsker(url) ? 'asker' : 'unknown' },
    posts,
  }
}

type At = {
  isAccepted: boolean
  author: string | undefined
  page: RawQuestion['page']
  url: string | undefined
  created: string | undefined
}

function postOf(answer: Thing, at: At): NormalPost {
  const author = authorOf(answer)
  const own = addressOf(answer.url, at.url) ?? addressOf(answer['@id'], at.url)
  const createdAt = createdOf(answer) ?? at.created
  if (createdAt === undefined)
    throw new Error('Neither the question nor an answer states when it was written.')
  return {
    externalId: own ?? `${createdAt} ${author ?? ''}`.trim(),
    role: author !== undefined && author === at.author ? 'asker' : 'community',
    author,
    body: bodyOf(answer, at.url),
    createdAt,
    editedAt: isoTime(answer.dateModified),
    isAccepted: at.isAccepted,
    score: numberOf(answer.upvoteCount),
    url: own ?? at.url,
    licence: licenceOf(answer, at.page),
  }
}

/** Remarks on the question and the answers, where a page describes them too. */
function withComments(
  posts: NormalPost[],
  things: Thing[],
  at: Omit<At, 'isAccepted' | 'created'>,
): NormalPost[] {
  const ids = new Set(posts.map((post) => post.externalId))
  const comments = things.flatMap((thing) => {
    const created = createdOf(thing)
    return thingsOf(thing.comment).map((comment) => ({
      ...postOf(comment, { ...at, isAccepted: false, created }),
      isComment: true,
    }))
  })
  const fresh = comments.filter((comment) => !ids.has(comment.externalId) && ids.add(comment.externalId))
  return [...posts, ...fresh]
}

/** There only the asker can accept. */
function isOfAsker(url: string | undefined): boolean {
  return (
    url !== undefined &&
    /^https?:\/\/(?:[\w-]+\.)*(?:stackexchange|stackoverflow|mathoverflow|superuser|serverfault|askubuntu)\.(?:com|net)\//.test(
      url,
    )
  )
}

function licenceOf(thing: Thing, page: RawQuestion['page']): string | undefined {
  return lineOf(thing.license) || page.licence
}
