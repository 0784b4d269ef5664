import type { AppliesTo } from '../db/words.ts'
import { htmlToMarkdown } from '../lib/html-to-markdown.ts'
import { asMarkdownLine, excerpt } from '../lib/plain-text.ts'
import { contributorPath, linkBetween, mediumPath, productPath, topicPath } from './addresses.ts'
import { type BodyOptions, fitBody, type Picture } from './body.ts'
import type { SiteArticle } from './content.ts'
import { crumbsOf, page, type Site, type SiteFile } from './frame.ts'
import { issueLabel } from './known-issues.ts'
import { languageName, type SiteWords } from './languages/index.ts'
import { linkInput, linkResolver } from './links.ts'
import type { Part } from './parts.ts'
import { articleData } from './structured-data.ts'
import type { Texts } from './text-facts.ts'

/** How many numbers of articles share a part. */
const TOGETHER = 64

/** The pages of all articles, some neighbours to a part; what an article's page shows of others is in its key. */
export function answerParts(site: Site): Part[] {
  const parts = new Map<number, SiteArticle[]>()
  for (const article of site.articles) {
    const place = Math.floor(article.number / TOGETHER)
    const own = parts.get(place)
    if (own === undefined) parts.set(place, [article])
    else own.push(article)
  }
  return [...parts].map(([place, articles]) => ({
    name: `${site.folder}answers/${place}`,
    key: [site.sharedInput, ...articles.flatMap((article) => shownBy(site, article))],
    files: () => articles.flatMap((article) => articleFiles(site, article)),
  }))
}

/** Everything that decides an article's page, besides what all pages share. */
function shownBy(site: Site, article: SiteArticle): unknown[] {
  const links = article.facts.hrefs.length === 0 ? undefined : site.targets
  return [article, links, ...around(site, article)]
}

function around(site: Site, article: SiteArticle): SiteArticle[] {
  const named = [...article.related, ...article.translations].flatMap(
    (number) => site.byNumber.get(number) ?? [],
  )
  return [...named, ...site.versionsOf(article)]
}

/** The page of an article and its twin in Markdown. */
export function articleFiles(site: Site, article: SiteArticle): SiteFile[] {
  const path = site.pathOf(article)
  const markdown = path.replace(/index\.html$/, 'index.md')
  const html = page(site, path, articleInput(site, article, path), () =>
    articlePage(site, article, path, markdown),
  )
  const twin = () => new TextEncoder().encode(markdownTwin(site, article, path))
  return [
    { ...html, texts: () => textsToRender(article.texts()) },
    { path: markdown, input: `${html.input} as Markdown`, make: twin },
  ]
}

function articleInput(site: Site, article: SiteArticle, path: string): unknown {
  // What the text decides is in its key; the rest stands as it is.
  const rest = { ...article, title: undefined, facts: undefined, keywords: undefined, need: undefined }
  const others = around(site, article).map((other) => [
    ...[other.number, other.title, other.slug, other.language],
    other.appliesTo.versions,
  ])
  return [rest, others, linkInput(site, article, path)]
}

function textsToRender({ resolution, issue, environment, cause }: Texts): string[] {
  return [resolution, issue, environment, cause].filter((text) => text.trim() !== '')
}

