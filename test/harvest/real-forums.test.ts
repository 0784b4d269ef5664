// Counts on real exports of forums and sites, each against a few lines that count the same in the files themselves.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect } from 'vitest'
import type { Authority } from '../../src/db/words.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { freshDb } from '../support/db.ts'
import { testOnReal } from '../support/shared.ts'

// biome-ignore lint/suspicious/noExplicitAny: the files are what is counted, whatever their shape
type Json = any

testOnReal(
  'GitHub discussions: as many threads, answers and comments as the collection has',
  'github-discussions-payload/discussions.json',
  async (path) => {
    const threads = JSON.parse(readFileSync(path, 'utf8'))
    const comments = threads.flatMap((thread: Json) => thread.comments)
    const replies = comments.flatMap((comment: Json) => comment.replies ?? [])

    const { summary, count } = await bring(path, 'community')

    expect(summary).toMatchObject({ format: 'github', state: 'complete', failed: 0, created: threads.length })
    expect(count('threads', `resolution = 'marked'`)).toBe(
      threads.filter((thread: Json) => thread.answer).length,
    )
    expect(count('threads', `resolved_by = 'asker'`)).toBe(
      threads.filter(
        (thread: Json) => thread.answer?.chosenBy && thread.answer.chosenBy === thread.author.name,
      ).length,
    )
    expect(count('posts', 'position > 0')).toBe(comments.length + replies.length)
    expect(count('posts', 'is_accepted = 1')).toBe(threads.length)
    expect(count('posts', `body LIKE '%<span class=%' OR body LIKE '%Reply to this email directly%'`)).toBe(0)
  },
)

testOnReal(
  'GitHub issues of an archive: as many as it has, pull requests left out',
  'github-issues/eat.archive.json',
  async (path) => {
    const archive = JSON.parse(readFileSync(path, 'utf8'))

    const { summary, count } = await bring(path, 'community')

    expect(summary).toMatchObject({
      created: archive.issues.length,
      ignored: archive.pulls.length,
      failed: 0,
    })
    expect(count('posts', 'position > 0')).toBe(
      archive.issues.flatMap((issue: Json) => issue.comments).length,
    )
    expect(count('threads', `resolution = 'closed'`)).toBe(
      archive.issues.filter((issue: Json) => issue.state === 'CLOSED').length,
    )
  },
)

testOnReal(
  'saved question pages: as many answers as the pages mark, the accepted one among them',
  'qapage-html',
  async (path) => {
    const pages = readdirSync(path).map((name) => readFileSync(join(path, name), 'utf8'))
    const answers = pages.map((page) => page.match(/itemprop="(?:accepted|suggested)Answer"/g)!.length)

    const { summary, count } = await bring(path, 'community')

    expect(summary).toMatchObject({
      format: 'schema-org',
      state: 'complete',
      failed: 0,
      created: pages.length,
    })
    expect(count('posts', 'position > 0')).toBe(answers.reduce((sum, one) => sum + one))
    expect(count('posts', 'is_accepted = 1')).toBe(pages.length)
    expect(count('posts', 'author_name IS NULL OR url IS NULL')).toBe(0)
  },
)

testOnReal(
  'questions with their answers as JSON lines: a mapping is all it takes',
  'jsonl-skeptics-se/web_science_dataset.first500.jsonl',
  async (path) => {
    const lines = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Json)
    const mapping = {
      ...{ id: 'answerId', title: 'question', body: 'question', url: 'answerUrl', tags: ['category'] },
      ...{ createdAtIfMissing: '2019-01-01', resolution: { kind: 'marked', text: 'answer' } },
    }

    const { summary, count } = await bring(path, 'community', { format: 'json', mapping })

    expect(summary).toMatchObject({ format: 'json', state: 'complete', failed: 0, created: lines.length })
    expect(count('posts', 'is_accepted = 1')).toBe(lines.filter((line) => line.answer !== '').length)
  },
)

testOnReal(
  'Thunderbird’s support forum: as many questions and answers as rows, nothing resolved, no spam',
  'csv-thunderbird-sumo',
  async (path) => {
    const rows = (part: string) => {
      const name = readdirSync(path).find((one) => one.includes(part))!
      return parse(readFileSync(join(path, name)), { columns: true, bom: true }) as Record<string, string>[]
    }
    const [questions, answers] = [rows('-questions-'), rows('-answers-')]
    const spam = answers.filter((row) => row.is_spam === 'true')

    const { summary, count } = await bring(path, 'community')

    expect(summary).toMatchObject({
      format: 'thunderbird',
      state: 'complete',
      failed: 0,
      created: questions.length,
    })
    expect(count('posts', 'position > 0')).toBe(answers.length - spam.length)
    expect(summary.removed.spam).toBe(spam.length)
    expect(count('threads', `resolution <> 'unknown'`)).toBe(0)
    expect(count('threads', `language = 'it'`)).toBe(questions.filter((row) => row.locale === 'it').length)
  },
)

