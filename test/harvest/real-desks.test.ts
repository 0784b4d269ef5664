// Counts on real exports of help desks, each against a few lines that count the same in the files themselves.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import type { Authority } from '../../src/db/words.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { freshDb } from '../support/db.ts'
import { shared, testOnReal } from '../support/shared.ts'

type Json = Record<string, unknown>
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-desks-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

testOnReal(
  'Zendesk: every ticket of the incremental pages once, deleted ones left out',
  'zendesk/zenpy-decoded/TicketsIncrementalTest.test_pagination.json',
  async (path) => {
    const pages = (read(path) as { json: Json }[]).map((answer) => answer.json)
    pages.forEach((page, index) => {
      put(`page-${index}.json`, page)
    })
    const tickets = pages.flatMap((page) => page.tickets as Json[])
    const ids = (list: Json[]) => new Set(list.map((one) => one.id)).size

    const { summary } = await bring('case')

    expect(summary).toMatchObject({ format: 'zendesk', state: 'complete', failed: 0 })
    expect(summary.created).toBe(ids(tickets.filter((one) => one.status !== 'deleted')))
    expect(summary.records + summary.ignored).toBe(tickets.length)
  },
)

testOnReal(
  'Zendesk: tickets with the comments of their own files; nobody’s address arrives',
  'nango-recorded/zendesk/ticket-comments.test.json',
  async (path) => {
    const answers = recorded(path)
    for (const { at, answer } of answers) put(`${at.replace('/api/v2/', '')}.json`, answer)
    const page = recorded(shared('nango-recorded/zendesk/tickets.test.json'))[0]!.answer as Json
    put('tickets.json', page)
    const comments = answers.flatMap(({ answer }) => (answer as { comments: Json[] }).comments)
    const tickets = page.tickets as Json[]

    const { summary, count, text } = await bring('case')

    expect(summary).toMatchObject({
      format: 'zendesk',
      state: 'complete',
      failed: 0,
      created: tickets.length,
    })
    expect(count('posts', 'position > 0')).toBe(comments.filter((one) => one.public).length - answers.length)
    expect(count('threads', `resolution = 'closed'`)).toBe(
      tickets.filter((one) => one.status === 'solved').length,
    )
    for (const { metadata } of comments as { metadata: { system: Json } }[]) {
      expect(text().includes(String(metadata.system.ip_address))).toBe(false)
      expect(text().includes(String(metadata.system.location))).toBe(false)
    }
  },
)

testOnReal(
  'Zendesk: audits alone give the tickets’ comments',
  'zendesk/zenpy-decoded/TestTicketAudits.test_values.json',
  async (path) => {
    const [first] = read(path) as { json: { audits: Json[] } }[]
    put('audits.json', first!.json)
    const [, , list] = read(shared('zendesk/zenpy-decoded/TestTicketsPagination.test_values.json')) as {
      json: Json
    }[]
    put('tickets.json', list!.json)
    const ids = new Set((list!.json.tickets as Json[]).map((one) => one.id))
    const audits = first!.json.audits.filter((one) => ids.has(one.ticket_id)) as {
      ticket_id: number
      events: Json[]
    }[]
    const said = audits.flatMap((one) =>
      one.events.filter((event) => event.type === 'Comment' && event.public).map(() => one.ticket_id),
    )

    const { summary, count } = await bring('case')

    expect(summary).toMatchObject({ format: 'zendesk', state: 'complete', failed: 0, created: ids.size })
    expect(count('posts', 'position > 0')).toBe(said.length - new Set(said).size)
  },
)

testOnReal(
  'Zendesk Help Center: every article that is no draft, in its section and category',
  'nango-recorded/zendesk/articles.test.json',
  async (path) => {
    for (const name of ['articles', 'sections', 'categories']) {
      const file = path.replace('articles', name)
      recorded(file).forEach(({ answer }, index) => {
        put(`${name}-${index}.json`, answer)
      })
    }
    const articles = recorded(path).flatMap(({ answer }) => (answer as { articles: Json[] }).articles)
    const open = articles.filter((one) => !one.draft && one.user_segment_id === null)

    const { summary, count } = await bring('official')

    expect(summary).toMatchObject({ format: 'zendesk-help-center', state: 'complete', failed: 0 })
    expect(summary.created).toBe(open.length)
    expect(summary.ignored).toBe(articles.length - open.length)
    expect(count('documents', `section LIKE '% › %' AND body NOT LIKE '%<p>%'`)).toBe(open.length)
  },
)

testOnReal(
  'Zendesk Help Center: a new article for some readers only is left out',
  'zendesk/zenpy-decoded/TestHelpCenterCreateArticle.test_create_article_with_notify_subscribers-true.json',
  async (path) => {
    const [first] = read(path) as { json: Json }[]
    put('article.json', first!.json)

    const { summary } = await bring('official')

    expect(summary).toMatchObject({ format: 'zendesk-help-center', created: 0, failed: 0, ignored: 1 })
  },
)