function articlePage(site: Site, article: SiteArticle, path: string, markdown: string) {
  const related = article.related.flatMap((number) => site.byNumber.get(number) ?? [])
  const translations = article.translations.flatMap((number) => site.byNumber.get(number) ?? [])
  const link = (to: string) => linkBetween(path, to)
  const toArticle = (other: SiteArticle) => ({ to: link(site.pathOf(other)), title: other.title })
  const crumbs = crumbsTo(site, article)
  const texts = article.texts()
  const description = excerpt(article.facts.summary, 155)
  const body = (text: string, options: Pick<BodyOptions, 'headingLevel' | 'hasSteps'>) =>
    fitBody(site.options.html(text), {
      ...options,
      title: article.title,
      link: linkResolver(site, article, path),
      picture: (name) => pictureFor(site, path, name),
    })
  const parts = PARTS.flatMap(({ field, id }) => {
    const isEmpty = texts[field].trim() === '' || saysTheSame(texts[field], article.title)
    if (isEmpty) return []
    return [{ id, heading: site.say[id], bodyHtml: body(texts[field], { headingLevel: 3, hasSteps: false }) }]
  })
  const url =
    site.options.siteUrl === null ? null : `${site.options.siteUrl}/${path.replace(/index\.html$/, '')}`
  const siteName = site.content.settings.name
  return {
    template: 'article',
    title: article.title,
    description,
    kind: 'article' as const,
    crumbs,
    markdown,
    alternates:
      translations.length === 0
        ? []
        : [article, ...translations].map((one) => ({
            language: one.language,
            path: site.pathOf(one),
          })),
    structuredHtml: articleData(article, {
      url,
      siteName,
      crumbs: crumbsOf(site, crumbs, { name: article.title, path }),
      description,
    }),
    data: {
      ...article,
      origin: originOf(site.say, article),
      status: article.issueStatus && {
        kind: article.issueStatus,
        label: issueLabel(site.say, article.issueStatus, article.issueVersion),
      },
      checkedBy: article.checkedBy === null ? null : roleIn(site.say, article.checkedBy),
      settled: article.settled && { label: site.say[article.settled.verdict], at: article.settled.at },
      chips: chipsOf(site.say, article.appliesTo),
      otherVersions: site.versionsOf(article).map((other) => ({
        ...toArticle(other),
        versions: (other.appliesTo.versions ?? []).join(', '),
      })),
      translations: translations.map((other) => ({
        ...{ to: link(site.pathOf(other)), language: other.language, name: languageName(other.language) },
      })),
      answerHtml: body(texts.resolution, { headingLevel: 2, hasSteps: true }),
      parts,
      credits: article.credits.map(({ name, slug }) => ({
        name,
        to: link(contributorPath(slug, site.folder)),
      })),
      related: related.map(toArticle),
      feedbackUrl: site.options.feedbackUrl,
      helped: { yes: article.helpful, all: article.helpful + article.notHelpful },
    },
  }
}

function pictureFor(site: Site, path: string, name: string): Picture | undefined {
  const medium = site.media.get(name)
  if (medium?.width == null || medium.height === null) return undefined
  return { src: linkBetween(path, mediumPath(name)), width: medium.width, height: medium.height }
}

const PARTS = [
  { field: 'issue', id: 'question' },
  { field: 'environment', id: 'environment' },
  { field: 'cause', id: 'cause' },
] as const

/** Who checked an answer: the name, or the role where names are not shown. */
function roleIn(say: SiteWords, checkedBy: string): string {
  if (checkedBy === 'publisher' || checkedBy === 'admin') return say.editor
  if (checkedBy === 'agent' || checkedBy === 'contributor' || checkedBy === 'editor') return say[checkedBy]
  return checkedBy
}

/** The origin of an article as a sign: what it is called and which picture stands for it. */
export function originOf(
  say: SiteWords,
  article: SiteArticle,
): { kind: string; icon: string; label: string } {
  const { origin } = article
  return { kind: origin, icon: origin, label: origin === 'case' ? say.support : say[origin] }
}

/** The way to an article: the start, its product, its topic. */
function crumbsTo(site: Site, article: SiteArticle): { name: string; path: string }[] {
  const crumbs = [{ name: site.say.start, path: `${site.folder}index.html` }]
  const product = site.products.find((known) => known.slug === article.product)
  if (product === undefined) return crumbs
  crumbs.push({ name: product.name, path: productPath(product.slug, site.folder) })
  const topic = product.topics.find((known) => known.slug === article.topic)
  if (topic === undefined) return crumbs
  const above = product.topics.find((known) => known.slug === topic.parent)
  const way = above === undefined ? [topic] : [above, topic]
  return [
    ...crumbs,
    ...way.map(({ name, slug }) => ({ name, path: topicPath(product.slug, slug, site.folder) })),
  ]
}