testOnReal(
  'saved pages of a Discourse forum: as many topics as pages, as many posts as they show',
  'discourse-redash-html/topics',
  async (path) => {
    const pages = readdirSync(path).map((name) => readFileSync(join(path, name), 'utf8'))
    const posts = pages.map((page) => page.match(/class="topic-body crawler-post"/g)!.length)

    const { summary, count } = await bring(path, 'community')

    expect(summary).toMatchObject({
      format: 'discourse-html',
      state: 'complete',
      failed: 0,
      created: pages.length,
    })
    expect(count('posts', '1')).toBe(posts.reduce((sum, one) => sum + one))
    expect(count('threads', `resolution <> 'unknown' OR url NOT LIKE 'https://discuss.redash.io/t/%'`)).toBe(
      0,
    )
    expect(count('posts', `author_name IS NULL OR body LIKE '%KB%×%' OR body LIKE '%<div%'`)).toBe(0)
  },
)

testOnReal(
  'Jive contents: as many discussions and documents as the answers have, all other kinds left out',
  'jive',
  async (path) => {
    const answers = readdirSync(path).map((name) => readFileSync(join(path, name), 'utf8'))
    const records = answers
      .map((text) => JSON.parse(text.replace(/^throw.*;/, '')) as Json)
      .flatMap((value) => value.list ?? [value])
    const of = (type: string) => records.filter((record) => record.type === type)
    const known = new Set(of('discussion').map((record) => record.contentID))
    const placed = of('message').filter((record) => known.has(record.discussion.split('/').at(-1)))

    const { summary, count, all } = await bring(path, 'community')

    expect(summary).toMatchObject({ format: 'jive', state: 'complete', failed: 0 })
    expect(count('threads', '1')).toBe(of('discussion').length)
    expect(count('documents', '1')).toBe(of('document').length)
    expect(count('posts', 'position > 0')).toBe(placed.length)
    expect(count('threads', `resolution = 'marked'`)).toBe(
      of('discussion').filter((one) => one.answer).length,
    )
    expect(JSON.stringify(all('SELECT payload FROM raw_records'))).not.toMatch(
      /@jivesoftware|%40jivesoftware/,
    )
  },
)

testOnReal(
  'Doxygen pages: as many documents as pages, no command left outside code',
  'discourse-urho3d/official-docs',
  async (path) => {
    const texts = readdirSync(path).map((name) => readFileSync(join(path, name), 'utf8'))
    const pages = texts.map((text) => text.match(/^\\(?:mainpage|page)\b/gm)!.length)

    const { summary, count, all } = await bring(path, 'official')

    const expected = pages.reduce((sum, one) => sum + one)
    expect(summary).toMatchObject({ format: 'doxygen', state: 'complete', failed: 0, created: expected })
    expect(count('documents', `body = '' OR title = ''`)).toBe(0)
    const outside = all('SELECT body FROM documents').map((row) =>
      String(row.body).replace(/^```[\s\S]*?^```/gm, ''),
    )
    expect(
      outside.flatMap((body) => body.match(/\\(?:ref|section|subsection|code|verbatim|page)\b/g) ?? []),
    ).toEqual([])
  },
)

testOnReal(
  'mailing lists: every mail in exactly one thread, though texts hold lines that begin with "From "',
  'mbox',
  async (path) => {
    const texts = readdirSync(path).map((name) => readFileSync(join(path, name), 'latin1'))
    const mails = texts.flatMap((text) => text.match(/^From .* at .* \d\d:\d\d:\d\d \d{4}$/gm)!)

    const { summary, count } = await bring(path, 'community')

    expect(summary).toMatchObject({ format: 'mbox', state: 'complete', failed: 0, ignored: 0 })
    expect(count('posts', '1')).toBe(mails.length)
    expect(count('threads', `resolution <> 'unknown' OR title LIKE 'Re:%'`)).toBe(0)
    expect(count('posts', `body LIKE '%mailing list%' AND body LIKE '%unsubscribe%'`)).toBe(0)
  },
)

async function bring(path: string, authority: Authority, how: { format?: string; mapping?: unknown } = {}) {
  const db = freshDb()
  const source = { slug: 'real', authority }
  const summary = await harvest(db, { source, format: 'auto', paths: [path], by: null, ...how })
  const all = (sql: string) => db.$client.prepare(sql).all() as Record<string, unknown>[]
  const count = (table: string, where: string) =>
    all(`SELECT count(*) AS n FROM ${table} WHERE ${where}`)[0]!.n
  return { summary, all, count }
}
