import { sha256 } from '../lib/hash.ts'
import type { SafeHtml } from '../lib/markdown.ts'
import { addressOf, fullAddress, linkBetween, mediumPath, productPath, topicPath } from './addresses.ts'
import type { Assets } from './assets.ts'
import type { SiteArticle, SiteContent, SiteMedium, SiteProduct } from './content.ts'
import { contentPolicy } from './content-policy.ts'
import { en } from './languages/en.ts'
import { languageName, type SiteWords } from './languages/index.ts'
import type { Targets } from './links.ts'
import { breadcrumbData } from './structured-data.ts'
import type { Render } from './templates.ts'

/** What a build may be told besides its content. */
export type SiteOptions = {
  /** The address the site will have, without a slash at its end; canonical links need it. */
  siteUrl: string | null
  /** Where votes and concerns are sent; without it the forms are left out. */
  feedbackUrl: string | null
  /** The kept HTML of a Markdown text. */
  html: (markdown: string) => SafeHtml
  /** The bytes of a picture or file by its name; without it no text may name one. */
  mediumBytes?: (name: string) => Uint8Array
  /** A company's own stylesheet, after ours. */
  themeCss?: string
  /** A folder with a company's own templates, before ours. */
  templates?: string
  /** Says above every page that it is no published one. */
  previewNote?: string
}

/** A file of the site: made only when asked, so that one whose `input` is as before need not be made again. */
export type SiteFile = {
  path: string
  input: string
  make: () => Uint8Array
  /** Markdown whose HTML `make` looks up. */
  texts?: () => string[]
}

/** The site in one language, with everything its pages share. */
export type Site = {
  content: SiteContent
  options: SiteOptions
  language: string
  folder: string
  /** The articles in this language, by number. */
  articles: SiteArticle[]
  /** Every article of the whole site by number, for links between languages. */
  byNumber: ReadonlyMap<number, SiteArticle>
  /** Pictures and files by name. */
  media: ReadonlyMap<string, SiteMedium>
  pathOf: (article: SiteArticle) => string
  /** The same answer for other product versions, by number. */
  versionsOf: (article: SiteArticle) => SiteArticle[]
  targets: Targets
  /** Products and topics that have an article in this language. */
  products: SiteProduct[]
  productNames: ReadonlyMap<string, string>
  /** Renders a template with the words of this language. */
  render: Render
  /** What the site says by itself in this language. */
  say: SiteWords
  /** Every language of the site with its folder, this one too. */
  languages: { language: string; folder: string }[]
  assets: Assets
  /** Equal exactly when everything that all pages share is. */
  sharedInput: string
}

/** A page before its frame is put around it. */
export type PageParts = {
  template: string
  title: string
  description?: string
  /** The way to the page, from the home page; the page itself is not in it. */
  crumbs?: { name: string; path: string }[]
  data: object
  structuredHtml?: SafeHtml
  kind?: 'website' | 'article'
  isIndexed?: boolean
  hasTopSearch?: boolean
  markdown?: string
  /** The file a redirect leads to. */
  refresh?: string
  canonicalPath?: string
  /** The same page in each language, this one too. */
  alternates?: { language: string; path: string }[]
  /** True for the page of missing addresses, which must hold wherever it is shown. */
  isAnywhere?: boolean
}

const lineInputs = new WeakMap<SiteArticle, string>()

/** What decides how a list shows an article: where it stands, its texts and its dates. Most stand in several lists. */
export function lineInput(article: SiteArticle): string {
  let input = lineInputs.get(article)
  if (input === undefined) {
    const { number, slug, language, textKey, updatedAt, publishedAt, version, origin, product } = article
    const { issueStatus, issueVersion } = article
    input = [
      ...[number, slug, language, textKey, updatedAt, publishedAt, version],
      ...[issueStatus, issueVersion, origin, product],
    ].join(' ')
    lineInputs.set(article, input)
  }
  return input
}

/** A page of the site in its frame. `input` is everything that decides its bytes, as plain data. */
export function page(site: Site, path: string, input: unknown, parts: () => PageParts): SiteFile {
  return textFile(site, path, input, () => framed(site, path, parts()))
}

/** Equal exactly when everything that decides a file's bytes is. */
function inputKey(site: Site, path: string, input: unknown): string {
  return sha256(`${site.sharedInput}\n${path}\n${JSON.stringify(input)}`)
}

/** A file of the site that is plain text. */
export function textFile(site: Site, path: string, input: unknown, make: () => string): SiteFile {
  return { path, input: inputKey(site, path, input), make: () => new TextEncoder().encode(make()) }
}

/** How a page links to a file of the site. */
export function linker(site: Site, path: string, isAnywhere = false): (to: string) => string {
  return isAnywhere ? (to) => `${basePath(site)}/${addressOf(to)}` : (to) => linkBetween(path, to)
}

/** The path part of the site's address, without a slash at its end: "" or "/help". */
export function basePath(site: { options: SiteOptions }): string {
  return site.options.siteUrl === null ? '' : new URL(site.options.siteUrl).pathname.replace(/\/+$/, '')
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'iw', 'ps', 'sd', 'ug', 'ur', 'yi'])

