// Counts on real exports, each against a few lines that count the same in the files themselves.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Authority } from '../../src/db/words.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { freshDb } from '../support/db.ts'
import { testOnReal } from '../support/shared.ts'

for (const dump of [
  'bicycles.meta.stackexchange.com-2023-09',
  'genai.stackexchange.com-2023-12',
  'datascience.meta.stackexchange.com-2024-04',
]) {
  testOnReal(
    `${dump}: as many questions, accepted answers and answers as the dump has`,
    `stackexchange/${dump}`,
    async (path) => {
      const rows = readFileSync(join(path, 'Posts.xml'), 'utf8').split('\n')
      const questions = rows.filter((row) => row.includes(' PostTypeId="1"'))
      const answers = rows.filter((row) => row.includes(' PostTypeId="2"'))

      const { summary, count } = await bring(path, 'community')

      expect(summary).toMatchObject({
        format: 'stackexchange',
        state: 'complete',
        failed: 0,
        created: questions.length,
      })
      expect(count('threads', `resolution = 'marked'`)).toBe(
        questions.filter((row) => row.includes(' AcceptedAnswerId=')).length,
      )
      expect(count('posts', `position > 0 AND external_id NOT LIKE 'comment-%'`)).toBe(answers.length)
      expect(count('posts', `body LIKE '%<p>%' OR body LIKE '%&lt;p&gt;%'`)).toBe(0)
    },
  )
}

testOnReal(
  'the Urho3D topics: as many as files, as many accepted as marked',
  'discourse-urho3d/topics',
  async (path) => {
    const topics = readdirSync(path).map((name) => JSON.parse(readFileSync(join(path, name), 'utf8')))
    const posts = topics.flatMap((topic) => topic.post_stream.posts)
    const shown = posts.filter((post) => !post.hidden && post.post_type !== 3 && post.post_number > 1)

    const { summary, count } = await bring(path, 'community')

    expect(summary).toMatchObject({
      format: 'discourse',
      state: 'complete',
      failed: 0,
      created: topics.length,
    })
    expect(count('threads', `resolution = 'marked'`)).toBe(
      topics.filter((topic) => topic.accepted_answer).length,
    )
    expect(count('posts', 'position > 0')).toBe(shown.length)
    expect(summary.removed['hidden-post']).toBe(posts.filter((post) => post.hidden).length)
  },
)

for (const [name, path] of [
  ['Redash', 'discourse-redash-html/official-kb'],
  ['Payload', 'github-discussions-payload/official-docs'],
] as const) {
  testOnReal(
    `the documents of ${name}: as many as files, none with front matter or components left`,
    path,
    async (folder) => {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
        /\.mdx?$/.test(file),
      )

      const { summary, count, all } = await bring(folder, 'official')

      expect(summary).toMatchObject({
        format: 'markdown',
        state: 'complete',
        failed: 0,
        created: files.length,
      })
      expect(count('documents', `body LIKE '---%' OR title = ''`)).toBe(0)
      const lines = all('SELECT body FROM documents').flatMap((row) => outsideFences(String(row.body)))
      const left = lines.filter((line) =>
        /^(?:import|export) .*from ['"]|^\s*<\/?[A-Z]\w*[^`]*>\s*$/.test(line),
      )
      expect(left).toEqual([])
    },
  )
}

async function bring(path: string, authority: Authority) {
  const db = freshDb()
  const summary = await harvest(db, {
    source: { slug: 'real', authority },
    format: 'auto',
    paths: [path],
    by: null,
  })
  const all = (sql: string) => db.$client.prepare(sql).all() as Record<string, unknown>[]
  const count = (table: string, where: string) =>
    all(`SELECT count(*) AS n FROM ${table} WHERE ${where}`)[0]!.n
  return { summary, all, count }
}

function outsideFences(markdown: string): string[] {
  let isOpen = false
  return markdown.split('\n').filter((line) => {
    if (/^\s*```/.test(line)) isOpen = !isOpen
    return !isOpen
  })
}
