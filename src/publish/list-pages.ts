// Long because every page that lists answers stands here beside the others it has to look like.

import { type IssueStatus, issueStatuses } from '../db/words.ts'
import { excerpt } from '../lib/plain-text.ts'
import { contributorPath, linkBetween, productPath, topicPath } from './addresses.ts'
import { originOf } from './article-page.ts'
import { assistantList, assistantSummary, type Group } from './assistants.ts'
import type { SiteArticle, SiteProduct } from './content.ts'
import { productFeed, siteFeeds } from './feeds.ts'
import { lineInput, page, type Site, type SiteFile, welcomeOf } from './frame.ts'
import { issueLabel } from './known-issues.ts'
import { dayIn, filled } from './languages/index.ts'
import { byNeed, byNewest, first } from './order.ts'
import type { Part } from './parts.ts'

/** How many answers one page lists. */
export const PER_PAGE = 100

/** Home, products, topics, contributors, known issues, what changed, search; with the feeds of those that have one. */
export function listParts(site: Site): Part[] {
  const shelves = shelvesOf(site)
  const { folder, sharedInput } = site
  const groupOf = ({ slug, name }: SiteProduct) => ({
    ...{ name, folder: `${folder}products/${slug}/` },
    articles: shelves.get(slug)?.articles ?? [],
  })
  const general = {
    ...{ name: site.say.general, folder: `${folder}general/` },
    articles: shelves.get(null)?.articles ?? [],
  }
  return [
    {
      name: `${folder}front`,
      files: () => [
        homePage(site, shelves),
        productsPage(site, shelves),
        knownIssuesPage(site),
        changesPage(site),
        searchPage(site),
        ...siteFeeds(site),
        assistantSummary(site, [...site.products.map(groupOf), general]),
      ],
    },
    ...site.products.map((product) => {
      const own = shelves.get(product.slug) ?? NO_SHELF
      return {
        name: `${folder}products/${product.slug}`,
        key: [sharedInput, ...own.articles],
        files: () => [
          ...productPages(site, product, own),
          productFeed(site, product, own.articles),
          ...assistantList(site, groupOf(product)),
        ],
      }
    }),
    ...unfiledPart(site, general),
    ...contributorParts(site),
  ]
}

/** The articles of a product and of each of its topics; those of no product stand under null. */
type Shelf = { articles: SiteArticle[]; topics: Map<string, SiteArticle[]> }
type Shelves = Map<string | null, Shelf>

const NO_SHELF: Shelf = { articles: [], topics: new Map() }

function shelvesOf(site: Site): Shelves {
  const shelves: Shelves = new Map()
  for (const article of site.articles) {
    const shelf = shelves.get(article.product) ?? { articles: [], topics: new Map<string, SiteArticle[]>() }
    if (shelf.articles.push(article) === 1) shelves.set(article.product, shelf)
    if (article.topic === null) continue
    const topic = shelf.topics.get(article.topic)
    if (topic === undefined) shelf.topics.set(article.topic, [article])
    else topic.push(article)
  }
  return shelves
}

/** What belongs to a topic under another belongs to that one as well. */
function inTopic({ topics }: SiteProduct, shelf: Shelf, slug: string): SiteArticle[] {
  const below = topics.filter(({ parent }) => parent === slug)
  const own = shelf.topics.get(slug) ?? []
  if (below.length === 0) return own
  return [...own, ...below.flatMap((topic) => shelf.topics.get(topic.slug) ?? [])].sort(
    (a, b) => a.number - b.number,
  )
}

/** One line of a list of answers. */
type Line = {
  to: string
  title: string
  text: string
  note: string
  status: { kind: IssueStatus; label: string } | null
}

function lineOf(
  site: Site,
  from: string,
  article: SiteArticle,
  shows: { text?: boolean; note?: string } = {},
): Line {
  return {
    to: linkBetween(from, site.pathOf(article)),
    title: article.title,
    text: shows.text === true ? excerpt(article.facts.summary, 140) : '',
    note: shows.note ?? '',
    status: article.issueStatus && {
      kind: article.issueStatus,
      label: issueLabel(site.say, article.issueStatus, article.issueVersion),
    },
  }
}

const ORDER: Record<IssueStatus, number> = { investigating: 0, workaround: 1, 'in-test': 2, fixed: 3 }

/** Known issues, those that hurt most first. */
function knownIssues(articles: SiteArticle[]): SiteArticle[] {
  return articles
    .filter((article) => article.issueStatus !== null)
    .sort((a, b) => ORDER[a.issueStatus!] - ORDER[b.issueStatus!] || byNewest(a, b))
}

function start(site: Site) {
  return { name: site.say.start, path: `${site.folder}index.html` }
}

