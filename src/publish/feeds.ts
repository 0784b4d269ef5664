import { addressOf, articlePath, linkBetween } from './addresses.ts'
import type { SiteArticle } from './content.ts'
import { lineInput, type Site, type SiteFile, textFile } from './frame.ts'
import { escapeXml } from './xml.ts'

/** How many entries a feed carries. */
const ENTRIES = 50

/** Atom feeds of what changed: the whole site, each product, and the known issues. */
export function feedFiles(site: Site): SiteFile[] {
  const { name } = site.content.settings
  return [
    feed(site, `${site.folder}changes.atom`, `${name}: ${site.say.changes}`, site.newest),
    feed(
      site,
      `${site.folder}known-issues.atom`,
      `${name}: ${site.say.knownIssues}`,
      site.newest.filter((article) => article.issueStatus !== null),
    ),
    ...site.products.map((product) =>
      feed(
        site,
        `${site.folder}products/${product.slug}.atom`,
        `${name}: ${product.name}`,
        site.newest.filter((article) => article.product === product.slug),
      ),
    ),
  ]
}

function feed(site: Site, path: string, title: string, articles: SiteArticle[]): SiteFile {
  const { siteUrl } = site.options
  const where = (to: string) => (siteUrl === null ? linkBetween(path, to) : `${siteUrl}/${addressOf(to)}`)
  const newest = articles.slice(0, ENTRIES)
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
