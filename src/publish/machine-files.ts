import { addressOf, articlePath, fullAddress, productPath, topicPath } from './addresses.ts'
import { basePath, type Site, type SiteFile, textFile } from './frame.ts'
import { oldAddresses, oldPlaces } from './old-pages.ts'
import { byNewest, first } from './order.ts'
import { byUnits } from './words.ts'
import { escapeXml } from './xml.ts'

/** The protocol's limit of addresses in one sitemap. */
const SITEMAP_SIZE = 50_000

/** What machines read of the whole site: addresses for crawlers, servers and browsers. */
export function machineFiles(sites: Site[]): SiteFile[] {
  const main = sites[0]!
  return [...sitemaps(sites), robots(main), ...redirectFiles(sites), ...sites.flatMap(openSearch)]
}

function sitemaps(sites: Site[]): SiteFile[] {
  const main = sites[0]!
  const { siteUrl } = main.options
  if (siteUrl === null) return []
  const entries = sites.flatMap((site) => sitemapEntries(site, siteUrl))
  const chunks = Array.from({ length: Math.max(1, Math.ceil(entries.length / SITEMAP_SIZE)) }, (_, n) =>
    entries.slice(n * SITEMAP_SIZE, (n + 1) * SITEMAP_SIZE),
  )
  const files = chunks.map((chunk, n) => {
    const path = chunks.length === 1 ? 'sitemap.xml' : `sitemap-${n + 1}.xml`
    const rows = chunk.map(
      ({ url, at }) =>
        `<url><loc>${escapeXml(url)}</loc>${at === '' ? '' : `<lastmod>${at}</lastmod>`}</url>`,
    )
    return textFile(main, path, rows, () =>
      xml(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('\n')}\n</urlset>`),
    )
  })
  if (chunks.length === 1) return files
  const rows = files.map((file) => `<sitemap><loc>${escapeXml(`${siteUrl}/${file.path}`)}</loc></sitemap>`)
  const index = textFile(main, 'sitemap.xml', rows, () =>
    xml(
      `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('\n')}\n</sitemapindex>`,
    ),
  )
  return [...files, index]
}

function sitemapEntries(site: Site, siteUrl: string): { url: string; at: string }[] {
  const newest = first(1, site.articles, byNewest)[0]?.updatedAt.slice(0, 10) ?? ''
  const lists = [
    { path: `${site.folder}index.html`, at: newest },
    { path: `${site.folder}products/index.html`, at: '' },
    ...site.products.flatMap((product) => [
      { path: productPath(product.slug, site.folder), at: '' },
      ...product.topics.map((topic) => ({ path: topicPath(product.slug, topic.slug, site.folder), at: '' })),
    ]),
    { path: `${site.folder}known-issues/index.html`, at: '' },
    { path: `${site.folder}changes/index.html`, at: newest },
  ]
  const answers = site.articles.map((article) => ({
    path: site.pathOf(article),
    at: article.updatedAt.slice(0, 10),
  }))
  return [...lists, ...answers].map(({ path, at }) => ({ url: fullAddress(siteUrl, path), at }))
}

function robots(site: Site): SiteFile {
  const { siteUrl } = site.options
  const lines = [
    'User-agent: *',
    'Allow: /',
    ...(siteUrl === null ? [] : [`Sitemap: ${siteUrl}/sitemap.xml`]),
  ]
  return textFile(site, 'robots.txt', siteUrl, () => `${lines.join('\n')}\n`)
}

/** Old addresses for servers: one list each for the app itself, Netlify, nginx and Apache. */
function redirectFiles(sites: Site[]): SiteFile[] {
  const main = sites[0]!
  const base = basePath(main)
  const moved: [string, string][] = []
  const gone: string[] = []
  for (const site of sites) {
    for (const old of oldAddresses(site)) {
      const from = `/${addressOf(articlePath(old.slug, site.folder))}`
      const target = old.to === null ? undefined : site.byNumber.get(old.to)
      if (target === undefined) gone.push(from)
      else moved.push([from, `/${addressOf(site.pathOf(target))}`])
    }
    for (const { from, to } of oldPlaces(site)) moved.push([`/${addressOf(from)}`, `/${addressOf(to)}`])
  }
  moved.sort(([a], [b]) => byUnits(a, b))
  gone.sort(byUnits)
  const input = [moved, gone, base]
  const netlify = () =>
    [
      ...moved.map(([from, to]) => `${base}${from} ${base}${to} 301!`),
      ...gone.map((from) => `${base}${from} ${base}${from}index.html 410!`),
      '',
    ].join('\n')
  const nginx = () =>
    [
      '# In http { }: map $uri $winnow_moved { include redirects.nginx.map; }',
      '# In server { }: if ($winnow_moved = gone) { return 410; } if ($winnow_moved) { return 301 $winnow_moved; }',
      ...moved.map(([from, to]) => `${base}${from} ${base}${to};`),
      ...gone.map((from) => `${base}${from} gone;`),
      '',
    ].join('\n')
  const apache = () =>
    [
      `ErrorDocument 404 ${base}/404.html`,
      'AddType application/atom+xml .atom',
      'AddType text/markdown .md',
      ...moved.map(([from, to]) => `RedirectMatch 301 ^${pattern(base + from)}(index\\.html)?$ ${base}${to}`),
      ...gone.map((from) => `RedirectMatch 410 ^${pattern(base + from)}(index\\.html)?$`),
      '',
    ].join('\n')
  const app = () => `${JSON.stringify({ redirects: Object.fromEntries(moved), gone })}\n`
  return [
    textFile(main, 'routes.json', input, app),
    textFile(main, '_redirects', input, netlify),
    textFile(main, 'redirects.nginx.map', input, nginx),
    textFile(main, '.htaccess', input, apache),
  ]
}

/** A path as a regular expression that means exactly it. */
function pattern(path: string): string {
  return path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function openSearch(site: Site): SiteFile[] {
  const { siteUrl } = site.options
  if (siteUrl === null) return []
  const { name } = site.content.settings
  const template = `${siteUrl}/${site.folder}search/?q={searchTerms}`
  return [
    textFile(site, `${site.folder}opensearch.xml`, [name, template], () =>
      xml(
        `<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${escapeXml([...name].slice(0, 16).join(''))}</ShortName>
<Description>${escapeXml(`Search ${name}`)}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="${escapeXml(template)}"/>
</OpenSearchDescription>`,
      ),
    ),
  ]
}

function xml(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${content}\n`
}
