import { Invalid, Refused } from '../../lib/errors.ts'
import type { Connector, Fetch } from './connector.ts'
import { addressIn, listIn, objectIn, textIn } from './reading.ts'
import type { Json, Site } from './site.ts'

/** The site's own mark of the discussion read last, in the order of their last change. */
type Cursor = { after: string }

const PAGE = 20
const COMMENTS = 50
const MAX_PAGES = 100

const POST =
  'id url bodyHTML createdAt lastEditedAt upvoteCount isMinimized authorAssociation author { login }'
const COMMENT = `${POST} isAnswer replies(first: 50) { nodes { ${POST} } }`
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
    const data = await ask(site, ONE, { ...repositoryIn(site.settings), number })
    const found = objectIn(objectIn(data, 'repository'), 'discussion')
    return textIn(found, 'id') === '' ? [] : [await fileOf(site, found)]
  },
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
  const comments = objectIn(discussion, 'comments')
  const nodes = listIn(comments, 'nodes')
  let info = objectIn(comments, 'pageInfo')
  for (let page = 0; info.hasNextPage === true && page < MAX_PAGES; page++) {
    const data = await ask(site, MORE, { id: discussion.id, after: info.endCursor })
    const more = objectIn(objectIn(data, 'node'), 'comments')
    nodes.push(...listIn(more, 'nodes'))
    info = objectIn(more, 'pageInfo')
  }
  const whole = { ...discussion, comments: { nodes: nodes.filter((one) => one.isMinimized !== true) } }
  return {
    name: `discussion-${textIn(discussion, 'number').replace(/\D/g, '')}.json`,
    text: JSON.stringify(whole),
  }
}

/** The data of one question; its interface says what is wrong in an answer of status 200. */
async function ask(site: Site, query: string, variables: Json): Promise<Json> {
  for (;;) {
    const answer = await site.post('/graphql', { query, variables })
    const errors = listIn(answer, 'errors')
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
