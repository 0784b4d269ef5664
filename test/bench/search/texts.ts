import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'
import { parse } from 'csv-parse/sync'

/** A real support text: a question with its answers, or a page of documentation. */
export interface RealText {
  from: string
  title: string
  headings: string[]
  body: string
}

/** The real texts below the shared folder, always in the same order. */
export function realTexts(shared: string): RealText[] {
  const data = join(shared, 'data')
  if (!existsSync(data)) return []
  return [
    ...stackExchange(data),
    ...discourse(data),
    ...thunderbird(data),
    ...discussions(data),
    ...markdown(data),
    ...skeptics(data),
  ]
}

function stackExchange(data: string): RealText[] {
  return readdirSync(join(data, 'stackexchange')).flatMap((site) => {
    const rows = readFileSync(join(data, 'stackexchange', site, 'Posts.xml'), 'utf8').matchAll(
      /<row ([^>]*)\/>/g,
    )
    const questions = new Map<string, RealText>()
    for (const [, row = ''] of rows) {
      const value = (name: string) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(` ${row}`)?.[1] ?? '')
      if (value('PostTypeId') === '1') {
        questions.set(value('Id'), {
          from: `stackexchange ${site.split('.')[0]}`,
          title: value('Title'),
          headings: [],
          body: plain(value('Body')),
        })
      } else if (value('PostTypeId') === '2') {
        const question = questions.get(value('ParentId'))
        if (question) question.body += `\n${plain(value('Body'))}`
      }
    }
    return [...questions.values()]
  })
}

function discourse(data: string): RealText[] {
  const folder = join(data, 'discourse-urho3d/topics')
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const topic = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      const posts: { cooked: string }[] = topic.post_stream.posts
      return {
        from: 'discourse urho3d',
        title: topic.title,
        headings: [],
        body: posts.map((post) => plain(post.cooked)).join('\n'),
      }
    })
}

function thunderbird(data: string): RealText[] {
  const folder = join(data, 'csv-thunderbird-sumo')
  const rows = (part: string): Record<string, string>[] =>
    parse(readFileSync(join(folder, readdirSync(folder).find((name) => name.includes(part))!)), {
      columns: true,
    })
  const answers = grouped(rows('answers'), (row) => row.question_id ?? '')
  return rows('questions').map((row) => ({
    from: 'sumo thunderbird',
    title: row.title ?? '',
    headings: [],
    body: [row.content ?? '', ...(answers.get(row.id ?? '') ?? []).map((answer) => answer.content ?? '')]
      .map(plain)
      .join('\n'),
  }))
}

function discussions(data: string): RealText[] {
  const list: { title: string; body: string; comments: { body: string }[] }[] = JSON.parse(
    readFileSync(join(data, 'github-discussions-payload/discussions.json'), 'utf8'),
  )
  return list.map(({ title, body, comments }) => ({
    from: 'github payload',
    title,
    headings: [],
    body: [body, ...comments.map((comment) => comment.body)].map(plain).join('\n'),
  }))
}

function markdown(data: string): RealText[] {
  return ['github-discussions-payload/official-docs', 'discourse-redash-html/official-kb'].flatMap((folder) =>
    readdirSync(join(data, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.mdx?$/.test(name))
      .sort()
      .map((name) => {
        const text = readFileSync(join(data, folder, name), 'utf8')
        const title = /^title:\s*["']?(.+?)["']?\s*$/m.exec(text)?.[1] ?? name
        const body = text.replace(/^---[\s\S]*?\n---/, '')
        const headings = [...body.matchAll(/^#+\s+(.+)$/gm)].map((match) => match[1]!)
        return { from: 'official docs', title, headings, body: body.replace(/[#*`>|]/g, ' ') }
      }),
  )
}

function skeptics(data: string): RealText[] {
  const lines = readFileSync(join(data, 'jsonl-skeptics-se/web_science_dataset.first500.jsonl'), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => {
    const { question, answer } = JSON.parse(line) as { question: string; answer: string }
    return { from: 'skeptics', title: question, headings: [], body: plain(answer) }
  })
}

function plain(html: string): string {
  return load(html.replace(/<\/(p|li|h\d|pre|blockquote)>|<br\s*\/?>/g, '\n'))
    .text()
    .replace(/\n\s*\n+/g, '\n')
}

function unescaped(value: string): string {
  const names: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return value.replace(/&#x([0-9A-F]+);|&(\w+);/gi, (all, code, name) =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : (names[name] ?? all),
  )
}

/** Items by what `keyOf` says of them, in order. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