/** The direction a language is written in. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language.split('-')[0]!.toLowerCase()) ? 'rtl' : 'ltr'
}

function framed(site: Site, path: string, parts: PageParts): string {
  const { siteUrl } = site.options
  const { settings } = site.content
  const link = linker(site, path, parts.isAnywhere)
  const links = sharedLinks(site, link, parts)
  const crumbs = (parts.crumbs ?? []).map((crumb) => ({ name: crumb.name, to: link(crumb.path) }))
  const shared = {
    links,
    siteName: settings.name,
    logo: logoOf(site, link),
    boxTexts: site.say === en ? '' : JSON.stringify(site.say.box),
    contactUrl: settings.contactUrl,
    topics: places(site, link, parts.hasTopSearch ?? true),
  }
  const body = site.render(parts.template, { ...shared, crumbs, ...parts.data })
  const canonicalPath = parts.canonicalPath ?? path
  const previewNote = site.options.previewNote ?? null
  const isIndexed = previewNote === null && (parts.isIndexed ?? true)
  return tidy(
    site.render('frame', {
      ...shared,
      lang: site.language,
      dir: directionOf(site.language),
      policy: contentPolicy(site.assets.inlineHash, site.options.feedbackUrl),
      title: parts.title,
      description: parts.description ?? '',
      isIndexed,
      previewNote,
      kind: parts.kind ?? 'website',
      canonical:
        siteUrl !== null && (isIndexed || parts.canonicalPath) ? fullAddress(siteUrl, canonicalPath) : null,
      alternates: (parts.alternates ?? []).map(({ language, path: to }) => ({
        language,
        to: siteUrl === null ? link(to) : fullAddress(siteUrl, to),
      })),
      pageTexts: site.say === en ? '' : JSON.stringify([site.say.copy, site.say.copied, site.say.linkHere]),
      refresh: parts.refresh === undefined ? null : link(parts.refresh),
      structuredHtml: parts.structuredHtml ?? crumbsData(site, parts),
      scriptHtml: site.assets.inlineScript,
      ...surroundings(site, path, {
        ...shared,
        hasTopSearch: parts.hasTopSearch ?? true,
        footer: settings.footer,
        languages: site.languages
          .filter(({ language }) => language !== site.language)
          .map(({ language, folder }) => ({
            ...{ language, name: languageName(language) },
            to: link(`${folder}index.html`),
          })),
      }),
      body,
    }),
  )
}

type Surroundings = { topHtml: SafeHtml; footHtml: SafeHtml }

const surroundingsOf = new WeakMap<Site, Map<boolean, Surroundings>>()

/** What stands above and below a page: made once for all answers, because links are the same from each of them. */
function surroundings(
  site: Site,
  path: string,
  data: { hasTopSearch: boolean; footer: string; languages: object[] },
): Surroundings {
  const make = () => ({
    topHtml: site.render('top', data) as SafeHtml,
    footHtml: site.render('foot', data) as SafeHtml,
  })
  if (!path.startsWith(`${site.folder}answers/`)) return make()
  const known = surroundingsOf.get(site) ?? new Map<boolean, Surroundings>()
  surroundingsOf.set(site, known)
  const made = known.get(data.hasTopSearch) ?? make()
  known.set(data.hasTopSearch, made)
  return made
}

/** Where a search without results leads: the products, and on pages made for searching their topics too. */
function places(site: Site, link: (to: string) => string, isSmall: boolean): { name: string; to: string }[] {
  const products = site.products.map((product) => ({
    name: product.name,
    to: link(productPath(product.slug, site.folder)),
  }))
  if (isSmall) return products
  const topics = site.products.flatMap((product) =>
    product.topics.map((topic) => ({
      name: topic.name,
      to: link(topicPath(product.slug, topic.slug, site.folder)),
    })),
  )
  return [...products, ...topics].slice(0, MOST_PLACES)
}

const MOST_PLACES = 100

function sharedLinks(site: Site, link: (to: string) => string, parts: PageParts) {
  const own = (name: string) => link(`${site.folder}${name}`)
  return {
    home: own('index.html'),
    products: own('products/index.html'),
    issues: own('known-issues/index.html'),
    changes: own('changes/index.html'),
    feed: own('changes.atom'),
    search: own('search/index.html'),
    searchRoot: own('search/root.bin'),
    // From the root of the search to the root of the site, where the addresses of results begin.
    siteRoot: '../'.repeat(site.folder.split('/').length),
    searchScript: link(site.assets.searchScript),
    style: link(site.assets.style),
    mark: logoOf(site, link)?.src ?? link(site.assets.mark),
    markdown: parts.markdown === undefined ? null : link(parts.markdown),
    openSearch: site.options.siteUrl === null ? null : own('opensearch.xml'),
  }
}

/** The sentence of welcome: the company's in its own language, ours in the others. */
export function welcomeOf(site: Site): string {
  const { welcome, language } = site.content.settings
  return welcome !== '' && site.language === language ? welcome : site.say.welcome
}

/** The company's sign before the site's name, if it keeps one. */
function logoOf(site: Site, link: (to: string) => string) {
  const medium = site.media.get(site.content.settings.logo ?? '')
  return medium === undefined
    ? null
    : { src: link(mediumPath(medium.name)), width: medium.width, height: medium.height }
}

function crumbsData(site: Site, parts: PageParts): SafeHtml {
  if (parts.crumbs === undefined || parts.crumbs.length < 2) return '' as SafeHtml
  return breadcrumbData(crumbsOf(site, parts.crumbs, null))
}

/** The way to a page for search engines, with full addresses if the site has one. */
export function crumbsOf(
  site: Site,
  crumbs: { name: string; path: string }[],
  own: { name: string; path: string } | null,
): { name: string; url: string | null }[] {
  const all = own === null ? crumbs : [...crumbs, own]
  const { siteUrl } = site.options
  return all.map(({ name, path }) => ({ name, url: siteUrl === null ? null : fullAddress(siteUrl, path) }))
}

/** Blank lines that templates leave behind, gone outside of preformatted text. */
function tidy(html: string): string {
  if (!html.includes('<pre') && !html.includes('<textarea')) return html.replace(/\n\s*\n/g, '\n')
  return html
    .split(/(<pre[\s\S]*?<\/pre>|<textarea[\s\S]*?<\/textarea>)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/\n\s*\n/g, '\n')))
    .join('')
}
