/** One way of seeing what GitHub's interfaces, and collections made from them, write in several. */
type Value = Record<string, unknown>

/** A comment, an answer, a discussion or an issue, as far as they are alike. */
export type Seen = {
  id: string | undefined
  author: string | undefined
  isBot: boolean
  isMember: boolean
  body: string
  format: 'html' | 'markdown'
  createdAt: unknown
  editedAt: unknown
  score: number
  url: string | undefined
  isAnswer: boolean
}

/** Whatever shape a record has, seen in one. */
export function seen(record: unknown): Seen {
  const value = record as Value
  const author = (value.author ?? value.user) as Value | string | null | undefined
  const login = nameOf(author)
  const html = textOf(value.bodyHTML) ?? textOf(value.body_html)
  const body = html ?? textOf(value.body) ?? textOf(value.bodyText) ?? ''
  const reactions = value.reactions as Value | undefined
  return {
    id: idOf(value),
    author: login,
    isBot: isBot(author, login),
    isMember: /^(?:OWNER|MEMBER|COLLABORATOR)$/.test(
      String(value.authorAssociation ?? value.author_association),
    ),
    body,
    format: html !== undefined || isHtml(body) ? 'html' : 'markdown',
    createdAt: value.createdAt ?? value.created_at,
    editedAt: value.lastEditedAt ?? value.editedAt,
    score: numberOf(value.upvoteCount ?? value.upvotes ?? reactions?.['+1'] ?? reactions?.totalCount),
    url: addressOf(value),
    isAnswer: value.isAnswer === true,
  }
}

/** The repository and number of a thread, which its comments name too: "owner/name#12"; the number alone if need be. */
export function placeOf(record: object): string | undefined {
  const value = record as Value
  const stated = [value.html_url, value.url, value.issue_url, value.discussion_url]
  for (const address of stated) {
    const match = PLACE.exec(textOf(address) ?? '')
    if (match !== null) return `${match[1]}#${match[2]}`
  }
  const number = 'title' in value ? (value.number ?? value.id) : undefined
  return typeof number === 'number' || (typeof number === 'string' && number !== '')
    ? String(number)
    : undefined
}

/** Pull requests come with the issues and are none. */
export function isPull(value: object): boolean {
  const address = textOf((value as Value).html_url) ?? textOf((value as Value).url) ?? ''
  return (
    'pull_request' in value || 'mergedAt' in value || 'headRefName' in value || /\/pulls?\/\d+/.test(address)
  )
}

/** The comments that stand inside a record, or undefined when it only counts them. */
export function listOf(record: object): unknown[] | undefined {
  const value = record as Value
  return nodesOf(value.commentList) ?? nodesOf(value.comments)
}

/** The replies to a comment. */
export function repliesOf(comment: unknown): unknown[] {
  return nodesOf((comment as Value).replies) ?? []
}

/** Names of labels and the category. */
export function tagsOf(record: object): string[] {
  const value = record as Value
  const labels = nodesOf(value.labels) ?? []
  return [...labels, value.category].map(nameOf).filter((name) => name !== undefined)
}

/** A person's or a label's name, however it is given. */
export function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  if (value === null || typeof value !== 'object') return undefined
  const { login, name } = value as Value
  return textOf(login) ?? textOf(name)
}

/** Hidden by the maintainers because it does not belong there; outdated and resolved ones may still be read. */
export function privateKind(comment: unknown): string | undefined {
  const value = comment as Value | null
  if (value === null || typeof value !== 'object') return undefined
  const minimized = value.minimized as Value | undefined
  const reason = String(value.minimizedReason ?? minimized?.reason ?? '').toLowerCase()
  const isHidden = value.isMinimized === true || (minimized !== undefined && minimized !== null)
  return isHidden && !/^(?:outdated|resolved|duplicate)$/.test(reason) ? 'hidden-post' : undefined
}

const PLACE = /^https?:\/\/[^/\s]+\/(?:repos\/)?([^/\s]+\/[^/\s]+)\/(?:discussions|issues)\/(\d+)/

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function nodesOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value.filter((one) => one !== null && one !== undefined)
  if (value === null || typeof value !== 'object') return undefined
  const { nodes, edges } = value as Value
  if (Array.isArray(nodes)) return nodesOf(nodes)
  return Array.isArray(edges) ? nodesOf(edges.map((edge) => (edge as Value | null)?.node)) : undefined
}

function idOf({ id, databaseId, node_id }: Value): string | undefined {
  const first = [databaseId, id, node_id].find((one) => typeof one === 'number' || textOf(one) !== undefined)
  return first === undefined ? undefined : String(first)
}

function isBot(author: unknown, login: string | undefined): boolean {
  const type =
    author !== null && typeof author === 'object'
      ? ((author as Value).type ?? (author as Value).__typename)
      : ''
  return type === 'Bot' || login?.endsWith('[bot]') === true
}

/** Bodies are Markdown unless GitHub rendered them. */
function isHtml(body: string): boolean {
  return /<(?:p|ul|ol|h[1-6]|div|table|blockquote)\b[^>]{0,200} dir="auto"|^\s*<div class="(?:email-fragment|snippet-clipboard|highlight)/.test(
    body.slice(0, 20_000),
  )
}

function addressOf(value: Value): string | undefined {
  const address = textOf(value.html_url) ?? textOf(value.url)
  return address?.includes('://api.') ? undefined : address
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
