import type { SiteContent } from '../../src/publish/content.ts'
import type { Texts } from '../../src/publish/text-facts.ts'

/** A site's content as plain data with all its texts, as another process or a file could hold it. */
export function contentAsJson(content: SiteContent): string {
  return JSON.stringify({ content, texts: content.articles.map((article) => article.texts()) })
}

/** The content again. */
export function contentFromJson(json: string): SiteContent {
  const { content, texts } = JSON.parse(json) as { content: SiteContent; texts: Texts[] }
  const articles = content.articles.map((article, i) => ({ ...article, texts: () => texts[i]! }))
  return { ...content, articles }
}
