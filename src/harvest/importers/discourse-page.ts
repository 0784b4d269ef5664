/** A saved page of Discourse as the topic it shows, in the shape of the topic's JSON. */
import { attribute, type Element, find, isElement, type Node, textOf } from '../../lib/html-tree.ts'
import { allOf, type HtmlPage, innerHtml, wordsOf } from '../reading/html-page.ts'
import { questionsOf } from './schema-org-data.ts'

/** Whether a page was written by Discourse, whose own importer sees more in it than its schema.org data. */
export function isDiscoursePage(html: string): boolean {
  return (
    /<meta[^>]{0,80}\bcontent="Discourse\b|class="[^"]*\bcrawler-post\b/.test(html) &&
    /\bcrawler-post\b|schema\.org\/DiscussionForumPosting/.test(html)
  )
}

/** A topic, or a further page of one: then its posts do not begin with the first. */
export type PageTopic = {
  id: string
  title: string
  slug: string
  base_url?: string
  tags: string[]
  category?: { name: string; slug: string; parent?: string }
  accepted_answers: { post_number: number }[]
  post_stream: { posts: PagePost[] }
}
type PagePost = {
  id: string
  post_number: number
  username?: string
  cooked: string
  created_at: string
  updated_at: string
  version: number
  actions_summary: { id: number; count: number }[]
}

/** What the page shows; undefined when it is no topic (a list, a profile). `name` is the file's. */
export function topicOf(page: HtmlPage, name: string): PageTopic | undefined {
  const posts = allOf(page.root, (one) => wordsOf(one, 'class').includes('crawler-post'))
  const address = addressOf(page)
  const id = address?.id ?? /(\d+)(?:\.html?)?$/.exec(name)?.[1]
  if (posts.length === 0 || id === undefined) return undefined
  const category = categoryOf(page.root)
  return {
    id,
    title: titleOf(page),
    slug: address?.slug ?? '',
    ...(address?.base !== undefined && { base_url: address.base }),
    tags: allOf(page.root, (one) => wordsOf(one, 'class').includes('discourse-tag')).map(lineOf),
    ...(category !== undefined && { category }),
    accepted_answers: acceptedIn(page),
    post_stream: { posts: posts.map((post, index) => postOf(post, id, index)) },
  }
}

const TOPIC = /^(https?:\/\/[^/]+)?(?:\/[^/]+)*?\/t\/([^/?#]+)\/(\d+)/

function addressOf(page: HtmlPage): { base?: string | undefined; slug: string; id: string } | undefined {
  const links = allOf(page.root, (one) => wordsOf(one, 'itemprop').includes('mainEntityOfPage'))
  const heading = find(page.root, (one) => attribute(one, 'id') === 'topic-title')
  const inHeading = heading && find(heading, (one) => one.name === 'a')
  const stated = [page.url, ...links.map(hrefOf), inHeading && hrefOf(inHeading)]
  const matches = stated.map((one) => TOPIC.exec(one ?? '')).filter((match) => match !== null)
  const best = matches.find((match) => match[1] !== undefined) ?? matches[0]
  return best && { base: best[1], slug: best[2]!, id: best[3]! }
}

function titleOf(page: HtmlPage): string {
  const heading = find(page.root, (one) => one.name === 'h1')
  const headline = find(page.root, (one) => wordsOf(one, 'itemprop').includes('headline'))
  return (headline && attribute(headline, 'content')) || (heading ? lineOf(heading) : (page.title ?? ''))
}

/** The last crumb is the topic's category, one before it the category above. */
function categoryOf(root: Element): PageTopic['category'] {
  const crumbs = allOf(root, (one) => wordsOf(one, 'itemprop').includes('itemListElement'))
  const names = crumbs.map((crumb) => {
    const name = find(crumb, (one) => wordsOf(one, 'itemprop').includes('name'))
    return name === undefined ? '' : lineOf(name)
  })
  const [parent, name] = [names.at(-2), names.at(-1)]
  if (!name) return undefined
  return { name, slug: '', ...(parent && { parent }) }
}

/** Forums with marked answers say so in their schema.org data, by the address of the post. */
function acceptedIn(page: HtmlPage): { post_number: number }[] {
  const answers = questionsOf(page).flatMap(({ thing }) => [thing.acceptedAnswer].flat())
  return answers.flatMap((answer) => {
    const address = (answer as { url?: unknown } | null | undefined)?.url
    const number = /\/(\d+)(?:[?#].*)?$/.exec(String(address ?? ''))?.[1]
    return number === undefined ? [] : [{ post_number: Number(number) }]
  })
}

function postOf(post: Element, topicId: string, index: number): PagePost {
  const property = (name: string) => find(post, (one) => wordsOf(one, 'itemprop').includes(name))
  const number = Number(/^post_(\d+)$/.exec(attribute(post, 'id') ?? '')?.[1] ?? index + 1)
  const creator = find(
    post,
    (one) => wordsOf(one, 'itemprop').includes('author') || wordsOf(one, 'class').includes('creator'),
  )
  const name = creator && (find(creator, (one) => wordsOf(one, 'itemprop').includes('name')) ?? creator)
  const time =
    property('datePublished') ?? property('dateCreated') ?? find(post, (one) => one.name === 'time')
  const created = (time && (attribute(time, 'datetime') ?? attribute(time, 'content'))) ?? ''
  const changed = property('dateModified')
  const updated = (changed && (attribute(changed, 'content') ?? attribute(changed, 'datetime'))) ?? created
  const text = find(post, (one) => one.name === 'div' && wordsOf(one, 'class').includes('post'))
  if (text !== undefined) mendImages(text)
  const username = name && lineOf(name)
  return {
    ...{ id: `${topicId}-${number}`, post_number: number, ...(username && { username }) },
    ...{ cooked: text === undefined ? '' : innerHtml(text), created_at: created, updated_at: updated },
    ...{ version: updated === created ? 1 : 2, actions_summary: [{ id: 2, count: likesOf(post) }] },
  }
}

/** Saved pages name small copies on disk; the link around an image leads to the real one. */
function mendImages(text: Element): void {
  for (const link of allOf(text, (one) => wordsOf(one, 'class').includes('lightbox'))) {
    const image = find(link, (one) => one.name === 'img')
    const href = hrefOf(link)
    if (image !== undefined && href !== undefined) image.attribs.src = href
  }
}

function likesOf(post: Element): number {
  const counters = allOf(post, (one) => wordsOf(one, 'itemprop').includes('interactionStatistic'))
  for (const counter of counters) {
    const values = (counter.children as Node[])
      .filter(isElement)
      .map((one) => attribute(one, 'content') ?? '')
    if (values.some((value) => value.endsWith('LikeAction')))
      return Number(values.find((value) => /^\d+$/.test(value)) ?? 0)
  }
  return 0
}

function hrefOf(element: Element): string | undefined {
  return attribute(element, 'href') ?? attribute(element, 'content')
}

function lineOf(element: Element): string {
  return textOf(element).replace(/\s+/g, ' ').trim()
}