function homePage(site: Site, shelves: Shelves): SiteFile {
  const path = `${site.folder}index.html`
  const { name } = site.content.settings
  const welcome = welcomeOf(site)
  const products = site.products.map((product) => {
    const { articles } = shelves.get(product.slug) ?? NO_SHELF
    return { product, answers: articles.length, top: first(3, articles, byNeed) }
  })
  const issues = knownIssues(site.articles)
    .filter((article) => article.issueStatus !== 'fixed')
    .slice(0, 5)
  const needed = first(8, site.articles, byNeed)
  const newest = first(6, site.articles, byNewest)
  const input = [
    products.map(({ answers, top }) => [answers, top.map(lineInput)]),
    ...[issues, needed, newest].map((articles) => articles.map(lineInput)),
  ]
  return page(site, path, input, () => ({
    template: 'home',
    title: name,
    description: welcome,
    hasTopSearch: false,
    alternates:
      site.languages.length < 2
        ? []
        : site.languages.map(({ language, folder }) => ({ language, path: `${folder}index.html` })),
    data: {
      welcome,
      products: products.map(({ product, answers, top }) => ({
        name: product.name,
        to: linkBetween(path, productPath(product.slug, site.folder)),
        answers: site.say.answers(answers),
        top: top.map((article) => ({ to: linkBetween(path, site.pathOf(article)), title: article.title })),
      })),
      issues: issues.map((article) => lineOf(site, path, article)),
      needed: needed.map((article) => lineOf(site, path, article, { text: true })),
      newest: newest.map((article) =>
        lineOf(site, path, article, { note: dayIn(site.say, article.updatedAt) }),
      ),
    },
  }))
}

function productsPage(site: Site, shelves: Shelves): SiteFile {
  const path = `${site.folder}products/index.html`
  const unfiled = shelves.get(null)?.articles.length ?? 0
  const lines = site.products.map((product) => ({
    to: linkBetween(path, productPath(product.slug, site.folder)),
    title: product.name,
    text: '',
    note: site.say.answers(shelves.get(product.slug)?.articles.length ?? 0),
    status: null,
  }))
  const general = {
    to: linkBetween(path, `${site.folder}general/index.html`),
    title: site.say.general,
    text: '',
    note: site.say.answers(unfiled),
    status: null,
  }
  const answers = unfiled > 0 ? [...lines, general] : lines
  return listPage(site, path, answers, {
    heading: site.say.products,
    crumbs: [start(site)],
    parts: () => [{ heading: '', answers }],
    empty: site.say.noProducts,
  })
}

/** A product with its topics, and a page for each topic; all ordered by need. */
function productPages(site: Site, product: SiteProduct, shelf: Shelf): SiteFile[] {
  const path = productPath(product.slug, site.folder)
  const crumbs = [start(site)]
  const chips = (from: string, parent: string | null) =>
    product.topics
      .filter((topic) => topic.parent === parent)
      .map((topic) => ({
        to: linkBetween(from, topicPath(product.slug, topic.slug, site.folder)),
        name: topic.name,
        answers: inTopic(product, shelf, topic.slug).length,
      }))
  const topicPages = product.topics.flatMap((topic) => {
    const at = topicPath(product.slug, topic.slug, site.folder)
    const above = product.topics.find((one) => one.slug === topic.parent)
    const way = above === undefined ? [] : [topicCrumb(site, product, above)]
    return paged(site, at, inTopic(product, shelf, topic.slug), {
      heading: topic.name,
      crumbs: [...crumbs, { name: product.name, path }, ...way],
      topics: chips(at, topic.slug),
    })
  })
  const topics = chips(path, null)
  return [...paged(site, path, shelf.articles, { heading: product.name, crumbs, topics }), ...topicPages]
}

function topicCrumb(site: Site, product: SiteProduct, topic: SiteProduct['topics'][number]) {
  return { name: topic.name, path: topicPath(product.slug, topic.slug, site.folder) }
}

/** Answers that belong to no product. */
function unfiledPart(site: Site, group: Group): Part[] {
  const { name, folder, articles } = group
  if (articles.length === 0) return []
  const files = () => [
    ...paged(site, `${folder}index.html`, articles, { heading: name, crumbs: [start(site)] }),
    ...assistantList(site, group),
  ]
  return [{ name: folder, key: [site.sharedInput, ...articles], files }]
}

function contributorParts(site: Site): Part[] {
  const people = new Map<string, { name: string; articles: SiteArticle[] }>()
  for (const article of site.articles) {
    for (const { name, slug } of article.credits) {
      const person = people.get(slug) ?? { name, articles: [] }
      people.set(slug, person)
      person.articles.push(article)
    }
  }
  return [...people].map(([slug, { name, articles }]) => ({
    name: `${site.folder}people/${slug}`,
    key: [site.sharedInput, name, ...articles],
    files: () => contributorPages(site, contributorPath(slug, site.folder), name, articles),
  }))
}

function contributorPages(site: Site, path: string, name: string, articles: SiteArticle[]): SiteFile[] {
  const readers = articles.reduce((sum, article) => sum + article.helpful, 0)
  const { contributorLead, contributorHelped } = site.say
  const lead = filled(readers === 0 ? contributorLead : contributorHelped, {
    answers: site.say.answers(articles.length),
    readers: site.say.readers(readers),
  })
  return paged(site, path, articles, { heading: name, lead, crumbs: [start(site)], isIndexed: false })
}

