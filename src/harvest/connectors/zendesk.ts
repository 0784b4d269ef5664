import type { Connector, Fetch } from './connector.ts'
import { addressIn, listIn, objectIn, textIn } from './reading.ts'
import type { Json, Site } from './site.ts'
import { zendeskHook } from './zendesk-hook.ts'

type Cursor = { after: string }

/** Tickets a page holds; after each page the cursor is kept. */
const PAGE = 100
const MAX_PARTS = 50

/** Tickets of Zendesk Support by the site's own cursor, each with its comments, audits and the people in it. */
export const zendesk: Connector = {
  name: 'zendesk',
  reads: 'Tickets of Zendesk Support: every ticket that changed, with its comments and what was done to it.',
  format: 'zendesk',
  authority: 'case',
  settings: [{ name: 'address', label: 'Address', hint: 'Such as https://company.zendesk.com.' }],
  token: 'an API token as name/token:key (agent@example.com/token:…), or an OAuth token',
  base: (settings) => addressIn(settings, 'address'),
  headers: zendeskHeaders,
  changes,
  hook: zendeskHook,
  one: async (site, externalId) => [await ticketFile(site, await ticketOf(site, externalId), [])],
}

/** A token with a colon is a name with its key; any other is an OAuth token. */
export function zendeskHeaders(token: string | undefined): Record<string, string> {
  if (token === undefined) return {}
  const value = token.includes(':') ? `Basic ${Buffer.from(token).toString('base64')}` : `Bearer ${token}`
  return { Authorization: value }
}

async function* changes(site: Site, cursor: unknown): AsyncGenerator<Fetch> {
  let after = (cursor as Cursor | null)?.after
  for (;;) {
    const query: Record<string, string | number> = after === undefined ? { start_time: 1 } : { cursor: after }
    const page = await site.get('/api/v2/incremental/tickets/cursor.json', {
      ...query,
      ...{ per_page: PAGE, include: 'users' },
    })
    const next = textIn(page, 'after_cursor') || after
    const users = listIn(page, 'users')
    const before = after === undefined ? null : { after }
    for (const ticket of listIn(page, 'tickets')) {
      yield { files: [await ticketFile(site, ticket, users)], cursor: before }
    }
    // Without a new cursor the site repeats itself; with end_of_stream there is nothing after this page.
    const isEnd = page === undefined || page.end_of_stream !== false || next === after || next === undefined
    if (next !== undefined && next !== after) yield { files: [], cursor: { after: next } }
    if (isEnd) return
    after = next
  }
}

async function ticketOf(site: Site, id: string): Promise<Json> {
  const page = /^\d+$/.test(id) ? await site.get(`/api/v2/tickets/${id}.json`) : undefined
  const ticket = objectIn(page, 'ticket')
  return textIn(ticket, 'id') === '' ? gone(id) : ticket
}

/** One page as the site could have given it: the ticket with its parts inside, and the people beside it. */
async function ticketFile(site: Site, ticket: Json, users: Json[]) {
  const id = textIn(ticket, 'id').replace(/\D/g, '')
  const isThere = ticket.status !== 'deleted'
  const comments = isThere ? await parts(site, `/api/v2/tickets/${id}/comments.json`, 'comments') : NONE
  const audits = isThere ? await parts(site, `/api/v2/tickets/${id}/audits.json`, 'audits') : NONE
  const people = new Map(
    [...users, ...comments.users, ...audits.users].map((one) => [textIn(one, 'id'), one]),
  )
  const whole = { ...ticket, comments: comments.list, audits: audits.list }
  return {
    name: `ticket-${id}.json`,
    text: JSON.stringify({ tickets: [whole], users: [...people.values()] }),
  }
}

const NONE = { list: [] as Json[], users: [] as Json[] }

/** All pages of a ticket's comments or audits. */
async function parts(site: Site, path: string, key: string): Promise<typeof NONE> {
  const found = { list: [] as Json[], users: [] as Json[] }
  let after = ''
  for (let page = 0; page < MAX_PARTS; page++) {
    const query = { 'page[size]': 100, include: 'users', ...(after !== '' && { 'page[after]': after }) }
    const json = await site.get(path, query)
    found.list.push(...listIn(json, key))
    found.users.push(...listIn(json, 'users'))
    const meta = objectIn(json, 'meta')
    const next = textIn(meta, 'after_cursor')
    if (meta.has_more !== true || next === '' || next === after) break
    after = next
  }
  return found
}

/** What the site says of a deleted ticket in its increments. */
function gone(id: string): Json {
  return {
    id: Number(id),
    subject: '',
    requester_id: 0,
    submitter_id: 0,
    status: 'deleted',
    created_at: '1970-01-01T00:00:00Z',
  }
}
