import type { SafeHtml } from '../lib/markdown.ts'
import { plainText, shownMarkdown } from '../lib/plain-text.ts'
import type { SiteArticle } from './content.ts'

/** A step of the way to a page: its name, and its full address when the site has one. */
export type Crumb = { name: string; url: string | null }

/**
 * What search engines read of an article: a question with its accepted answer for question articles, a technical
 * article for the others, and the way to the page.
 */
export function articleData(
  article: SiteArticle,
  page: { url: string | null; siteName: string; crumbs: Crumb[]; description: string },
): SafeHtml {
  const shared = {
    inLanguage: article.language,
    datePublished: article.publishedAt,
    dateModified: article.updatedAt,
    ...(page.url === null ? {} : { url: page.url }),
  }
  const main =
    article.template === 'question'
      ? {
          '@type': 'FAQPage',
          ...shared,
          mainEntity: [
            {
              '@type': 'Question',
              name: article.title,
              acceptedAnswer: {
                '@type': 'Answer',
                text: plainText(shownMarkdown(article.texts().resolution).slice(0, 5_000)),
              },
            },
          ],
        }
      : {
          '@type': 'TechArticle',
          ...shared,
          headline: article.title.slice(0, 110),
          description: page.description,
          publisher: { '@type': 'Organization', name: page.siteName },
        }
  return asScript({ '@context': 'https://schema.org', '@graph': [main, breadcrumbs(page.crumbs)] })
}

/** The way to a page, for search engines. */
export function breadcrumbData(crumbs: Crumb[]): SafeHtml {
  return asScript({ '@context': 'https://schema.org', ...breadcrumbs(crumbs) })
}

function breadcrumbs(crumbs: Crumb[]): Record<string, unknown> {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, url }, i) => ({
      '@type': 'ListItem',
      position: i + 1,
      name,
      ...(url === null ? {} : { item: url }),
    })),
  }
}

/** JSON that cannot end the script element it stands in, nor begin a comment there. */
export function asScript(data: unknown): SafeHtml {
  const json = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `<script type="application/ld+json">${json}</script>` as SafeHtml
}