function knownIssuesPage(site: Site): SiteFile {
  const path = `${site.folder}known-issues/index.html`
  const issues = knownIssues(site.articles)
  const groups = issueStatuses
    .map((status) => ({
      status,
      own: issues.filter((article) => article.issueStatus === status).slice(0, PER_PAGE),
    }))
    .filter(({ own }) => own.length > 0)
  const input = groups.map(({ own }) => own.map(lineInput))
  return listPage(site, path, input, {
    heading: site.say.knownIssues,
    lead: site.say.knownIssuesLead,
    crumbs: [start(site)],
    parts: () =>
      groups.map(({ status, own }) => ({
        heading: site.say[status],
        answers: own.map((article) =>
          lineOf(site, path, article, {
            text: true,
            note: filled(site.say.changedOn, { day: dayIn(site.say, article.updatedAt) }),
          }),
        ),
      })),
    empty: site.say.noKnownIssues,
  })
}

function changesPage(site: Site): SiteFile {
  const path = `${site.folder}changes/index.html`
  const newest = first(PER_PAGE, site.articles, byNewest)
  return page(site, path, newest.map(lineInput), () => ({
    template: 'changes',
    title: site.say.changes,
    crumbs: [start(site)],
    data: { days: changesByDay(site, path, newest) },
  }))
}

function changesByDay(site: Site, path: string, newest: SiteArticle[]): { at: string; answers: Line[] }[] {
  const days = new Map<string, Line[]>()
  for (const article of newest) {
    const at = article.updatedAt.slice(0, 10)
    const isNew = article.updatedAt === article.publishedAt
    const what = isNew ? site.say.isNew : changeWords(site, article)
    const product = article.product === null ? '' : ` · ${site.productNames.get(article.product) ?? ''}`
    const line = lineOf(site, path, article, {
      note: `${what} · ${originOf(site.say, article).label}${product}`,
    })
    days.set(at, [...(days.get(at) ?? []), line])
  }
  return [...days].map(([at, answers]) => ({ at, answers }))
}

function changeWords({ say }: Site, { significance, version }: SiteArticle): string {
  const words = { answer: say.changedAnswer, wording: say.changedWording, minor: say.changedMinor }
  return filled(words[significance], { version })
}

function searchPage(site: Site): SiteFile {
  return page(site, `${site.folder}search/index.html`, null, () => ({
    template: 'search',
    title: site.say.search,
    isIndexed: false,
    hasTopSearch: false,
    data: {},
  }))
}

type ListParts = {
  heading: string
  lead?: string
  crumbs: { name: string; path: string }[]
  topics?: { to: string; name: string; answers: number }[]
  issues?: () => Line[]
  parts: () => { heading: string; answers: Line[] }[]
  empty?: string
  previous?: string | null
  next?: string | null
  place?: string
  isIndexed?: boolean
}

/** A list of any length, ordered by need, on as many pages as it takes; known issues on top of the first. */
function paged(
  site: Site,
  path: string,
  articles: SiteArticle[],
  list: Omit<ListParts, 'parts' | 'issues'>,
): SiteFile[] {
  const onTop = knownIssues(articles)
    .filter((article) => article.issueStatus !== 'fixed')
    .slice(0, 20)
  const others = articles.filter((article) => !onTop.includes(article)).sort(byNeed)
  const pages = Math.max(1, Math.ceil(others.length / PER_PAGE))
  const pathOf = (n: number) => (n === 0 ? path : path.replace(/index\.html$/, `page-${n + 1}.html`))
  return Array.from({ length: pages }, (_, n) => {
    const own = pathOf(n)
    const listed = others.slice(n * PER_PAGE, (n + 1) * PER_PAGE)
    const above = n === 0 ? onTop : []
    const linesOf = (some: SiteArticle[]) => some.map((article) => lineOf(site, own, article, { text: true }))
    return listPage(site, own, [listed.map(lineInput), above.map(lineInput)], {
      ...list,
      topics: n === 0 ? (list.topics ?? []) : [],
      issues: () => linesOf(above),
      parts: () => (listed.length === 0 ? [] : [{ heading: '', answers: linesOf(listed) }]),
      empty: onTop.length > 0 ? '' : site.say.noAnswersHere,
      previous: n === 0 ? null : linkBetween(own, pathOf(n - 1)),
      next: n === pages - 1 ? null : linkBetween(own, pathOf(n + 1)),
      place: filled(site.say.pageOf, { page: n + 1, pages }),
    })
  })
}

/** `input` stands for the lines of the list, which are only made when the page is. */
function listPage(site: Site, path: string, input: unknown, list: ListParts): SiteFile {
  const { crumbs, isIndexed = true, issues, parts, ...rest } = list
  const plain = { lead: '', topics: [], empty: '', previous: null, next: null, place: '', ...rest }
  return page(site, path, [input, plain, crumbs, isIndexed], () => ({
    template: 'list',
    title: list.heading,
    description: list.lead ?? '',
    crumbs,
    isIndexed,
    data: { ...plain, issues: issues?.() ?? [], parts: parts() },
  }))
}
