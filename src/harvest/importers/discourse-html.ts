import type { Importer } from '../importer.ts'
import { newRemoval, PERSONAL_KEYS, stripped, withoutKeys } from '../private.ts'
import { filesOf } from '../probe.ts'
import { gathered, type Sorted } from '../reading/gather.ts'
import { parsePage, readPage } from '../reading/html-page.ts'
import { isDiscoursePage, type PageTopic, topicOf } from './discourse-page.ts'
import { normaliseTopic } from './discourse-topic.ts'

/** Pages of a Discourse forum as they are served without scripts, saved one by one; read as the topics they show. */
export const discourseHtml: Importer = {
  name: 'discourse-html',
  reads:
    'Saved topic pages of a Discourse forum (HTML), further pages of a topic too; an accepted answer only where the page states it.',
  usesMapping: true,
  recognises: (probe) =>
    probe.names
      .filter(isPage)
      .slice(0, 20)
      .some((name) => isDiscoursePage(probe.head(name))),
  items: (paths) =>
    gathered(pagesOf(paths), {
      sort,
      join: (head, parts) => {
        const topic = head.value as PageTopic
        return {
          kind: 'thread',
          externalId: topic.id,
          raw: joined(topic, parts as PageTopic[]),
          file: head.file,
          position: head.position,
        }
      },
      orphan: (key) => `further pages of topic ${key}, whose first is not here`,
    }),
  withoutPrivate: (raw) => {
    const removal = newRemoval()
    return stripped(withoutKeys(raw, PERSONAL_KEYS, removal), removal)
  },
  normalise: (item, context) => normaliseTopic(item.raw, context),
}

function isPage(name: string): boolean {
  return /\.x?html?$/i.test(name)
}

async function* pagesOf(paths: string[]) {
  for (const { file, name } of filesOf(paths, isPage)) {
    const position = 'whole file'
    const read = readPage(file)
    if ('damage' in read)
      yield { bad: `${read.damage} (byte ${read.offset})`, externalId: name, file, position, raw: '' }
    else yield { value: pageOf(read.text, name), file, position }
  }
}

type Page = PageTopic | { problem: string } | undefined

function pageOf(html: string, name: string): Page {
  try {
    return topicOf(parsePage(html), name)
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

function sort(page: Page): Sorted {
  if (page === undefined) return { ignored: 'a page without a topic' }
  if ('problem' in page) return { bad: page.problem }
  return page.post_stream.posts.some((post) => post.post_number === 1) ? { head: page.id } : { part: page.id }
}

/** The posts of all pages in their order; pages overlap when posts came in between saving them. */
function joined(topic: PageTopic, parts: PageTopic[]): PageTopic {
  const all = [topic, ...parts].flatMap((page) => page.post_stream.posts)
  const known = new Map(all.map((post) => [post.post_number, post]))
  const posts = [...known.values()].sort((a, b) => a.post_number - b.post_number)
  return { ...topic, post_stream: { posts } }
}
