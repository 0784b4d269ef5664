import { sha256 } from '../lib/hash.ts'
import { buildIndex } from '../search/build.ts'
import { indexAsScript, scriptPath } from '../search/bundle.ts'
import type { SearchDocument } from '../search/documents.ts'
import { searchOptions } from '../search/options.ts'
import type { Elsewhere, SiteArticle } from './content.ts'
import type { Site } from './frame.ts'
import { excerpt, plainText } from '../lib/plain-text.ts'

/** The search of one language: all its files belong together and are made in one go. */
export type SearchPart = { folder: string; input: string; make: () => Map<string, Uint8Array> }

/** The public search of a language: answers of ours first, then official texts and public threads kept elsewhere. */
export function searchPart(site: Site): SearchPart {
  const folder = `${site.folder}search/`
  const { synonyms } = site.content
  return {
    folder,
    input: sha256(JSON.stringify(inputOf(site))),
    make: () => {
      const files = buildIndex(searchDocuments(site), searchOptions(site.language, { synonyms }))
      files.set(scriptPath, indexAsScript(files))
      return new Map([...files].map(([path, bytes]) => [`${folder}${path}`, bytes]))
    },
  }
}

/** Everything that can be found in a language, as the index takes it. */
export function searchDocuments(site: Site): SearchDocument[] {
  return [
    ...site.articles.map((article) => ourDocument(site, article)),
    ...site.content.elsewhere
      .filter((found) => found.language === site.language)
      .map((found) => foreignDocument(found)),
  ]
}

/** Everything that decides the index, without the work of making its documents; a new engine is a new script. */
function inputOf(site: Site): unknown[] {
  const own = site.articles.map((article) => [
    article.number,
    site.pathOf(article),
    article.textKey,
    article.keywords,
    site.productNames.get(article.product ?? ''),
    article.appliesTo.versions,
    article.origin,
    article.isDisputed,
  ])
  const foreign = site.content.elsewhere.filter((found) => found.language === site.language)
  return [site.language, site.content.synonyms, site.assets.searchScript, own, foreign]
}

/** The longest passage of a thread that search may show, in characters. */
const PASSAGE = 400

function ourDocument(site: Site, article: SiteArticle): SearchDocument {
  const texts = [article.resolution, article.issue, article.environment, article.cause]
  return {
    id: `article/${article.number}`,
    kind: 'article',
    url: site.pathOf(article),
    title: article.title,
    headings: headingsOf(article.resolution),
    body: texts.map(plainText).filter(Boolean).join('\n'),
    keywords: article.keywords,
    product: site.productNames.get(article.product ?? '') ?? '',
    versions: article.appliesTo.versions ?? [],
    origin: article.origin === 'official' ? 'official' : 'community',
    language: article.language,
    isDisputed: article.isDisputed,
    boost: 1,
  }
}

function foreignDocument(found: Elsewhere): SearchDocument {
  const { text, ...shared } = found
  const body = found.kind === 'thread' ? excerpt(plainText(text), PASSAGE) : plainText(text)
  return { ...shared, headings: [], body, keywords: [], isDisputed: false, boost: 1 }
}

function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^ {0,3}#{1,6}\s+(.{1,200})$/gm)].map((match) => plainText(match[1]!))
}
