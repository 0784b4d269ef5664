import { asMarkdownLine, excerpt } from '../lib/plain-text.ts'
import type { SiteArticle } from './content.ts'
import { lineInput, type Site, type SiteFile, textFile, welcomeOf } from './frame.ts'
import { byNeed, first } from './order.ts'

/** The answers of a product, and where their own list lies: a folder with a slash at its end. */
export type Group = { name: string; folder: string; articles: SiteArticle[] }

/** So many answers of each product are named at once; all others are one list further. */
const NAMED = 20

/** `llms.txt`: what is here and where its Markdown lies, for assistants. */
export function assistantSummary(site: Site, groups: Group[]): SiteFile {
  const named = groups
    .filter(({ articles }) => articles.length > 0)
    .map((group) => ({ ...group, top: first(NAMED, group.articles, byNeed) }))
  const input = named.map(({ name, folder, articles, top }) => [
    name,
    folder,
    articles.length,
    top.map(lineInput),
  ])
  return textFile(site, `${site.folder}llms.txt`, input, () => {
    const parts = named.flatMap((group) => [
      `\n## ${asMarkdownLine(group.name)}\n`,
      ...(hasOwnList(group)
        ? [`- [${site.say.answers(group.articles.length)}](${where(site, `${group.folder}llms.txt`)})`]
        : []),
      ...group.top.map((article) => lineOf(site, article)),
    ])
    return `# ${site.content.settings.name}\n\n> ${welcomeOf(site)}\n${parts.join('\n')}\n`
  })
}

/** The same for one product, with every answer it has; none where the summary names them all. */
export function assistantList(site: Site, group: Group): SiteFile[] {
  if (!hasOwnList(group)) return []
  const { name, folder, articles } = group
  const make = () =>
    `# ${asMarkdownLine(name)}\n\n${articles.map((article) => lineOf(site, article)).join('\n')}\n`
  return [textFile(site, `${folder}llms.txt`, [name, articles.map(lineInput)], make)]
}

function hasOwnList({ articles }: Group): boolean {
  return articles.length > NAMED
}

function lineOf(site: Site, article: SiteArticle): string {
  const path = site.pathOf(article).replace(/index\.html$/, 'index.md')
  const says = asMarkdownLine(excerpt(article.facts.summary, 100))
  return `- [${asMarkdownLine(article.title)}](${where(site, path)}): ${says}`
}

/** Full addresses where the site has one: these files are read away from their place. */
function where(site: Site, path: string): string {
  const { siteUrl } = site.options
  return siteUrl === null ? path : `${siteUrl}/${path}`
}
