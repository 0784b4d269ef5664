import { Invalid, Refused } from '../../lib/errors.ts'
import type { Connector, Fetch } from './connector.ts'
import { addressIn, listIn, objectIn, textIn } from './reading.ts'
import type { Json, Site } from './site.ts'

/** The site's own mark of the discussion read last, in the order of their last change. */
type Cursor = { after: string }

const PAGE = 20
const COMMENTS = 50
const MAX_PAGES = 1000

const POST =
  'id url bodyHTML createdAt lastEditedAt upvoteCount isMinimized authorAssociation author { login }'
const REPLIES = `pageInfo { hasNextPage endCursor } nodes { ${POST} }`
const COMMENT = `${POST} isAnswer replies(first: ${COMMENTS}) { ${REPLIES} }`
const DISCUSSION = `id number title url bodyHTML createdAt updatedAt lastEditedAt upvoteCount authorAssociation
  author { login } closed stateReason locked isAnswered answerChosenAt answerChosenBy { login } answer { ${POST} }
  category { name isAnswerable } labels(first: 20) { nodes { name } }
  comments(first: ${COMMENTS}) { pageInfo { hasNextPage endCursor } nodes { ${COMMENT} } }`
const CHANGED = `query($owner: String!, $name: String!, $after: String) { repository(owner: $owner, name: $name) {
  discussions(first: ${PAGE}, after: $after, orderBy: { field: UPDATED_AT, direction: ASC }) {
    pageInfo { hasNextPage endCursor } nodes { ${DISCUSSION} } } } }`
const ONE = `query($owner: String!, $name: String!, $number: Int!) { repository(owner: $owner, name: $name) {
  discussion(number: $number) { ${DISCUSSION} } } }`
const MORE = `query($id: ID!, $after: String) { node(id: $id) { ... on Discussion {
  comments(first: ${COMMENTS}, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${COMMENT} } } } } }`

const MORE_REPLIES = `query($id: ID!, $after: String) { node(id: $id) { ... on DiscussionComment {
  replies(first: ${COMMENTS}, after: $after) { ${REPLIES} } } } }`

/** Discussions of a GitHub repository, oldest change first, so that its cursor stays good for ever. */
export const github: Connector = {
  name: 'github',
  reads: 'Discussions of a GitHub repository that changed, with all comments, replies and chosen answers.',
  format: 'github',
  authority: 'community',
  settings: [
    { name: 'repository', label: 'Repository', hint: 'As owner/name.' },
    {
      name: 'address',
      label: 'Address of the interface',
      hint: 'Only for GitHub Enterprise.',
      isOptional: true,
    },
  ],
  token: 'a token that may read the discussions of the repository',
  base: (settings) => {
    repositoryIn(settings)
    return addressIn(settings, 'address', 'https://api.github.com')
  },
  headers: (token): Record<string, string> =>
    token === undefined ? {} : { Authorization: `Bearer ${token}` },
  changes,
  one: async (site, externalId) => {
    const number = Number(/(\d+)$/.exec(externalId)?.[1])
    const data = await ask(site, ONE, { ...repositoryIn(site.settings), number }, true)
    const found = objectIn(objectIn(data, 'repository'), 'discussion')
    return textIn(found, 'id') === '' ? [] : [await fileOf(site, found)]
  },
  gone: { kind: 'thread', among: goneAmong },
}

async function* changes(site: Site, cursor: unknown): AsyncGenerator<Fetch> {
  let after = (cursor as Cursor | null)?.after ?? null
  for (;;) {
    const data = await ask(site, CHANGED, { ...repositoryIn(site.settings), after })
    const page = objectIn(objectIn(data, 'repository'), 'discussions')
    const { hasNextPage, endCursor } = objectIn(page, 'pageInfo')
    const files: Fetch['files'] = []
    for (const one of listIn(page, 'nodes')) files.push(await fileOf(site, one))
    const next = typeof endCursor === 'string' ? endCursor : after
    if (files.length > 0) yield { files, cursor: { after: next } }
    if (hasNextPage !== true || next === after) return
    after = next
  }
}

async function fileOf(site: Site, discussion: Json) {
  const comments = await allNodes(site, discussion, 'comments', MORE)
  const nodes: Json[] = []
  for (const comment of comments.filter((one) => one.isMinimized !== true))
    nodes.push({ ...comment, replies: { nodes: await allNodes(site, comment, 'replies', MORE_REPLIES) } })
  const whole = { ...discussion, comments: { nodes } }
  return {
    name: `discussion-${textIn(discussion, 'number').replace(/\D/g, '')}.json`,
    text: JSON.stringify(whole),
  }
}

/** All nodes under a key: the first page came with the record, the others are asked for. */
async function allNodes(site: Site, of: Json, key: 'comments' | 'replies', query: string): Promise<Json[]> {
  const nodes = listIn(objectIn(of, key), 'nodes')
  let info = objectIn(objectIn(of, key), 'pageInfo')
  for (let page = 1; info.hasNextPage === true; page++) {
    if (page > MAX_PAGES)
      throw new Refused(
        `${site.base.host} has more than ${MAX_PAGES * COMMENTS} ${key} to one post; they are not fetched.`,
      )
    const data = await ask(site, query, { id: of.id, after: info.endCursor })
    const more = objectIn(objectIn(data, 'node'), key)
    nodes.push(...listIn(more, 'nodes'))
    const next = objectIn(more, 'pageInfo')
    if (next.endCursor === info.endCursor) break
    info = next
  }
  return nodes
}

/** Discussions by their numbers, many in one question; one that is gone is answered with nothing. */
async function goneAmong(site: Site, externalIds: string[]): Promise<string[]> {
  const ids = new Map(externalIds.map((id) => [`d${/(\d+)$/.exec(id)?.[1]}`, id]))
  const fields = [...ids.keys()].filter((name) => name !== 'dundefined')
  const wanted = fields.map((name) => `${name}: discussion(number: ${name.slice(1)}) { id }`).join(' ')
  if (wanted === '') return []
  const query = `query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { ${wanted} } }`
  const found = objectIn(await ask(site, query, repositoryIn(site.settings), true), 'repository')
  return fields.filter((name) => found[name] === null).map((name) => ids.get(name)!)
}

/** The data of one question; its interface says what is wrong in an answer of status 200, also that something is gone. */
async function ask(site: Site, query: string, variables: Json, mayMiss = false): Promise<Json> {
  for (;;) {
    const answer = await site.post('/graphql', { query, variables })
    const isMiss = (error: Json) => mayMiss && error.type === 'NOT_FOUND'
    const errors = listIn(answer, 'errors').filter((error) => !isMiss(error))
    if (errors.length === 0) return objectIn(answer, 'data')
    if (!errors.some((error) => error.type === 'RATE_LIMITED')) {
      throw new Refused(
        `${site.base.host} refused the question: ${textIn(errors[0], 'message').slice(0, 200)}`,
      )
    }
    await site.pause(60_000, 'its hourly limit is reached')
  }
}

function repositoryIn(settings: Readonly<Record<string, string>>): { owner: string; name: string } {
  const match = /^([\w.-]+)\/([\w.-]+)$/.exec((settings.repository ?? '').trim())
  if (match !== null) return { owner: match[1]!, name: match[2]! }
  throw new Invalid([{ field: 'repository', code: 'shape', message: 'Enter the repository as owner/name.' }])
}