testOnReal(
  'Salesforce: the 40 cases of an export, as many closed as say so',
  'salesforce-csv/gen-ai-demo.Case.csv',
  async (path) => {
    const cases = table(path)

    const { summary, count } = await bring('case', [path])

    expect(summary).toMatchObject({
      format: 'salesforce',
      state: 'complete',
      failed: 0,
      created: cases.length,
    })
    expect(count('threads', `resolution = 'closed'`)).toBe(cases.filter((one) => one.IsClosed === '1').length)
  },
)

testOnReal(
  'Salesforce: cases joined with their published comments only, the comments’ file first or last',
  'salesforce-csv/sanity.CaseComment.csv',
  async (path) => {
    const cases = table(shared('salesforce-csv/sanity.Case.csv'))
    const comments = table(path)
    const numbers = new Set(cases.map((one) => one.Guid))
    const published = comments.filter((one) => one.IsPublished === 'true' && numbers.has(one.ParentId))
    const hidden = comments.filter((one) => one.IsPublished === 'false')
    const files = [path, shared('salesforce-csv/sanity.Case.csv')]

    for (const paths of [files, [...files].reverse()]) {
      const { summary, count, text } = await bring('case', paths, 'salesforce')

      expect(summary).toMatchObject({ state: 'complete', failed: 0, created: cases.length })
      expect(count('threads', `resolution = 'closed'`)).toBe(
        cases.filter((one) => one.Status === 'Closed').length,
      )
      expect(count('posts', 'position > 0')).toBe(published.length)
      const stored = text()
      expect(hidden.filter((one) => stored.includes(String(one.Guid)))).toEqual([])
    }
  },
)

testOnReal(
  'Salesforce: the cases of recorded query answers',
  'nango-recorded/salesforce/cases.test.json',
  async (path) => {
    const answers = recorded(path).map(({ answer }) => answer as { records: Json[] })
    answers.forEach((answer, index) => {
      put(`query-${index}.json`, answer)
    })
    const cases = answers.flatMap((answer) => answer.records)

    const { summary, count } = await bring('case')

    expect(summary).toMatchObject({ format: 'salesforce', state: 'complete', failed: 0 })
    expect(summary.created).toBe(new Set(cases.map((one) => one.Id)).size)
    const closed = new Set(cases.filter((one) => one.IsClosed).map((one) => one.Id))
    expect(count('threads', `resolution = 'closed'`)).toBe(closed.size)
  },
)

testOnReal(
  'Freshdesk: every ticket and published article of recorded answers, each once',
  'nango-recorded/freshdesk',
  async (path) => {
    const records = readdirSync(path).flatMap((name) => read(join(path, name)) as Json[])
    const ids = (test: (one: Json) => boolean) => new Set(records.filter(test).map((one) => one.id)).size
    const articles = ids((one) => 'folder_id' in one && one.status === 2)
    const tickets = ids((one) => 'requester_id' in one)

    const { summary, count } = await bring('official', [path])

    expect(summary).toMatchObject({ format: 'freshdesk', state: 'complete', failed: 0 })
    expect(count('documents', 'true')).toBe(articles)
    expect(count('threads', 'true')).toBe(tickets)
    expect(count('documents', `section LIKE '% › %' AND body NOT LIKE '%<p>%'`)).toBe(articles)
  },
)

testOnReal(
  'Freshdesk: a ticket with its public conversation and not its private one; translations apart',
  'freshdesk/python-freshdesk',
  async (path) => {
    const file = (name: string) => join(path, `v2__tests__sample_json_data__${name}.json`)
    for (const name of ['ticket_1', 'conversations', 'agents', 'solution_articles', 'solution_articles_fr']) {
      put(`${name}.json`, read(file(name)))
    }
    const said = read(file('conversations')) as Json[]
    const articles = read(file('solution_articles')) as Json[]

    const { summary, count, text } = await bring('case')

    expect(summary).toMatchObject({ format: 'freshdesk', state: 'complete', failed: 0 })
    expect(count('posts', 'position > 0')).toBe(said.filter((one) => !one.private).length)
    expect(count('documents', 'true')).toBe(2 * articles.filter((one) => one.status === 2).length)
    const stored = text()
    expect(
      ['This is a private note', 'dummyname@example.com', 'rachel@freshdesk.com'].filter((one) =>
        stored.includes(one),
      ),
    ).toEqual([])
  },
)

testOnReal(
  'ServiceNow: of an event log every incident once, in its last state',
  'servicenow/incident_event_log.first1200rows.csv',
  async (path) => {
    const rows = table(path)
    const last = new Map<string, Record<string, string>>()
    const changes = (row: Record<string, string> | undefined) => Number(row?.sys_mod_count ?? -1)
    for (const row of rows) if (changes(row) >= changes(last.get(row.number!))) last.set(row.number!, row)
    const closed = [...last.values()].filter((row) => /Closed|Resolved/.test(row.incident_state!))

    const { summary, count, text } = await bring('case', [path])

    expect(summary).toMatchObject({ format: 'servicenow', state: 'complete', failed: 0, created: last.size })
    expect(summary.created + summary.ignored).toBe(rows.length)
    expect(count('threads', `resolution = 'closed'`)).toBe(closed.length)
    expect(text().includes('"Location ')).toBe(false)
  },
)

