import { contributorPath, linkBetween, productPath, topicPath } from './addresses.ts'
import { originOf } from './article-page.ts'
import type { SiteArticle, SiteProduct } from './content.ts'
import { page, type Site, type SiteFile } from './frame.ts'
import { type IssueStatus, issueStatusWords } from './known-issues.ts'
import { excerpt, plainText } from './plain-text.ts'
import { byUnits, count, onDay } from './words.ts'

/** How many answers one page lists. */
export const PER_PAGE = 100

/** Home, products, topics, contributors, known issues, what changed, search. */
export function listFiles(site: Site): SiteFile[] {
  return [
    homePage(site),
    productsPage(site),
    ...site.products.flatMap((product) => productPages(site, product)),
    ...unfiledPages(site),
    ...contributorPages(site),
    ...knownIssuesPages(site),
    changesPage(site),
    searchPage(site),
  ]
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
    text: shows.text === true ? excerpt(plainText(article.resolution.slice(0, 1_000)), 140) : '',
    note: shows.note ?? '',
    status: article.issueStatus && {
      kind: article.issueStatus,
      label: issueStatusWords[article.issueStatus],
    },
  }
}

function byNeed(articles: SiteArticle[]): SiteArticle[] {
  return [...articles].sort((a, b) => b.need - a.need || a.number - b.number)
}

function byNewest(articles: SiteArticle[]): SiteArticle[] {
  return [...articles].sort((a, b) => byUnits(b.updatedAt, a.updatedAt) || a.number - b.number)
}

const ORDER: Record<IssueStatus, number> = { open: 0, workaround: 1, 'in-test': 2, fixed: 3 }

/** Known issues, those that hurt most first. */
function knownIssues(articles: SiteArticle[]): SiteArticle[] {
  return byNewest(articles.filter((article) => article.issueStatus !== null)).sort(
    (a, b) => ORDER[a.issueStatus!] - ORDER[b.issueStatus!],
  )
}

function start(site: Site) {
  return { name: 'Start', path: `${site.folder}index.html` }
}

function homePage(site: Site): SiteFile {
  const path = `${site.folder}index.html`
  const { name, welcome } = site.content.settings
  const data = {
    welcome,
    products: site.products.map((product) => {
      const own = site.articles.filter((article) => article.product === product.slug)
      return {
        name: product.name,
        to: linkBetween(path, productPath(product.slug, site.folder)),
        answers: own.length,
        top: byNeed(own)
          .slice(0, 3)
          .map((article) => ({ to: linkBetween(path, site.pathOf(article)), title: article.title })),
      }
    }),
    issues: knownIssues(site.articles)
      .filter((article) => article.issueStatus !== 'fixed')
      .slice(0, 5)
      .map((article) => lineOf(site, path, article)),
    needed: byNeed(site.articles)
      .slice(0, 8)
      .map((article) => lineOf(site, path, article, { text: true })),
    newest: byNewest(site.articles)
      .slice(0, 6)
      .map((article) => lineOf(site, path, article, { note: onDay(article.updatedAt) })),
  }
  return page(site, path, data, () => ({
    template: 'home',
    title: name,
    description: welcome,
    hasTopSearch: false,
    data,
  }))
}

function productsPage(site: Site): SiteFile {
  const path = `${site.folder}products/index.html`
  const unfiled = site.articles.filter((article) => article.product === null).length
  const lines = site.products.map((product) => ({
    to: linkBetween(path, productPath(product.slug, site.folder)),
    title: product.name,
    text: '',
    note: count(site.articles.filter((article) => article.product === product.slug).length, 'answer'),
    status: null,
  }))
  const general = {
    to: linkBetween(path, `${site.folder}general/index.html`),
    title: 'General',
    text: '',
    note: count(unfiled, 'answer'),
    status: null,
  }
  return listPage(site, path, {
    heading: 'Products',
    crumbs: [start(site)],
    parts: [{ heading: '', answers: unfiled > 0 ? [...lines, general] : lines }],
    empty: 'No product has an answer yet.',
  })
}

/** A product with its topics, and a page for each topic; all ordered by need. */
function productPages(site: Site, product: SiteProduct): SiteFile[] {
  const own = site.articles.filter((article) => article.product === product.slug)
  const path = productPath(product.slug, site.folder)
  const crumbs = [start(site)]
  const topicPages = product.topics.flatMap((topic) => {
    const inTopic = own.filter((article) => article.topic === topic.slug)
    return paged(site, topicPath(product.slug, topic.slug, site.folder), inTopic, {
      heading: topic.name,
      crumbs: [...crumbs, { name: product.name, path }],
    })
  })
  const topics = product.topics.map((topic) => ({
    to: linkBetween(path, topicPath(product.slug, topic.slug, site.folder)),
    name: topic.name,
    answers: own.filter((article) => article.topic === topic.slug).length,
  }))
  return [...paged(site, path, own, { heading: product.name, crumbs, topics }), ...topicPages]
}

