import { addressOf, linkBetween, mediumPath, parseUrl } from './addresses.ts'
import type { LinkResolver } from './body.ts'
import type { SiteArticle } from './content.ts'
import type { Site } from './frame.ts'

/**
 * Where links in an article's text lead. A link to an article of ours (by its address here, by the site's full
 * address, or by the address an adopted text had) leads to its page; other relative links of an adopted text lead to
 * the place it came from; what leads nowhere becomes plain words.
 */
export function linkResolver(site: Site, article: SiteArticle, path: string): LinkResolver {
  return (href) => {
    if (href.startsWith('#')) return /^#[\w.-]{1,100}$/.test(href) ? href : null
    if (href.startsWith('mailto:')) return href
    if (href.startsWith('/media/')) {
      const name = href.slice('/media/'.length)
      return site.media.has(name) ? linkBetween(path, mediumPath(name)) : null
    }
    const target = targetOf(site, article, path, href)
    if (target !== undefined) return linkBetween(path, target)
    if (/^https?:\/\//i.test(href)) return isInside(site, href) ? null : href
    if (article.documentUrl === null) return null
    const full = parseUrl(href, article.documentUrl)
    return full !== null && /^https?:$/.test(full.protocol) ? full.href : null
  }
}

/** The file of the site that a link in a text means, with its fragment; undefined when it means none. */
function targetOf(site: Site, article: SiteArticle, path: string, href: string): string | undefined {
  const { siteUrl } = site.options
  const here = new URL(addressOf(path), 'http://site.invalid/')
  const url = parseUrl(
    siteUrl !== null && href.startsWith(`${siteUrl}/`) ? href.slice(siteUrl.length) : href,
    here,
  )
  const fragment = url === null ? '' : url.hash
  const byAddress =
    url?.host === 'site.invalid' ? site.targets.byAddress.get(cleanPath(url.pathname)) : undefined
  if (byAddress !== undefined) return `${byAddress}${fragment}`
  const full = parseUrl(href, article.documentUrl)
  if (full === null) return undefined
  const byDocument = site.targets.byDocument.get(withoutFragment(full))
  return byDocument === undefined ? undefined : `${byDocument}${full.hash}`
}

/** Files of the site by the addresses that texts may use for them. */
export type Targets = { byAddress: Map<string, string>; byDocument: Map<string, string> }

type Around = Pick<Site, 'content' | 'byNumber' | 'pathOf'>

let known: { key: unknown[]; targets: Targets } | undefined

/**
 * Every article by its addresses, old ones too, and by the address its official text has elsewhere. While no address
 * is another they are the very same as before, and so are all links.
 */
export function targetsOf(site: Around): Targets {
  const { articles, oldAddresses, settings } = site.content
  const key: unknown[] = [settings.language]
  for (const { slug, to, language } of oldAddresses) key.push(slug, to, language)
  for (const { number, slug, language, documentUrl } of articles)
    key.push(number, slug, language, documentUrl)
  const isSame = known?.key.length === key.length && known.key.every((value, i) => value === key[i])
  if (!isSame) known = { key, targets: targetsIn(site) }
  return known!.targets
}

function targetsIn(site: Around): Targets {
  const byAddress = new Map<string, string>()
  const byDocument = new Map<string, string>()
  for (const { slug, to, language } of site.content.oldAddresses) {
    const article = to === null ? undefined : site.byNumber.get(to)
    if (article === undefined) continue
    const path = site.pathOf(article)
    byAddress.set(cleanPath(`/answers/${slug}/`), path)
    byAddress.set(cleanPath(`/${language}/answers/${slug}/`), path)
  }
  for (const article of site.content.articles) {
    const path = site.pathOf(article)
    byAddress.set(cleanPath(`/answers/${article.slug}/`), path)
    byAddress.set(cleanPath(addressOf(path)), path)
    const document = article.documentUrl === null ? null : parseUrl(article.documentUrl)
    if (document !== null) byDocument.set(withoutFragment(document), path)
  }
  return { byAddress, byDocument }
}

/** What the links in an article's texts come to: its page has to be made anew when this changes. */
export function linkInput(site: Site, article: SiteArticle, path: string): [string, string][] {
  return article.facts.hrefs.flatMap((href): [string, string][] => {
    const target = targetOf(site, article, path, href)
    return target === undefined ? [] : [[href, target]]
  })
}

/** Whatever may be the address of a link in a text. */
export function hrefsIn(text: string): string[] {
  if (!/\]\(|\]:|href|https?:/.test(text)) return []
  return [...text.matchAll(HREF)].map(([, href = '']) => href)
}

const HREF = /(?:\]\(\s*<?|\]:\s*<?|href=["']?|(?=https?:))([^\s<>()"']{1,2000})/g

function isInside(site: Site, href: string): boolean {
  const { siteUrl } = site.options
  return siteUrl !== null && (href === siteUrl || href.startsWith(`${siteUrl}/answers/`))
}

function cleanPath(path: string): string {
  return `/${path
    .replace(/index\.html$/, '')
    .split('/')
    .filter(Boolean)
    .join('/')}`
}

/** Texts name each other with or without ".md" at the end; both mean the same page. */
function withoutFragment(url: URL): string {
  return `${url.host}${url.pathname.replace(/\/(index)?(\.mdx?|\.html)?$/, '').replace(/\.(mdx?|html)$/, '')}`
}
