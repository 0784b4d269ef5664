import { addressOf, articlePath, linkBetween } from './addresses.ts'
import type { SiteArticle, SiteProduct } from './content.ts'
import { lineInput, type Site, type SiteFile, textFile } from './frame.ts'
import { byNewest, first } from './order.ts'
import { escapeXml } from './xml.ts'

/** How many entries a feed carries. */
const ENTRIES = 50

/** Atom feeds of what changed on the whole site, and of the known issues. */
export function siteFeeds(site: Site): SiteFile[] {
  const { name } = site.content.settings
  const { articles, folder, say } = site
  const issues = articles.filter((article) => article.issueStatus !== null)
  return [
    feed(site, `${folder}changes.atom`, `${name}: ${say.changes}`, articles),
    feed(site, `${folder}known-issues.atom`, `${name}: ${say.knownIssues}`, issues),
  ]
}

/** The same for a product. */
export function productFeed(site: Site, product: SiteProduct, articles: SiteArticle[]): SiteFile {
  const title = `${site.content.settings.name}: ${product.name}`
  return feed(site, `${site.folder}products/${product.slug}.atom`, title, articles)
}

function feed(site: Site, path: string, title: string, articles: SiteArticle[]): SiteFile {
  const { siteUrl } = site.options
  const where = (to: string) => (siteUrl === null ? linkBetween(path, to) : `${siteUrl}/${addressOf(to)}`)
  const newest = first(ENTRIES, articles, byNewest)
  const entryOf = (article: SiteArticle) =>
    `<entry>
<id>urn:winnow:answer:${article.number}:${article.version}</id>
<title>${escapeXml(article.title)}</title>
<link rel="alternate" type="text/html" href="${escapeXml(where(articlePath(article.slug, site.folder)))}"/>
<published>${article.publishedAt}</published>
<updated>${article.updatedAt}</updated>
<summary>${escapeXml(article.facts.summary)}</summary>
</entry>`
  return textFile(
    site,
    path,
    [title, newest.map(lineInput)],
    () => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(site.language)}">
<id>urn:winnow:feed:${escapeXml(path)}</id>
<title>${escapeXml(title)}</title>
<author><name>${escapeXml(site.content.settings.name)}</name></author>
<link rel="self" href="${escapeXml(siteUrl === null ? path.split('/').at(-1)! : `${siteUrl}/${path}`)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(where(`${site.folder}changes/index.html`))}"/>
<updated>${newest[0]?.updatedAt ?? '1970-01-01T00:00:00.000Z'}</updated>
${newest.map(entryOf).join('\n')}
</feed>
`,
  )
}