/** What an article applies to, one chip each. */
function chipsOf(say: SiteWords, appliesTo: AppliesTo): { kind: string; value: string }[] {
  const kinds = [
    [say.version, appliesTo.versions],
    [say.plan, appliesTo.plans],
    [say.platform, appliesTo.platforms],
    [say.region, appliesTo.regions],
  ] as const
  return kinds.flatMap(([kind, values]) => (values ?? []).map((value) => ({ kind, value })))
}

/** A question that only repeats the title is not shown twice. */
function saysTheSame(text: string, title: string): boolean {
  const plain = (words: string) =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return text.length < 400 && plain(text) === plain(title)
}

/** Its texts with links to answers and files of ours as they hold from the twin's place: to the other twins. */
function linkedTexts(site: Site, article: SiteArticle, path: string): Texts {
  const { siteUrl } = site.options
  const where = (file: string) => (siteUrl === null ? linkBetween(path, file) : `${siteUrl}/${file}`)
  const targets = new Map(linkInput(site, article, path))
  const relinked = (text: string) =>
    harmless(site, text).replace(
      /(\]\(\s*<?|\]:\s*<?)([^\s<>()]{1,2000})/g,
      (whole, before: string, href: string) => {
        const medium = /^\/media\/([\w.-]+)$/.exec(href)?.[1]
        if (medium !== undefined && site.media.has(medium)) return before + where(mediumPath(medium))
        const target = targets.get(href)
        return target === undefined ? whole : before + where(target.replace(/index\.html(?=#|$)/, 'index.md'))
      },
    )
  const { title, issue, environment, cause, resolution } = article.texts()
  return {
    title,
    issue: relinked(issue),
    environment: relinked(environment),
    cause: relinked(cause),
    resolution: relinked(resolution),
  }
}

/**
 * What a reader of Markdown could run or fetch, or what no page shows: markup, entities that hide it, pictures,
 * definitions of links, other schemes than the web's.
 */
const RISKY = /[<&]|!\[|\]:|(?:javascript|vbscript|data|file|blob):/i

/** A text as Markdown of its sanitised page: no markup, no script, and pictures of other hosts as links. */
function harmless(site: Site, text: string): string {
  if (!RISKY.test(text)) return text
  return htmlToMarkdown(site.options.html(text)).replace(/!(\[[^\]]{0,500}\]\((?!\/media\/))/g, '$1')
}

/** The article as Markdown, for programs that read rather than look. */
function markdownTwin(site: Site, article: SiteArticle, path: string): string {
  const { siteUrl } = site.options
  const texts = linkedTexts(site, article, path)
  const facts = [
    `- Origin: ${originOf(site.say, article).label}`,
    ...(article.product === null
      ? []
      : [`- Product: ${asMarkdownLine(site.productNames.get(article.product) ?? '')}`]),
    ...chipsOf(site.say, article.appliesTo).map(({ kind, value }) => `- ${kind}: ${asMarkdownLine(value)}`),
    `- Text: version ${article.version}, ${article.updatedAt.slice(0, 10)}`,
    ...(article.checkedAt === null ? [] : [`- Checked: ${article.checkedAt.slice(0, 10)}`]),
    ...(article.isDisputed ? ['- Under review: part of this answer differs from another source'] : []),
    ...(siteUrl === null ? [] : [`- Address: ${siteUrl}/${path.replace(/index\.html$/, '')}`]),
  ]
  const sections = [
    texts.resolution,
    ...PARTS.filter(({ field }) => texts[field].trim() !== '').map(
      ({ field, id }) => `## ${site.say[id]}\n\n${texts[field]}`,
    ),
  ]
  return `# ${asMarkdownLine(article.title)}\n\n${facts.join('\n')}\n\n${sections.map((text) => text.trim()).join('\n\n')}\n`
}
