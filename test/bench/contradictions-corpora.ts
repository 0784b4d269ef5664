/** Real text for the bench: official documents and forum posts laid beside each other, read from WINNOW_SHARED. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'
import { htmlToMarkdown } from '../../src/lib/html-to-markdown.ts'

/** One text with its title. */
export interface CorpusText {
  id: string
  title: string
  text: string
}

/** Official texts and the community texts to be held against them; `threadId` limits a pair to one thread. */
export interface Corpus {
  name: string
  official: (CorpusText & { threadId?: string })[]
  community: (CorpusText & { threadId?: string })[]
}

/** Every corpus that is present. */
export function realCorpora(shared: string): Corpus[] {
  const data = join(shared, 'data')
  if (!existsSync(data)) return []
  return [urho(data), payload(data), redash(data), ...stackExchange(data), thunderbird(data)].filter(
    (corpus) => corpus.official.length > 0,
  )
}

function urho(data: string): Corpus {
  const folder = join(data, 'discourse-urho3d')
  const official = filesUnder(join(folder, 'official-docs'), '.dox').map((path) => ({
    id: path,
    title: 'Urho3D',
    text: doxToMarkdown(readFileSync(path, 'utf8')),
  }))
  const community: CorpusText[] = []
  for (const path of filesUnder(join(folder, 'topics'), '.json')) {
    const topic = JSON.parse(readFileSync(path, 'utf8')) as {
      title?: string
      post_stream?: { posts: { id: number; cooked: string }[] }
    }
    for (const post of topic.post_stream?.posts ?? [])
      community.push({ id: `${path}#${post.id}`, title: topic.title ?? '', text: markdown(post.cooked) })
  }
  return { name: 'urho3d', official, community }
}

function doxToMarkdown(text: string): string {
  return text
    .replace(/\\(?:page|section) \w+ /g, '\n# ')
    .replace(/\\subsection \w+ /g, '\n## ')
    .replace(/\\code[\s\S]*?\\endcode/g, '\n')
    .replace(/\\verbatim[\s\S]*?\\endverbatim/g, '\n')
    .replace(/\\(?:ref|tableofcontents|image|htmlonly|endhtmlonly|todo)\b/g, '')
    .replace(/^\s*(?:\/\*\*|\*\/|namespace.*|[{}])\s*$/gm, '')
}

function payload(data: string): Corpus {
  const folder = join(data, 'github-discussions-payload')
  const official = filesUnder(join(folder, 'official-docs'), '.mdx').map((path) => ({
    id: path,
    title: titleOf(path),
    text: readFileSync(path, 'utf8'),
  }))
  const file = join(folder, 'discussions.json')
  const list = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as {
        id: string
        title: string
        body: string
        comments: { body: string; replies?: { body: string }[] }[]
      }[])
    : []
  const community = list.flatMap((item) =>
    [
      item.body,
      ...item.comments.flatMap((comment) => [
        comment.body,
        ...(comment.replies ?? []).map((reply) => reply.body),
      ]),
    ].map((body, at) => ({ id: `${item.id}#${at}`, title: item.title, text: markdown(body) })),
  )
  return { name: 'payload', official, community }
}

function redash(data: string): Corpus {
  const folder = join(data, 'discourse-redash-html')
  const official = filesUnder(join(folder, 'official-kb'), '.md').map((path) => ({
    id: path,
    title: titleOf(path),
    text: readFileSync(path, 'utf8'),
  }))
  const community = filesUnder(join(folder, 'topics'), '.html').flatMap((path) => {
    const page = load(readFileSync(path, 'utf8'))
    const posts = page('.post, .cooked, .content').toArray()
    return posts.map((post, at) => ({
      id: `${path}#${at}`,
      title: page('title').text(),
      text: markdown(page(post).html() ?? ''),
    }))
  })
  return { name: 'redash', official, community }
}

function stackExchange(data: string): Corpus[] {
  return [
    'bicycles.meta.stackexchange.com-2023-09',
    'genai.stackexchange.com-2023-12',
    'datascience.meta.stackexchange.com-2024-04',
  ].map((name) => {
    const path = join(data, 'stackexchange', name, 'Posts.xml')
    if (!existsSync(path)) return { name, official: [], community: [] }
    const rows = [...readFileSync(path, 'utf8').matchAll(/<row ([^>]*)\/>/g)].map(
      (match) =>
        Object.fromEntries(
          [...match[1]!.matchAll(/(\w+)="([^"]*)"/g)].map((pair) => [pair[1]!, unescapeXml(pair[2]!)]),
        ) as Record<string, string>,
    )
    const questions = new Map(rows.filter((row) => row.PostTypeId === '1').map((row) => [row.Id!, row]))
    const answers = rows.filter((row) => row.PostTypeId === '2' && questions.has(row.ParentId!))
    const best = new Map<string, string>()
    for (const answer of answers) {
      const question = questions.get(answer.ParentId!)!
      if (question.AcceptedAnswerId === answer.Id || !best.has(answer.ParentId!))
        best.set(answer.ParentId!, question.AcceptedAnswerId ?? answer.Id!)
    }
    const text = (row: Record<string, string>) => ({
      id: row.Id!,
      threadId: row.ParentId!,
      title: questions.get(row.ParentId!)!.Title ?? '',
      text: markdown(row.Body ?? ''),
    })
    return {
      name,
      official: answers.filter((row) => best.get(row.ParentId!) === row.Id).map(text),
      community: answers.filter((row) => best.get(row.ParentId!) !== row.Id).map(text),
    }
  })
}

function thunderbird(data: string): Corpus {
  const path = join(data, 'csv-thunderbird-sumo', 'thunderbird-desktop-answers-2023-07-11-2023-08-15.csv')
  if (!existsSync(path)) return { name: 'thunderbird', official: [], community: [] }
  const rows = csvRows(readFileSync(path, 'utf8'))
  const first = new Set<string>()
  const official: Corpus['official'] = []
  const community: Corpus['community'] = []
  for (const [id = '', thread = '', , , content = ''] of rows.slice(1)) {
    const item = { id, threadId: thread, title: '', text: markdown(content) }
    if (first.has(thread)) community.push(item)
    else official.push(item)
    first.add(thread)
  }
  return { name: 'thunderbird', official, community }
}

function csvRows(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const match of text.matchAll(/("(?:[^"]|"")*"|[^,\n\r]*)(,|\r?\n|$)/g)) {
    const cell = match[1]!.startsWith('"') ? match[1]!.slice(1, -1).replaceAll('""', '"') : match[1]!
    rows.at(-1)!.push(cell)
    if (match[2]!.endsWith('\n')) rows.push([])
    if (match[2] === '') break
  }
  return rows
}

function markdown(html: string): string {
  return htmlToMarkdown(html)
}

function titleOf(path: string): string {
  return /^title:\s*(.+)$/m.exec(readFileSync(path, 'utf8').slice(0, 800))?.[1] ?? ''
}

function filesUnder(folder: string, extension: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name)
      return statSync(path).isDirectory()
        ? filesUnder(path, extension)
        : path.endsWith(extension)
          ? [path]
          : []
    })
}

function unescapeXml(text: string): string {
  return text
    .replace(/&#xA;/g, '\n')
    .replace(/&#xD;/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
}
