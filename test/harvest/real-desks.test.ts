// Counts on real exports of Zendesk and Freshdesk, each against a few lines that count the same in the files themselves.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { shared, testOnReal } from '../support/shared.ts'
import { bring, inOwnFolder, type Json, put, read, recorded } from './recorded.ts'

inOwnFolder()

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
    expect(summary.records + summary.ignored).toBe(ids(tickets))
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
