import { Refused } from '../lib/errors.ts'
import { sha256, stableJson } from '../lib/hash.ts'
import { RENDERER_VERSION } from '../lib/markdown.ts'
import { PLAIN_TEXT_VERSION } from '../lib/plain-text.ts'
import { articlePath, languageFolder, mediumPath } from './addresses.ts'
import { answerParts } from './article-page.ts'
import { type Assets, readAssets } from './assets.ts'
import type { SiteArticle, SiteContent, SiteProduct } from './content.ts'
import type { Site, SiteFile, SiteOptions } from './frame.ts'
import { type SiteWords, wordsIn } from './languages/index.ts'
import { targetsOf } from './links.ts'
import { listParts } from './list-pages.ts'
import { machineFiles } from './machine-files.ts'
import { oldPart } from './old-pages.ts'
import { freshParts, type Part } from './parts.ts'
import { type SearchPart, searchPart } from './search-files.ts'
import { readTemplates } from './templates.ts'
import { versionFamilies } from './version-families.ts'
import { byUnits } from './words.ts'

/** A site ready to be made, part by part. */
export type SitePlan = {
  parts: Part[]
  /** The search of each language, which takes from the release before what it can. */
  search: SearchPart[]
  /** Which article stands at which path. */
  articles: () => Map<string, SiteArticle>
  /** Stops for two files of one address, naming who wants it. */
  refuse: (twice: string[]) => void
}

/** Plans the site without making any file, and without looking at parts that are as they were. */
export function planSite(content: SiteContent, options: SiteOptions): SitePlan {
  const sites = languageSites(content, options)
  return {
    parts: [
      ...sites.flatMap((site) => [...answerParts(site), ...listParts(site), oldPart(site)]),
      { name: 'machines', files: () => machineFiles(sites) },
      { name: 'assets', files: () => assetFiles(sites[0]!.assets) },
      { name: 'media', files: () => mediaFiles(content, options) },
    ],
    search: sites.map(searchPart),
    articles: () =>
      new Map(sites.flatMap((site) => site.articles.map((article) => [site.pathOf(article), article]))),
    refuse: (twice) => refuseDuplicates(twice, sites),
  }
}

/** The whole site in memory, by path: equal content and options give equal bytes, on any machine and in any zone. */
export function buildSite(content: SiteContent, options: SiteOptions): Map<string, Uint8Array> {
  const plan = planSite(content, options)
  const { files, twice } = freshParts([...plan.parts, ...plan.search.flatMap((part) => part())], undefined)
  plan.refuse(twice)
  const made = files.map(({ path, make }): [string, Uint8Array] => [path, make()])
  return new Map(made.sort(([a], [b]) => byUnits(a, b)))
}

/** One site for each language that has an article; the site's own language comes first and needs none. */
export function languageSites(content: SiteContent, options: SiteOptions): Site[] {
  const main = content.settings.language
  const used = new Set(content.articles.map((article) => article.language))
  const languages = new Set([main, ...[...used].sort(byUnits)])
  const templates = readTemplates(undefined, options.templates)
  const assets = readAssets(options.themeCss)
  const byNumber = new Map(content.articles.map((article) => [article.number, article]))
  const media = new Map(content.media.map((medium) => [medium.name, medium]))
  const pathOf: Site['pathOf'] = (article) =>
    articlePath(article.slug, languageFolder(article.language, main))
  const targets = targetsOf({ content, byNumber, pathOf })
  const versionsOf = versionFamilies(content.articles, byNumber)
  const productNames = new Map(content.products.map((product) => [product.slug, product.name]))
  return [...languages].map((language) => {
    const articles = content.articles.filter((article) => article.language === language)
    const products = productsWith(content, articles)
    const shared = {
      settings: content.settings,
      siteUrl: options.siteUrl,
      feedbackUrl: options.feedbackUrl,
      templates: templates.hash,
      words: wordsKey(wordsIn(language)),
      languages: [...languages],
      assets: [assets.style, assets.mark, assets.searchScript, assets.inlineHash],
      products,
      language,
      renderer: [RENDERER_VERSION, PLAIN_TEXT_VERSION],
    }
    return {
      content,
      options,
      language,
      folder: languageFolder(language, main),
      articles,
      byNumber,
      media,
      pathOf,
      versionsOf,
      targets,
      products,
      productNames,
      render: templates.speaking(wordsIn(language)),
      say: wordsIn(language),
      languages: [...languages].map((one) => ({ language: one, folder: languageFolder(one, main) })),
      assets,
      sharedInput: sha256(stableJson(shared)),
    }
  })
}

/** Equal exactly when a language's words are. */
function wordsKey(words: SiteWords): string {
  return sha256(JSON.stringify(words, (_, word) => (typeof word === 'function' ? String(word) : word)))
}

function productsWith(content: SiteContent, articles: SiteContent['articles']) {
  const used = new Map<string | null, Set<string | null>>()
  for (const { product, topic } of articles) {
    const topics = used.get(product)
    if (topics === undefined) used.set(product, new Set([topic]))
    else topics.add(topic)
  }
  return content.products.flatMap((product) => {
    const topics = used.get(product.slug)
    return topics === undefined ? [] : [{ ...product, topics: usedTopics(product, topics) }]
  })
}

/** Topics with an article, and those they stand under. */
function usedTopics(product: SiteProduct, used: ReadonlySet<string | null>): SiteProduct['topics'] {
  const own = product.topics.filter((topic) => used.has(topic.slug))
  const above = new Set(own.map((topic) => topic.parent))
  return product.topics.filter((topic) => own.includes(topic) || above.has(topic.slug))
}

function assetFiles(assets: Assets): SiteFile[] {
  return [...assets.files].map(([path, bytes]) => ({ path, input: path, make: () => bytes }))
}

/** Named by their content, so that a kept one is never read again. */
function mediaFiles(content: SiteContent, options: SiteOptions): SiteFile[] {
  return content.media.map(({ name }) => {
    const path = mediumPath(name)
    return { path, input: path, make: () => options.mediumBytes!(name) }
  })
}

function refuseDuplicates(twice: string[], sites: Site[]): void {
  if (twice.length === 0) return
  throw new Refused(
    twice.map((path) => ({
      code: 'duplicate-address',
      message: `Two pages have the address ${path}: ${namesAt(path, sites).join(' and ')}. Rename one of them.`,
    })),
  )
}

/** What wants to stand at a path, as an editor would find it. */
function namesAt(path: string, sites: Site[]): string[] {
  return sites.flatMap((site) => {
    const isHere = (own: string) => own.toLowerCase() === path.toLowerCase()
    const articles = site.articles.filter((article) => isHere(site.pathOf(article)))
    const old = site.content.oldAddresses.filter((one) => isHere(articlePath(one.slug, site.folder)))
    return [
      ...articles.map((article) => `article ${article.number} (“${article.title}”)`),
      ...old.map((one) =>
        one.to === null
          ? `the gone address “${one.slug}”`
          : `the old address “${one.slug}” of article ${one.to}`,
      ),
    ]
  })
}
