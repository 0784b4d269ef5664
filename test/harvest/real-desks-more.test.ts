// Counts on real exports of the other help desks, each against a few lines that count the same in the files themselves.
import { expect } from 'vitest'
import { shared, testOnReal } from '../support/shared.ts'
import { bring, inOwnFolder, type Json, put, recorded, table } from './recorded.ts'

inOwnFolder()

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