/** Answers that belong to no product. */
function unfiledPages(site: Site): SiteFile[] {
  const own = site.articles.filter((article) => article.product === null)
  if (own.length === 0) return []
  return paged(site, `${site.folder}general/index.html`, own, { heading: 'General', crumbs: [start(site)] })
}

function contributorPages(site: Site): SiteFile[] {
  const people = new Map<string, { name: string; articles: SiteArticle[] }>()
  for (const article of site.articles) {
    for (const { name, slug } of article.credits) {
      const person = people.get(slug) ?? { name, articles: [] }
      people.set(slug, person)
      person.articles.push(article)
    }
  }
  return [...people]
    .sort(([a], [b]) => byUnits(a, b))
    .flatMap(([slug, { name, articles }]) => {
      const readers = articles.reduce((sum, article) => sum + article.helpful, 0)
      const helped = readers === 0 ? '' : `, which helped ${count(readers, 'reader')}`
      return paged(site, contributorPath(slug, site.folder), articles, {
        heading: name,
        lead: `First gave ${count(articles.length, 'answer')} on this site${helped}.`,
        crumbs: [start(site)],
        isIndexed: false,
      })
    })
}

function knownIssuesPages(site: Site): SiteFile[] {
  const path = `${site.folder}known-issues/index.html`
  const issues = knownIssues(site.articles)
  const groups = (['open', 'workaround', 'in-test', 'fixed'] as const).flatMap((status) => {
    const own = issues.filter((article) => article.issueStatus === status)
    if (own.length === 0) return []
    const answers = own
      .slice(0, PER_PAGE)
      .map((article) =>
        lineOf(site, path, article, { text: true, note: `Changed on ${onDay(article.updatedAt)}` }),
      )
    return [{ heading: issueStatusWords[status], answers }]
  })
  return [
    listPage(site, path, {
      heading: 'Known issues',
      lead: 'What we know is broken, and where it stands.',
      crumbs: [start(site)],
      parts: groups,
      empty: 'No known issues.',
    }),
  ]
}

const CHANGE_WORDS = { answer: 'Answer changed', wording: 'Reworded', minor: 'Small correction' }

function changesPage(site: Site): SiteFile {
  const path = `${site.folder}changes/index.html`
  const days = new Map<string, Line[]>()
  for (const article of byNewest(site.articles).slice(0, PER_PAGE)) {
    const at = article.updatedAt.slice(0, 10)
    const isNew = article.updatedAt === article.publishedAt
    const what = isNew ? 'New' : `${CHANGE_WORDS[article.significance]}, version ${article.version}`
    const product = article.product === null ? '' : ` · ${site.productNames.get(article.product) ?? ''}`
    const line = lineOf(site, path, article, { note: `${what} · ${originOf(article).label}${product}` })
    days.set(at, [...(days.get(at) ?? []), line])
  }
  const data = { days: [...days].map(([at, answers]) => ({ at, answers })) }
  return page(site, path, data, () => ({
    template: 'changes',
    title: 'What changed',
    crumbs: [start(site)],
    data,
  }))
}

function searchPage(site: Site): SiteFile {
  return page(site, `${site.folder}search/index.html`, null, () => ({
    template: 'search',
    title: 'Search',
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
  issues?: Line[]
  parts: { heading: string; answers: Line[] }[]
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
  const issues = knownIssues(articles).filter((article) => article.issueStatus !== 'fixed')
  const onTop = issues.slice(0, 20)
  const others = byNeed(articles.filter((article) => !onTop.includes(article)))
  const pages = Math.max(1, Math.ceil(others.length / PER_PAGE))
  const pathOf = (n: number) => (n === 0 ? path : path.replace(/index\.html$/, `page-${n + 1}.html`))
  return Array.from({ length: pages }, (_, n) => {
    const own = pathOf(n)
    const lines = others
      .slice(n * PER_PAGE, (n + 1) * PER_PAGE)
      .map((article) => lineOf(site, own, article, { text: true }))
    return listPage(site, own, {
      ...list,
      topics: n === 0 ? (list.topics ?? []) : [],
      issues: n === 0 ? onTop.map((article) => lineOf(site, own, article, { text: true })) : [],
      parts: lines.length === 0 ? [] : [{ heading: '', answers: lines }],
      empty: onTop.length > 0 ? '' : 'No answers have been published here yet.',
      previous: n === 0 ? null : linkBetween(own, pathOf(n - 1)),
      next: n === pages - 1 ? null : linkBetween(own, pathOf(n + 1)),
      place: `Page ${n + 1} of ${pages}`,
    })
  })
}

function listPage(site: Site, path: string, list: ListParts): SiteFile {
  const { crumbs, isIndexed = true, ...rest } = list
  const data = { lead: '', topics: [], issues: [], empty: '', previous: null, next: null, place: '', ...rest }
  return page(site, path, [data, crumbs, isIndexed], () => ({
    template: 'list',
    title: list.heading,
    description: list.lead ?? '',
    crumbs,
    isIndexed,
    data,
  }))
}