testOnReal(
  'ServiceNow: recorded incidents with their close notes as answers, unless these only say that it is closed',
  'nango-recorded/servicenow/list-incidents.test.json',
  async (path) => {
    const answers = recorded(path).map(({ answer }) => answer as { result: Json[] })
    answers.forEach((answer, index) => {
      put(`incidents-${index}.json`, answer)
    })
    const incidents = answers.flatMap((answer) => answer.result)

    const { summary, count } = await bring('case')

    expect(summary).toMatchObject({
      format: 'servicenow',
      state: 'complete',
      failed: 0,
      created: incidents.length,
    })
    expect(count('threads', `resolution = 'closed' AND url LIKE 'https://%'`)).toBe(incidents.length)
    const telling = incidents.filter((one) => one.close_notes !== 'This incident is resolved.')
    expect(count('posts', 'is_accepted = 1')).toBe(telling.length)
  },
)

testOnReal(
  'Jira: a recorded issue in the document format; nobody’s address, hours or own fields arrive',
  'nango-recorded/jira/get-issue.test.json',
  async (path) => {
    const answers = [path, shared('nango-recorded/jira/list-issue-comments.test.json')].flatMap(recorded)
    for (const { at, answer } of answers) put(`${at.replace(/^.*\/rest\/api\/3\//, '')}.json`, answer)
    const issues = answers.map(({ answer }) => answer as Json).filter((one) => 'fields' in one)

    const { summary, all, text } = await bring('case')

    expect(summary).toMatchObject({ format: 'jira', state: 'complete', failed: 0, created: issues.length })
    expect(all('SELECT body FROM posts')).toEqual([
      { body: 'This is a test issue created for testing the delete-comment action' },
    ])
    expect(['api@nango.dev', 'Europe/Warsaw', 'gravatar'].filter((one) => text().includes(one))).toEqual([])
  },
)

testOnReal(
  'Intercom: every recorded conversation once, its spoken parts only; drafts of articles left out',
  'nango-recorded/intercom/conversations.test.json',
  async (path) => {
    const articles = recorded(shared('nango-recorded/intercom/articles.test.json'))
    const answers = [...recorded(path), ...articles].map(({ answer }) => answer as Json)
    answers.forEach((answer, index) => {
      put(`${index}.json`, answer)
    })
    const whole = answers.filter((one) => one.type === 'conversation') as {
      source: Json | null
      conversation_parts: { conversation_parts: Json[] }
    }[]
    const spoken = whole.flatMap((one) =>
      one.conversation_parts.conversation_parts.filter((part) => part.body),
    )

    const { summary, count, text } = await bring('case')

    expect(summary).toMatchObject({ format: 'intercom', state: 'complete', failed: 0, created: whole.length })
    expect(count('posts', 'position > 0')).toBe(spoken.length)
    expect(count('documents', 'true')).toBe(0)
    expect(text().includes('@example.com')).toBe(false)
  },
)

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** The rows of a CSV file, read the plain way: the whole text, sign by sign. */
function table(path: string): Record<string, string>[] {
  const rows: string[][] = [['']]
  let isQuoted = false
  for (const sign of readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .replace(/""/g, '\u0001')) {
    const row = rows.at(-1)!
    if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && sign === ',') row.push('')
    else if (!isQuoted && sign === '\n') rows.push([''])
    else if (sign !== '\r') row[row.length - 1] += sign === '\u0001' ? '"' : sign
  }
  const [header, ...lines] = rows.filter((row) => row.length > 1)
  return lines.map((line) => Object.fromEntries(header!.map((name, index) => [name, line[index] ?? ''])))
}

/** The answers recorded in a file of requests, by their addresses. */
function recorded(path: string): { at: string; answer: unknown }[] {
  const { api } = read(path) as { api: Record<string, Record<string, { response: unknown }>> }
  return Object.values(api).flatMap((calls) =>
    Object.entries(calls).flatMap(([at, call]) =>
      (Array.isArray(call) ? call : [call]).map((one: { response: unknown }) => ({
        at,
        answer: one.response,
      })),
    ),
  )
}

function put(name: string, value: unknown): void {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
}

async function bring(authority: Authority, paths = [folder], format = 'auto') {
  const db = freshDb()
  const source = { slug: 'real', authority }
  const summary = await harvest(db, { source, format, paths, by: null })
  const all = (sql: string) => db.$client.prepare(sql).all() as Json[]
  const count = (table: string, where: string) =>
    all(`SELECT count(*) AS n FROM ${table} WHERE ${where}`)[0]!.n
  const text = () =>
    ['raw_records', 'threads', 'posts', 'documents', 'import_failures']
      .map((table) => JSON.stringify(all(`SELECT * FROM ${table}`)))
      .join('\n')
  return { summary, all, count, text }
}
